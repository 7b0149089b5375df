//! The text of a rule file becomes a checked [`RuleFile`], or faults at their places.

mod phrases;
mod whole;

use super::file::RuleFile;
use super::rule::{Unit, family as family_of};
use super::set::{RuleSource, built_in_ids};
use crate::yaml::{self, Node, Problem, Step};

/// What a rule file may refer to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'a> {
    pub analysers: &'a [&'a str],
    pub topics: &'a [&'a str],
    pub channels: &'a [&'a str],
    /// The ids of rules that stand beside the built-in ones. Nobody knows them where this is empty.
    pub rules: &'a [&'a str],
}

/// Rule files are small; a larger one is a mistake or an attack.
const MAX_BYTES: usize = 1 << 20;

/// The most faults of a file that are told: nobody reads more at once.
const MOST_PROBLEMS: usize = 100;

/// Checks a rule file. `base` gives the rule of a lower layer that the file changes parts of.
/// There is a file unless its faults are such that nothing of it can run; a phrase with a fault is reported and left out.
pub fn check(source: &RuleSource, base: &dyn Fn(&str) -> Option<RuleFile>, known: &Known<'_>) -> (Option<RuleFile>, Vec<Problem>) {
    if source.text.len() > MAX_BYTES {
        let size = source.text.len().div_ceil(1 << 20);
        let message = format!("the file has {size} MB, and a rule file may have 1 MB");
        return (None, vec![Problem { span: 0..0, message, hint: Some("split it into several rules".into()) }]);
    }
    let node = match yaml::parse(&source.text) {
        Ok(node) => node,
        Err(problem) => return (None, vec![problem]),
    };
    check_node(&node, &source.path, base, known)
}

/// Checks what a `tonfall.yaml` says of a rule's phrases and messages: the part of it that is `rules.<id>.languages`.
pub(super) fn check_change(
    source: &RuleSource,
    id: &str,
    base: &dyn Fn(&str) -> Option<RuleFile>,
    known: &Known<'_>,
) -> (Option<RuleFile>, Vec<Problem>) {
    // What is wrong with the config as a whole is told where it is read.
    let Ok(root) = yaml::parse(&source.text) else { return (None, Vec::new()) };
    let Some(entry) = root.at(&[Step::Key("rules"), Step::Key(id)]).and_then(|rule| rule.entry("languages")) else {
        return (None, Vec::new());
    };
    // A rule that is not there is told with the other rules that the config names.
    if base(id).is_none() {
        return (None, Vec::new());
    }
    let node = Node { span: entry.1.span.clone(), value: yaml::Value::Map(vec![entry.clone()]) };
    check_node(&node, &format!("{id}.yaml"), base, known)
}

fn check_node(node: &Node, path: &str, base: &dyn Fn(&str) -> Option<RuleFile>, known: &Known<'_>) -> (Option<RuleFile>, Vec<Problem>) {
    let (file, mut problems) = yaml::decode::<RuleFile>(node);
    problems.iter_mut().for_each(suggest_key);
    let Some(mut file) = file else { return (None, problems) };
    let mut checker = Checker { node, known, problems: Vec::new(), is_overloaded: false, regexes: 0 };
    checker.id(&mut file, path);
    let below = file.id.as_deref().and_then(base);
    let whole = below.clone().map_or_else(|| file.clone(), |below| below.overlaid(file.clone()));
    let family = family_of(&whole);
    checker.family(&file);
    checker.references(&file);
    checker.precedence(&file, &whole, base);
    for (language, part) in &file.languages {
        let below = below.as_ref().and_then(|rule| rule.languages.get(language));
        checker.language(language.code(), part, below.map(|part| part.words.clone()).unwrap_or_default(), &family);
        checker.removals(language.code(), part, below);
    }
    let is_complete = problems.is_empty();
    checker.examples(&file, &whole);
    checker.signals(&whole);
    // What a misspelt key was to say would be missed a second time.
    if below.is_none() && is_complete {
        checker.completeness(&file);
    }
    let usable = file.id.is_some() && !checker.is_overloaded;
    problems.extend(checker.problems);
    if problems.len() > MOST_PROBLEMS {
        let hint = format!("mend these first: there are {} more", problems.len() - MOST_PROBLEMS);
        problems.truncate(MOST_PROBLEMS);
        problems.push(Problem { span: 0..0, message: "there are more faults in this file than are shown".to_owned(), hint: Some(hint) });
    }
    (usable.then_some(file), problems)
}

/// An entry may be written in more than one way, so the decoder cannot tell which keys it knows.
fn suggest_key(problem: &mut Problem) {
    const KEYS: [&str; 8] = ["phrase", "regex", "message", "suggest", "replace", "delete", "add", "remove"];
    let single = problem
        .message
        .strip_prefix("`find` must be a list of phrases, or `add` and `remove`: found `")
        .and_then(|rest| rest.strip_suffix('`'));
    if let (Some(text), None) = (single, &problem.hint) {
        problem.hint = Some(format!("write [\"{text}\"]"));
    }
    let key = problem.message.strip_prefix("unknown key `").and_then(|rest| rest.strip_suffix('`'));
    if let (Some(key), None) = (key, &problem.hint) {
        let known = || format!("an entry has the keys {}; a change has `add` and `remove`", KEYS[..6].join(", "));
        problem.hint = Some(yaml::nearest(key, KEYS).map_or_else(known, |near| format!("did you mean `{near}`?")));
    }
}

/// Whether a text can be the id of a rule.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

struct Checker<'a> {
    node: &'a Node,
    known: &'a Known<'a>,
    problems: Vec<Problem>,
    /// Whether the rule looks for more than can be looked for.
    is_overloaded: bool,
    regexes: usize,
}

impl Checker<'_> {
    /// Reports a fault at a path, or at the nearest place above it that is there.
    fn report(&mut self, path: &[Step<'_>], message: impl Into<String>, hint: Option<String>) {
        let span = (0..=path.len()).rev().find_map(|length| self.node.at(&path[..length])).map_or(0..0, |node| node.span.clone());
        self.problems.push(Problem { span, message: message.into(), hint });
    }

    fn id(&mut self, file: &mut RuleFile, path: &str) {
        let stem = path.rsplit(['/', '\\']).next().and_then(|name| name.rsplit_once('.')).map_or(path, |(stem, _)| stem);
        match &file.id {
            None => {
                file.id = Some(stem.to_owned());
            }
            Some(id) if id != stem && !path.is_empty() && is_name(id) => {
                let message = format!("the id is `{id}`, but the file is called `{stem}`");
                self.report(&[Step::Key("id")], message, Some(format!("call the file `{id}.yaml`, or write `id: {stem}`")));
            }
            Some(_) => {}
        }
        let id = file.id.clone().unwrap_or_default();
        if !is_name(&id) {
            let hint = "write lower case letters, digits and hyphens: `our-own-rule`; the file is called the same".to_owned();
            self.report(&[Step::Key("id")], format!("`{id}` cannot be the name of a rule"), Some(hint));
            file.id = None;
        }
    }

    fn family(&mut self, file: &RuleFile) {
        let stated = [
            ("density", file.density.is_some()),
            ("score", file.score.is_some()),
            ("require", file.require.is_some()),
            ("limit", file.limit.is_some()),
            ("consistent", file.consistent.is_some()),
            ("across", file.across.is_some()),
            ("analyser", file.analyser.is_some()),
        ];
        let families: Vec<&str> = stated.iter().filter(|(_, stated)| *stated).map(|(name, _)| *name).collect();
        if let [first, second, ..] = families[..] {
            let hint = "take one of them out, or make two rules of it".to_owned();
            self.report(&[Step::Key(second)], format!("a rule has one way of checking; this one has `{first}` and `{second}`"), Some(hint));
        }
        if let Some(density) = file.density.as_ref().filter(|density| Unit::parse(&density.per).is_none()) {
            let hint = "write `sentence`, `draft`, `100 words` or `280 characters`".to_owned();
            self.report(&[Step::Key("density"), Step::Key("per")], format!("`{}` is nothing to count by", density.per), Some(hint));
        }
        if let Some(across) = file.across.filter(|across| !(0.0..=1.0).contains(&across.similarity)) {
            let hint = "write a share such as `0.6`; `1` is the same to the letter".to_owned();
            let message = format!("{} is no similarity: it lies between 0 and 1", across.similarity);
            self.report(&[Step::Key("across"), Step::Key("similarity")], message, Some(hint));
        }
        if file.limit.as_ref().is_some_and(|limit| limit.max.is_none() && limit.min.is_none()) {
            self.report(&[Step::Key("limit")], "this limit has no bound", Some("add `max:` or `min:`".into()));
        }
    }

    fn references(&mut self, file: &RuleFile) {
        let known = *self.known;
        if let Some(analyser) = &file.analyser {
            self.reference(&[Step::Key("analyser")], "analyser", analyser, known.analysers);
        }
        if let Some(topic) = file.when_complaint.as_ref().and_then(|condition| condition.mentions.as_ref()) {
            self.reference(&[Step::Key("when-complaint"), Step::Key("mentions")], "topic", topic, known.topics);
        }
        let mut ids: Vec<&str> = known.rules.to_vec();
        for id in built_in_ids() {
            ids.push(id);
        }
        let others = file.supersedes.iter().flatten().enumerate();
        let superseded = others.map(|(index, id)| (vec![Step::Key("supersedes"), Step::Index(index)], id));
        let signals = file.score.iter().flat_map(|score| &score.signals).filter_map(|(name, signal)| {
            Some((vec![Step::Key("score"), Step::Key("signals"), Step::Key(name), Step::Key("rule")], signal.rule.as_ref()?))
        });
        let named: Vec<(Vec<Step<'_>>, &String)> = superseded.chain(signals).filter(|_| !known.rules.is_empty()).collect();
        for (path, id) in named {
            self.reference(&path, "rule", id, &ids);
        }
        for (index, channel) in file.channels.iter().flatten().enumerate() {
            self.reference(&[Step::Key("channels"), Step::Index(index)], "channel", channel, known.channels);
        }
    }

    /// Precedence among findings of one draft. What drafts say of each other is found when all of them have been read, and stands beside the rest.
    fn precedence(&mut self, file: &RuleFile, whole: &RuleFile, base: &dyn Fn(&str) -> Option<RuleFile>) {
        if whole.across.is_some() && file.supersedes.as_ref().is_some_and(|others| !others.is_empty()) {
            let hint = "take `supersedes` out; findings between drafts (`across`) always stand beside the others".to_owned();
            self.report(&[Step::Key("supersedes")], "a rule with `across` takes no other's place", Some(hint));
            return;
        }
        for (index, id) in file.supersedes.iter().flatten().enumerate() {
            if base(id).is_some_and(|other| other.across.is_some()) {
                let hint = format!("take it out of the list; `rules: {{{id}: off}}` in `tonfall.yaml` turns it off");
                let message = format!("`{id}` holds drafts against each other (`across`): no rule takes its place");
                self.report(&[Step::Key("supersedes"), Step::Index(index)], message, Some(hint));
            }
        }
    }

    /// Reports a name that is not among the known ones. An empty list of those means that nobody knows here.
    fn reference(&mut self, path: &[Step<'_>], what: &str, name: &str, known: &[&str]) {
        if !known.is_empty() && !known.contains(&name) {
            let nearest = known.iter().max_by(|a, b| strsim::jaro(name, a).total_cmp(&strsim::jaro(name, b)));
            let hint = nearest.filter(|nearest| strsim::jaro(name, nearest) > 0.7).map(|nearest| format!("did you mean `{nearest}`?"));
            let all = || {
                if known.len() > 20 { "`tonfall rules list` names them all".to_owned() } else { format!("there are {}", known.join(", ")) }
            };
            self.report(path, format!("there is no {what} `{name}`"), hint.or_else(|| Some(all())));
        }
    }
}
