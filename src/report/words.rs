//! The fixed words of the reports that people read, in German and in English.

use super::Mean;
use crate::draft::Kind;
use crate::finding::Severity;
use crate::text::Language;

/// A noun for one and for more.
pub(super) type Noun = [&'static str; 2];

pub(super) struct Words {
    pub(super) code: &'static str,
    decimal: char,
    pub(super) errors: Noun,
    pub(super) warnings: Noun,
    pub(super) notes: Noun,
    pub(super) drafts: Noun,
    pub(super) findings: Noun,
    pub(super) line: &'static str,
    pub(super) score: &'static str,
    pub(super) of_100: &'static str,
    pub(super) nothing: &'static str,
    pub(super) instead: &'static str,
    pub(super) see_also: &'static str,
    pub(super) more_findings: &'static str,
    pub(super) by_rule: &'static str,
    pub(super) show_all: &'static str,
    pub(super) by_channel: &'static str,
    pub(super) by_author: &'static str,
    pub(super) by_score: &'static str,
    pub(super) rule: &'static str,
    pub(super) channel: &'static str,
    pub(super) author: &'static str,
    pub(super) severity: &'static str,
    pub(super) no_channel: &'static str,
    pub(super) no_author: &'static str,
    pub(super) first: &'static str,
    pub(super) texts: &'static str,
    pub(super) all: &'static str,
    pub(super) search: &'static str,
    pub(super) clean: &'static str,
    pub(super) rules: &'static str,
    pub(super) source: &'static str,
    pub(super) left_out: &'static str,
    pub(super) no_match: &'static str,
    pub(super) formula: &'static str,
    pub(super) post: &'static str,
    pub(super) reply: &'static str,
    pub(super) german: &'static str,
    pub(super) english: &'static str,
}

impl Words {
    pub(super) fn of(language: Language) -> &'static Self {
        match language {
            Language::De => &GERMAN,
            Language::En => &ENGLISH,
        }
    }

    pub(super) fn severity(&self, severity: Severity) -> &'static str {
        match severity {
            Severity::Error => self.errors[0],
            Severity::Warning => self.warnings[0],
            Severity::Info => self.notes[0],
        }
    }

    pub(super) fn kind(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Post => self.post,
            Kind::Reply => self.reply,
        }
    }

    pub(super) fn language(&self, language: Language) -> &'static str {
        match language {
            Language::De => self.german,
            Language::En => self.english,
        }
    }

    /// A mean, with a comma in German.
    pub(super) fn number(&self, mean: Mean) -> String {
        let tenths = mean.tenths();
        format!("{}{}{}", tenths / 10, self.decimal, tenths % 10)
    }

    /// `3 errors, 1 warning`: what there is, the gravest first; that there is nothing where there is nothing.
    pub(super) fn tally(&self, errors: usize, warnings: usize, notes: usize) -> String {
        let parts = [(errors, self.errors), (warnings, self.warnings), (notes, self.notes)];
        let parts: Vec<String> = parts.into_iter().filter(|(number, _)| *number > 0).map(|(number, noun)| count(number, noun)).collect();
        if parts.is_empty() { self.nothing.to_owned() } else { parts.join(", ") }
    }
}

/// `1 draft`, `2 drafts`.
pub(super) fn count(number: usize, noun: Noun) -> String {
    format!("{number} {}", noun[usize::from(number != 1)])
}

static GERMAN: Words = Words {
    code: "de",
    decimal: ',',
    errors: ["Fehler", "Fehler"],
    warnings: ["Warnung", "Warnungen"],
    notes: ["Hinweis", "Hinweise"],
    drafts: ["Entwurf", "Entwürfe"],
    findings: ["Befund", "Befunde"],
    line: "Zeile",
    score: "Punkte",
    of_100: "von 100",
    nothing: "nichts zu beanstanden",
    instead: "Stattdessen",
    see_also: "Siehe",
    more_findings: "Weitere Befunde, die hier keinen Platz haben",
    by_rule: "Befunde nach Regel",
    show_all: "Alle zeigen",
    by_channel: "Befunde nach Kanal",
    by_author: "Befunde nach Autor",
    by_score: "Entwürfe nach Punkten",
    rule: "Regel",
    channel: "Kanal",
    author: "Autor",
    severity: "Schwere",
    no_channel: "ohne Kanal",
    no_author: "ohne Namen",
    first: "Zuerst ansehen",
    texts: "Die Texte",
    all: "alle",
    search: "Im Text suchen",
    clean: "Ohne Befund",
    rules: "Die Regeln",
    source: "Quelle",
    left_out: "Weitere Entwürfe, die nur in den Zahlen stehen",
    no_match: "Kein Entwurf passt zu dieser Auswahl.",
    formula: "Ein Entwurf beginnt mit 100 Punkten. Ein Fehler kostet 30, eine Warnung 10, ein Hinweis 2; in Texten mit mehr als \
        100 Wörtern wiegen Warnungen und Hinweise im gleichen Maß weniger. Die Punkte aller Entwürfe sind ihr Durchschnitt.",
    post: "Beitrag",
    reply: "Antwort",
    german: "Deutsch",
    english: "Englisch",
};

static ENGLISH: Words = Words {
    code: "en",
    decimal: '.',
    errors: ["error", "errors"],
    warnings: ["warning", "warnings"],
    notes: ["note", "notes"],
    drafts: ["draft", "drafts"],
    findings: ["finding", "findings"],
    line: "line",
    score: "score",
    of_100: "of 100",
    nothing: "nothing to object to",
    instead: "Instead",
    see_also: "See",
    more_findings: "Further findings that do not fit in here",
    by_rule: "Findings by rule",
    show_all: "Show all",
    by_channel: "Findings by channel",
    by_author: "Findings by author",
    by_score: "Drafts by score",
    rule: "Rule",
    channel: "Channel",
    author: "Author",
    severity: "Severity",
    no_channel: "no channel",
    no_author: "no name",
    first: "Look at these first",
    texts: "The texts",
    all: "all",
    search: "Search the texts",
    clean: "Without findings",
    rules: "The rules",
    source: "Source",
    left_out: "Further drafts that are only in the numbers",
    no_match: "No draft fits this choice.",
    formula: "A draft starts with 100 points. An error costs 30, a warning 10, a note 2; in texts of more than 100 words, \
        warnings and notes weigh less in proportion. The score of all drafts is their mean.",
    post: "post",
    reply: "reply",
    german: "German",
    english: "English",
};
