//! A name as somebody gives it, in a profile or under a letter, becomes its parts: titles, given names, particles, surname.
//! Knows neither where it stands nor who is addressed by it, and never guesses a gender.

use super::data::{TitleKind, data};
use super::spelling::{Spelling, key, plain};
use crate::text::fold_word;

/// A person's name, read.
#[derive(Clone, Debug)]
pub(in crate::analysers) struct PersonalName {
    /// In the order of reading, given names first where that can be told; without titles.
    pub(in crate::analysers) parts: Vec<NamePart>,
    /// What was written before the name, such as `Herr`.
    pub(in crate::analysers) title: Option<TitleKind>,
    /// The doctor or professor before the name, as it was written.
    pub(in crate::analysers) degree: Option<String>,
    pub(in crate::analysers) shape: Shape,
    /// Where the surname begins; `None` where only one name is known or the order cannot be told.
    surname: Option<usize>,
    /// Which part comes first may differ: Vietnamese and Hungarian names, and profiles that put the surname in front.
    pub(in crate::analysers) any_order: bool,
}

/// A word of a name.
#[derive(Clone, Debug)]
pub(in crate::analysers) struct NamePart {
    pub(in crate::analysers) spelling: Spelling,
    pub(in crate::analysers) kind: PartKind,
    /// The pieces of a double name, or of names that a profile writes as one word. Empty for a plain word.
    pub(in crate::analysers) pieces: Vec<Spelling>,
}

/// What a word of a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysers) enum PartKind {
    Name,
    Particle,
    Initial,
}

/// How sure it is that this is somebody's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::analysers) enum Shape {
    /// A role, a thing, a made-up name: nothing follows from it.
    Pseudonym,
    /// One word, or one word and initials, that may be a name.
    Single,
    /// A word that many people are called by, or two words and more.
    Full,
}

impl PersonalName {
    /// Reads a name; `None` where no word of one is left.
    pub(in crate::analysers) fn parse(text: &str) -> Option<Self> {
        let mut name = Self { parts: Vec::new(), title: None, degree: None, shape: Shape::Pseudonym, surname: None, any_order: false };
        let cleaned = clean(text);
        let (ordered, surname_words) = given_first(&cleaned);
        let is_account = text.contains(|c: char| c.is_ascii_digit() || c == '_');
        let mut role = false;
        let count = ordered.len();
        for (index, word) in ordered.into_iter().enumerate() {
            let bare = word.trim_matches(|c: char| matches!(c, '.' | ',' | ';' | ':' | '!'));
            let folded = fold_word(bare);
            if let Some(kind) = title_of(&folded).filter(|_| name.parts.is_empty() && count > 1) {
                name.take_title(kind, word);
                continue;
            }
            if data().is_honorific(&folded) && (word.ends_with('.') || !name.parts.is_empty()) {
                continue;
            }
            role |= data().is_role(&folded) && !data().is_particle(&folded);
            for bare in bare.split('.').filter(|bare| !bare.is_empty()) {
                name.push(bare, index + 1 == count);
            }
        }
        if !name.parts.iter().any(|part| part.kind != PartKind::Particle) {
            return None;
        }
        name.order(surname_words);
        name.shape = name.judge(role, is_account);
        Some(name)
    }

    /// The words that are names, in order.
    pub(in crate::analysers) fn names(&self) -> impl Iterator<Item = &NamePart> {
        self.parts.iter().filter(|part| part.kind == PartKind::Name)
    }

    /// The surname with its particles, as it is to be written; `None` where only one name is known.
    pub(in crate::analysers) fn surname(&self) -> Option<String> {
        self.surname.map(|at| self.write(at..self.parts.len()))
    }

    /// The first of the given names; `None` where only a surname or initials are known.
    pub(in crate::analysers) fn given(&self) -> Option<String> {
        let first = self.parts.first().filter(|part| part.kind == PartKind::Name)?;
        (self.surname != Some(0)).then(|| first.spelling.presentable())
    }

    /// The whole name, as it is to be written.
    pub(in crate::analysers) fn full(&self) -> String {
        self.write(0..self.parts.len())
    }

    /// Whether the part is the surname or belongs to it.
    pub(in crate::analysers) fn is_surname(&self, index: usize) -> bool {
        self.surname.is_some_and(|at| index >= at)
    }

    /// The particles right before a part, as they are to be written: `von der`.
    pub(in crate::analysers) fn particles_before(&self, index: usize) -> Option<String> {
        let start = self.parts[..index].iter().rposition(|part| part.kind != PartKind::Particle).map_or(0, |at| at + 1);
        (start < index).then(|| self.write(start..index))
    }

    fn write(&self, parts: std::ops::Range<usize>) -> String {
        let mut out = String::new();
        for part in self.parts.get(parts).unwrap_or_default() {
            if !out.is_empty() {
                out.push(' ');
            }
            match part.kind {
                PartKind::Particle if part.spelling.written.chars().all(|c| !c.is_lowercase()) => out.push_str(&part.spelling.key),
                PartKind::Particle => out.push_str(&part.spelling.written),
                PartKind::Initial => {
                    out.push_str(&part.spelling.written);
                    out.push('.');
                }
                PartKind::Name => out.push_str(&part.spelling.presentable()),
            }
        }
        out
    }

    fn take_title(&mut self, kind: TitleKind, written: &str) {
        if kind == TitleKind::Academic {
            let degree = self.degree.get_or_insert_default();
            if !degree.is_empty() {
                degree.push(' ');
            }
            degree.push_str(written.trim_matches(','));
        } else {
            self.title.get_or_insert(kind);
        }
    }

    fn push(&mut self, bare: &str, last: bool) {
        let trimmed = bare.trim_matches(|c: char| !c.is_alphanumeric());
        let name = trimmed.trim_end_matches(|c: char| c.is_ascii_digit());
        if name.is_empty() || !name.chars().any(char::is_alphabetic) {
            return;
        }
        let spelling = Spelling::new(name);
        let kind = if !last && data().is_particle(&fold_word(name)) {
            PartKind::Particle
        } else if name.chars().filter(|c| c.is_alphabetic()).count() == 1 {
            PartKind::Initial
        } else {
            PartKind::Name
        };
        let pieces = if kind == PartKind::Name { pieces(name) } else { Vec::new() };
        self.parts.push(NamePart { spelling, kind, pieces });
    }

    /// Finds where the surname begins.
    fn order(&mut self, surname_words: Option<usize>) {
        let count = self.parts.len();
        if let Some(words) = surname_words {
            self.surname = Some(count.saturating_sub(words)).filter(|&at| at < count);
            return;
        }
        let known = |part: &NamePart| {
            data().is_given_name(&part.spelling.key)
                || part.pieces.iter().any(|piece| piece.key.len() > 2 && data().is_given_name(&piece.key))
        };
        let (Some(first), Some(last)) = (self.parts.first(), self.parts.last()) else { return };
        if count == 1 {
            // Behind a title stands a surname.
            self.surname = matches!(self.title, Some(TitleKind::Masculine | TitleKind::Feminine | TitleKind::Neutral | TitleKind::Family))
                .then_some(0);
            return;
        }
        self.any_order = is_family_first(&first.spelling.key) || !known(first) && known(last) && first.kind == PartKind::Name;
        if let Some(particle) = self.parts.iter().position(|part| part.kind == PartKind::Particle) {
            self.surname = Some(particle);
        } else if last.kind == PartKind::Name && !self.any_order {
            self.surname = Some(count - 1);
        }
    }

    fn judge(&self, role: bool, is_account: bool) -> Shape {
        let names: Vec<&NamePart> = self.names().collect();
        if role || names.is_empty() {
            return Shape::Pseudonym;
        }
        let titled = self.title.is_some() || self.degree.is_some();
        let known = names.iter().any(|part| data().is_given_name(&part.spelling.key));
        // Letters that stand for words, and scripts that the reply will not be written in, cannot be held against anything.
        let foreign = |part: &&NamePart| {
            part.spelling
                .key
                .chars()
                .any(|c| c > '\u{24f}' && !matches!(c, '\u{300}'..='\u{36f}' | '\u{1e00}'..='\u{1eff}' | '\u{2c60}'..='\u{2c7f}'))
        };
        let spoken = |part: &&NamePart| plain(&part.spelling.key).contains(['a', 'e', 'i', 'o', 'u', 'y']);
        if names.iter().any(foreign) || !names.iter().any(spoken) || names.len() == 1 && !known && names[0].spelling.key.chars().count() < 3
        {
            return Shape::Pseudonym;
        }
        if is_account {
            return if known { Shape::Single } else { Shape::Pseudonym };
        }
        match names.len() {
            1 if titled || known || self.parts[0].kind == PartKind::Initial => Shape::Full,
            1 => Shape::Single,
            2..=5 => Shape::Full,
            _ => Shape::Pseudonym,
        }
    }
}

/// The title that a folded word is in front of a name. In the middle of a text, `Fr` is a Friday.
fn title_of(word: &str) -> Option<TitleKind> {
    data().title(word).or_else(|| (word == "fr").then_some(TitleKind::Feminine))
}

/// A profile's name without what is no name: brackets, quotes, emoji, and everything behind a bar.
fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut depth = 0_usize;
    for c in text.chars().take(200) {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            '|' | '\n' | '\r' => break,
            '_' | '/' | '&' | '+' | '"' | '„' | '“' | '”' if depth == 0 => out.push(' '),
            _ if depth == 0 && (c.is_alphanumeric() || c.is_whitespace() || is_name_mark(c)) => out.push(c),
            _ => {}
        }
    }
    out
}

fn is_name_mark(c: char) -> bool {
    matches!(c, '.' | ',' | '-' | '‐' | '‑' | '\'' | '’' | '‘' | '`' | '´' | 'ʼ') || unicode_normalization::char::is_combining_mark(c)
}

/// The words with the given names first, and how many at the end are known to be the surname: `O'Brien, Fiona` says so.
fn given_first(text: &str) -> (Vec<&str>, Option<usize>) {
    let words = |part| str::split_whitespace(part).collect::<Vec<_>>();
    let Some((before, after)) = text.split_once(',') else { return (words(text), None) };
    let (mut surname, mut given) = (words(before), words(after));
    let suffix = given.first().is_none_or(|word| data().is_honorific(&fold_word(word.trim_matches('.'))));
    if surname.is_empty() || suffix || after.contains(',') {
        surname.extend(given.into_iter().map(|word| word.trim_matches(',')));
        return (surname, None);
    }
    let titles = surname.iter().take_while(|word| data().title(&fold_word(word.trim_matches('.'))).is_some()).count();
    let mut ordered: Vec<&str> = surname.drain(..titles).collect();
    ordered.append(&mut given);
    let count = surname.len();
    ordered.append(&mut surname);
    (ordered, Some(count))
}

/// The parts of a double name, and of two names that a profile writes as one word.
fn pieces(name: &str) -> Vec<Spelling> {
    if name.contains(['-', '‐', '‑']) {
        return name.split(['-', '‐', '‑']).filter(|piece| !piece.is_empty()).map(Spelling::new).collect();
    }
    let Some(border) = name.char_indices().skip(3).find(|&(at, c)| c.is_uppercase() && name[..at].ends_with(char::is_lowercase)) else {
        return Vec::new();
    };
    let (one, other) = name.split_at(border.0);
    if other.chars().count() < 3 { Vec::new() } else { vec![Spelling::new(one), Spelling::new(other)] }
}

/// Whether a surname is one of those that stand in front.
fn is_family_first(name: &str) -> bool {
    const SURNAMES: [&str; 26] = [
        "nguyễn", "nguyen", "trần", "tran", "lê", "phạm", "pham", "huỳnh", "hoàng", "phan", "vũ", "võ", "đặng", "bùi", "đỗ", "hồ", "ngô",
        "dương", "lý", "zhang", "wang", "chen", "kim", "park", "choi", "nagy",
    ];
    let key = key(name);
    SURNAMES.contains(&key.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> PersonalName {
        PersonalName::parse(text).unwrap_or_else(|| panic!("{text} is a name"))
    }

    #[test]
    fn surnames_keep_their_particles() {
        for (text, given, surname) in [
            ("Hannes Schleeh", Some("Hannes"), Some("Schleeh")),
            ("Claudia von der Heide", Some("Claudia"), Some("von der Heide")),
            ("María de la Cruz", Some("María"), Some("de la Cruz")),
            ("O'Brien, Fiona", Some("Fiona"), Some("O'Brien")),
            ("von der Heide, Claudia", Some("Claudia"), Some("von der Heide")),
            ("HANNES SCHLEEH", Some("Hannes"), Some("Schleeh")),
            ("hannes schleeh", Some("Hannes"), Some("Schleeh")),
            ("Lars-Erik Müller-Lüdenscheidt", Some("Lars-Erik"), Some("Müller-Lüdenscheidt")),
            ("Hr. Tjark Lüders", Some("Tjark"), Some("Lüders")),
            ("Herr Abdulkadir Şahin", Some("Abdulkadir"), Some("Şahin")),
            ("Dr. med. Emre Kaya", Some("Emre"), Some("Kaya")),
            ("Familie Weiß", None, Some("Weiß")),
            ("H. Brüggemann", None, Some("Brüggemann")),
            ("Frank B.", Some("Frank"), None),
            ("Fatma", Some("Fatma"), None),
            ("Ryan Winter (IWearCrocs)", Some("Ryan"), Some("Winter")),
            ("Anna Weber 🌻", Some("Anna"), Some("Weber")),
            ("Nguyễn Thị Minh Khai", Some("Nguyễn"), None),
        ] {
            let name = parse(text);
            assert_eq!((name.given().as_deref(), name.surname().as_deref()), (given, surname), "{text}");
        }
    }

    #[test]
    fn titles_are_taken_off() {
        let name = parse("Herr Prof. Dr. Emre Kaya");
        assert_eq!(
            (name.title, name.degree.as_deref(), name.full().as_str()),
            (Some(TitleKind::Masculine), Some("Prof. Dr."), "Emre Kaya")
        );
        assert_eq!(parse("Mrs Jane Doe").title, Some(TitleKind::Feminine));
    }

    #[test]
    fn shapes() {
        for text in ["Hannes Schleeh", "Fatma", "Herr Xyz", "Frank B.", "Biggi Meier", "M. Seidel"] {
            assert_eq!(parse(text).shape, Shape::Full, "{text}");
        }
        for text in ["Rotseher", "LuisaMarie", "Alzila", "Anna1967", "anna_w"] {
            assert_eq!(parse(text).shape, Shape::Single, "{text}");
        }
        for text in ["xX_Drache99_Xx", "Anwohner Ost", "A Google user", "SAI STUDIO atta bijori", "Skatebahn 24", "J. K."] {
            assert_eq!(parse(text).shape, Shape::Pseudonym, "{text}");
        }
        for text in ["", "🌻", "12345", "..."] {
            assert!(PersonalName::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn double_names_have_pieces() {
        let pieces = |text: &str| parse(text).parts[0].pieces.iter().map(|piece| piece.written.clone()).collect::<Vec<_>>();
        assert_eq!(pieces("Müller-Lüdenscheidt"), ["Müller", "Lüdenscheidt"]);
        assert_eq!(pieces("LuisaMarie"), ["Luisa", "Marie"]);
        assert_eq!(pieces("McDonald"), [""; 0]);
    }
}
