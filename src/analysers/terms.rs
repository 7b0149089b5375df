//! Words with one right spelling, written otherwise, become hits: `Myapp` for `MyApp`, `Whats App` for `WhatsApp`.

use super::{Analyser, Check, Hit, Remedy};
use crate::finding::Applicability;
use crate::text::{Language, Prose, Span, TokenKind, ZoneKind};

pub(super) struct Terms;

impl Analyser for Terms {
    fn name(&self) -> &'static str {
        "terms"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        let settings = check.reading.settings;
        let prose = &check.reading.prose;
        let brand = &settings.brand;
        if settings.terms.is_empty() && brand.names.is_empty() && brand.products.is_empty() && brand.people.is_empty() {
            return;
        }
        let stated = settings.terms.iter().map(|term| (term.as_str(), Strictness::Any));
        let names = brand.names.iter().chain(&brand.products).map(|name| (name.as_str(), Strictness::NameLike));
        let people = brand.people.iter().map(|person| (person.name.as_str(), Strictness::NameLike));
        let terms: Vec<Term<'_>> = stated.chain(names).chain(people).filter_map(|(term, strictness)| Term::new(term, strictness)).collect();
        let mut at = 0;
        while at < prose.tokens.len() {
            let found = terms.iter().filter_map(|term| Some((term, term.length_at(prose, at)?))).max_by_key(|(_, length)| *length);
            let Some((term, length)) = found else {
                at += 1;
                continue;
            };
            let span = prose.span_of(at..at + length);
            // Two terms may differ in case alone, such as a company and its product: each is right.
            let right = terms.iter().any(|term| term.written == span.slice(&prose.text));
            if !right && term.objects(prose, at, span) && !is_set_apart(prose, span) && !is_in_address(prose, span) {
                hits.push(hit(check, span, term));
            }
            at += length;
        }
    }
}

/// What counts as another spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Strictness {
    /// Everything that differs.
    Any,
    /// In English, a name that is an ordinary word but for its capital may stand as that word.
    NameLike,
}

struct Term<'a> {
    written: &'a str,
    /// Lower case, without spaces and hyphens.
    key: String,
    strictness: Strictness,
}

impl<'a> Term<'a> {
    fn new(written: &'a str, strictness: Strictness) -> Option<Self> {
        let written = written.trim();
        let key = squeezed(written);
        (key.chars().count() > 1 && written.contains(char::is_alphabetic)).then_some(Self { written, key, strictness })
    }

    /// How many tokens from `at` on are the term, in whatever case, in one word or in several.
    fn length_at(&self, prose: &Prose, at: usize) -> Option<usize> {
        let mut rest = self.key.as_str();
        let parts = self.written.split([' ', '-']).count();
        for (length, index) in (at..prose.tokens.len()).enumerate() {
            let token = prose.tokens[index];
            let written = prose.written(index);
            match token.kind {
                TokenKind::Word | TokenKind::Number => {
                    rest = behind(rest, written)?;
                }
                TokenKind::Mark if length > 0 && matches!(written, "-" | "&" | "+" | "." | "!" | "'") => {
                    rest = behind(rest, written)?;
                }
                _ => return None,
            }
            if rest.is_empty() {
                // A short term cut in two is more likely two words.
                let words = length + 1;
                return (words <= parts * 2 || self.key.chars().count() > 5).then_some(words);
            }
        }
        None
    }

    /// Whether what is written there is a fault.
    fn objects(&self, prose: &Prose, at: usize, span: Span) -> bool {
        let written = span.slice(&prose.text);
        let joined = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        if joined(written) == joined(self.written) {
            return false;
        }
        // "Congstar" begins a sentence as any word does.
        let mut letters = self.written.chars();
        let capitalised: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
        if super::address::begins(prose, at) && written == capitalised {
            return false;
        }
        let plain_name = self.written.chars().skip(1).all(char::is_lowercase) && self.written.starts_with(char::is_uppercase);
        let lower = written.chars().all(|c| !c.is_uppercase());
        let ordinary = self.strictness == Strictness::NameLike && plain_name && lower && prose.language == Language::En;
        let split_words = written.contains(' ') && !self.written.contains(' ') && lower;
        !ordinary && !split_words
    }
}

fn hit(check: &Check<'_>, span: Span, term: &Term<'_>) -> Hit {
    let written = span.slice(&check.reading.prose.text);
    let values = [("match", written), ("right", term.written)];
    let remedy =
        Remedy { applicability: Applicability::Safe, ..Remedy::review(check.message("fix", &values), span, term.written.to_owned()) };
    Hit::body(span, check.message("spelling", &values)).remedy(remedy)
}

fn squeezed(text: &str) -> String {
    squeezed_letters(text).collect()
}

/// What of a squeezed text stands behind a piece of it, as it was written.
fn behind<'a>(squeezed: &'a str, written: &str) -> Option<&'a str> {
    let mut letters = squeezed.chars();
    squeezed_letters(written).all(|letter| letters.next() == Some(letter)).then_some(letters.as_str())
}

fn squeezed_letters(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|c| !matches!(c, ' ' | '-' | '‑' | '\u{a0}' | '\u{ad}'))
        .flat_map(char::to_lowercase)
        .map(|c| if c == '’' { '\'' } else { c })
}

/// Whether letters are joined to it by a dot, a slash or an at: a web address that is not known as one.
fn is_in_address(prose: &Prose, span: Span) -> bool {
    let (before, after) = (&prose.text[..span.start()], &prose.text[span.end()..]);
    let joins = |c: char| matches!(c, '.' | '/' | '@' | '_' | ':');
    before.ends_with(joins) && !before.trim_end_matches(joins).ends_with(char::is_whitespace) && !before.trim_end_matches(joins).is_empty()
        || after.starts_with(joins) && after[1..].starts_with(char::is_alphanumeric)
}

fn is_set_apart(prose: &Prose, span: Span) -> bool {
    prose
        .zones_over(span, &[ZoneKind::Quote, ZoneKind::BlockQuote, ZoneKind::Code, ZoneKind::Comment, ZoneKind::LinkTarget])
        .next()
        .is_some()
}
