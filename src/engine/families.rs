//! The valid hits of a rule become what its family makes of them.

use crate::analysers::{Hit, Place, Reading, entry_of, fill, phrase_hit, quoted, remedies_for};
use crate::finding::{RuleId, Severity};
use crate::rules::{End, Entry, Metric, Part, PhraseHit, Role, Rule, ScoreSignal, Unit};
use crate::text::{Counter, Language, Prose, Span, TokenKind};

/// A rule and the draft that it is held against.
pub(super) struct Case<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) rule: &'a Rule,
    pub(super) part: &'a Part,
    pub(super) hits: &'a [PhraseHit],
}

impl Case<'_> {
    fn prose(&self) -> &Prose {
        &self.reading.prose
    }

    fn found(&self) -> impl Iterator<Item = &PhraseHit> {
        self.hits.iter().filter(|hit| matches!(hit.role, Role::Find(_)))
    }

    fn entry(&self, hit: &PhraseHit) -> Option<&Entry> {
        entry_of(self.part, hit)
    }
}

/// Each hit of `find`.
pub(super) fn find(case: &Case<'_>) -> Vec<Hit> {
    case.found().map(|hit| phrase_hit(case.prose(), case.part, hit)).collect()
}

/// More hits than `max` per unit: shown at the first one too many, the others beside it.
pub(super) fn density(case: &Case<'_>, max: usize, per: Unit) -> Vec<Hit> {
    let hits: Vec<&PhraseHit> = case.found().collect();
    let groups: Vec<Vec<&PhraseHit>> = match per {
        Unit::Sentence => by_sentence(case.prose(), &hits),
        _ => vec![hits],
    };
    let allowed = max * units(case.prose(), per);
    groups.into_iter().filter(|group| group.len() > allowed).map(|group| too_many(case, &group, allowed)).collect()
}

/// How many units the draft holds, begun ones counted whole.
fn units(prose: &Prose, per: Unit) -> usize {
    match per {
        Unit::Sentence | Unit::Draft => 1,
        Unit::Words(number) => prose.word_count().div_ceil(number).max(1),
        Unit::Characters(number) => Counter::Graphemes.count(&prose.text).div_ceil(number).max(1),
    }
}

fn by_sentence<'a>(prose: &Prose, hits: &[&'a PhraseHit]) -> Vec<Vec<&'a PhraseHit>> {
    let sentence = |hit: &PhraseHit| prose.tokens.get(hit.tokens.start).map(|token| token.sentence);
    hits.chunk_by(|a, b| sentence(a) == sentence(b)).map(<[_]>::to_vec).collect()
}

fn too_many(case: &Case<'_>, group: &[&PhraseHit], allowed: usize) -> Hit {
    let shown = group[allowed.min(group.len() - 1)];
    let text = quoted(shown.span.slice(&case.prose().text));
    let (open, close) = match case.reading.language() {
        Language::De => ('„', '“'),
        Language::En => ('“', '”'),
    };
    let each = group.iter().map(|hit| format!("{open}{}{close}", quoted(hit.span.slice(&case.prose().text))));
    let all = each.collect::<Vec<_>>().join(", ");
    let count = group.len().to_string();
    let values = [("match", text.as_str()), ("matches", &all), ("count", &count), ("max", &allowed.to_string())];
    let mut hit = Hit::body(shown.span, fill(case.part.message(), &values));
    hit.remedies = remedies_for(case.prose(), case.part, case.entry(shown), shown.span);
    for other in group.iter().filter(|other| other.span != shown.span) {
        hit = hit.note(Place::Body(other.span), quoted(other.span.slice(&case.prose().text)));
    }
    hit
}

/// None of the phrases stands in the draft: shown at one of its ends.
pub(super) fn require(case: &Case<'_>, at: End) -> Vec<Hit> {
    let looks = !case.part.find().is_empty();
    if case.found().next().is_some() || !looks || case.prose().tokens.is_empty() {
        return Vec::new();
    }
    vec![Hit::body(end_token(case.prose(), at), case.part.message().to_owned())]
}

/// The first or the last token of the text: a place that an editor can underline.
pub(super) fn end_token(prose: &Prose, at: End) -> Span {
    let token = match at {
        End::Start => prose.tokens.first(),
        End::End => prose.tokens.last(),
    };
    token.map_or_else(Span::default, |token| token.span)
}

/// A measure outside its bounds.
pub(super) fn limit(case: &Case<'_>, metric: Metric, max: Option<f64>, min: Option<f64>) -> Vec<Hit> {
    let (value, place) = measure(case.prose(), metric);
    let bound = max.filter(|&max| value > max).or_else(|| min.filter(|&min| value < min));
    let Some(bound) = bound else { return Vec::new() };
    let (value, bound) = (number(value), number(bound));
    vec![Hit::body(place, fill(case.part.message(), &[("count", &value), ("value", &value), ("max", &bound), ("min", &bound)]))]
}

fn number(value: f64) -> String {
    if value.fract() == 0.0 { format!("{value:.0}") } else { format!("{value:.2}") }
}

/// The value of a metric, and the place that shows it best.
fn measure(prose: &Prose, metric: Metric) -> (f64, Span) {
    let last = end_token(prose, End::End);
    let count = |fits: &dyn Fn(usize) -> bool| {
        let places: Vec<usize> = (0..prose.tokens.len()).filter(|&token| fits(token)).collect();
        (places.len() as f64, places.last().map_or(last, |&token| prose.tokens[token].span))
    };
    let of_kind = |kind: TokenKind| count(&|token| prose.tokens[token].kind == kind);
    match metric {
        Metric::Words => (prose.word_count() as f64, last),
        Metric::Sentences => (prose.sentences.len() as f64, last),
        Metric::Characters => (Counter::Graphemes.count(&prose.text) as f64, last),
        Metric::WordsPerSentence => {
            let words = |tokens: std::ops::Range<usize>| {
                tokens.filter(|&token| matches!(prose.tokens[token].kind, TokenKind::Word | TokenKind::Number)).count()
            };
            let longest =
                prose.sentences.iter().map(|sentence| (words(sentence.tokens.clone()), sentence.span)).max_by_key(|(count, _)| *count);
            longest.map_or((0.0, last), |(count, span)| (count as f64, span))
        }
        Metric::ExclamationMarks => count(&|token| prose.word(token) == "!"),
        Metric::QuestionMarks => count(&|token| prose.word(token) == "?"),
        Metric::Emoji => of_kind(TokenKind::Emoji),
        Metric::Hashtags => of_kind(TokenKind::Hashtag),
        Metric::Handles => of_kind(TokenKind::Handle),
        Metric::Links => of_kind(TokenKind::Link),
        Metric::CapitalsShare => {
            let letters = prose.text.chars().filter(|c| c.is_alphabetic());
            let (capitals, all) = letters.fold((0usize, 0usize), |(capitals, all), c| (capitals + usize::from(c.is_uppercase()), all + 1));
            (if all == 0 { 0.0 } else { capitals as f64 / all as f64 }, last)
        }
    }
}

/// Two variants in one draft: each hit of the rarer ones is shown, with the first of the commonest beside it.
pub(super) fn consistent(case: &Case<'_>) -> Vec<Hit> {
    let mut groups: std::collections::BTreeMap<u32, Vec<&PhraseHit>> = std::collections::BTreeMap::new();
    for hit in case.hits {
        if let Role::Variant(group) = hit.role {
            groups.entry(group).or_default().push(hit);
        }
    }
    let Some((&kept, _)) = groups.iter().max_by_key(|(group, hits)| (hits.len(), std::cmp::Reverse(**group))) else { return Vec::new() };
    let text = |hit: &PhraseHit| quoted(hit.span.slice(&case.prose().text));
    let first = groups[&kept][0];
    let others = groups.iter().filter(|(group, _)| **group != kept).flat_map(|(_, hits)| hits);
    others
        .map(|hit| {
            let message = fill(case.part.message(), &[("match", &text(hit)), ("other", &text(first))]);
            Hit::body(hit.span, message).note(Place::Body(first.span), text(first))
        })
        .collect()
}

/// A sum of weighted signals reaches its bound: shown at the first signal, for the whole draft, with every signal beside it.
pub(super) fn score(
    case: &Case<'_>,
    at_least: f64,
    distinct: usize,
    signals: &[ScoreSignal],
    of_rule: &dyn Fn(&RuleId) -> Option<Vec<Hit>>,
) -> Vec<Hit> {
    let own = |name: &str| {
        let index = case.part.signals().keys().position(|known| known == name);
        let hits = case.hits.iter().filter(move |hit| matches!(hit.role, Role::Signal(signal) if Some(signal as usize) == index));
        hits.map(|hit| hit.span).next()
    };
    let seen: Vec<(&ScoreSignal, Span)> = signals
        .iter()
        .filter_map(|signal| {
            let by_rule = || signal.rule.as_ref().and_then(of_rule).and_then(|hits| hits.into_iter().find_map(|hit| body_place(&hit)));
            own(&signal.name).or_else(by_rule).map(|span| (signal, span))
        })
        .collect();
    let sum: f64 = seen.iter().map(|(signal, _)| signal.weight).sum();
    let Some(first) = seen.iter().map(|(_, span)| *span).min().filter(|_| sum >= at_least && seen.len() >= distinct) else {
        return Vec::new();
    };
    let names: Vec<&str> = seen.iter().map(|(signal, _)| case.part.signal_name(&signal.name)).collect();
    let message = fill(case.part.message(), &[("signals", &names.join(", ")), ("count", &seen.len().to_string())]);
    let whole = Span::new(0, case.prose().text.len());
    let hit = Hit::body(first, message).covering(whole);
    vec![seen.iter().fold(hit, |hit, (signal, span)| hit.note(Place::Body(*span), case.part.signal_name(&signal.name).to_owned()))]
}

fn body_place(hit: &Hit) -> Option<Span> {
    match hit.place {
        Place::Body(span) if hit.at_most != Some(Severity::Info) => Some(span),
        _ => None,
    }
}
