//! Brackets become gaps where their content is the name of a field rather than text.

use super::{Gap, Sort};
use crate::analysers::Check;
use crate::analysers::near::line_after;
use crate::text::{Span, fold_word};

/// A field's name is short.
const LONGEST: usize = 60;

/// The bracketed gaps of a draft, in order of their start for each kind of bracket.
pub(super) fn gaps(check: &Check<'_>) -> Vec<Gap> {
    let text = &check.reading.prose.text;
    let mut gaps = Vec::new();
    let mut at = 0;
    while let Some(start) = next_bracket(text, at) {
        let found = match text.as_bytes()[start] {
            b'[' => square(check, start),
            b'{' => curly(text, start),
            b'<' => angle(text, start),
            b'%' => percent(text, start),
            b'*' => merge_tag(text, start),
            _ => guillemets(check, start),
        };
        at = found.map_or(start + 1, |end| end);
        gaps.extend(found.map(|end| Gap { span: Span::new(start, end), sort: Sort::Field }));
    }
    gaps
}

/// The next byte that may open a field: `«` begins with the byte C2.
fn next_bracket(text: &str, from: usize) -> Option<usize> {
    let opens = |byte: &u8| matches!(byte, b'[' | b'{' | b'<' | b'%' | b'*' | 0xC2);
    text.as_bytes().get(from..)?.iter().position(opens).map(|offset| from + offset)
}

/// The text up to the closing mark, which stands on the same line and not far away.
fn inside<'a>(text: &'a str, from: usize, close: &str) -> Option<&'a str> {
    let near = line_after(text, from, LONGEST + close.len());
    near.get(..near.find(close)?)
}

/// `[Name]`, `[Your Company]`: but no link, mention, footnote, check box or remark.
fn square(check: &Check<'_>, start: usize) -> Option<usize> {
    let text = &check.reading.prose.text;
    let content = inside(text, start + 1, "]")?;
    let end = start + 1 + content.len() + 1;
    let before = text.get(..start)?;
    let after = text.get(end..)?;
    let is_link = after.starts_with(['(', '[', ':']) || before.ends_with(['@', '!', '\\', ']']);
    (!is_link && names_field(check, content)).then_some(end)
}

/// `{{first_name}}`, `{name}`, `${name}`.
fn curly(text: &str, start: usize) -> Option<usize> {
    if let Some(content) = inside(text, start + 2, "}}").filter(|_| text[start..].starts_with("{{")) {
        return (!content.trim().is_empty()).then(|| start + 2 + content.len() + 2);
    }
    let content = inside(text, start + 1, "}")?;
    let is_name = content.starts_with(char::is_alphabetic)
        && content.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ' | '/'))
        && content.split_whitespace().count() <= 4;
    is_name.then(|| start + 1 + content.len() + 1)
}

/// `<DATUM>`, `<was passiert ist>`: but no tag, link or comparison.
fn angle(text: &str, start: usize) -> Option<usize> {
    let content = inside(text, start + 1, ">")?;
    let is_text = content.starts_with(|c: char| c.is_alphabetic() || c == '…') && !content.ends_with(char::is_whitespace);
    let is_address = content.contains("://") || content.contains('@') || content.starts_with("mailto:");
    let end = start + 1 + content.len() + 1;
    (is_text && !is_address && !content.contains('<') && !is_tag(content, line_after(text, end, FURTHEST_END))).then_some(end)
}

/// Where a tag ends at the latest that is to be one, in bytes behind its start.
const FURTHEST_END: usize = 500;

/// Tags of HTML. Those that are also words count as tags where they have attributes or are closed again.
fn is_tag(content: &str, behind: &str) -> bool {
    #[rustfmt::skip]
    const TAGS: [&str; 58] = [
        "a", "abbr", "article", "aside", "audio", "b", "blockquote", "body", "br", "button", "center", "code", "dd", "del", "details", "div", "dl", "dt",
        "em", "figcaption", "figure", "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "head", "hr", "html", "i", "iframe", "img", "ins", "kbd",
        "li", "mark", "ol", "p", "pre", "s", "script", "section", "small", "span", "strong", "style", "sub", "summary", "sup", "table", "td", "th", "tr",
        "u", "ul",
    ];
    let name = content.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
    let has_attributes = content.contains("=\"") || content.contains("='") || content.ends_with('/');
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let is_closed = || is_name && behind.contains(&format!("</{name}>"));
    has_attributes || (name == content && (TAGS.contains(&name.to_ascii_lowercase().as_str()) || is_closed()))
}

/// `%FIRSTNAME%`: but no sums of percentages.
fn percent(text: &str, start: usize) -> Option<usize> {
    let content = inside(text, start + 1, "%")?;
    let free = !text
        .get(..start)?
        .ends_with(|c: char| c.is_alphanumeric() || c.is_whitespace() && text[..start].trim_end().ends_with(char::is_numeric));
    let is_name = content.len() > 2 && content.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    (free && is_name).then(|| start + 1 + content.len() + 1)
}

/// `*|FNAME|*`, as newsletters have it.
fn merge_tag(text: &str, start: usize) -> Option<usize> {
    text.get(start..)?.starts_with("*|").then_some(())?;
    let content = inside(text, start + 2, "|*")?;
    (!content.is_empty()).then(|| start + 2 + content.len() + 2)
}

/// `«Vorname»`, as word processors have it.
fn guillemets(check: &Check<'_>, start: usize) -> Option<usize> {
    let text = &check.reading.prose.text;
    text.get(start..)?.starts_with('«').then_some(())?;
    let from = start + '«'.len_utf8();
    let content = inside(text, from, "»")?;
    let is_identifier = !content.contains(' ') && names_field(check, content);
    is_identifier.then(|| from + content.len() + '»'.len_utf8())
}

/// Whether a text names something to fill in: every word of it, or the first, which asks for it.
fn names_field(check: &Check<'_>, content: &str) -> bool {
    let folded = fold_word(content);
    let mut words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    let Some(&first) = words.peek() else { return false };
    let is_listed = |word: &str, list: &str| check.list(list).any(|entry| entry == word);
    if is_listed(first, "asking") {
        return words.count() > 1;
    }
    let mut fields = 0;
    let mut others = 0;
    for word in words {
        if is_listed(word, "fields") {
            fields += 1;
        } else if !is_listed(word, "fillers") {
            others += 1;
        }
    }
    fields > 0 && others == 0
}
