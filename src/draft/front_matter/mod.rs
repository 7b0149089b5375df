//! YAML becomes a draft's front matter: typed, each value with its place in the file.

mod fences;
mod file;
mod moment;
mod notation;
mod read;
mod rules;

pub use fences::is_draft;
pub(super) use fences::{FenceEnd, find};
pub use file::{ComplaintFile, FrontMatterFile, MediaFile, TonfallFile};
pub use moment::Moment;
pub(super) use notation::{Notation, passage};
pub(super) use read::{Record, read, read_record};
pub use rules::RuleSetting;

use crate::text::{Language, Span};

/// A value of the front matter, and the bytes of the file where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<T> {
    pub value: T,
    pub span: Span,
}

/// Whom a draft speaks to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    B2c,
    B2b,
}

/// How the customer is addressed in German.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Address {
    Du,
    Sie,
    /// As the customer addresses us.
    Mirror,
}

/// A picture or a video that goes with a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    pub file: Option<Field<String>>,
    pub alt: Option<Field<String>>,
    /// Says nothing that a reader would miss: needs no alternative text.
    pub decorative: bool,
    /// The whole entry.
    pub span: Span,
}

/// What stands above a draft.
#[derive(Clone, Debug, Default)]
pub struct FrontMatter {
    /// The bytes of the front matter with both of its fences; `None` where the draft has none.
    pub span: Option<Span>,
    pub kind: Option<Field<super::Kind>>,
    pub channel: Option<Field<String>>,
    pub lang: Option<Field<Language>>,
    pub audience: Option<Field<Audience>>,
    pub address: Option<Field<Address>>,
    pub received: Option<Field<Moment>>,
    pub publish: Option<Field<Moment>>,
    pub signature: Option<Field<String>>,
    pub author: Option<Field<String>>,
    pub incident: Option<Field<String>>,
    pub sponsored: Option<Field<bool>>,
    pub media: Vec<Media>,
    /// `tonfall: {disable: [...]}`: rule ids.
    pub disable: Vec<Field<String>>,
    /// `tonfall: {rules: {...}}`: what single rules do in this draft.
    pub rules: Vec<RuleSetting>,
}
