//! Names become known: a profile's name its parts, a text the people it addresses, two spellings a likeness.
//! What all analysers of names share; knows rules and messages as little as files.

mod customer;
mod data;
mod group;
mod matching;
mod personal;
#[cfg(test)]
mod properties;
mod salutation;
mod signature;
mod sound;
mod spelling;
mod verdict;

pub(super) use customer::{Customer, Known};
pub(super) use data::TitleKind;
pub(super) use salutation::{Address, Addresses, Stance};
pub(super) use signature::{Weight, signs};
pub(super) use spelling::key;
pub(super) use verdict::{Case, Certainty, Fault, FaultKind, Verdict};

use crate::config::Settings;
use crate::draft::Complaint;
use crate::text::Prose;

/// Who has written, and whom the answer names.
#[derive(Debug)]
pub(super) struct People {
    /// `None` where the draft answers nobody.
    pub(super) customer: Option<Customer>,
    pub(super) addresses: Addresses,
}

impl People {
    pub(super) fn read(complaint: Option<&Complaint>, body: &Prose, settings: &Settings) -> Self {
        Self { customer: complaint.map(|complaint| Customer::read(complaint, settings)), addresses: salutation::addresses(body) }
    }
}
