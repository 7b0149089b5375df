//! The sentences in which a reply names somebody.

use super::Person;

/// How the name stands in the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stance {
    Greeted,
    /// In the middle, but spoken to.
    Called,
    /// Spoken of.
    Mentioned,
}

/// What of the name stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Given,
    Surname,
    Full,
}

/// A sentence with a gap for a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pattern {
    pub(super) language: &'static str,
    /// Before the gap, with its title.
    pub(super) before: &'static str,
    pub(super) after: &'static str,
    pub(super) part: Part,
    pub(super) stance: Stance,
}

impl Pattern {
    pub(super) fn fits(&self, person: &Person) -> bool {
        let genitive =
            self.after.starts_with('s') && person.surname.as_deref().is_some_and(|surname| surname.ends_with(['s', 'x', 'z', 'ß']));
        (self.part == Part::Given || person.surname.is_some()) && !genitive
    }

    pub(super) fn fill(&self, name: &str) -> String {
        format!("{}{name}{}", self.before, self.after)
    }

    pub(super) fn write(&self, person: &Person) -> String {
        self.fill(&self.name_of(person))
    }

    pub(super) fn name_of(&self, person: &Person) -> String {
        match self.part {
            Part::Given => person.given.clone(),
            Part::Surname => person.surname.clone().unwrap_or_default(),
            Part::Full => person.full.clone(),
        }
    }
}

const fn de(before: &'static str, part: Part, after: &'static str, stance: Stance) -> Pattern {
    Pattern { language: "de", before, after, part, stance }
}

const fn en(before: &'static str, part: Part, after: &'static str, stance: Stance) -> Pattern {
    Pattern { language: "en", before, after, part, stance }
}

pub(super) static PATTERNS: [Pattern; 52] = [
    de("Hallo Herr ", Part::Surname, ", der Techniker kommt morgen um 9 Uhr.", Stance::Greeted),
    de("Sehr geehrte Frau ", Part::Surname, ",\nder Techniker kommt morgen um 9 Uhr.", Stance::Greeted),
    de("Sehr geehrter Herr ", Part::Full, ", das Geld ging heute raus.", Stance::Greeted),
    de("Guten Tag, Frau ", Part::Surname, ", das Paket liegt in der Filiale.", Stance::Greeted),
    de("Guten Tag ", Part::Full, ",\n\ndas Paket liegt in der Filiale.", Stance::Greeted),
    de("Guten Morgen ", Part::Full, ", das Paket liegt in der Filiale.", Stance::Greeted),
    de("Moin ", Part::Given, "! Das Paket liegt in der Filiale.", Stance::Greeted),
    de("Hallo ", Part::Given, ", das Geld ging heute raus.", Stance::Greeted),
    de("Hallo ", Part::Full, ": Das Geld ging heute raus.", Stance::Greeted),
    de("Hi ", Part::Given, " – das Geld ging heute raus.", Stance::Greeted),
    de("Hey ", Part::Given, " 👋 das Geld ging heute raus.", Stance::Greeted),
    de("Liebe ", Part::Given, ", das war unser Fehler.", Stance::Greeted),
    de("Lieber Herr ", Part::Surname, ", das war unser Fehler.", Stance::Greeted),
    de("Hallo liebe ", Part::Given, ", das war unser Fehler.", Stance::Greeted),
    de("Servus ", Part::Given, ", der Zug fährt wieder.", Stance::Greeted),
    de("Grüezi Frau ", Part::Surname, ", der Zug fährt wieder.", Stance::Greeted),
    de("Grüß Gott Herr ", Part::Surname, ", der Zug fährt wieder.", Stance::Greeted),
    de("Liebe Familie ", Part::Surname, ", der Tisch ist für Sie frei.", Stance::Greeted),
    de("@konto_4711 Hallo ", Part::Given, ", der Zug fährt wieder. ^mk", Stance::Greeted),
    de("Hallo Frau ", Part::Surname, "\n\nder Anschluss geht wieder.\n\nViele Grüße\nMia Kern", Stance::Greeted),
    de("Oje, hallo Herr ", Part::Surname, ", das tut uns leid.", Stance::Greeted),
    de("Guten Abend Frau Dr. ", Part::Surname, ", das tut uns leid.", Stance::Greeted),
    de("Danke, Frau ", Part::Surname, ", das hilft uns weiter. Der Techniker kommt um 9 Uhr.", Stance::Called),
    de("Vielen Dank Herr ", Part::Surname, "! Wir prüfen das bis morgen.", Stance::Called),
    de("Da haben Sie recht, Frau ", Part::Surname, ", das war unser Fehler.", Stance::Called),
    de("Das ist ärgerlich, Herr ", Part::Surname, ". Das Geld ging heute raus.", Stance::Called),
    de("Herr ", Part::Surname, ", das tut uns leid. Das Geld ging heute raus.", Stance::Called),
    de("Nein, liebe Frau ", Part::Surname, ", so war es nicht gemeint.", Stance::Called),
    de("Wir haben heute mit Frau ", Part::Surname, " telefoniert, das Geld ging raus.", Stance::Mentioned),
    de("Ich habe Herrn ", Part::Surname, " heute angerufen.", Stance::Mentioned),
    de("Das Paket liegt unter dem Namen Frau ", Part::Surname, " in der Filiale.", Stance::Mentioned),
    de("Der Anschluss von Herrn ", Part::Full, " geht wieder.", Stance::Mentioned),
    de("Den Brief hat Frau ", Part::Surname, "s Nachbar angenommen.", Stance::Mentioned),
    en("Hi ", Part::Given, ", your parcel is at the depot.", Stance::Greeted),
    en("Hello ", Part::Full, ", your parcel is at the depot.", Stance::Greeted),
    en("Hey ", Part::Given, "! Your parcel is at the depot.", Stance::Greeted),
    en("Dear Mr ", Part::Surname, ", your parcel is at the depot.", Stance::Greeted),
    en("Dear Ms. ", Part::Surname, ",\n\nYour parcel is at the depot.\n\nKind regards\nMia Kern", Stance::Greeted),
    en("Dear Dr ", Part::Surname, ", the engineer comes at 9 am.", Stance::Greeted),
    en("Dear ", Part::Given, ": the engineer comes at 9 am.", Stance::Greeted),
    en("Dear ", Part::Full, ", the engineer comes at 9 am.", Stance::Greeted),
    en("Good morning ", Part::Given, ", the engineer comes at 9 am.", Stance::Greeted),
    en("Good afternoon Mrs ", Part::Surname, ", the engineer comes at 9 am.", Stance::Greeted),
    en("Hello, ", Part::Given, "! The engineer comes at 9 am.", Stance::Greeted),
    en("Hi there ", Part::Given, ", the engineer comes at 9 am.", Stance::Greeted),
    en("@account_4711 Hi ", Part::Given, ", the engineer comes at 9 am. ^MK", Stance::Greeted),
    en("Sorry, Mrs ", Part::Surname, ", it is at the depot. We call you at 9 am.", Stance::Called),
    en("Thanks, Mr ", Part::Surname, ". The refund left us on Monday.", Stance::Called),
    en("You are right, Ms ", Part::Surname, ", and we are sorry.", Stance::Called),
    en("We have spoken with Mr ", Part::Surname, " today, and the line works again.", Stance::Mentioned),
    en("Ms ", Part::Surname, "'s parcel is at the depot.", Stance::Mentioned),
    en("The parcel for Mrs ", Part::Full, " is at the depot.", Stance::Mentioned),
];
