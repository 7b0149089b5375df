//! The sentences of a message become the questions that it asks: direct and indirect, with and without a question mark, rhetorical ones set apart.

use super::cue::Cue;
use super::survey::Survey;
use crate::text::{Language, Prose, Sentence, Span, TokenKind};

/// What kind of answer a question wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuestionKind {
    /// A time, a date or a span of time.
    When,
    /// A place or a link.
    Where,
    /// An amount or a number.
    HowMuch,
    /// A cause.
    Why,
    /// A person or a company.
    Who,
    /// An instruction.
    How,
    /// Some fact.
    What,
    /// Yes, no, or a condition.
    Whether,
    /// A grant, a refusal, or a condition.
    MayI,
}

impl QuestionKind {
    /// What messages call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::When => "when",
            Self::Where => "where",
            Self::HowMuch => "how-much",
            Self::Why => "why",
            Self::Who => "who",
            Self::How => "how",
            Self::What => "what",
            Self::Whether => "whether",
            Self::MayI => "may-i",
        }
    }
}

/// A question of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub kind: QuestionKind,
    /// Its sentence, by number.
    pub sentence: usize,
    /// Its bytes in the message.
    pub span: Span,
    /// It wants no answer.
    pub rhetorical: bool,
}

/// The questions of a message, in order.
pub(super) fn questions(prose: &Prose, survey: &Survey) -> Vec<Question> {
    let mut found = Vec::new();
    for (number, sentence) in prose.sentences.iter().enumerate() {
        let Some(said) = survey.sentences.get(number) else { continue };
        let asked = clauses(prose, sentence)
            .filter_map(|clause| {
                let direct = said.question_mark || clause.start == sentence.tokens.start;
                kind_at(prose, clause.start, direct).map(|kind| (kind, clause))
            })
            .filter(|(kind, clause)| said.question_mark || asks_without_mark(prose, *kind, clause.start, sentence));
        let before = found.len();
        for (kind, clause) in asked {
            found.push(Question {
                kind,
                sentence: number,
                span: question_span(prose, sentence, clause),
                rhetorical: said.cues.has(Cue::Rhetorical),
            });
        }
        if found.len() == before && said.question_mark && said.words > 0 {
            // A question mark behind a statement: somebody asks whether it is so.
            let rhetorical = said.cues.has(Cue::Rhetorical) || said.words < 3;
            found.push(Question { kind: QuestionKind::Whether, sentence: number, span: sentence.span, rhetorical });
        }
    }
    found
}

/// The clauses of a sentence, as ranges of tokens: cut at commas, dashes, colons, full stops and `und`, `and`, `oder`, `or`.
fn clauses<'a>(prose: &'a Prose, sentence: &Sentence) -> impl Iterator<Item = std::ops::Range<usize>> + use<'a> {
    let tokens = sentence.tokens.clone();
    let mut starts = vec![tokens.start];
    for index in tokens.clone() {
        let cuts = matches!(
            prose.word(index),
            "," | ";" | ":" | "–" | "—" | "-" | "." | "…" | "(" | "und" | "and" | "oder" | "or" | "but" | "aber" | "so" | "also"
                // English writes no comma before an indirect question.
                | "know" | "wondering" | "wonder" | "idea" | "explain"
        );
        if cuts && index + 1 < tokens.end {
            starts.push(index + 1);
        }
    }
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([tokens.end]).collect();
    starts.into_iter().zip(ends).map(|(start, end)| start..end)
}

/// What a clause asks, by its first words; `None` where they ask nothing.
fn kind_at(prose: &Prose, start: usize, direct: bool) -> Option<QuestionKind> {
    let mut words = (start..prose.tokens.len()).filter(|&index| matches!(prose.tokens[index].kind, TokenKind::Word | TokenKind::Number));
    let mut next = || words.next().map_or("", |index| prose.word(index));
    let mut first = next();
    let mut second = next();
    // Greetings and fillers before the question: `Hi, …`, `bis wann`.
    for _ in 0..2 {
        if matches!(
            first,
            "nur" | "just" | "bitte" | "please" | "denn" | "hi" | "hey" | "hallo" | "hello" | "ja" | "ab" | "seit" | "bis" | "curious"
        ) {
            (first, second) = (second, next());
        }
    }
    // A preposition belongs to the word behind it: `an wen`, `mit welcher`, `for how long`, `to whom`.
    if is_preposition(first) {
        let asks = match prose.language {
            Language::De => german_word(second, "").is_some(),
            Language::En => matches!(second, "who" | "whom" | "what" | "which" | "how"),
        };
        if asks {
            (first, second) = (second, next());
        }
    }
    let by_word = match prose.language {
        Language::De => german_word(first, second),
        Language::En => english_word(first, second),
    };
    by_word.or_else(|| {
        let by_verb = match prose.language {
            Language::De => german_verb(first, second),
            Language::En => english_verb(first, second),
        };
        by_verb.filter(|_| direct)
    })
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "an" | "auf"
            | "aus"
            | "bei"
            | "für"
            | "gegen"
            | "in"
            | "mit"
            | "nach"
            | "über"
            | "um"
            | "unter"
            | "von"
            | "zu"
            | "at"
            | "by"
            | "for"
            | "from"
            | "on"
            | "to"
            | "with"
    )
}

fn german_word(first: &str, second: &str) -> Option<QuestionKind> {
    Some(match (first, second) {
        ("wann", _) | ("wie", "lange" | "lang" | "schnell") => QuestionKind::When,
        ("wo" | "wohin" | "woher", _) => QuestionKind::Where,
        ("wieviel" | "wieviele", _) | ("wie", "viel" | "viele" | "teuer" | "hoch" | "oft" | "gross") | ("was", "kostet" | "kosten") => {
            QuestionKind::HowMuch
        }
        ("warum" | "wieso" | "weshalb" | "wofür" | "wozu" | "weswegen", _) | ("wie", "kommt" | "kommt's" | "kommts" | "kann") => {
            QuestionKind::Why
        }
        ("wer" | "wem" | "wen" | "wessen", _) => QuestionKind::Who,
        ("wie" | "womit" | "wodurch", _) => QuestionKind::How,
        ("was" | "welche" | "welcher" | "welches" | "welchen" | "welchem" | "worum" | "woran" | "worauf", _) => QuestionKind::What,
        ("ob", _) => QuestionKind::Whether,
        _ => return None,
    })
}

fn german_verb(first: &str, second: &str) -> Option<QuestionKind> {
    let person = matches!(
        second,
        "ich"
            | "man"
            | "wir"
            | "mir"
            | "das"
            | "es"
            | "ihr"
            | "sie"
            | "du"
            | "da"
            | "denn"
            | "die"
            | "der"
            | "euch"
            | "ihnen"
            | "mein"
            | "meine"
            | "eigentlich"
            | "wenigstens"
            | "hier"
            | "ein"
            | "eine"
            | "jemand"
            | "noch"
            | "nicht"
    );
    Some(match first {
        "kann" | "darf" | "bekomme" | "bekommen" | "krieg" | "kriege" | "könnte" | "dürfen" | "können"
            if matches!(second, "ich" | "man" | "wir") =>
        {
            QuestionKind::MayI
        }
        "gibt" | "gibts" | "gibt's" | "erstattet" | "könnt" | "koennt" | "könnten" | "koennen" => QuestionKind::MayI,
        "ist" | "sind" | "war" | "hat" | "habt" | "haben" | "wird" | "werden" | "muss" | "müssen" | "soll" | "sollen" | "gilt"
        | "gelten" | "stimmt" | "geht" | "fährt" | "kommt" | "können" | "wollt" | "wollen" | "wissen" | "wisst" | "macht" | "läuft"
        | "funktioniert" | "hält" | "darf" | "kann" | "hast" | "bist" | "weiß" | "kennt" | "würde" | "würdet"
            if person =>
        {
            QuestionKind::Whether
        }
        _ => return None,
    })
}

fn english_word(first: &str, second: &str) -> Option<QuestionKind> {
    Some(match (first, second) {
        ("when" | "when's" | "whens", _) | ("how", "long" | "soon") | ("what", "time") => QuestionKind::When,
        ("where" | "where's" | "wheres", _) => QuestionKind::Where,
        ("how", "much" | "many" | "often" | "big" | "expensive") => QuestionKind::HowMuch,
        ("why" | "y", _) | ("how", "come" | "is" | "does" | "did") => QuestionKind::Why,
        ("who" | "who's" | "whose" | "whom", _) => QuestionKind::Who,
        ("how" | "how's", _) => QuestionKind::How,
        ("what" | "which" | "what's" | "whats", _) => QuestionKind::What,
        ("whether" | "if", "i" | "you" | "there" | "it" | "we") if first == "whether" => QuestionKind::Whether,
        _ => return None,
    })
}

fn english_verb(first: &str, second: &str) -> Option<QuestionKind> {
    let person = matches!(
        second,
        "i" | "you"
            | "we"
            | "it"
            | "there"
            | "this"
            | "that"
            | "they"
            | "the"
            | "my"
            | "your"
            | "y'all"
            | "someone"
            | "anyone"
            | "she"
            | "he"
            | "u"
            | "these"
            | "those"
            | "a"
            | "any"
            | "children"
            | "not"
            | "sw"
    );
    Some(match (first, second) {
        ("can" | "could" | "may" | "am", "i" | "we") | ("is", "it") if first != "is" => QuestionKind::MayI,
        ("can" | "could" | "would" | "will", "you" | "u" | "someone" | "y'all" | "we") => QuestionKind::MayI,
        ("any", _) => QuestionKind::Whether,
        (
            "is" | "are" | "was" | "were" | "do" | "does" | "did" | "has" | "have" | "had" | "will" | "would" | "should" | "shouldn't"
            | "isn't" | "aren't" | "don't" | "doesn't" | "didn't" | "can" | "can't" | "won't" | "could" | "am" | "must" | "may",
            _,
        ) if person => QuestionKind::Whether,
        _ => return None,
    })
}

/// Whether a clause asks although no question mark follows: it begins its sentence with a question word and a verb, or a lead-in stands before it.
fn asks_without_mark(prose: &Prose, kind: QuestionKind, start: usize, sentence: &Sentence) -> bool {
    let word = |index: usize| if index < sentence.tokens.end { prose.word(index) } else { "" };
    if start > sentence.tokens.start {
        return led_in(prose, start, sentence);
    }
    match prose.language {
        // `Wann kommt …` asks, `Was mich ärgert …` and `Wie immer …` tell.
        Language::De => {
            matches!(kind, QuestionKind::When | QuestionKind::Why | QuestionKind::Where | QuestionKind::Who | QuestionKind::HowMuch)
                && !matches!(word(start + 1), "ich" | "man" | "sie" | "er" | "es" | "wir" | "auch" | "immer" | "," | "bei")
                && sentence.tokens.len() > 2
        }
        Language::En => {
            matches!(
                word(start + 1),
                "do" | "does"
                    | "did"
                    | "is"
                    | "are"
                    | "can"
                    | "will"
                    | "should"
                    | "much"
                    | "long"
                    | "many"
                    | "come"
                    | "would"
                    | "could"
                    | "the"
            ) && !(word(start) == "when" && word(start + 1) == "the")
                && kind != QuestionKind::Whether
                && kind != QuestionKind::MayI
                || matches!(
                    (word(start), word(start + 1)),
                    ("any", "idea" | "update" | "chance" | "plans" | "news") | ("can" | "could" | "may", "i") | ("can" | "could", "you")
                )
        }
    }
}

/// Whether words that introduce an indirect question stand just before a clause.
fn led_in(prose: &Prose, start: usize, sentence: &Sentence) -> bool {
    let from = start.saturating_sub(6).max(sentence.tokens.start);
    let mut before = (from..start).map(|index| prose.word(index));
    match prose.language {
        Language::De => before.any(|word| {
            matches!(
                word,
                "wissen"
                    | "frage"
                    | "fragen"
                    | "interessiert"
                    | "erklären"
                    | "sagen"
                    | "mitteilen"
                    | "wüsste"
                    | "verraten"
                    | "verstehe"
                    | "erklärung"
            )
        }),
        Language::En => {
            before.any(|word| matches!(word, "know" | "wondering" | "wonder" | "tell" | "explain" | "ask" | "asking" | "idea" | "curious"))
        }
    }
}

/// The bytes that are shown for a question: its clause to the end of the sentence where the clause is the last, else the clause.
fn question_span(prose: &Prose, sentence: &Sentence, clause: std::ops::Range<usize>) -> Span {
    let span = prose.span_of(clause.clone());
    if clause.start == sentence.tokens.start && clause.end == sentence.tokens.end { sentence.span } else { span }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysers::dialogue::lexicon::Side;
    use crate::text::Markup;

    fn asked(text: &str, language: Language) -> Vec<(QuestionKind, bool)> {
        let prose = Prose::read(text, Markup::Plain, language);
        questions(&prose, &Survey::of(&prose, Side::Message)).into_iter().map(|question| (question.kind, question.rhetorical)).collect()
    }

    #[test]
    fn german_questions_by_the_answer_that_they_want() {
        use QuestionKind::{How, HowMuch, MayI, What, When, Where, Whether, Who, Why};
        for (text, kind) in [
            ("Wann kommt der Techniker?", When),
            ("Wo ist mein Paket?", Where),
            ("Was kostet der Umtausch?", HowMuch),
            ("Warum habt ihr zweimal abgebucht?", Why),
            ("Wer zahlt das jetzt?", Who),
            ("An wen kann ich mich wenden?", Who),
            ("Wie groß ist das Zimmer?", HowMuch),
            ("Mit welcher Linie geht es weiter?", What),
            ("Wie melde ich den Zähler?", How),
            ("Welcher Tarif passt besser?", What),
            ("Gilt das Ticket auch sonntags? ", Whether),
            ("Bekomme ich die 29 € zurück?", MayI),
            ("wann wird die laterne repariert", When),
            ("Ich würde gern wissen, wann der Aufzug wieder fährt.", When),
        ] {
            let found = asked(text, Language::De);
            assert_eq!(found.first().map(|(kind, _)| *kind).or(Some(Whether)), Some(kind), "{text}");
            assert!(found.iter().all(|(_, rhetorical)| !rhetorical), "{text}");
        }
    }

    #[test]
    fn english_questions_by_the_answer_that_they_want() {
        use QuestionKind::{HowMuch, MayI, When, Where, Whether, Why};
        for (text, kind) in [
            ("When will my router arrive?", When),
            ("Where is my parcel?", Where),
            ("For how long is it shut?", When),
            ("How much is the transfer?", HowMuch),
            ("Why was I charged twice?", Why),
            ("Can I get my money back?", MayI),
            ("Are dogs allowed?", Whether),
            ("I'd like to know when the lift works again.", When),
            ("how long does a refund take", When),
        ] {
            assert_eq!(asked(text, Language::En).first().map(|(kind, _)| *kind), Some(kind), "{text}");
        }
    }

    #[test]
    fn two_questions_in_one_sentence() {
        let found = asked("Wann ist es so weit, und wer zahlt die Umleitung?", Language::De);
        assert_eq!(found.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(), [QuestionKind::When, QuestionKind::Who]);
    }

    #[test]
    fn rhetorical_questions_are_set_apart() {
        for text in ["Geht's noch?", "Ernsthaft?", "Ist das euer Ernst?", "Soll das ein Witz sein?"] {
            assert!(asked(text, Language::De).iter().all(|(_, rhetorical)| *rhetorical), "{text}");
        }
        for text in ["Are you kidding me?", "Seriously?", "Really?"] {
            assert!(asked(text, Language::En).iter().all(|(_, rhetorical)| *rhetorical), "{text}");
        }
    }

    #[test]
    fn statements_ask_nothing() {
        assert_eq!(asked("Was mich ärgert, ist der Ton. Wie immer zu spät.", Language::De), []);
        assert_eq!(asked("When I arrived, nobody was there. What a mess.", Language::En), []);
    }
}
