//! A config's tree becomes the faults of its values: globs, regular expressions, hours, zones, severities.
//! Looks at one file alone; whether the rules and channels that it names exist is asked in `names`.

use super::channel::COUNTERS;
use super::{Hours, Region, globs, regex_fault, resolve};
use crate::yaml::{Node, Problem, nearest};

/// Keys of the whole project: they make no sense for some files only.
pub(super) const TOP_KEYS: [&str; 6] = ["extend", "include", "exclude", "packs", "people", "overrides"];

/// The names of severities, `off` among them.
pub(super) const SEVERITIES: [&str; 4] = ["off", "info", "warning", "error"];

/// Every fault that a file has in itself, in the order of the keys below.
pub(super) fn check(root: &Node) -> Vec<Problem> {
    let mut out = Vec::new();
    if let Some((key, _)) = root.entry("files") {
        out.push(problem(
            key,
            "`files` stands only in an entry of `overrides`",
            Some("the files that are drafts stand under `include`".to_owned()),
        ));
    }
    for key in ["include", "exclude"] {
        one_or_many(root.get(key), &mut out, glob);
    }
    for key in ["extend", "packs"] {
        one_or_many(root.get(key), &mut out, not_empty);
    }
    people(root.get("people"), &mut out);
    part(root, &mut out);
    for entry in items(root.get("overrides")) {
        override_entry(entry, &mut out);
    }
    out
}

fn override_entry(entry: &Node, out: &mut Vec<Problem>) {
    for (key, _) in entry.entries().iter().filter(|(key, _)| key.as_str().is_some_and(|key| TOP_KEYS.contains(&key))) {
        let name = key.as_str().unwrap_or_default();
        out.push(problem(
            key,
            format!("`{name}` cannot stand in an override"),
            Some("it is for the whole project: put it at the top of the file".to_owned()),
        ));
    }
    match entry.get("files") {
        None => out.push(problem(
            entry,
            "this override names no `files`",
            Some("say which files it is for: `files: [\"facebook/**\"]`".to_owned()),
        )),
        files => one_or_many(files, out, glob),
    }
    part(entry, out);
}

/// What may stand both at the top and in an override.
fn part(node: &Node, out: &mut Vec<Problem>) {
    scalar(node.get("region"), out, |text| Region::parse(text).err());
    scalar(node.get("time-zone"), out, |text| resolve::time_zone(text).err());
    if let Some(brand) = node.get("brand") {
        hours(brand.get("hours"), out);
        items(brand.get("patterns")).iter().for_each(|pattern| regex(pattern, out));
        for key in ["names", "products", "handles", "people", "acronyms"] {
            items(brand.get(key)).iter().for_each(|item| not_empty(item, out));
        }
    }
    let patterns = node.get("personal-data").and_then(|data| data.get("patterns"));
    entries(patterns).iter().for_each(|(_, pattern)| regex(pattern, out));
    for key in ["allow", "terms"] {
        items(node.get(key)).iter().for_each(|item| not_empty(item, out));
    }
    scalar(node.get("signature").and_then(|signature| signature.get("form")), out, form_fault);
    if let Some(sla) = node.get("sla") {
        let channels = entries(sla.get("channels")).iter().map(|(_, value)| value);
        sla.get("default").into_iter().chain(channels).for_each(|value| scalar(Some(value), out, |text| resolve::duration(text).err()));
    }
    entries(node.get("rules")).iter().for_each(|(_, rule)| severity(rule, out));
    entries(node.get("channels")).iter().for_each(|(_, channel)| counters(channel, out));
    for format in items(node.get("formats")) {
        match format.get("files") {
            None => out.push(problem(
                format,
                "this format names no `files`",
                Some("say which files it is for: `files: \"exports/*.csv\"`".to_owned()),
            )),
            files => one_or_many(files, out, glob),
        }
        layout(format, out);
    }
}

/// Whether a format names what Tonfall knows.
fn layout(format: &Node, out: &mut Vec<Problem>) {
    let unknown = |text: &str, what: &str, known: &[&str]| {
        let hint = nearest(text, known.iter().copied())
            .map_or_else(|| format!("expected one of {}", known.join(", ")), |near| format!("did you mean `{near}`?"));
        (!known.contains(&text)).then(|| (format!("`{text}` is not {what}"), Some(hint)))
    };
    let presets: Vec<&str> = crate::draft::presets().collect();
    scalar(format.get("preset"), out, |text| unknown(text, "a tool that Tonfall knows", &presets));
    for (key, _) in entries(format.get("columns")) {
        scalar(Some(key), out, |text| unknown(text, "something that a record holds", &crate::draft::KEYS));
    }
    scalar(format.get("delimiter"), out, |text| {
        let hint = || Some("write `,`, `;`, `|` or `tab`".to_owned());
        super::file::delimiter(text).is_none().then(|| (format!("`{text}` cannot separate fields"), hint()))
    });
}

fn people(people: Option<&Node>, out: &mut Vec<Problem>) {
    for person in items(people) {
        if person.get("name").and_then(Node::as_str).is_none_or(|name| name.trim().is_empty()) {
            out.push(problem(person, "this person has no `name`", Some("write `{name: …, title: …, handle: …}`".to_owned())));
        }
    }
}

fn severity(rule: &Node, out: &mut Vec<Problem>) {
    let node = if rule.as_str().is_some() { Some(rule) } else { rule.get("severity") };
    scalar(node, out, |text| {
        let hint = match text {
            "false" | "no" | "none" | "never" => "did you mean `off`?".to_owned(),
            _ => nearest(text, SEVERITIES)
                .map_or_else(|| "expected `off`, `info`, `warning` or `error`".to_owned(), |near| format!("did you mean `{near}`?")),
        };
        (!SEVERITIES.contains(&text)).then(|| (format!("`{text}` is not a severity"), Some(hint)))
    });
}

fn counters(channel: &Node, out: &mut Vec<Problem>) {
    let limits = ["post-limit", "reply-limit", "fold"].iter().flat_map(|key| entries(channel.get(key))).map(|(key, _)| key);
    for node in channel.get("count").into_iter().chain(limits) {
        scalar(Some(node), out, |text| {
            let names = COUNTERS.map(|(name, _)| name);
            let hint = nearest(text, names)
                .map_or_else(|| format!("expected one of {}", names.join(", ")), |near| format!("did you mean `{near}`?"));
            (!names.contains(&text)).then(|| (format!("`{text}` is not a way of counting"), Some(hint)))
        });
    }
}

fn hours(hours: Option<&Node>, out: &mut Vec<Problem>) {
    let hint = || Some("write hours such as `Mo-Fr 9-17, Sa 10-14` or `24/7`".to_owned());
    scalar(hours, out, |text| Hours::parse(text).err().map(|message| (message, hint())));
    for (day, times) in entries(hours) {
        let line = format!("{} {}", day.as_str().unwrap_or_default(), times.as_str().unwrap_or_default());
        if let Err(message) = Hours::parse(&line) {
            let place = if message.ends_with("is not a day") { day } else { times };
            out.push(problem(place, message, hint()));
        }
    }
}

/// Regular expressions are the experts' tool: the fault is shown inside of them where the file has them letter by letter.
fn regex(node: &Node, out: &mut Vec<Problem>) {
    let Some(text) = node.as_str() else { return };
    if text.trim().is_empty() {
        return not_empty(node, out);
    }
    if text.contains('\u{8}') {
        let hint = "in double quotes `\\b` is a control character: put the expression in single quotes".to_owned();
        return out.push(problem(node, "there is a control character in this regular expression", Some(hint)));
    }
    let (message, span) = match regex_syntax::Parser::new().parse(text) {
        Ok(_) if regex::Regex::new(text).is_err() => {
            return out.push(problem(
                node,
                "this regular expression would grow too large",
                Some("make its numbers in `{…}` smaller, or split it".to_owned()),
            ));
        }
        Ok(_) => return,
        Err(regex_syntax::Error::Parse(error)) => (error.kind().to_string(), error.span().start.offset..error.span().end.offset),
        Err(regex_syntax::Error::Translate(error)) => (error.kind().to_string(), error.span().start.offset..error.span().end.offset),
        Err(error) => (error.to_string(), 0..text.len()),
    };
    let (message, hint) = regex_fault(&message);
    let hint = hint.map(str::to_owned);
    let quote = node.span.len().saturating_sub(text.len()) / 2;
    let is_letter_by_letter = node.span.len() == text.len() + 2 * quote && quote <= 1;
    let inner = node.span.start + quote + span.start..node.span.start + quote + span.end;
    let span = if is_letter_by_letter { inner } else { node.span.clone() };
    out.push(Problem { span, message: format!("this regular expression cannot be read: {message}"), hint });
}

/// A signature's form has to say where the person stands in it.
fn form_fault(form: &str) -> Option<(String, Option<String>)> {
    const PLACES: [&str; 2] = ["initials", "name"];
    let mut rest = form;
    let mut has_place = false;
    while let Some((_, after)) = rest.split_once('{') {
        let Some((place, after)) = after.split_once('}') else {
            return Some((format!("`{form}` has a `{{` without a `}}`"), None));
        };
        if !PLACES.contains(&place) {
            let hint = nearest(place, PLACES)
                .map_or_else(|| "expected `{initials}` or `{name}`".to_owned(), |near| format!("did you mean `{{{near}}}`?"));
            return Some((format!("`{{{place}}}` is not known in a signature"), Some(hint)));
        }
        has_place = true;
        rest = after;
    }
    (!has_place).then(|| (format!("`{form}` does not say where the person stands"), Some("write `^{initials}` or `– {name}`".to_owned())))
}

fn glob(node: &Node, out: &mut Vec<Problem>) {
    scalar(Some(node), out, globs::fault);
}

fn not_empty(node: &Node, out: &mut Vec<Problem>) {
    scalar(Some(node), out, |text| {
        text.trim().is_empty().then(|| ("nothing stands here".to_owned(), Some("write something, or remove the entry".to_owned())))
    });
}

fn one_or_many(node: Option<&Node>, out: &mut Vec<Problem>, check: fn(&Node, &mut Vec<Problem>)) {
    let single = node.filter(|node| node.as_str().is_some());
    single.into_iter().chain(items(node)).for_each(|node| check(node, out));
}

/// Checks the text of a node; a node that is none is a fault that the types have reported.
fn scalar(node: Option<&Node>, out: &mut Vec<Problem>, fault: impl Fn(&str) -> Option<(String, Option<String>)>) {
    let Some(node) = node else { return };
    if let Some((message, hint)) = node.as_str().and_then(fault) {
        out.push(problem(node, message, hint));
    }
}

pub(super) fn entries(node: Option<&Node>) -> &[(Node, Node)] {
    node.map(Node::entries).unwrap_or_default()
}

pub(super) fn items(node: Option<&Node>) -> &[Node] {
    node.map(Node::items).unwrap_or_default()
}

pub(super) fn problem(node: &Node, message: impl Into<String>, hint: Option<String>) -> Problem {
    Problem { span: node.span.clone(), message: message.into(), hint }
}
