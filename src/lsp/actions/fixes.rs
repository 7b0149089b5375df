//! The fixes that findings bring along: one, or every certain one of a file.

use tower_lsp::lsp_types::WorkspaceEdit;

use super::super::analysis::Drafts;
use super::super::edits::{self, Target};
use super::super::session::Buffer;
use super::super::setup::Setup;
use crate::engine::fix;
use crate::finding::{Applicability, Edit, Finding};

/// The fix that an editor may take without asking: certain, and the only one that is.
pub(super) fn the_only_certain(finding: &Finding) -> Option<usize> {
    let mut certain = finding.fixes.iter().enumerate().filter(|(_, fix)| fix.applicability == Applicability::Safe);
    let (index, _) = certain.next()?;
    certain.next().is_none().then_some(index)
}

/// The edits of every certain fix that there is room for, as `--fix` makes them in its first round.
pub(in crate::lsp) fn certain(drafts: &Drafts) -> Vec<Edit> {
    let fixes = drafts.findings.iter().filter_map(|(_, finding)| fix::safe_fix(finding));
    let (edits, _) = fix::choose(drafts.source.file.bytes.len(), fixes);
    edits.into_iter().cloned().collect()
}

/// Edits of the document itself, where there are any.
pub(in crate::lsp) fn edit(buffer: &Buffer, setup: &Setup, edits: &[Edit]) -> Option<WorkspaceEdit> {
    let document = &buffer.document;
    let target = Target { uri: document.uri.clone(), version: Some(document.version), places: document.places(setup.encoding) };
    (!edits.is_empty()).then(|| edits::of_file(&target, edits, setup))
}
