//! Where someone else speaks: pairs of quotation marks. Knows typography only.

use super::Span;

/// The longest quote, in bytes. What runs on is a mark that nobody closed.
const LONGEST: usize = 300;

/// The quotes of a text, marks included, in order of their start: „…“, “…”, "…", »…«, «…», ‚…‘, ‘…’. They end within their paragraph,
/// and may nest. Apostrophes and inch marks open none.
pub(super) fn quotes(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = 0;
    // A straight mark that closed a quote opens no other.
    let mut closed = 0;
    while let Some(found) = next_mark(text, at) {
        let Some(mark) = text[found..].chars().next() else { break };
        let inside = found + mark.len_utf8();
        at = inside;
        if found < closed && mark == '"' || !opens(text, found, mark) {
            continue;
        }
        if let Some(end) = closing(text, inside, mark) {
            out.push(Span::new(found, end));
            closed = end;
        }
    }
    out
}

/// The next character that might open a quote.
fn next_mark(text: &str, from: usize) -> Option<usize> {
    // All but the straight one begin with one of two bytes: U+00AB, U+00BB, and General Punctuation.
    let mut at = from;
    while let Some(length) = memchr::memchr3(b'"', 0xC2, 0xE2, &text.as_bytes()[at..]) {
        at += length;
        let c = text[at..].chars().next()?;
        if closers(c).is_some() {
            return Some(at);
        }
        at += c.len_utf8();
    }
    None
}

/// What may close a quote that the mark opens.
fn closers(mark: char) -> Option<&'static [char]> {
    Some(match mark {
        '"' => &['"'],
        '„' => &['“', '”', '"'],
        '“' => &['”', '“'],
        '”' => &['”'],
        '»' => &['«', '»'],
        '«' => &['»'],
        '‚' => &['‘', '’'],
        '‘' => &['’'],
        '›' => &['‹'],
        '‹' => &['›'],
        _ => return None,
    })
}

/// Whether a mark opens a quote: it stands before a word, and not behind one.
fn opens(text: &str, at: usize, mark: char) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + mark.len_utf8()..].chars().next();
    let free = before.is_none_or(|c| {
        c.is_whitespace() || matches!(c, '(' | '[' | '{' | '/' | '-' | '–' | '—' | '*' | '_' | ':' | '>') || closers(c).is_some()
    });
    let french = mark == '«' && matches!(after, Some('\u{a0}' | '\u{202f}' | ' '));
    let before_text = after.is_some_and(|c| !c.is_whitespace());
    match mark {
        '„' => before_text,
        _ => free && (before_text || french),
    }
}

/// The end of the quote that was opened just before `from`.
fn closing(text: &str, from: usize, mark: char) -> Option<usize> {
    let closers = closers(mark)?;
    let mut breaks = 0;
    for (offset, c) in text[from..].char_indices() {
        if offset > LONGEST {
            return None;
        }
        match c {
            '\n' if breaks > 0 => return None,
            '\n' => breaks += 1,
            '\r' | ' ' | '\t' => {}
            _ => breaks = 0,
        }
        let end = from + offset + c.len_utf8();
        if offset > 0 && closers.contains(&c) && closes(text, from + offset, end, mark, c) {
            return Some(end);
        }
    }
    None
}

/// Whether a mark closes: behind a word, and not before one.
fn closes(text: &str, start: usize, end: usize, opened: char, mark: char) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    let before_word = after.is_some_and(char::is_alphanumeric);
    match mark {
        '’' | '‘' => !before_word && before.is_some_and(|c| !c.is_whitespace()),
        '"' if opened == '"' => before.is_some_and(|c| !c.is_whitespace()),
        '“' if opened == '“' => !before_word && before.is_some_and(|c| !c.is_whitespace()),
        '»' if opened == '»' => !before_word && before.is_some_and(|c| !c.is_whitespace()),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        quotes(text).into_iter().map(|span| span.slice(text)).collect()
    }

    #[test]
    fn pairs_marks_of_every_style() {
        for quote in ["„Ja, gut.“", "“Fine.”", "\"Ja\"", "»Ja«", "«Ja»", "‚Ja‘", "‘Fine’", "„Ja\"", "« Oui »", "“Ja“", "›Ja‹"]
        {
            assert_eq!(found(&format!("Er sagt {quote} und geht.")), [quote]);
        }
        assert_eq!(found("\"a\" und \"b\""), ["\"a\"", "\"b\""]);
        assert_eq!(found("„Er sagt ‚Ja‘ dazu.“"), ["„Er sagt ‚Ja‘ dazu.“", "‚Ja‘"]);
    }

    #[test]
    fn pairs_nothing_else() {
        for text in
            ["Geht’s? Das war’s.", "ein 27\" Monitor und ein 24\" Monitor", "„offen", "\"offen\n\nneu\"", "it’s the users’ choice", "“"]
        {
            assert_eq!(found(text), [""; 0], "{text}");
        }
        assert_eq!(found(&format!("„{}“", "wort ".repeat(70))), [""; 0], "too long");
    }
}
