//! Edits of bytes become workspace edits, in the form that the client understands.

use std::collections::HashMap;

use tower_lsp::lsp_types::{
    CreateFile, CreateFileOptions, DocumentChangeOperation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, Range,
    ResourceOp, TextDocumentEdit, TextEdit, Url, WorkspaceEdit,
};

use super::convert::Places;
use super::setup::Setup;
use crate::finding::Edit;

/// A file that is to be edited.
pub(super) struct Target<'a> {
    pub(super) uri: Url,
    /// The version that the edits are made for, where it is open.
    pub(super) version: Option<i32>,
    pub(super) places: Places<'a>,
}

/// The edits of one file.
pub(super) fn of_file(target: &Target<'_>, edits: &[Edit], setup: &Setup) -> WorkspaceEdit {
    let edits: Vec<TextEdit> = edits.iter().map(|edit| TextEdit::new(target.places.range(edit.span), edit.text.clone())).collect();
    if !setup.can.document_changes {
        return WorkspaceEdit::new(HashMap::from([(target.uri.clone(), edits)]));
    }
    let text_document = OptionalVersionedTextDocumentIdentifier { uri: target.uri.clone(), version: target.version };
    let edit = TextDocumentEdit { text_document, edits: edits.into_iter().map(OneOf::Left).collect() };
    WorkspaceEdit { document_changes: Some(DocumentChanges::Edits(vec![edit])), ..WorkspaceEdit::default() }
}

/// A new file with a text. Only for clients that can create files.
pub(super) fn new_file(uri: Url, text: String) -> WorkspaceEdit {
    let options = Some(CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) });
    let create = ResourceOp::Create(CreateFile { uri: uri.clone(), options, annotation_id: None });
    let edit = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version: None },
        edits: vec![OneOf::Left(TextEdit { range: Range::default(), new_text: text })],
    };
    let operations = vec![DocumentChangeOperation::Op(create), DocumentChangeOperation::Edit(edit)];
    WorkspaceEdit { document_changes: Some(DocumentChanges::Operations(operations)), ..WorkspaceEdit::default() }
}
