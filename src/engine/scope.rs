//! A rule and a draft become a yes or no: whether the rule speaks of drafts like this one at all.

use crate::analysers::Reading;
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
    let Some(complaint) = reading.complaint() else { return false };
    let _ = complaint;
    let rating = reading.draft.complaint.as_ref().and_then(|complaint| complaint.rating.as_ref()).map(|field| field.value);
    condition.negative.is_none_or(|negative| rating.is_none_or(|rating| negative == (rating <= 3)))
}
