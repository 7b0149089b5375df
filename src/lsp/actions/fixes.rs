//! The fixes that findings bring along: one, or every certain one of a file.

use tower_lsp::lsp_types::WorkspaceEdit;

use super::super::analysis::Drafts;
use super::super::edits::{self, Target};
use super::super::session::Buffer;
use super::super::setup::Setup;
use crate::finding::{Applicability, Edit, Finding};

/// The fix that an editor may take without asking: certain, and the only one that is.
pub(super) fn the_only_certain(finding: &Finding) -> Option<usize> {
    let mut certain = finding.fixes.iter().enumerate().filter(|(_, fix)| fix.applicability == Applicability::Safe);
    let (index, _) = certain.next()?;
    certain.next().is_none().then_some(index)
}

/// The edits of every certain fix that does not get in the way of one before it, in the order of the file.
pub(in crate::lsp) fn certain(drafts: &Drafts) -> Vec<Edit> {
    let mut taken: Vec<Edit> = Vec::new();
    for (_, finding) in &drafts.findings {
        let Some(fix) = finding.fixes.iter().find(|fix| fix.applicability == Applicability::Safe) else { continue };
        let is_free = |edit: &Edit| taken.iter().all(|other| !meet(edit, other));
        if fix.edits.iter().all(is_free) {
            taken.extend(fix.edits.iter().cloned());
        }
    }
    taken.sort_by_key(|edit| edit.span);
    taken
}

/// Whether two edits cannot both be made: they share a byte, or insert at the same place.
fn meet(a: &Edit, b: &Edit) -> bool {
    a.span.overlaps(b.span) || a.span == b.span || (a.span.is_empty() && b.span.start < a.span.start && a.span.start < b.span.end)
}

/// Edits of the document itself, where there are any.
pub(in crate::lsp) fn edit(buffer: &Buffer, setup: &Setup, edits: &[Edit]) -> Option<WorkspaceEdit> {
    let document = &buffer.document;
    let target = Target { uri: document.uri.clone(), version: Some(document.version), places: document.places(setup.encoding) };
    (!edits.is_empty()).then(|| edits::of_file(&target, edits, setup))
}
