//! The files that people write become JSON schemas, by which editors of any kind complete, explain and check them.
//! Made from the types that read those files; published under `schemas/`.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

use crate::analysers::dialogue::Topic;
use crate::draft::FrontMatterFile;
use crate::rules::{PackFile, RuleFile};

/// A kind of file that people write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    Config,
    Rule,
    Topic,
    FrontMatter,
    Pack,
}

impl FileKind {
    pub const ALL: [Self; 5] = [Self::Config, Self::Rule, Self::Topic, Self::FrontMatter, Self::Pack];

    /// The name of the schema: that of its file in `schemas/`, without `.json`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Config => "tonfall",
            Self::Rule => "rule",
            Self::Topic => "topic",
            Self::FrontMatter => "front-matter",
            Self::Pack => "pack",
        }
    }

    /// Where the schema is published: what `# yaml-language-server: $schema=` names.
    #[must_use]
    pub fn url(self) -> String {
        format!("https://tonfall.dev/schemas/{}.json", self.name())
    }

    fn title(self) -> &'static str {
        match self {
            Self::Config => "tonfall.yaml",
            Self::Rule => "A rule of Tonfall",
            Self::Topic => "A topic of Tonfall",
            Self::FrontMatter => "The front matter of a draft",
            Self::Pack => "pack.yaml: a pack of rules for Tonfall",
        }
    }

    /// The schema, in the dialect that every editor reads: draft 7.
    #[must_use]
    pub fn schema(self) -> Schema {
        let mut schema = match self {
            Self::Config => config(),
            Self::Rule => of::<RuleFile>(),
            Self::Topic => of::<Topic>(),
            Self::FrontMatter => of::<FrontMatterFile>(),
            Self::Pack => of::<PackFile>(),
        };
        schema.insert("$id".to_owned(), self.url().into());
        schema.insert("title".to_owned(), self.title().into());
        schema
    }
}

/// The schema of `tonfall.yaml`, with what it may say of a rule's phrases and messages: what rule files say of them.
fn config() -> Schema {
    let mut schema = crate::config::schema();
    let mut rule = of::<RuleFile>();
    let languages = rule.get_mut("properties").and_then(|properties| properties.get_mut("languages")).map(Value::take).unwrap_or_default();
    if let (Some(Value::Object(own)), Some(Value::Object(more))) = (schema.get_mut("definitions"), rule.get_mut("definitions")) {
        for (name, definition) in std::mem::take(more) {
            own.entry(name).or_insert(definition);
        }
    }
    let entry = schema.get_mut("properties").and_then(|properties| properties.get_mut("rules")?.get_mut("additionalProperties"));
    let options = entry.and_then(|entry| entry.get_mut("anyOf")?.as_array_mut()?.iter_mut().find_map(|shape| shape.get_mut("properties")));
    if let Some(options) = options {
        options["languages"] = languages;
    }
    schema
}

fn of<T: JsonSchema>() -> Schema {
    SchemaSettings::draft07().into_generator().into_root_schema_for::<T>()
}
