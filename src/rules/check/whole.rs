//! A rule as a whole becomes what it lacks: languages, messages, something to look for, signals that somebody raises, examples that show something.

use super::Checker;
use crate::rules::file::{LanguageFile, RuleFile};
use crate::yaml::{self, Step};

impl Checker<'_> {
    /// Examples that show nothing, or cannot be understood.
    pub(super) fn examples(&mut self, file: &RuleFile, whole: &RuleFile) {
        for (index, example) in file.examples.iter().flatten().enumerate() {
            let here = [Step::Key("examples"), Step::Index(index)];
            match (&example.flag, &example.allow) {
                (None, None) => {
                    let hint = "add `flag:` with a text that is to be found, or `allow:` with one that is not";
                    self.report(&here, "this example shows nothing", Some(hint.to_owned()));
                }
                (Some(_), Some(_)) => {
                    self.report(&here, "an example has either `flag` or `allow`, not both", Some("make two examples of it".to_owned()));
                }
                (Some(flag), None) if flag.matches("[[").count() != flag.matches("]]").count() => {
                    let path = [here[0], here[1], Step::Key("flag")];
                    self.report(
                        &path,
                        "`[[` and `]]` do not pair up",
                        Some("put `[[` in front of what is to be found, and `]]` behind it".to_owned()),
                    );
                }
                _ => {}
            }
            if !whole.languages.is_empty() && !whole.languages.contains_key(&example.lang) {
                let code = example.lang.code();
                let hint = format!("add `languages: {{{code}: …}}`, or write the example in a language that the rule speaks");
                self.report(&[here[0], here[1], Step::Key("lang")], format!("the rule does not speak `{code}`"), Some(hint));
            }
        }
    }

    /// Signals that nothing raises, and phrases of signals that no score counts.
    pub(super) fn signals(&mut self, whole: &RuleFile) {
        let Some(score) = &whole.score else { return };
        for (language, part) in &whole.languages {
            let code = language.code();
            for name in part.signals.keys().filter(|name| !score.signals.contains_key(*name)) {
                let near = yaml::nearest(name, score.signals.keys().map(String::as_str));
                let hint = near.map_or_else(
                    || "add it under `score: {signals: …}` with its weight".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                let path = [Step::Key("languages"), Step::Key(code), Step::Key("signals"), Step::Key(name)];
                self.report(&path, format!("the score counts no signal `{name}`"), Some(hint));
            }
            for name in score
                .signals
                .iter()
                .filter(|(name, signal)| signal.rule.is_none() && !part.signals.contains_key(*name))
                .map(|(name, _)| name)
            {
                let hint = format!("add `languages: {{{code}: {{signals: {{{name}: [\"…\"]}}}}}}`, or name a `rule`");
                self.report(
                    &[Step::Key("score"), Step::Key("signals"), Step::Key(name)],
                    format!("nothing raises the signal `{name}` in `{code}`"),
                    Some(hint),
                );
            }
        }
    }

    /// What a rule that stands on its own must have.
    pub(super) fn completeness(&mut self, file: &RuleFile) {
        if file.languages.is_empty() {
            self.report(&[], "the rule speaks no language", Some("add `languages: {de: {message: …, find: […]}}`".into()));
        }
        let silent =
            |part: &LanguageFile| part.message.as_ref().is_none_or(|message| message.trim().is_empty()) && part.messages.is_empty();
        for (language, part) in &file.languages {
            let code = language.code();
            if silent(part) {
                let hint = "add `message:`: what is wrong, and what to do about it".to_owned();
                self.report(&[Step::Key("languages"), Step::Key(code)], format!("the rule has no message in `{code}`"), Some(hint));
            }
            let looks = file.limit.is_some()
                || file.score.is_some()
                || file.analyser.is_some()
                || file.across.is_some()
                || (file.consistent.is_some() && part.variants.is_some());
            if part.variants.is_some() && file.consistent.is_none() {
                let path = [Step::Key("languages"), Step::Key(code), Step::Key("variants")];
                self.report(&path, "nothing holds these `variants` against each other", Some("add `consistent: true` to the rule".into()));
            }
            if !looks && part.find.all().is_empty() {
                self.report(
                    &[Step::Key("languages"), Step::Key(code)],
                    format!("the rule looks for nothing in `{code}`"),
                    Some(if file.consistent.is_some() { "add `variants: [[\"…\"], [\"…\"]]`" } else { "add `find: [\"…\"]`" }.into()),
                );
            }
        }
    }
}
