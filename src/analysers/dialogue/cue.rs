//! What a sentence does, by the phrases that do it: names and sets of them. The phrases stand in `rules/dialogue/cues.yaml`.

/// What a phrase tells of its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Cue {
    Greeting,
    Thanks,
    Regret,
    Empathy,
    Wish,
    SignOff,
    Assurance,
    Joy,
    Vague,
    Forwarded,
    Referral,
    Details,
    Done,
    Promise,
    Cause,
    Refusal,
    Grant,
    Instruct,
    Probe,
    Particular,
    Unknown,
    Rhetorical,
    Demand,
    Waiting,
    Closing,
    Offer,
    Contact,
}

impl Cue {
    /// Every cue, in the order of their numbers, with the name that the data files use.
    pub const ALL: [(Self, &'static str); 27] = [
        (Self::Greeting, "greeting"),
        (Self::Thanks, "thanks"),
        (Self::Regret, "regret"),
        (Self::Empathy, "empathy"),
        (Self::Wish, "wish"),
        (Self::SignOff, "signoff"),
        (Self::Assurance, "assurance"),
        (Self::Joy, "joy"),
        (Self::Vague, "vague"),
        (Self::Forwarded, "forwarded"),
        (Self::Referral, "referral"),
        (Self::Details, "details"),
        (Self::Done, "done"),
        (Self::Promise, "promise"),
        (Self::Cause, "cause"),
        (Self::Refusal, "refusal"),
        (Self::Grant, "grant"),
        (Self::Instruct, "instruct"),
        (Self::Probe, "probe"),
        (Self::Particular, "particular"),
        (Self::Unknown, "unknown"),
        (Self::Rhetorical, "rhetorical"),
        (Self::Demand, "demand"),
        (Self::Waiting, "waiting"),
        (Self::Closing, "closing"),
        (Self::Offer, "offer"),
        (Self::Contact, "contact"),
    ];

    /// The cue of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(cue, _)| *cue)
    }

    /// The name that the data files use.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// A set of cues.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cues(u32);

impl Cues {
    /// What is said to every customer alike.
    pub const RITUAL: Self = Self::of(&[
        Cue::Greeting,
        Cue::Thanks,
        Cue::Regret,
        Cue::Empathy,
        Cue::Wish,
        Cue::SignOff,
        Cue::Assurance,
        Cue::Joy,
        Cue::Vague,
        Cue::Forwarded,
        Cue::Referral,
        Cue::Details,
    ]);

    /// What moves a matter on, where the words are about that matter.
    pub const SUBSTANCE: Self = Self::of(&[
        Cue::Done,
        Cue::Promise,
        Cue::Cause,
        Cue::Refusal,
        Cue::Grant,
        Cue::Instruct,
        Cue::Probe,
        Cue::Particular,
        Cue::Unknown,
    ]);

    /// The set of these cues.
    #[must_use]
    pub const fn of(cues: &[Cue]) -> Self {
        let (mut set, mut at) = (0, 0);
        while at < cues.len() {
            set |= 1 << cues[at] as u32;
            at += 1;
        }
        Self(set)
    }

    pub fn insert(&mut self, cue: Cue) {
        self.0 |= 1 << cue as u32;
    }

    #[must_use]
    pub fn has(self, cue: Cue) -> bool {
        self.0 & (1 << cue as u32) != 0
    }

    /// Whether every cue of this set is in the other.
    #[must_use]
    pub fn is_within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// The cues of both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a cue of the other set is in this one.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub fn iter(self) -> impl Iterator<Item = Cue> {
        Cue::ALL.iter().map(|(cue, _)| *cue).filter(move |cue| self.has(*cue))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_the_order_of_numbers() {
        for (number, (cue, name)) in Cue::ALL.iter().enumerate() {
            assert_eq!(*cue as usize, number, "{name}");
            assert_eq!(Cue::named(name), Some(*cue));
        }
    }
}
