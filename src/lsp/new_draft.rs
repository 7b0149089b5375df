//! What is known about a new post or reply becomes a draft: front matter, a name for its file, and the place to write at.
//! Writes nothing: where drafts are kept is for the client to say.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tower_lsp::lsp_types::{Position, Url};
use unicode_normalization::UnicodeNormalization;

use super::actions::scalar;
use super::convert::{Encoding, Places};
use super::document::path_of;
use crate::draft::Kind;
use crate::text::{Language, LineIndex};

/// The most characters of a customer's name that a file is named after.
const MOST_OF_NAME: usize = 40;

/// What a client says about the draft that it wants.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Wanted {
    kind: Option<Kind>,
    channel: Option<String>,
    /// The customer's name, or a handle with its `@`.
    author: Option<String>,
    /// The customer's message, as it was copied.
    complaint: Option<String>,
    /// The folder of the project; where it is missing, the session's first.
    pub(super) folder: Option<Url>,
}

impl Wanted {
    fn kind(&self) -> Kind {
        self.kind.unwrap_or(Kind::Post)
    }
}

/// A draft to be written.
#[derive(Debug, Serialize)]
pub(super) struct NewDraft {
    /// A file that is not there yet. `None` where no folder is open.
    uri: Option<Url>,
    text: String,
    /// Where to go on writing.
    position: Position,
}

/// Today, as file names begin with it, and the language that the editor speaks.
pub(super) struct Circumstances {
    pub(super) today: jiff::civil::Date,
    pub(super) language: Language,
    pub(super) encoding: Encoding,
}

/// Makes a draft. `folder` is that of the project.
pub(super) fn make(wanted: &Wanted, folder: Option<&Path>, circumstances: &Circumstances) -> NewDraft {
    let (text, cursor) = text(wanted);
    let lines = LineIndex::new(&text);
    let position = Places { text: &text, lines: &lines, encoding: circumstances.encoding }.position(cursor);
    let path = folder.map(|folder| path(wanted, folder, circumstances));
    NewDraft { uri: path.and_then(|path| Url::from_file_path(path).ok()), text, position }
}

/// The folder that a client has named.
pub(super) fn folder_of(wanted: &Wanted) -> Option<PathBuf> {
    wanted.folder.as_ref().and_then(path_of)
}

/// The draft's text, and the byte to go on at: in the body, or in the complaint where that is still missing.
fn text(wanted: &Wanted) -> (String, usize) {
    let mut text = String::from("---\n");
    let channel = wanted.channel.as_deref().map(str::trim).filter(|channel| !channel.is_empty());
    text.push_str(if wanted.kind() == Kind::Reply { "kind: reply\n" } else { "kind: post\n" });
    if let Some(channel) = channel {
        text.push_str(&format!("channel: {}\n", scalar(channel)));
    }
    let mut missing = None;
    if wanted.kind() == Kind::Reply {
        text.push_str("complaint:\n");
        let author = wanted.author.as_deref().map(one_line).filter(|author| !author.is_empty());
        if let Some(author) = author {
            let key = if author.starts_with('@') { "handle" } else { "author" };
            text.push_str(&format!("  {key}: {}\n", scalar(&author)));
        }
        text.push_str("  text: |\n");
        let message = message(wanted.complaint.as_deref().unwrap_or_default());
        for line in message.lines() {
            text.push_str(if line.is_empty() { "" } else { "    " });
            text.push_str(line);
            text.push('\n');
        }
        if message.is_empty() {
            text.push_str("    ");
            missing = Some(text.len());
            text.push('\n');
        }
    }
    text.push_str("---\n");
    let end = text.len();
    text.push('\n');
    (text, missing.unwrap_or(end))
}

/// A message as a literal block can hold it: lines without the characters that YAML refuses, and without an indentation of their own.
fn message(copied: &str) -> String {
    let lines = copied.replace("\r\n", "\n").replace('\r', "\n");
    let printable = |c: char| c == '\n' || c == '\t' || !(c.is_control() || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}'));
    let lines: String = lines.chars().filter(|c| printable(*c)).collect();
    let lines: Vec<&str> = lines.lines().map(str::trim).collect();
    lines.join("\n").trim().to_owned()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A file that is not there yet, in the folder where drafts of this kind are kept.
fn path(wanted: &Wanted, folder: &Path, circumstances: &Circumstances) -> PathBuf {
    let (folders, name) = match (wanted.kind(), circumstances.language) {
        (Kind::Reply, Language::De) => (["replies", "antworten"], "antwort"),
        (Kind::Reply, Language::En) => (["replies", "antworten"], "reply"),
        (Kind::Post, Language::De) => (["posts", "beitraege"], "beitrag"),
        (Kind::Post, Language::En) => (["posts", "beitraege"], "post"),
    };
    let channel = slug(wanted.channel.as_deref().unwrap_or_default());
    let named = folders.map(|name| folder.join(name));
    let home = named.into_iter().find(|folder| folder.is_dir()).unwrap_or_else(|| folder.to_owned());
    let home = Some(home.join(&channel)).filter(|folder| !channel.is_empty() && folder.is_dir()).unwrap_or(home);
    let author = slug(wanted.author.as_deref().unwrap_or_default());
    let name = [author.as_str(), channel.as_str(), name].into_iter().find(|name| !name.is_empty()).unwrap_or(name);
    let stem = format!("{}-{name}", circumstances.today);
    let numbered = |number: u32| if number == 1 { format!("{stem}.md") } else { format!("{stem}-{number}.md") };
    let free = (1..=9_999).map(|number| home.join(numbered(number))).find(|path| !path.exists());
    free.unwrap_or_else(|| home.join(numbered(1)))
}

/// A name as file systems and web addresses bear it: `Müller-Lüdenscheidt` is `mueller-luedenscheidt`.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.nfc().flat_map(char::to_lowercase) {
        match c {
            'ä' | 'æ' => slug.push_str("ae"),
            'ö' | 'œ' | 'ø' => slug.push_str("oe"),
            'ü' => slug.push_str("ue"),
            'ß' => slug.push_str("ss"),
            'ı' => slug.push('i'),
            'ł' => slug.push('l'),
            '\'' | '’' => {}
            _ => slug.extend(
                std::iter::once(c)
                    .nfd()
                    .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
                    .map(|c| if c.is_alphanumeric() { c } else { '-' }),
            ),
        }
    }
    let parts: Vec<&str> = slug.split('-').filter(|part| !part.is_empty()).collect();
    parts.join("-").chars().take(MOST_OF_NAME).collect::<String>().trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::draft::{Format, read};

    fn reply(author: &str, complaint: &str) -> Wanted {
        let (author, complaint) = (Some(author.to_owned()), Some(complaint.to_owned()));
        Wanted { kind: Some(Kind::Reply), channel: Some("facebook".to_owned()), author, complaint, folder: None }
    }

    fn circumstances(language: Language) -> Circumstances {
        Circumstances { today: jiff::civil::date(2026, 11, 23), language, encoding: Encoding::Utf16 }
    }

    #[test]
    fn a_reply_holds_what_it_answers() {
        let made = make(
            &reply("Hannes Schleeh", "  Seit Freitag ist mein DSL weg.\r\n\r\n  Wann kommt der Techniker?  \r\n"),
            None,
            &circumstances(Language::De),
        );
        let expected = "---\nkind: reply\nchannel: facebook\ncomplaint:\n  author: Hannes Schleeh\n  text: |\n    Seit Freitag ist mein DSL weg.\n\n    Wann kommt der Techniker?\n---\n\n";
        assert_eq!(made.text, expected);
        assert_eq!((made.position, made.uri), (Position::new(10, 0), None));
    }

    #[test]
    fn where_the_complaint_is_missing_it_comes_first() {
        let made = make(&reply("@schleeh", " \n"), None, &circumstances(Language::De));
        assert_eq!(made.text, "---\nkind: reply\nchannel: facebook\ncomplaint:\n  handle: \"@schleeh\"\n  text: |\n    \n---\n\n");
        assert_eq!(made.position, Position::new(6, 4));
    }

    #[test]
    fn a_post_has_a_channel_and_nothing_else() {
        let made = make(&Wanted { channel: Some("linkedin".to_owned()), ..Wanted::default() }, None, &circumstances(Language::En));
        assert_eq!((made.text.as_str(), made.position), ("---\nkind: post\nchannel: linkedin\n---\n\n", Position::new(4, 0)));
    }

    #[test]
    fn files_are_named_after_the_day_and_the_customer() {
        let folder = tempfile::tempdir().unwrap();
        let name = |wanted: &Wanted| {
            let path = path(wanted, folder.path(), &circumstances(Language::De));
            path.strip_prefix(folder.path()).unwrap().to_str().unwrap().to_owned()
        };
        assert_eq!(name(&reply("Elif Yıldız", "Wo?")), "2026-11-23-elif-yildiz.md");
        std::fs::create_dir_all(folder.path().join("replies/facebook")).unwrap();
        assert_eq!(name(&reply("Renée Müller-Lüdenscheidt", "Wo?")), "replies/facebook/2026-11-23-renee-mueller-luedenscheidt.md");
        assert_eq!(name(&reply("Sinéad O’Brien 👍🏽", "Wo?")), "replies/facebook/2026-11-23-sinead-obrien.md");
        assert_eq!(name(&reply("../../x", "Wo?")), "replies/facebook/2026-11-23-x.md");
        std::fs::write(folder.path().join("replies/facebook/2026-11-23-x.md"), "").unwrap();
        assert_eq!(name(&reply("x", "Wo?")), "replies/facebook/2026-11-23-x-2.md");
        assert_eq!(name(&Wanted::default()), "2026-11-23-beitrag.md");
    }

    proptest! {
        #[test]
        fn what_was_copied_is_what_is_answered(author in "\\PC{0,20}", complaint in "(\\PC|\n|\r\n|\t|: |# |---|\u{85}|\u{2028}){0,30}") {
            let wanted = reply(&author, &complaint);
            let made = make(&wanted, None, &circumstances(Language::De));
            let drafts = read(made.text.as_bytes(), Format::Markdown);
            prop_assert_eq!(drafts.len(), 1);
            prop_assert!(drafts[0].kind == Kind::Reply);
            let found = drafts[0].complaint.as_ref().expect("it is there");
            prop_assert_eq!(found.message.text.trim(), message(&complaint));
            let name = found.author.as_ref().or(found.handle.as_ref()).map(|field| field.value.clone()).unwrap_or_default();
            prop_assert_eq!(name, one_line(&author));
        }
    }
}
