//! A rule's examples become outcomes: does the rule flag what it should, exactly where, and leave alone what it should?

use std::collections::BTreeSet;

use crate::config::Settings;
use crate::draft::{Draft, Format};
use crate::rules::{Example, Role, RuleSet};
use crate::text::Span;

/// How an example fared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Passed,
    /// What went wrong, in one line.
    Failed(String),
}

/// An example, made into the draft that it stands for.
pub struct Exhibit {
    pub draft: Draft,
    pub settings: Settings,
    /// What must be found, in bytes of the text; `None` where the example must be left alone, empty where the place does not matter.
    expected: Option<Vec<Span>>,
}

impl Exhibit {
    /// Makes the draft of an example. `None` where the example has neither `flag` nor `allow`.
    #[must_use]
    pub fn new(example: &Example) -> Option<Self> {
        let (text, expected) = match (&example.flag, &example.allow) {
            (Some(marked), _) => {
                let (text, spans) = unmark(marked);
                (text, Some(spans))
            }
            (None, Some(text)) => (text.clone(), None),
            (None, None) => return None,
        };
        let mut front = example.with.clone();
        front.entry("lang").or_insert_with(|| example.lang.code().into());
        // JSON is YAML, so the example's map stands as front matter on one line.
        let source = format!("---\n{}\n---\n{text}\n", serde_json::Value::Object(front));
        let draft = crate::draft::read(source.as_bytes(), Format::Markdown).into_iter().next()?;
    
        Some(Self { draft, settings: Settings::default(), expected })
    }

    /// Holds a rule against the example.
    #[must_use]
    pub fn try_rule(&self, rules: &RuleSet, id: &str) -> Outcome {
        let body = &self.draft.body;
        let mut found: Vec<Span> = super::lint_with(&self.draft, rules, &self.settings, id).iter().map(|finding| finding.span).collect();
        found.sort_unstable();
        let show = |span: &Span| {
            let at = (0..=body.text.len()).filter(|&at| body.text.is_char_boundary(at)).find(|&at| body.to_file(Span::new(at, at)).start >= span.start);
            let end = (0..=body.text.len()).filter(|&at| body.text.is_char_boundary(at)).find(|&at| body.to_file(Span::new(at, at)).start >= span.end);
            format!("`{}`", body.text.get(at.unwrap_or(0)..end.unwrap_or(body.text.len())).unwrap_or_default())
        };
        let list = |spans: &[Span]| if spans.is_empty() { "nothing".to_owned() } else { spans.iter().map(show).collect::<Vec<_>>().join(", ") };
        match &self.expected {
            None if found.is_empty() => Outcome::Passed,
            None => Outcome::Failed(format!("found {} where it should leave the text alone", list(&found))),
            Some(expected) if expected.is_empty() && !found.is_empty() => Outcome::Passed,
            Some(expected) => {
                let expected: Vec<Span> = expected.iter().map(|span| body.to_file(*span)).collect();
                if expected == found && !found.is_empty() {
                    Outcome::Passed
                } else {
                    let wanted = if expected.is_empty() { "something".to_owned() } else { list(&expected) };
                    Outcome::Failed(format!("found {}, but should find {wanted}", list(&found)))
                }
            }
        }
    }

    /// Which of the rule's phrases the example exercises.
    #[must_use]
    pub fn exercises(&self, rules: &RuleSet, id: &str) -> BTreeSet<Role> {
        super::roles_found(&self.draft, rules, &self.settings, id)
    }
}

/// Takes the `[[…]]` out of a text: the text, and where they stood.
fn unmark(marked: &str) -> (String, Vec<Span>) {
    let mut text = String::with_capacity(marked.len());
    let mut spans = Vec::new();
    let mut rest = marked;
    while let Some(open) = rest.find("[[") {
        let Some(length) = rest[open + 2..].find("]]") else { break };
        text.push_str(&rest[..open]);
        let start = text.len();
        text.push_str(&rest[open + 2..open + 2 + length]);
        spans.push(Span::new(start, text.len()));
        rest = &rest[open + 2 + length + 2..];
    }
    text.push_str(rest);
    (text, spans)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_spans() {
        assert_eq!(unmark("a [[b c]] d [[e]]"), ("a b c d e".into(), vec![Span::new(2, 5), Span::new(8, 9)]));
        assert_eq!(unmark("[[open"), ("[[open".into(), vec![]));
    }
}
