//! What is true of every text, however hostile: reading names ends, panics never, and every span lies in its text.

use proptest::prelude::*;

use super::customer::Customer;
use super::personal::PersonalName;
use super::salutation::addresses;
use super::signature::signature;
use super::spelling::{Likeness, Spelling};
use super::verdict::{Case, Verdict};
use crate::config::Settings;
use crate::draft::{Complaint, Field, Passage};
use crate::text::{Language, Markup, Prose, Span};

/// Texts of what names and greetings are made of, and of what breaks readers of text.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("Hallo "),
        Just("Sehr geehrte Frau "),
        Just("Dear "),
        Just("Herr "),
        Just("Dr. "),
        Just("von der "),
        Just("Schleeh"),
        Just("O’Brien"),
        Just("Müller-Lüdenscheidt"),
        Just("Nguyễn "),
        Just("’s "),
        Just("s "),
        Just(", "),
        Just("! "),
        Just("\n"),
        Just("– "),
        Just("Gruß aus "),
        Just("Ihr "),
        Just("Thanks, "),
        Just("👩‍👩‍👧"),
        Just("👍🏽"),
        Just("ß"),
        Just("ẞ"),
        Just("İ"),
        Just("ı"),
        Just("a\u{308}"),
        Just("\u{ad}"),
        Just("\u{200d}"),
        Just("“"),
        Just("@a_b "),
        Just("4711"),
        Just("al-Masri"),
        Just("'"),
        Just("-"),
        Just("_"),
        Just("\r\n"),
    ];
    prop_oneof![prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat()), any::<String>()]
}

fn complaint(author: &str, message: &str) -> Complaint {
    let field = Field { value: author.to_owned(), span: Span::default() };
    Complaint { author: Some(field), message: Passage::verbatim(message, 0), ..Complaint::default() }
}

proptest! {
    #[test]
    fn names_are_read_whatever_they_are(text in text()) {
        if let Some(name) = PersonalName::parse(&text) {
            let _ = (name.full(), name.given(), name.surname());
            prop_assert!(name.names().count() <= name.parts.len());
        }
        if let Some(found) = signature(&text) {
            prop_assert!(!found.span.slice(&text).is_empty());
        }
    }

    #[test]
    fn a_name_is_like_itself(text in text()) {
        let spelling = Spelling::new(&text);
        prop_assert_eq!(spelling.likeness(&Spelling::new(&text)), Likeness::Same);
    }

    #[test]
    fn every_address_is_judged(author in text(), message in text(), body in text()) {
        let (settings, complaint) = (Settings::default(), complaint(&author, &message));
        let customer = Customer::read(&complaint, &settings);
        let prose = Prose::read(&body, Markup::Markdown, Language::De);
        let case = Case { prose: &prose, customer: &customer, complaint: &message, settings: &settings };
        for address in addresses(&prose).all {
            if let Verdict::Wrong(fault) = case.judge(&address) {
                prop_assert!(!fault.span.slice(&body).is_empty());
            }
            let _ = case.wrong_title(&address);
        }
    }
}
