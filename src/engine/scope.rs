//! A rule and a draft become a yes or no: whether the rule speaks of drafts like this one at all.

use crate::analysers::Reading;
use crate::analysers::dialogue::topic;
use crate::rules::Rule;

/// Whether the rule applies to the draft: its kind, channel, audience and complaint.
pub(super) fn applies(rule: &Rule, reading: &Reading<'_>) -> bool {
    let draft = reading.draft;
    let of_kind = rule.speaks_of(draft.kind);
    let on_channel = rule.channels.is_empty() || draft.channel().is_some_and(|channel| rule.channels.iter().any(|known| known == channel));
    let for_audience = rule.audience.is_none_or(|audience| draft.front.audience.as_ref().is_some_and(|field| field.value == audience));
    of_kind && on_channel && for_audience && complaint_fits(rule, reading)
}

fn complaint_fits(rule: &Rule, reading: &Reading<'_>) -> bool {
    let Some(condition) = &rule.when_complaint else { return true };
    let Some(message) = &reading.dialogue().message else { return false };
    let speaks_of = |id: &String| topic(id).is_some_and(|topic| message.complaint.survey.mentions().has(topic));
    condition.negative.is_none_or(|negative| negative == message.is_negative) && condition.mentions.as_ref().is_none_or(speaks_of)
}
