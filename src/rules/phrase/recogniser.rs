//! The recognisers that a phrase can name, such as `<time>`: what each stands for, and what an author reads about it.

use super::Element;
use crate::text::{FactKind, TokenKind};

/// The recognisers, by the name that stands between `<` and `>`.
const RECOGNISERS: &[(&str, Element)] = &[
    ("time", Element::Fact(FactKind::Time)),
    ("date", Element::Fact(FactKind::Date)),
    ("duration", Element::Fact(FactKind::Duration)),
    ("amount", Element::Fact(FactKind::Amount)),
    ("percent", Element::Fact(FactKind::Percent)),
    ("number", Element::Kind(TokenKind::Number)),
    ("name", Element::Fact(FactKind::Name)),
    ("email", Element::Fact(FactKind::Email)),
    ("phone", Element::Fact(FactKind::Phone)),
    ("url", Element::Fact(FactKind::Url)),
    ("iban", Element::Fact(FactKind::Iban)),
    ("handle", Element::Kind(TokenKind::Handle)),
    ("hashtag", Element::Kind(TokenKind::Hashtag)),
    ("emoji", Element::Kind(TokenKind::Emoji)),
    ("word", Element::Kind(TokenKind::Word)),
];

/// The names of the recognisers, for completion and for "did you mean".
pub fn recogniser_names() -> impl Iterator<Item = &'static str> {
    RECOGNISERS.iter().map(|(name, _)| *name)
}

/// What a recogniser stands for, in Markdown; empty where there is none of that name.
#[must_use]
pub fn recogniser_about(name: &str) -> &'static str {
    match name {
        "time" => {
            "Any point in time that can be checked: `15 Uhr`, `3.11.2026`, `Montag`, `morgen`, `in zwei Stunden`; `3 pm`, `tomorrow`, `within two hours`"
        }
        "date" => "A date: `3.11.2026`, `3. November`; `3 November`",
        "duration" => "A length of time: `zwei Stunden`, `3 Tage`; `two hours`",
        "amount" => "A sum of money: `29,90 €`, `20 Euro`, `$5`",
        "percent" => "A share: `10 %`",
        "number" => "A number in digits: `7`, `4711`",
        "name" => "A person's name: `Herr Schleeh`, `Mr Schleeh`",
        "email" => "An e-mail address",
        "phone" => "A telephone number",
        "url" => "A link",
        "iban" => "The number of a bank account",
        "handle" => "An account: `@name`",
        "hashtag" => "A hashtag: `#tag`",
        "emoji" => "An emoji",
        "word" => "Any one word",
        _ => "",
    }
}

/// The element that a name stands for.
pub(super) fn recogniser(name: &str) -> Option<Element> {
    RECOGNISERS.iter().find(|(known, _)| *known == name).map(|(_, element)| *element)
}

/// The name of the recogniser that an element is.
pub(super) fn recogniser_of(element: Element) -> Option<&'static str> {
    RECOGNISERS.iter().find(|(_, known)| *known == element).map(|(name, _)| *name)
}
