//! The `tonfall.yaml` that a new project starts with.

/// Every key with its meaning; what a project has to decide for itself is commented out.
pub const TEMPLATE: &str = include_str!("template.yaml");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Layer, schema};

    #[test]
    fn has_no_fault() {
        assert_eq!(Layer::parse("tonfall.yaml", TEMPLATE).1, []);
    }

    #[test]
    fn has_no_fault_with_every_comment_taken_away() {
        // `# Words.` stays a comment, `#key: value` and `#  key: value` are set.
        let is_prose = |line: &str| line.starts_with("# ") && !line.starts_with("#  ");
        let uncommented = |line: &'static str| line.strip_prefix('#').filter(|_| !is_prose(line)).unwrap_or(line);
        let text = TEMPLATE.lines().map(uncommented).collect::<Vec<_>>().join("\n");
        // What is empty stands before what could stand there.
        let text = text.replace("people: []\n    -", "people:\n    -").replace("patterns: []\n    -", "patterns:\n    -");
        let text = text.replace("rules: {}\n", "rules:\n").replace("exclude: []\n", "exclude:\n");
        let (layer, problems) = Layer::parse("tonfall.yaml", &text);
        assert_eq!(problems, [], "{text}");
        assert_eq!((layer.file.overrides.len(), layer.file.channels.len()), (1, 1));
    }

    #[test]
    fn mentions_every_key() {
        fn keys(value: &serde_json::Value, out: &mut Vec<String>) {
            let Some(map) = value.as_object() else { return };
            if let Some(properties) = map.get("properties").and_then(serde_json::Value::as_object) {
                out.extend(properties.keys().cloned());
            }
            map.values().for_each(|value| keys(value, out));
        }
        let mut all = Vec::new();
        keys(schema().as_value(), &mut all);
        let counters = crate::config::channel::COUNTERS.map(|(name, _)| name.to_owned());
        let missing: Vec<_> = all.into_iter().filter(|key| !counters.contains(key) && !TEMPLATE.contains(&format!("{key}:"))).collect();
        assert_eq!(missing, Vec::<String>::new());
    }
}
