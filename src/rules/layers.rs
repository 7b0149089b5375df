//! A layer of a rule becomes the list of the parts that it states: by these, each part of a rule is traced to where it was written.

use super::entry::Entries;
use super::file::{LanguageFile, RuleFile};

/// A part of a rule that a layer states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedPart {
    /// As people say it: `severity`, `message (de)`, `find (de)`.
    pub name: String,
    pub manner: Manner,
}

/// How a layer states a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// It takes the place of what lower layers say.
    Replaces,
    /// It changes the list of lower layers.
    Changes { added: usize, removed: usize },
}

impl RuleFile {
    /// The parts that this layer states, in the order of the format.
    #[must_use]
    pub fn stated_parts(&self) -> Vec<StatedPart> {
        let mut out = Vec::new();
        let mut state = |name: &str, is_stated: bool| {
            if is_stated {
                out.push(StatedPart { name: name.to_owned(), manner: Manner::Replaces });
            }
        };
        state("summary", self.summary.is_some());
        state("why", self.why.is_some());
        state("source", self.source.is_some());
        state("severity", self.severity.is_some());
        state("applies-to", self.applies_to.is_some());
        state("channels", self.channels.is_some());
        state("audience", self.audience.is_some());
        state("when-complaint", self.when_complaint.is_some());
        state("supersedes", self.supersedes.is_some());
        state("look-in", self.look_in.is_some());
        state("density", self.density.is_some());
        state("score", self.score.is_some());
        state("require", self.require.is_some());
        state("limit", self.limit.is_some());
        state("consistent", self.consistent.is_some());
        state("across", self.across.is_some());
        state("analyser", self.analyser.is_some());
        for name in self.params.iter().flat_map(|params| params.keys()) {
            state(name, true);
        }
        for (language, part) in &self.languages {
            let of_language = |name: &str| format!("{name} ({})", language.code());
            part.stated_parts().into_iter().for_each(|part| out.push(StatedPart { name: of_language(&part.name), ..part }));
        }
        if self.examples.is_some() {
            out.push(StatedPart { name: "examples".to_owned(), manner: Manner::Replaces });
        }
        out
    }
}

impl LanguageFile {
    fn stated_parts(&self) -> Vec<StatedPart> {
        let replaces = |name: String| StatedPart { name, manner: Manner::Replaces };
        let single = [
            ("summary", self.summary.is_some()),
            ("why", self.why.is_some()),
            ("message", self.message.is_some()),
            ("suggest", self.suggest.is_some()),
            ("replace", self.replace.is_some()),
            ("delete", self.delete.is_some()),
            ("variants", self.variants.is_some()),
        ];
        let mut out: Vec<StatedPart> =
            single.into_iter().filter(|(_, is_stated)| *is_stated).map(|(name, _)| replaces(name.to_owned())).collect();
        out.extend(self.messages.keys().map(|name| replaces(format!("message {name}"))));
        out.extend(self.words.keys().map(|name| replaces(format!("words {name}"))));
        out.extend(self.signals.keys().map(|name| replaces(format!("signal {name}"))));
        for (name, entries) in [
            ("find", &self.find),
            ("except", &self.except),
            ("unless-in-sentence", &self.unless_in_sentence),
            ("unless-in-draft", &self.unless_in_draft),
            ("only-in-sentence", &self.only_in_sentence),
            ("only-in-draft", &self.only_in_draft),
        ] {
            match entries {
                Entries::List(_) => out.push(replaces(name.to_owned())),
                Entries::Change(change) if change.add.is_empty() && change.remove.is_empty() => {}
                Entries::Change(change) => {
                    let manner = Manner::Changes { added: change.add.len(), removed: change.remove.len() };
                    out.push(StatedPart { name: name.to_owned(), manner });
                }
            }
        }
        out
    }
}
