//! The wire type of `tonfall.yaml` becomes a JSON schema, by which editors complete and explain its keys.

use schemars::Schema;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use super::check::TOP_KEYS;
use super::file::ConfigFile;

/// The JSON schema of `tonfall.yaml`.
///
/// One type stands for the file and for its overrides; the schema tells them apart, so that an editor offers each only what fits.
#[must_use]
pub fn schema() -> Schema {
    let mut schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<ConfigFile>();
    let mut entry = json!({"type": "object", "additionalProperties": false, "required": ["files"]});
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        let mut own = properties.clone();
        own.retain(|key, _| !TOP_KEYS.contains(&key.as_str()));
        entry["properties"] = Value::Object(own);
        properties.remove("files");
        if let Some(overrides) = properties.get_mut("overrides") {
            overrides["items"] = json!({"$ref": "#/definitions/Override"});
        }
    }
    if let Some(Value::Object(definitions)) = schema.get_mut("definitions") {
        definitions.insert("Override".to_owned(), entry);
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overrides_have_their_own_keys() {
        let schema = schema();
        let keys = |value: &Value| value["properties"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        let (top, entry) = (keys(schema.as_value()), keys(&schema.as_value()["definitions"]["Override"]));
        assert!(top.contains(&"extend".to_owned()) && !top.contains(&"files".to_owned()));
        assert!(entry.contains(&"files".to_owned()) && !entry.contains(&"extend".to_owned()));
        assert!(entry.contains(&"rules".to_owned()) && top.contains(&"rules".to_owned()));
    }

    #[test]
    fn every_key_is_explained() {
        fn visit(path: &str, value: &Value) {
            if let Some(properties) = value.get("properties").and_then(Value::as_object) {
                for (key, property) in properties {
                    let is_counter = super::super::channel::COUNTERS.iter().any(|(name, _)| name == key);
                    assert!(is_counter || key == "severity" || property.get("description").is_some(), "{path}.{key} has no description");
                }
            }
            if let Some(map) = value.as_object() {
                map.iter().for_each(|(key, value)| visit(&format!("{path}.{key}"), value));
            }
        }
        visit("", schema().as_value());
    }
}
