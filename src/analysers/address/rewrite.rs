//! Evidence of one form becomes the words of the other, with the verb where it must change. Where grammar is not certain, nothing.

use super::evidence::{Evidence, Form, Role, begins, clause_end};
use super::verbs::verbs;
use crate::text::{Prose, Span, TokenKind};

/// What to put in the place of words.
pub(in crate::analysers) type Edits = Vec<(Span, String)>;

/// Every word of the evidence, changed to Sie or to du. `None` where one of them cannot be changed for certain.
pub(in crate::analysers) fn rewrite(prose: &Prose, evidence: &[Evidence], to: Form) -> Option<Edits> {
    let writer = Writer { prose, evidence };
    let mut edits = Edits::new();
    for (number, found) in evidence.iter().enumerate() {
        if edits.iter().any(|(span, _)| span.contains(found.span)) {
            continue;
        }
        edits.extend(if to == Form::Sie { writer.formal(number)? } else { writer.informal(number)? });
    }
    edits.sort_by_key(|(span, _)| *span);
    edits.dedup();
    (!edits.windows(2).any(|pair| pair[0].0.overlaps(pair[1].0))).then_some(edits)
}

struct Writer<'a> {
    prose: &'a Prose,
    evidence: &'a [Evidence],
}

impl Writer<'_> {
    fn formal(&self, number: usize) -> Option<Edits> {
        let found = self.evidence[number];
        let word = self.prose.word(found.token);
        match (found.form, found.role) {
            (_, Role::Possessive) => {
                let ending = match word {
                    "euer" => "",
                    "deins" => return None,
                    _ => word.strip_prefix("dein").or_else(|| word.strip_prefix("eur"))?,
                };
                Some(vec![(found.span, format!("Ihr{ending}"))])
            }
            (Form::Du, Role::Dative) if word == "dir" && !self.is_reflexive(number) => Some(vec![(found.span, "Ihnen".to_owned())]),
            (Form::Du, Role::Accusative) if !self.is_reflexive(number) => Some(vec![(found.span, "Sie".to_owned())]),
            (Form::Du, Role::Accusative) if self.has_subject(number) => Some(vec![(found.span, "sich".to_owned())]),
            (Form::Ihr, Role::Dative) => {
                let before = self.word(found.token.checked_sub(1)?)?;
                let dative = verbs().dative_prepositions.contains(before);
                (dative || verbs().accusative_prepositions.contains(before))
                    .then(|| vec![(found.span, if dative { "Ihnen" } else { "Sie" }.to_owned())])
            }
            (Form::Du | Form::Ihr, Role::Pronoun) => self.subject(found, "Sie", |word| {
                let verb = if found.form == Form::Du {
                    verbs().with_du(word)
                } else {
                    verbs().with_ihr(word).or_else(|| verbs().asked_with_ihr(word))
                };
                Some(verb?.sie)
            }),
            (Form::Du, Role::Imperative) => {
                let verb = verbs().imperative(word)?;
                let (mut span, mut text) = (found.span, format!("{} Sie", verb.sie));
                if matches!(self.word(found.token + 1), Some("dich" | "dir")) {
                    span = span.cover(self.prose.tokens[found.token + 1].span);
                    text.push_str(" sich");
                }
                Some(vec![(span, self.cased(found.token, &text))])
            }
            _ => None,
        }
    }

    fn informal(&self, number: usize) -> Option<Edits> {
        let found = self.evidence[number];
        let word = self.prose.word(found.token);
        match found.role {
            Role::Possessive => Some(vec![(found.span, self.cased_lower(found.token, &format!("dein{}", word.strip_prefix("ihr")?)))]),
            Role::Dative => Some(vec![(found.span, self.cased_lower(found.token, "dir"))]),
            Role::Pronoun => {
                if self.is_object(found.token) {
                    return Some(vec![(found.span, self.cased_lower(found.token, "dich"))]);
                }
                let before = found.token.checked_sub(1);
                if let Some(edit) = before.and_then(|before| self.command(before, found)) {
                    return Some(edit);
                }
                self.subject(found, "du", |word| verbs().with_sie(word)?.du)
            }
            _ => None,
        }
    }

    /// A pronoun and its verb, which stands before it, behind it, or at the end of its clause.
    fn subject(&self, found: Evidence, pronoun: &str, form: impl Fn(&str) -> Option<&'static str>) -> Option<Edits> {
        let before = found.token.checked_sub(1);
        let end = clause_end(self.prose, found.token);
        let mut places = before.into_iter().chain([found.token + 1]).chain(end);
        // "Fragen" in the middle of a sentence is a noun.
        let may_be_verb = |at: usize| self.prose.written(at).starts_with(char::is_lowercase) || begins(self.prose, at);
        let (at, verb) = places.find_map(|at| Some((at, form(self.word(at).filter(|_| may_be_verb(at))?)?)))?;
        let verb_span = self.prose.tokens[at].span;
        let mut edits = vec![(found.span, self.pronoun_cased(found.token, pronoun)), (verb_span, self.cased(at, verb))];
        // "Melden Sie sich" and "wenn Sie sich melden": the reflexive goes along.
        let reflexive = (found.token + 1..=found.token + 2).find(|&at| pronoun == "du" && self.word(at) == Some("sich"));
        edits.extend(reflexive.map(|at| (self.prose.tokens[at].span, "dich".to_owned())));
        Some(edits)
    }

    /// "Wir rufen Sie an", "Dürfen wir Sie anrufen?", "um Sie zu erreichen": the one who does something is somebody else.
    fn is_object(&self, token: usize) -> bool {
        let sentence = self.prose.tokens[token].sentence;
        let of_clause = |at: &usize| self.prose.tokens[*at].sentence == sentence && self.prose.tokens[*at].kind != TokenKind::Mark;
        let others_act = (0..token).rev().take_while(of_clause).any(|at| matches!(self.word(at), Some("wir" | "ich" | "man" | "um")));
        let is_infinitive = clause_end(self.prose, token).is_some_and(|end| end > token + 1 && self.word(end - 1) == Some("zu"));
        others_act || is_infinitive
    }

    /// "Melden Sie sich" as a request becomes "Melde dich".
    fn command(&self, before: usize, found: Evidence) -> Option<Edits> {
        let verb = verbs().with_sie(self.word(before)?)?;
        let question = self
            .prose
            .sentences
            .get(self.prose.tokens[found.token].sentence as usize)
            .is_some_and(|sentence| sentence.span.slice(&self.prose.text).trim_end().ends_with('?'));
        let led = before
            .checked_sub(1)
            .and_then(|at| self.word(at))
            .is_some_and(|word| matches!(word, "bitte" | "einfach" | "doch" | "gern" | "gerne"));
        let imperative = verb.imperative.filter(|_| !question && (begins(self.prose, before) || led))?;
        let (mut span, mut text) = (self.prose.tokens[before].span.cover(found.span), imperative.to_owned());
        if self.word(found.token + 1) == Some("sich") {
            span = span.cover(self.prose.tokens[found.token + 1].span);
            text.push_str(" dich");
        }
        Some(vec![(span, self.cased(before, &text))])
    }

    /// Whether `dich` or `dir` goes back to the one who does something in the same clause.
    fn is_reflexive(&self, number: usize) -> bool {
        let found = self.evidence[number];
        let sentence = self.prose.tokens[found.token].sentence;
        self.evidence.iter().any(|other| {
            self.prose.tokens[other.token].sentence == sentence
                && other.form == Form::Du
                && matches!(other.role, Role::Pronoun | Role::Imperative | Role::Verb)
        })
    }

    /// Whether the word right before is the `du` that `dich` goes back to.
    fn has_subject(&self, number: usize) -> bool {
        let at = self.evidence[number].token;
        at.checked_sub(1).is_some_and(|before| self.word(before) == Some("du"))
    }

    /// A text that begins as the token does: with a capital at the start of a sentence.
    fn cased(&self, token: usize, text: &str) -> String {
        let mut letters = text.chars();
        match letters.next() {
            Some(first) if self.prose.written(token).starts_with(char::is_uppercase) => first.to_uppercase().chain(letters).collect(),
            Some(first) => first.to_lowercase().chain(letters).collect(),
            None => String::new(),
        }
    }

    /// `Sie` always has a capital, `du` only where a sentence begins.
    fn pronoun_cased(&self, token: usize, pronoun: &str) -> String {
        if pronoun == "Sie" { pronoun.to_owned() } else { self.cased_lower(token, pronoun) }
    }

    fn cased_lower(&self, token: usize, text: &str) -> String {
        if begins(self.prose, token) { self.cased(token, text) } else { text.to_owned() }
    }

    fn word(&self, index: usize) -> Option<&str> {
        self.prose.tokens.get(index).filter(|token| token.kind == TokenKind::Word).map(|_| self.prose.word(index))
    }
}

#[cfg(test)]
mod tests {
    use super::super::evidence::evidence;
    use super::*;
    use crate::text::{Language, Markup};

    fn rewritten(text: &str, to: Form) -> Option<String> {
        let prose = Prose::read(text, Markup::Markdown, Language::De);
        let wrong: Vec<Evidence> =
            evidence(&prose, |_| false).into_iter().filter(|found| found.form.is_formal() != to.is_formal()).collect();
        let mut out = text.to_owned();
        for (span, new) in rewrite(&prose, &wrong, to)?.into_iter().rev() {
            out.replace_range(span.start()..span.end(), &new);
        }
        Some(out)
    }

    #[test]
    fn from_du_to_sie() {
        for (text, expected) in [
            ("Hast du deine Nummer?", "Haben Sie Ihre Nummer?"),
            ("Schick uns bitte deine Nummer.", "Schicken Sie uns bitte Ihre Nummer."),
            ("Bitte melde dich bei uns.", "Bitte melden Sie sich bei uns."),
            ("Wir helfen dir gern.", "Wir helfen Ihnen gern."),
            ("Wir rufen dich an.", "Wir rufen Sie an."),
            ("Sag Bescheid. Wenn du Fragen hast, sind wir da.", "Sag Bescheid. Wenn Sie Fragen haben, sind wir da."),
            ("Könnt ihr das prüfen?", "Können Sie das prüfen?"),
            ("Danke für eure Geduld, wir melden uns bei euch.", "Danke für Ihre Geduld, wir melden uns bei Ihnen."),
            ("Du kannst das prüfen.", "Sie können das prüfen."),
            ("Was meint ihr dazu? Habt ihr Ideen?", "Was meinen Sie dazu? Haben Sie Ideen?"),
            ("Welche Farbe findet ihr am schönsten?", "Welche Farbe finden Sie am schönsten?"),
        ] {
            assert_eq!(rewritten(text, Form::Sie).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn from_sie_to_du() {
        for (text, expected) in [
            ("Haben Sie Ihre Nummer?", "Hast du deine Nummer?"),
            ("Melden Sie sich gern.", "Melde dich gern."),
            ("Bitte schicken Sie uns Ihre Nummer.", "Bitte schick uns deine Nummer."),
            ("Wir helfen Ihnen gern.", "Wir helfen dir gern."),
            ("Gut, dass Sie Fragen haben.", "Gut, dass du Fragen hast."),
            ("Wir rufen Sie an.", "Wir rufen dich an."),
            ("Wir bitten Sie um Geduld.", "Wir bitten dich um Geduld."),
            ("Dürfen wir Sie anrufen?", "Dürfen wir dich anrufen?"),
            ("Darf ich Sie etwas fragen?", "Darf ich dich etwas fragen?"),
            ("Schön, Sie bald wieder zu sehen.", "Schön, dich bald wieder zu sehen."),
            ("Wir hoffen, Sie haben Zeit.", "Wir hoffen, du hast Zeit."),
            ("Seien Sie unbesorgt.", "Sei unbesorgt."),
        ] {
            assert_eq!(rewritten(text, Form::Du).as_deref(), Some(expected), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_written_there(pieces in proptest::collection::vec(
            proptest::sample::select(vec!["du ", "hast ", "Sie ", "Ihnen ", "dich ", "dir ", "euch ", "ihr ", "könnt ", "Schick ", "melde ", "deine ", "wenn ", ", ", ". ", "? ", "\n", "👍🏽", "sich ", "Fragen ", "„", "“", "- ", "bitte ", "DU "]),
            0..20,
        )) {
            let text = pieces.concat();
            for to in [Form::Sie, Form::Du] {
                if let Some(changed) = rewritten(&text, to) {
                    proptest::prop_assert!(changed.len() <= text.len() * 4 + 40);
                }
            }
        }
    }

    #[test]
    fn what_is_not_certain_is_left_alone() {
        for text in ["Kannst mir gern schreiben.", "Kennt ihr euch aus?", "Wir haben euch lieb.", "Wenn du das rumpelst, sag es."] {
            assert_eq!(rewritten(text, Form::Sie), None, "{text}");
        }
        assert_eq!(rewritten("Das rumpeln Sie bitte um.", Form::Du), None);
    }
}
