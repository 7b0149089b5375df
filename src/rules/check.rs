//! The text of a rule file becomes a checked [`RuleFile`], or faults at their places.

use super::entry::{Entries, Entry};
use super::file::{LanguageFile, RuleFile};
use super::lexicon::compile_regex;
use super::phrase::Phrase;
use super::rule::Unit;
use super::set::RuleSource;
use crate::yaml::{self, Node, Problem, Step};

/// What a rule file may refer to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'a> {
    pub analysers: &'a [&'a str],
    pub topics: &'a [&'a str],
    pub channels: &'a [&'a str],
}

/// Rule files are small; a larger one is a mistake or an attack.
const MAX_BYTES: usize = 1 << 20;

/// Checks a rule file. `base` gives the rule of a lower layer that the file changes parts of.
/// There is a file unless its faults are such that nothing of it can run; a phrase with a fault is reported and left out.
pub fn check(source: &RuleSource, base: &dyn Fn(&str) -> Option<RuleFile>, known: &Known<'_>) -> (Option<RuleFile>, Vec<Problem>) {
    if source.text.len() > MAX_BYTES {
        let message = format!("the file is too large for a rule file ({} bytes, at most {MAX_BYTES})", source.text.len());
        return (None, vec![Problem { span: 0..0, message, hint: Some("split it into several rules".into()) }]);
    }
    let node = match yaml::parse(&source.text) {
        Ok(node) => node,
        Err(problem) => return (None, vec![problem]),
    };
    let (file, mut problems) = yaml::decode::<RuleFile>(&node);
    let Some(mut file) = file else { return (None, problems) };
    let mut checker = Checker { node: &node, known, problems: Vec::new() };
    checker.id(&mut file, &source.path);
    let below = file.id.as_deref().and_then(base);
    checker.family(&file);
    checker.references(&file);
    for (language, part) in &file.languages {
        let words = below.as_ref().and_then(|rule| rule.languages.get(language)).map(|part| part.words.clone());
        checker.language(language.code(), part, words.unwrap_or_default());
    }
    if below.is_none() {
        checker.completeness(&file);
    }
    let usable = file.id.is_some();
    problems.extend(checker.problems);
    (usable.then_some(file), problems)
}

struct Checker<'a> {
    node: &'a Node,
    known: &'a Known<'a>,
    problems: Vec<Problem>,
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
            Some(id) if id != stem && !path.is_empty() => {
                let message = format!("the id is `{id}`, but the file is called `{stem}`");
                self.report(&[Step::Key("id")], message, Some(format!("call the file `{id}.yaml`, or write `id: {stem}`")));
            }
            Some(_) => {}
        }
        let id = file.id.clone().unwrap_or_default();
        if id.is_empty() || !id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
            let hint = "lower case letters, digits and hyphens: `our-own-rule`".to_owned();
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
            self.report(&[Step::Key(second)], format!("a rule has one way of checking; this one has `{first}` and `{second}`"), None);
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
        if let Some(limit) = file.limit.as_ref().filter(|limit| limit.max.is_none() && limit.min.is_none()) {
            self.report(
                &[Step::Key("limit")],
                format!("the limit of {:?} has no bound", limit.metric),
                Some("add `max:` or `min:`".into()),
            );
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
        for (index, channel) in file.channels.iter().flatten().enumerate() {
            self.reference(&[Step::Key("channels"), Step::Index(index)], "channel", channel, known.channels);
        }
    }

    /// Reports a name that is not among the known ones. An empty list of those means that nobody knows here.
    fn reference(&mut self, path: &[Step<'_>], what: &str, name: &str, known: &[&str]) {
        if !known.is_empty() && !known.contains(&name) {
            let nearest = known.iter().max_by(|a, b| strsim::jaro(name, a).total_cmp(&strsim::jaro(name, b)));
            let hint = nearest.filter(|nearest| strsim::jaro(name, nearest) > 0.7).map(|nearest| format!("did you mean `{nearest}`?"));
            self.report(path, format!("there is no {what} `{name}`"), hint.or_else(|| Some(format!("there are {}", known.join(", ")))));
        }
    }

    fn language(&mut self, code: &str, part: &LanguageFile, mut words: super::phrase::WordLists) {
        words.extend(part.words.clone());
        let at = |key| [Step::Key("languages"), Step::Key(code), Step::Key(key)];
        self.entries(&at("find"), &part.find, &words, Anchored::Must);
        for (key, entries) in [
            ("except", &part.except),
            ("unless-in-sentence", &part.unless_in_sentence),
            ("unless-in-draft", &part.unless_in_draft),
            ("only-in-sentence", &part.only_in_sentence),
            ("only-in-draft", &part.only_in_draft),
        ] {
            self.entries(&at(key), entries, &words, Anchored::NeedNot);
        }
        for (name, phrases) in &part.signals {
            for (index, phrase) in phrases.iter().enumerate() {
                let path = [Step::Key("languages"), Step::Key(code), Step::Key("signals"), Step::Key(name), Step::Index(index)];
                self.phrase(&path, phrase, &words, Anchored::Must);
            }
        }
        for (group, phrases) in part.variants.iter().flatten().enumerate() {
            for (index, phrase) in phrases.iter().enumerate() {
                let path = [Step::Key("languages"), Step::Key(code), Step::Key("variants"), Step::Index(group), Step::Index(index)];
                self.phrase(&path, phrase, &words, Anchored::Must);
            }
        }
    }

    fn entries(&mut self, path: &[Step<'_>], entries: &Entries, words: &super::phrase::WordLists, anchored: Anchored) {
        let mut list = path.to_vec();
        if matches!(entries, Entries::Change(_)) {
            list.push(Step::Key("add"));
        }
        for (index, entry) in entries.all().iter().enumerate() {
            let mut path = list.clone();
            path.push(Step::Index(index));
            match entry {
                Entry::Phrase(phrase) => self.phrase(&path, phrase, words, anchored),
                Entry::Detailed(detailed) => match (&detailed.phrase, &detailed.regex) {
                    (Some(phrase), None) => {
                        path.push(Step::Key("phrase"));
                        self.phrase(&path, phrase, words, anchored);
                    }
                    (None, Some(regex)) => {
                        path.push(Step::Key("regex"));
                        self.regex(&path, regex);
                    }
                    (Some(_), Some(_)) => self.report(&path, "an entry has either `phrase` or `regex`, not both", None),
                    (None, None) => self.report(&path, "the entry has nothing to look for", Some("add `phrase: \"…\"`".into())),
                },
            }
        }
    }

    fn phrase(&mut self, path: &[Step<'_>], source: &str, words: &super::phrase::WordLists, anchored: Anchored) {
        match Phrase::parse(source, words) {
            Err(error) => {
                let span = self.within(path, source, error.span.start()..error.span.end());
                self.problems.push(Problem { span, message: format!("in the phrase `{source}`: {}", error.message), hint: None });
            }
            Ok(phrase) if anchored == Anchored::Must && phrase.matches_everywhere() => {
                let hint = "add a word that always stands there, or move it to `unless-in-sentence` or `only-in-sentence`".to_owned();
                self.report(
                    path,
                    format!("the phrase `{source}` has nothing in it that must be there, so it would match everywhere"),
                    Some(hint),
                );
            }
            Ok(_) => {}
        }
    }

    fn regex(&mut self, path: &[Step<'_>], source: &str) {
        if source.contains('\u{8}') {
            let hint = "write the regex in single quotes: '\\bword'".to_owned();
            return self.report(path, "in double quotes, `\\b` is a backspace and not a word boundary", Some(hint));
        }
        match regex_syntax::ParserBuilder::new().case_insensitive(true).multi_line(true).build().parse(source) {
            Err(error) => {
                let (range, message) = match &error {
                    regex_syntax::Error::Parse(error) => (error.span().start.offset..error.span().end.offset, error.kind().to_string()),
                    regex_syntax::Error::Translate(error) => (error.span().start.offset..error.span().end.offset, error.kind().to_string()),
                    _ => (0..source.len(), error.to_string()),
                };
                let hint =
                    message.contains("look").then(|| "write what must not stand there under `except` or `unless-in-sentence`".to_owned());
                let span = self.within(path, source, range);
                self.problems.push(Problem { span, message: format!("in the regex: {message}"), hint });
            }
            Ok(_) => {
                if let Err(error) = compile_regex(source) {
                    self.report(path, format!("the regex cannot be used: {error}"), Some("make it shorter, or split it".into()));
                }
            }
        }
    }

    /// The bytes of the file behind a range of a scalar's value; the whole scalar where it is written with escapes.
    fn within(&self, path: &[Step<'_>], value: &str, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let Some(node) = self.node.at(path) else { return 0..0 };
        let quotes = match node.span.len().checked_sub(value.len()) {
            Some(0) => 0,
            Some(2) => 1,
            _ => return node.span.clone(),
        };
        let start = node.span.start + quotes + range.start.min(value.len());
        let end = node.span.start + quotes + range.end.min(value.len());
        // An empty range cannot be seen: show the character before it, or after.
        if start < end { start..end } else { start.saturating_sub(1).max(node.span.start)..start.max(node.span.start + 1) }
    }

    /// What a rule that stands on its own must have.
    fn completeness(&mut self, file: &RuleFile) {
        if file.languages.is_empty() {
            self.report(&[], "the rule speaks no language", Some("add `languages: {de: {message: …, find: […]}}`".into()));
        }
        let silent = |part: &LanguageFile| part.message.is_none() && part.messages.is_empty();
        for (language, part) in &file.languages {
            let code = language.code();
            if silent(part) {
                let hint = "add `message:`: what is wrong, and what to do about it".to_owned();
                self.report(&[Step::Key("languages"), Step::Key(code)], format!("the rule has no message in `{code}`"), Some(hint));
            }
            let looks = file.limit.is_some()
                || file.score.is_some()
                || file.analyser.is_some()
                || file.consistent.is_some()
                || file.across.is_some();
            if !looks && part.find.all().is_empty() {
                self.report(
                    &[Step::Key("languages"), Step::Key(code)],
                    format!("the rule looks for nothing in `{code}`"),
                    Some("add `find: [\"…\"]`".into()),
                );
            }
        }
    }
}

/// Whether a phrase needs a word by which it is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Anchored {
    Must,
    NeedNot,
}
