//! The customer's name after a greeting, spelled as the complaint has it, with the title that the records have.

use tower_lsp::lsp_types::{CompletionItem, CompletionItemKind};

use super::super::analysis::Drafts;
use super::super::keys::Word;
use super::Desk;
use crate::draft::Draft;
use crate::text::Span;

/// What a name may follow, in lower case.
const GREETINGS: [&str; 26] = [
    "hallo",
    "hi",
    "hey",
    "liebe",
    "lieber",
    "moin",
    "servus",
    "grüß gott",
    "grüezi",
    "guten tag",
    "guten morgen",
    "guten abend",
    "sehr geehrte",
    "sehr geehrter",
    "danke",
    "vielen dank",
    "dear",
    "hello",
    "good morning",
    "good afternoon",
    "good evening",
    "thanks",
    "thank you",
    "sorry",
    "hallo liebe",
    "hallo lieber",
];
const TITLES: [&str; 10] = ["herr", "frau", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr.", "mx"];

pub(super) fn at(desk: &Desk<'_>, drafts: &Drafts, offset: usize) -> Vec<CompletionItem> {
    let inside = |draft: &&Draft| draft.body.path.is_none() && draft.body.span.start() <= offset;
    let Some(draft) = drafts.source.drafts.iter().rev().find(inside) else { return Vec::new() };
    let line = line_before(desk.text(), offset);
    let Some(typed) = after_greeting(line) else { return Vec::new() };
    let names = names(draft, drafts);
    let start = offset - typed.len();
    let (title, word) = match typed.split_once(' ') {
        Some((title, rest)) if TITLES.contains(&title.to_lowercase().as_str()) => (Some(title), rest),
        _ => (None, typed),
    };
    let span = Span::new(if title.is_some() { offset - word.len() } else { start }, offset);
    let kept = names.into_iter().filter_map(|name| match title {
        Some(title) => name.strip_prefix(title).map(|rest| rest.trim_start().to_owned()).or_else(|| (!name.contains(' ')).then_some(name)),
        None => Some(name),
    });
    let mut items: Vec<CompletionItem> = Vec::new();
    for name in kept.filter(|name| !name.is_empty()) {
        if items.iter().all(|item| item.label != name) {
            let sort_text = Some(format!("{:02}", items.len()));
            let item = desk.item(&Word::new(name.as_str(), ""), name.clone(), span, CompletionItemKind::TEXT);
            items.push(CompletionItem { sort_text, ..item });
        }
    }
    items
}

fn line_before(text: &str, offset: usize) -> &str {
    let before = text.get(..offset).unwrap_or_default();
    &before[before.rfind(['\n', '\r']).map_or(0, |at| at + 1)..]
}

/// What has been typed of a name, where a line so far is a greeting.
fn after_greeting(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let lower = line.to_lowercase();
    // Folding to lower case may change lengths; the greetings themselves keep theirs.
    let greeting = GREETINGS.iter().filter(|greeting| lower.starts_with(**greeting)).max_by_key(|greeting| greeting.len())?;
    let rest = line.get(greeting.len()..)?;
    let name = rest.trim_start_matches([',', ' ']);
    (rest.len() > name.len() && name.split(' ').count() <= 3 && !name.contains([',', '.', '!', '?'])).then_some(name)
}

/// The ways to address a draft's customer, the likeliest first.
fn names(draft: &Draft, drafts: &Drafts) -> Vec<String> {
    let Some(complaint) = &draft.complaint else { return Vec::new() };
    let value = |field: &Option<crate::draft::Field<String>>| field.as_ref().map(|field| field.value.trim().to_owned());
    let handle = value(&complaint.handle);
    let is_same = |known: &String| {
        handle.as_deref().is_some_and(|handle| handle.trim_start_matches('@').eq_ignore_ascii_case(known.trim_start_matches('@')))
    };
    let author = value(&complaint.author).filter(|author| !author.is_empty());
    let people = drafts.source.settings.people.iter();
    let known = people
        .clone()
        .find(|person| author.as_ref() == Some(&person.name))
        .or_else(|| people.clone().find(|person| person.handle.as_ref().is_some_and(is_same)));
    let Some(author) = author.or_else(|| known.map(|person| person.name.clone())) else {
        return handle.map(|handle| format!("@{}", handle.trim_start_matches('@'))).into_iter().collect();
    };
    let title = value(&complaint.title).or_else(|| known.and_then(|person| person.title.clone()));
    let (first, last) = author.rsplit_once(' ').map_or((author.as_str(), None), |(first, last)| (first, Some(last)));
    let formal = title.as_ref().zip(last).map(|(title, last)| format!("{title} {last}"));
    formal.into_iter().chain([first.split(' ').next().unwrap_or(first).to_owned(), author.clone()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_follows_a_greeting() {
        assert_eq!(after_greeting("Hallo "), Some(""));
        assert_eq!(after_greeting("Sehr geehrter Herr Schl"), Some("Herr Schl"));
        assert_eq!(after_greeting("Grüß Gott, Frau "), Some("Frau "));
        assert_eq!(after_greeting("Hallo"), None);
        assert_eq!(after_greeting("Hallo Mia, wie geht"), None);
        assert_eq!(after_greeting("Leider "), None);
    }
}
