//! What a project calls its own becomes answers: is this word, this name, this number one of its? Knows settings, no drafts.

use crate::config::Settings;
use crate::text::{Span, fold_word};

/// Whether a folded word is one of the brand's names, products or acronyms, or a word that the config allows.
pub(super) fn is_own_word(settings: &Settings, folded: &str) -> bool {
    let brand = &settings.brand;
    let lists = [&brand.names, &brand.products, &brand.acronyms, &settings.allow, &settings.terms];
    let is_word = |word: &str| word.eq_ignore_ascii_case(folded) || fold_word(word) == folded;
    let holds = |entry: &String| entry.split(|c: char| c.is_whitespace() || c == '-').any(is_word);
    lists.into_iter().flatten().any(holds)
}

/// The names of the brand and of what it sells, as the config spells them.
pub(super) fn names(settings: &Settings) -> impl Iterator<Item = &str> {
    settings.brand.names.iter().chain(&settings.brand.products).map(String::as_str)
}

/// The country of the project, as ISO 3166 has it.
pub(super) fn country(settings: &Settings) -> Option<&str> {
    settings.region.as_ref().map(|region| region.country.as_str())
}

/// Whether the config lets a bank account stand in public.
pub(super) fn is_public_iban(settings: &Settings, written: &str) -> bool {
    settings.brand.contacts.ibans.iter().any(|iban| bare(iban) == bare(written))
}

/// Whether the config lets a telephone number stand in public, by its digits; with or without the country's own.
pub(super) fn is_public_phone(settings: &Settings, digits: &str) -> bool {
    /// Shorter ends are shared by many numbers.
    const SHORTEST: usize = 6;
    settings.brand.contacts.phones.iter().any(|phone| {
        let own: String = phone.chars().filter(char::is_ascii_digit).collect();
        let end = own.trim_start_matches('0');
        own == digits
            || (end.len() >= SHORTEST && digits.ends_with(end))
            || (own.len() >= SHORTEST && own.ends_with(digits.trim_start_matches('0')))
    })
}

/// Whether the config lets an e-mail address stand in public; `@example.com` lets every address there.
pub(super) fn is_public_mail(settings: &Settings, address: &str) -> bool {
    let address = address.to_lowercase();
    settings
        .brand
        .contacts
        .emails
        .iter()
        .map(|own| own.to_lowercase())
        .any(|own| address == own || (own.starts_with('@') && address.ends_with(&own)))
}

/// Whether the config lets a postal address stand in public.
pub(super) fn is_public_address(settings: &Settings, written: &str) -> bool {
    let written = bare(written);
    settings.brand.contacts.addresses.iter().map(|own| bare(own)).any(|own| own.contains(&written) || written.contains(&own))
}

/// Whether a number is one that the config calls public, such as a ticket's.
pub(super) fn is_public_number(settings: &Settings, written: &str) -> bool {
    settings.brand.patterns.iter().any(|pattern| pattern.is_match(written))
}

/// Where a text matches what the config calls personal.
pub(super) fn personal_patterns(settings: &Settings, text: &str) -> Vec<Span> {
    settings
        .personal_data
        .iter()
        .flat_map(|pattern| pattern.regex.find_iter(text))
        .map(|found| Span::new(found.start(), found.end()))
        .collect()
}

/// Letters and digits alone, folded: how data are compared.
pub(super) fn bare(text: &str) -> String {
    fold_word(text).chars().filter(|c| c.is_alphanumeric()).collect()
}
