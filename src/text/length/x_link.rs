//! What X takes for a link, by the grammar of twitter-text: that decides what a post weighs there.
//! (For everything else, a text's links are those of `text::link`, which sees what a reader sees.)

use std::ops::Range;

use memchr::{memchr, memmem};

use super::punycode;
use crate::text::domain::is_top_level;

/// The links of a text, in order.
pub(super) fn links(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(dot) = memchr(b'.', &text.as_bytes()[at..]).map(|offset| at + offset) {
        let (next, link) = match scheme(text, at..dot) {
            Some((start, domain)) => with_scheme(text, start, domain),
            None => bare(text, at, dot),
        };
        out.extend(link);
        at = next;
    }
    out
}

/// The last `http://` or `https://` of a range: where it starts, and where its domain does.
fn scheme(text: &str, within: Range<usize>) -> Option<(usize, usize)> {
    let slashes = within.start + memmem::rfind(&text.as_bytes()[within.clone()], b"://")?;
    let before = &text.as_bytes()[within.start..slashes];
    let length = [b"https".as_slice(), b"http"]
        .into_iter()
        .find(|name| before.len() >= name.len() && before[before.len() - name.len()..].eq_ignore_ascii_case(name))?;
    Some((slashes - length.len(), slashes + 3))
}

/// Reads a link with a scheme. Gives the offset to go on from as well.
fn with_scheme(text: &str, start: usize, domain: usize) -> (usize, Option<Range<usize>>) {
    let rest = &text[domain..];
    let end = rest.find(|c: char| !(is_domain_char(c) || matches!(c, '-' | '_' | '.'))).unwrap_or(rest.len());
    let length = domain_length(&rest[..end], rest);
    let free = text[..start].chars().next_back().is_none_or(may_precede);
    if length == 0 || !free {
        return (domain + end, None);
    }
    let after = domain + length;
    let short = text[domain..after].eq_ignore_ascii_case("t.co").then(|| shortened_length(&text[after..]));
    match short {
        Some(None) => (domain + end, None),
        Some(Some(tail)) => (after + tail, Some(start..after + tail)),
        None => {
            let end = after + tail_length(&text[after..]);
            (end, Some(start..end))
        }
    }
}

/// Reads a link without a scheme, around a dot.
fn bare(text: &str, from: usize, dot: usize) -> (usize, Option<Range<usize>>) {
    let is_label = |c: char| is_latin(c) || matches!(c, '-' | '.');
    let start = dot - text[from..dot].chars().rev().take_while(|&c| is_label(c)).map(char::len_utf8).sum::<usize>();
    let start = start + text[start..dot].len() - text[start..dot].trim_start_matches(['-', '.']).len();
    let rest = &text[start..];
    let end = rest.find(|c| !is_label(c)).unwrap_or(rest.len());
    let after_run = (start + end).max(dot + 1);
    let free = text[..start].chars().next_back().is_none_or(|c| may_precede(c) && !matches!(c, '-' | '_' | '.' | '/'));
    let length = domain_length(&rest[..end], rest);
    if length == 0 || !free {
        return (after_run, None);
    }
    let end = start + length;
    let end = end + tail_length(&text[end..]);
    (end, Some(start..end))
}

/// Whether a link may begin behind the character.
fn may_precede(c: char) -> bool {
    !(c.is_ascii_alphanumeric() || matches!(c, '@' | '＠' | '$' | '#' | '＃' | '\u{fffe}' | '\u{feff}' | '\u{ffff}'))
}

/// The bytes of the longest domain at the start of `run`; 0 where there is none. `rest` goes on behind the run.
fn domain_length(run: &str, rest: &str) -> usize {
    let mut best = 0;
    let mut start = 0;
    let mut name = "";
    for label in run.split('.') {
        if start > 0 {
            let top = top_level_length(&rest[start..]);
            if top > 0 && !name.contains('_') {
                best = start + top;
            }
        }
        let is_valid =
            !label.is_empty() && !label.starts_with(['-', '_']) && !label.ends_with(['-', '_']) && punycode::encoded_length(label) <= 63;
        let is_encoded_badly = label.starts_with("xn--") && !label.is_ascii();
        if !is_valid || is_encoded_badly {
            break;
        }
        name = label;
        start += label.len() + 1;
    }
    best
}

/// The bytes of the top-level domain that starts here, provided that it ends here too.
fn top_level_length(rest: &str) -> usize {
    for top in ["みんな", "中国", "پاکستان", "рф"] {
        if rest.starts_with(top) {
            return top.len();
        }
    }
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let encoded = rest.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("xn--"));
    let length = if encoded { rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count() } else { letters };
    let ends = rest[length..].chars().next().is_none_or(|c| !(c.is_ascii_alphanumeric() || matches!(c, '@' | '+' | '-')));
    if ends && (encoded || is_top_level(&rest[..length])) { length } else { 0 }
}

/// The bytes of port, path and query.
fn tail_length(rest: &str) -> usize {
    let port = rest.strip_prefix(':').map_or(0, |digits| match digits.bytes().take_while(u8::is_ascii_digit).count() {
        0 => 0,
        length => length + 1,
    });
    let path = port + path_length(&rest[port..]);
    path + query_length(&rest[path..])
}

/// The bytes of a path: up to the last character that may end one. Brackets belong to it in pairs.
fn path_length(rest: &str) -> usize {
    if !rest.starts_with('/') {
        return 0;
    }
    let mut end = 1;
    let mut at = 1;
    while let Some(c) = rest[at..].chars().next() {
        if c == '(' {
            let Some(close) = bracket_length(&rest[at..]) else { break };
            at += close;
            end = at;
        } else if is_path_char(c) {
            at += c.len_utf8();
            if is_word_in_path(c) || matches!(c, '=' | '_' | '#' | '/' | '-' | '+') {
                end = at;
            }
        } else {
            break;
        }
    }
    end
}

/// The bytes of a bracket that is closed within the path; one level may be nested.
fn bracket_length(rest: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (offset, c) in rest.char_indices() {
        match c {
            '(' if depth < 2 => depth += 1,
            ')' => {
                depth -= 1;
                if depth == 0 {
                    return Some(offset + 1);
                }
            }
            _ if is_path_char(c) => {}
            _ => return None,
        }
    }
    None
}

fn query_length(rest: &str) -> usize {
    if !rest.starts_with('?') {
        return 0;
    }
    let is_query = |byte: &u8| byte.is_ascii_alphanumeric() || b"!?*'@();:&=+$/%#[]-_.,~|".contains(byte);
    let length = rest.bytes().take_while(is_query).count();
    let ends = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '&' | '=' | '#' | '/');
    rest[1..length].rfind(ends).map_or(0, |last| last + 2)
}

/// What follows `t.co`: a slug of at most 40 characters and a query; `None` where that makes it no link.
fn shortened_length(rest: &str) -> Option<usize> {
    let Some(path) = rest.strip_prefix('/') else { return Some(0) };
    let slug = path.bytes().take_while(u8::is_ascii_alphanumeric).count();
    (slug <= 40).then(|| 1 + slug + query_length(&path[slug..]))
}

fn is_domain_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii() && !c.is_whitespace() && !c.is_control() && !is_invisible(c)
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{61c}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{feff}' | '\u{ffff}')
}

/// Letters and digits with the accents that twitter-text allows.
fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ' | 'Ā'..='ɏ' | 'ɓ' | 'ɔ' | 'ɖ' | 'ɗ' | 'ə' | 'ɛ' | 'ɣ' | 'ɨ' | 'ɯ' | 'ɲ' | 'ʉ' | 'ʋ' | 'ʻ')
        || matches!(c, '\u{300}'..='\u{36f}' | 'Ḁ'..='ỿ')
}

fn is_word_in_path(c: char) -> bool {
    is_latin(c) || matches!(c, 'Ѐ'..='ӿ')
}

fn is_path_char(c: char) -> bool {
    is_word_in_path(c)
        || matches!(
            c,
            '!' | '*'
                | '\''
                | ';'
                | ':'
                | '='
                | '+'
                | ','
                | '.'
                | '$'
                | '/'
                | '%'
                | '#'
                | '['
                | ']'
                | '-'
                | '–'
                | '_'
                | '~'
                | '&'
                | '|'
                | '@'
        )
}
