//! A text becomes a number: its length as a channel counts it.

/// A way of counting a text's length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counter {
    /// X: twitter-text's weighted length, configuration 3.
    Weighted,
    /// Bluesky: grapheme clusters.
    Graphemes,
    /// Unicode scalar values.
    Characters,
    /// UTF-8 bytes.
    Bytes,
    /// UTF-16 code units.
    Utf16,
    /// Mastodon: characters, each link 23, mentions without their server.
    Mastodon,
    /// Threads: characters, but emoji as their UTF-8 bytes.
    Threads,
}

impl Counter {
    /// The length of a text.
    #[must_use]
    pub fn count(self, text: &str) -> usize {
        text.chars().count()
    }
}
