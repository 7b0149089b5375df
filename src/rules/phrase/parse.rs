//! The phrase language: what a rule's author writes becomes one more of some [`Phrases`], or an error at its bytes that says what to write instead.
//! Knows neither texts nor how a phrase is looked for.

use std::collections::BTreeMap;

use super::recogniser::{recogniser, recogniser_names};
use super::{Element, Group, PhraseError, Phrases, Run, WordLists};
use crate::text::Span;
use crate::yaml;

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
    phrases: &'a mut Phrases,
    parsed: BTreeMap<&'a str, List>,
    /// The lists that are being parsed, each named by the one before it.
    open: Vec<&'a str>,
    /// The elements of the sequences that are being read, the outermost first.
    elements: Vec<Element>,
    /// The branches of the groups that are being read, likewise.
    branches: Vec<Run>,
    /// How many elements the phrases hold that were parsed so far, lists expanded.
    total: usize,
}

/// A list, parsed, and how many elements it holds.
#[derive(Clone, Copy, Debug)]
struct List {
    group: Group,
    size: usize,
}

impl<'a> PhraseParser<'a> {
    /// What it parses is kept with the phrases given.
    #[must_use]
    pub fn new(lists: &'a WordLists, phrases: &'a mut Phrases) -> Self {
        let (elements, branches) = (Vec::new(), Vec::new());
        Self { lists, phrases, parsed: BTreeMap::new(), open: Vec::new(), elements, branches, total: 0 }
    }

    /// Parses a phrase: its number.
    ///
    /// # Errors
    /// As for [`Phrases::parse`].
    pub fn parse(&mut self, source: &str) -> Result<u32, PhraseError> {
        self.parse_with_places(source).map(|(number, _)| number)
    }

    /// What was parsed so far.
    #[must_use]
    pub fn phrases(&self) -> &Phrases {
        self.phrases
    }

    /// How many elements all phrases hold together that were parsed so far.
    #[must_use]
    pub fn total(&self) -> usize {
        self.total
    }

    /// Parses a phrase, with the bytes of the source that each of its elements was written in.
    ///
    /// # Errors
    /// As for [`Phrases::parse`].
    pub fn parse_with_places(&mut self, source: &str) -> Result<(u32, Vec<Span>), PhraseError> {
        self.elements.clear();
        self.branches.clear();
        let mut parser = Parser::new(source, self, 0, 0);
        let elements = parser.sequence(Closing::End)?;
        let (places, size) = (std::mem::take(&mut parser.places), parser.size);
        self.total += size;
        if elements.range().is_empty() {
            let message = "the phrase is empty: write the words to look for".to_owned();
            return Err(PhraseError { span: Span::new(0, source.len()), message });
        }
        Ok((self.phrases.push_phrase(elements), places))
    }

    /// The elements from a place on were a sequence: they are kept.
    fn close_sequence(&mut self, from: usize) -> Run {
        let start = self.phrases.elements.len() as u32;
        self.phrases.elements.extend(self.elements.drain(from..));
        Run { start, end: self.phrases.elements.len() as u32 }
    }

    /// The branches from a place on were a group: it is kept.
    fn close_group(&mut self, from: usize) -> Group {
        let group = self.phrases.push_group(&self.branches[from..]);
        self.branches.truncate(from);
        group
    }

    /// The list of a name; the error says what is wrong with it.
    fn list(&mut self, name: &str, depth: usize) -> Result<List, String> {
        if let Some(list) = self.parsed.get(name) {
            return Ok(*list);
        }
        let Some((name, entries)) = self.lists.get_key_value(name) else {
            return Err(format!("`{{{name}}}` names no list: add `words: {{{name}: [...]}}` to this language"));
        };
        if self.open.iter().any(|open| *open == name) {
            return Err(format!("the list `{name}` names itself: take `{{{name}}}` out of it"));
        }
        if depth > MAX_DEPTH {
            return Err("lists name each other too deeply: write the words out".to_owned());
        }
        self.open.push(name);
        let list = self.entries_of(name, entries, depth);
        self.open.pop();
        let list = list?;
        self.parsed.insert(name, list);
        Ok(list)
    }

    fn entries_of(&mut self, name: &str, entries: &[String], depth: usize) -> Result<List, String> {
        let (from, mut size) = (self.branches.len(), 0);
        for entry in entries {
            let mut inner = Parser::new(entry, self, depth, size);
            match inner.sequence(Closing::End) {
                Ok(branch) if !branch.range().is_empty() => inner.shared.branches.push(branch),
                Ok(_) => return Err(format!("the list `{name}` has an empty entry: take it out")),
                // A list in a list: the innermost one is to be mended.
                Err(error) if error.message.contains("the list `") => return Err(error.message),
                Err(error) => return Err(format!("in the list `{name}`, entry `{entry}`: {}", error.message)),
            }
            size = inner.size;
        }
        if self.branches.len() == from {
            return Err(format!("the list `{name}` is empty: add words to it"));
        }
        Ok(List { group: self.close_group(from), size })
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
    fn sequence(&mut self, closing: Closing) -> Result<Run, PhraseError> {
        let from = self.shared.elements.len();
        while let Some(next) = self.peek() {
            let start = self.at;
            match next {
                '|' | ')' | ']' if closes(next, closing) => return Ok(self.shared.close_sequence(from)),
                '|' => {
                    self.bump();
                    return self.error(start, "`|` separates alternatives, and those stand in brackets: `(a|b)`");
                }
                ')' | ']' => {
                    self.bump();
                    let open = if next == ')' { '(' } else { '[' };
                    return self.error(start, format!("`{next}` closes a bracket that was never opened: take it out, or add `{open}`"));
                }
                ' ' => self.at += 1,
                '(' | '[' => self.group(next)?,
                '<' => self.recogniser()?,
                '{' => self.list()?,
                '^' => {
                    self.bump();
                    self.push(Element::SentenceStart);
                }
                '$' if self.rest().len() == 1 || self.rest()[1..].starts_with([')', ']', '|', ' ']) => {
                    self.bump();
                    self.push(Element::SentenceEnd);
                }
                '.' if self.rest().starts_with("...") => {
                    self.at += 3;
                    self.push(Element::Gap);
                }
                '…' => {
                    self.bump();
                    self.push(Element::Gap);
                }
                _ if next.is_alphanumeric() || next == '*' || next == '\'' || next == '’' => self.words()?,
                _ => self.mark(),
            }
            if closing == Closing::End {
                self.places.resize(self.shared.elements.len() - from, Span::new(start, self.at));
            }
            self.size += 1;
            if self.size > MAX_ELEMENTS {
                return self.error(start, "the phrase is too large: split it into several");
            }
        }
        match closing {
            Closing::End => Ok(self.shared.close_sequence(from)),
            Closing::Round => self.error(self.source.len(), "`(` is never closed: add `)`"),
            Closing::Square => self.error(self.source.len(), "`[` is never closed: add `]`"),
        }
    }

    fn push(&mut self, element: Element) {
        self.shared.elements.push(element);
    }

    fn group(&mut self, open: char) -> Result<(), PhraseError> {
        let start = self.at;
        self.bump();
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return self.error(start, "brackets are nested too deeply: split the phrase into several");
        }
        let closing = if open == '(' { Closing::Round } else { Closing::Square };
        let first = self.shared.branches.len();
        loop {
            let from = self.at;
            let branch = self.sequence(closing)?;
            if branch.range().is_empty() {
                return self.error(from, "an alternative is empty: for words that may be missing write `[x]`");
            }
            self.shared.branches.push(branch);
            if self.bump() != Some('|') {
                break;
            }
        }
        self.depth -= 1;
        let group = self.shared.close_group(first);
        self.push(if open == '(' { Element::Any(group) } else { Element::Optional(group) });
        Ok(())
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

    fn recogniser(&mut self) -> Result<(), PhraseError> {
        let start = self.at;
        let name = self.name('>')?;
        match recogniser(&name) {
            Some(element) => {
                self.push(element);
                Ok(())
            }
            None => {
                let known = || format!("there are {}", recogniser_names().map(|name| format!("<{name}>")).collect::<Vec<_>>().join(", "));
                let hint = yaml::nearest(&name, recogniser_names()).map_or_else(known, |near| format!("did you mean `<{near}>`?"));
                self.error(start, format!("`<{name}>` is not known here; {hint}"))
            }
        }
    }

    fn list(&mut self) -> Result<(), PhraseError> {
        let start = self.at;
        let name = self.name('}')?;
        match self.shared.list(&name, self.depth + 1) {
            Ok(list) => {
                self.size += list.size;
                self.push(Element::Any(list.group));
                Ok(())
            }
            Err(message) => self.error(start, message),
        }
    }

    /// Reads one run of letters, digits, apostrophes, hyphens and stars: one word, or several where hyphens join them.
    fn words(&mut self) -> Result<(), PhraseError> {
        let start = self.at;
        let mut previous = ' ';
        while let Some(next) = self.peek() {
            // Nearly all that authors write is passed over at once.
            let plain = self.source.as_bytes()[self.at..].iter().take_while(|byte| byte.is_ascii_lowercase()).count();
            if plain > 0 {
                self.at += plain;
                previous = 'a';
                continue;
            }
            let inner_separator = matches!(next, '.' | ',' | ':' | '/')
                && previous.is_ascii_digit()
                && self.rest()[next.len_utf8()..].starts_with(|c: char| c.is_ascii_digit());
            if !(next.is_alphanumeric() || matches!(next, '*' | '\'' | '’' | '-' | '\u{300}'..='\u{36f}') || inner_separator) {
                break;
            }
            previous = next;
            self.bump();
        }
        let source = self.source;
        let run = source[start..self.at].trim_end_matches('-');
        if !run.contains('-') {
            return self.word(start, run);
        }
        let is_word = |piece: &&str| piece.contains(|c: char| c != '*');
        let pieces = run.split('-').filter(|piece| !piece.is_empty());
        // `*-Abo` means any compound with a hyphen, and a word matches as a part of one anyway.
        let joined = pieces.clone().any(|piece| is_word(&piece));
        for piece in pieces.filter(|piece| !joined || is_word(piece)) {
            self.word(start, piece)?;
        }
        Ok(())
    }

    fn word(&mut self, start: usize, piece: &str) -> Result<(), PhraseError> {
        if piece.trim_matches('*').contains('*') {
            return self.error(start, "`*` stands at the beginning or the end of a word: `leit*`, `*hotline`");
        }
        if let Some(word) = self.shared.phrases.words.enter(piece) {
            self.push(Element::Word(word));
            return Ok(());
        }
        let is_behind_bracket = self.source[..start].ends_with([')', ']', '}', '>']);
        let bracket = "`*` belongs to one word, not to a bracket: write it at each word, as in `(Zug*|Bahn*)`";
        self.error(start, if is_behind_bracket { bracket } else { "`*` needs a word beside it; for any one word write `<word>`" })
    }

    /// A mark that the phrase insists on, or an emoji. Commas, dashes and full stops do not matter between words.
    fn mark(&mut self) {
        let start = self.at;
        let Some(next) = self.bump() else { return };
        if matches!(next, '?' | '!' | ':' | '%' | '€' | '$' | '£' | '&' | '+' | '=') {
            return self.push(Element::Mark(next));
        }
        if next.is_whitespace() || next.is_ascii_punctuation() || "–—„“”‚‘«»".contains(next) {
            return;
        }
        while self.peek().is_some_and(|c| !c.is_whitespace() && !c.is_alphanumeric() && !"()[]|{}<>^$.?!:".contains(c)) {
            self.bump();
        }
        if let Some(emoji) = self.shared.phrases.words.enter(&self.source[start..self.at]) {
            self.push(Element::Word(emoji));
        }
    }
}

fn closes(next: char, closing: Closing) -> bool {
    matches!((next, closing), ('|', Closing::Round | Closing::Square) | (')', Closing::Round) | (']', Closing::Square))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(source: &str) -> Result<Phrases, PhraseError> {
        let lists = WordLists::from([("line".to_owned(), vec!["Hotline".to_owned(), "Service-Nummer".to_owned()])]);
        Phrases::parse(source, &lists)
    }

    fn elements(source: &str) -> Vec<Element> {
        let phrases = parse(source).unwrap();
        phrases.get(0).unwrap().elements().to_vec()
    }

    fn fault(source: &str) -> String {
        let error = parse(source).expect_err(source);
        format!("{}..{}: {}", error.span.start, error.span.end, error.message)
    }

    #[test]
    fn a_hyphen_joins_words() {
        assert_eq!(elements("E-Mail").len(), 2);
    }

    #[test]
    fn numbers_keep_their_inner_marks() {
        assert_eq!(elements("24/7").len(), 1);
        assert_eq!(elements("Web 2.0").len(), 2);
    }

    #[test]
    fn lists_become_alternatives() {
        let phrases = parse("{line} ({line}|Nummer)").unwrap();
        let [Element::Any(list), Element::Any(group)] = phrases.get(0).unwrap().elements() else { panic!("two groups") };
        let lengths = |group| phrases.branches(group).map(<[_]>::len).collect::<Vec<_>>();
        assert_eq!((lengths(*list), lengths(*group)), (vec![1, 2], vec![1, 1]));
        assert!(phrases.branches(*group).next().unwrap()[0] == Element::Any(*list), "a list is kept once");
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
    fn a_faulty_phrase_leaves_nothing_behind() {
        let lists = WordLists::new();
        let mut phrases = Phrases::default();
        let mut parser = PhraseParser::new(&lists, &mut phrases);
        assert!(parser.parse("a (b|(c d").is_err());
        assert_eq!(parser.parse("e"), Ok(0));
        assert_eq!(phrases.get(0).unwrap().elements().len(), 1);
    }

    #[test]
    fn deep_nesting_is_refused() {
        assert!(fault(&"(".repeat(100)).contains("nested too deeply"));
    }
}
