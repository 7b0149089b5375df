//! A rule and a draft become a yes or no: whether the rule speaks of drafts like this one at all; and where not, what it is that does not fit.

use crate::analysers::Reading;
use crate::analysers::dialogue::topic;
use crate::rules::Rule;

/// Why a rule does not look at a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mismatch {
    /// It does not speak the draft's language.
    Language,
    /// It is for posts alone, or for replies alone.
    Kind,
    /// It is for other channels.
    Channel,
    /// It is for another audience.
    Audience,
    /// It needs a complaint, and the draft has none.
    NoComplaint,
    /// It needs a complaint that reports a problem, or one that does not.
    Mood,
    /// It needs a complaint about another topic.
    Topic,
}

/// Whether the rule applies to the draft: its kind, channel, audience and complaint.
pub(super) fn applies(rule: &Rule, reading: &Reading<'_>) -> bool {
    mismatch(rule, reading).is_none()
}

/// What does not fit between a rule and a draft, their languages left aside.
pub(super) fn mismatch(rule: &Rule, reading: &Reading<'_>) -> Option<Mismatch> {
    let draft = reading.draft;
    if !rule.speaks_of(draft.kind) {
        return Some(Mismatch::Kind);
    }
    let on_channel = rule.channels.is_empty() || draft.channel().is_some_and(|channel| rule.channels.iter().any(|known| known == channel));
    if !on_channel {
        return Some(Mismatch::Channel);
    }
    let for_audience = rule.audience.is_none_or(|audience| draft.front.audience.as_ref().is_some_and(|field| field.value == audience));
    if !for_audience {
        return Some(Mismatch::Audience);
    }
    let condition = rule.when_complaint.as_ref()?;
    let Some(message) = &reading.dialogue().message else { return Some(Mismatch::NoComplaint) };
    if condition.negative.is_some_and(|negative| negative != message.is_negative) {
        return Some(Mismatch::Mood);
    }
    let speaks_of = |id: &String| topic(id).is_some_and(|topic| message.complaint.survey.mentions().has(topic));
    (!condition.mentions.as_ref().is_none_or(speaks_of)).then_some(Mismatch::Topic)
}
