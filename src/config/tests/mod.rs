//! What a `tonfall.yaml` means, and what Tonfall says of a faulty one.

mod faults;
mod meaning;

use serde_json::{Map, Value, json};

use super::{Config, Layer, RuleCatalogue};

/// Three rules, as a catalogue has them.
struct Rules(Vec<(&'static str, Map<String, Value>)>);

impl Default for Rules {
    fn default() -> Self {
        let params = json!({"max": 3, "words": ["a"], "form": "x", "strict": true, "table": {}, "any": null});
        Self(vec![("emoji-flood", params.as_object().cloned().unwrap_or_default()), ("loud-pitch", Map::new()), ("wrong-name", Map::new())])
    }
}

impl RuleCatalogue for Rules {
    fn ids(&self) -> Vec<&str> {
        self.0.iter().map(|(id, _)| *id).collect()
    }

    fn params(&self, id: &str) -> Option<&Map<String, Value>> {
        self.0.iter().find(|(known, _)| *known == id).map(|(_, params)| params)
    }
}

/// A config of layers without faults, weakest first.
fn config(layers: &[&str]) -> Config {
    let layer = |(index, text): (usize, &&str)| {
        let (layer, problems) = Layer::parse(&format!("{index}.yaml"), text);
        assert_eq!(problems, [], "{text}");
        layer
    };
    Config::new(layers.iter().enumerate().map(layer).collect(), Vec::new())
}
