//! What a rule looks for and says in one language becomes the faults of its phrases, regular expressions and messages.

use super::Checker;
use crate::config::regex_fault;
use crate::rules::entry::{Entries, Entry};
use crate::rules::file::LanguageFile;
use crate::rules::lexicon::compile_regex;
use crate::rules::phrase::{PhraseParser, Phrases, WordLists};
use crate::rules::rule::Family;
use crate::yaml::{self, Problem, Step};

impl Checker<'_> {
    pub(super) fn language(&mut self, code: &str, part: &LanguageFile, mut words: WordLists, family: &Family) {
        words.extend(part.words.clone());
        let mut phrases = Phrases::default();
        let mut parser = PhraseParser::new(&words, &mut phrases);
        let at = |key| [Step::Key("languages"), Step::Key(code), Step::Key(key)];
        self.message(&at("message"), part.message.as_deref(), family);
        self.entries(&at("find"), &part.find, &mut parser, Anchored::Must);
        for (key, entries) in [
            ("except", &part.except),
            ("unless-in-sentence", &part.unless_in_sentence),
            ("unless-in-draft", &part.unless_in_draft),
            ("only-in-sentence", &part.only_in_sentence),
            ("only-in-draft", &part.only_in_draft),
        ] {
            self.entries(&at(key), entries, &mut parser, Anchored::NeedNot);
        }
        for (name, phrases) in &part.signals {
            for (index, phrase) in phrases.iter().enumerate() {
                let path = [Step::Key("languages"), Step::Key(code), Step::Key("signals"), Step::Key(name), Step::Index(index)];
                self.phrase(&path, phrase, &mut parser, Anchored::Must);
            }
        }
        for (group, phrases) in part.variants.iter().flatten().enumerate() {
            for (index, phrase) in phrases.iter().enumerate() {
                let path = [Step::Key("languages"), Step::Key(code), Step::Key("variants"), Step::Index(group), Step::Index(index)];
                self.phrase(&path, phrase, &mut parser, Anchored::Must);
            }
        }
    }

    /// A message fills `{match}` and the like; another name would stand there as it is.
    fn message(&mut self, path: &[Step<'_>], message: Option<&str>, family: &Family) {
        let known: &[&str] = match family {
            Family::Find => &["match"],
            Family::Density { .. } => &["match", "matches", "count", "max"],
            Family::Limit { .. } => &["count", "value", "max", "min"],
            Family::Score { .. } => &["signals", "count"],
            Family::Consistent => &["match", "other"],
            Family::Across(_) => &["other"],
            Family::Require(_) => &[],
            // Each analyser has names of its own.
            Family::Analyser(_) => return,
        };
        let names = message.unwrap_or_default().split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name);
        for name in names.filter(|name| !known.contains(name)) {
            let shown = known.iter().map(|known| format!("`{{{known}}}`")).collect::<Vec<_>>().join(", ");
            let hint = match yaml::nearest(name, known.iter().copied()) {
                Some(near) => format!("did you mean `{{{near}}}`?"),
                None if known.is_empty() => "write the message without braces".to_owned(),
                None => format!("what is filled here: {shown}"),
            };
            self.report(path, format!("nothing fills `{{{name}}}` in this message"), Some(hint));
        }
    }

    fn entries(&mut self, path: &[Step<'_>], entries: &Entries, parser: &mut PhraseParser<'_>, anchored: Anchored) {
        let mut list = path.to_vec();
        if matches!(entries, Entries::Change(_)) {
            list.push(Step::Key("add"));
        }
        for (index, entry) in entries.all().iter().enumerate() {
            let mut path = list.clone();
            path.push(Step::Index(index));
            match entry {
                Entry::Phrase(phrase) => self.phrase(&path, phrase, parser, anchored),
                Entry::Detailed(detailed) => match (&detailed.phrase, &detailed.regex) {
                    (Some(phrase), None) => {
                        path.push(Step::Key("phrase"));
                        self.phrase(&path, phrase, parser, anchored);
                    }
                    (None, Some(regex)) => {
                        path.push(Step::Key("regex"));
                        self.regex(&path, regex);
                    }
                    (Some(_), Some(_)) => {
                        self.report(&path, "an entry has either `phrase` or `regex`, not both", Some("make two entries of it".into()));
                    }
                    (None, None) => self.report(&path, "the entry has nothing to look for", Some("add `phrase: \"…\"`".into())),
                },
            }
        }
    }

    /// What a layer takes away must be there, letter by letter.
    pub(super) fn removals(&mut self, code: &str, part: &LanguageFile, below: Option<&LanguageFile>) {
        let nothing = LanguageFile::default();
        let below = below.unwrap_or(&nothing);
        for (key, entries, known) in [
            ("find", &part.find, &below.find),
            ("except", &part.except, &below.except),
            ("unless-in-sentence", &part.unless_in_sentence, &below.unless_in_sentence),
            ("unless-in-draft", &part.unless_in_draft, &below.unless_in_draft),
            ("only-in-sentence", &part.only_in_sentence, &below.only_in_sentence),
            ("only-in-draft", &part.only_in_draft, &below.only_in_draft),
        ] {
            let Entries::Change(change) = entries else { continue };
            for (index, gone) in change
                .remove
                .iter()
                .enumerate()
                .filter(|(_, gone)| !known.all().iter().any(|entry| entry.source() == *gone))
                .take(MOST_REMOVALS)
            {
                let near = known.all().iter().map(Entry::source).max_by(|a, b| strsim::jaro(gone, a).total_cmp(&strsim::jaro(gone, b)));
                let near = near.filter(|near| strsim::jaro(gone, near) > 0.7);
                let hint = near.map_or_else(
                    || "write the phrase as the rule has it; `tonfall rules show ID` lists them".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                let path = [Step::Key("languages"), Step::Key(code), Step::Key(key), Step::Key("remove"), Step::Index(index)];
                self.report(&path, format!("there is no phrase `{gone}` to take away"), Some(hint));
            }
        }
    }

    fn phrase(&mut self, path: &[Step<'_>], source: &str, parser: &mut PhraseParser<'_>, anchored: Anchored) {
        if self.is_overloaded {
            return;
        }
        let parsed = parser.parse(source);
        if parser.total() > MOST_ELEMENTS {
            self.is_overloaded = true;
            let message = format!("this rule looks for too much: more than {MOST_ELEMENTS} words, each list counted wherever it is named");
            return self.report(path, message, Some("make several rules of it, or name long lists in fewer phrases".to_owned()));
        }
        match parsed {
            Err(error) => {
                let span = self.within(path, source, error.span.start()..error.span.end());
                let message =
                    if source.is_empty() { error.message } else { format!("in the phrase `{}`: {}", shortened(source), error.message) };
                self.problems.push(Problem { span, message, hint: None });
            }
            Ok(number) if anchored == Anchored::Must && parser.phrases().get(number).is_some_and(|phrase| phrase.matches_everywhere()) => {
                let hint = "add a word that always stands there, or move it to `unless-in-sentence` or `only-in-sentence`".to_owned();
                self.report(
                    path,
                    format!("the phrase `{}` has nothing in it that must be there, so it would match everywhere", shortened(source)),
                    Some(hint),
                );
            }
            Ok(_) => {}
        }
    }

    fn regex(&mut self, path: &[Step<'_>], source: &str) {
        self.regexes += 1;
        if self.regexes > MOST_REGEXES {
            if !std::mem::replace(&mut self.is_overloaded, true) {
                let message = format!("this rule has more than {MOST_REGEXES} regular expressions, and each costs time on every draft");
                self.report(path, message, Some("write phrases instead, or make several rules of it".to_owned()));
            }
            return;
        }
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
                let looks =
                    message.contains("look-around").then_some("write what must not stand there under `except` or `unless-in-sentence`");
                let (message, hint) = regex_fault(&message);
                let hint = looks.or(hint).map(str::to_owned);
                let span = self.within(path, source, range);
                self.problems.push(Problem { span, message: format!("in the regex: {message}"), hint });
            }
            Ok(_) => {
                if compile_regex(source).is_err() {
                    let hint = "make its numbers in `{…}` smaller, or split it";
                    self.report(path, "the regex would grow too large", Some(hint.to_owned()));
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
}

/// The most elements that the phrases of a language hold together, lists expanded: far more than anybody writes, and no more than fits into memory.
const MOST_ELEMENTS: usize = 200_000;
/// The most regular expressions of a rule.
const MOST_REGEXES: usize = 100;
/// The most phrases to take away that are reported as missing.
const MOST_REMOVALS: usize = 20;

/// A phrase as a message repeats it.
fn shortened(source: &str) -> String {
    if source.chars().count() <= 60 { source.to_owned() } else { source.chars().take(59).chain(['…']).collect() }
}

/// Whether a phrase needs a word by which it is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Anchored {
    Must,
    NeedNot,
}
