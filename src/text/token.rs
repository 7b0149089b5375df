//! A text becomes tokens: words, numbers, marks, emoji, handles, hashtags and links.

use super::{Folded, Span, Zone};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner apostrophes (`geht's`). A hyphen ends a word: `E-Mail` is two words and a mark.
    /// A gender form (`Kund*innen`, `Kund:innen`, `KundInnen`, `Kund/-innen`) is one word.
    Word,
    /// Digits, with inner `.`, `,`, `:`, `/` between digits (`29,90`, `14:10`, `3.11.2026`).
    Number,
    /// One mark of punctuation or one symbol.
    Mark,
    /// One emoji as the reader sees it: one grapheme cluster.
    Emoji,
    /// `@name`, `@name@server`.
    Handle,
    /// `#Tag`, with the `#`.
    Hashtag,
    /// A link, with or without a scheme, or an e-mail address.
    Link,
}

/// One token. Both spans are bytes: of the text, and of its folded form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub span: Span,
    pub folded: Span,
    pub kind: TokenKind,
    /// Index of its sentence.
    pub sentence: u32,
    /// Bytes of the folded stem before the gender mark: 4 in `kund*innen`. 0 where it is no gender form.
    pub gender_stem: u8,
}

pub(super) fn tokens(_text: &str, _folded: &Folded, _zones: &[Zone]) -> Vec<Token> {
    Vec::new()
}
