//! A sentence becomes the draft that a rule is to be tried on: of a kind, for a channel and an audience that the rule speaks of.

use serde_json::{Map, Value, json};

use crate::draft::{self, Audience, Draft, Format, Kind};
use crate::rules::Rule;
use crate::text::Language;

/// What somebody has said of a sentence.
#[derive(Clone, Debug, Default)]
pub(super) struct About {
    pub(super) language: Option<Language>,
    pub(super) channel: Option<String>,
    pub(super) complaint: Option<String>,
}

/// The draft. What nobody has said is as the rule wants it.
pub(super) fn of_text(text: &str, about: &About, rule: &Rule) -> Option<Draft> {
    let mut front = Map::new();
    let mut put = |key: &str, value: Option<Value>| value.map(|value| front.insert(key.to_owned(), value));
    let only_language = match Language::ALL.map(|language| rule.part(language).is_some()) {
        [true, false] => Some(Language::De),
        [false, true] => Some(Language::En),
        _ => None,
    };
    put("lang", about.language.or(only_language).map(|language| language.code().into()));
    let kind = match rule.applies_to[..] {
        [kind] => Some(kind),
        _ => about.complaint.as_ref().map(|_| Kind::Reply),
    };
    put("kind", kind.map(|kind| if kind == Kind::Post { "post" } else { "reply" }.into()));
    put("channel", about.channel.as_ref().or(rule.channels.first()).map(|channel| channel.as_str().into()));
    put("audience", rule.audience.map(|audience| if audience == Audience::B2b { "b2b" } else { "b2c" }.into()));
    put("complaint", about.complaint.as_ref().map(|text| json!({ "text": text })));
    // JSON is YAML, so the map stands as front matter on one line.
    let source = format!("---\n{}\n---\n{text}\n", Value::Object(front));
    draft::read(source.as_bytes(), Format::Markdown).into_iter().next()
}
