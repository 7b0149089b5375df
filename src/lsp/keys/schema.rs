//! A JSON schema becomes the words that fit into a place: keys and values, each with what it means.

use serde_json::Value;

use super::Step;

/// A schema with its definitions.
pub(in crate::lsp) struct Schema {
    root: Value,
}

/// A word that may stand somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::lsp) struct Word {
    pub(in crate::lsp) text: String,
    /// Markdown; empty where there is nothing to say.
    pub(in crate::lsp) about: String,
}

impl Word {
    pub(in crate::lsp) fn new(text: impl Into<String>, about: impl Into<String>) -> Self {
        Self { text: text.into(), about: about.into() }
    }
}

/// The deepest that alternatives and references are followed.
const DEPTH: usize = 8;

impl Schema {
    pub(in crate::lsp) fn new(schema: schemars::Schema) -> Self {
        Self { root: schema.to_value() }
    }

    /// The keys of the map that a path leads to.
    pub(in crate::lsp) fn keys(&self, path: &[Step<'_>]) -> Vec<Word> {
        let properties = self.at(path).into_iter().filter_map(|schema| schema.get("properties")?.as_object()).flatten();
        properties.map(|(key, property)| Word::new(key.as_str(), self.about(property).unwrap_or_default())).collect()
    }

    /// The values that a path leads to, where they can be listed.
    pub(in crate::lsp) fn values(&self, path: &[Step<'_>]) -> Vec<Word> {
        let mut words: Vec<Word> = Vec::new();
        for schema in self.at(path) {
            let listed = schema.get("enum").and_then(Value::as_array).into_iter().flatten().chain(schema.get("const"));
            let about = self.about(schema).filter(|_| schema.get("const").is_some()).unwrap_or_default();
            words.extend(listed.filter_map(Value::as_str).map(|text| Word::new(text, about.clone())));
            if is_of(schema, "boolean") {
                words.extend(["true", "false"].map(|text| Word::new(text, "")));
            }
        }
        words.dedup();
        words
    }

    /// What the key at the end of a path means.
    pub(in crate::lsp) fn describe(&self, path: &[Step<'_>]) -> Option<String> {
        let (Step::Key(last), parents) = path.split_last()? else { return None };
        self.at(parents).into_iter().find_map(|schema| self.about(schema.get("properties")?.get(last)?))
    }

    /// Every alternative that a path leads to.
    fn at(&self, path: &[Step<'_>]) -> Vec<&Value> {
        let mut here = self.alternatives(&self.root);
        for step in path {
            let next = here.into_iter().filter_map(|schema| match step {
                Step::Key(key) => {
                    schema.get("properties").and_then(|properties| properties.get(key)).or_else(|| schema.get("additionalProperties"))
                }
                Step::Item => schema.get("items"),
            });
            here = next.flat_map(|schema| self.alternatives(schema)).collect();
        }
        here
    }

    fn alternatives<'a>(&'a self, schema: &'a Value) -> Vec<&'a Value> {
        let mut out = Vec::new();
        self.collect(schema, DEPTH, &mut out);
        out
    }

    fn collect<'a>(&'a self, schema: &'a Value, depth: usize, out: &mut Vec<&'a Value>) {
        let Some(depth) = depth.checked_sub(1) else { return };
        out.push(schema);
        if let Some(target) = self.target(schema) {
            self.collect(target, depth, out);
        }
        for key in ["anyOf", "oneOf", "allOf"] {
            schema.get(key).and_then(Value::as_array).into_iter().flatten().for_each(|schema| self.collect(schema, depth, out));
        }
    }

    fn target(&self, schema: &Value) -> Option<&Value> {
        self.root.pointer(schema.get("$ref")?.as_str()?.strip_prefix('#')?)
    }

    /// What a schema says of itself, or what it refers to does.
    fn about(&self, schema: &Value) -> Option<String> {
        let own = schema.get("description").and_then(Value::as_str);
        own.or_else(|| self.target(schema)?.get("description")?.as_str()).map(str::to_owned)
    }
}

fn is_of(schema: &Value, name: &str) -> bool {
    match schema.get("type") {
        Some(Value::String(kind)) => kind == name,
        Some(Value::Array(kinds)) => kinds.iter().any(|kind| kind == name),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::*;

    fn texts(words: &[Word]) -> Vec<&str> {
        words.iter().map(|word| word.text.as_str()).collect()
    }

    #[test]
    fn keys_come_with_what_they_mean() {
        let schema = Kind::FrontMatter.schema();
        assert!(texts(&schema.keys(&[])).contains(&"complaint"));
        let complaint = [Step::Key("complaint")];
        assert!(texts(&schema.keys(&complaint)).contains(&"rating"));
        assert!(schema.keys(&complaint).iter().all(|word| !word.about.is_empty()));
        assert!(schema.describe(&[Step::Key("kind")]).unwrap().contains("answers a customer"));
        assert!(texts(&schema.keys(&[Step::Key("media"), Step::Item])).contains(&"alt"));
    }

    #[test]
    fn values_are_listed_where_they_can_be() {
        let schema = Kind::FrontMatter.schema();
        assert_eq!(texts(&schema.values(&[Step::Key("kind")])), ["post", "reply"]);
        assert_eq!(texts(&schema.values(&[Step::Key("sponsored")])), ["true", "false"]);
        assert!(schema.values(&[Step::Key("author")]).is_empty());
        let config = Kind::Config.schema();
        assert!(texts(&config.values(&[Step::Key("rules"), Step::Key("any")])).contains(&"off"));
        assert!(texts(&config.keys(&[Step::Key("overrides"), Step::Item])).contains(&"files"));
        let rule = Kind::Rule.schema();
        assert!(texts(&rule.keys(&[Step::Key("languages"), Step::Key("de")])).contains(&"find"));
        assert!(texts(&rule.keys(&[Step::Key("examples"), Step::Item])).contains(&"flag"));
    }
}
