//! A reply's salutation and every later address, held against the customer's name, become hits: misspelt, another person, a wrong title.
//! Without a complaint it is silent, and it never guesses a gender.

use super::names::{Address, Case, Certainty, Customer, Fault, FaultKind, Stance, TitleKind, Verdict, Weight};
use super::{Analyser, Change, Check, Hit, Place, Remedy};
use crate::finding::{Applicability, Severity};
use crate::text::{Language, Prose, Span, TokenKind};

pub(super) struct WrongName;

impl Analyser for WrongName {
    fn name(&self) -> &'static str {
        "wrong-name"
    }

    fn check(&self, check: &Check<'_>, hits: &mut Vec<Hit>) {
        let people = check.reading.people();
        let (Some(customer), Some(complaint)) = (&people.customer, &check.reading.draft.complaint) else { return };
        let case = Case { prose: &check.reading.prose, customer, complaint: &complaint.message.text, settings: check.reading.settings };
        let verdicts: Vec<(&Address, Verdict)> = people.addresses.all.iter().map(|address| (address, case.judge(address))).collect();
        let sentence = |address: &Address| case.prose.tokens[address.tokens.start].sentence;
        // Two who are greeted in one breath are both meant.
        let right_in: Vec<u32> =
            verdicts.iter().filter(|(_, verdict)| matches!(verdict, Verdict::Right)).map(|(address, _)| sentence(address)).collect();
        let mut named_right = false;
        for (address, verdict) in &verdicts {
            match verdict {
                Verdict::Wrong(fault) if fault.kind == FaultKind::Somebody && right_in.contains(&sentence(address)) => {}
                Verdict::Wrong(fault) => hits.push(fault_hit(check, customer, address, fault)),
                verdict => {
                    let right = matches!(verdict, Verdict::Right);
                    if let Some(hit) = title_hit(check, &case, address).filter(|_| right || address.stance == Stance::Greeted) {
                        hits.push(hit);
                    } else if right && !named_right {
                        hits.extend(degree_hit(check, customer, address));
                    }
                    named_right |= right;
                }
            }
        }
        hits.extend(
            case.genitives(&people.addresses.all)
                .iter()
                .map(|fault| base_hit(check, fault, FaultKind::Misspelt).remedy(spelling_remedy(check, fault))),
        );
    }
}

/// What to say of a fault, and how to mend it.
fn fault_hit(check: &Check<'_>, customer: &Customer, address: &Address, fault: &Fault) -> Hit {
    let hit = base_hit(check, fault, fault.kind);
    match fault.kind {
        FaultKind::Somebody => hit.remedy(person_remedy(check, customer, address, fault)),
        _ => hit.remedy(spelling_remedy(check, fault)),
    }
}

fn base_hit(check: &Check<'_>, fault: &Fault, kind: FaultKind) -> Hit {
    let message = match kind {
        FaultKind::Misspelt => "misspelt",
        FaultKind::Umlaut => "umlaut",
        FaultKind::Accent => "accent",
        FaultKind::Particle => "particle",
        FaultKind::Swapped => "swapped",
        FaultKind::Somebody => "somebody",
    };
    let written = fault.span.slice(&check.reading.prose.text);
    let hit = Hit::body(fault.span, check.message(message, &[("written", written), ("right", &fault.right)]))
        .note(fault.place, check.message("note", &[("right", &fault.right)]));
    if fault.certainty == Certainty::Guess { hit.at_most(Severity::Warning) } else { hit }
}

fn spelling_remedy(check: &Check<'_>, fault: &Fault) -> Remedy {
    let applicability = match (fault.kind, fault.certainty) {
        (FaultKind::Swapped | FaultKind::Somebody, _) | (_, Certainty::Guess) => Applicability::Review,
        _ => Applicability::Safe,
    };
    let changes = vec![Change { place: Place::Body(fault.span), text: fault.right.clone() }];
    Remedy { title: check.message("fix", &[("right", &fault.right)]), applicability, changes }
}

/// Puts the customer in the place of somebody else: with the title that a record states, else without any.
fn person_remedy(check: &Check<'_>, customer: &Customer, address: &Address, fault: &Fault) -> Remedy {
    let prose = &check.reading.prose;
    let stated = customer.title.as_ref().filter(|title| !title.written.is_empty());
    let full = customer.person().or_else(|| customer.sure().next()).map_or_else(|| fault.right.clone(), |known| known.name.full());
    let (span, text) = match (&address.title, stated) {
        (None, _) if address.words.len() > 1 => (fault.span, full),
        (None, _) => (fault.span, fault.right.clone()),
        (Some(title), Some(stated)) if title.kind == stated.kind => (fault.span, fault.right.clone()),
        (Some(_), _) => {
            let name = prose.span_of(address.tokens.clone());
            if address.greeting.is_empty() || prose.language == Language::En {
                (name, full)
            } else {
                // "Sehr geehrte" and "Lieber" would have to agree with a gender that nobody knows.
                (prose.span_of(address.greeting.clone()).cover(name), format!("Guten Tag {full}"))
            }
        }
    };
    Remedy::review(check.message("fix", &[("right", &text)]), span, text)
}

/// `Herr` where a record says `Frau`.
fn title_hit(check: &Check<'_>, case: &Case<'_>, address: &Address) -> Option<Hit> {
    let (span, right, place) = case.wrong_title(address)?;
    let prose = &check.reading.prose;
    let written = span.slice(&prose.text);
    let mut changes = vec![Change { place: Place::Body(span), text: right.clone() }];
    changes.extend(agreeing_greeting(prose, case.customer, address));
    Some(
        Hit::body(span, check.message("title", &[("written", written), ("right", &right)]))
            .note(place, check.message("note-title", &[("right", &right)]))
            .remedy(Remedy { title: check.message("fix", &[("right", &right)]), applicability: Applicability::Review, changes }),
    )
}

/// The change that makes `Sehr geehrte` agree with `Herr`.
fn agreeing_greeting(prose: &Prose, customer: &Customer, address: &Address) -> Option<Change> {
    let kind = customer.title.as_ref()?.kind;
    let last = address.greeting.clone().rev().find(|&index| prose.tokens[index].kind == TokenKind::Word)?;
    let word = prose.written(last);
    let agreed = match (kind, prose.word(last)) {
        (TitleKind::Masculine, "geehrte" | "liebe" | "werte" | "verehrte") => format!("{word}r"),
        (TitleKind::Feminine, "geehrter" | "lieber" | "werter" | "verehrter") => word.trim_end_matches('r').to_owned(),
        _ => return None,
    };
    Some(Change { place: Place::Body(prose.tokens[last].span), text: agreed })
}

/// `Frau Kaya` where the profile says `Dr. Kaya`.
fn degree_hit(check: &Check<'_>, customer: &Customer, address: &Address) -> Option<Hit> {
    let (degree, place) = customer.degree.as_ref()?;
    let title = address.title.as_ref().filter(|title| title.kind != TitleKind::Family)?;
    if address.has_degree || address.stance != Stance::Greeted || address.several {
        return None;
    }
    let prose = &check.reading.prose;
    let span = prose.span_of(title.tokens.clone());
    let (at, text) = match prose.language {
        Language::De => (Span::at(span.end()), format!(" {degree}")),
        Language::En => (span, degree.clone()),
    };
    Some(
        Hit::body(prose.span_of(address.tokens.clone()), check.message("degree", &[("right", degree)]))
            .at_most(Severity::Info)
            .note(*place, check.message("note-title", &[("right", degree)]))
            .remedy(Remedy::review(check.message("fix", &[("right", degree)]), at, text)),
    )
}

impl Case<'_> {
    /// Surnames in the genitive that are nearly the customer's: "Schlees Anschluss".
    fn genitives(&self, addresses: &[Address]) -> Vec<Fault> {
        let prose = self.prose;
        let Some(known) = self.customer.person().filter(|known| known.weight == Weight::Strong) else { return Vec::new() };
        let is_genitive = |index: usize| {
            let written = prose.written(index);
            let owned = prose.word(index).ends_with("'s") || prose.language == Language::De && written.ends_with('s');
            owned && written.len() > 5 && written.starts_with(char::is_uppercase)
        };
        let has_article = |index: usize| {
            index.checked_sub(1).is_none_or(|before| {
                let first_of_sentence = prose.tokens[before].sentence != prose.tokens[index].sentence;
                first_of_sentence
                    || prose.word(before).ends_with(['s', 'm', 'r', 'n', 'e'])
                        && prose.language == Language::De
                        && is_determiner(prose.word(before))
            })
        };
        let goes_on = |index: usize| {
            prose.tokens.get(index + 1).is_some_and(|next| next.kind == TokenKind::Word)
                && (prose.language == Language::En || prose.written(index + 1).starts_with(char::is_uppercase))
        };
        (0..prose.tokens.len())
            .filter(|&index| prose.tokens[index].kind == TokenKind::Word && is_genitive(index) && !has_article(index) && goes_on(index))
            .filter(|index| !addresses.iter().any(|address| address.tokens.contains(index)))
            .filter_map(|index| self.genitive_fault(known, prose.tokens[index].span))
            .collect()
    }
}

fn is_determiner(word: &str) -> bool {
    matches!(
        word,
        "des"
            | "der"
            | "dem"
            | "den"
            | "die"
            | "eines"
            | "einer"
            | "einem"
            | "einen"
            | "eine"
            | "dieses"
            | "dieser"
            | "jedes"
            | "unseres"
            | "unserer"
            | "ihres"
            | "ihrer"
            | "ihre"
            | "unsere"
            | "alle"
            | "alles"
            | "deines"
            | "seines"
            | "keines"
            | "vieles"
            | "etwas"
            | "nichts"
    )
}
