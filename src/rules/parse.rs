//! The phrase language: what a rule's author writes becomes a [`Phrase`], or an error at its bytes that says what to write instead.
//! Knows neither texts nor how a phrase is looked for.

use std::collections::BTreeMap;

use super::phrase::{Branches, Element, Phrase, PhraseError, Shape, WordLists, WordPattern};
use crate::text::{FactKind, Span, TokenKind, fold};
use crate::yaml;

/// The recognisers, by the name that stands between `<` and `>`.
const RECOGNISERS: &[(&str, Element)] = &[
    ("time", Element::Fact(FactKind::Time)),
    ("date", Element::Fact(FactKind::Date)),
    ("duration", Element::Fact(FactKind::Duration)),
    ("amount", Element::Fact(FactKind::Amount)),
    ("percent", Element::Fact(FactKind::Percent)),
    ("number", Element::Kind(TokenKind::Number)),
    ("name", Element::Fact(FactKind::Name)),
    ("email", Element::Fact(FactKind::Email)),
    ("phone", Element::Fact(FactKind::Phone)),
    ("url", Element::Fact(FactKind::Url)),
    ("iban", Element::Fact(FactKind::Iban)),
    ("handle", Element::Kind(TokenKind::Handle)),
    ("hashtag", Element::Kind(TokenKind::Hashtag)),
    ("emoji", Element::Kind(TokenKind::Emoji)),
    ("word", Element::Kind(TokenKind::Word)),
];

/// The names of the recognisers, for completion and for "did you mean".
pub fn recogniser_names() -> impl Iterator<Item = &'static str> {
    RECOGNISERS.iter().map(|(name, _)| *name)
}

/// What a recogniser stands for, in Markdown; empty where there is none of that name.
#[must_use]
pub fn recogniser_about(name: &str) -> &'static str {
    match name {
        "time" => {
            "Any point in time that can be checked: `15 Uhr`, `3.11.2026`, `Montag`, `morgen`, `in zwei Stunden`; `3 pm`, `tomorrow`, `within two hours`"
        }
        "date" => "A date: `3.11.2026`, `3. November`; `3 November`",
        "duration" => "A length of time: `zwei Stunden`, `3 Tage`; `two hours`",
        "amount" => "A sum of money: `29,90 €`, `20 Euro`, `$5`",
        "percent" => "A share: `10 %`",
        "number" => "A number in digits: `7`, `4711`",
        "name" => "A person's name: `Herr Schleeh`, `Mr Schleeh`",
        "email" => "An e-mail address",
        "phone" => "A telephone number",
        "url" => "A link",
        "iban" => "The number of a bank account",
        "handle" => "An account: `@name`",
        "hashtag" => "A hashtag: `#tag`",
        "emoji" => "An emoji",
        "word" => "Any one word",
        _ => "",
    }
}

/// The name of the recogniser that an element is.
pub(super) fn recogniser_of(element: &Element) -> Option<&'static str> {
    RECOGNISERS.iter().find(|(_, known)| known == element).map(|(name, _)| *name)
}

/// How deep brackets may nest; deeper ones are an error, not a stack overflow.
const MAX_DEPTH: usize = 16;
/// How many elements one phrase may hold, lists expanded.
const MAX_ELEMENTS: usize = 4_000;

/// What ends the sequence that is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Closing {
    End,
    Round,
    Square,
}

/// Parses the phrases of one rule in one language, and each of the lists that they name once.
#[derive(Debug)]
pub struct PhraseParser<'a> {
    lists: &'a WordLists,
    parsed: BTreeMap<String, List>,
    /// The lists that are being parsed, each named by the one before it.
    open: Vec<String>,
    /// How many elements the phrases hold that were parsed so far, lists expanded.
    total: usize,
}

/// A list, parsed, and how many elements it holds.
#[derive(Clone, Debug)]
struct List {
    branches: Branches,
    size: usize,
}

impl<'a> PhraseParser<'a> {
    #[must_use]
    pub fn new(lists: &'a WordLists) -> Self {
        Self { lists, parsed: BTreeMap::new(), open: Vec::new(), total: 0 }
    }

    /// Parses a phrase.
    ///
    /// # Errors
    /// As for [`Phrase::parse`].
    pub fn parse(&mut self, source: &str) -> Result<Phrase, PhraseError> {
        self.parse_with_places(source).map(|(phrase, _)| phrase)
    }

    /// How many elements all phrases hold together that were parsed so far.
    #[must_use]
    pub fn total(&self) -> usize {
        self.total
    }

    /// Parses a phrase, with the bytes of the source that each of its elements was written in.
    ///
    /// # Errors
    /// As for [`Phrase::parse`].
    pub fn parse_with_places(&mut self, source: &str) -> Result<(Phrase, Vec<Span>), PhraseError> {
        let mut parser = Parser::new(source, self, 0, 0);
        let elements = parser.sequence(Closing::End)?;
        let (places, size) = (std::mem::take(&mut parser.places), parser.size);
        self.total += size;
        if elements.is_empty() {
            let message = "the phrase is empty: write the words to look for".to_owned();
            return Err(PhraseError { span: Span::new(0, source.len()), message });
        }
        Ok((Phrase { elements }, places))
    }

    /// The list of a name; the error says what is wrong with it.
    fn list(&mut self, name: &str, depth: usize) -> Result<List, String> {
        if let Some(list) = self.parsed.get(name) {
            return Ok(list.clone());
        }
        let lists = self.lists;
        let Some(entries) = lists.get(name) else {
            return Err(format!("`{{{name}}}` names no list: add `words: {{{name}: [...]}}` to this language"));
        };
        if self.open.iter().any(|open| open == name) {
            return Err(format!("the list `{name}` names itself: take `{{{name}}}` out of it"));
        }
        if depth > MAX_DEPTH {
            return Err("lists name each other too deeply: write the words out".to_owned());
        }
        self.open.push(name.to_owned());
        let list = self.entries_of(name, entries, depth);
        self.open.pop();
        let list = list?;
        self.parsed.insert(name.to_owned(), list.clone());
        Ok(list)
    }

    fn entries_of(&mut self, name: &str, entries: &[String], depth: usize) -> Result<List, String> {
        let (mut branches, mut size) = (Vec::new(), 0);
        for entry in entries {
            let mut inner = Parser::new(entry, self, depth, size);
            match inner.sequence(Closing::End) {
                Ok(branch) if !branch.is_empty() => branches.push(branch),
                Ok(_) => return Err(format!("the list `{name}` has an empty entry: take it out")),
                // A list in a list: the innermost one is to be mended.
                Err(error) if error.message.contains("the list `") => return Err(error.message),
                Err(error) => return Err(format!("in the list `{name}`, entry `{entry}`: {}", error.message)),
            }
            size = inner.size;
        }
        if branches.is_empty() {
            return Err(format!("the list `{name}` is empty: add words to it"));
        }
        Ok(List { branches: branches.into(), size })
    }
}

struct Parser<'p, 'a> {
    source: &'p str,
    at: usize,
    shared: &'p mut PhraseParser<'a>,
    depth: usize,
    size: usize,
    /// Where each element of the outermost sequence was written.
    places: Vec<Span>,
}

impl<'p, 'a> Parser<'p, 'a> {
    fn new(source: &'p str, shared: &'p mut PhraseParser<'a>, depth: usize, size: usize) -> Self {
        Self { source, at: 0, shared, depth, size, places: Vec::new() }
    }

    fn rest(&self) -> &str {
        self.source.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn bump(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    fn error<T>(&self, start: usize, message: impl Into<String>) -> Result<T, PhraseError> {
        Err(PhraseError { span: Span::new(start, self.at.max(start)), message: message.into() })
    }

    /// Reads elements up to the end, or up to a `|` or a closing bracket, which stays.
    fn sequence(&mut self, closing: Closing) -> Result<Vec<Element>, PhraseError> {
        let mut elements = Vec::new();
        while let Some(next) = self.peek() {
            let start = self.at;
            match next {
                '|' | ')' | ']' if closes(next, closing) => return Ok(elements),
                '|' => {
                    self.bump();
                    return self.error(start, "`|` separates alternatives, and those stand in brackets: `(a|b)`");
                }
                ')' | ']' => {
                    self.bump();
                    let open = if next == ')' { '(' } else { '[' };
                    return self.error(start, format!("`{next}` closes a bracket that was never opened: take it out, or add `{open}`"));
                }
                '(' | '[' => elements.push(self.group(next)?),
                '<' => elements.push(self.recogniser()?),
                '{' => elements.push(self.list()?),
                '^' => {
                    self.bump();
                    elements.push(Element::SentenceStart);
                }
                '$' if self.rest().len() == 1 || self.rest()[1..].starts_with([')', ']', '|', ' ']) => {
                    self.bump();
                    elements.push(Element::SentenceEnd);
                }
                '.' if self.rest().starts_with("...") => {
                    self.at += 3;
                    elements.push(Element::Gap);
                }
                '…' => {
                    self.bump();
                    elements.push(Element::Gap);
                }
                _ if next.is_alphanumeric() || next == '*' || next == '\'' || next == '’' => elements.extend(self.words()?),
                _ => elements.extend(self.mark()),
            }
            if closing == Closing::End {
                self.places.resize(elements.len(), Span::new(start, self.at));
            }
            self.size += 1;
            if self.size > MAX_ELEMENTS {
                return self.error(start, "the phrase is too large: split it into several");
            }
        }
        match closing {
            Closing::End => Ok(elements),
            Closing::Round => self.error(self.source.len(), "`(` is never closed: add `)`"),
            Closing::Square => self.error(self.source.len(), "`[` is never closed: add `]`"),
        }
    }

    fn group(&mut self, open: char) -> Result<Element, PhraseError> {
        let start = self.at;
        self.bump();
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return self.error(start, "brackets are nested too deeply: split the phrase into several");
        }
        let closing = if open == '(' { Closing::Round } else { Closing::Square };
        let mut branches = Vec::new();
        loop {
            let from = self.at;
            let branch = self.sequence(closing)?;
            if branch.is_empty() {
                return self.error(from, "an alternative is empty: for words that may be missing write `[x]`");
            }
            branches.push(branch);
            if self.bump() != Some('|') {
                break;
            }
        }
        self.depth -= 1;
        Ok(if open == '(' { Element::Any(branches.into()) } else { Element::Optional(branches.into()) })
    }

    /// The name between an opening and a closing mark; the parser stands behind it then.
    fn name(&mut self, close: char) -> Result<String, PhraseError> {
        let start = self.at;
        self.bump();
        let Some(length) = self.rest().find(close) else {
            let open = &self.source[start..self.at];
            let message = format!("`{open}` is never closed: add `{close}`");
            self.at = self.source.len();
            return self.error(start, message);
        };
        let name = self.rest()[..length].trim().to_owned();
        self.at += length + close.len_utf8();
        Ok(name)
    }

    fn recogniser(&mut self) -> Result<Element, PhraseError> {
        let start = self.at;
        let name = self.name('>')?;
        match RECOGNISERS.iter().find(|(known, _)| *known == name) {
            Some((_, element)) => Ok(element.clone()),
            None => {
                let known = || format!("there are {}", recogniser_names().map(|name| format!("<{name}>")).collect::<Vec<_>>().join(", "));
                let hint = yaml::nearest(&name, recogniser_names()).map_or_else(known, |near| format!("did you mean `<{near}>`?"));
                self.error(start, format!("`<{name}>` is not known here; {hint}"))
            }
        }
    }

    fn list(&mut self) -> Result<Element, PhraseError> {
        let start = self.at;
        let name = self.name('}')?;
        match self.shared.list(&name, self.depth + 1) {
            Ok(list) => {
                self.size += list.size;
                Ok(Element::Any(list.branches))
            }
            Err(message) => self.error(start, message),
        }
    }

    /// Reads one run of letters, digits, apostrophes, hyphens and stars: one word, or several where hyphens join them.
    fn words(&mut self) -> Result<Vec<Element>, PhraseError> {
        let start = self.at;
        let mut previous = ' ';
        while let Some(next) = self.peek() {
            let inner_separator = matches!(next, '.' | ',' | ':' | '/')
                && previous.is_ascii_digit()
                && self.rest()[next.len_utf8()..].starts_with(|c: char| c.is_ascii_digit());
            if !(next.is_alphanumeric() || matches!(next, '*' | '\'' | '’' | '-' | '\u{300}'..='\u{36f}') || inner_separator) {
                break;
            }
            previous = next;
            self.bump();
        }
        let run = self.source[start..self.at].trim_end_matches('-');
        let is_word = |piece: &&str| piece.contains(|c: char| c != '*');
        let pieces = run.split('-').filter(|piece| !piece.is_empty());
        // `*-Abo` means any compound with a hyphen, and a word matches as a part of one anyway.
        let joined = pieces.clone().any(|piece| is_word(&piece));
        pieces.filter(|piece| !joined || is_word(piece)).map(|piece| self.word(start, piece).map(Element::Word)).collect()
    }

    fn word(&self, start: usize, piece: &str) -> Result<WordPattern, PhraseError> {
        let core = piece.trim_matches('*');
        if core.contains('*') {
            return self.error(start, "`*` stands at the beginning or the end of a word: `leit*`, `*hotline`");
        }
        if core.is_empty() {
            let is_behind_bracket = self.source[..start].ends_with([')', ']', '}', '>']);
            let bracket = "`*` belongs to one word, not to a bracket: write it at each word, as in `(Zug*|Bahn*)`";
            return self
                .error(start, if is_behind_bracket { bracket } else { "`*` needs a word beside it; for any one word write `<word>`" });
        }
        let shape = match (piece.starts_with('*'), piece.ends_with('*')) {
            (false, false) => Shape::Exact,
            (false, true) => Shape::Prefix,
            (true, false) => Shape::Suffix,
            (true, true) => Shape::Infix,
        };
        Ok(WordPattern { shape, spellings: spellings(core) })
    }

    /// A mark that the phrase insists on, or an emoji. Commas, dashes and full stops do not matter between words.
    fn mark(&mut self) -> Option<Element> {
        let start = self.at;
        let next = self.bump()?;
        if matches!(next, '?' | '!' | ':' | '%' | '€' | '$' | '£' | '&' | '+' | '=') {
            return Some(Element::Mark(next));
        }
        if next.is_whitespace() || next.is_ascii_punctuation() || "–—„“”‚‘«»".contains(next) {
            return None;
        }
        while self.peek().is_some_and(|c| !c.is_whitespace() && !c.is_alphanumeric() && !"()[]|{}<>^$.?!:".contains(c)) {
            self.bump();
        }
        let folded = fold(&self.source[start..self.at]).text;
        (!folded.is_empty()).then(|| Element::Word(WordPattern { shape: Shape::Exact, spellings: vec![folded.into()] }))
    }
}

fn closes(next: char, closing: Closing) -> bool {
    matches!((next, closing), ('|', Closing::Round | Closing::Square) | (')', Closing::Round) | (']', Closing::Square))
}

/// The folded word and its other spellings: `ä` as `ae`, `n't` without its apostrophe.
fn spellings(word: &str) -> Vec<Box<str>> {
    let folded = fold(word).text;
    let spelt_out = folded.contains(['ä', 'ö', 'ü']).then(|| folded.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue"));
    let bare = folded.ends_with("n't").then(|| folded.replace('\'', ""));
    std::iter::once(folded).chain(spelt_out).chain(bare).map(String::into_boxed_str).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(source: &str) -> Result<Phrase, PhraseError> {
        let lists = WordLists::from([("line".to_owned(), vec!["Hotline".to_owned(), "Service-Nummer".to_owned()])]);
        Phrase::parse(source, &lists)
    }

    fn fault(source: &str) -> String {
        let error = parse(source).expect_err(source);
        format!("{}..{}: {}", error.span.start, error.span.end, error.message)
    }

    #[test]
    fn umlauts_have_two_spellings() {
        let phrase = parse("für").unwrap();
        assert_eq!(phrase.elements, [Element::Word(WordPattern { shape: Shape::Exact, spellings: vec!["für".into(), "fuer".into()] })]);
    }

    #[test]
    fn a_hyphen_joins_words() {
        assert_eq!(parse("E-Mail").unwrap().elements.len(), 2);
    }

    #[test]
    fn numbers_keep_their_inner_marks() {
        assert_eq!(parse("24/7").unwrap().elements.len(), 1);
        assert_eq!(parse("Web 2.0").unwrap().elements.len(), 2);
    }

    #[test]
    fn lists_become_alternatives() {
        assert!(matches!(&parse("{line}").unwrap().elements[..], [Element::Any(branches)] if branches.len() == 2));
    }

    #[test]
    fn faults_name_the_place_and_the_remedy() {
        assert_eq!(fault("(a|b"), "4..4: `(` is never closed: add `)`");
        assert_eq!(fault("a) b"), "1..2: `)` closes a bracket that was never opened: take it out, or add `(`");
        assert_eq!(fault("a|b"), "1..2: `|` separates alternatives, and those stand in brackets: `(a|b)`");
        assert_eq!(fault("(a|)"), "3..3: an alternative is empty: for words that may be missing write `[x]`");
        assert_eq!(fault("*"), "0..1: `*` needs a word beside it; for any one word write `<word>`");
        assert_eq!(fault("(a|b)*"), "5..6: `*` belongs to one word, not to a bracket: write it at each word, as in `(Zug*|Bahn*)`");
        assert_eq!(fault("a*b"), "0..3: `*` stands at the beginning or the end of a word: `leit*`, `*hotline`");
        assert_eq!(fault(""), "0..0: the phrase is empty: write the words to look for");
        assert_eq!(fault("<tiem>"), "0..6: `<tiem>` is not known here; did you mean `<time>`?");
        assert!(fault("<x>").contains("there are <time>, <date>"));
        assert!(fault("{lines}").starts_with("0..7: `{lines}` names no list"));
    }

    #[test]
    fn deep_nesting_is_refused() {
        assert!(fault(&"(".repeat(100)).contains("nested too deeply"));
    }
}
