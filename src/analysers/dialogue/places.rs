//! An understanding becomes places: which sentence of a reply a finding points at, where a missing sentence would go, what stands open in the message.

use super::complaint::Complaint;
use super::cue::Cue;
use super::question::Question;
use super::reply::Role;
use super::understanding::Understanding;
use crate::analysers::{Change, Place, Remedy};
use crate::finding::Applicability;
use crate::text::{Prose, Span};

impl Understanding {
    /// From the first to the last sentence of the reply that is no frame, the salutation left out; the whole text where all are.
    #[must_use]
    pub fn spoken(&self, prose: &Prose) -> Span {
        let mut spoken = self.spoken_sentences().map(|number| self.said(number, prose));
        let first = spoken.next();
        match (first, spoken.last()) {
            (Some(first), Some(last)) => first.cover(last),
            (Some(only), None) => only,
            _ => Span::new(0, prose.text.len()),
        }
    }

    /// The same without the marks at its end.
    #[must_use]
    pub fn spoken_words(&self, prose: &Prose) -> Span {
        trimmed(self.spoken(prose), prose)
    }

    /// The first sentence of the reply that is no frame: where the customer's matter should be.
    #[must_use]
    pub fn first_spoken(&self, prose: &Prose) -> Span {
        let first = self.spoken_sentences().next().map(|number| self.said(number, prose));
        trimmed(first.unwrap_or_else(|| self.spoken(prose)), prose)
    }

    /// The sentence where a next step would have stood: one that passes on or puts off, else the last that is neither thanks nor wish.
    #[must_use]
    pub fn last_step(&self, prose: &Prose) -> (Role, Span) {
        let of = |number: usize| (self.reply.roles[number], trimmed(self.said(number, prose), prose));
        let with = |role| self.reply.first(role).map(of);
        let is_polite = |number: &usize| matches!(self.reply.roles[*number], Role::Thanks | Role::Wish | Role::Joy);
        with(Role::Forwarded)
            .or_else(|| with(Role::Vague))
            .or_else(|| self.spoken_sentences().filter(|number| !is_polite(number)).last().map(of))
            .unwrap_or_else(|| (Role::Frame, self.first_spoken(prose)))
    }

    /// Whether there is but one sentence beside salutation and sign-off.
    #[must_use]
    pub fn says_one_thing(&self) -> bool {
        self.spoken_sentences().count() == 1
    }

    /// The bytes of a sentence, a salutation at its start left out.
    fn said(&self, number: usize, prose: &Prose) -> Span {
        let span = prose.sentences.get(number).map_or_else(Span::default, |sentence| sentence.span);
        let start = self.reply.survey.sentences.get(number).map_or(span.start, |said| said.start.clamp(span.start, span.end));
        Span { start, end: span.end }
    }

    fn spoken_sentences(&self) -> impl Iterator<Item = usize> {
        self.reply.roles.iter().enumerate().filter(|(_, role)| **role != Role::Frame).map(|(number, _)| number)
    }

    /// Puts a sentence behind the last one of the reply that is no frame.
    #[must_use]
    pub fn insertion(&self, prose: &Prose, title: String, sentence: &str) -> Remedy {
        let end = self.spoken(prose).end();
        let change = Change { place: Place::Body(Span::at(end)), text: format!(" {sentence}") };
        Remedy { title, applicability: Applicability::Review, changes: vec![change] }
    }

    /// Where a reply that has not begun opens: its first line, without the mark at its end.
    #[must_use]
    pub fn opening(&self, prose: &Prose) -> Span {
        prose.sentences.first().map_or_else(Span::default, |sentence| trimmed(sentence.span, prose))
    }

    /// Puts a first sentence behind the salutation of a reply that has not begun; in front of a sign-off.
    #[must_use]
    pub fn first_sentence(&self, prose: &Prose, title: String, sentence: &str) -> Remedy {
        let signs_off = self.reply.survey.sentences.first().is_some_and(|said| said.cues.has(Cue::SignOff));
        let (at, text) = match prose.sentences.first() {
            Some(first) if signs_off => (first.span.start(), format!("{sentence}\n\n")),
            Some(first) => (first.span.end(), format!(" {sentence}")),
            None => (prose.text.len(), sentence.to_owned()),
        };
        let change = Change { place: Place::Body(Span::at(at)), text };
        Remedy { title, applicability: Applicability::Review, changes: vec![change] }
    }

    /// The questions of the message that the reply leaves open, in order.
    pub fn open_questions(&self) -> impl Iterator<Item = &Question> {
        self.message.iter().flat_map(|message| {
            let open = |number: &usize| message.matching.answers.get(*number).is_some_and(Option::is_none);
            message.complaint.open_questions().filter(move |(number, _)| open(number)).map(|(_, question)| question)
        })
    }
}

impl Complaint {
    /// The bytes of the sentence that says most of what the customer wants.
    #[must_use]
    pub fn core_span(&self, prose: &Prose) -> Span {
        prose.sentences.get(self.core()).map_or_else(|| Span::new(0, prose.text.len()), |sentence| sentence.span)
    }
}

/// A sentence without the mark and the white space at its end, so that a squiggle ends with its last word.
fn trimmed(span: Span, prose: &Prose) -> Span {
    let text = span.slice(&prose.text);
    let kept = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '!' | '?' | '…' | ':' | ','));
    if kept.is_empty() { span } else { Span::new(span.start(), span.start() + kept.len()) }
}
