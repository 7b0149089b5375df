//! Commands: what a client may have done by name.

/// Puts the cursor somewhere: what an action does after its edit.
pub(super) const SELECT: &str = "tonfall.select";

/// Every command.
pub(super) const NAMES: [&str; 4] = ["tonfall.checkWorkspace", "tonfall.explainRule", "tonfall.applyFixes", SELECT];
