//! A German text becomes evidence of how it addresses its reader: du, ihr or Sie. Counts only what cannot be read otherwise:
//! `Sie` at the start of a sentence may be she or they, `ihr` may be her, and a quote is not the writer's own.

use super::verbs::verbs;
use crate::text::{Language, Prose, Span, TokenKind, ZoneKind};

/// How somebody is addressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysers) enum Form {
    Du,
    /// Several people, informally.
    Ihr,
    Sie,
}

impl Form {
    pub(in crate::analysers) fn is_formal(self) -> bool {
        self == Self::Sie
    }
}

/// What kind of word shows the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysers) enum Role {
    /// `du`, `ihr`, and `Sie` whatever its case.
    Pronoun,
    /// `dir`, `Ihnen`, and `euch` whatever its case.
    Dative,
    /// `dich`.
    Accusative,
    /// `dein`, `euer`, `Ihr`.
    Possessive,
    /// `Schick uns`.
    Imperative,
    /// `Kannst mir glauben`.
    Verb,
}

/// A word that shows how the reader is addressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysers) struct Evidence {
    pub(in crate::analysers) form: Form,
    pub(in crate::analysers) role: Role,
    pub(in crate::analysers) token: usize,
    pub(in crate::analysers) span: Span,
}

/// Everything in a text that shows how it addresses its reader, in order. English shows nothing.
pub(in crate::analysers) fn evidence(prose: &Prose, is_own: impl Fn(Span) -> bool) -> Vec<Evidence> {
    if prose.language != Language::De {
        return Vec::new();
    }
    let reader = Reader { prose };
    (0..prose.tokens.len())
        .filter(|&index| prose.tokens[index].kind == TokenKind::Word)
        .filter_map(|index| Some((index, reader.shows(index)?)))
        .map(|(token, (form, role))| Evidence { form, role, token, span: prose.tokens[token].span })
        .filter(|found| !reader.is_set_apart(found.span) && !is_own(found.span))
        .collect()
}

/// Whether a token begins a sentence, a line, or what stands behind a colon or a quotation mark: where a capital says nothing.
pub(in crate::analysers) fn begins(prose: &Prose, index: usize) -> bool {
    let Some(before) = index.checked_sub(1) else { return true };
    let (last, token) = (prose.tokens[before], prose.tokens[index]);
    let bullet = || last.kind == TokenKind::Mark && matches!(prose.written(before), "-" | "–" | "—" | "+") && begins(prose, before);
    last.sentence != token.sentence
        || bullet()
        || prose.text.get(last.span.end()..token.span.start()).is_some_and(|gap| gap.contains(['\n', '\r']))
        || matches!(last.kind, TokenKind::Emoji | TokenKind::Handle)
        || last.kind == TokenKind::Mark
            && matches!(
                prose.written(before),
                "." | "!"
                    | "?"
                    | ":"
                    | "("
                    | "["
                    | "\""
                    | "„"
                    | "“"
                    | "”"
                    | "»"
                    | "«"
                    | "‚"
                    | "‘"
                    | "'"
                    | "•"
                    | "…"
                    | "|"
                    | "→"
                    | ">"
                    | "·"
                    | "*"
            )
}

struct Reader<'a> {
    prose: &'a Prose,
}

impl Reader<'_> {
    fn shows(&self, index: usize) -> Option<(Form, Role)> {
        // Most words are too long to be a pronoun and no verb of the table: a look at the length spares the rest.
        let word = self.prose.word(index);
        if word.len() > 16 {
            return None;
        }
        match word {
            "du" | "du's" if !self.is_noun(index) && !self.is_exclamation(index) => Some((Form::Du, Role::Pronoun)),
            "dir" | "dir's" => Some((Form::Du, Role::Dative)),
            "dich" => Some((Form::Du, Role::Accusative)),
            "dein" | "deine" | "deinen" | "deinem" | "deiner" | "deines" | "deins" if !self.is_property(index) => {
                Some((Form::Du, Role::Possessive))
            }
            "deinerseits" | "deinetwegen" => Some((Form::Du, Role::Verb)),
            "euch" => Some((Form::Ihr, Role::Dative)),
            "euer" | "eure" | "euren" | "eurem" | "eurer" | "eures" => Some((Form::Ihr, Role::Possessive)),
            "ihr" if self.is_plural_you(index) => Some((Form::Ihr, Role::Pronoun)),
            "sie" if self.is_polite(index, "Sie") && !self.is_noun(index) => Some((Form::Sie, Role::Pronoun)),
            "ihnen" if self.is_polite(index, "Ihnen") => Some((Form::Sie, Role::Dative)),
            "ihr" | "ihre" | "ihren" | "ihrem" | "ihrer" | "ihres" if self.is_polite(index, "Ihr") => Some((Form::Sie, Role::Possessive)),
            "ihrerseits" | "ihretwegen" if self.is_polite(index, "Ihr") => Some((Form::Sie, Role::Verb)),
            "du" | "dein" | "deine" | "sie" | "ihr" | "ihnen" => None,
            _ => self.shows_by_verb(index, word),
        }
    }

    fn shows_by_verb(&self, index: usize, word: &str) -> Option<(Form, Role)> {
        let verbs = verbs();
        if word.ends_with("st") && begins(self.prose, index) && verbs.with_du(word).is_some() {
            let next = self.word(index + 1);
            // With a du behind it, the du is the evidence; behind "bist" and the like nobody else can follow.
            return (next != Some("du")
                && next.is_some_and(|next| verbs.behind_imperatives.contains(next) || matches!(next, "mir" | "mich")))
            .then_some((Form::Du, Role::Verb));
        }
        verbs.imperative(word)?;
        let next = self.word(index + 1)?;
        let previous = index.checked_sub(1).and_then(|before| self.word(before));
        let starts = begins(self.prose, index) || index > 0 && self.is_comma(index - 1);
        let led = previous.is_some_and(|previous| verbs.before_imperatives.contains(previous));
        let led_by_small = led && self.prose.written(index).starts_with(char::is_lowercase);
        // "Prüfe das" may lack an ich, as people write in a hurry; "Prüfe das bitte" does not.
        let asks = || {
            matches!(next, "bitte" | "uns" | "doch" | "mal" | "einfach" | "ruhig" | "gern" | "gerne" | "dich" | "dir" | "mir")
                || next.starts_with("dein")
                || (index + 2..index + 7).map_while(|at| self.word(at)).any(|word| word == "bitte")
        };
        let fits =
            (verbs.behind_imperatives.contains(next) || next == "mir") && (!word.ends_with('e') || asks()) && !self.is_own_doing(index);
        (fits && (starts || led_by_small)).then_some((Form::Du, Role::Imperative))
    }

    /// Whether a verb that looks like an imperative is the writer's own: "Melde mich", "Schicke Ihnen", "ich schau mal und melde …".
    fn is_own_doing(&self, index: usize) -> bool {
        let sentence = self.prose.tokens[index].sentence;
        let same = |at: usize| self.prose.tokens.get(at).is_some_and(|token| token.sentence == sentence);
        let has_ich = (0..index).rev().take_while(|&at| same(at)).any(|at| self.word(at) == Some("ich"));
        let to_others = |at: usize| matches!(self.word(at), Some("mich" | "ich")) || matches!(self.prose.written(at), "Ihnen" | "Sie");
        let for_oneself =
            matches!(self.prose.word(index), "schau" | "schaue" | "guck" | "gucke" | "merk" | "merke" | "überleg" | "überlege");
        let next = self.word(index + 1);
        let clashes = match next {
            Some("mir") => for_oneself,
            // "Schick dir gleich ein Foto" lacks an ich; "Schau dir das Foto an" does not.
            Some("dir") => {
                !for_oneself
                    && !matches!(self.prose.word(index), "hol" | "such" | "nimm" | "sicher" | "lass" | "wünsch" | "kauf" | "lies" | "tipp")
            }
            _ => false,
        };
        has_ich || clashes || (index + 1..index + 4).take_while(|&at| same(at) && !self.is_comma(at)).any(to_others)
    }

    /// Whether a word has the capital of politeness, in a place where it needs none for another reason.
    fn is_polite(&self, index: usize, start: &str) -> bool {
        self.prose.written(index).starts_with(start) && !begins(self.prose, index)
    }

    /// Whether `ihr` is the subject of a verb that goes with nobody else.
    fn is_plural_you(&self, index: usize) -> bool {
        let goes_with_ihr = |at: Option<usize>| at.and_then(|at| self.word(at)).is_some_and(|word| verbs().with_ihr(word).is_some());
        let before = index.checked_sub(1);
        // Of several verbs in one clause, the one at its end may be the verb: "wenn ihr Fragen habt".
        let conjunction = before.and_then(|before| self.word(before)).is_some_and(|word| {
            matches!(
                word,
                "wenn"
                    | "falls"
                    | "dass"
                    | "ob"
                    | "weil"
                    | "sobald"
                    | "was"
                    | "wie"
                    | "wo"
                    | "wann"
                    | "warum"
                    | "damit"
                    | "bevor"
                    | "die"
                    | "der"
                    | "das"
                    | "den"
                    | "wofür"
                    | "womit"
            )
        });
        self.is_asked(index)
            || goes_with_ihr(before)
            || goes_with_ihr(Some(index + 1))
            || conjunction && goes_with_ihr(self.clause_end(index))
    }

    /// "Was meint ihr dazu?", but not "Was meint ihr Chef dazu?".
    fn is_asked(&self, index: usize) -> bool {
        let verb = index.checked_sub(1).and_then(|before| self.word(before)).is_some_and(|word| verbs().asked_with_ihr(word).is_some());
        let owns = self.word(index + 1).is_some() && self.prose.written(index + 1).starts_with(char::is_uppercase);
        let sentence = || self.prose.tokens.get(index).and_then(|token| self.prose.sentences.get(token.sentence as usize));
        verb && !owns && sentence().is_some_and(|sentence| sentence.span.slice(&self.prose.text).trim_end().ends_with('?'))
    }

    /// The last word of the clause that holds a token.
    pub(super) fn clause_end(&self, index: usize) -> Option<usize> {
        clause_end(self.prose, index)
    }

    /// "das Sie", "per Du", "Du oder Sie", "die Du-Form".
    fn is_noun(&self, index: usize) -> bool {
        let is = |at: Option<usize>, words: &[&str]| at.and_then(|at| self.word(at)).is_some_and(|word| words.contains(&word));
        let before = index.checked_sub(1);
        let article =
            before.and_then(|before| self.word(before)).is_some_and(|word| verbs().before_nouns.contains(word)) && !self.is_relative(index);
        let pair = is(Some(index + 1), &["oder", "und", "statt"]) && is(Some(index + 2), &["du", "sie"])
            || is(before, &["oder", "und", "statt"]) && is(index.checked_sub(2), &["du", "sie"]);
        let hyphen = self.prose.tokens.get(index + 1).is_some_and(|next| {
            next.kind == TokenKind::Mark && self.prose.written(index + 1) == "-" && next.span.start == self.prose.tokens[index].span.end
        });
        article || pair || hyphen
    }

    /// "das Paket, das Sie bestellt haben": behind a comma, the article is a relative pronoun.
    fn is_relative(&self, index: usize) -> bool {
        let article = matches!(self.word(index.saturating_sub(1)), Some("das" | "dem" | "des" | "die" | "der" | "den"));
        article
            && index >= 2
            && (self.is_comma(index - 2)
                || matches!(
                    self.word(index - 2),
                    Some(
                        "an" | "auf"
                            | "aus"
                            | "bei"
                            | "in"
                            | "mit"
                            | "nach"
                            | "von"
                            | "zu"
                            | "über"
                            | "für"
                            | "durch"
                            | "um"
                            | "und"
                            | "oder"
                    )
                ))
            || matches!(self.word(index.saturating_sub(1)), Some("das" | "dem" | "des"))
                && self.clause_end(index).is_some_and(|end| end > index + 1 && self.ends_like_verb(end))
    }

    fn ends_like_verb(&self, index: usize) -> bool {
        self.word(index).is_some_and(|word| verbs().with_sie(word).is_some() || verbs().with_du(word).is_some())
    }

    fn is_exclamation(&self, index: usize) -> bool {
        self.word(index + 1).is_some_and(|word| verbs().exclamations.contains(word))
            && self
                .word(index + 2)
                .is_some_and(|word| matches!(word, "güte" | "zeit" | "himmel" | "gott" | "bisschen" | "schreck" | "scheiße" | "nase"))
    }

    /// "Mein und Dein".
    fn is_property(&self, index: usize) -> bool {
        index.checked_sub(2).is_some_and(|first| matches!(self.word(first), Some("mein")) && self.word(index - 1) == Some("und"))
    }

    fn is_comma(&self, index: usize) -> bool {
        self.prose.tokens.get(index).is_some_and(|token| token.kind == TokenKind::Mark) && self.prose.written(index) == ","
    }

    fn word(&self, index: usize) -> Option<&str> {
        self.prose.tokens.get(index).filter(|token| token.kind == TokenKind::Word).map(|_| self.prose.word(index))
    }

    fn is_set_apart(&self, span: Span) -> bool {
        !self.prose.zones.is_empty()
            && self
                .prose
                .zones_over(span, &[ZoneKind::Quote, ZoneKind::BlockQuote, ZoneKind::Code, ZoneKind::Comment, ZoneKind::LinkTarget])
                .next()
                .is_some()
    }
}

/// The last word before the next comma, colon, dash or end of the sentence.
pub(super) fn clause_end(prose: &Prose, index: usize) -> Option<usize> {
    let sentence = prose.tokens.get(index)?.sentence;
    let mut last = None;
    for at in index + 1..prose.tokens.len() {
        let token = prose.tokens[at];
        if token.sentence != sentence
            || token.kind == TokenKind::Mark && matches!(prose.written(at), "," | ":" | ";" | "–" | "—" | "." | "!" | "?" | "(" | ")")
        {
            break;
        }
        if token.kind == TokenKind::Word {
            last = Some(at);
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Markup;

    fn read(text: &str) -> Vec<(Form, &str)> {
        let prose = Prose::read(text, Markup::Markdown, Language::De);
        evidence(&prose, |_| false).iter().map(|found| (found.form, found.span.slice(text))).collect()
    }

    #[test]
    fn evidence_of_du() {
        for (text, words) in [
            ("Hast du deine Nummer?", vec!["du", "deine"]),
            ("Schick uns bitte ein Foto.", vec!["Schick"]),
            ("Klar, melde dich!", vec!["melde", "dich"]),
            ("Bitte schreib uns eine DM.", vec!["schreib"]),
            ("Kannst mir gern schreiben.", vec!["Kannst"]),
            ("Schreib mir einfach.", vec!["Schreib"]),
        ] {
            let found = read(text);
            assert_eq!(found.iter().map(|(_, word)| *word).collect::<Vec<_>>(), words, "{text}");
            assert!(found.iter().all(|(form, _)| *form == Form::Du), "{text}");
        }
    }

    #[test]
    fn evidence_of_ihr() {
        for text in [
            "Könnt ihr das prüfen?",
            "Wir freuen uns auf euch.",
            "Sagt Bescheid, wenn ihr Fragen habt.",
            "Könnt Ihr das prüfen?",
            "Danke für eure Geduld.",
        ] {
            let found = read(text);
            assert_eq!(found.iter().map(|(form, _)| *form).collect::<Vec<_>>(), [Form::Ihr], "{text}");
        }
    }

    #[test]
    fn evidence_of_sie() {
        for (text, count) in [
            ("Haben Sie Ihre Nummer?", 2),
            ("Melden Sie sich gern.", 1),
            ("Das Paket, das Sie bestellt haben, liegt da.", 1),
            ("Viele Grüße, Ihr Team", 1),
            ("Das Geld, mit dem Sie rechnen, ist da.", 1),
        ] {
            let found = read(text);
            assert_eq!(found.len(), count, "{text}: {found:?}");
            assert!(found.iter().all(|(form, _)| form.is_formal()), "{text}");
        }
    }

    #[test]
    fn no_evidence() {
        for text in [
            "Sie hat das Paket gestern gebracht.",
            "Ihr Anruf kam um neun, sie hat abgehoben.",
            "Wir haben ihr geschrieben und ihnen auch.",
            "Der Kunde schrieb: „Habt ihr eure Nummer?“",
            "#DeinTicket kommt. Mehr unter deinticket.de.",
            "Wir bleiben beim Sie.",
            "Per Du oder per Sie?",
            "Du oder Sie, das ist die Frage.",
            "Melde mich morgen.",
            "Schau mir das gleich an.",
            "Du meine Güte, das tut uns leid.",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
        assert_eq!(read("Schicke Ihnen gleich ein Foto."), [(Form::Sie, "Ihnen")]);
    }
}
