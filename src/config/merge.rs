//! Trees of config become one tree: what stands later wins, and every value keeps the place where it was written.
//! Knows which keys are one value although they look like a map or a list; knows no types.

use crate::yaml::{Node, Style, Value};

/// Keys that say nothing (`brand:` with nothing behind it) are the same as no keys: people comment out what stood there.
pub(super) fn without_empty(node: Node) -> Node {
    let value = match node.value {
        Value::Map(entries) => {
            let entries = entries.into_iter().filter(|(_, value)| !value.is_null());
            Value::Map(entries.map(|(key, value)| (key, without_empty(value))).collect())
        }
        Value::List(items) => Value::List(items.into_iter().map(without_empty).collect()),
        scalar @ Value::Scalar { .. } => scalar,
    };
    Node { span: node.span, value }
}

/// A map without some of its keys.
pub(super) fn without_keys(node: Node, keys: &[&str]) -> Node {
    let value = match node.value {
        Value::Map(entries) => {
            Value::Map(entries.into_iter().filter(|(key, _)| key.as_str().is_none_or(|key| !keys.contains(&key))).collect())
        }
        other => other,
    };
    Node { span: node.span, value }
}

/// Moves a whole tree, so that the places of several files can live side by side in one range of numbers.
pub(super) fn shift(node: &mut Node, offset: usize) {
    node.span = node.span.start + offset..node.span.end + offset;
    match &mut node.value {
        Value::Map(entries) => entries.iter_mut().for_each(|(key, value)| {
            shift(key, offset);
            shift(value, offset);
        }),
        Value::List(items) => items.iter_mut().for_each(|item| shift(item, offset)),
        Value::Scalar { .. } => {}
    }
}

/// Lays `over` on top of `base`: maps are joined key by key, lists add up, anything else is replaced.
pub(super) fn merge(base: &mut Node, over: &Node) {
    merge_at(base, over, &mut Vec::new());
}

fn merge_at<'a>(base: &mut Node, over: &'a Node, path: &mut Vec<&'a str>) {
    match (&mut base.value, &over.value) {
        (Value::Map(entries), Value::Map(more)) if !is_one_value(path) => {
            for (key, value) in more {
                let Some(name) = key.as_str() else { continue };
                path.push(name);
                match entries.iter_mut().find(|(known, _)| known.as_str() == Some(name)) {
                    Some((known, old)) => {
                        known.clone_from(key);
                        merge_at(old, value, path);
                    }
                    None => entries.push((key.clone(), value.clone())),
                }
                path.pop();
            }
        }
        (Value::List(items), Value::List(more)) if !is_one_value(path) => items.extend(more.iter().cloned()),
        _ => base.clone_from(over),
    }
}

/// A rule's parameter, a channel's fact, opening hours: nobody wants the half of the old value in the new one.
fn is_one_value(path: &[&str]) -> bool {
    matches!(path, ["rules" | "channels", _, _, ..] | ["brand", "hours", ..] | ["people"])
}

/// `{emoji-flood: off}` in the form of `{emoji-flood: {severity: off}}`, so that a later layer may change the severity and keep the parameters.
pub(super) fn with_long_rules(mut node: Node) -> Node {
    if let Value::Map(entries) = &mut node.value {
        let rules = entries.iter_mut().filter(|(key, _)| key.as_str() == Some("rules"));
        for (_, rule) in rules.flat_map(|(_, rules)| if let Value::Map(rules) = &mut rules.value { rules.as_mut_slice() } else { &mut [] })
        {
            if matches!(rule.value, Value::Scalar { .. }) {
                let key = Node { span: rule.span.clone(), value: Value::Scalar { text: "severity".to_owned(), style: Style::Plain } };
                *rule = Node { span: rule.span.clone(), value: Value::Map(vec![(key, rule.clone())]) };
            }
        }
    }
    node
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree of several layers, as JSON.
    fn merged(layers: &[&str]) -> serde_json::Value {
        let tree = |text: &&str| with_long_rules(without_empty(crate::yaml::parse(text).unwrap()));
        let mut layers = layers.iter().map(tree);
        let mut base = layers.next().unwrap();
        layers.for_each(|layer| merge(&mut base, &layer));
        base.to_json()
    }

    #[test]
    fn later_values_win_and_lists_add_up() {
        let merged =
            merged(&["language: de\nallow: [a]\nbrand: {names: [A], products: [P]}", "language: en\nallow: [b]\nbrand: {names: [B]}"]);
        assert_eq!(merged, serde_json::json!({"language": "en", "allow": ["a", "b"], "brand": {"names": ["A", "B"], "products": ["P"]}}));
    }

    #[test]
    fn a_new_severity_keeps_the_parameters() {
        let merged = merged(&[
            "rules: {emoji-flood: {max: 5, words: [a]}}",
            "rules: {emoji-flood: off, x: info}",
            "rules: {emoji-flood: {words: [b]}}",
        ]);
        assert_eq!(
            merged,
            serde_json::json!({"rules": {"emoji-flood": {"max": 5, "words": ["b"], "severity": "off"}, "x": {"severity": "info"}}})
        );
    }

    #[test]
    fn some_values_are_replaced_whole() {
        let merged = merged(&[
            "channels: {x: {post-limit: {bytes: 1}, links: text}}\nbrand: {hours: {mo: 9-17}}",
            "channels: {x: {post-limit: {utf16: 2}}}\nbrand: {hours: {di: 9-17}}",
        ]);
        assert_eq!(
            merged,
            serde_json::json!({"channels": {"x": {"post-limit": {"utf16": 2}, "links": "text"}}, "brand": {"hours": {"di": "9-17"}}})
        );
    }

    #[test]
    fn keys_with_nothing_behind_them_say_nothing() {
        assert_eq!(
            merged(&["language: de\nbrand: {names: [A]}", "language:\nbrand:"]),
            serde_json::json!({"language": "de", "brand": {"names": ["A"]}})
        );
    }

    #[test]
    fn shifted_trees_shift_whole() {
        let mut node = crate::yaml::parse("a: [b]").unwrap();
        shift(&mut node, 100);
        assert_eq!(node.get("a").unwrap().items()[0].span, 104..105);
        assert_eq!(node.entries()[0].0.span, 100..101);
    }
}
