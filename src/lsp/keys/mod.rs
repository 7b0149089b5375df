//! YAML that is being written: where in it a place is, and what may stand there, by the schema of the file and by the project's own names.
//! Works on text that is half typed, and on each of the kinds of YAML that Tonfall reads.

mod names;
mod phrase;
mod place;
mod schema;

pub(super) use names::{Around, known_keys, known_values};
pub(super) use phrase::{NameKind, is_phrase, named, names};
pub(super) use place::{Place, Role, Step, at};
pub(super) use schema::{Schema, Word};

use std::sync::LazyLock;

use crate::workspace::FileKind;

/// What kind of YAML a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    FrontMatter,
    Config,
    Rule,
    Pack,
}

impl Kind {
    pub(super) fn schema(self) -> &'static Schema {
        static FRONT_MATTER: LazyLock<Schema> = LazyLock::new(|| Schema::new(FileKind::FrontMatter.schema()));
        static CONFIG: LazyLock<Schema> = LazyLock::new(|| Schema::new(FileKind::Config.schema()));
        static RULE: LazyLock<Schema> = LazyLock::new(|| Schema::new(FileKind::Rule.schema()));
        static PACK: LazyLock<Schema> = LazyLock::new(|| Schema::new(FileKind::Pack.schema()));
        match self {
            Self::FrontMatter => &FRONT_MATTER,
            Self::Config => &CONFIG,
            Self::Rule => &RULE,
            Self::Pack => &PACK,
        }
    }
}

/// What a config says under `rules: {id: {languages: …}}` is what a rule file says.
pub(super) fn of_rule_in_config<'p, 'a>(kind: Kind, path: &'p [Step<'a>]) -> (Kind, &'p [Step<'a>]) {
    match (kind, path) {
        (Kind::Config, [Step::Key("rules"), Step::Key(_), rest @ ..]) if rest.first() == Some(&Step::Key("languages")) => {
            (Kind::Rule, rest)
        }
        _ => (kind, path),
    }
}

/// The bytes of the YAML between the fences at the top of a text, closed or not.
pub(super) fn front_matter(text: &str) -> Option<std::ops::Range<usize>> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = text.get(start..)?.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---" && line.ends_with('\n'))?;
    let yaml = start + first.len();
    let mut end = yaml;
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            break;
        }
        end += line.len();
    }
    Some(yaml..end)
}
