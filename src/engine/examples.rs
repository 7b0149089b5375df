//! A rule's examples become outcomes: does the rule flag what it should, exactly where, and leave alone what it should?

use std::collections::BTreeSet;

use std::sync::Arc;

use super::across::{Place, Seen, candidates};
use crate::analysers::Reading;
use crate::config::{Config, Layer, Settings};
use crate::draft::{Audience, Draft, Format, Kind};
use crate::finding::Finding;
use crate::rules::{Example, Role, Rule, RuleSet};
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
    pub settings: Arc<Settings>,
    /// The drafts that stand beside it.
    beside: Vec<Draft>,
    /// What must be found, in bytes of the text; `None` where the example must be left alone, empty where the place does not matter.
    expected: Option<Vec<Span>>,
}

impl Exhibit {
    /// Makes the draft of a rule's example. Where a rule speaks of one kind of draft only, its examples are of that kind.
    ///
    /// # Errors
    /// The example says nothing to check, or its front matter or config is faulty.
    pub fn new(example: &Example, rule: &Rule) -> Result<Self, String> {
        let (text, expected) = match (&example.flag, &example.allow) {
            (Some(marked), None) => {
                let (text, spans) = unmark(marked);
                (text, Some(spans))
            }
            (None, Some(text)) => (text.clone(), None),
            (Some(_), Some(_)) => return Err("an example has either `flag` or `allow`, not both".to_owned()),
            (None, None) => return Err("the example has neither `flag` nor `allow`".to_owned()),
        };
        let draft = draft_of(&example.with, &text, example, rule)?;
        if let Some(problem) = draft.problems.first() {
            return Err(format!("in `with`: {}", problem.message));
        }
        let beside = example.beside.iter().map(|other| draft_of(&other.with, &other.text, example, rule)).collect::<Result<_, _>>()?;
        let (layer, problems) = Layer::parse("", &serde_json::Value::Object(example.config.clone()).to_string());
        if let Some(problem) = problems.first() {
            return Err(format!("in `config`: {}", problem.message));
        }
        Ok(Self { draft, settings: Config::new(vec![layer], Vec::new()).settings(""), beside, expected })
    }

    /// Holds a rule against the example.
    #[must_use]
    pub fn try_rule(&self, rules: &RuleSet, id: &str) -> Outcome {
        let body = &self.draft.body;
        let mut findings = super::lint_with(&self.draft, rules, &self.settings, id);
        findings.extend(self.across(rules, id));
        let mut found: Vec<Span> = findings.iter().map(|finding| finding.span).collect();
        found.sort_unstable();
        // A rule that counts shows one place, and the others beside it; an example may mark them all.
        let beside =
            findings.iter().flat_map(|finding| &finding.related).filter(|related| related.path.is_none()).map(|related| related.span);
        let mut all: Vec<Span> = found.iter().copied().chain(beside).collect();
        all.sort_unstable();
        all.dedup();
        let show = |span: &Span| {
            let at = (0..=body.text.len())
                .filter(|&at| body.text.is_char_boundary(at))
                .find(|&at| body.to_file(Span::new(at, at)).start >= span.start);
            let end = (0..=body.text.len())
                .filter(|&at| body.text.is_char_boundary(at))
                .find(|&at| body.to_file(Span::new(at, at)).start >= span.end);
            format!("`{}`", body.text.get(at.unwrap_or(0)..end.unwrap_or(body.text.len())).unwrap_or_default())
        };
        let list =
            |spans: &[Span]| if spans.is_empty() { "nothing".to_owned() } else { spans.iter().map(show).collect::<Vec<_>>().join(", ") };
        match &self.expected {
            None if found.is_empty() => Outcome::Passed,
            None => Outcome::Failed(format!("found {} where it should leave the text alone", list(&found))),
            Some(expected) if expected.is_empty() && !found.is_empty() => Outcome::Passed,
            Some(expected) => {
                let expected: Vec<Span> = expected.iter().map(|span| body.to_file(*span)).collect();
                if !found.is_empty() && (expected == found || expected == all) {
                    Outcome::Passed
                } else {
                    let wanted = if expected.is_empty() { "something".to_owned() } else { list(&expected) };
                    Outcome::Failed(format!("found {}, but should find {wanted}", list(&found)))
                }
            }
        }
    }

    /// What a rule that holds drafts against each other finds here, after those beside it.
    fn across(&self, rules: &RuleSet, id: &str) -> Option<Finding> {
        let mut seen = Seen::default();
        let mut enter = |draft: &Draft| {
            let candidates = candidates(&Reading::new(draft, &self.settings), rules);
            let mut of_rule = candidates.into_iter().filter(|candidate| candidate.rule() == id);
            of_rule.find_map(|candidate| {
                seen.enter(Place { path: Arc::from("beside.md"), name: Arc::from("beside.md"), remembered: None }, candidate)
            })
        };
        self.beside.iter().for_each(|draft| {
            enter(draft);
        });
        enter(&self.draft)
    }

    /// Which of the rule's phrases the example exercises.
    #[must_use]
    pub fn exercises(&self, rules: &RuleSet, id: &str) -> BTreeSet<Role> {
        super::roles_found(&self.draft, rules, &self.settings, id)
    }
}

/// A draft of an example. What it does not say of itself is as the rule wants it: its kind, its channel, its audience.
fn draft_of(front: &serde_json::Map<String, serde_json::Value>, text: &str, example: &Example, rule: &Rule) -> Result<Draft, String> {
    let mut front = front.clone();
    front.entry("lang").or_insert_with(|| example.lang.code().into());
    if let [kind] = rule.applies_to[..] {
        front.entry("kind").or_insert_with(|| if kind == Kind::Post { "post".into() } else { "reply".into() });
    }
    if let Some(channel) = rule.channels.first() {
        front.entry("channel").or_insert_with(|| channel.as_str().into());
    }
    if let Some(audience) = rule.audience {
        front.entry("audience").or_insert_with(|| if audience == Audience::B2b { "b2b".into() } else { "b2c".into() });
    }
    // JSON is YAML, so the example's map stands as front matter on one line.
    let source = format!("---\n{}\n---\n{text}\n", serde_json::Value::Object(front));
    crate::draft::read(source.as_bytes(), Format::Markdown).into_iter().next().ok_or_else(|| "the example is no draft".to_owned())
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
