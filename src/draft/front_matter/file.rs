//! The wire type of a draft's front matter: what a writer may put there. Its documentation is what editors show.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Address, Audience};
use crate::draft::Kind;
use crate::text::Language;

/// What stands above a draft, between two lines of `---`.
#[derive(Clone, Debug, Default, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
pub struct FrontMatterFile {
    /// What the draft is for: `post` starts a conversation, `reply` answers a customer. Without it: a reply where there is a complaint, else a post.
    pub kind: Option<Kind>,
    /// Where the draft will be published: `x`, `bluesky`, `mastodon`, `threads`, `instagram`, `facebook`, `linkedin`, `youtube`, `tiktok`,
    /// `google-business`, `google-play`, `app-store`, `trustpilot`, `tripadvisor`, `kununu`, `blog`, or a channel of `tonfall.yaml`.
    #[schemars(example = &"facebook")]
    pub channel: Option<String>,
    /// The language of the draft. Without it: as the text shows.
    pub lang: Option<Language>,
    /// Whom the draft speaks to: consumers or companies.
    pub audience: Option<Audience>,
    /// How the customer is addressed in German: `du`, `sie`, or `mirror`, as the customer addresses us.
    pub address: Option<Address>,
    /// When the complaint came in: `2026-11-21T19:20+01:00`.
    #[schemars(example = "2026-11-21T19:20+01:00")]
    pub received: Option<String>,
    /// When the draft will be published: `2026-11-23T09:00+01:00`.
    #[schemars(example = "2026-11-23T09:00+01:00")]
    pub publish: Option<String>,
    /// The initials or the name that the draft is signed with.
    #[schemars(example = &"mk")]
    pub signature: Option<String>,
    /// Who wrote the draft.
    pub author: Option<String>,
    /// The incident that the draft speaks about, as the project names it.
    pub incident: Option<String>,
    /// Whether the post is paid for, or an advertisement.
    pub sponsored: Option<bool>,
    /// The customer's message that the draft answers.
    pub complaint: Option<ComplaintFile>,
    /// The pictures and videos that go with the draft.
    pub media: Option<Vec<MediaFile>>,
    /// Settings of Tonfall for this draft alone.
    pub tonfall: Option<TonfallFile>,
}

/// The customer's message, and who wrote it.
#[derive(Clone, Debug, Default, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
pub struct ComplaintFile {
    /// The customer's name, as it is written there.
    pub author: Option<String>,
    /// The customer's handle: `"@schleeh"`, in quotes.
    #[schemars(example = "@schleeh")]
    pub handle: Option<String>,
    /// `Herr`, `Frau`, `Dr.`, `Mrs`: as the project's records have it. Never guessed from a first name.
    #[schemars(example = &"Herr")]
    pub title: Option<String>,
    /// The customer's rating, in stars.
    #[schemars(range(min = 1, max = 5))]
    pub rating: Option<u8>,
    /// The message itself.
    pub text: Option<String>,
    /// The file that holds the message, inside the project, relative to the draft.
    #[schemars(example = "../inbox/4711.txt")]
    pub file: Option<String>,
}

/// A picture or a video.
#[derive(Clone, Debug, Default, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
pub struct MediaFile {
    /// The file of the picture or the video.
    pub file: Option<String>,
    /// What it shows, for those who cannot see it.
    pub alt: Option<String>,
    /// Whether it says nothing that a reader would miss: then it needs no `alt`.
    pub decorative: Option<bool>,
}

/// Settings for one draft.
#[derive(Clone, Debug, Default, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
pub struct TonfallFile {
    /// The rules that do not apply to this draft, by id.
    #[schemars(extend("examples" = [["vague-time"]]))]
    pub disable: Option<Vec<String>>,
    /// What single rules do in this draft: `off`, `info`, `warning`, `error`, or a map with `severity` and the rule's own parameters.
    #[schemars(
        extend("examples" = [{"emoji-flood": "info"}]),
        extend("additionalProperties" = {"anyOf": [{"enum": ["off", "info", "warning", "error"]}, {"type": "object"}]})
    )]
    pub rules: Option<BTreeMap<String, serde_json::Value>>,
}
