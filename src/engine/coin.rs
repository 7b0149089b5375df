//! Sentences that a new rule is to flag, and others that it is to leave alone, become the phrases of a rule.
//!
//! Looks for the words that all of the first have in common, by their stems and in their order, and takes of the phrases made of them the
//! first that does what is asked: the engine itself is asked, with a rule of that one phrase.

use super::{Exhibit, Outcome};
use crate::analysers::Reading;
use crate::draft::Kind;
use crate::rules::{Entries, Entry, Example, LanguageFile, Origin, Rule, RuleFile, RuleSet};
use crate::text::{Language, Markup, Prose, Span, TokenKind, stem};

/// What a rule is to do.
#[derive(Clone, Debug)]
pub struct Sketch {
    pub language: Language,
    /// Posts alone, or replies alone.
    pub kind: Option<Kind>,
    pub flag: Vec<String>,
    pub allow: Vec<String>,
}

/// Phrases for a sketch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coined {
    pub phrases: Vec<String>,
    /// Whether the phrases are no more than the sentences themselves, as these have nothing in common that would serve.
    pub is_literal: bool,
    /// The sentences to flag, each with `[[…]]` around what the phrases find.
    pub marked: Vec<String>,
}

/// The most words of a phrase that is made of what sentences have in common.
const LONGEST: usize = 6;
/// The shortest word that may stand alone, in letters.
const ALONE: usize = 4;
/// How many words of a sentence are looked at: nobody writes longer ones.
const MOST_WORDS: usize = 200;
/// The most words that `...` spans.
const GAP: usize = 4;

/// Finds phrases for a sketch.
#[must_use]
pub fn coin(sketch: &Sketch) -> Coined {
    let trial = Trial { sketch };
    let sentences: Vec<Vec<Word>> = sketch.flag.iter().map(|text| words(text, sketch.language)).collect();
    let shared = candidates(&sentences).into_iter().find(|phrase| trial.passes(std::slice::from_ref(phrase)));
    let is_literal = shared.is_none();
    let phrases = shared.map_or_else(|| literal(&sentences), |phrase| vec![phrase]);
    let marked = sketch.flag.iter().map(|text| trial.marked(text, &phrases)).collect();
    Coined { phrases, is_literal, marked }
}

/// A word of a sentence.
#[derive(Clone, Debug)]
struct Word {
    written: String,
    folded: String,
    stem: String,
    /// The number of its sentence.
    sentence: u32,
    /// Its number among the words of the text.
    place: usize,
    /// Whether it says something by itself.
    is_content: bool,
}

fn words(text: &str, language: Language) -> Vec<Word> {
    let prose = Prose::read(text, Markup::Markdown, language);
    let is_word = |token: &usize| matches!(prose.tokens[*token].kind, TokenKind::Word | TokenKind::Number);
    let word = |(place, token): (usize, usize)| {
        let folded = prose.word(token).to_owned();
        Word {
            written: prose.written(token).to_owned(),
            stem: stem(language, &folded).into_owned(),
            sentence: prose.tokens[token].sentence,
            place,
            is_content: !FUNCTION_WORDS[language as usize].contains(&folded.as_str()),
            folded,
        }
    };
    (0..prose.tokens.len()).filter(is_word).take(MOST_WORDS).enumerate().map(word).collect()
}

/// Phrases made of what all sentences have in common, those to be preferred first: a few words that say something, then fewer, then more,
/// then also those that say nothing by themselves.
fn candidates(sentences: &[Vec<Word>]) -> Vec<String> {
    let content: Vec<Vec<Word>> = sentences.iter().map(|words| words.iter().filter(|word| word.is_content).cloned().collect()).collect();
    let mut out = Vec::new();
    let shared = in_common(&content);
    for length in [3, 2, 4, 5, 6, 1] {
        windows(&shared, length, &mut out);
    }
    let shared = in_common(sentences);
    for length in (2..=LONGEST).rev() {
        windows(&shared, length, &mut out);
    }
    out
}

/// The words that stand in every sentence in the same order; each as it stands in the first, the second and so on.
fn in_common(sentences: &[Vec<Word>]) -> Vec<Vec<Word>> {
    let [first, rest @ ..] = sentences else { return Vec::new() };
    if rest.is_empty() {
        // A single sentence has nothing in common with itself.
        return Vec::new();
    }
    let start: Vec<Vec<Word>> = first.iter().map(|word| vec![word.clone()]).collect();
    rest.iter().fold(start, |shared, other| common_subsequence(&shared, other))
}

fn common_subsequence(shared: &[Vec<Word>], other: &[Word]) -> Vec<Vec<Word>> {
    let same = |a: usize, b: usize| shared[a].first().is_some_and(|word| word.stem == other[b].stem);
    let (rows, columns) = (shared.len(), other.len());
    let mut lengths = vec![vec![0usize; columns + 1]; rows + 1];
    for a in (0..rows).rev() {
        for b in (0..columns).rev() {
            lengths[a][b] = if same(a, b) { lengths[a + 1][b + 1] + 1 } else { lengths[a + 1][b].max(lengths[a][b + 1]) };
        }
    }
    let (mut a, mut b, mut out) = (0, 0, Vec::new());
    while a < rows && b < columns {
        if same(a, b) {
            out.push(shared[a].iter().cloned().chain([other[b].clone()]).collect());
            (a, b) = (a + 1, b + 1);
        } else if lengths[a + 1][b] >= lengths[a][b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
    out
}

/// Phrases of some neighbours among the words in common, the closest together first.
fn windows(shared: &[Vec<Word>], length: usize, out: &mut Vec<String>) {
    let mut phrases: Vec<(usize, String)> = shared.windows(length).filter_map(phrase).collect();
    phrases.sort_by_key(|(spread, _)| *spread);
    out.extend(phrases.into_iter().map(|(_, phrase)| phrase));
}

/// A phrase of words, each in its forms, with how many other words stand between them. `None` where they stand too far apart.
fn phrase(words: &[Vec<Word>]) -> Option<(usize, String)> {
    if let [forms] = words {
        let long = forms.iter().all(|word| word.is_content && word.folded.chars().count() >= ALONE);
        return long.then(|| (0, form(forms)));
    }
    let mut text = form(words.first()?);
    let mut spread = 0;
    for pair in words.windows(2) {
        let between = pair[0].iter().zip(&pair[1]).map(|(a, b)| {
            let apart = b.place.checked_sub(a.place + 1).filter(|_| a.sentence == b.sentence);
            apart.filter(|apart| *apart <= GAP)
        });
        let widest = between.collect::<Option<Vec<usize>>>()?.into_iter().max().unwrap_or(0);
        spread += widest;
        text.push_str(if widest == 0 { " " } else { " ... " });
        text.push_str(&form(&pair[1]));
    }
    Some((spread, text))
}

/// A word in the forms in which it stands in the sentences: as it is, with a star, or as alternatives.
fn form(forms: &[Word]) -> String {
    let Some(first) = forms.first() else { return String::new() };
    if forms.iter().all(|word| word.folded == first.folded) {
        // In the middle of a sentence, a word shows how it is written.
        return forms.iter().max_by_key(|word| word.place.min(1)).unwrap_or(first).written.clone();
    }
    let start = forms.iter().fold(first.written.clone(), |start, word| {
        let same = start.chars().zip(word.written.chars()).take_while(|(a, b)| a.to_lowercase().eq(b.to_lowercase()));
        same.map(|(a, _)| a).collect()
    });
    let letters = start.chars().count();
    if letters >= ALONE && forms.iter().all(|word| word.written.chars().count() <= letters + 3) {
        return format!("{start}*");
    }
    let mut forms: Vec<&str> = forms.iter().map(|word| word.written.as_str()).collect();
    forms.dedup();
    format!("({})", forms.join("|"))
}

/// The sentences as phrases, word by word: of a text of several sentences, the longest.
fn literal(sentences: &[Vec<Word>]) -> Vec<String> {
    let longest = |words: &Vec<Word>| {
        let chunks = words.chunk_by(|a, b| a.sentence == b.sentence).max_by_key(|chunk| chunk.len())?;
        Some(chunks.iter().map(|word| word.written.as_str()).collect::<Vec<_>>().join(" "))
    };
    let mut phrases: Vec<String> = sentences.iter().filter_map(longest).collect();
    phrases.dedup();
    phrases
}

/// A rule of some phrases, held against a sketch.
struct Trial<'a> {
    sketch: &'a Sketch,
}

const TRIAL: &str = "trial";

impl Trial<'_> {
    fn rules(&self, phrases: &[String]) -> RuleSet {
        let part = LanguageFile {
            message: Some(String::new()),
            find: Entries::List(phrases.iter().cloned().map(Entry::Phrase).collect()),
            ..LanguageFile::default()
        };
        let file = RuleFile {
            id: Some(TRIAL.to_owned()),
            applies_to: self.sketch.kind.map(|kind| vec![kind]),
            languages: [(self.sketch.language, part)].into_iter().collect(),
            ..RuleFile::default()
        };
        RuleSet::new(vec![Rule::new(file, vec![Origin::BuiltIn])])
    }

    fn exhibit(&self, rules: &RuleSet, flag: Option<&str>, allow: Option<&str>) -> Option<Exhibit> {
        let lang = self.sketch.language;
        let [flag, allow] = [flag, allow].map(|text| text.map(str::to_owned));
        let example = Example { lang, with: serde_json::Map::new(), config: serde_json::Map::new(), beside: Vec::new(), flag, allow };
        Exhibit::new(&example, rules.get(TRIAL)?).ok()
    }

    /// Whether the phrases find something in every sentence to flag, and nothing in the others.
    fn passes(&self, phrases: &[String]) -> bool {
        let rules = self.rules(phrases);
        let passes = |exhibit: Option<Exhibit>| exhibit.is_some_and(|exhibit| exhibit.try_rule(&rules, TRIAL) == Outcome::Passed);
        self.sketch.flag.iter().all(|text| passes(self.exhibit(&rules, Some(text), None)))
            && self.sketch.allow.iter().all(|text| passes(self.exhibit(&rules, None, Some(text))))
    }

    /// A sentence with marks around what the phrases find in it.
    fn marked(&self, text: &str, phrases: &[String]) -> String {
        let rules = self.rules(phrases);
        let Some(exhibit) = self.exhibit(&rules, Some(text), None) else { return text.to_owned() };
        let reading = Reading::new(&exhibit.draft, &exhibit.settings);
        let Some(trace) = super::trace(&reading, &rules, TRIAL) else { return text.to_owned() };
        let found: Vec<Span> = trace.hits.iter().filter(|(_, obstacle)| obstacle.is_none()).map(|(hit, _)| hit.span).collect();
        let mut marked = reading.prose.text.clone();
        for span in found.into_iter().rev() {
            marked.insert_str(span.end(), "]]");
            marked.insert_str(span.start(), "[[");
        }
        marked
    }
}

/// Words that say nothing by themselves, by language.
#[rustfmt::skip]
const FUNCTION_WORDS: [&[&str]; 2] = [
    &["aber", "alle", "allem", "allen", "aller", "alles", "als", "also", "am", "an", "auch", "auf", "aus", "bei", "beim", "bin", "bis", "bist", "bitte",
      "da", "damit", "dann", "das", "dass", "dein", "deine", "deinem", "deinen", "deiner", "dem", "den", "denn", "der", "des", "dich", "die", "dies",
      "diese", "diesem", "diesen", "dieser", "dieses", "dir", "doch", "dort", "du", "durch", "ein", "eine", "einem", "einen", "einer", "eines", "er",
      "es", "etwas", "euch", "euer", "eure", "eurem", "euren", "eurer", "für", "gern", "gerne", "habe", "haben", "hat", "hatte", "hier", "ich", "ihm",
      "ihn", "ihnen", "ihr", "ihre", "ihrem", "ihren", "ihrer", "im", "in", "ins", "ist", "ja", "kann", "kein", "keine", "keinen", "können", "mal",
      "man", "mein", "meine", "mich", "mir", "mit", "nach", "nicht", "noch", "nun", "nur", "ob", "oder", "schon", "sehr", "sein", "seine", "seit",
      "sich", "sie", "sind", "so", "sollte", "sollten", "um", "und", "uns", "unser", "unsere", "unserem", "unseren", "unserer", "vom", "von", "vor",
      "war", "waren", "was", "weil", "wenn", "werde", "werden", "wie", "wir", "wird", "wo", "wurde", "wurden", "würde", "zu", "zum", "zur", "über"],
    &["a", "about", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did", "do", "does", "for",
      "from", "had", "has", "have", "he", "her", "here", "his", "how", "i", "i'll", "i'm", "if", "in", "into", "is", "it", "it's", "its", "just", "may",
      "me", "more", "my", "no", "not", "now", "of", "on", "or", "our", "out", "please", "she", "should", "so", "some", "than", "that", "the", "their",
      "them", "then", "there", "they", "this", "to", "up", "us", "very", "was", "we", "we'll", "we're", "we've", "were", "what", "when", "which", "who",
      "will", "with", "would", "you", "you're", "your"],
];

#[cfg(test)]
mod tests {
    use super::*;

    fn coined(language: Language, flag: [&str; 2], allow: [&str; 2]) -> Coined {
        let all = |texts: [&str; 2]| texts.map(str::to_owned).to_vec();
        coin(&Sketch { language, kind: Some(Kind::Reply), flag: all(flag), allow: all(allow) })
    }

    #[test]
    fn words_in_common_become_a_phrase() {
        let german = coined(
            Language::De,
            ["Wir bitten um Ihr Verständnis.", "Dafür bitten wir Sie um etwas Verständnis!"],
            ["Danke für Ihr Verständnis.", "Wir bitten Sie um ein Foto."],
        );
        assert_eq!(german.phrases, ["bitten ... Verständnis"]);
        assert_eq!(german.marked[1], "Dafür [[bitten wir Sie um etwas Verständnis]]!");
        let english = coined(
            Language::En,
            ["Your call is important to us.", "Every call really is important to us."],
            ["Please call us today.", "It is important to us that you have light."],
        );
        assert_eq!((english.phrases, english.is_literal), (vec!["call ... important".to_owned()], false));
    }

    #[test]
    fn forms_of_a_word_meet() {
        let coined = coined(
            Language::De,
            ["Das war ein Einzelfall.", "Solche Einzelfälle kommen vor."],
            ["Das war unser Fehler.", "Solche Fehler kommen vor."],
        );
        assert_eq!((coined.phrases, coined.is_literal), (vec!["(Einzelfall|Einzelfälle)".to_owned()], false));
    }

    #[test]
    fn what_is_to_be_left_alone_makes_a_phrase_longer() {
        let coined = coined(
            Language::En,
            ["We are on it.", "Rest assured, we are on it today."],
            ["We are on the train.", "Our team has fixed it."],
        );
        assert_eq!((coined.phrases, coined.is_literal), (vec!["we are on it".to_owned()], false));
    }

    #[test]
    fn sentences_with_nothing_in_common_are_taken_as_they_are() {
        let coined = coined(Language::De, ["Das geht so nicht.", "Frechheit!"], ["Hallo!", "Gern."]);
        assert_eq!((coined.phrases, coined.is_literal), (vec!["Das geht so nicht".to_owned(), "Frechheit".to_owned()], true));
        assert_eq!(coined.marked, ["[[Das geht so nicht]].", "[[Frechheit]]!"]);
    }

    #[test]
    fn a_negation_in_front_belongs_to_the_phrase() {
        let coined = coined(
            Language::De,
            ["Wir haften nicht für Schäden.", "Für Schäden haften wir leider nicht."],
            ["Wir haften für Schäden.", "Den Schaden zahlen wir."],
        );
        assert!(coined.is_literal || coined.phrases == ["haften ... nicht"], "{coined:?}");
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(a in "\\PC{0,40}", b in "(Wir|bitten|um|Ihr|Verständnis|[.!]| ){0,9}", c in "\\PC{0,20}") {
            coined(Language::De, [&a, &b], [&c, ""]);
            coined(Language::En, [&b, &b], ["", &a]);
        }
    }
}
