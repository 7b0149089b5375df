//! The rules and channels that configs name, held against those that exist. Knows rules only by what a catalogue tells.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::channel::Channels;
use super::check::{entries, items, problem};
use super::file::ChannelEntry;
use crate::yaml::{Node, Problem, nearest};

/// What configs may say of rules.
pub trait RuleCatalogue {
    /// The ids of every rule.
    fn ids(&self) -> Vec<&str>;

    /// The parameters of a rule with their defaults, whose types are the types that are expected. `None` where it has none.
    fn params(&self, id: &str) -> Option<&Map<String, Value>>;
}

/// The faults of one file.
pub(super) fn check(root: &Node, rules: &dyn RuleCatalogue, channels: &Channels, own: &BTreeMap<String, ChannelEntry>) -> Vec<Problem> {
    let mut out = Vec::new();
    for part in items(root.get("overrides")) {
        for (key, _) in entries(part.get("rules")).iter().filter_map(|(_, rule)| rule.entry("languages")) {
            let hint =
                "put it under `rules` at the top of the file; for some files only, a rule can be `off`, or of another severity".to_owned();
            out.push(problem(key, "phrases and messages cannot be changed for some files only", Some(hint)));
        }
    }
    for part in std::iter::once(root).chain(items(root.get("overrides"))) {
        entries(part.get("rules")).iter().for_each(|(id, rule)| check_rule(id, rule, rules, &mut out));
        for key in ["address", "signature", "sla"] {
            let policies = part.get(key).and_then(|policy| policy.get("channels"));
            entries(policies).iter().for_each(|(name, _)| check_channel(name, channels, &mut out));
        }
        for (name, channel) in entries(part.get("channels")) {
            let Some(base) = channel.get("extends") else { continue };
            check_channel(base, channels, &mut out);
            if is_circle(name.as_str().unwrap_or_default(), own) {
                let hint = "one of them has to start from a built-in channel, or from none".to_owned();
                out.push(problem(base, "this channel extends itself", Some(hint)));
            }
        }
    }
    out
}

fn check_channel(name: &Node, channels: &Channels, out: &mut Vec<Problem>) {
    let Some(text) = name.as_str().filter(|text| channels.get(text).is_none()) else { return };
    let names = channels.names();
    let hint = nearest(text, names.iter().copied()).map_or_else(
        || format!("known are {}; others are described under `channels`", names.join(", ")),
        |near| format!("did you mean `{near}`?"),
    );
    out.push(problem(name, format!("there is no channel `{text}`"), Some(hint)));
}

fn check_rule(id: &Node, rule: &Node, rules: &dyn RuleCatalogue, out: &mut Vec<Problem>) {
    let name = id.as_str().unwrap_or_default();
    let ids = rules.ids();
    if !ids.contains(&name) {
        let hint = nearest(name, ids).map(|near| format!("did you mean `{near}`?"));
        out.push(problem(id, format!("there is no rule `{name}`"), hint));
        return;
    }
    let params = rules.params(name);
    for (key, value) in rule.entries().iter().filter(|(key, _)| !matches!(key.as_str(), Some("severity" | "languages"))) {
        check_param(name, params, key, value, out);
    }
}

fn check_param(rule: &str, params: Option<&Map<String, Value>>, key: &Node, value: &Node, out: &mut Vec<Problem>) {
    let name = key.as_str().unwrap_or_default();
    let Some(default) = params.and_then(|params| params.get(name)) else {
        let known: Vec<&str> = params.into_iter().flat_map(Map::keys).map(String::as_str).chain(["severity", "languages"]).collect();
        let hint = match nearest(name, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known here: {}", known.join(", ")),
        };
        out.push(problem(key, format!("the rule `{rule}` has no parameter `{name}`"), Some(hint)));
        return;
    };
    let found = value.to_json();
    if !default.is_null() && kind(default) != kind(&found) {
        let hint = match (default, &found) {
            (_, Value::Array(_) | Value::Object(_)) => None,
            (Value::String(_), _) => Some("put it in quotes".to_owned()),
            (Value::Array(_), _) => Some(format!("write [{}]", value.as_str().unwrap_or_default())),
            (Value::Number(number), _) => Some(format!("write a number such as {number}")),
            (Value::Bool(_), _) => Some("write true or false".to_owned()),
            _ => None,
        };
        out.push(problem(value, format!("`{name}` of the rule `{rule}` is {}, not {}", kind(default), kind(&found)), hint));
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "`true` or `false`",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a group of keys",
    }
}

/// Whether a channel's chain of `extends` comes back to it. A channel that extends the built-in one of its own name does not.
fn is_circle(name: &str, own: &BTreeMap<String, ChannelEntry>) -> bool {
    let mut at = name;
    for _ in 0..=own.len() {
        match own.get(at).and_then(|entry| entry.extends.as_deref()) {
            None => return false,
            Some(next) if next == at => return false,
            Some(next) if next == name => return true,
            Some(next) => at = next,
        }
    }
    false
}
