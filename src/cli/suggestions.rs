//! Wordings to choose from become the user's choice: one question per finding, in a terminal.

use std::collections::BTreeSet;
use std::io::{self, BufRead, Write};

use super::checker::Checked;
use crate::engine::fix;
use crate::finding::Finding;
use crate::text::LineIndex;

/// What the user said last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Continue,
    /// No more questions.
    Stop,
}

/// Asks for each finding of a file that has wordings to choose from, applies what is chosen, and gives the bytes that come of it.
/// After a choice the file is checked again: places move, and findings come and go.
pub(super) fn choose(
    mut bytes: Vec<u8>,
    check: impl Fn(&[u8]) -> Result<Checked, String>,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> io::Result<(Vec<u8>, Answer)> {
    let mut left_alone = BTreeSet::new();
    loop {
        let checked = match check(&bytes) {
            Ok(checked) => checked.findings,
            Err(fault) => {
                super::output::complain(&fault);
                return Ok((bytes, Answer::Continue));
            }
        };
        let findings = checked.drafts.iter().flat_map(|draft| &draft.findings).filter(|finding| !finding.fixes.is_empty());
        let keyed = with_keys(findings, &bytes);
        let Some((key, finding)) = keyed.into_iter().find(|(key, _)| !left_alone.contains(key)) else {
            return Ok((bytes, Answer::Continue));
        };
        show(&checked.path, &checked.text, finding, output)?;
        match ask(finding.fixes.len(), input, output)? {
            Choice::Fix(number) => match finding.fixes.get(number) {
                Some(chosen) => {
                    let applied = fix::apply(&bytes, [chosen]);
                    // What changes nothing would be asked for again and again.
                    if applied.bytes == bytes {
                        left_alone.insert(key);
                    }
                    bytes = applied.bytes;
                }
                None => drop(left_alone.insert(key)),
            },
            Choice::Skip => drop(left_alone.insert(key)),
            Choice::Stop => return Ok((bytes, Answer::Stop)),
        }
    }
}

/// A finding's rule, its text, and how many of the same stand before it: what stays when places move.
type Key = (String, Vec<u8>, usize);

fn with_keys<'a>(findings: impl Iterator<Item = &'a Finding>, bytes: &[u8]) -> Vec<(Key, &'a Finding)> {
    let mut keyed: Vec<(Key, &Finding)> = Vec::new();
    for finding in findings {
        let text = bytes.get(finding.span.start()..finding.span.end()).unwrap_or_default().to_vec();
        let rule = finding.rule.to_string();
        let before = keyed.iter().filter(|(key, _)| key.0 == rule && key.1 == text).count();
        keyed.push(((rule, text, before), finding));
    }
    keyed
}

fn show(path: &str, text: &str, finding: &Finding, output: &mut dyn Write) -> io::Result<()> {
    let place = LineIndex::new(text).line_column(text, finding.span.start());
    let message = finding.message.split_whitespace().collect::<Vec<_>>().join(" ");
    writeln!(output, "\n{path}:{}:{}: {}[{}]: {message}", place.line, place.column, finding.severity, finding.rule)?;
    let found = text.get(finding.span.start()..finding.span.end()).unwrap_or_default();
    found.lines().take(5).try_for_each(|line| writeln!(output, "    | {line}"))?;
    for (number, fix) in (1..).zip(&finding.fixes) {
        writeln!(output, "  {number}  {}", fix.title)?;
    }
    Ok(())
}

/// What the user wants done about one finding.
enum Choice {
    /// By its number, from 0.
    Fix(usize),
    Skip,
    Stop,
}

fn ask(count: usize, input: &mut dyn BufRead, output: &mut dyn Write) -> io::Result<Choice> {
    loop {
        write!(output, "{}; Enter leaves it, q stops: ", if count == 1 { "1".to_owned() } else { format!("1 to {count}") })?;
        output.flush()?;
        let mut line = String::new();
        if input.read_line(&mut line)? == 0 {
            return Ok(Choice::Stop);
        }
        match line.trim() {
            "" => return Ok(Choice::Skip),
            "q" | "Q" => return Ok(Choice::Stop),
            number => match number.parse::<usize>() {
                Ok(number) if (1..=count).contains(&number) => return Ok(Choice::Fix(number - 1)),
                _ => {}
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Kind;
    use crate::finding::{Applicability, Edit, Fix, RuleId, Severity};
    use crate::report::{About, At, DraftFindings, FileFindings};
    use crate::text::{Language, Span};

    /// Finds every `a`, and offers `b` and `c`.
    fn check(bytes: &[u8]) -> Result<Checked, String> {
        let finding = |at: usize| Finding {
            rule: RuleId::new("no-a"),
            severity: Severity::Warning,
            span: Span::new(at, at + 1),
            message: "no a".to_owned(),
            fixes: ["b", "c"].map(|text| replacement(at, text)).into(),
            related: Vec::new(),
        };
        let findings = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'a').map(|(at, _)| finding(at)).collect();
        let text = String::from_utf8_lossy(bytes).into();
        let (kind, language, words) = (Kind::Post, Language::De, 1);
        let about = About { kind, channel: None, author: None, language, words, span: Span::default(), body: Span::default() };
        let drafts = vec![DraftFindings { index: 0, id: None, about, findings }];
        Ok(Checked { findings: FileFindings { path: "x.md".into(), text, drafts, at: At::default() }, candidates: Vec::new() })
    }

    fn replacement(at: usize, text: &str) -> Fix {
        let edits = vec![Edit { span: Span::new(at, at + 1), text: text.repeat(2) }];
        Fix { title: format!("Replace with “{text}{text}”"), applicability: Applicability::Review, edits }
    }

    fn chosen(text: &str, answers: &str) -> (String, Answer) {
        let mut output = Vec::new();
        let (bytes, answer) = choose(text.as_bytes().to_vec(), check, &mut answers.as_bytes(), &mut output).unwrap();
        (String::from_utf8(bytes).unwrap(), answer)
    }

    #[test]
    fn each_finding_is_asked_for_once() {
        assert_eq!(chosen("a1a2a3", "1\n\n2\n"), ("bb1a2cc3".to_owned(), Answer::Continue));
        assert_eq!(chosen("a1a2a3", "2\nq\n"), ("cc1a2a3".to_owned(), Answer::Stop));
        assert_eq!(chosen("a1a2a3", "7\nx\n1\n"), ("bb1a2a3".to_owned(), Answer::Stop));
        assert_eq!(chosen("123", ""), ("123".to_owned(), Answer::Continue));
    }
}
