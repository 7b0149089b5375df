//! What a draft has come to, beside its text: its length against the channel's limit, how many questions it answers.
//! As inlay hints, and as code lenses where a client has none.

use tower_lsp::lsp_types::{CodeLens, Command, InlayHint, InlayHintLabel, InlayHintTooltip, Range};

use super::analysis::{Analysis, Drafts, Questions};
use super::length;
use super::session::Buffer;
use super::setup::{Options, Setup};
use crate::draft::Draft;
use crate::text::{Language, Span};

/// One thing to tell about a draft.
struct Note {
    /// Where it is shown: behind this byte.
    at: usize,
    short: String,
    long: String,
}

/// The hints for a part of a document.
pub(super) fn inlay(buffer: &Buffer, range: Range, options: &Options, setup: &Setup) -> Vec<InlayHint> {
    let places = buffer.document.places(setup.encoding);
    let wanted = places.span(range);
    let hint = |note: Note| InlayHint {
        // Behind the blanks that a writer has just typed: a hint in front of them would jump along with every word.
        position: places.position(behind_blanks(&buffer.document.text, note.at)),
        label: InlayHintLabel::String(note.short),
        kind: None,
        text_edits: None,
        tooltip: Some(InlayHintTooltip::String(note.long)),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    };
    notes(buffer, options, setup).into_iter().filter(|note| wanted.start() <= note.at && note.at <= wanted.end()).map(hint).collect()
}

/// The byte behind the blanks that follow on the same line.
fn behind_blanks(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + (rest.len() - rest.trim_start_matches([' ', '\t']).len())
}

/// The same as lenses, above the first line of each draft.
pub(super) fn lenses(buffer: &Buffer, options: &Options, setup: &Setup) -> Vec<CodeLens> {
    let Analysis::Drafts(drafts) = buffer.analysis() else { return Vec::new() };
    if !options.code_lens {
        return Vec::new();
    }
    let places = buffer.document.places(setup.encoding);
    let of_draft = |(number, draft): (usize, &Draft)| {
        let range = places.range(Span::at(draft.body.span.start()));
        // A lens that does nothing has no command, but a title.
        let lens = move |note: Note| {
            let command = Command { title: note.long.trim_end_matches('.').to_owned(), command: String::new(), arguments: None };
            CodeLens { range, command: Some(command), data: None }
        };
        of_draft(number, draft, drafts, options, setup).into_iter().map(lens).collect::<Vec<_>>()
    };
    drafts.source.drafts.iter().enumerate().flat_map(of_draft).collect()
}

fn notes(buffer: &Buffer, options: &Options, setup: &Setup) -> Vec<Note> {
    let Analysis::Drafts(drafts) = buffer.analysis() else { return Vec::new() };
    drafts.source.drafts.iter().enumerate().flat_map(|(number, draft)| of_draft(number, draft, drafts, options, setup)).collect()
}

fn of_draft(number: usize, draft: &Draft, drafts: &Drafts, options: &Options, setup: &Setup) -> Vec<Note> {
    let language = setup.language(drafts.language(number));
    let mut notes = Vec::new();
    if options.inlay_hints.length {
        let of_length = |length: length::Measured| Note { at: length.end, short: length.short(), long: length.sentence(language) };
        notes.extend(length::of(draft, drafts).into_iter().map(of_length));
    }
    if options.inlay_hints.questions {
        notes.extend(answered(number, drafts, language));
    }
    notes
}

/// How many of the customer's questions a reply answers, behind the complaint, or behind the reply where that stands elsewhere.
fn answered(number: usize, drafts: &Drafts, language: Language) -> Option<Note> {
    let Questions { asked, answered } = drafts.questions(number)?;
    let draft = drafts.source.drafts.get(number)?;
    let complaint = draft.complaint.as_ref().filter(|complaint| complaint.message.path.is_none());
    let at = complaint.map_or(draft.body.span.end(), |complaint| complaint.message.span.end());
    let (short, long) = match language {
        Language::De if asked == 1 => {
            let (short, long) = if answered == 1 {
                ("Frage beantwortet", "geht auf die Frage ein")
            } else {
                ("Frage noch offen", "lässt die Frage offen")
            };
            (short.to_owned(), format!("Die Antwort {long}."))
        }
        Language::En if asked == 1 => {
            let (short, long) = if answered == 1 {
                ("question answered", "answers the question")
            } else {
                ("question still open", "leaves the question open")
            };
            (short.to_owned(), format!("The reply {long}."))
        }
        Language::De => {
            (format!("{answered} von {asked} Fragen beantwortet"), format!("Die Antwort geht auf {answered} von {asked} Fragen ein."))
        }
        Language::En => (format!("answers {answered} of {asked} questions"), format!("The reply answers {answered} of {asked} questions.")),
    };
    Some(Note { at, short, long })
}
