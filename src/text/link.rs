//! Where links and addresses stand in a text: with a scheme, with `www.`, as a bare domain, as an e-mail address.

use std::ops::Range;

use linkify::{LinkFinder, LinkKind};
use memchr::memchr_iter;

use super::{Zone, ZoneKind, domain};

/// The links of a text, in order, not overlapping. None crosses the border of code or of a Markdown link's target.
pub(super) fn links(text: &str, zones: &[Zone]) -> Vec<Range<usize>> {
    let mut out = links_with_scheme(text);
    add_bare_domains(text, &mut out);
    for zone in zones.iter().filter(|zone| matches!(zone.kind, ZoneKind::Code | ZoneKind::LinkTarget)) {
        clip(&mut out, zone.span.start());
        clip(&mut out, zone.span.end());
    }
    out
}

/// Links with a scheme and e-mail addresses. `@name@server` is a handle, not an address.
fn links_with_scheme(text: &str) -> Vec<Range<usize>> {
    if memchr::memmem::find(text.as_bytes(), b"://").is_none() && memchr::memchr(b'@', text.as_bytes()).is_none() {
        return Vec::new();
    }
    LinkFinder::new()
        .links(text)
        .filter(|link| *link.kind() == LinkKind::Url || !text[..link.start()].ends_with('@'))
        .map(|link| {
            // The finder takes a no-break space for a part of the link, and emphasis around it.
            let written = link.as_str().split(char::is_whitespace).next().unwrap_or_default();
            let length = written.trim_end_matches(['*', '_']).len();
            link.start()..link.start() + length
        })
        .collect()
}

/// Adds `www.firma.de`, `firma.de/x` and `firma.de`, found by their dots.
fn add_bare_domains(text: &str, links: &mut Vec<Range<usize>>) {
    let with_scheme = links.len();
    let mut next_known = 0;
    let mut done = 0;
    for dot in memchr_iter(b'.', text.as_bytes()) {
        while next_known < with_scheme && links[next_known].end <= dot {
            done = done.max(links[next_known].end);
            next_known += 1;
        }
        if dot < done || (next_known < with_scheme && links[next_known].start <= dot) {
            continue;
        }
        let limit = if next_known < with_scheme { links[next_known].start } else { text.len() };
        let word = domain::word_around(text, done..limit, dot);
        done = word.end.max(dot);
        if let Some(link) = domain::bare_link(text, word, limit) {
            done = link.end;
            links.push(link);
        }
    }
    if with_scheme > 0 && links.len() > with_scheme {
        links.sort_unstable_by_key(|link| link.start);
    }
}

/// Ends a link at a border that it would cross.
fn clip(links: &mut [Range<usize>], border: usize) {
    let index = links.partition_point(|link| link.end <= border);
    if let Some(link) = links.get_mut(index).filter(|link| link.start < border) {
        link.end = border;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        links(text, &[]).into_iter().map(|link| &text[link]).collect()
    }

    #[test]
    fn finds_links_of_every_form() {
        for (text, link) in [
            ("Status: https://status.firma.de/a?b=c#d.", "https://status.firma.de/a?b=c#d"),
            ("(siehe http://firma.de/a_(b))", "http://firma.de/a_(b)"),
            ("auf www.Firma.de!", "www.Firma.de"),
            ("firma.de/x, dann", "firma.de/x"),
            ("bei firma.de. Dann", "firma.de"),
            ("an max.müller@firma.de bitte", "max.müller@firma.de"),
            ("hier: bit.ly/3xY", "bit.ly/3xY"),
            ("**https://firma.de**", "https://firma.de"),
            ("müller-söhne.de:8080/x?y", "müller-söhne.de:8080/x?y"),
            ("„firma.de/x“", "firma.de/x"),
        ] {
            assert_eq!(found(text), [link], "{text}");
        }
    }

    #[test]
    fn finds_none_in_prose() {
        for text in [
            "z.B. heute",
            "Ende.Neuer Satz",
            "Das geht.So nicht",
            "um 14.30 Uhr",
            "@a@srv.social",
            "@a.bsky.social",
            "d.h. in README.md",
            "a@b",
            "gut.es",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn finds_several() {
        assert_eq!(found("firma.de, https://x.de/a.b und y.com"), ["firma.de", "https://x.de/a.b", "y.com"]);
    }
}
