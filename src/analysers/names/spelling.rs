//! Two spellings become a likeness: the same name, another form of it, a misspelling, or another name.
//! Knows letters and sounds; nothing of titles, greetings or texts.

use strsim::osa_distance;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::data::data;
use super::sound;

/// How a name as it is written is related to a name as it is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::analysers) enum Likeness {
    /// The same letters, whatever their case.
    Same,
    /// A short form of the name, or the name in full where the right one is the short form.
    Nickname,
    /// Umlauts or `ß` are spelled out, or put where they are spelled out: Mueller and Müller, Grossmann and Großmann.
    Umlaut,
    /// The same base letters with other accents or dots: Muller and Müller, Yildiz and Yıldız.
    Accent,
    /// Near enough to be the same name misspelt.
    Misspelt,
    Different,
}

/// A spelling with what comparing needs, made once.
#[derive(Clone, Debug)]
pub(in crate::analysers) struct Spelling {
    /// As it was written.
    pub(in crate::analysers) written: String,
    pub(in crate::analysers) key: String,
    /// All letters are capitals: dots and `ß` may have been lost on the way.
    capitals: bool,
}

impl Spelling {
    pub(in crate::analysers) fn new(written: &str) -> Self {
        let mut letters = written.chars().filter(|c| c.is_alphabetic());
        let capitals = letters.clone().nth(1).is_some() && letters.all(char::is_uppercase);
        Self { written: written.to_owned(), key: key(written), capitals }
    }

    /// The name as one writes it in a sentence: Title Case where the profile shouts or whispers.
    pub(in crate::analysers) fn presentable(&self) -> String {
        let has_lower = self.written.chars().any(char::is_lowercase);
        let has_upper = self.written.chars().any(char::is_uppercase);
        if has_lower == has_upper || self.written.chars().count() < 2 {
            return self.written.clone();
        }
        title_case(&self.written)
    }

    /// What `written` is to this spelling, which is the right one.
    pub(in crate::analysers) fn likeness(&self, written: &Self) -> Likeness {
        if self.key == written.key || self.capitals_agree(written) {
            return Likeness::Same;
        }
        if data().is_same_person(&self.key, &written.key) {
            return Likeness::Nickname;
        }
        let (right_plain, written_plain) = (plain(&self.key), plain(&written.key));
        if right_plain == written_plain {
            // `ß` and `ss` have the same base letters, and are a matter of spelling out.
            let sharp = self.key.contains('ß') != written.key.contains('ß');
            return if sharp { Likeness::Umlaut } else { Likeness::Accent };
        }
        if spelled_out(&self.key) == spelled_out(&written.key) {
            return Likeness::Umlaut;
        }
        if is_near(&self.key, &written.key) || is_near(&right_plain, &written_plain) { Likeness::Misspelt } else { Likeness::Different }
    }

    /// Whether the two agree but for what capitals cannot say: `YILDIZ` is Yıldız or Yildiz, `GROSSMANN` is Großmann.
    fn capitals_agree(&self, written: &Self) -> bool {
        let loose = |spelling: &Self| spelling.key.replace('ı', "i").replace('ß', "ss").replace("i\u{307}", "i");
        (self.capitals || written.capitals) && loose(self) == loose(written)
    }
}

/// A name in lower case, composed, with plain apostrophes. Unlike a folded text it keeps `ß`, which tells names apart.
pub(in crate::analysers) fn key(name: &str) -> String {
    if name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'\'' | b' ' | b'.')) {
        return name.to_ascii_lowercase();
    }
    name.nfc()
        .filter(|c| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'))
        .flat_map(|c| match c {
            '’' | '‘' | 'ʼ' | '´' | '`' => '\''.to_lowercase(),
            'İ' => 'i'.to_lowercase(),
            'ẞ' => 'ß'.to_lowercase(),
            '‐' | '‑' => '-'.to_lowercase(),
            _ => c.to_lowercase(),
        })
        .collect()
}

/// A key without accents and strokes.
pub(super) fn plain(key: &str) -> String {
    if key.is_ascii() {
        return key.to_owned();
    }
    let mut out = String::with_capacity(key.len());
    for c in key.nfd().filter(|&c| !is_combining_mark(c)) {
        match c {
            'ß' => out.push_str("ss"),
            'ı' => out.push('i'),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            'ⱥ' => out.push('a'),
            _ => out.push(c),
        }
    }
    out
}

/// A key with umlauts and the like spelled out.
fn spelled_out(key: &str) -> String {
    let mut out = String::with_capacity(key.len() + 4);
    for c in key.chars() {
        match c {
            'ä' | 'æ' => out.push_str("ae"),
            'ö' | 'ø' | 'œ' => out.push_str("oe"),
            'ü' => out.push_str("ue"),
            'å' => out.push_str("aa"),
            'ß' => out.push_str("ss"),
            _ => out.push(c),
        }
    }
    out
}

/// Whether two keys may be the same name with a slip, or for the ear.
fn is_near(right: &str, written: &str) -> bool {
    let (short, long) = (right.chars().count().min(written.chars().count()), right.chars().count().max(written.chars().count()));
    if short < 2 || long > 40 {
        return false;
    }
    let slips = match short {
        0..=4 => 1,
        5..=8 => 2,
        _ => 3,
    };
    if long - short > slips + 2 {
        return false;
    }
    let distance = osa_distance(right, written);
    // Short names that sound alike to somebody may still share hardly a letter: Owen and Anna.
    distance <= slips || distance <= short.div_ceil(2) + 1 && sound::alike(right, written)
}

/// The first letter of each part of a name as a capital, the rest small.
fn title_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut starts = true;
    for c in name.chars() {
        if starts {
            out.extend(c.to_uppercase());
        } else {
            out.extend(c.to_lowercase());
        }
        starts = !c.is_alphanumeric();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(right: &str, written: &str) -> Likeness {
        Spelling::new(right).likeness(&Spelling::new(written))
    }

    #[test]
    fn the_same_name() {
        for (right, written) in
            [("Schleeh", "SCHLEEH"), ("O'Brien", "O’Brien"), ("Müller", "Mu\u{308}ller"), ("YILDIZ", "Yıldız"), ("GROSSMANN", "Großmann")]
        {
            assert_eq!(likeness(right, written), Likeness::Same, "{right} {written}");
        }
        assert_eq!(likeness("Katharina", "Kathi"), Likeness::Nickname);
        assert_eq!(likeness("Bob", "Robert"), Likeness::Nickname);
    }

    #[test]
    fn the_same_name_misspelt() {
        for (right, written, expected) in [
            ("Müller", "Muller", Likeness::Accent),
            ("Yıldız", "Yildiz", Likeness::Accent),
            ("Łukasz", "Lukasz", Likeness::Accent),
            ("Müller", "Mueller", Likeness::Umlaut),
            ("Mueller", "Müller", Likeness::Umlaut),
            ("Großmann", "Grossmann", Likeness::Umlaut),
            ("Schleeh", "Schlee", Likeness::Misspelt),
            ("Meyer", "Meier", Likeness::Misspelt),
            ("Katherine", "Catherine", Likeness::Misspelt),
            ("John", "Jon", Likeness::Misspelt),
            ("O'Brien", "O'Brian", Likeness::Misspelt),
            ("Schmidt", "Schmitt", Likeness::Misspelt),
            ("Kaya", "Kaja", Likeness::Misspelt),
        ] {
            assert_eq!(likeness(right, written), expected, "{right} {written}");
        }
    }

    #[test]
    fn another_name() {
        for (right, written) in [("Schleeh", "Kaya"), ("Anna", "Paul"), ("Weber", "Schmidt"), ("Li", "Kim")] {
            assert_eq!(likeness(right, written), Likeness::Different, "{right} {written}");
        }
    }

    #[test]
    fn a_shouted_name_is_written_in_title_case() {
        for (written, presentable) in
            [("SCHLEEH", "Schleeh"), ("müller-lüdenscheidt", "Müller-Lüdenscheidt"), ("o'brien", "O'Brien"), ("McDonald", "McDonald")]
        {
            assert_eq!(Spelling::new(written).presentable(), presentable);
        }
    }
}
