//! A place where a reply names somebody, held against what is known of the customer, becomes faults: a slip, another person, a wrong title.
//! Knows no messages: what is said of a fault is the rule's.

use super::customer::{Customer, mentions};
use super::data::{TitleKind, data};
use super::matching::{Match, begins_like, looks_like_a_noun};
use super::personal::{PartKind, Shape};
use super::salutation::{Address, Stance, WrittenWord};
use super::spelling::{Likeness, Spelling, key};
use crate::analysers::Place;
use crate::config::Settings;
use crate::text::{Language, Prose, Span};

/// Something wrong with a name.
#[derive(Clone, Debug)]
pub(in crate::analysers) struct Fault {
    pub(in crate::analysers) kind: FaultKind,
    /// Bytes of the reply.
    pub(in crate::analysers) span: Span,
    /// What is right: the word, the surname with its particles, or the whole name.
    pub(in crate::analysers) right: String,
    /// Where the right name stands.
    pub(in crate::analysers) place: Place,
    pub(in crate::analysers) certainty: Certainty,
}

/// What is wrong with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysers) enum FaultKind {
    Misspelt,
    /// Umlauts or `ß`, lost or spelled out.
    Umlaut,
    /// Accents or dots.
    Accent,
    /// `von der` is missing.
    Particle,
    /// First name and surname have changed places.
    Swapped,
    /// Somebody else is called.
    Somebody,
}

/// What a fault rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::analysers) enum Certainty {
    /// Likely, from an account's name or a word that is hardly a name.
    Guess,
    Certain,
}

/// Who is held against whom.
pub(in crate::analysers) struct Case<'a> {
    pub(in crate::analysers) prose: &'a Prose,
    pub(in crate::analysers) customer: &'a Customer,
    pub(in crate::analysers) complaint: &'a str,
    pub(in crate::analysers) settings: &'a Settings,
}

/// What an address is to the customer.
#[derive(Debug)]
pub(in crate::analysers) enum Verdict {
    /// It names the customer.
    Right,
    /// Nothing can be said.
    Open,
    Wrong(Fault),
}

impl Case<'_> {
    /// Judges one address.
    pub(in crate::analysers) fn judge(&self, address: &Address) -> Verdict {
        let words: Vec<(&WrittenWord, Spelling)> =
            address.words.iter().map(|word| (word, Spelling::new(word.span.slice(&self.prose.text)))).collect();
        let is_account = words.iter().any(|(_, spelling)| spelling.written.contains(|c: char| c.is_ascii_digit()));
        // "Thank you, Aditi" at the end is a signature.
        let may_sign = address.stance == Stance::Called && address.title.is_none() && address.at_end;
        if is_account || may_sign {
            return Verdict::Open;
        }
        if self.customer.sure().next().is_none() {
            return self.judge_by_handle(address, &words);
        }
        let matches: Vec<Option<Match>> = words.iter().map(|(word, spelling)| self.nearest(word, spelling, address)).collect();
        let name_count = words.iter().filter(|(word, _)| word.kind == PartKind::Name).count();
        // "Frau Hilgers" is nobody's first name misspelt.
        let is_like_a_given_name = |found: &Match| {
            let name = &self.customer.known[found.known].name;
            found.likeness > Likeness::Nickname && name_count == 1 && name.surname().is_some() && !name.is_surname(found.part)
        };
        let is_stranger = |((word, _), found): (&(&WrittenWord, Spelling), &Option<Match>)| {
            word.kind == PartKind::Name && found.as_ref().is_none_or(is_like_a_given_name)
        };
        // Somebody who is only spoken of is the customer where every word says so.
        if address.stance == Stance::Mentioned && words.iter().zip(&matches).any(is_stranger) {
            return Verdict::Open;
        }
        if let Some(mut fault) = self.spelling_fault(&words, &matches) {
            if address.doubtful {
                fault.certainty = Certainty::Guess;
            }
            return Verdict::Wrong(fault);
        }
        // A particle alone names nobody: "zu Silber" is not zu Stolberg.
        let is_named = |((word, _), found): (&(&WrittenWord, Spelling), &Option<Match>)| {
            word.kind != PartKind::Particle && found.as_ref().is_some_and(|found| found.likeness <= Likeness::Nickname)
        };
        if words.iter().zip(&matches).any(is_named) {
            return self.arrangement_fault(address, &words, &matches).map_or(Verdict::Right, Verdict::Wrong);
        }
        self.somebody_else(address, &words).map_or(Verdict::Open, Verdict::Wrong)
    }

    /// The title that is wrong for the customer, where a record states the right one: what to put there, and where it stands.
    pub(in crate::analysers) fn wrong_title(&self, address: &Address) -> Option<(Span, String, Place)> {
        let (written, stated) = (address.title.as_ref()?, self.customer.title.as_ref()?);
        let gendered = |kind| matches!(kind, TitleKind::Masculine | TitleKind::Feminine | TitleKind::Neutral);
        if address.several || written.kind == stated.kind || !gendered(written.kind) || !gendered(stated.kind) {
            return None;
        }
        let right = match (stated.kind, self.prose.language) {
            _ if !stated.written.is_empty() => stated.written.clone(),
            (TitleKind::Masculine, Language::De) => "Herr".to_owned(),
            (TitleKind::Feminine, Language::De) => "Frau".to_owned(),
            (TitleKind::Masculine, Language::En) => "Mr".to_owned(),
            (TitleKind::Feminine, Language::En) => "Ms".to_owned(),
            _ => "Mx".to_owned(),
        };
        Some((self.prose.span_of(written.tokens.clone()), right, stated.place))
    }

    /// The first word that is a misspelling.
    fn spelling_fault(&self, words: &[(&WrittenWord, Spelling)], matches: &[Option<Match>]) -> Option<Fault> {
        words.iter().zip(matches).find_map(|((word, spelling), found)| {
            let found = found.as_ref()?;
            let known = &self.customer.known[found.known];
            let kind = match found.likeness {
                Likeness::Same | Likeness::Nickname | Likeness::Different => return None,
                Likeness::Misspelt => FaultKind::Misspelt,
                Likeness::Umlaut => FaultKind::Umlaut,
                Likeness::Accent => FaultKind::Accent,
            };
            if word.kind == PartKind::Particle || self.is_own(&spelling.written) {
                return None;
            }
            // Somebody else of that very spelling is at hand: the customer's own other name, or a word of the message.
            if kind == FaultKind::Misspelt && mentions(self.complaint, &spelling.written) {
                return None;
            }
            let sure = known.weight == super::signature::Weight::Strong && known.name.shape != Shape::Pseudonym;
            let spelled_out = kind == FaultKind::Umlaut
                && !spelling.key.contains(['ä', 'ö', 'ü', 'ß'])
                && found.right.contains(['ä', 'ö', 'ü', 'Ä', 'Ö', 'Ü']);
            let certainty = if sure && !spelled_out && known.name.shape == Shape::Full { Certainty::Certain } else { Certainty::Guess };
            sure.then(|| Fault { kind, span: word.span, right: found.right.clone(), place: known.place, certainty })
        })
    }

    /// Faults of names whose words are right: in a wrong order, or with their particles lost.
    fn arrangement_fault(&self, address: &Address, words: &[(&WrittenWord, Spelling)], matches: &[Option<Match>]) -> Option<Fault> {
        let right_words: Vec<(usize, &Match)> = matches
            .iter()
            .enumerate()
            .filter_map(|(index, found)| Some((index, found.as_ref()?)))
            .filter(|(index, found)| words[*index].0.kind == PartKind::Name && found.likeness <= Likeness::Nickname)
            .collect();
        let &(first_index, first) = right_words.first()?;
        let known = &self.customer.known[first.known];
        if known.weight == super::signature::Weight::Weak || address.several {
            return None;
        }
        let name = &known.name;
        let fault = |kind, span, right, certainty| Some(Fault { kind, span, right, place: known.place, certainty });
        // Another name beside the right one: "Hannes Meier" for Hannes Schleeh, "Peter Schleeh".
        let has_surname = right_words.iter().any(|(_, found)| found.known != first.known || name.is_surname(found.part));
        let has_given = right_words.iter().any(|(_, found)| found.known != first.known || !name.is_surname(found.part));
        let stranger = words.iter().zip(matches).position(|((word, _), found)| word.kind == PartKind::Name && found.is_none());
        if let (Some(index), Some(surname), Shape::Full) = (stranger, name.surname(), name.shape) {
            let (word, spelling) = &words[index];
            // A second first name, which the profile leaves out, is none of anybody's business.
            let second_name = index > first_index && data().is_given_name(&spelling.key);
            let right = if has_surname { name.given() } else { Some(surname) };
            let missing = !has_surname && index > first_index && !second_name || !has_given && index < first_index;
            let told = address.closed || address.title.is_some();
            let certainty = if address.closed && !address.doubtful { Certainty::Certain } else { Certainty::Guess };
            let right = right.filter(|_| missing && told && !self.is_at_hand(&spelling.written))?;
            return fault(FaultKind::Somebody, word.span, right, certainty);
        }
        if name.any_order {
            return None;
        }
        let whole = self.prose.span_of(self.prose.token_at(words[0].0.span.start)..address.tokens.end);
        let surname_first = right_words
            .windows(2)
            .any(|pair| pair[0].1.known == pair[1].1.known && name.is_surname(pair[0].1.part) && !name.is_surname(pair[1].1.part));
        if surname_first {
            let known_given = data().is_given_name(&name.parts[0].spelling.key);
            return fault(FaultKind::Swapped, whole, name.full(), if known_given { Certainty::Certain } else { Certainty::Guess });
        }
        let gendered = address
            .title
            .as_ref()
            .is_some_and(|title| matches!(title.kind, TitleKind::Masculine | TitleKind::Feminine | TitleKind::Family));
        if gendered
            && !has_surname
            && right_words.len() == 1
            && words.len() == 1
            && name.shape == Shape::Full
            && first.likeness == Likeness::Same
        {
            let given = &name.parts[first.part];
            let surname = name.surname().filter(|_| !is_customary(&given.spelling.key))?;
            return fault(FaultKind::Swapped, whole, surname, Certainty::Certain);
        }
        self.lost_particle(address, words, &right_words)
    }

    /// `Frau Heide` for Claudia von der Heide.
    fn lost_particle(&self, address: &Address, words: &[(&WrittenWord, Spelling)], right_words: &[(usize, &Match)]) -> Option<Fault> {
        right_words.iter().find_map(|&(index, found)| {
            let known = &self.customer.known[found.known];
            let particles = known.name.particles_before(found.part)?;
            let written_before: Vec<&str> = words[..index]
                .iter()
                .rev()
                .take_while(|(word, _)| word.kind == PartKind::Particle)
                .map(|(_, spelling)| spelling.key.as_str())
                .collect();
            let named_in_full = address.title.is_some() || address.has_degree || right_words.len() > 1;
            let right_before = key(&particles);
            let same =
                written_before.len() == right_before.split(' ').count() && written_before.iter().rev().copied().eq(right_before.split(' '));
            // A word joined to its article by a hyphen, or a particle that is the name itself, is left alone.
            if same || !named_in_full || words[index].1.key.contains(['-', '\'']) {
                return None;
            }
            let start = words[index - written_before.len()].0.span;
            let span = start.cover(words[index].0.span);
            let right = format!("{particles} {}", known.name.parts[found.part].spelling.presentable());
            Some(Fault { kind: FaultKind::Particle, span, right, place: known.place, certainty: Certainty::Certain })
        })
    }

    /// Whether another person is called by the name.
    fn somebody_else(&self, address: &Address, words: &[(&WrittenWord, Spelling)]) -> Option<Fault> {
        let known = self.customer.person()?;
        let name = &known.name;
        let called = matches!(address.stance, Stance::Greeted | Stance::Called);
        let names: Vec<&(&WrittenWord, Spelling)> = words.iter().filter(|(word, _)| word.kind == PartKind::Name).collect();
        let (first_word, first) = *names.first()?;
        if !called || address.several || address.at_end || names.iter().any(|(_, spelling)| self.is_at_hand(&spelling.written)) {
            return None;
        }
        let titled = address.title.is_some() || address.has_degree;
        let mut certainty = Certainty::Certain;
        if titled {
            // A first name alone says nothing of a surname, nor the other way round.
            let surname_open = name.surname().is_none() && !name.parts.iter().any(|part| part.kind == PartKind::Initial);
            if surname_open && (!name.any_order || name.names().count() < 2) {
                return None;
            }
        } else {
            let likely = first.key.split('-').any(|piece| data().is_given_name(piece));
            // "Thank you, Aditi" and "Markus Thiel, Kundenservice" at the end are signatures.
            if address.stance == Stance::Called && (!likely || self.is_in_last_sentence(address)) {
                return None;
            }
            let surname_only = name.given().is_none();
            let unlikely = address.doubtful || looks_like_a_noun(&first.key, self.prose.language);
            let separated = address.separated && self.prose.language == Language::De;
            if surname_only && names.len() == 1 || !likely && (!address.closed || separated || unlikely && !begins_like(&first.key, name)) {
                return None;
            }
            if !likely || !address.closed {
                certainty = Certainty::Guess;
            }
        }
        if address.stance == Stance::Called || name.parts.iter().any(|part| part.kind == PartKind::Initial) {
            certainty = Certainty::Guess;
        }
        let span = first_word.span.cover(names.last().map_or(first_word.span, |(word, _)| word.span));
        let right = if titled { name.surname().unwrap_or_else(|| name.full()) } else { name.given().unwrap_or_else(|| name.full()) };
        Some(Fault { kind: FaultKind::Somebody, span, right, place: known.place, certainty })
    }

    fn is_in_last_sentence(&self, address: &Address) -> bool {
        let last = self.prose.tokens.last().map_or(0, |token| token.sentence);
        self.prose.tokens.get(address.tokens.start).is_some_and(|token| token.sentence == last)
    }

    /// Where only an account is known: a name that sounds like one of its words, but is written otherwise.
    fn judge_by_handle(&self, address: &Address, words: &[(&WrittenWord, Spelling)]) -> Verdict {
        let Some((_, place)) = &self.customer.handle else { return Verdict::Open };
        for (word, spelling) in words.iter().filter(|(word, spelling)| word.kind == PartKind::Name && spelling.key.chars().count() >= 3) {
            let heard =
                self.customer.handle_words.iter().map(|heard| (heard, heard.likeness(spelling))).min_by_key(|(_, likeness)| *likeness);
            match heard {
                Some((heard, Likeness::Misspelt)) if is_slip(address, spelling, heard) => {
                    let fault = Fault {
                        kind: FaultKind::Misspelt,
                        span: word.span,
                        right: heard.presentable(),
                        place: *place,
                        certainty: Certainty::Guess,
                    };
                    return Verdict::Wrong(fault);
                }
                Some((_, likeness)) if likeness < Likeness::Misspelt => return Verdict::Right,
                _ => {}
            }
        }
        Verdict::Open
    }

    /// Whether a name is at hand elsewhere: in the customer's message, in the account, or among the brand's own.
    fn is_at_hand(&self, written: &str) -> bool {
        let spelling = Spelling::new(written);
        let in_handle =
            self.customer.handle_words.iter().any(|word| word.likeness(&spelling) < Likeness::Misspelt || word.key.contains(&spelling.key));
        in_handle || mentions(self.complaint, written) || self.is_own(written)
    }

    /// Whether a word is part of the brand's own names.
    pub(super) fn is_own(&self, written: &str) -> bool {
        let brand = &self.settings.brand;
        let own = brand.people.iter().map(|person| &person.name).chain(&brand.names).chain(&brand.products);
        let key_of_word = key(written);
        own.into_iter().any(|name| name.split_whitespace().any(|word| key(word) == key_of_word))
    }
}

/// Accounts have initials and digits stuck to names: only what sounds the same and is no name's short form is a slip.
fn is_slip(address: &Address, written: &Spelling, heard: &Spelling) -> bool {
    let known_heard = data().is_given_name(&heard.key);
    let sounds = super::sound::german(&heard.key) == super::sound::german(&written.key);
    sounds && (address.title.is_some() && heard.key.chars().count() > 4 || known_heard)
}

/// In India and in Turkey, Mr Rajesh and Fatma Hanım are customary.
fn is_customary(given: &str) -> bool {
    !data().is_western_given_name(given)
}
