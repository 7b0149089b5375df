//! A text becomes a survey: what each of its sentences does, which topics it brings up, and which words of its own it has.
//! Looks at one text only; what the texts are to each other is [`super::matching`]'s.

use super::cue::{Cue, Cues};
use super::lexicon::{Lexicon, Meaning, Side};
use super::topic::TopicSet;
use crate::rules::Match;
use crate::text::{FactKind, Language, Prose, Sentence, TokenKind};

/// What a sentence says.
#[derive(Clone, Debug, Default)]
pub struct SentenceSurvey {
    pub cues: Cues,
    /// Cues of substance that stand before it sends the customer elsewhere; all of them, where it does not.
    pub before_referral: Cues,
    /// Topics that it brings up.
    pub mentions: TopicSet,
    /// Topics that it has a word for that deals with them.
    pub dealings: TopicSet,
    /// The bytes from which on it says something: behind a salutation with which it begins.
    pub start: u32,
    /// Tokens that say something of their own: no grammar, no name, nothing that is said to everybody. Ascending.
    pub own: Vec<u32>,
    /// How many words it has.
    pub words: usize,
    /// How many of them are more than grammar.
    pub content: usize,
    /// Words that show a good mood.
    pub glad: usize,
    /// Words that show a bad mood.
    pub sore: usize,
    /// Links and handles that are no address of the customer.
    pub links: usize,
    pub question_mark: bool,
    pub exclamation_marks: usize,
    /// It is a name, a sign-off or an address alone.
    pub is_frame: bool,
}

/// What the sentences of a text say, in the order of [`Prose::sentences`].
#[derive(Clone, Debug, Default)]
pub struct Survey {
    pub sentences: Vec<SentenceSurvey>,
    /// Where particulars are asked for or given.
    pub(super) particulars: Vec<(Match, Meaning)>,
}

impl Survey {
    /// Surveys a text.
    #[must_use]
    pub fn of(prose: &Prose, side: Side) -> Self {
        let lexicon = Lexicon::of(prose.language, side);
        let mut surveyor = Surveyor {
            prose,
            lexicon,
            ritual: vec![false; prose.tokens.len()],
            sentences: vec![SentenceSurvey::default(); prose.sentences.len()],
        };
        let found = lexicon.find(prose);
        surveyor.enter_matches(&found);
        surveyor.enter_what_stands_before_referrals(&found);
        surveyor.read_words();
        surveyor.find_frame();
        let of_particulars = |(_, meaning): &(Match, Meaning)| matches!(meaning, Meaning::Asking | Meaning::Asked(_) | Meaning::Given(_));
        Self { sentences: surveyor.sentences, particulars: found.into_iter().filter(of_particulars).collect() }
    }

    /// All topics that the text brings up.
    #[must_use]
    pub fn mentions(&self) -> TopicSet {
        self.sentences.iter().fold(TopicSet::default(), |all, sentence| all.union(sentence.mentions))
    }

    /// How many sentences have the cue.
    #[must_use]
    pub fn count(&self, cue: Cue) -> usize {
        self.sentences.iter().filter(|sentence| sentence.cues.has(cue)).count()
    }
}

/// Where the house and its people are named: `Thank you for choosing Hotel Aurora`.
const POLITE: Cues = Cues::of(&[Cue::Greeting, Cue::Thanks, Cue::Wish, Cue::Joy, Cue::SignOff, Cue::Assurance]);

struct Surveyor<'a> {
    prose: &'a Prose,
    lexicon: &'static Lexicon,
    /// By token: it is part of what is said to everybody.
    ritual: Vec<bool>,
    sentences: Vec<SentenceSurvey>,
}

/// A ritual phrase with a gap may run over words of the matter; beyond this many tokens it is not trusted to be ritual throughout.
const LONGEST_RITUAL: usize = 9;

impl Surveyor<'_> {
    fn enter_matches(&mut self, found: &[(Match, Meaning)]) {
        let excluded: Vec<(Match, Cue)> =
            found.iter().filter_map(|(place, meaning)| if let Meaning::Not(cue) = meaning { Some((*place, *cue)) } else { None }).collect();
        for &(place, meaning) in found {
            let Some(token) = self.prose.tokens.get(place.start as usize) else { continue };
            let Some(sentence) = self.sentences.get_mut(token.sentence as usize) else { continue };
            match meaning {
                Meaning::Cue(cue) => {
                    let is_excluded = |(other, of): &(Match, Cue)| *of == cue && other.start < place.end && place.start < other.end;
                    if excluded.iter().any(is_excluded) {
                        continue;
                    }
                    sentence.cues.insert(cue);
                    if Cues::of(&[cue]).meets(Cues::RITUAL) && place.tokens().len() <= LONGEST_RITUAL {
                        self.ritual[place.tokens()].fill(true);
                    }
                }
                Meaning::Mention(topic) => sentence.mentions.insert(topic),
                Meaning::Dealing(topic) => sentence.dealings.insert(topic),
                Meaning::Not(_) | Meaning::Asking | Meaning::Asked(_) | Meaning::Given(_) => {}
            }
        }
    }

    fn enter_what_stands_before_referrals(&mut self, found: &[(Match, Meaning)]) {
        let sentence_of = |place: &Match| self.prose.tokens.get(place.start as usize).map(|token| token.sentence as usize);
        let mut first: Vec<u32> = vec![u32::MAX; self.sentences.len()];
        for (place, meaning) in found {
            if let (Meaning::Cue(Cue::Referral), Some(sentence)) = (meaning, sentence_of(place))
                && self.sentences[sentence].cues.has(Cue::Referral)
            {
                first[sentence] = first[sentence].min(place.start);
            }
        }
        for (place, meaning) in found {
            if let (Meaning::Cue(cue), Some(sentence)) = (meaning, sentence_of(place))
                && Cues::of(&[*cue]).meets(Cues::SUBSTANCE)
                && place.end <= first[sentence]
                && self.sentences[sentence].cues.has(*cue)
            {
                self.sentences[sentence].before_referral.insert(*cue);
            }
        }
    }

    fn read_words(&mut self) {
        for (number, sentence) in self.prose.sentences.iter().enumerate() {
            let salutation = self.salutation(number, sentence);
            let after =
                self.prose.tokens.get(salutation.end + 1).filter(|_| !salutation.is_empty() && salutation.end + 1 < sentence.tokens.end);
            self.sentences[number].start = after.map_or(sentence.span.start, |token| token.span.start);
            let is_polite = self.prose.language == Language::En && self.sentences[number].cues.meets(POLITE);
            let mut survey = std::mem::take(&mut self.sentences[number]);
            for index in sentence.tokens.clone() {
                let token = &self.prose.tokens[index];
                match token.kind {
                    TokenKind::Word => {
                        survey.words += 1;
                        let word = self.prose.word(index);
                        let sense = self.lexicon.vocabulary.sense(word);
                        survey.content += usize::from(!sense.function);
                        survey.glad += usize::from(sense.glad);
                        survey.sore += usize::from(sense.sore);
                        let says_something = !(sense.function || sense.worn || word.len() <= 2 || is_polite && self.is_name(index));
                        if says_something && !self.ritual[index] && !salutation.contains(&index) {
                            survey.own.push(u32::try_from(index).unwrap_or(u32::MAX));
                        }
                    }
                    TokenKind::Number if !self.ritual[index] => survey.own.push(u32::try_from(index).unwrap_or(u32::MAX)),
                    TokenKind::Link if !self.prose.written(index).contains('@') => survey.links += 1,
                    TokenKind::Mark => match self.prose.word(index) {
                        "?" => survey.question_mark = true,
                        "!" => survey.exclamation_marks += 1,
                        _ => {}
                    },
                    _ => {}
                }
            }
            self.sentences[number] = survey;
        }
    }

    /// Whether a word is written as a name in the middle of an English sentence.
    fn is_name(&self, token: usize) -> bool {
        self.prose.written(token).starts_with(char::is_uppercase)
    }

    /// The tokens of a salutation, with the name: up to the mark that ends it.
    fn salutation(&self, number: usize, sentence: &Sentence) -> std::ops::Range<usize> {
        let tokens = sentence.tokens.clone();
        if !self.sentences[number].cues.has(Cue::Greeting) {
            return tokens.start..tokens.start;
        }
        let is_end = |&index: &usize| matches!(self.prose.word(index), "," | "!" | "." | ":" | "-" | "–" | "—" | ";" | "?");
        let end = tokens.clone().skip(1).take(SALUTATION).find(is_end);
        tokens.start..end.unwrap_or(if tokens.len() <= SALUTATION { tokens.end } else { tokens.start + 2 })
    }

    /// Marks what stands before the first and after the last sentence that says something: salutations, sign-offs, names, initials.
    fn find_frame(&mut self) {
        let count = self.sentences.len();
        let is_bare = |sentence: &SentenceSurvey| sentence.words <= 1 && sentence.own.len() <= 1 && !sentence.question_mark;
        let mut after_signoff = false;
        for number in 0..count {
            let sentence = &self.sentences[number];
            let only_greets = sentence.cues.is_within(Cues::of(&[Cue::Greeting, Cue::SignOff]));
            let greets =
                sentence.cues.has(Cue::Greeting) && only_greets && sentence.own.is_empty() && sentence.words <= SALUTATION && number < 3;
            let signs = sentence.cues.has(Cue::SignOff) && sentence.words <= SALUTATION;
            after_signoff |= signs && number > 0;
            let trails = after_signoff && sentence.words <= SALUTATION;
            if greets || signs || trails || (number + 1 == count && number > 0 && (is_bare(sentence) || self.is_name_line(number))) {
                self.frame(number);
            }
        }
        self.cut_initials();
    }

    /// Whether a sentence is no more than a name: two or three words with capitals, and no mark behind them.
    fn is_name_line(&self, number: usize) -> bool {
        let Some(sentence) = self.prose.sentences.get(number) else { return false };
        let begins_with_capital = |token: usize| self.prose.written(token).starts_with(char::is_uppercase);
        let is_word = |token: usize| self.prose.tokens[token].kind == TokenKind::Word;
        (2..=3).contains(&sentence.tokens.len()) && sentence.tokens.clone().all(|token| is_word(token) && begins_with_capital(token))
    }

    fn frame(&mut self, number: usize) {
        let sentence = &mut self.sentences[number];
        sentence.is_frame = true;
        sentence.own.clear();
    }

    /// Takes the name or the initials at the very end (`^ab`, `- Mia`, `/hs`, `*KD`) out of the last sentence's own words.
    fn cut_initials(&mut self) {
        let tokens = &self.prose.tokens;
        let from = tokens.len().saturating_sub(5);
        let is_sign = |index: &usize| matches!(self.prose.word(*index), "^" | "-" | "–" | "—" | "/" | "*" | "~");
        let Some(sign) = (from..tokens.len()).find(is_sign) else { return };
        for sentence in &mut self.sentences {
            sentence.own.retain(|&index| (index as usize) < sign);
        }
    }
}

/// The most words of a salutation or of a line of a sign-off.
const SALUTATION: usize = 8;

/// Whether a checkable time, date or span of time stands in a sentence.
pub(super) fn has_time(prose: &Prose, sentence: &Sentence) -> bool {
    has_fact(prose, sentence, &[FactKind::Time, FactKind::Date])
}

/// Whether a fact of one of the kinds stands in a sentence.
pub(super) fn has_fact(prose: &Prose, sentence: &Sentence, kinds: &[FactKind]) -> bool {
    prose.facts.iter().any(|fact| kinds.contains(&fact.kind) && sentence.span.contains(fact.span))
}
