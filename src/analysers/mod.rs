//! What data alone cannot say: a draft becomes hits, by code. One file per analyser, one slice that lists them.
//! An analyser sees one draft at a time, read and with its settings; it knows nothing of other drafts, files or the order of rules.

mod address;
mod address_form_mix;
mod address_form_policy;
mod audience_channel;
mod channel_format;
mod deflection;
pub mod dialogue;
mod du_case;
mod emoji_flood;
mod empty_empathy;
mod empty_reply;
mod exclamation_pileup;
mod forwarded_to_nowhere;
mod generic_reply;
mod generic_salutation;
mod hashtag_case;
mod hashtag_stuffing;
mod hit;
mod info_already_given;
mod mention_mismatch;
mod missing_alt_text;
mod missing_complaint;
mod missing_name;
mod missing_next_step;
mod missing_signature;
mod mood_mismatch;
mod names;
mod near;
mod one_way_broadcast;
mod over_length;
mod own;
mod personal_data_leak;
mod phrases;
mod pretend_service;
mod reading;
mod shouting_caps;
mod terms;
mod thanks_only;
mod timing;
mod unanswered_issue;
mod unanswered_question;
mod unfilled_placeholder;
mod unused_suppression;
mod upsell_in_reply;
mod words;
mod wrong_name;

pub use hit::{Change, Hit, Note, Place, Remedy, fill};
pub use over_length::{Length, lengths};
pub use phrases::{entry_of, phrase_hit, quoted, remedies_for};
pub use reading::Reading;

use serde_json::{Map, Value};

use crate::rules::{Part, PhraseHit, Rule};

/// All that an analyser may look at.
pub struct Check<'a> {
    /// The draft, read, with its complaint and its settings.
    pub reading: &'a Reading<'a>,
    pub rule: &'a Rule,
    /// The rule in the draft's language: messages and phrases.
    pub part: &'a Part,
    /// Where the rule's own `find` phrases stand, exclusions already applied, in order.
    pub hits: &'a [PhraseHit],
    /// What the draft and the config say, the stronger first.
    params: [Option<&'a Map<String, Value>>; 2],
}

impl<'a> Check<'a> {
    #[must_use]
    pub fn new(reading: &'a Reading<'a>, rule: &'a Rule, part: &'a Part, hits: &'a [PhraseHit]) -> Self {
        let stated = reading.draft.front.rules.iter().find(|setting| setting.id.value == rule.id.as_str()).map(|setting| &setting.params);
        Self { reading, rule, part, hits, params: [stated, reading.settings.params.get(&rule.id)] }
    }

    /// A parameter: the draft's value, else the config's, else the rule file's.
    #[must_use]
    pub fn param(&self, name: &str) -> Option<&'a Value> {
        self.params.iter().flatten().find_map(|params| params.get(name)).or_else(|| self.rule.params.get(name))
    }

    /// A number among the parameters. Rule files state every default, so one that is missing is 0.
    #[must_use]
    pub fn number(&self, name: &str) -> f64 {
        self.param(name).and_then(Value::as_f64).unwrap_or_default()
    }

    /// A number of things among the parameters.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count out of range saturates")]
    pub fn count(&self, name: &str) -> usize {
        self.number(name).max(0.0) as usize
    }

    /// A switch among the parameters; one that is missing is off.
    #[must_use]
    pub fn flag(&self, name: &str) -> bool {
        self.param(name).and_then(Value::as_bool).unwrap_or_default()
    }

    /// A text among the parameters.
    #[must_use]
    pub fn text(&self, name: &str) -> &'a str {
        self.param(name).and_then(Value::as_str).unwrap_or_default()
    }

    /// A list of texts among the parameters.
    pub fn list(&self, name: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.param(name).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
    }

    /// One of the rule's messages, filled.
    #[must_use]
    pub fn message(&self, name: &str, values: &[(&str, &str)]) -> String {
        fill(self.part.message_named(name), values)
    }
}

/// A check that needs code.
pub trait Analyser: Sync {
    /// What rule files call it in `analyser:`.
    fn name(&self) -> &'static str;

    /// Adds what it finds. Must be pure, and linear in the length of the draft.
    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>);
}

/// Every analyser, by name.
pub static ANALYSERS: &[&dyn Analyser] = &[
    &address_form_mix::AddressFormMix,
    &address_form_policy::AddressFormPolicy,
    &audience_channel::AudienceChannel,
    &channel_format::ChannelFormat,
    &deflection::HotlineDeflection,
    &deflection::PrivateChannelDeflection,
    &du_case::DuCase,
    &emoji_flood::EmojiFlood,
    &empty_empathy::EmptyEmpathy,
    &empty_reply::EmptyReply,
    &exclamation_pileup::ExclamationPileup,
    &forwarded_to_nowhere::ForwardedToNowhere,
    &generic_reply::GenericReply,
    &generic_salutation::GenericSalutation,
    &hashtag_case::HashtagCase,
    &hashtag_stuffing::HashtagStuffing,
    &info_already_given::InfoAlreadyGiven,
    &mention_mismatch::MentionMismatch,
    &missing_alt_text::MissingAltText,
    &missing_complaint::MissingComplaint,
    &missing_name::MissingName,
    &missing_next_step::MissingNextStep,
    &missing_signature::MissingSignature,
    &mood_mismatch::MoodMismatch,
    &one_way_broadcast::OneWayBroadcast,
    &over_length::OverLength,
    &personal_data_leak::PersonalDataLeak,
    &pretend_service::PretendService,
    &shouting_caps::ShoutingCaps,
    &terms::Terms,
    &thanks_only::ThanksOnly,
    &timing::LateReply,
    &timing::WeekendSilence,
    &unanswered_issue::UnansweredIssue,
    &unanswered_question::UnansweredQuestion,
    &unfilled_placeholder::UnfilledPlaceholder,
    &unused_suppression::UnusedSuppression,
    &upsell_in_reply::UpsellInReply,
    &wrong_name::WrongName,
];

/// The analyser of a name.
#[must_use]
pub fn analyser(name: &str) -> Option<&'static dyn Analyser> {
    ANALYSERS.iter().copied().find(|analyser| analyser.name() == name)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::config::Settings;
    use crate::draft::{self, Format};
    use crate::rules::{Family, RuleSet};
    use crate::text::Span;

    /// What a draft may be made of: everything that an analyser looks for, in pieces that need not fit.
    fn pieces() -> impl Strategy<Value = String> {
        #[rustfmt::skip]
        let piece = prop::sample::select(vec![
            "Hallo ", "Frau Kaya! ", "JETZT ", "ÄÖÜ ", "ß", "!", "!!1", "?!?", " ! !", "[", "]", "[Name]", "{{x}}", "{", "}", "<", "<DATUM>", ">", "___", "XX.XX.",
            "Herr/Frau", "geehrte/r", "TT.MM.", "«Name»", "%X_Y%", "*|F|*", "#", "#wirsindda", "#ÄÖ", "@", "@a_b", "a@gmx.de", "https://a.de/?x=1", "a.de", "Ihre ",
            "Kundennummer ", "order #", "4711-234", "0171 2345678", "+49 ", "DE89370400440532013000", "4111111111111111", "Lessingstr. 14b, 70173 Stuttgart",
            "12 High Street", "geboren am 3.11.1980", "👨‍👩‍👧", "🇩🇪", "🎉🎉🎉🎉", "dein ☕ ist", "𝗡𝗲𝘂", "**fett**", "__x__", "~~", "[a](b)", "![](c.jpg)", "# Kopf", "\n", "\n\n---\n\n",
            "\r\n", "<!-- x -->", "`code`", "> Zitat", "„Zitat“", "\u{ad}", "\u{200d}", "\u{fe0f}", "\0", "jetzt bestellen ", "rund um die Uhr für Sie da ", "schicken Sie uns Ihre IBAN ",
        ]);
        prop::collection::vec(prop_oneof![4 => piece.prop_map(str::to_owned), 1 => ".{0,8}"], 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn hits_lie_in_their_texts_whatever_the_draft(
            body in pieces(),
            complaint in pieces(),
            channel in prop::sample::select(vec!["x", "bluesky", "instagram", "linkedin", "google-business", "mastodon", "threads", "none"]),
            kind in prop::sample::select(vec!["post", "reply"]),
            language in prop::sample::select(vec!["de", "en"]),
        ) {
            let front = serde_json::json!({
                "kind": kind, "channel": channel, "lang": language, "audience": "b2b", "received": "2026-11-20T18:00", "publish": "2026-11-23",
                "complaint": {"author": "Hannes Ä", "title": "Herr", "rating": 1, "text": complaint}, "media": [{"file": body}, {"alt": body}],
            });
            let source = format!("---\n{front}\n---\n{body}");
            let settings = Settings::default();
            let rules = RuleSet::built_in();
            for draft in draft::read(source.as_bytes(), Format::Markdown) {
                let reading = Reading::new(&draft, &settings);
                for rule in rules.rules() {
                    let (Family::Analyser(name), Some(part)) = (&rule.family, rule.part(reading.language())) else { continue };
                    let mut hits = Vec::new();
                    analyser(name).expect("the pack names analysers that are there").check(&Check::new(&reading, rule, part, &[]), &mut hits);
                    let text = &reading.prose.text;
                    let fits = |span: Span| text.get(span.start()..span.end()).is_some();
                    for hit in &hits {
                        let places = hit.remedies.iter().flat_map(|remedy| remedy.changes.iter().map(|change| change.place)).chain([hit.place]);
                        for place in places {
                            if let Place::Body(span) = place {
                                prop_assert!(fits(span), "{name}: {span:?} in {text:?}");
                            }
                        }
                        prop_assert!(!hit.message.is_empty() && !hit.message.contains("{match}"), "{name}: {}", hit.message);
                    }
                }
            }
        }
    }
}
