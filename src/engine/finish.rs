//! Hits become findings: places in the draft's texts become bytes of its file, rules get the severity that applies, and all stand in order.

use super::OWN_RULES;
use crate::analysers::{Change, Hit, Note, Place, Reading, Remedy};
use crate::draft::RuleSetting;
use crate::finding::{Edit, Finding, Fix, Related, RuleId, Severity};
use crate::rules::RuleSet;
use crate::text::Span;

/// The findings of a draft, its own problems among them, in the order of their places.
pub(super) fn findings(hits: Vec<(usize, Hit)>, reading: &Reading<'_>, rules: &RuleSet) -> Vec<Finding> {
    let of_hit = |(number, hit): (usize, Hit)| {
        let rule = &rules.rules()[number];
        // A rule that is off is run only to be tested, or as another's signal.
        let severity = reading.severity(rule).unwrap_or(Severity::Info);
        finding(rule.id.clone(), hit.at_most.map_or(severity, |most| most.min(severity)), hit, reading)
    };
    let mut findings: Vec<Finding> = hits.into_iter().map(of_hit).collect();
    sort(&mut findings);
    findings
}

/// What is wrong with the draft's file itself.
pub(super) fn problems<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = Finding> + use<'a> {
    reading.draft.problems.iter().filter_map(|problem| {
        let severity = reading.settings.severities.get(problem.rule).copied().unwrap_or(Some(problem.severity))?;
        let hint = problem.hint.as_ref().map_or_else(String::new, |hint| format!(" ({hint})"));
        Some(Finding {
            rule: RuleId::new(problem.rule),
            severity,
            span: problem.span,
            message: format!("{}{hint}", problem.message),
            fixes: Vec::new(),
            related: Vec::new(),
        })
    })
}

/// The rules that the front matter speaks of and that are none.
pub(super) fn unknown_rules<'a>(reading: &'a Reading<'_>, rules: &'a RuleSet) -> impl Iterator<Item = Finding> + use<'a> {
    let unknown = |setting: &&RuleSetting| rules.get(&setting.id.value).is_none() && !OWN_RULES.contains(&setting.id.value.as_str());
    reading.draft.front.rules.iter().filter(unknown).map(|setting| {
        let id = setting.id.value.as_str();
        let near = crate::yaml::nearest(id, rules.rules().iter().map(|rule| rule.id.as_str()));
        let hint = near.map_or_else(String::new, |near| format!(" (did you mean `{near}`?)"));
        Finding {
            rule: RuleId::new("front-matter"),
            severity: Severity::Error,
            span: setting.id.span,
            message: format!("there is no rule `{id}`{hint}"),
            fixes: Vec::new(),
            related: Vec::new(),
        }
    })
}

/// Puts findings in the order in which they are shown, each once.
pub(super) fn sort(findings: &mut Vec<Finding>) {
    findings.sort_by(|a, b| (a.span, &a.rule, &a.message).cmp(&(b.span, &b.rule, &b.message)));
    findings.dedup_by(|a, b| a.rule == b.rule && a.span == b.span && a.message == b.message);
}

fn finding(rule: RuleId, severity: Severity, hit: Hit, reading: &Reading<'_>) -> Finding {
    let (_, span) = to_file(hit.place, reading);
    Finding {
        rule,
        severity,
        span,
        message: hit.message,
        fixes: hit.remedies.into_iter().map(|remedy| fix(remedy, reading)).collect(),
        related: hit.notes.into_iter().map(|note| related(note, reading)).collect(),
    }
}

fn related(note: Note, reading: &Reading<'_>) -> Related {
    let (path, span) = to_file(note.place, reading);
    Related { path, span, remembered: None, message: note.message }
}

fn fix(remedy: Remedy, reading: &Reading<'_>) -> Fix {
    let edit = |Change { place, text }: Change| match place {
        Place::Body(at) => reading.draft.body.edit(at, &text),
        Place::Complaint(_) | Place::File(_) => Edit { span: to_file(place, reading).1, text },
    };
    let mut edits: Vec<Edit> = remedy.changes.into_iter().map(edit).collect();
    edits.sort_by_key(|edit| edit.span);
    Fix { title: remedy.title, applicability: remedy.applicability, edits }
}

/// The file that a place stands in, where it is not the draft's own, and its bytes there.
fn to_file(place: Place, reading: &Reading<'_>) -> (Option<std::sync::Arc<str>>, Span) {
    match place {
        Place::Body(span) => (None, reading.draft.body.to_file(span)),
        Place::File(span) => (None, span),
        Place::Complaint(span) => match &reading.draft.complaint {
            Some(complaint) => (complaint.message.path.clone(), complaint.message.to_file(span)),
            None => (None, Span::default()),
        },
    }
}
