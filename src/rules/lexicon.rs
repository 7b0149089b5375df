//! The rules of a pack become one lexicon per language: every phrase that a rule looks for, in one matcher, with the way back to its rule.

use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::AhoCorasick;
use regex::Regex;
use regex_syntax::hir::literal::{ExtractKind, Extractor};

use super::entry::Entry;
use super::phrase::{Matcher, Phrase, PhraseParser, Phrases};
use super::rule::Rule;
use crate::draft::Kind;
use crate::text::{Language, Prose, Span, TokenKind, fold};

/// What a phrase is to its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The entry of `find` with this number.
    Find(u32),
    /// A phrase of the score's signal with this number, in the order of the names.
    Signal(u32),
    /// A phrase of this group of variants.
    Variant(u32),
}

/// A place where a rule's phrase stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhraseHit {
    pub role: Role,
    pub span: Span,
    pub tokens: Range<usize>,
}

impl PhraseHit {
    /// Hits of one group compete for a place: of those that overlap, one stays.
    #[must_use]
    pub fn group(&self) -> (u8, u32) {
        match self.role {
            Role::Find(_) => (0, 0),
            Role::Variant(_) => (1, 0),
            Role::Signal(signal) => (2, signal),
        }
    }
}

/// All that the rules look for in one language.
#[derive(Debug)]
pub struct Lexicon {
    matcher: Matcher,
    /// By phrase number: the rule's number and what the phrase is to it.
    owners: Vec<(u32, Role)>,
    regexes: Vec<Pattern>,
    /// The literals of the regexes, folded; `None` where there is no regex.
    literals: Option<(AhoCorasick, Vec<u32>)>,
}

#[derive(Debug)]
struct Pattern {
    owner: (u32, Role),
    source: String,
    regex: OnceLock<Option<Regex>>,
    /// Tried on every text: it holds no literal to look for first.
    always: bool,
}

impl Lexicon {
    /// Collects what the rules look for. Faulty phrases and regexes are left out: they were reported when their file was checked.
    #[must_use]
    pub fn new(rules: &[Rule], kind: Kind, language: Language) -> Self {
        let mut phrases = Phrases::default();
        let mut owners = Vec::new();
        let mut regexes = Vec::new();
        let mut literals: Vec<(String, u32)> = Vec::new();
        for (number, rule) in (0u32..).zip(rules).filter(|(_, rule)| rule.speaks_of(kind)) {
            let Some(part) = rule.part(language) else { continue };
            let mut parser = PhraseParser::new(part.words(), &mut phrases);
            let mut enter = |source: &str, role| {
                if parser.parse(source).is_ok() {
                    owners.push((number, role));
                }
            };
            for (index, entry) in (0u32..).zip(part.find()) {
                match entry {
                    Entry::Phrase(phrase) => enter(phrase, Role::Find(index)),
                    Entry::Detailed(detailed) => match (&detailed.phrase, &detailed.regex) {
                        (Some(phrase), _) => enter(phrase, Role::Find(index)),
                        (None, Some(source)) => {
                            let found = required_literals(source);
                            literals.extend(found.iter().map(|literal| (literal.clone(), regexes.len() as u32)));
                            regexes.push(Pattern {
                                owner: (number, Role::Find(index)),
                                source: source.clone(),
                                regex: OnceLock::new(),
                                always: found.is_empty(),
                            });
                        }
                        (None, None) => {}
                    },
                }
            }
            for (index, (_, sources)) in (0u32..).zip(part.signals()) {
                sources.iter().for_each(|source| enter(source, Role::Signal(index)));
            }
            for (index, group) in (0u32..).zip(part.variants()) {
                group.iter().for_each(|source| enter(source, Role::Variant(index)));
            }
        }
        let literals = AhoCorasick::new(literals.iter().map(|(literal, _)| literal))
            .ok()
            .filter(|_| !literals.is_empty())
            .map(|automaton| (automaton, literals.iter().map(|&(_, regex)| regex).collect()));
        Self { matcher: Matcher::new(phrases), owners, regexes, literals }
    }

    /// Every place in the prose where a phrase or a regex of a rule stands, by rule number, ascending.
    /// Regexes are tried for the rules alone that `applies` names: they cost more than phrases do.
    #[must_use]
    pub fn find(&self, prose: &Prose, applies: &dyn Fn(u32) -> bool) -> Vec<(u32, PhraseHit)> {
        let mut hits: Vec<(u32, PhraseHit)> = self
            .matcher
            .find(prose)
            .into_iter()
            .map(|found| {
                let (rule, role) = self.owners[found.phrase as usize];
                (rule, PhraseHit { role, span: prose.span_of(found.tokens()), tokens: found.tokens() })
            })
            .collect();
        self.find_regexes(prose, applies, &mut hits);
        hits.sort_by(|(a, x), (b, y)| {
            (a, x.span.start, std::cmp::Reverse(x.span.end), x.role).cmp(&(b, y.span.start, std::cmp::Reverse(y.span.end), y.role))
        });
        hits
    }

    /// The phrases of a rule, and what each is to it.
    pub fn phrases_of(&self, rule: usize) -> impl Iterator<Item = (Role, Phrase<'_>)> {
        let owners = (0u32..).zip(&self.owners).filter(move |(_, (owner, _))| *owner as usize == rule);
        owners.filter_map(|(number, (_, role))| Some((*role, self.matcher.phrase(number)?)))
    }

    fn find_regexes(&self, prose: &Prose, applies: &dyn Fn(u32) -> bool, hits: &mut Vec<(u32, PhraseHit)>) {
        let mut due: Vec<bool> = self.regexes.iter().map(|pattern| pattern.always).collect();
        if let Some((automaton, owners)) = &self.literals {
            automaton.find_overlapping_iter(&prose.folded.text).for_each(|found| due[owners[found.pattern().as_usize()] as usize] = true);
        }
        let due = self.regexes.iter().zip(due).filter_map(|(pattern, due)| due.then_some(pattern));
        for pattern in due.filter(|pattern| applies(pattern.owner.0)) {
            let Some(regex) = pattern.regex.get_or_init(|| compile_regex(&pattern.source).ok()) else { continue };
            for found in regex.find_iter(&prose.text).filter(|found| !found.is_empty()) {
                let span = Span::new(found.start(), found.end());
                let tokens = prose.token_at(span.start)..prose.tokens.partition_point(|token| token.span.start < span.end);
                hits.push((pattern.owner.0, PhraseHit { role: pattern.owner.1, span, tokens }));
            }
        }
    }
}

/// Compiles a rule's regular expression: case-insensitive, of bounded size.
///
/// # Errors
/// What the regex crate says of it.
pub(super) fn compile_regex(source: &str) -> Result<Regex, regex::Error> {
    regex::RegexBuilder::new(source).case_insensitive(true).multi_line(true).size_limit(1 << 20).build()
}

/// Literals of which one stands, folded, in every text that the regex matches: how it begins, or else how it ends.
/// None where there are no such, or too many.
fn required_literals(source: &str) -> Vec<String> {
    let Ok(hir) = regex_syntax::ParserBuilder::new().multi_line(true).build().parse(source) else { return Vec::new() };
    let literals = |kind: ExtractKind| {
        let sequence = Extractor::new().kind(kind).limit_total(64).extract(&hir);
        let folded: Option<Vec<String>> = sequence
            .literals()?
            .iter()
            .map(|literal| std::str::from_utf8(literal.as_bytes()).ok().map(|text| fold(text).text).filter(|text| !text.is_empty()))
            .collect();
        folded
    };
    let (starts, ends) = (literals(ExtractKind::Prefix), literals(ExtractKind::Suffix));
    let shortest = |literals: &Vec<String>| literals.iter().map(String::len).min().unwrap_or(0);
    starts.into_iter().chain(ends).max_by_key(shortest).unwrap_or_default()
}

/// Whether a hit lies in words alone: no handle, hashtag or link among its tokens.
pub fn special_tokens(prose: &Prose, tokens: Range<usize>) -> impl Iterator<Item = TokenKind> {
    prose.tokens[tokens.start.min(prose.tokens.len())..tokens.end.min(prose.tokens.len())]
        .iter()
        .map(|token| token.kind)
        .filter(|kind| matches!(kind, TokenKind::Handle | TokenKind::Hashtag | TokenKind::Link))
}
