//! An understanding becomes text for people: what was found, what each sentence is for, what covers what, and what led to each decision.

use std::fmt::Write as _;

use super::decision::{Decision, reasons};
use super::topic::{Topic, TopicSet};
use super::understanding::{MessageUnderstanding, Understanding};
use crate::text::{Language, Prose, Span};

impl Understanding {
    /// Describes everything, line by line. For `tonfall inspect`, rule authors and debugging.
    #[must_use]
    pub fn describe(&self, reply: &Prose, message: Option<&Prose>) -> String {
        let mut out = String::new();
        if let (Some(understood), Some(prose)) = (&self.message, message) {
            describe_message(&mut out, understood, prose, reply);
        }
        self.describe_reply(&mut out, reply);
        self.describe_decisions(&mut out);
        out
    }

    fn describe_reply(&self, out: &mut String, prose: &Prose) {
        line(out, "reply:");
        for (number, (said, role)) in self.reply.survey.sentences.iter().zip(&self.reply.roles).enumerate() {
            line(out, &format!("  {number} {:9} {}", role.name(), excerpt(prose, prose.sentences[number].span)));
            let cues = said.cues.iter().map(super::cue::Cue::name).collect::<Vec<_>>().join(" ");
            let own = said.own.iter().map(|&token| prose.word(token as usize)).collect::<Vec<_>>().join(" ");
            let topics = topics(said.mentions.union(said.dealings));
            let shared = self.message.as_ref().and_then(|message| message.matching.shared.get(number)).copied().unwrap_or_default();
            line(out, &format!("      cues: {cues} · topics: {topics} · own words: {own} · shared: {shared}"));
        }
    }

    fn describe_decisions(&self, out: &mut String) {
        line(out, "decisions:");
        for decision in Decision::ALL {
            let Some(verdict) = self.verdict(decision) else { continue };
            let features = match (decision, &self.message) {
                (Decision::Need, Some(message)) => &message.features,
                _ => &self.features,
            };
            let parts =
                reasons(decision, features).iter().take(8).map(|(name, part)| format!("{name} {part:+.2}")).collect::<Vec<_>>().join(", ");
            let is = if verdict.holds() { "yes" } else { "no" };
            line(out, &format!("  {:12} {is:3} {:+.2} (from {:+.2}): {parts}", decision.name(), verdict.score, verdict.bound));
        }
    }
}

fn describe_message(out: &mut String, understood: &MessageUnderstanding, prose: &Prose, reply: &Prose) {
    line(out, if understood.need.holds() { "message: wants an answer" } else { "message: wants no answer" });
    let covered = |sentence: Option<usize>| {
        sentence.map_or_else(|| "open".to_owned(), |number| format!("sentence {number}: {}", excerpt(reply, reply.sentences[number].span)))
    };
    for (question, answer) in understood.complaint.questions.iter().zip(&understood.matching.answers) {
        let answer = if question.rhetorical { "rhetorical".to_owned() } else { covered(*answer) };
        line(out, &format!("  question {:9} {} → {answer}", question.kind.name(), excerpt(prose, question.span)));
    }
    for (matter, taker) in understood.complaint.matters.iter().zip(&understood.matching.takers) {
        let id = Topic::all().get(usize::from(matter.topic)).map_or("", |topic| topic.id);
        line(out, &format!("  matter {id:16} (sentence {}) → {}", matter.sentence, covered(*taker)));
    }
}

fn topics(set: TopicSet) -> String {
    set.iter().filter_map(|topic| Topic::all().get(usize::from(topic))).map(|topic| topic.id).collect::<Vec<_>>().join(" ")
}

/// A piece of a text on one line, cut where it is long.
fn excerpt(prose: &Prose, span: Span) -> String {
    let text = prose.text.get(span.start()..span.end()).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let (open, close) = match prose.language {
        Language::De => ('„', '“'),
        Language::En => ('“', '”'),
    };
    let cut: String = text.chars().take(100).collect();
    if cut.len() < text.len() { format!("{open}{cut}…{close}") } else { format!("{open}{text}{close}") }
}

fn line(out: &mut String, text: &str) {
    let _ = writeln!(out, "{text}");
}
