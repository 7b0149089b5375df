//! A draft's complaint and the project's roster become what is known of the customer: names, title, account, each with its place.
//! Knows nothing of the reply.

use super::data::{TitleKind, data};
use super::personal::{PersonalName, Shape};
use super::signature::{Weight, signature};
use super::spelling::{Spelling, key, plain};
use crate::analysers::Place;
use crate::config::{Person, Settings};
use crate::draft::Complaint;
use crate::text::{Language, fold_word};

/// What is known of the customer.
#[derive(Clone, Debug, Default)]
pub(in crate::analysers) struct Customer {
    /// Every name that the customer goes by.
    pub(in crate::analysers) known: Vec<Known>,
    /// The title that somebody stated.
    pub(in crate::analysers) title: Option<StatedTitle>,
    /// The doctor's or professor's title that somebody stated, and where.
    pub(in crate::analysers) degree: Option<(String, Place)>,
    /// The account without `@`, and where it stands.
    pub(in crate::analysers) handle: Option<(String, Place)>,
    /// The words in the account's name.
    pub(in crate::analysers) handle_words: Vec<Spelling>,
}

/// A title that a record states.
#[derive(Clone, Debug)]
pub(in crate::analysers) struct StatedTitle {
    pub(in crate::analysers) kind: TitleKind,
    pub(in crate::analysers) written: String,
    pub(in crate::analysers) place: Place,
}

/// A name that the customer goes by.
#[derive(Clone, Debug)]
pub(in crate::analysers) struct Known {
    pub(in crate::analysers) name: PersonalName,
    pub(in crate::analysers) place: Place,
    pub(in crate::analysers) weight: Weight,
}

impl Customer {
    pub(in crate::analysers) fn read(complaint: &Complaint, settings: &Settings) -> Self {
        let mut customer = Self::default();
        if let Some(author) = &complaint.author {
            if author.value.trim_start().starts_with('@') {
                customer.take_handle(&author.value, Place::File(author.span));
            } else {
                customer.take_name(&author.value, Place::File(author.span), Weight::Strong);
            }
        }
        if let Some(handle) = &complaint.handle {
            customer.take_handle(&handle.value, Place::File(handle.span));
        }
        let text = &complaint.message.text;
        if let Some(found) = signature(text) {
            customer.take_name(found.span.slice(text), Place::Complaint(found.span), found.weight);
        }
        if let Some(title) = &complaint.title {
            customer.title = None;
            customer.take_title(&title.value, Place::File(title.span));
        }
        customer.look_up(&settings.people);
        customer
    }

    /// The names that something may follow from, the surest first.
    pub(in crate::analysers) fn sure(&self) -> impl Iterator<Item = &Known> {
        self.known.iter().filter(|known| known.weight == Weight::Strong && known.name.shape != Shape::Pseudonym)
    }

    /// The name by which to call the customer, where it is a person's in full.
    pub(in crate::analysers) fn person(&self) -> Option<&Known> {
        self.sure().find(|known| known.name.shape == Shape::Full)
    }

    /// The name as strangers say it: with the title where a record states one, else first name and surname.
    pub(in crate::analysers) fn formal_name(&self, known: &Known, language: Language) -> String {
        let title = self.title.as_ref().and_then(|title| match (title.kind, language) {
            _ if !title.written.is_empty() => Some(title.written.as_str()),
            (TitleKind::Masculine, Language::De) => Some("Herr"),
            (TitleKind::Feminine, Language::De) => Some("Frau"),
            (TitleKind::Family, Language::De) => Some("Familie"),
            (TitleKind::Masculine, Language::En) => Some("Mr"),
            (TitleKind::Feminine, Language::En) => Some("Ms"),
            _ => None,
        });
        match (title, known.name.surname()) {
            (Some(title), Some(surname)) => format!("{title} {surname}"),
            _ => known.name.full(),
        }
    }

    fn take_name(&mut self, text: &str, place: Place, weight: Weight) {
        let Some(name) = PersonalName::parse(text) else { return };
        if let (None, Some(kind), Weight::Strong) = (&self.title, name.title, weight) {
            self.title = Some(StatedTitle { kind, written: String::new(), place });
        }
        if let (None, Some(degree)) = (&self.degree, &name.degree) {
            self.degree = Some((degree.clone(), place));
        }
        self.known.push(Known { name, place, weight });
    }

    fn take_title(&mut self, text: &str, place: Place) {
        let mut degree = Vec::new();
        for word in text.split_whitespace() {
            match data().title(fold_word(word).trim_end_matches('.')) {
                Some(TitleKind::Academic) => degree.push(word),
                Some(kind) => {
                    self.title.get_or_insert(StatedTitle { kind, written: word.to_owned(), place });
                }
                None => {}
            }
        }
        if !degree.is_empty() {
            self.degree = Some((degree.join(" "), place));
        }
    }

    fn take_handle(&mut self, handle: &str, place: Place) {
        let bare = handle.trim().trim_start_matches('@');
        self.handle_words = words_of_handle(bare);
        self.handle = Some((bare.to_owned(), place));
    }

    /// Finds the customer in the roster: by account, else by name.
    fn look_up(&mut self, people: &[Person]) {
        if people.is_empty() {
            return;
        }
        let bare = |handle: &str| handle.trim().trim_start_matches('@').to_lowercase();
        let own_handle = self.handle.as_ref().map(|(handle, place)| (bare(handle), *place));
        let by_handle = own_handle.and_then(|(own, place)| {
            let found = people.iter().find(|person| person.handle.as_deref().is_some_and(|handle| bare(handle) == own))?;
            Some((found, place))
        });
        let by_name = || {
            let known = self.known.iter().find(|known| known.weight == Weight::Strong)?;
            let own = key(&known.name.full());
            let found = people.iter().find(|person| person.name.len() <= own.len() + 24 && key(&person.name) == own)?;
            Some((found, known.place))
        };
        let Some((person, place)) = by_handle.or_else(by_name) else { return };
        if let Some(name) = PersonalName::parse(&person.name) {
            self.known.insert(0, Known { name, place, weight: Weight::Strong });
        }
        if let Some(title) = &person.title {
            self.take_title(title, place);
        }
    }
}

/// The words in an account's name, cut at marks, digits and inner capitals.
fn words_of_handle(handle: &str) -> Vec<Spelling> {
    let account = handle.split('@').next().unwrap_or_default();
    let mut words: Vec<String> = Vec::new();
    let mut open = false;
    let mut before_small = false;
    for c in account.chars() {
        if !c.is_alphabetic() {
            open = false;
            continue;
        }
        if !open || before_small && c.is_uppercase() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(c);
        }
        open = true;
        before_small = c.is_lowercase();
    }
    words.iter().filter(|word| word.chars().count() > 2).map(|word| Spelling::new(word)).collect()
}

/// Whether a text holds words with `ae`, `oe`, `ue` for umlauts, and no umlaut.
pub(super) fn spells_umlauts_out(text: &str) -> bool {
    const SIGNS: [&str; 10] = ["fuer", "ueber", "koenn", "moecht", "waere", "haett", "wuerd", "muess", "naech", "spaet"];
    if text.contains(['ä', 'ö', 'ü', 'Ä', 'Ö', 'Ü']) {
        return false;
    }
    text.contains("ue") && SIGNS.iter().any(|sign| text.contains(sign))
        || text.contains("ae") && SIGNS[3..].iter().any(|sign| text.contains(sign))
        || text.contains("oe") && SIGNS[2..4].iter().any(|sign| text.contains(sign))
}

/// Whether a text holds a word, in any case.
pub(super) fn mentions(text: &str, word: &str) -> bool {
    let plain_word = plain(&key(word));
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|candidate| candidate.len() <= word.len() + 8 && candidate.chars().count() >= plain_word.chars().count())
        .any(|candidate| {
            let candidate = plain(&key(candidate));
            candidate == plain_word || candidate.strip_suffix('s') == Some(&plain_word)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::{Field, Passage};
    use crate::text::Span;

    fn complaint(author: &str, text: &str) -> Complaint {
        let field = |value: &str| (!value.is_empty()).then(|| Field { value: value.to_owned(), span: Span::default() });
        Complaint { author: field(author), message: Passage::verbatim(text, 0), ..Complaint::default() }
    }

    fn names(complaint: &Complaint, people: &[Person]) -> Vec<String> {
        let mut settings = Settings::default();
        settings.people = people.into();
        Customer::read(complaint, &settings).sure().map(|known| known.name.full()).collect()
    }

    #[test]
    fn the_signature_tells_more_than_a_pseudonym() {
        let complaint = complaint("xX_Drache99_Xx", "Wann kommt er?\nGruß aus Aresing, Ihr Hannes Schleeh");
        assert_eq!(names(&complaint, &[]), ["Hannes Schleeh"]);
    }

    #[test]
    fn the_roster_knows_the_account() {
        let mut complaint = complaint("", "Wann kommt er?");
        complaint.handle = Some(Field { value: "@Schleeh".to_owned(), span: Span::default() });
        let person = Person { name: "Hannes Schleeh".to_owned(), title: Some("Herr Dr.".to_owned()), handle: Some("schleeh".to_owned()) };
        assert_eq!(names(&complaint, std::slice::from_ref(&person)), ["Hannes Schleeh"]);
        let mut settings = Settings::default();
        settings.people = [person].into();
        let customer = Customer::read(&complaint, &settings);
        assert_eq!(customer.title.map(|title| title.kind), Some(TitleKind::Masculine));
        assert_eq!(customer.degree.map(|(degree, _)| degree).as_deref(), Some("Dr."));
    }

    #[test]
    fn accounts_have_words() {
        let words = |handle: &str| words_of_handle(handle).iter().map(|word| word.written.clone()).collect::<Vec<_>>();
        assert_eq!(words("studio.fenja_83"), ["studio", "fenja"]);
        assert_eq!(words("HannesSchleeh"), ["Hannes", "Schleeh"]);
        assert_eq!(words("a@srv.social"), [""; 0]);
    }

    #[test]
    fn words_are_found_whole() {
        assert!(mentions("Ihr Techniker, Herr Meier, war da.", "Meier"));
        assert!(mentions("Meiers Besuch", "Meier"));
        assert!(!mentions("Meierhof", "Meier"));
    }

    #[test]
    fn some_customers_have_no_umlauts() {
        assert!(spells_umlauts_out("Ich waere fast gestuerzt"));
        assert!(spells_umlauts_out("Danke fuer nichts"));
        assert!(!spells_umlauts_out("Danke für die neuen Preise"));
        assert!(!spells_umlauts_out("Neue Frauen"));
    }
}
