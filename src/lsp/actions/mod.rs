//! What can be done about a place: code actions, listed quickly, and their edits, made when one is chosen.

mod fixes;
mod project;
mod quotation;
mod suppress;
mod yaml_write;

use serde::{Deserialize, Serialize};
use serde_json::json;
use tower_lsp::lsp_types::{
    CodeAction, CodeActionContext, CodeActionKind, CodeActionOrCommand, Command, Diagnostic, NumberOrString, Url, WorkspaceEdit,
};

pub(super) use fixes::{certain, edit as edit_document};
pub(super) use yaml_write::scalar;

use super::analysis::{Analysis, Drafts};
use super::commands;
use super::session::Buffer;
use super::setup::{FIX_ALL, Setup};
use crate::draft::Draft;
use crate::finding::Finding;
use crate::text::{Language, Span};

/// What an action is to do: all that is needed to make its edit later.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub(super) struct Ticket {
    pub(super) uri: Url,
    /// The version that the action was offered for.
    pub(super) version: i32,
    what: What,
}

#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
enum What {
    Fix { finding: usize, fix: usize },
    FixAll,
    AllowHere { finding: usize },
    TurnOff { rule: String },
    AllowWord { word: String },
    AddPerson { draft: usize },
    TakeQuotation { draft: usize },
}

/// The actions for a part of a document, edits left out where the client asks for them later.
pub(super) fn list(buffer: &Buffer, span: Span, context: &CodeActionContext, setup: &Setup) -> Vec<CodeActionOrCommand> {
    let Analysis::Drafts(drafts) = buffer.analysis() else { return Vec::new() };
    let offers = Offers { buffer, drafts, context, setup };
    let mut actions = Vec::new();
    if offers.are_wanted(&CodeActionKind::QUICKFIX) {
        let touched = |finding: &Finding| finding.span.start <= span.end && span.start <= finding.span.end;
        let found: Vec<(usize, &(usize, Finding))> =
            drafts.findings.iter().enumerate().filter(|(_, (_, finding))| touched(finding)).collect();
        found.iter().for_each(|(number, (_, finding))| offers.fixes(*number, finding, &mut actions));
        found.iter().for_each(|(number, (draft, finding))| offers.exceptions(*number, *draft, finding, &mut actions));
        drafts.source.drafts.iter().enumerate().for_each(|(number, draft)| offers.of_draft(number, draft, span, &mut actions));
    }
    if offers.are_wanted(&FIX_ALL) && !certain(drafts).is_empty() {
        let title = offers.say(Language::De, "Alles Eindeutige beheben", "Fix everything that is certain");
        actions.push(offers.action(title, FIX_ALL, What::FixAll));
    }
    actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()
}

/// The edit of an action. `None` where the document has changed so that there is nothing to do any more.
pub(super) fn edit(ticket: &Ticket, buffer: &Buffer, setup: &Setup) -> Option<WorkspaceEdit> {
    let Analysis::Drafts(drafts) = buffer.analysis() else { return None };
    let finding = |number: usize| drafts.findings.get(number);
    match &ticket.what {
        What::Fix { finding: number, fix } => fixes::edit(buffer, setup, &finding(*number)?.1.fixes.get(*fix)?.edits),
        What::FixAll => fixes::edit(buffer, setup, &certain(drafts)),
        What::AllowHere { finding: number } => {
            let (draft, finding) = finding(*number)?;
            fixes::edit(buffer, setup, &[suppress::edit(buffer, drafts, *draft, finding, setup)?.edit])
        }
        What::TurnOff { rule } => project::turn_off(buffer, drafts, rule, setup),
        What::AllowWord { word } => project::allow(buffer, drafts, word, setup),
        What::AddPerson { draft } => project::add_person(buffer, drafts, drafts.source.drafts.get(*draft)?, setup),
        What::TakeQuotation { draft } => {
            fixes::edit(buffer, setup, &quotation::take_over(&buffer.document.text, drafts.source.drafts.get(*draft)?)?)
        }
    }
}

/// What is offered for one request.
struct Offers<'a> {
    buffer: &'a Buffer,
    drafts: &'a Drafts,
    context: &'a CodeActionContext,
    setup: &'a Setup,
}

impl Offers<'_> {
    /// Whether the client asks for actions of a kind: by its name, by what stands before a dot in it, or for all.
    fn are_wanted(&self, kind: &CodeActionKind) -> bool {
        let Some(only) = &self.context.only else { return true };
        let is_part = |wanted: &CodeActionKind| {
            kind.as_str().strip_prefix(wanted.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        only.iter().any(|wanted| wanted.as_str().is_empty() || is_part(wanted))
    }

    fn fixes(&self, number: usize, finding: &Finding, actions: &mut Vec<CodeAction>) {
        let preferred = fixes::the_only_certain(finding);
        for (index, fix) in finding.fixes.iter().enumerate() {
            let action = self.action(fix.title.clone(), CodeActionKind::QUICKFIX, What::Fix { finding: number, fix: index });
            let is_preferred = (preferred == Some(index)).then_some(true);
            actions.push(CodeAction { is_preferred, diagnostics: self.diagnostics(finding), ..action });
        }
    }

    /// The ways to live with a finding.
    fn exceptions(&self, number: usize, draft: usize, finding: &Finding, actions: &mut Vec<CodeAction>) {
        let rule = finding.rule.as_str();
        let language = self.language(draft);
        let mut offer = |title: String, what: What| {
            let action = self.action(title, CodeActionKind::QUICKFIX, what);
            actions.push(CodeAction { diagnostics: self.diagnostics(finding), ..action });
        };
        if let Some(word) = project::word(self.buffer, self.drafts, finding) {
            let title = self.say(language, &format!("„{word}“ in tonfall.yaml erlauben"), &format!("Allow “{word}” in tonfall.yaml"));
            offer(title, What::AllowWord { word: word.to_owned() });
        }
        let title = self.say(language, &format!("„{rule}“ in tonfall.yaml abschalten"), &format!("Turn {rule} off in tonfall.yaml"));
        if project::can_turn_off(self.drafts, rule) && project::is_writable(self.drafts, self.setup) {
            offer(title, What::TurnOff { rule: rule.to_owned() });
        }
        if let Some(suppression) = suppress::edit(self.buffer, self.drafts, draft, finding, self.setup) {
            let title = self.say(language, &format!("„{rule}“ hier erlauben"), &format!("Allow {rule} here"));
            offer(title, What::AllowHere { finding: number });
            if let (Some(action), Some(reason), true) = (actions.last_mut(), suppression.reason, self.setup.can.show_document) {
                let arguments = Some(vec![json!(self.buffer.document.uri), json!(reason)]);
                action.command = Some(Command { title: String::new(), command: commands::SELECT.to_owned(), arguments });
            }
        }
    }

    /// What can be done with a draft as such.
    fn of_draft(&self, number: usize, draft: &Draft, span: Span, actions: &mut Vec<CodeAction>) {
        let language = self.language(number);
        if let Some(name) = project::stranger(self.drafts, draft, span)
            && project::is_writable(self.drafts, self.setup)
        {
            let title = self.say(language, &format!("„{name}“ zu den bekannten Personen"), &format!("Add “{name}” to the people"));
            actions.push(self.action(title, CodeActionKind::QUICKFIX, What::AddPerson { draft: number }));
        }
        if quotation::is_at(&self.buffer.document.text, draft, span) {
            let title = self.say(language, "Zitat als Beschwerde übernehmen", "Take the quoted text over as the complaint");
            actions.push(self.action(title, CodeActionKind::QUICKFIX, What::TakeQuotation { draft: number }));
        }
    }

    fn action(&self, title: String, kind: CodeActionKind, what: What) -> CodeAction {
        let document = &self.buffer.document;
        let ticket = Ticket { uri: document.uri.clone(), version: document.version, what };
        let eager = !self.setup.can.resolve_edits;
        let edit = eager.then(|| edit(&ticket, self.buffer, self.setup)).flatten();
        CodeAction { title, kind: Some(kind), edit, data: Some(json!(ticket)), ..CodeAction::default() }
    }

    /// The client's own diagnostics that an action mends.
    fn diagnostics(&self, finding: &Finding) -> Option<Vec<Diagnostic>> {
        let range = self.buffer.document.places(self.setup.encoding).range(finding.span);
        let code = NumberOrString::String(finding.rule.to_string());
        let is_it = |diagnostic: &&Diagnostic| diagnostic.range == range && diagnostic.code.as_ref() == Some(&code);
        let same: Vec<Diagnostic> = self.context.diagnostics.iter().filter(is_it).cloned().collect();
        (!same.is_empty()).then_some(same)
    }

    fn language(&self, draft: usize) -> Language {
        self.setup.language(self.drafts.language(draft))
    }

    fn say(&self, language: Language, german: &str, english: &str) -> String {
        if self.setup.language(language) == Language::De { german.to_owned() } else { english.to_owned() }
    }
}
