//! What a draft's front matter says of single rules: a severity, parameters. Whether there are such rules, who knows the rules says.

use serde_json::{Map, Value};

use crate::draft::Field;
use crate::finding::Severity;
use crate::yaml::{Node, Problem, nearest};

/// What a draft says of a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleSetting {
    pub id: Field<String>,
    /// `Some(None)`: the rule is off.
    pub severity: Option<Option<Severity>>,
    pub params: Map<String, Value>,
}

/// Reads one entry: a severity's name, or a map.
pub(super) fn setting(id: Field<String>, node: &Node) -> (RuleSetting, Option<Problem>) {
    let mut params = if node.as_str().is_some() { Map::new() } else { node.to_json().as_object().cloned().unwrap_or_default() };
    params.remove("severity");
    let stated = if node.as_str().is_some() { Some(node) } else { node.get("severity") };
    let (severity, problem) = match stated.map(|node| (node, node.as_str().unwrap_or_default())) {
        None => (None, None),
        Some((_, "off")) => (Some(None), None),
        Some((_, "info")) => (Some(Some(Severity::Info)), None),
        Some((_, "warning")) => (Some(Some(Severity::Warning)), None),
        Some((_, "error")) => (Some(Some(Severity::Error)), None),
        Some((node, other)) => {
            let near = nearest(other, ["off", "info", "warning", "error"]);
            let hint =
                near.map_or_else(|| "write `off`, `info`, `warning` or `error`".to_owned(), |near| format!("did you mean `{near}`?"));
            (None, Some(Problem { span: node.span.clone(), message: format!("`{other}` is not a severity"), hint: Some(hint) }))
        }
    };
    (RuleSetting { id, severity, params }, problem)
}
