//! A block quote at the very top of a text becomes the complaint that the text answers: it is how people answer mail.

use std::ops::Range;

use super::lines::{Line, lines};
use super::source::Source;
use super::{Complaint, Encoding, Field, Passage};
use crate::yaml::Alignment;

/// Words that open a message, not a name.
const NO_NAMES: [&str; 69] = [
    "hallo", "hi", "hey", "moin", "servus", "liebe", "lieber", "liebes", "sehr", "guten", "gute", "grüß", "grüezi", "werte", "dear",
    "hello", "good", "to", "an", "frage", "fragen", "question", "betreff", "subject", "re", "aw", "mein", "meine", "ihr", "ihre", "euer",
    "eure", "unser", "unsere", "der", "die", "das", "ein", "eine", "kein", "keine", "noch", "kurze", "neue", "letzte", "zur", "zum", "my",
    "your", "our", "the", "a", "one", "another", "what", "when", "where", "why", "wie", "was", "wann", "wo", "warum", "achtung", "hinweis",
    "fazit", "update", "problem", "ps",
];

/// The complaint, and where the answer begins. `None` where the text does not begin with a quote.
pub(super) fn read(source: &Source, from: usize) -> Option<(Complaint, usize)> {
    let text = source.text.as_ref();
    let mut rest = lines(text, from).skip_while(|line| is_blank(&text[line.content.clone()])).peekable();
    let mut person = Person::default();
    let first = rest.peek()?;
    if quoted(text, first).is_none() {
        // Mail programs put "On … wrote:" above the quote.
        person = attribution(text, first.content.clone())?;
        rest.next();
        while rest.next_if(|line| is_blank(&text[line.content.clone()])).is_some() {}
    }
    let quote: Vec<Line> = rest.map_while(|line| Some(Line { content: quoted(text, &line)?, next: line.next })).collect();
    let end = quote.last()?.next;
    let is_text = |line: &Line| !is_blank(&text[line.content.clone()]);
    let start = quote.iter().position(is_text)?;
    if text[quote[start].content.clone()].starts_with("[!") {
        return None;
    }
    let mut message = &quote[start..];
    if let Some(found) = header(text, quote[start].content.clone()) {
        person = found;
        message = &quote[start + 1..];
    }
    let field = |range: Option<Range<usize>>| range.map(|range| Field { value: text[range.clone()].to_owned(), span: source.span(range) });
    let complaint =
        Complaint { author: field(person.author), handle: field(person.handle), message: passage(source, message), ..Complaint::default() };
    Some((complaint, end))
}

/// Who is quoted: places in the text.
#[derive(Debug, Default, PartialEq, Eq)]
struct Person {
    author: Option<Range<usize>>,
    handle: Option<Range<usize>>,
}

/// The lines of a quote as one text, without blank lines around it.
fn passage(source: &Source, quote: &[Line]) -> Passage {
    let source_text = source.text.as_ref();
    let is_text = |line: &Line| !is_blank(&source_text[line.content.clone()]);
    let start = quote.iter().position(is_text).unwrap_or(quote.len());
    let end = quote.iter().rposition(is_text).map_or(start, |index| index + 1);
    let (mut text, mut alignment) = (String::new(), Alignment::default());
    for (index, line) in quote[start..end].iter().enumerate() {
        let piece = if start + index + 1 == end { line.content.clone() } else { line.content.start..line.next };
        text.push_str(&source_text[piece.clone()]);
        alignment.piece(piece.len(), piece);
    }
    let at = quote.get(start).or(quote.last()).map_or(0, |line| line.content.end.min(line.next));
    let range = match (quote[start..end].first(), quote[start..end].last()) {
        (Some(first), Some(last)) => first.content.start..last.content.end,
        _ => at..at,
    };
    source.passage(text, Encoding::Quoted, alignment.finish(), range)
}

/// What stands behind a line's `>`.
fn quoted(text: &str, line: &Line) -> Option<Range<usize>> {
    let content = &text[line.content.clone()];
    let inner = content.trim_start_matches(' ');
    let rest = inner.strip_prefix('>').filter(|_| content.len() - inner.len() <= 3)?;
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    Some(line.content.end - rest.len()..line.content.end)
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

/// The first line of a quote, where it says who wrote: `**Hannes Schleeh** (@schleeh):`, `Hannes Schleeh:`, `On … wrote:`.
fn header(text: &str, line: Range<usize>) -> Option<Person> {
    attribution(text, line.clone()).or_else(|| {
        let line = trim(text, line);
        let line = trim(text, line.start..line.end - text[line.clone()].strip_suffix(':').map(|_| 1)?);
        let (name, handle) = split_handle(text, line);
        let bare = trim_marks(text, name.clone(), &['*', '_']);
        let is_marked = bare.len() < name.len();
        let is_handle_alone = bare.is_empty() && handle.is_some();
        (is_handle_alone || is_name(&text[bare.clone()], if is_marked || handle.is_some() { 1 } else { 2 }))
            .then(|| Person { author: (!bare.is_empty()).then_some(bare), handle })
    })
}

/// `Am 21.11.2026 um 19:20 schrieb Hannes Schleeh <hs@example.org>:`, `On Sat, Nov 21, 2026 at 7:20 PM Hannes Schleeh wrote:`,
/// `Hannes Schleeh schrieb am 21.11.2026:`.
fn attribution(text: &str, line: Range<usize>) -> Option<Person> {
    let line = trim(text, line);
    let content = text[line.clone()].strip_suffix(':')?;
    let end = line.start + content.len();
    let name = if let Some(index) = content.find(" schrieb ").filter(|_| content.starts_with("Am ")) {
        line.start + index + " schrieb ".len()..end
    } else if let Some(index) = content.find(" schrieb am ") {
        line.start..line.start + index
    } else if let Some(rest) = content.strip_suffix(" schrieb").filter(|rest| !rest.starts_with("Am ")) {
        line.start..line.start + rest.len()
    } else {
        let rest = content.strip_suffix(" wrote")?;
        let end = line.start + rest.len();
        if rest.starts_with("On ") { after_date(text, line.start..end) } else { line.start..end }
    };
    let name = without_address(text, name);
    let (name, handle) = split_handle(text, name);
    let name = trim_marks(text, name, &['*', '_', '"', ',']);
    is_name(&text[name.clone()], 1).then_some(Person { author: Some(name), handle })
}

/// What follows the last word of a date: a name has neither digits nor a clock's marks.
fn after_date(text: &str, range: Range<usize>) -> Range<usize> {
    let mut start = range.start;
    let mut at = range.start;
    let until_address = text[range.clone()].find('<').map_or(range.end, |index| range.start + index);
    for word in text[range.start..until_address].split_inclusive(' ') {
        at += word.len();
        let word = word.trim();
        let is_clock = word.bytes().any(|byte| byte.is_ascii_digit())
            || word.ends_with(',')
            || matches!(word, "On" | "at" | "AM" | "PM" | "am" | "pm" | "CET" | "CEST" | "UTC");
        if is_clock {
            start = at;
        }
    }
    start..range.end
}

/// Takes `<hs@example.org>` off the end.
fn without_address(text: &str, range: Range<usize>) -> Range<usize> {
    let end = text[range.clone()].find('<').map_or(range.end, |index| range.start + index);
    trim(text, range.start..end)
}

/// Takes `(@handle)`, or a lone `@handle`, off the end.
fn split_handle(text: &str, range: Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
    let content = &text[range.clone()];
    let Some(at) = content.rfind('@') else { return (range, None) };
    let handle = content[at..].trim_end_matches([')', '*', '_', ' ']);
    let is_handle = handle.len() > 1 && !handle.contains(char::is_whitespace);
    let before = content[..at].strip_suffix('(').unwrap_or(&content[..at]);
    let stands_alone = before.is_empty() || before.ends_with([' ', '*', '_']);
    if !is_handle || !stands_alone {
        return (range, None);
    }
    let start = range.start + at;
    (trim(text, range.start..range.start + before.len()), Some(start..start + handle.len()))
}

/// Whether words can be a person's name: each with a capital, no digits, at least so many of them.
fn is_name(text: &str, at_least: usize) -> bool {
    let is_particle = |word: &str| {
        matches!(
            word,
            "von"
                | "van"
                | "der"
                | "den"
                | "de"
                | "zu"
                | "zur"
                | "vom"
                | "da"
                | "di"
                | "del"
                | "bin"
                | "ibn"
                | "al"
                | "el"
                | "la"
                | "le"
                | "ten"
                | "ter"
                | "y"
                | "und"
                | "dos"
        )
    };
    let is_word = |word: &str| {
        let is_named = word.starts_with(char::is_uppercase) || is_particle(word);
        is_named && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'))
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    (at_least..=5).contains(&words.len())
        && words.iter().all(|word| is_word(word))
        && !words.iter().all(|word| is_particle(word))
        && !words.first().is_some_and(|first| NO_NAMES.contains(&first.to_lowercase().as_str()))
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let content = &text[range.clone()];
    let start = range.start + (content.len() - content.trim_start().len());
    start..(range.start + content.trim_end().len()).max(start)
}

fn trim_marks(text: &str, range: Range<usize>, marks: &[char]) -> Range<usize> {
    let range = trim(text, range);
    let content = &text[range.clone()];
    let start = range.start + (content.len() - content.trim_start_matches(marks).len());
    let end = range.start + content.trim_end_matches(marks).len();
    trim(text, start..end.max(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(line: &str) -> Option<(Option<&str>, Option<&str>)> {
        header(line, 0..line.len()).map(|person| (person.author.map(|range| &line[range]), person.handle.map(|range| &line[range])))
    }

    #[test]
    fn the_first_line_may_name_the_author() {
        let table = [
            ("**Hannes Schleeh** (@schleeh):", (Some("Hannes Schleeh"), Some("@schleeh"))),
            ("**Hannes Schleeh (@schleeh)**:", (Some("Hannes Schleeh"), Some("@schleeh"))),
            ("Hannes Schleeh @schleeh:", (Some("Hannes Schleeh"), Some("@schleeh"))),
            ("@schleeh:", (None, Some("@schleeh"))),
            ("**Hannes**:", (Some("Hannes"), None)),
            ("Ayşe Yıldız-O'Brien:", (Some("Ayşe Yıldız-O'Brien"), None)),
            ("Dr. Ursula von der Au:", (Some("Dr. Ursula von der Au"), None)),
            ("Am 21.11.2026 schrieb Hannes Schleeh:", (Some("Hannes Schleeh"), None)),
            ("Am Sa., 21. Nov. 2026 um 19:20 Uhr schrieb Hannes Schleeh <hs@example.org>:", (Some("Hannes Schleeh"), None)),
            ("Hannes Schleeh schrieb am 21.11.2026:", (Some("Hannes Schleeh"), None)),
            ("Hannes schrieb:", (Some("Hannes"), None)),
            ("On Sat, Nov 21, 2026 at 7:20 PM Hannes Schleeh <hs@example.org> wrote:", (Some("Hannes Schleeh"), None)),
            ("Hannes Schleeh wrote:", (Some("Hannes Schleeh"), None)),
        ];
        for (line, expected) in table {
            assert_eq!(person(line), Some(expected), "{line}");
        }
    }

    #[test]
    fn a_first_line_of_the_message_is_no_name() {
        for line in [
            "Hallo Telekom:",
            "Liebes Team:",
            "Frage:",
            "Hannes:",
            "Mein Problem:",
            "Die Techniker:",
            "Mein DSL ist weg:",
            "Seit 3 Tagen:",
            "Wo bleibt der Techniker?",
            "Hannes Schleeh",
            ":",
            "",
            "**:**",
            "schrieb:",
        ] {
            assert_eq!(person(line), None, "{line}");
        }
    }
}
