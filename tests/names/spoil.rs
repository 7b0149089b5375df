//! Names become what people make of them: slips of the finger, of the ear and of the machine, and names of somebody else.

use super::Person;
use super::patterns::{Part, Pattern, Stance};
use tonfall::finding::Finding;

/// A fault in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    OtherLetter,
    LetterLost,
    LetterAdded,
    Doubled,
    VowelLength,
    UmlautLost,
    AccentLost,
    SoundAlike,
    LettersSwapped,
    Autocorrected,
    ParticleLost,
    NamesSwapped,
    WrongTitle,
    OtherPerson,
}

pub(super) static KINDS: [Kind; 14] = [
    Kind::OtherLetter,
    Kind::LetterLost,
    Kind::LetterAdded,
    Kind::Doubled,
    Kind::VowelLength,
    Kind::UmlautLost,
    Kind::AccentLost,
    Kind::SoundAlike,
    Kind::LettersSwapped,
    Kind::Autocorrected,
    Kind::ParticleLost,
    Kind::NamesSwapped,
    Kind::WrongTitle,
    Kind::OtherPerson,
];

impl Kind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::OtherLetter => "one other letter",
            Self::LetterLost => "a letter lost",
            Self::LetterAdded => "a letter added",
            Self::Doubled => "doubled or single",
            Self::VowelLength => "length of a vowel",
            Self::UmlautLost => "umlaut lost",
            Self::AccentLost => "accent lost",
            Self::SoundAlike => "sounds alike",
            Self::LettersSwapped => "letters swapped",
            Self::Autocorrected => "autocorrected",
            Self::ParticleLost => "particle lost",
            Self::NamesSwapped => "names swapped",
            Self::WrongTitle => "wrong title",
            Self::OtherPerson => "another person",
        }
    }

    /// Whether the fault shows in the sentence.
    pub(super) fn fits(self, pattern: &Pattern) -> bool {
        let gendered = ["Herr ", "Frau ", "Mr ", "Mrs ", "Ms ", "Ms. "].iter().any(|title| pattern.before.ends_with(title));
        match self {
            // Of somebody who is only spoken of, nobody can tell that another was meant.
            Self::OtherPerson | Self::Autocorrected => pattern.stance != Stance::Mentioned,
            Self::NamesSwapped => pattern.part == Part::Full,
            Self::ParticleLost => pattern.part != Part::Given && !pattern.before.ends_with("Familie "),
            Self::WrongTitle => gendered && pattern.stance != Stance::Mentioned,
            _ => true,
        }
    }
}

/// A reply with a fault in it.
pub(super) struct Case {
    pub(super) body: String,
    /// What the record says of the title.
    pub(super) title: Option<&'static str>,
    /// What a fix has to put there.
    right: Option<String>,
}

impl Case {
    /// Whether a finding speaks of the fault, and knows what is right.
    pub(super) fn is_met_by(&self, finding: &Finding) -> bool {
        let related = !finding.related.is_empty();
        let fixed =
            finding.fixes.iter().flat_map(|fix| &fix.edits).any(|edit| self.right.as_ref().is_none_or(|right| edit.text.contains(right)));
        related && fixed
    }
}

/// Numbers that look random and are the same every time.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit.max(1)
    }
}

/// Writes the sentence with the fault in it; `None` where this name cannot have it.
pub(super) fn spoil(kind: Kind, person: &Person, other: &Person, pattern: &Pattern, random: &mut Random) -> Option<Case> {
    let right_name = pattern.name_of(person);
    match kind {
        Kind::OtherPerson => {
            let name = pattern.name_of(other);
            let alike = |one: &str, other: &str| one.split([' ', '-']).any(|word| other.split([' ', '-']).any(|part| part == word));
            let fits = pattern.fits(other) && !alike(&person.full, &other.full);
            fits.then(|| Case { body: pattern.fill(&name), title: None, right: None })
        }
        Kind::WrongTitle => {
            let female = ["Frau ", "Mrs ", "Ms ", "Ms. "].iter().any(|title| pattern.before.ends_with(title));
            let title = match (pattern.language, female) {
                ("de", true) => "Herr",
                ("de", false) => "Frau",
                (_, true) => "Mr",
                (_, false) => "Ms",
            };
            Some(Case { body: pattern.write(person), title: Some(title), right: Some(title.to_owned()) })
        }
        Kind::NamesSwapped => {
            let surname = person.surname.as_ref()?;
            let given_first = person.full.starts_with(&person.given) && person.tradition != "Vietnamese";
            let swapped = format!("{surname} {}", person.full.strip_suffix(surname.as_str())?.trim());
            given_first.then(|| Case { body: pattern.fill(&swapped), title: None, right: Some(person.full.clone()) })
        }
        Kind::ParticleLost => {
            let surname = person.surname.as_ref()?;
            let last = surname.split(' ').next_back().filter(|_| surname.contains(' '))?;
            let spoilt = if pattern.part == Part::Full { format!("{} {last}", person.given) } else { last.to_owned() };
            (person.full.starts_with(&person.given)).then(|| Case {
                body: pattern.fill(&spoilt),
                title: None,
                right: Some(surname.clone()),
            })
        }
        _ => {
            let words: Vec<&str> =
                right_name.split(' ').filter(|word| word.chars().count() > 2 && word.starts_with(char::is_uppercase)).collect();
            let word = *words.get(random.below(words.len()))?;
            let spoilt = misspell(kind, word, random)?;
            let is_another_part = person.full.split(' ').any(|part| part.to_lowercase() == spoilt.to_lowercase());
            if is_another_part || spoilt.is_empty() {
                return None;
            }
            Some(Case { body: pattern.fill(&right_name.replacen(word, &spoilt, 1)), title: None, right: Some(word.to_owned()) })
        }
    }
}

fn misspell(kind: Kind, word: &str, random: &mut Random) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    match kind {
        Kind::OtherLetter => {
            let at = 1 + random.below(letters.len() - 1);
            let mut spoilt = letters.clone();
            let near = neighbours(letters[at]);
            spoilt[at] = near.chars().nth(random.below(near.chars().count()))?;
            changed(&letters, spoilt)
        }
        Kind::LetterLost => {
            let mut spoilt = letters.clone();
            spoilt.remove(1 + random.below(letters.len() - 1));
            (spoilt.len() > 2).then(|| changed(&letters, spoilt))?
        }
        Kind::LetterAdded => {
            let at = 1 + random.below(letters.len() - 1);
            let mut spoilt = letters.clone();
            let near = neighbours(letters[at]);
            spoilt.insert(at, near.chars().next()?);
            changed(&letters, spoilt)
        }
        Kind::Doubled => {
            let doubled: Vec<usize> = (1..letters.len()).filter(|&at| letters[at] == letters[at - 1]).collect();
            let mut spoilt = letters.clone();
            if let Some(&at) = doubled.first() {
                spoilt.remove(at);
            } else {
                let consonants: Vec<usize> = (1..letters.len()).filter(|&at| "bdfgklmnprst".contains(letters[at])).collect();
                let at = *consonants.get(random.below(consonants.len()))?;
                spoilt.insert(at, letters[at]);
            }
            changed(&letters, spoilt)
        }
        Kind::VowelLength => replaced(
            word,
            &[
                ("ieh", "ie"),
                ("ie", "i"),
                ("eh", "ee"),
                ("ah", "a"),
                ("oh", "o"),
                ("uh", "u"),
                ("üh", "ü"),
                ("ee", "e"),
                ("aa", "a"),
                ("oo", "o"),
                ("ei", "eih"),
                ("i", "ie"),
                ("o", "oh"),
                ("a", "ah"),
                ("e", "eh"),
                ("u", "uh"),
            ],
            random,
        ),
        Kind::UmlautLost => replaced(word, &[("ä", "a"), ("ö", "o"), ("ü", "u"), ("ß", "ss"), ("Ä", "A"), ("Ö", "O"), ("Ü", "U")], random),
        Kind::AccentLost => {
            let spoilt: String = word.chars().map(without_accent).collect();
            let umlauts = word.contains(['ä', 'ö', 'ü', 'Ä', 'Ö', 'Ü', 'ß']);
            (spoilt != word && !umlauts).then_some(spoilt)
        }
        Kind::SoundAlike => replaced(
            word,
            &[
                ("mey", "mei"),
                ("ey", "ei"),
                ("ei", "ai"),
                ("ai", "ei"),
                ("ck", "k"),
                ("ph", "f"),
                ("th", "t"),
                ("dt", "tt"),
                ("tz", "z"),
                ("sch", "sh"),
                ("chr", "kr"),
                ("c", "k"),
                ("k", "c"),
                ("y", "i"),
                ("v", "f"),
                ("f", "v"),
                ("z", "s"),
                ("eu", "oi"),
                ("ks", "x"),
                ("w", "v"),
                ("j", "y"),
                ("sz", "sch"),
                ("ie", "y"),
            ],
            random,
        ),
        Kind::LettersSwapped => {
            let pairs: Vec<usize> = (1..letters.len() - 1).filter(|&at| letters[at] != letters[at + 1]).collect();
            let at = *pairs.get(random.below(pairs.len()))?;
            let mut spoilt = letters.clone();
            spoilt.swap(at, at + 1);
            changed(&letters, spoilt)
        }
        Kind::Autocorrected => autocorrected(word),
        Kind::ParticleLost | Kind::NamesSwapped | Kind::WrongTitle | Kind::OtherPerson => None,
    }
}

fn changed(before: &[char], after: Vec<char>) -> Option<String> {
    (before != after.as_slice()).then(|| after.into_iter().collect())
}

/// The letters around one on the keyboard, or that stand for it.
fn neighbours(letter: char) -> &'static str {
    match letter.to_lowercase().next().unwrap_or(letter) {
        'a' | 'á' | 'ä' | 'å' | 'ã' | 'à' | 'ą' | 'ạ' | 'ă' | 'â' => "eqs",
        'e' | 'é' | 'ë' | 'ę' | 'è' | 'ế' | 'ễ' | 'ê' => "ari",
        'i' | 'í' | 'ı' | 'ị' => "eou",
        'o' | 'ó' | 'ö' | 'ø' | 'õ' => "apu",
        'u' | 'ú' | 'ü' | 'ũ' => "oiz",
        'b' => "vpn",
        'c' | 'ç' | 'ć' | 'č' => "xvk",
        'd' => "tfs",
        'f' => "vgd",
        'g' | 'ğ' => "khf",
        'h' => "gjn",
        'j' => "khy",
        'k' => "glj",
        'l' | 'ł' => "krm",
        'm' => "nlk",
        'n' | 'ñ' | 'ń' => "mbh",
        'p' => "blo",
        'q' => "kaw",
        'r' | 'ř' => "ltd",
        's' | 'ş' | 'ś' | 'š' => "zdc",
        't' => "drg",
        'v' => "fwb",
        'w' => "vqe",
        'x' => "csz",
        'y' | 'ý' => "ijt",
        'z' | 'ż' | 'ź' | 'ž' => "sta",
        _ => "en",
    }
}

/// The word with one of the replacements made where it can be, the first letter's case kept.
fn replaced(word: &str, replacements: &[(&str, &str)], random: &mut Random) -> Option<String> {
    let fitting: Vec<(usize, &str, &str)> = replacements
        .iter()
        .flat_map(|&(from, to)| {
            word.char_indices().filter(move |&(at, _)| at > 0 && word[at..].starts_with(from)).map(move |(at, _)| (at, from, to))
        })
        .collect();
    let umlaut_first = || replacements.iter().find(|(from, _)| word.starts_with(from) && from.starts_with(char::is_uppercase));
    if let Some(&(at, from, to)) = fitting.get(random.below(fitting.len())) {
        return Some(format!("{}{to}{}", &word[..at], &word[at + from.len()..]));
    }
    umlaut_first().map(|(from, to)| format!("{to}{}", &word[from.len()..]))
}

fn without_accent(letter: char) -> char {
    const PAIRS: [(&str, char); 20] = [
        ("áàâãåăąảạấầậắằặẩ", 'a'),
        ("ÁÅÂĂ", 'A'),
        ("éèêëęếềệễểě", 'e'),
        ("ÉÈÊ", 'E'),
        ("íìîïıịĩỉ", 'i'),
        ("İÍ", 'I'),
        ("óòôõőøốồộơợờởọ", 'o'),
        ("ÓØ", 'O'),
        ("úùûűũụủưứừữựů", 'u'),
        ("Ú", 'U'),
        ("ýỹỳ", 'y'),
        ("çćč", 'c'),
        ("ÇČ", 'C'),
        ("şśšș", 's'),
        ("ŞŠȘŚ", 'S'),
        ("ğ", 'g'),
        ("ñńň", 'n'),
        ("łľ", 'l'),
        ("ŁĽ", 'L'),
        ("żźž", 'z'),
    ];
    match letter {
        'đ' | 'ð' => 'd',
        'Đ' => 'D',
        'Ž' | 'Ż' => 'Z',
        'ř' => 'r',
        _ => PAIRS.iter().find(|(letters, _)| letters.contains(letter)).map_or(letter, |&(_, plain)| plain),
    }
}

/// The word that a keyboard puts in the place of a name it does not know: the nearest with the same first letter.
fn autocorrected(word: &str) -> Option<String> {
    const WORDS: &str = "Abend Aber Acht Adler Affe Akte Alle Allein Alte Amen Anders Angel Anna Apfel Arbeit Arm Arzt Auto Bach Bad Bahn Bald Banane Band Bank Bauch Baum Beere Bein Berg Besser Bett Bild Birne Blatt Blau Blume Boden Boot Bote Brand Braun Brief Brille Brot Bruder Buch Bunt Burg Butter Dach Dame Damit Dank Dann Darm Daten Decke Denken Dieser Ding Dorf Draht Drei Duft Dunkel Ecke Ehre Eimer Eisen Elfe Ende Engel Enkel Ernte Erst Essen Eule Fahne Fahren Falke Fall Farbe Fass Feder Feier Feld Fenster Ferien Feuer Finger Fisch Flasche Fliege Flur Form Frage Freude Frisch Frosch Gabel Gans Garten Gast Geld Gern Glas Glocke Gold Graben Gras Greifen Groß Grube Gruppe Gurke Hafen Hahn Halle Hals Hammer Hand Hase Haus Hecke Heft Heim Herbst Herz Hilfe Himmel Hirsch Hof Holz Honig Hose Hotel Hund Hut Idee Igel Insel Jagd Jahr Januar Jeder Jung Junge Kabel Kaffee Kahn Kaiser Kalt Kamera Kanne Karte Kasse Kater Kaufen Kerze Kette Kiste Klar Kleid Knopf Koch Koffer Kohle Kopf Korb Kraft Kreis Kuchen Kugel Kunst Kurz Lachen Lade Lampe Land Lang Laub Leben Leiter Lesen Licht Liebe Linde Linie Linse Loch Luft Lust Mais Mann Mantel Markt Maus Meer Mehl Meister Menge Messer Milch Minute Mitte Mode Mond Moor Morgen Motor Mund Musik Nacht Nadel Nagel Name Nase Nebel Nest Netz Neu Noch Note Nuss Obst Ofen Ohr Onkel Ordnung Ort Paar Papier Park Pass Pause Perle Pferd Pilz Platz Post Preis Prinz Punkt Puppe Quark Rabe Rahmen Rand Rasen Rauch Regal Reise Rest Ring Robe Rock Rose Rot Ruf Ruhe Runde Sache Saft Salz Sand Satz Sauber Schal Schatten Schiff Schlecht Schloss Schmied Schnee Schrank Schuh See Seide Seife Sieg Silber Sommer Sonne Spiel Stadt Stall Stein Stern Stiefel Strand Strauch Stuhl Suppe Tafel Tag Tal Tanne Tasche Tee Teller Tier Tisch Tochter Topf Tor Traum Treppe Tuch Turm Uhr Ulme Unter Vase Vater Vogel Volk Wagen Wald Wand Wange Warm Wasser Weg Weide Weiß Welt Werk Wetter Wiese Wind Winter Wolke Wolle Wort Wunder Wunsch Yacht Zahl Zahn Zange Zaun Zeit Zelt Zettel Ziel Zimmer Zucker Zug Zwiebel Able About After Again Apple Arrow Asia Autumn Baker Barn Basin Beach Beer Bell Bench Bird Block Board Bold Bottle Brain Brick Bride Broken Cabin Candle Carbon Castle Chair Cherry Circle Clean Clock Cloud Coffee Corner Cover Crane Cream Danger Daniel Deal Deep Desk Diamond Dinner Door Dream Drive Early Earth East Eight Elder Engine Evening Fabric Fair Family Farmer Fast Father Field Final Flower Forest Frame Fresh Garden General Giant Glass Global Golden Grand Green Guard Guest Habit Half Hammer Happy Harbor Harvest Heart Heaven Hello Holiday House Human Image Inside Island Jacket Joker Jungle Kernel Kind Kitchen Knight Ladder Lake Lamp Large Later Lemon Letter Level Light Lion Little Local Lucky Machine Magic Major Marble Market Master Meadow Metal Middle Mirror Model Money Monkey Mother Mountain Narrow Nature Needle Never Night North Number Ocean Office Olive Open Orange Order Other Outside Oxygen Paper Party Peanut People Pepper Person Phone Picture Planet Plenty Poet Power Pretty Prime Quick Quiet Rabbit Rain Ready Reason Record River Road Robin Room Round Royal Sail Salad Salmon School Season Second Seven Shadow Share Sharp Ship Short Silver Simple Sister Smart Smile Snow Soap Soft Song Sorry South Space Spring Square Stone Story Street Strong Sugar Summer Sunny Sweet Table Tailor Tank Teach Thunder Tiger Time Today Tomato Tower Town Travel Tree Trust Turn Twenty Under Union Urban Valley Velvet View Village Violet Visit Voice Walk Wall Water Weather West Wheel White Wild Window Winter Woman Wonder Wood Word World Yard Year Yellow Young Zebra Zone";
    let first = word.chars().next()?;
    WORDS
        .split(' ')
        .filter(|candidate| candidate.starts_with(first) && candidate.chars().count().abs_diff(word.chars().count()) <= 3)
        .map(|candidate| (distance(candidate, word), candidate))
        .filter(|&(slips, _)| slips > 0 && slips <= 3 && slips * 2 <= word.chars().count())
        .min()
        .map(|(_, candidate)| candidate.to_owned())
}

fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, letter) in one.chars().enumerate() {
        let mut corner = row[0];
        row[0] = line + 1;
        for column in 0..other.len() {
            let step = corner + usize::from(other[column] != letter);
            corner = row[column + 1];
            row[column + 1] = step.min(corner + 1).min(row[column] + 1);
        }
    }
    row[other.len()]
}
