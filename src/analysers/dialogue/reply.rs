//! A reply becomes the roles of its sentences: which carry substance, and which are said to everybody.

use super::cue::{Cue, Cues};
use super::lexicon::Side;
use super::survey::{SentenceSurvey, Survey, has_fact};
use crate::text::{Fact, FactKind, Prose, Sentence, TokenKind};

/// What a sentence is there for. The first that fits counts, in this order of weight: substance before ritual.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// A salutation, a sign-off, a name.
    Frame,
    Thanks,
    Regret,
    Empathy,
    Wish,
    Assurance,
    Joy,
    /// Sells something to somebody who has a problem.
    Offer,
    /// An announcement without a time, an owner or a thing.
    Vague,
    Forwarded,
    /// Sends the customer elsewhere.
    Referral,
    /// Asks for particulars that would fit any matter.
    Details,
    /// Words of its own, but none of the kinds below.
    Statement,
    /// Done, promised, explained, refused, granted, instructed, asked, or honestly unknown.
    Substance,
}

impl Role {
    /// The name that is printed.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Frame => "frame",
            Self::Thanks => "thanks",
            Self::Regret => "regret",
            Self::Empathy => "empathy",
            Self::Wish => "wish",
            Self::Assurance => "assurance",
            Self::Joy => "joy",
            Self::Offer => "offer",
            Self::Vague => "vague",
            Self::Forwarded => "forwarded",
            Self::Referral => "referral",
            Self::Details => "details",
            Self::Statement => "statement",
            Self::Substance => "substance",
        }
    }
}

/// The roles that a reply's sentences have, each once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RoleSet(u16);

impl RoleSet {
    pub fn insert(&mut self, role: Role) {
        self.0 |= 1 << role as u16;
    }

    #[must_use]
    pub fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u16) != 0
    }
}

/// A reply, understood on its own.
#[derive(Debug)]
pub struct Reply {
    pub survey: Survey,
    /// By sentence.
    pub roles: Vec<Role>,
    /// Something stands between salutation and sign-off.
    pub has_begun: bool,
}

impl Reply {
    pub(super) fn new(prose: &Prose) -> Self {
        let survey = Survey::of(prose, Side::Reply);
        let roles = survey.sentences.iter().map(role).collect();
        let has_begun = survey.sentences.iter().zip(&prose.sentences).any(|(said, sentence)| says_something(said, sentence, prose));
        Self { survey, roles, has_begun }
    }

    /// Takes sentences that sell something for what they are to somebody with a problem: no word on the matter, however many words they have.
    pub(super) fn set_offers_apart(&mut self) {
        for (role, said) in self.roles.iter_mut().zip(&self.survey.sentences) {
            if said.cues.has(Cue::Offer) && !said.cues.meets(REDRESS) {
                *role = Role::Offer;
            }
        }
    }

    /// Takes sentences that name a way or a time to reach somebody for what they are to somebody who asks for that: the answer.
    pub(super) fn take_contact_for_answer(&mut self, prose: &Prose) {
        const WAYS: [FactKind; 4] = [FactKind::Phone, FactKind::Email, FactKind::Url, FactKind::Time];
        for (number, said) in self.survey.sentences.iter().enumerate() {
            if said.cues.has(Cue::Referral) && (said.links > 0 || has_fact(prose, &prose.sentences[number], &WAYS)) {
                self.roles[number] = Role::Substance;
            }
        }
    }

    #[must_use]
    pub fn role_set(&self) -> RoleSet {
        let mut set = RoleSet::default();
        self.roles.iter().for_each(|&role| set.insert(role));
        set
    }

    /// The first sentence with the role.
    #[must_use]
    pub fn first(&self, role: Role) -> Option<usize> {
        self.roles.iter().position(|&known| known == role)
    }
}

/// What needs few words to count.
const FIRM: Cues = Cues::of(&[Cue::Done, Cue::Refusal, Cue::Unknown, Cue::Promise]);

/// What makes an offer part of an answer.
const REDRESS: Cues = Cues::of(&[Cue::Done, Cue::Cause, Cue::Refusal, Cue::Grant, Cue::Unknown]);

/// From how many words of its own on a sentence says something, although it also sends the customer elsewhere.
const MUCH: usize = 8;

/// How many words of its own a sentence needs to say something although it also has a ritual phrase.
const OWN_BESIDE_RITUAL: usize = 2;

/// Whether a sentence is more than a frame: it has words of any kind, a link, a heart, or behind its salutation a time or an amount.
fn says_something(said: &SentenceSurvey, sentence: &Sentence, prose: &Prose) -> bool {
    let is_salutation = |fact: &Fact| fact.kind == FactKind::Name || fact.span.start < said.start;
    let states = || prose.facts.iter().any(|fact| sentence.span.contains(fact.span) && !is_salutation(fact));
    let shows = || sentence.tokens.clone().any(|token| prose.tokens[token].kind == TokenKind::Emoji);
    match said.words {
        0 => said.links > 0 || shows() || states(),
        _ => !said.is_frame || said.start > sentence.span.start && states(),
    }
}

fn role(sentence: &SentenceSurvey) -> Role {
    if sentence.is_frame || sentence.words == 0 && sentence.links == 0 {
        return Role::Frame;
    }
    let own = sentence.own.len();
    let has = |cue| sentence.cues.has(cue);
    let substantial = sentence.cues.meets(Cues::SUBSTANCE);
    if has(Cue::Referral) {
        let before = sentence.before_referral;
        let says_something_first = before.meets(FIRM) && own > 0 || before.meets(Cues::SUBSTANCE) && own >= OWN_BESIDE_RITUAL;
        let says_much = own >= MUCH && !has(Cue::Details);
        return if says_something_first || says_much { Role::Substance } else { Role::Referral };
    }
    // A question that belongs to this matter moves it on, also beside `so we can help`.
    let probes = has(Cue::Particular) || has(Cue::Probe) && sentence.question_mark && !has(Cue::Details);
    let ritual = ritual_role(sentence);
    match ritual {
        _ if probes => Role::Substance,
        Some(_) if substantial && own >= OWN_BESIDE_RITUAL => Role::Substance,
        // `Danke für den Hinweis, der Link ist korrigiert`: few words, but a deed.
        Some(Role::Thanks | Role::Regret) if own > 0 && sentence.cues.meets(Cues::of(&[Cue::Done, Cue::Refusal, Cue::Grant])) => {
            Role::Substance
        }
        // `Wir melden uns bis morgen um zwölf`: a time makes a promise of an announcement.
        Some(Role::Vague) if has(Cue::Promise) => Role::Substance,
        Some(Role::Details) if own >= OWN_BESIDE_RITUAL => Role::Statement,
        Some(role) => role,
        // `Morgen ist wieder offen`: worn words, and yet the answer.
        None if sentence.cues.meets(FIRM) || substantial && (own > 0 || has(Cue::Grant) || sentence.links > 0) => Role::Substance,
        None if own > 0 || sentence.links > 0 => Role::Statement,
        None if has(Cue::Greeting) || has(Cue::SignOff) => Role::Frame,
        None => Role::Assurance,
    }
}

fn ritual_role(sentence: &SentenceSurvey) -> Option<Role> {
    const ORDER: [(Cue, Role); 9] = [
        (Cue::Forwarded, Role::Forwarded),
        (Cue::Details, Role::Details),
        (Cue::Vague, Role::Vague),
        (Cue::Joy, Role::Joy),
        (Cue::Regret, Role::Regret),
        (Cue::Empathy, Role::Empathy),
        (Cue::Thanks, Role::Thanks),
        (Cue::Wish, Role::Wish),
        (Cue::Assurance, Role::Assurance),
    ];
    ORDER.iter().find(|(cue, _)| sentence.cues.has(*cue)).map(|(_, role)| *role)
}
