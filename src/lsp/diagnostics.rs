//! Findings and faults become diagnostics, as the client can show them.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::sync::Arc;

use serde_json::json;
use tower_lsp::lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location, NumberOrString, Url,
};

use super::analysis::{Analysis, Fault};
use super::convert::Places;
use super::echoes::Echoes;
use super::session::Buffer;
use super::setup::Setup;
use crate::finding::{Finding, Severity};
use crate::text::LineIndex;
use crate::workspace::{Files, absolute};

/// The diagnostics of an open document.
pub(super) fn of_buffer(buffer: &Buffer, setup: &Setup, echoes: &Echoes) -> Vec<Diagnostic> {
    let document = &buffer.document;
    let places = document.places(setup.encoding);
    match buffer.analysis() {
        Analysis::Nothing => Vec::new(),
        Analysis::Settings(settings) => settings.faults.iter().map(|fault| of_fault(fault, places)).collect(),
        Analysis::Drafts(drafts) => {
            let echoes = document.path.as_deref().map_or_else(Vec::new, |path| echoes.of_file(path, &drafts.candidates));
            let findings = drafts.findings.iter().map(|(_, finding)| finding).chain(&echoes);
            let mut diagnostics = of_findings(findings, &document.uri, places, setup, buffer.context.files.as_ref());
            // Whoever has the reply open is writing it: that it has only begun is no news to them, and no fault yet.
            diagnostics.iter_mut().filter(|diagnostic| is_of(diagnostic, "empty-reply")).for_each(|diagnostic| {
                diagnostic.severity = Some(DiagnosticSeverity::HINT);
            });
            diagnostics
        }
    }
}

fn is_of(diagnostic: &Diagnostic, rule: &str) -> bool {
    matches!(&diagnostic.code, Some(NumberOrString::String(code)) if code == rule)
}

/// The diagnostics of a file's findings.
pub(super) fn of_findings<'a>(
    findings: impl Iterator<Item = &'a Finding>,
    uri: &Url,
    places: Places<'_>,
    setup: &Setup,
    files: &dyn Files,
) -> Vec<Diagnostic> {
    let mut others = Others { files, setup, texts: HashMap::new() };
    findings.map(|finding| of_finding(finding, uri, places, setup, &mut others)).collect()
}

fn of_finding(finding: &Finding, uri: &Url, places: Places<'_>, setup: &Setup, others: &mut Others<'_>) -> Diagnostic {
    let mut related = || {
        let related = finding.related.iter().filter_map(|related| {
            let location = match &related.path {
                None => Location::new(uri.clone(), places.range(related.span)),
                Some(path) => others.location(path, related.span)?,
            };
            Some(DiagnosticRelatedInformation { location, message: related.message.clone() })
        });
        Some(related.collect::<Vec<_>>()).filter(|related| !related.is_empty())
    };
    Diagnostic {
        range: places.range(finding.span),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.rule.to_string())),
        code_description: setup
            .can
            .code_description
            .then(|| Url::parse(&finding.rule.url()).ok())
            .flatten()
            .map(|href| CodeDescription { href }),
        source: Some("tonfall".to_owned()),
        message: finding.message.clone(),
        related_information: if setup.can.related { related() } else { None },
        tags: (setup.can.unnecessary && finding.rule.as_str() == "unused-suppression").then(|| vec![DiagnosticTag::UNNECESSARY]),
        data: setup.can.data.then(|| json!({"rule": finding.rule, "fixes": finding.fixes.len()})),
    }
}

/// The diagnostic of a fault in a config or a rule file.
pub(super) fn of_fault(fault: &Fault, places: Places<'_>) -> Diagnostic {
    Diagnostic {
        range: places.range(fault.span),
        severity: Some(severity(fault.severity)),
        code: Some(NumberOrString::String(fault.code.to_owned())),
        source: Some("tonfall".to_owned()),
        message: fault.message.clone(),
        ..Diagnostic::default()
    }
}

/// A name for a list of diagnostics: the same for the same list.
pub(super) fn result_id(diagnostics: &[Diagnostic]) -> String {
    let mut hasher = DefaultHasher::new();
    serde_json::to_string(diagnostics).unwrap_or_default().hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
    }
}

/// The files that findings point to beside their own, each read once.
struct Others<'a> {
    files: &'a dyn Files,
    setup: &'a Setup,
    texts: HashMap<Arc<str>, Option<(Url, String, LineIndex)>>,
}

impl Others<'_> {
    fn location(&mut self, path: &Arc<str>, span: crate::text::Span) -> Option<Location> {
        let read = || {
            let path = absolute(Path::new(&**path));
            let text = text_of(&self.files.read(&path).ok()?);
            let lines = LineIndex::new(&text);
            Some((Url::from_file_path(path).ok()?, text, lines))
        };
        let (uri, text, lines) = self.texts.entry(Arc::clone(path)).or_insert_with(read).as_ref()?;
        Some(Location::new(uri.clone(), Places { text, lines, encoding: self.setup.encoding }.range(span)))
    }
}

/// A file's bytes as a text of the same length: a byte that is no text counts as one character, as editors show it.
pub(super) fn text_of(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| '?'));
    }
    text
}
