//! A record of a bulk format becomes a draft: the front matter's keys, `text` for the body, an `id` to give back.
//! The same for all of them, once they are nodes.

use std::ops::Range;

use super::front_matter::{self, Notation, Record};
use super::layout::Layout;
use super::source::Source;
use super::{Draft, Kind, Passage, Problem};
use crate::finding::Severity;
use crate::yaml::{self, Node, Style, Value};

/// The rule under which records that cannot be read are reported.
pub(super) const RULE: &str = "record";

/// Reads a record. Its index is set by whoever counts them.
pub(super) fn read(source: &Source, root: Node, notation: Notation<'_>, layout: &Layout) -> Draft {
    let mut root = layout.arrange(root);
    let whole = root.span.clone();
    let Value::Map(entries) = &mut root.value else {
        let hint = "write `{\"text\": \"…\", \"channel\": \"x\"}`".to_owned();
        return broken(source, notation.range(whole), "a record must be a group of keys".to_owned(), Some(hint));
    };
    let id = take(entries, "id").and_then(|(_, node)| node.as_str().filter(|id| !id.is_empty()).map(str::to_owned));
    let text = take(entries, "text");
    let mut problems = Vec::new();
    let body = match &text {
        Some((_, node)) if is_text(node) => front_matter::passage(source, node, notation),
        Some((key, _)) => {
            problems.push(problem(source, notation.range(key.span.clone()), "`text` must be text".to_owned(), None));
            nothing_at(source, notation.range(key.span.clone()))
        }
        None => {
            let place = whole.start..(whole.start + 1).min(whole.end);
            let hint = Some("say under `formats` in tonfall.yaml which key or column holds the text".to_owned());
            problems.push(problem(source, notation.range(place.clone()), "this record has no `text`".to_owned(), hint));
            nothing_at(source, notation.range(place))
        }
    };
    let Record { front, complaint, problems: faults } = front_matter::read_record(source, root, notation);
    problems.extend(faults);
    Draft {
        index: 0,
        id,
        kind: front.kind.as_ref().map_or(if complaint.is_some() { Kind::Reply } else { Kind::Post }, |kind| kind.value),
        stated_language: front.lang.as_ref().map(|lang| lang.value),
        front,
        complaint,
        body,
        problems,
    }
}

/// A record that cannot be read at all: one problem, and no text.
pub(super) fn broken(source: &Source, range: Range<usize>, message: String, hint: Option<String>) -> Draft {
    Draft { body: nothing_at(source, range.clone()), ..Draft::unreadable(problem(source, range, message, hint)) }
}

/// A record with a fault of its notation.
pub(super) fn faulty(source: &Source, fault: yaml::Problem, offset: usize) -> Draft {
    broken(source, fault.span.start + offset..fault.span.end + offset, fault.message, fault.hint)
}

/// Gives each problem with a file's bytes to the draft that it stands in, and numbers the drafts.
pub(super) fn number(drafts: &mut [Draft], ends: &[usize], bytes: Vec<Problem>) {
    for problem in bytes {
        let at = ends.partition_point(|end| *end <= problem.span.start()).min(drafts.len().saturating_sub(1));
        if let Some(draft) = drafts.get_mut(at) {
            draft.problems.push(problem);
        }
    }
    for (index, draft) in drafts.iter_mut().enumerate() {
        draft.index = index;
        draft.problems.sort_by_key(|problem| problem.span);
    }
}

pub(super) fn problem(source: &Source, range: Range<usize>, message: String, hint: Option<String>) -> Problem {
    Problem { rule: RULE, severity: Severity::Error, span: source.span(range), message, hint }
}

fn nothing_at(source: &Source, range: Range<usize>) -> Passage {
    Passage { span: source.span(range.start..range.start), ..Passage::default() }
}

fn is_text(node: &Node) -> bool {
    !node.is_null() && node.as_str().is_some() && (node.style() != Some(Style::Plain) || node.to_json().is_string())
}

fn take(entries: &mut Vec<(Node, Node)>, key: &str) -> Option<(Node, Node)> {
    let at = entries.iter().position(|(node, _)| node.as_str() == Some(key))?;
    Some(entries.remove(at))
}
