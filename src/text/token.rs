//! A text becomes tokens: words, numbers, marks, emoji, handles, hashtags and links. Knows nothing of sentences or languages.

use unicode_normalization::char::is_combining_mark;

use super::{Folded, Span, Zone, emoji, gender, link};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner apostrophes (`geht's`) and digits after the first letter (`S1`). A hyphen ends a word: `E-Mail` is two words
    /// and a mark. A gender form (`Kund*innen`, `Kund:innen`, `KundInnen`, `Kund/-innen`, `jede*r`) is one word.
    Word,
    /// Digits, with inner `.`, `,`, `:`, `/` between digits (`29,90`, `14:10`, `3.11.2026`), or an apostrophe between thousands (`1'000`).
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

/// Cuts a text into tokens. Zones give tokens like the rest; they only keep a link from running over their borders.
pub(super) fn tokens(text: &str, folded: &Folded, zones: &[Zone]) -> Vec<Token> {
    let mut cutter = Cutter { text, folded, out: Vec::with_capacity(text.len() / 5 + 1) };
    let mut at = 0;
    for link in link::links(text, zones) {
        while at < link.start {
            at = cutter.cut(at, link.start);
        }
        if at < link.end {
            at = cutter.push(TokenKind::Link, at, link.end);
        }
    }
    while at < text.len() {
        at = cutter.cut(at, text.len());
    }
    cutter.out
}

struct Cutter<'a> {
    text: &'a str,
    folded: &'a Folded,
    out: Vec<Token>,
}

impl Cutter<'_> {
    /// Reads what starts at `at`, at most up to `limit`, and gives the offset after it.
    fn cut(&mut self, at: usize, limit: usize) -> usize {
        let rest = &self.text[at..limit];
        let Some(c) = rest.chars().next() else { return limit };
        let (kind, length) = match c {
            ' ' | '\n' => return at + 1,
            'a'..='z' | 'A'..='Z' => return self.cut_word(at, limit),
            '@' | '＠' => match handle_length(&self.text[..at], rest) {
                Some(length) => (TokenKind::Handle, length),
                None => (TokenKind::Mark, c.len_utf8()),
            },
            '#' | '＃' => hash_token(&self.text[..at], rest),
            _ if is_nothing(c) => return at + c.len_utf8(),
            _ => match emoji::emoji_length(rest) {
                Some(length) => (TokenKind::Emoji, length),
                None if c.is_numeric() => (TokenKind::Number, number_length(rest)),
                None if c.is_alphabetic() => return self.cut_word(at, limit),
                None => (TokenKind::Mark, c.len_utf8()),
            },
        };
        self.push(kind, at, at + length)
    }

    fn cut_word(&mut self, at: usize, limit: usize) -> usize {
        let rest = &self.text[at..limit];
        let length = word_length(rest);
        let gendered = gender::form(&rest[..length], &rest[length..]);
        let end = self.push(TokenKind::Word, at, at + gendered.map_or(length, |form| form.length));
        if let (Some(form), Some(token)) = (gendered, self.out.last_mut()) {
            let stem = self.folded.to_folded(Span::new(at, at + form.stem));
            token.gender_stem = u8::try_from(stem.len()).unwrap_or(0);
        }
        end
    }

    /// Adds a token, with the combining characters that sit on its end, and gives the offset after it.
    fn push(&mut self, kind: TokenKind, start: usize, end: usize) -> usize {
        let end = end + combining_length(&self.text[end..]);
        let span = Span::new(start, end);
        self.out.push(Token { span, folded: self.folded.to_folded(span), kind, sentence: 0, gender_stem: 0 });
        end
    }
}

/// The bytes of the combining characters at the start of a text. They compose with what stands before, so they are cut from nothing.
fn combining_length(rest: &str) -> usize {
    if rest.as_bytes().first().is_none_or(|&byte| byte < 0xCC) {
        return 0;
    }
    rest.find(|c: char| !is_combining_mark(c) || is_ignorable(c)).unwrap_or(rest.len())
}

/// The bytes of the word that starts here.
pub(super) fn word_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        if byte.is_ascii() && byte != b'\'' {
            break;
        }
        let Some(c) = rest[at..].chars().next() else { break };
        let after = at + c.len_utf8();
        let goes_on = match c {
            '\'' | '’' | '‘' | 'ʼ' | '´' => {
                let joined = |c: char| c.is_alphabetic() && !emoji::may_start_emoji(c);
                rest[..at].chars().next_back().is_some_and(joined) && rest[after..].chars().next().is_some_and(joined)
            }
            _ if is_ignorable(c) => continues_word(&rest[after..]),
            _ => is_word_char(c),
        };
        if !goes_on {
            break;
        }
        at = after;
    }
    // A word that starts with something odd is still a step forward.
    if at == 0 { rest.chars().next().map_or(0, char::len_utf8) } else { at }
}

fn is_word_char(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    (c.is_alphanumeric() && !emoji::may_start_emoji(c)) || is_combining_mark(c) && !is_ignorable(c)
}

/// Whether a word goes on behind soft hyphens and joiners. Looks over few of them: more are no typography.
fn continues_word(rest: &str) -> bool {
    rest.chars().take(4).find(|&c| !is_ignorable(c)).is_some_and(is_word_char)
}

/// Characters without width, that may stand within a word.
fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}')
}

/// What is no token: white space, control characters, and characters without width on their own.
fn is_nothing(c: char) -> bool {
    c.is_whitespace() || c.is_control() || is_ignorable(c)
}

fn number_length(rest: &str) -> usize {
    let digits =
        |from: usize| from + rest[from..].find(|c: char| !c.is_numeric() || emoji::may_start_emoji(c)).unwrap_or(rest.len() - from);
    let mut at = digits(0);
    if at == 0 {
        return rest.chars().next().map_or(0, char::len_utf8);
    }
    loop {
        let Some(separator) = rest[at..].chars().next() else { return at };
        let after = at + separator.len_utf8();
        let next = match separator {
            '.' | ',' | ':' | '/' if rest.as_bytes().get(after).is_some_and(u8::is_ascii_digit) => digits(after),
            '\'' | '’' => digits(after),
            _ => return at,
        };
        if matches!(separator, '\'' | '’') && next - after != 3 {
            return at;
        }
        at = next;
    }
}

fn handle_length(before: &str, rest: &str) -> Option<usize> {
    if before.chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '@' | '＠' | '!' | '#' | '$' | '%' | '&')) {
        return None;
    }
    let sign = rest.chars().next()?.len_utf8();
    let name = handle_name_length(&rest[sign..]);
    let length = sign + name;
    if name == 0 || rest[length..].starts_with("://") {
        return None;
    }
    match rest[length..].strip_prefix('@').map(server_length) {
        None => Some(length),
        Some(0) => None,
        Some(server) => Some(length + 1 + server),
    }
}

/// A name, or the whole domain that is one on Bluesky.
fn handle_name_length(rest: &str) -> usize {
    let domain = server_length(rest);
    if domain > 0 {
        return domain;
    }
    let mut at = 0;
    for (offset, c) in rest.char_indices() {
        let after = offset + c.len_utf8();
        let inner_dot = c == '.' && at > 0 && rest[after..].starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if !(c == '_' || inner_dot || is_word_char(c)) {
            break;
        }
        at = after;
    }
    at
}

/// The bytes of a server's name (`srv.social`), 0 where none stands here.
fn server_length(rest: &str) -> usize {
    let end = rest.bytes().position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))).unwrap_or(rest.len());
    let name = rest[..end].trim_end_matches(['.', '-']);
    let top = name.rsplit('.').next().unwrap_or_default();
    let is_server =
        top.len() < name.len() && !name.starts_with(['.', '-']) && top.len() > 1 && top.bytes().all(|byte| byte.is_ascii_lowercase());
    let ends_cleanly = !rest[name.len()..].starts_with(|c: char| c == '_' || is_word_char(c));
    if is_server && ends_cleanly { name.len() } else { 0 }
}

/// `#Tag`, the keycap `#️⃣`, or the bare sign.
fn hash_token(before: &str, rest: &str) -> (TokenKind, usize) {
    let sign = rest.chars().next().map_or(0, char::len_utf8);
    if let Some(length) = emoji::emoji_length(rest) {
        return (TokenKind::Emoji, length);
    }
    let joined = before.chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '&' | '#' | '＃'));
    let name = &rest[sign..];
    let length = name.find(|c: char| !(matches!(c, '_' | '·') || is_word_char(c))).unwrap_or(name.len());
    if joined || !name[..length].chars().any(char::is_alphabetic) {
        return (TokenKind::Mark, sign);
    }
    (TokenKind::Hashtag, sign + length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    fn read(text: &str) -> Vec<(TokenKind, &str)> {
        tokens(text, &fold(text), &[]).into_iter().map(|token| (token.kind, token.span.slice(text))).collect()
    }

    fn words(text: &str) -> Vec<&str> {
        read(text).into_iter().map(|(_, written)| written).collect()
    }

    fn kinds(text: &str) -> Vec<TokenKind> {
        read(text).into_iter().map(|(kind, _)| kind).collect()
    }

    #[test]
    fn cuts_words_and_marks() {
        assert_eq!(
            words("Geht’s noch, O'Brien? Hans' E-Mail…"),
            ["Geht’s", "noch", ",", "O'Brien", "?", "Hans", "'", "E", "-", "Mail", "…"]
        );
        assert_eq!(words("Ser\u{ad}vice\u{a0}a\u{308}rgert S1\u{200b}"), ["Ser\u{ad}vice", "a\u{308}rgert", "S1"]);
        assert_eq!(words(" \t\r\n\u{feff}"), [""; 0]);
    }

    #[test]
    fn cuts_numbers_with_their_inner_marks() {
        assert_eq!(
            words("29,90 € um 14:10, am 3.11. und 1’000 / 2026-11-21"),
            ["29,90", "€", "um", "14:10", ",", "am", "3.11", ".", "und", "1’000", "/", "2026", "-", "11", "-", "21"]
        );
        assert_eq!(words("9am 5% 3'5"), ["9", "am", "5", "%", "3", "'", "5"]);
    }

    #[test]
    fn tells_handles_tags_and_links() {
        use TokenKind::{Emoji, Handle, Hashtag, Link, Mark, Number, Word};
        assert_eq!(
            read("@a_b @a@srv.social. @x.bsky.social, a@b"),
            [
                (Handle, "@a_b"),
                (Handle, "@a@srv.social"),
                (Mark, "."),
                (Handle, "@x.bsky.social"),
                (Mark, ","),
                (Word, "a"),
                (Mark, "@"),
                (Word, "b")
            ]
        );
        assert_eq!(
            read("#WirSind #204 C# #2Go #️⃣"),
            [(Hashtag, "#WirSind"), (Mark, "#"), (Number, "204"), (Word, "C"), (Mark, "#"), (Hashtag, "#2Go"), (Emoji, "#️⃣")]
        );
        assert_eq!(kinds("https://a.de www.b.de c.de/x d@e.de"), [Link; 4]);
        assert_eq!(kinds("👩‍👩‍👧👍🏽🇩🇪 ❤️1️⃣"), [Emoji; 5]);
    }

    #[test]
    fn keeps_gender_forms_whole() {
        for (text, stem) in [
            ("Kund*innen", 4),
            ("Kund:innen", 4),
            ("Kund_innen", 4),
            ("KundInnen", 4),
            ("Kund/-innen", 4),
            ("Kund/innen", 4),
            ("Kund·innen", 4),
            ("Kund*in", 4),
            ("Kund\\*innen", 4),
            ("Ärzt*innen", 5),
            ("Gro\u{308}ß*innen", 6),
            ("jede*r", 4),
            ("Mitarbeiter:innen", 11),
        ] {
            let folded = fold(text);
            let tokens = tokens(text, &folded, &[]);
            assert_eq!(tokens.len(), 1, "{text}");
            assert_eq!(tokens[0].gender_stem, stem, "{text}");
            assert_eq!(tokens[0].folded.slice(&folded.text), folded.text, "{text}");
        }
        for text in ["Kundinnen", "LinkedIn", "Innen", "geht's"] {
            assert_eq!(tokens(text, &fold(text), &[])[0].gender_stem, 0, "{text}");
        }
        assert_eq!(words("Achtung: innen"), ["Achtung", ":", "innen"]);
    }
}
