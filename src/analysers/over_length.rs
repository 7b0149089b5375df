//! A text that is longer than its channel allows becomes a hit on the part that is too much; one that runs past the channel's fold, a hint.
//! A thread is measured post by post: on the channels that know threads, a line `---` parts them.

use std::ops::Range;

use super::{Analyser, Change, Check, Hit, Place, Remedy};
use crate::config::{Channel, Handles};
use crate::draft::Kind;
use crate::finding::{Applicability, Severity};
use crate::text::{Counter, Prose, Span, TokenKind, ZoneKind};

pub(super) struct OverLength;

impl Analyser for OverLength {
    fn name(&self) -> &'static str {
        "over-length"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        let Some(measure) = Measure::new(check) else { return };
        for part in measure.parts() {
            let exceeded =
                measure.limits().iter().find_map(|&(counter, limit)| part.exceeding(counter, limit).map(|length| (counter, limit, length)));
            match exceeded {
                Some((counter, limit, length)) => hits.push(measure.too_long(&part, counter, limit, length)),
                None => hits.extend(measure.past_fold(&part)),
            }
        }
    }
}

/// How long a text is that is published on its own, in one of its channel's ways of counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// The end of the text, in bytes of the body.
    pub end: usize,
    pub counter: Counter,
    pub used: usize,
    pub limit: usize,
}

/// The lengths of a draft, or of each post of a thread, as the rule `over-length` measures them.
#[must_use]
pub fn lengths(check: &Check<'_>) -> Vec<Length> {
    let Some(measure) = Measure::new(check) else { return Vec::new() };
    let of_part = |part: Published| {
        let length = |&(counter, limit): &(Counter, usize)| Length { end: part.end(), counter, used: counter.count(&part.text), limit };
        measure.limits().iter().map(length).collect::<Vec<_>>()
    };
    measure.parts().into_iter().flat_map(of_part).collect()
}

/// A text as it will be published: without comments, without space at its ends.
struct Published {
    text: String,
    /// (offset in the text, offset in the body), ascending: from each pair on, both advance alike until the next.
    steps: Vec<(usize, usize)>,
    /// The bytes of the body that it is made of.
    span: Range<usize>,
}

impl Published {
    fn new(body: &str, span: Range<usize>, comments: &[Range<usize>]) -> Self {
        let mut published = Self { text: String::new(), steps: Vec::new(), span: span.clone() };
        let mut at = span.start;
        for comment in comments.iter().filter(|comment| comment.start >= span.start && comment.end <= span.end) {
            published.take(body, at..comment.start);
            at = comment.end;
        }
        published.take(body, at..span.end);
        published.text.truncate(published.text.trim_end().len());
        published
    }

    fn take(&mut self, body: &str, range: Range<usize>) {
        let piece = body.get(range.clone()).unwrap_or_default();
        let piece = if self.text.is_empty() { piece.trim_start() } else { piece };
        if !piece.is_empty() {
            self.steps.push((self.text.len(), range.end - piece.len()));
            self.text.push_str(piece);
        }
    }

    /// The offset in the body behind an offset in the text.
    fn to_body(&self, offset: usize) -> usize {
        let step = self.steps.iter().rev().find(|(text, _)| *text <= offset);
        step.map_or(self.span.start, |(text, body)| body + (offset - text))
    }

    fn end(&self) -> usize {
        self.to_body(self.text.len())
    }

    /// The length, where it is beyond the limit. Few texts are: bytes are the upper bound of every way of counting but X's, which counts
    /// at most two per byte, and 23 per link.
    fn exceeding(&self, counter: Counter, limit: usize) -> Option<usize> {
        let may_exceed = self.text.len() > limit || matches!(counter, Counter::Weighted | Counter::Mastodon);
        let length = if may_exceed { counter.count(&self.text) } else { 0 };
        (length > limit).then_some(length)
    }
}

struct Measure<'a> {
    check: &'a Check<'a>,
    channel: &'a Channel,
    /// Whether the channel knows threads.
    threads: bool,
}

impl<'a> Measure<'a> {
    fn new(check: &'a Check<'a>) -> Option<Self> {
        let channel = check.reading.channel()?;
        Some(Self { check, channel, threads: check.list("threads").any(|name| name == channel.name) })
    }

    fn limits(&self) -> &'a [(Counter, usize)] {
        match self.check.reading.draft.kind {
            Kind::Post => &self.channel.post_limits,
            Kind::Reply => &self.channel.reply_limits,
        }
    }

    fn prose(&self) -> &Prose {
        &self.check.reading.prose
    }

    /// The texts that are published one by one.
    fn parts(&self) -> Vec<Published> {
        let prose = self.prose();
        let comments: Vec<Range<usize>> =
            prose.zones.iter().filter(|zone| zone.kind == ZoneKind::Comment).map(|zone| zone.span.start()..zone.span.end()).collect();
        let mut parts = Vec::new();
        let mut start = self.free_handles();
        if self.threads {
            for (line, text) in lines(&prose.text) {
                if text.trim() == "---" && line.start > start {
                    parts.push(Published::new(&prose.text, start..line.start, &comments));
                    start = line.end;
                }
            }
        }
        parts.push(Published::new(&prose.text, start..prose.text.len(), &comments));
        parts
    }

    /// The end of the handles at the start of a reply that the channel puts there itself and does not count.
    fn free_handles(&self) -> usize {
        if self.check.reading.draft.kind != Kind::Reply || self.channel.handles != Handles::LeadingFree {
            return 0;
        }
        self.prose().tokens.iter().take_while(|token| token.kind == TokenKind::Handle).last().map_or(0, |token| token.span.end())
    }

    fn too_long(&self, part: &Published, counter: Counter, limit: usize, length: usize) -> Hit {
        let cut = part.to_body(counter.prefix_that_fits(&part.text, limit));
        let span = Span::new(cut, part.end());
        let message = self.message("too-long", counter, limit, length);
        match self.remedy(part, cut) {
            Some(remedy) => Hit::body(span, message).remedy(remedy),
            None => Hit::body(span, message),
        }
    }

    /// A hint where a post goes on behind the channel's "more".
    fn past_fold(&self, part: &Published) -> Option<Hit> {
        let (counter, limit) = self.channel.fold.filter(|_| self.check.flag("fold") && self.check.reading.draft.kind == Kind::Post)?;
        let length = part.exceeding(counter, limit)?;
        let cut = part.to_body(counter.prefix_that_fits(&part.text, limit));
        let sentence = self.prose().sentence_at(Span::at(cut).start).map_or(part.end(), |sentence| sentence.span.end());
        let span = Span::new(cut, sentence.max(cut).min(part.end()));
        Some(Hit::body(span, self.message("fold", counter, limit, length)).at_most(Severity::Info))
    }

    fn message(&self, name: &str, counter: Counter, limit: usize, length: usize) -> String {
        let unit = self.check.part.text(match counter {
            Counter::Weighted => "unit-weighted",
            Counter::Bytes => "unit-bytes",
            Counter::Graphemes | Counter::Characters | Counter::Utf16 | Counter::Mastodon | Counter::Threads => "unit-characters",
        });
        let (length, excess, limit) = (length.to_string(), length.saturating_sub(limit).to_string(), limit.to_string());
        let values = [
            ("length", length.as_str()),
            ("limit", &limit),
            ("excess", &excess),
            ("unit", unit.unwrap_or_default()),
            ("channel", &self.channel.title),
        ];
        self.check.message(name, &values)
    }

    /// Ends the text behind the last sentence that fits: the rest becomes the next post of a thread, or goes.
    fn remedy(&self, part: &Published, cut: usize) -> Option<Remedy> {
        let prose = self.prose();
        let sentences = prose.sentences.iter().filter(|sentence| sentence.span.start() >= part.span.start);
        let last = sentences.take_while(|sentence| sentence.span.end() <= cut).last()?;
        let rest = prose.text.get(last.span.end()..)?;
        let gap = rest.len() - rest.trim_start().len();
        let (title, change) = if self.threads {
            let span = Span::new(last.span.end(), last.span.end() + gap);
            ("fix-thread", Change { place: Place::Body(span), text: "\n\n---\n\n".to_owned() })
        } else {
            ("fix-cut", Change { place: Place::Body(Span::new(last.span.end(), part.end())), text: String::new() })
        };
        Some(Remedy { title: self.check.message(title, &[]), applicability: Applicability::Review, changes: vec![change] })
    }
}

/// The lines of a text with their bytes, line breaks left out of the text but not of the bytes.
fn lines(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start..at, line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_not_published() {
        let body = "  Eins <!-- x -->zwei  ";
        let published = Published::new(body, 0..body.len(), std::slice::from_ref(&(7..17)));
        assert_eq!(published.text, "Eins zwei");
        assert_eq!(published.to_body(5), 17);
        assert_eq!(published.end(), 21);
    }

    #[test]
    fn an_empty_text_has_no_length() {
        let published = Published::new("  ", 0..2, &[]);
        assert_eq!((published.text.as_str(), published.end(), published.exceeding(Counter::Weighted, 0)), ("", 0, None));
    }
}
