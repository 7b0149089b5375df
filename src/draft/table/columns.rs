//! A table's header becomes the columns that mean something: by the config, by the headers of well-known tools, or by names that speak for themselves.

use crate::draft::layout::Layout;

/// The headers that a tool documents for its import or export, with what they hold. Times that a tool writes in a user's own form are left out.
pub(in crate::draft) struct Preset {
    pub(in crate::draft) name: &'static str,
    pub(in crate::draft) columns: &'static [(&'static str, &'static str)],
    /// Headers that show the tool, beside those above.
    pub(in crate::draft) shown_by: &'static [&'static str],
}

/// The tools whose tables are known. Numbers are columns of tables without a header.
pub(in crate::draft) const PRESETS: [Preset; 6] = [
    Preset { name: "buffer", columns: &[("text", "Text"), ("publish", "Posting Time")], shown_by: &["Image URL"] },
    Preset { name: "publer", columns: &[("text", "Message")], shown_by: &["Date", "Link(s)"] },
    Preset { name: "ayrshare", columns: &[("text", "post"), ("publish", "scheduleDate")], shown_by: &["platforms"] },
    Preset { name: "oktopost", columns: &[("text", "Message"), ("channel", "Network")], shown_by: &["LinkUrl"] },
    Preset {
        name: "google-play",
        columns: &[
            ("text", "Developer Reply Text"),
            ("complaint.text", "Review Text"),
            ("complaint.rating", "Star Rating"),
            ("received", "Review Submit Date and Time"),
        ],
        shown_by: &["Review Link"],
    },
    Preset { name: "hootsuite", columns: &[("text", "2")], shown_by: &[] },
];

/// Headers that speak for themselves, best first.
const NAMES: [(&str, &[&str]); 11] = [
    (
        "text",
        &[
            "text",
            "reply",
            "response",
            "answer",
            "antwort",
            "post",
            "post text",
            "content",
            "caption",
            "copy",
            "message",
            "body",
            "nachricht",
            "beitrag",
            "tweet",
        ],
    ),
    ("id", &["id", "ticket id", "post id", "ticket", "nr", "nummer"]),
    ("kind", &["kind", "art"]),
    ("channel", &["channel", "network", "platform", "kanal", "netzwerk", "plattform"]),
    ("lang", &["lang", "language", "sprache"]),
    ("publish", &["publish"]),
    ("received", &["received"]),
    ("author", &["author", "agent", "autor", "autorin"]),
    ("complaint.author", &["customer", "customer name", "reviewer", "requester", "kunde", "kundin"]),
    ("complaint.rating", &["rating", "stars", "star rating", "sterne", "bewertung"]),
    (
        "complaint.text",
        &["complaint", "review", "review text", "question", "comment", "description", "beschwerde", "frage", "kommentar", "rezension"],
    ),
];

/// Which field of a record holds what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::draft) struct Columns {
    /// One of Tonfall's names, and the number of the field.
    pub(in crate::draft) fields: Vec<(String, usize)>,
    /// What the config names and the table does not have.
    pub(in crate::draft) missing: Vec<String>,
    pub(in crate::draft) has_header: bool,
    /// Whether nobody has said what the columns are: what does not fit then is not ours.
    pub(in crate::draft) is_guess: bool,
}

impl Columns {
    /// Finds the columns by the first record of a table.
    pub(in crate::draft) fn find(layout: &Layout, first: &[String]) -> Self {
        let at = |title: &str| first.iter().position(|known| known.trim().eq_ignore_ascii_case(title));
        if !layout.columns.is_empty() {
            return Self::named(&layout.columns, first);
        }
        let all_there = |preset: &&Preset| {
            !preset.shown_by.is_empty()
                && preset.columns.iter().map(|(_, title)| title).chain(preset.shown_by).all(|title| at(title).is_some())
        };
        if let Some(preset) = PRESETS.iter().find(all_there) {
            let fields = preset.columns.iter().filter_map(|(key, title)| Some(((*key).to_owned(), at(title)?)));
            return Self { fields: fields.collect(), missing: Vec::new(), has_header: true, is_guess: false };
        }
        let mut fields: Vec<(String, usize)> = Vec::new();
        for (key, titles) in NAMES {
            let own = at(key).into_iter().chain(titles.iter().filter_map(|title| at(title)));
            // A column holds one thing: `message` beside `reply` is the customer's.
            if let Some(field) = own.into_iter().find(|field| !fields.iter().any(|(_, known)| known == field)) {
                fields.push((key.to_owned(), field));
            }
        }
        let others = crate::draft::layout::KEYS.iter().filter(|key| !NAMES.iter().any(|(known, _)| known == *key));
        fields.extend(others.filter_map(|key| Some(((*key).to_owned(), at(key)?))));
        Self { fields, missing: Vec::new(), has_header: true, is_guess: true }
    }

    fn named(columns: &[(String, String)], first: &[String]) -> Self {
        let mut out = Self { has_header: columns.iter().any(|(_, name)| name.parse::<usize>().is_err()), ..Self::default() };
        for (key, name) in columns {
            let title = first.iter().position(|known| known.trim().eq_ignore_ascii_case(name.trim()));
            match title.or_else(|| name.parse::<usize>().ok().and_then(|number| number.checked_sub(1))) {
                Some(field) => out.fields.push((key.clone(), field)),
                None => out.missing.push(name.clone()),
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(header: &str) -> Vec<(String, usize)> {
        Columns::find(&Layout::default(), &header.split(',').map(str::to_owned).collect::<Vec<_>>()).fields
    }

    fn pairs(pairs: &[(&str, usize)]) -> Vec<(String, usize)> {
        pairs.iter().map(|(key, field)| ((*key).to_owned(), *field)).collect()
    }

    #[test]
    fn headers_tell_what_columns_hold() {
        assert_eq!(found("Text,Image URL,Tags,Posting Time"), pairs(&[("text", 0), ("publish", 3)]));
        assert_eq!(found("ID,Message,Reply,Network"), pairs(&[("text", 2), ("id", 0), ("channel", 3)]));
        assert_eq!(
            found("Nr,Kunde,Beschwerde,Antwort,signature"),
            pairs(&[("text", 3), ("id", 0), ("complaint.author", 1), ("complaint.text", 2), ("signature", 4)])
        );
        assert_eq!(found("complaint.text,text"), pairs(&[("text", 1), ("complaint.text", 0)]));
        assert_eq!(found("a,b"), []);
    }

    #[test]
    fn the_config_names_columns_by_title_or_number() {
        let layout = |columns: &[(&str, &str)]| Layout {
            columns: columns.iter().map(|(key, name)| ((*key).to_owned(), (*name).to_owned())).collect(),
            delimiter: None,
        };
        let header = ["Datum".to_owned(), "Post".to_owned()];
        let columns = Columns::find(&layout(&[("text", "post"), ("id", "Nr")]), &header);
        assert_eq!((columns.fields, columns.missing, columns.has_header), (pairs(&[("text", 1)]), vec!["Nr".to_owned()], true));
        let columns = Columns::find(&layout(&[("text", "2")]), &header);
        assert_eq!((columns.fields, columns.has_header), (pairs(&[("text", 1)]), false));
    }
}
