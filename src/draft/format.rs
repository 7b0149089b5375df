//! The formats in which drafts come: what each is called, and which files have it.

/// A format is a module beside this one, and an arm of each match here and in [`super::Bulk`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Markdown,
    Text,
    /// One record per line.
    Jsonl,
    /// One record per row.
    Csv,
    /// YAML with a list of records.
    Calendar,
}

/// What is known of a format.
struct Facts {
    name: &'static str,
    about: &'static str,
    /// The usual one first.
    extensions: &'static [&'static str],
    holds: Holds,
}

/// How many drafts a file holds, and how it is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    One,
    /// Many, and all of them are needed to read one.
    Whole,
    /// Many, and a part of them can be read alone.
    Parts,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 5] = [Self::Markdown, Self::Text, Self::Jsonl, Self::Csv, Self::Calendar];

    fn facts(self) -> Facts {
        match self {
            Self::Markdown => {
                Facts { name: "markdown", about: "one draft, with front matter", extensions: &["md", "markdown"], holds: Holds::One }
            }
            Self::Text => Facts { name: "text", about: "one draft, with front matter", extensions: &["txt"], holds: Holds::One },
            Self::Jsonl => Facts { name: "jsonl", about: "a draft per line", extensions: &["jsonl", "ndjson"], holds: Holds::Parts },
            Self::Csv => Facts { name: "csv", about: "a draft per row", extensions: &["csv", "tsv"], holds: Holds::Parts },
            Self::Calendar => Facts { name: "yaml", about: "a list of drafts", extensions: &["yaml", "yml"], holds: Holds::Whole },
        }
    }

    /// What the command line calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.facts().name
    }

    /// What a file of it holds, in a few words.
    #[must_use]
    pub fn about(self) -> &'static str {
        self.facts().about
    }

    /// The usual extension of its files, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        self.facts().extensions.first().copied().unwrap_or_default()
    }

    /// The format of a name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The format of files with an extension, in upper or lower case, without its dot.
    #[must_use]
    pub fn of_extension(extension: &str) -> Option<Self> {
        let has_it = |format: &Self| format.facts().extensions.iter().any(|known| extension.eq_ignore_ascii_case(known));
        Self::ALL.into_iter().find(has_it)
    }

    /// Whether a file holds many drafts.
    #[must_use]
    pub fn is_bulk(self) -> bool {
        self.facts().holds != Holds::One
    }

    /// Whether a file can be read part by part, however large it is.
    #[must_use]
    pub fn is_streamed(self) -> bool {
        self.facts().holds == Holds::Parts
    }
}
