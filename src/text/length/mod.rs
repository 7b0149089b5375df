//! A text becomes a number: its length as a channel counts it. Knows no limits: they are the channels'.

#[cfg(test)]
mod conformance;
mod punycode;
mod x_link;

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use super::emoji;

/// A way of counting a text's length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counter {
    /// X: twitter-text's weighted length, configuration 3.
    ///
    /// In NFC, a character of U+0000–10FF, U+2000–200D, U+2010–201F or U+2032–2037 counts 1, any other 2, an emoji sequence 2, a link 23.
    /// Source: twitter-text `config/v3.json`, docs.x.com/fundamentals/counting-characters.
    Weighted,
    /// Bluesky: grapheme clusters. Source: the lexicon `app.bsky.feed.post`, which also sets a limit in bytes.
    Graphemes,
    /// Unicode scalar values.
    Characters,
    /// UTF-8 bytes.
    Bytes,
    /// UTF-16 code units.
    Utf16,
    /// Mastodon: grapheme clusters, each link with `http(s)://` 23, mentions without their server.
    /// Source: `app/validators/status_length_validator.rb` of Mastodon, and its documentation, "Posting".
    Mastodon,
    /// Threads: characters, but emoji as their UTF-8 bytes. Source: the documentation of the Threads API.
    Threads,
}

/// What a link counts on X and on Mastodon.
const LINK: usize = 23;

impl Counter {
    /// The length of a text.
    #[must_use]
    pub fn count(self, text: &str) -> usize {
        match self {
            Self::Bytes => text.len(),
            Self::Characters => text.chars().count(),
            Self::Utf16 => text.encode_utf16().count(),
            Self::Weighted | Self::Mastodon | Self::Threads | Self::Graphemes => self.units(text).map(|unit| unit.weight).sum(),
        }
    }

    /// The longest start of a text that fits into a limit, as a byte offset. It cuts no grapheme cluster apart, and no link.
    #[must_use]
    pub fn prefix_that_fits(self, text: &str, limit: usize) -> usize {
        let mut end = 0;
        let mut length = 0;
        for unit in self.units(text) {
            length += unit.weight;
            if length > limit {
                break;
            }
            end = unit.end;
        }
        // A cut inside a word may leave a link where there was none: then the word goes.
        while end > 0 && self.count(&text[..end]) > limit {
            let word = text[..end].trim_end().rfind(char::is_whitespace).map_or(0, |space| space + 1);
            end = if word < end { word.min(text[..word].trim_end().len()) } else { 0 };
        }
        end
    }

    /// The pieces that a text is counted in, in order, without gaps.
    fn units(self, text: &str) -> Units<'_> {
        let links = match self {
            Self::Weighted => x_link::links(text),
            Self::Mastodon => x_link::links(text).into_iter().filter(|link| text[link.clone()].contains("://")).collect(),
            _ => Vec::new(),
        };
        Units { counter: self, text, at: 0, links: links.into_iter(), next_link: None }.prepared()
    }

    /// The weight of a grapheme cluster.
    fn weigh(self, cluster: &str) -> usize {
        if cluster.len() == 1 {
            return 1;
        }
        match self {
            Self::Weighted => weigh_for_x(cluster),
            Self::Threads => match emoji::emoji_length(cluster) {
                Some(length) => length + cluster[length..].chars().count(),
                None => cluster.chars().count(),
            },
            Self::Graphemes | Self::Mastodon => 1,
            Self::Characters => cluster.chars().count(),
            Self::Bytes => cluster.len(),
            Self::Utf16 => cluster.encode_utf16().count(),
        }
    }
}

fn weigh_for_x(cluster: &str) -> usize {
    let weigh = |c: char| match c {
        '\0'..='\u{10ff}' | '\u{2000}'..='\u{200d}' | '\u{2010}'..='\u{201f}' | '\u{2032}'..='\u{2037}' => 1,
        _ => 2,
    };
    match emoji::emoji_length(cluster) {
        Some(length) => 2 + cluster[length..].nfc().map(weigh).sum::<usize>(),
        None => cluster.nfc().map(weigh).sum(),
    }
}

/// A piece of a text that is counted as a whole.
struct Unit {
    end: usize,
    weight: usize,
}

struct Units<'a> {
    counter: Counter,
    text: &'a str,
    at: usize,
    links: std::vec::IntoIter<Range<usize>>,
    next_link: Option<Range<usize>>,
}

impl Units<'_> {
    fn prepared(mut self) -> Self {
        self.next_link = self.links.next();
        self
    }

    /// The bytes of a mention's server (`@srv.social`), if one starts here: on Mastodon they do not count.
    fn server_length(&self) -> usize {
        let rest = &self.text[self.at..];
        let before = &self.text[..self.at];
        if self.counter != Counter::Mastodon || !rest.starts_with('@') {
            return 0;
        }
        let name = before.bytes().rev().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-')).count();
        let is_mention = name > 0 && before[..before.len() - name].ends_with('@');
        let server = rest[1..].bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':')).count();
        let server = rest[1..=server].trim_end_matches(['.', '-', ':']).len();
        if is_mention && server > 0 { server + 1 } else { 0 }
    }
}

impl Iterator for Units<'_> {
    type Item = Unit;

    fn next(&mut self) -> Option<Unit> {
        if self.at >= self.text.len() {
            return None;
        }
        if let Some(link) = self.next_link.take_if(|link| link.start <= self.at) {
            self.next_link = self.links.next();
            self.at = link.end.max(self.at);
            return Some(Unit { end: self.at, weight: LINK });
        }
        let server = self.server_length();
        if server > 0 {
            self.at += server;
            return Some(Unit { end: self.at, weight: 0 });
        }
        let limit = self.next_link.as_ref().map_or(self.text.len(), |link| link.start);
        let bytes = self.text.as_bytes();
        // Two ASCII characters are two clusters, but for CRLF.
        let plain = bytes[self.at].is_ascii() && bytes[self.at] != b'\r' && bytes.get(self.at + 1).is_none_or(u8::is_ascii);
        let length = if plain { 1 } else { self.text[self.at..limit].graphemes(true).next().map_or(limit - self.at, str::len) };
        let cluster = &self.text[self.at..self.at + length];
        self.at += length;
        Some(Unit { end: self.at, weight: self.counter.weigh(cluster) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Counter::{Bytes, Characters, Graphemes, Mastodon, Threads, Utf16, Weighted};

    #[test]
    fn counts_as_channels_do() {
        let counts = |text: &str| [Characters, Bytes, Utf16, Graphemes, Weighted, Mastodon, Threads].map(|counter| counter.count(text));
        assert_eq!(counts(""), [0; 7]);
        assert_eq!(counts("Straße"), [6, 7, 6, 6, 6, 6, 6]);
        assert_eq!(counts("👨‍👩‍👧‍👦"), [7, 25, 11, 1, 2, 1, 25]);
        assert_eq!(counts("🇩🇪"), [2, 8, 4, 1, 2, 1, 8]);
        assert_eq!(counts("a\r\nb"), [4, 4, 4, 3, 4, 3, 4]);
        assert_eq!(counts("u\u{308}"), [2, 3, 2, 1, 1, 1, 2]);
    }

    #[test]
    fn weighs_characters_as_x_does() {
        for text in ["ä", "ö", "ü", "ß", "„", "“", "”", "‚", "‘", "’", "–", "—", "«", "»", "½"] {
            assert_eq!(Weighted.count(text), 1, "{text}");
        }
        for text in ["€", "…", "•", "→", "™", "‹", "›", "ẞ", "\u{202f}", "№", "ﬁ", "❤️", "1️⃣"] {
            assert_eq!(Weighted.count(text), 2, "{text}");
        }
        assert_eq!(Weighted.count("Siehe firma.de/ein/langer/weg?mit=frage."), 6 + 23 + 1);
    }

    #[test]
    fn counts_links_and_mentions_as_mastodon_does() {
        assert_eq!(Mastodon.count("@a@srv.social: https://firma.de/ein/langer/weg/zu/einer/seite"), 2 + 2 + 23);
        assert_eq!(Mastodon.count("firma.de/x"), 10, "a link has its scheme");
        assert_eq!(Mastodon.count("a@srv.social"), 12, "no mention");
    }

    #[test]
    fn cuts_where_it_fits() {
        assert_eq!(Graphemes.prefix_that_fits("a👨‍👩‍👧‍👦b", 2), "a👨‍👩‍👧‍👦".len());
        assert_eq!(Bytes.prefix_that_fits("aäb", 2), 1);
        assert_eq!(Weighted.prefix_that_fits("Hier https://firma.de/x da", 20), "Hier ".len());
        assert_eq!(Weighted.prefix_that_fits("Hier https://firma.de/x da", 28), "Hier https://firma.de/x".len());
        assert_eq!(Weighted.prefix_that_fits("kurz", 280), 4);
        assert_eq!(Weighted.prefix_that_fits("neu firma.dex", 12), "neu".len(), "a cut must not make a link");
        assert_eq!(Characters.prefix_that_fits("abc", 0), 0);
    }
}
