//! What client and server have told each other when they met: what the client can do, what its user wants, what the server offers.

use serde::Deserialize;
use serde_json::Value;
use tower_lsp::lsp_types::{
    ClientCapabilities, CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CodeLensOptions, CompletionOptions,
    DiagnosticOptions, DiagnosticServerCapabilities, DiagnosticTag, DocumentLinkOptions, ExecuteCommandOptions,
    FoldingRangeProviderCapability, HoverProviderCapability, InitializeParams, OneOf, ResourceOperationKind, SaveOptions,
    ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions,
    WorkDoneProgressOptions, WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};

use super::commands;
use super::convert::Encoding;
use crate::text::Language;

/// The kind of the action that applies every certain fix of a file.
pub(super) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.tonfall");

/// What holds for a whole session.
#[derive(Clone, Debug, Default)]
pub(super) struct Setup {
    pub(super) encoding: Encoding,
    pub(super) can: Can,
    /// The language that the editor speaks, where it is one of ours.
    pub(super) locale: Option<Language>,
    /// The client's process, if it told.
    pub(super) client: Option<u32>,
}

/// What the client can do.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a capability of its own, and the protocol has them as booleans too")]
pub(super) struct Can {
    pub(super) pull: bool,
    pub(super) refresh_diagnostics: bool,
    pub(super) refresh_hints: bool,
    pub(super) refresh_lenses: bool,
    pub(super) hints: bool,
    pub(super) related: bool,
    pub(super) unnecessary: bool,
    pub(super) code_description: bool,
    pub(super) data: bool,
    pub(super) resolve_edits: bool,
    pub(super) document_changes: bool,
    pub(super) create_files: bool,
    pub(super) nested_symbols: bool,
    pub(super) snippets: bool,
    pub(super) watch: bool,
    pub(super) progress: bool,
    pub(super) show_document: bool,
    pub(super) configuration: bool,
    pub(super) watch_options: bool,
}

impl Setup {
    pub(super) fn new(params: &InitializeParams) -> Self {
        let capabilities = &params.capabilities;
        let encodings = capabilities.general.as_ref().and_then(|general| general.position_encodings.as_deref());
        Self {
            encoding: Encoding::negotiate(encodings.unwrap_or_default()),
            can: Can::new(capabilities),
            locale: params.locale.as_deref().and_then(language),
            client: params.process_id,
        }
    }

    /// The language to speak to the user: the editor's, else that of the draft at hand.
    pub(super) fn language(&self, draft: Language) -> Language {
        self.locale.unwrap_or(draft)
    }

    /// What the server offers this client.
    pub(super) fn offer(&self) -> ServerCapabilities {
        let progress = WorkDoneProgressOptions { work_done_progress: Some(true) };
        let silent = WorkDoneProgressOptions::default();
        ServerCapabilities {
            position_encoding: Some(self.encoding.kind()),
            text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::INCREMENTAL),
                save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) })),
                ..TextDocumentSyncOptions::default()
            })),
            // Who pulls is not pushed to, and who is pushed to has nothing to pull.
            diagnostic_provider: self.can.pull.then(|| {
                DiagnosticServerCapabilities::Options(DiagnosticOptions {
                    identifier: Some("tonfall".to_owned()),
                    inter_file_dependencies: true,
                    workspace_diagnostics: true,
                    work_done_progress_options: progress,
                })
            }),
            code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
                code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, FIX_ALL]),
                resolve_provider: Some(true),
                work_done_progress_options: silent,
            })),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            completion_provider: Some(CompletionOptions {
                trigger_characters: Some([" ", ":", "-", "@", "<", "{"].map(str::to_owned).to_vec()),
                ..CompletionOptions::default()
            }),
            inlay_hint_provider: Some(OneOf::Left(true)),
            code_lens_provider: (!self.can.hints).then_some(CodeLensOptions { resolve_provider: Some(false) }),
            document_symbol_provider: Some(OneOf::Left(true)),
            document_link_provider: Some(DocumentLinkOptions { resolve_provider: Some(false), work_done_progress_options: silent }),
            folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
            execute_command_provider: Some(ExecuteCommandOptions {
                commands: commands::NAMES.map(str::to_owned).to_vec(),
                work_done_progress_options: progress,
            }),
            workspace: Some(WorkspaceServerCapabilities {
                workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                    supported: Some(true),
                    change_notifications: Some(OneOf::Left(true)),
                }),
                file_operations: None,
            }),
            ..ServerCapabilities::default()
        }
    }
}

impl Can {
    fn new(client: &ClientCapabilities) -> Self {
        let document = client.text_document.as_ref();
        let workspace = client.workspace.as_ref();
        let window = client.window.as_ref();
        let published = document.and_then(|document| document.publish_diagnostics.as_ref());
        let edits = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
        let tags = published.and_then(|published| published.tag_support.as_ref());
        let resolves_edits = || {
            let support = document?.code_action.as_ref()?.resolve_support.as_ref()?;
            Some(support.properties.iter().any(|property| property == "edit"))
        };
        let nested = || document?.document_symbol.as_ref()?.hierarchical_document_symbol_support;
        let snippets = || document?.completion.as_ref()?.completion_item.as_ref()?.snippet_support;
        Self {
            pull: document.is_some_and(|document| document.diagnostic.is_some()),
            refresh_diagnostics: (|| workspace?.diagnostic.as_ref()?.refresh_support)().unwrap_or_default(),
            refresh_hints: (|| workspace?.inlay_hint.as_ref()?.refresh_support)().unwrap_or_default(),
            refresh_lenses: (|| workspace?.code_lens.as_ref()?.refresh_support)().unwrap_or_default(),
            hints: document.is_some_and(|document| document.inlay_hint.is_some()),
            related: published.and_then(|published| published.related_information).unwrap_or_default(),
            unnecessary: tags.is_some_and(|tags| tags.value_set.contains(&DiagnosticTag::UNNECESSARY)),
            code_description: published.and_then(|published| published.code_description_support).unwrap_or_default(),
            data: published.and_then(|published| published.data_support).unwrap_or_default(),
            resolve_edits: resolves_edits().unwrap_or_default(),
            document_changes: edits.and_then(|edits| edits.document_changes).unwrap_or_default(),
            create_files: edits
                .and_then(|edits| edits.resource_operations.as_ref())
                .is_some_and(|operations| operations.contains(&ResourceOperationKind::Create)),
            nested_symbols: nested().unwrap_or_default(),
            snippets: snippets().unwrap_or_default(),
            watch: (|| workspace?.did_change_watched_files.as_ref()?.dynamic_registration)().unwrap_or_default(),
            progress: window.and_then(|window| window.work_done_progress).unwrap_or_default(),
            show_document: (|| Some(window?.show_document.as_ref()?.support))().unwrap_or_default(),
            configuration: workspace.and_then(|workspace| workspace.configuration).unwrap_or_default(),
            watch_options: (|| workspace?.did_change_configuration.as_ref()?.dynamic_registration)().unwrap_or_default(),
        }
    }
}

/// What the user may turn off, under `tonfall` in the editor's settings, or in the options that the client starts the server with.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Options {
    pub(super) run: Run,
    pub(super) inlay_hints: Hints,
    pub(super) code_lens: bool,
    /// Whether files that are not open are checked too.
    pub(super) check_workspace: bool,
}

/// When a document's diagnostics are told anew.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
pub(super) enum Run {
    #[default]
    OnType,
    OnSave,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(from = "HintsSetting")]
pub(super) struct Hints {
    pub(super) length: bool,
    pub(super) questions: bool,
}

/// Hints as they may be set: all at once, or each.
#[derive(Deserialize)]
#[serde(untagged)]
enum HintsSetting {
    All(bool),
    Each {
        #[serde(default = "yes")]
        length: bool,
        #[serde(default = "yes")]
        questions: bool,
    },
}

fn yes() -> bool {
    true
}

impl From<HintsSetting> for Hints {
    fn from(setting: HintsSetting) -> Self {
        match setting {
            HintsSetting::All(on) => Self { length: on, questions: on },
            HintsSetting::Each { length, questions } => Self { length, questions },
        }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self { run: Run::default(), inlay_hints: Hints::default(), code_lens: true, check_workspace: true }
    }
}

impl Default for Hints {
    fn default() -> Self {
        Self { length: true, questions: true }
    }
}

impl Options {
    /// Reads options, with or without `tonfall` around them. What cannot be read changes nothing.
    pub(super) fn read(value: Value) -> Option<Self> {
        let inner = value.get("tonfall").cloned().unwrap_or(value);
        inner.is_object().then(|| serde_json::from_value(inner).ok()).flatten()
    }
}

fn language(locale: &str) -> Option<Language> {
    match locale.get(..2)?.to_ascii_lowercase().as_str() {
        "de" => Some(Language::De),
        "en" => Some(Language::En),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn options_come_with_and_without_their_name() {
        let off = Options { code_lens: false, ..Options::default() };
        assert_eq!(Options::read(json!({"codeLens": false})), Some(off.clone()));
        assert_eq!(Options::read(json!({"tonfall": {"codeLens": false}})), Some(off));
        assert_eq!(Options::read(json!({"inlayHints": {"length": false}})).unwrap().inlay_hints, Hints { length: false, questions: true });
        assert_eq!(Options::read(json!({"inlayHints": false})).unwrap().inlay_hints, Hints { length: false, questions: false });
        assert_eq!(Options::read(json!({"run": "onSave"})).unwrap().run, Run::OnSave);
        assert_eq!(Options::read(json!({"inlayHints": 7})), None);
        assert_eq!(Options::read(json!(null)), None);
    }
}
