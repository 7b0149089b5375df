//! What a channel allows: length, hashtags, links, markup. Data, from one file per channel.

use crate::text::Counter;

/// A channel's facts.
#[derive(Clone, Debug)]
pub struct Channel {
    pub name: String,
    /// The longest post, and how it is counted. Several where a channel counts in two ways.
    pub post_limits: Vec<(Counter, usize)>,
    pub reply_limits: Vec<(Counter, usize)>,
}
