//! The whole of a text's analysis in one value, made once per text and read by every rule.

use std::ops::Range;

use super::{Fact, FactKind, Folded, Language, Markup, Span, Token, TokenKind, Zone, ZoneKind};

/// A sentence: its bytes in the text, and its tokens by index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub span: Span,
    pub tokens: Range<usize>,
}

/// A text, read. Every span is of the text as given, unless it says `folded`.
#[derive(Clone, Debug)]
pub struct Prose {
    pub text: String,
    pub language: Language,
    /// The text as phrases are matched against it.
    pub folded: Folded,
    /// In order, not overlapping; words, numbers, marks, emoji, handles, links. White space is none.
    pub tokens: Vec<Token>,
    /// In order; together they hold every token.
    pub sentences: Vec<Sentence>,
    /// In order of their start: quotes, code, comments, link targets. They may nest.
    pub zones: Vec<Zone>,
    /// In order of their start: times, amounts, addresses. Two of different kinds may share a place.
    pub facts: Vec<Fact>,
    /// The furthest end of all zones up to each: ascending, so that those that end before a place are skipped at once.
    zone_reach: Vec<u32>,
}

impl Prose {
    /// Reads a text. Never fails: any text is prose, also an empty one.
    #[must_use]
    pub fn read(text: &str, markup: Markup, language: Language) -> Self {
        let folded = super::fold(text);
        let zones = super::markup::zones(text, markup);
        let mut tokens = super::token::tokens(text, &folded, &zones);
        let sentences = super::sentence::sentences(text, &folded, &mut tokens, language);
        let facts = super::fact::facts(text, &folded, &tokens, &sentences, language);
        let zone_reach = zones
            .iter()
            .scan(0, |furthest: &mut u32, zone| {
                *furthest = zone.span.end.max(*furthest);
                Some(*furthest)
            })
            .collect();
        Self { text: text.to_owned(), language, folded, tokens, sentences, zones, facts, zone_reach }
    }

    /// The token as phrases see it: folded, so lower case, composed, with `ss` for `ß`.
    ///
    /// A gender form keeps its mark here (`kund*innen`): its stem is the first [`Token::gender_stem`] bytes, and a phrase's word matches it
    /// where it is that stem with one of `innen`, `in`, `en`, `er`, `e` or no ending.
    #[must_use]
    pub fn word(&self, index: usize) -> &str {
        self.tokens[index].folded.slice(&self.folded.text)
    }

    /// The token as it was written.
    #[must_use]
    pub fn written(&self, index: usize) -> &str {
        self.tokens[index].span.slice(&self.text)
    }

    /// The bytes from the first to the last token of a range; empty for an empty range.
    #[must_use]
    pub fn span_of(&self, tokens: Range<usize>) -> Span {
        match (self.tokens.get(tokens.start), tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if tokens.start < tokens.end => first.span.cover(last.span),
            _ => Span::default(),
        }
    }

    /// The sentence that holds the offset, or the last one before it.
    #[must_use]
    pub fn sentence_at(&self, offset: u32) -> Option<&Sentence> {
        let after = self.sentences.partition_point(|sentence| sentence.span.start <= offset);
        after.checked_sub(1).map(|index| &self.sentences[index])
    }

    /// The first token that ends after the offset.
    #[must_use]
    pub fn token_at(&self, offset: u32) -> usize {
        self.tokens.partition_point(|token| token.span.end <= offset)
    }

    /// The zones of the kinds given that overlap the span.
    pub fn zones_over<'a>(&'a self, span: Span, kinds: &'a [ZoneKind]) -> impl Iterator<Item = &'a Zone> {
        let first = self.zone_reach.partition_point(|&end| end <= span.start);
        self.zones[first..]
            .iter()
            .take_while(move |zone| zone.span.start < span.end)
            .filter(move |zone| zone.span.overlaps(span) && kinds.contains(&zone.kind))
    }

    /// The facts of a kind inside the span.
    pub fn facts_in(&self, span: Span, kind: FactKind) -> impl Iterator<Item = &Fact> {
        self.facts.iter().filter(move |fact| fact.kind == kind && span.contains(fact.span))
    }

    /// How many words the text has; marks, emoji, handles and links are none.
    #[must_use]
    pub fn word_count(&self) -> usize {
        self.tokens.iter().filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number)).count()
    }
}
