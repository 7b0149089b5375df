//! A text becomes the pieces of it that are markup, each with its plain form. Knows no channels.

use unicode_normalization::UnicodeNormalization;

use super::Piece;
use crate::analysers::near::line_after;
use crate::text::Span;

/// The longest piece of markup, in bytes.
const LONGEST: usize = 500;

/// Bold, struck out, headings and links of Markdown, in order of their start.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(start) = next_sign(text, at) {
        let found = match text.as_bytes()[start] {
            b'*' => pair(text, start, "**"),
            b'_' => pair(text, start, "__"),
            b'~' => pair(text, start, "~~"),
            b'#' => heading(text, start),
            _ => link(text, start),
        };
        at = found.as_ref().map_or(start + 1, |piece| piece.span.end());
        pieces.extend(found);
    }
    pieces
}

fn next_sign(text: &str, from: usize) -> Option<usize> {
    text.as_bytes().get(from..)?.iter().position(|byte| matches!(byte, b'*' | b'_' | b'~' | b'#' | b'[')).map(|offset| from + offset)
}

/// `**fett**`: within a line, with words directly inside.
fn pair(text: &str, start: usize, mark: &str) -> Option<Piece> {
    let inside = line_after(text, start, LONGEST).strip_prefix(mark)?;
    let length = inside.find(mark).filter(|&length| length > 0)?;
    let content = inside.get(..length)?;
    let sign = mark.chars().next()?;
    let end = start + mark.len() + length + mark.len();
    let tight = !content.starts_with(char::is_whitespace) && !content.ends_with(char::is_whitespace);
    let alone = !content.starts_with(sign)
        && !text.get(end..)?.starts_with(sign)
        && !text.get(..start)?.ends_with(|c: char| c.is_alphanumeric() && sign == '_');
    (tight && alone).then(|| Piece { span: Span::new(start, end), name: "markup", plain: content.to_owned() })
}

/// `## Neu` at the start of a line.
fn heading(text: &str, start: usize) -> Option<Piece> {
    let starts_line = text.get(..start)?.chars().next_back().is_none_or(|c| c == '\n');
    let rest = text.get(start..)?;
    let signs = rest.bytes().take_while(|&byte| byte == b'#').count();
    let title = rest.get(signs..)?.strip_prefix(' ')?.lines().next()?.trim_end();
    let end = start + signs + 1 + title.len();
    (starts_line && signs <= 6 && !title.is_empty()).then(|| Piece {
        span: Span::new(start, end),
        name: "heading",
        plain: title.trim().to_owned(),
    })
}

/// `[Status](https://…)`: but not `@[Acme](urn:…)`, which `LinkedIn` knows, and no pictures.
fn link(text: &str, start: usize) -> Option<Piece> {
    if text.get(..start)?.ends_with(['@', '!', '\\']) {
        return None;
    }
    let inside = line_after(text, start + 1, LONGEST);
    let label = inside.get(..inside.find("](")?).filter(|label| !label.contains(['[', ']']) && !label.is_empty())?;
    let from = start + 1 + label.len() + 2;
    let rest = line_after(text, from, LONGEST);
    let target = rest.get(..rest.find(')')?).filter(|target| !target.contains(char::is_whitespace) && !target.is_empty())?;
    let plain = if label == target { target.to_owned() } else { format!("{label}: {target}") };
    Some(Piece { span: Span::new(start, from + target.len() + 1), name: "link", plain })
}

/// Runs of letters and digits from the mathematical alphabets (U+1D400–1D7FF), with what they stand for.
pub(super) fn math_letters(text: &str) -> Vec<Piece> {
    // All of them begin with these two bytes in UTF-8.
    if memchr::memmem::find(text.as_bytes(), b"\xf0\x9d").is_none() {
        return Vec::new();
    }
    let is_math = |c: char| matches!(c, '\u{1d400}'..='\u{1d7ff}');
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find(is_math)).map(|offset| at + offset) {
        // Words of such letters make one piece with the spaces between them.
        let mut end = start;
        for (offset, c) in text[start..].char_indices() {
            if is_math(c) {
                end = start + offset + c.len_utf8();
            } else if !matches!(c, ' ' | '-' | '\'' | '’') {
                break;
            }
        }
        pieces.push(Piece { span: Span::new(start, end), name: "math", plain: text[start..end].nfkc().collect() });
        at = end;
    }
    pieces
}

/// The first sign that `LinkedIn`'s interface takes for markup, unless it is escaped.
pub(super) fn unescaped(text: &str) -> Option<Piece> {
    const RESERVED: [char; 15] = ['|', '{', '}', '@', '[', ']', '(', ')', '<', '>', '#', '*', '_', '~', '\\'];
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\\' && chars.peek().is_some_and(|(_, next)| RESERVED.contains(next)) {
            chars.next();
            continue;
        }
        // Tags and mentions are meant as such.
        let is_meant = matches!(c, '#' | '@') && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric() || *next == '[');
        if RESERVED.contains(&c) && !is_meant {
            return Some(Piece { span: Span::new(at, at + c.len_utf8()), name: "escape", plain: format!("\\{c}") });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Vec<(&str, String)> {
        pieces(text).into_iter().map(|piece| (piece.span.slice(text), piece.plain)).collect()
    }

    #[test]
    fn markup_has_a_plain_form() {
        assert_eq!(plain("Das ist **sehr** neu"), [("**sehr**", "sehr".into())]);
        assert_eq!(plain("# Neu\nText"), [("# Neu", "Neu".into())]);
        assert_eq!(plain("[Lage](https://a.example)"), [("[Lage](https://a.example)", "Lage: https://a.example".into())]);
    }

    #[test]
    fn other_uses_of_the_signs_are_none() {
        for text in [
            "Kund*innen",
            "2 ** 3",
            "snake__case__name",
            "#Tag",
            "@[Acme](urn:li:organization:1)",
            "[Update 14:30]",
            "____",
            "~ 5 ~",
            "Note **",
            "**\n**",
        ] {
            assert_eq!(plain(text), [], "{text}");
        }
    }

    #[test]
    fn mathematical_letters_stand_for_letters() {
        let found: Vec<String> = math_letters("Jetzt 𝗡𝗲𝘂 𝗱𝗮 und 𝟮𝟬 %").into_iter().map(|piece| piece.plain).collect();
        assert_eq!(found, ["Neu da", "20"]);
    }

    #[test]
    fn escaped_signs_are_fine() {
        assert!(unescaped("Neu \\(ab Montag\\) #Rad @Acme").is_none());
        assert_eq!(unescaped("Neu (ab Montag)").map(|piece| piece.plain).as_deref(), Some("\\("));
    }
}
