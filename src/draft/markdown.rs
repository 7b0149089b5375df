//! Markdown and text files become one draft each: front matter, quoted complaint, body.

use super::front_matter::{self, FenceEnd, Record};
use super::lines::trimmed;
use super::source::Source;
use super::{Draft, FrontMatter, Kind, Problem, quote};
use crate::finding::Severity;

pub(super) fn read(bytes: &[u8]) -> Vec<Draft> {
    let draft = match Source::read(bytes) {
        Ok((source, problems)) => read_text(&source, problems),
        Err(problem) => Draft::unreadable(problem),
    };
    vec![draft]
}

fn read_text(source: &Source, mut problems: Vec<Problem>) -> Draft {
    let (Record { front, mut complaint, problems: faults }, mut start) = read_front_matter(source);
    problems.extend(faults);
    let stated_kind = front.kind.as_ref().map(|kind| kind.value);
    let has_message = complaint.as_ref().is_some_and(|complaint| !complaint.message.text.is_empty() || complaint.file.is_some());
    // A post that begins with a quotation answers nobody; a complaint that the front matter holds already is not looked for twice.
    if stated_kind != Some(Kind::Post)
        && !has_message
        && let Some((quoted, end)) = quote::read(source, start)
    {
        complaint = Some(complaint.take().unwrap_or_default().or(quoted));
        start = end;
    }
    problems.sort_by_key(|problem| problem.span);
    Draft {
        index: 0,
        id: None,
        kind: stated_kind.unwrap_or(if complaint.is_some() { Kind::Reply } else { Kind::Post }),
        stated_language: front.lang.as_ref().map(|lang| lang.value),
        front,
        complaint,
        body: source.verbatim(trimmed(&source.text, start..source.text.len())),
        problems,
    }
}

/// The front matter, and where the text behind it begins.
fn read_front_matter(source: &Source) -> (Record, usize) {
    let Some(fences) = front_matter::find(&source.text, source.start) else {
        return (Record { front: FrontMatter::default(), complaint: None, problems: Vec::new() }, source.start);
    };
    let mut record = front_matter::read(source, fences.yaml);
    record.front.span = Some(source.span(fences.whole.clone()));
    if fences.end == FenceEnd::Open {
        record.problems.push(Problem {
            rule: "front-matter",
            severity: Severity::Error,
            span: source.span(fences.whole.start..fences.whole.start + 3),
            message: "the front matter that opens here is never closed".to_owned(),
            hint: Some("put a line of `---` below its last key".to_owned()),
        });
    }
    (record, fences.body)
}
