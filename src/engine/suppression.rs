//! What a writer has allowed is taken out of the findings, and an allowance that allows nothing becomes a finding itself.
//!
//! Comments: `<!-- tonfall-disable-next-line rule-id: reason -->`, `-disable-line`, `-disable` … `-enable`, `-disable-file`; front matter:
//! `tonfall: {disable: [rule-id]}`. Several ids stand between commas; no id means every rule.

use crate::analysers::{Hit, Place, Reading};
use crate::finding::{Applicability, Edit, Finding, Fix, RuleId, Severity};
use crate::rules::{Family, RuleSet};
use crate::text::{Language, LineIndex, Span, ZoneKind};

/// The rule under which idle or faulty suppressions are reported.
pub(super) const UNUSED: &str = "unused-suppression";

/// Where an allowance holds, in bytes of the body's text.
struct Suppression {
    /// The comment in the body, or the entry in the front matter.
    stated_at: At,
    /// Empty: every rule.
    ids: Vec<String>,
    holds: Span,
    used: bool,
}

#[derive(Clone, Copy)]
enum At {
    Body(Span),
    File(Span),
}

/// Takes out what is suppressed, and adds what is suppressed in vain.
pub(super) fn apply(mut findings: Vec<Finding>, reading: &Reading<'_>, rules: &RuleSet) -> Vec<Finding> {
    let mut suppressions = stated(reading);
    if suppressions.is_empty() {
        return findings;
    }
    let body = &reading.draft.body;
    let spans: Vec<Span> = suppressions.iter().map(|suppression| body.to_file(suppression.holds)).collect();
    findings.retain(|finding| {
        let mut kept = true;
        for (suppression, span) in suppressions.iter_mut().zip(&spans) {
            let whole = matches!(suppression.stated_at, At::File(_)) || suppression.holds.len() == body.text.len();
            let holds = whole || span.contains(finding.span) || span.overlaps(finding.span);
            if holds && (suppression.ids.is_empty() || suppression.ids.iter().any(|id| id == finding.rule.as_str())) {
                suppression.used = true;
                kept = false;
            }
        }
        kept
    });
    if let Some(severity) = unused_severity(reading, rules) {
        findings.extend(
            suppressions
                .iter()
                .filter(|suppression| !suppression.used && !is_of_others(suppression, rules))
                .map(|suppression| idle(suppression, severity, reading, rules)),
        );
    }
    super::finish::sort(&mut findings);
    findings
}

/// Whether the draft allows a hit of a rule that other drafts are needed for.
pub(super) fn is_allowed(rule: &str, hit: &Hit, reading: &Reading<'_>) -> bool {
    let Place::Body(place) = hit.place else { return false };
    stated(reading).iter().any(|suppression| {
        let holds = matches!(suppression.stated_at, At::File(_)) || suppression.holds.contains(place) || suppression.holds.overlaps(place);
        holds && (suppression.ids.is_empty() || suppression.ids.iter().any(|id| id == rule))
    })
}

/// Whether a suppression is of rules across drafts alone: whether it suppresses anything, one draft cannot tell.
fn is_of_others(suppression: &Suppression, rules: &RuleSet) -> bool {
    let across = |id: &String| rules.get(id).is_some_and(|rule| matches!(rule.family, Family::Across(_)));
    !suppression.ids.is_empty() && suppression.ids.iter().all(across)
}

fn unused_severity(reading: &Reading<'_>, rules: &RuleSet) -> Option<Severity> {
    match reading.settings.severities.get(UNUSED) {
        Some(severity) => *severity,
        None => rules.get(UNUSED).map_or(Some(Severity::Warning), |rule| rule.severity),
    }
}

fn stated(reading: &Reading<'_>) -> Vec<Suppression> {
    let prose = &reading.prose;
    let mut suppressions: Vec<Suppression> = reading
        .draft
        .front
        .disable
        .iter()
        .map(|field| Suppression {
            stated_at: At::File(field.span),
            ids: vec![field.value.clone()],
            holds: Span::new(0, prose.text.len()),
            used: false,
        })
        .collect();
    let mut lines: Option<LineIndex> = None;
    let mut open: Vec<Suppression> = Vec::new();
    for zone in prose.zones.iter().filter(|zone| zone.kind == ZoneKind::Comment) {
        let Some(directive) = Directive::parse(zone.span.slice(&prose.text)) else { continue };
        let lines = lines.get_or_insert_with(|| LineIndex::new(&prose.text));
        let line = lines.line_column(&prose.text, zone.span.start()).line;
        let end = prose.text.len();
        let holds = match directive.scope {
            Scope::Line => lines.line_span(line),
            Scope::NextLine => lines.line_span(line + 1),
            Scope::File => Some(Span::new(0, end)),
            Scope::From => Some(Span::new(zone.span.end(), end)),
            Scope::Until => {
                close(&mut open, &directive.ids, zone.span.start, &mut suppressions);
                continue;
            }
        };
        let suppression =
            Suppression { stated_at: At::Body(zone.span), ids: directive.ids, holds: holds.unwrap_or(Span::at(end)), used: false };
        if directive.scope == Scope::From { open.push(suppression) } else { suppressions.push(suppression) }
    }
    suppressions.extend(open);
    suppressions
}

/// `tonfall-enable` ends what `tonfall-disable` began: for the same rules, or for all where it names none.
fn close(open: &mut Vec<Suppression>, ids: &[String], at: u32, done: &mut Vec<Suppression>) {
    let (closed, still): (Vec<_>, Vec<_>) = open.drain(..).partition(|suppression| ids.is_empty() || suppression.ids == ids);
    *open = still;
    done.extend(closed.into_iter().map(|mut suppression| {
        suppression.holds.end = at.max(suppression.holds.start);
        suppression
    }));
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    Line,
    NextLine,
    File,
    From,
    Until,
}

#[derive(Debug, PartialEq, Eq)]
struct Directive {
    scope: Scope,
    ids: Vec<String>,
}

impl Directive {
    fn parse(comment: &str) -> Option<Self> {
        let inner = comment.strip_prefix("<!--")?;
        let inner = inner.strip_suffix("-->").unwrap_or(inner).trim();
        let rest = inner.strip_prefix("tonfall-")?;
        let (word, rest) = rest.split_at(rest.find(|c: char| c.is_whitespace() || c == ':').unwrap_or(rest.len()));
        let scope = match word {
            "disable-line" => Scope::Line,
            "disable-next-line" => Scope::NextLine,
            "disable-file" => Scope::File,
            "disable" => Scope::From,
            "enable" => Scope::Until,
            _ => return None,
        };
        let ids = rest.split_once(':').map_or(rest, |(ids, _reason)| ids);
        let ids = ids.split(|c: char| c == ',' || c.is_whitespace()).filter(|id| !id.is_empty()).map(str::to_owned).collect();
        Some(Self { scope, ids })
    }
}

fn idle(suppression: &Suppression, severity: Severity, reading: &Reading<'_>, rules: &RuleSet) -> Finding {
    let unknown = suppression.ids.iter().find(|id| rules.get(id).is_none() && !super::OWN_RULES.contains(&id.as_str()));
    let nearest = unknown.and_then(|id| {
        let near = rules.rules().iter().map(|rule| (strsim::jaro_winkler(id, rule.id.as_str()), &rule.id));
        near.max_by(|(a, _), (b, _)| a.total_cmp(b)).filter(|(likeness, _)| *likeness > 0.8).map(|(_, id)| id)
    });
    let ids = suppression.ids.join(", ");
    let message = match (reading.language(), unknown, nearest) {
        (Language::De, Some(id), Some(near)) => format!("Eine Regel „{id}“ gibt es nicht. Gemeint ist wohl „{near}“."),
        (Language::De, Some(id), None) => format!("Eine Regel „{id}“ gibt es nicht."),
        (Language::De, None, _) => format!("Diese Ausnahme{} nimmt nichts aus. Sie kann weg.", of(" für ", &ids)),
        (Language::En, Some(id), Some(near)) => format!("There is no rule “{id}”. Perhaps “{near}” is meant."),
        (Language::En, Some(id), None) => format!("There is no rule “{id}”."),
        (Language::En, None, _) => format!("This exception{} exempts nothing. It can go.", of(" for ", &ids)),
    };
    let span = match suppression.stated_at {
        At::Body(span) => reading.draft.body.to_file(span),
        At::File(span) => span,
    };
    let fixes = match suppression.stated_at {
        At::Body(_) => {
            let title = if reading.language() == Language::De { "Ausnahme löschen" } else { "Delete the exception" };
            vec![Fix { title: title.to_owned(), applicability: Applicability::Safe, edits: vec![Edit { span, text: String::new() }] }]
        }
        At::File(_) => Vec::new(),
    };
    Finding { rule: RuleId::new(UNUSED), severity, span, message, fixes, related: Vec::new() }
}

fn of(before: &str, ids: &str) -> String {
    if ids.is_empty() { String::new() } else { format!("{before}{ids}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(comment: &str) -> Option<(Scope, Vec<String>)> {
        Directive::parse(comment).map(|directive| (directive.scope, directive.ids))
    }

    #[test]
    fn comments_name_rules_and_a_reason() {
        assert_eq!(
            parsed("<!-- tonfall-disable-next-line vague-time: agreed: by phone -->"),
            Some((Scope::NextLine, vec!["vague-time".into()]))
        );
        assert_eq!(parsed("<!-- tonfall-disable a, b -->"), Some((Scope::From, vec!["a".into(), "b".into()])));
        assert_eq!(parsed("<!--tonfall-enable-->"), Some((Scope::Until, vec![])));
        assert_eq!(parsed("<!-- tonfall-disable-everything -->"), None);
        assert_eq!(parsed("<!-- a note -->"), None);
    }
}
