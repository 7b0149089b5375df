//! What stopped a rule, in the words of its author: German or English, with what to do about it.

use std::ops::Range;

use crate::analysers::Reading;
use crate::draft::Kind;
use crate::engine::{Mismatch, Obstacle};
use crate::rules::{Condition, Family, Part, Reach, Rule, Unit};
use crate::text::{Language, Prose, Span, TokenKind, ZoneKind};

/// One text, or the other.
pub(super) fn either<T>(language: Language, german: T, english: T) -> T {
    if language == Language::De { german } else { english }
}

/// A text in the quotation marks of a language.
pub(super) fn quoted(language: Language, text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    either(language, format!("„{line}“"), format!("“{line}”"))
}

/// Why a rule does not look at a draft.
pub(super) fn mismatch(mismatch: Mismatch, rule: &Rule, reading: &Reading<'_>, language: Language) -> String {
    match mismatch {
        Mismatch::Language => {
            let spoken: Vec<&str> = Language::ALL.into_iter().filter(|&known| rule.part(known).is_some()).map(Language::code).collect();
            let (code, spoken) = (reading.language().code(), spoken.join(", "));
            either(
                language,
                format!("Der Text gilt als `{code}`; die Regel spricht nur {spoken}. Falsch erkannt? `--lang` oder `lang:` im Entwurf legt die Sprache fest"),
                format!("The text counts as `{code}`; the rule speaks only {spoken}. Mistaken? `--lang`, or `lang:` in the draft, sets the language"),
            )
        }
        Mismatch::Kind => match (language, rule.applies_to.first()) {
            (Language::De, Some(Kind::Post)) => "Die Regel gilt nur für Beiträge (`applies-to: [post]`), und das hier ist eine Antwort".to_owned(),
            (Language::De, _) => "Die Regel gilt nur für Antworten (`applies-to: [reply]`), und das hier ist ein Beitrag".to_owned(),
            (Language::En, Some(Kind::Post)) => "The rule is for posts alone (`applies-to: [post]`), and this is a reply".to_owned(),
            (Language::En, _) => "The rule is for replies alone (`applies-to: [reply]`), and this is a post".to_owned(),
        },
        Mismatch::Channel => {
            let (channels, channel) = (rule.channels.join(", "), reading.draft.channel());
            let german = channel.map_or_else(|| "der Entwurf nennt keinen Kanal".to_owned(), |channel| format!("der Entwurf ist für `{channel}`"));
            let english = channel.map_or_else(|| "the draft names no channel".to_owned(), |channel| format!("the draft is for `{channel}`"));
            either(
                language,
                format!("Die Regel gilt nur auf {channels} (`channels`), und {german}"),
                format!("The rule is for {channels} alone (`channels`), and {english}"),
            )
        }
        Mismatch::Audience => either(
            language,
            "Die Regel gilt nur für eine andere Zielgruppe (`audience`), oder der Entwurf nennt keine".to_owned(),
            "The rule is for another audience (`audience`), or the draft names none".to_owned(),
        ),
        Mismatch::NoComplaint => either(
            language,
            "Die Regel braucht die Nachricht, auf die geantwortet wird (`when-complaint`): mit `--complaint \"…\"`, oder `complaint:` im Entwurf".to_owned(),
            "The rule needs the message that is answered (`when-complaint`): with `--complaint \"…\"`, or `complaint:` in the draft".to_owned(),
        ),
        Mismatch::Mood => {
            let negative = rule.when_complaint.as_ref().and_then(|condition| condition.negative) == Some(true);
            match (language, negative) {
                (Language::De, true) => "Die Regel gilt nur, wenn die Nachricht eine Beschwerde ist (`when-complaint: {negative: true}`), und diese gilt nicht als eine",
                (Language::De, false) => "Die Regel gilt nur, wenn die Nachricht keine Beschwerde ist (`when-complaint: {negative: false}`), und diese gilt als eine",
                (Language::En, true) => "The rule is for answers to a complaint (`when-complaint: {negative: true}`), and this message does not count as one",
                (Language::En, false) => "The rule is for answers to praise and questions (`when-complaint: {negative: false}`), and this message counts as a complaint",
            }
            .to_owned()
        }
        Mismatch::Topic => {
            let topic = rule.when_complaint.as_ref().and_then(|condition| condition.mentions.as_deref()).unwrap_or_default();
            either(
                language,
                format!("Die Regel gilt nur, wenn die Nachricht von `{topic}` spricht (`when-complaint: {{mentions: {topic}}}`)"),
                format!("The rule is for answers to a message about `{topic}` (`when-complaint: {{mentions: {topic}}}`)"),
            )
        }
    }
}

/// What keeps a hit from counting.
pub(super) fn obstacle(obstacle: &Obstacle, part: &Part, reading: &Reading<'_>, language: Language) -> String {
    let prose = &reading.prose;
    let text = |tokens: &Range<usize>| quoted(language, prose.span_of(tokens.clone()).slice(&prose.text));
    let look_in =
        |place: &str| either(language, format!("Mit `look-in: [{place}]` zählt es"), format!("With `look-in: [{place}]` it does"));
    let excused = |condition, phrase: usize, tokens: &Range<usize>, key: &str| {
        let (written, text) = (part.condition(condition, phrase), text(tokens));
        either(language, format!("{text} nimmt es aus: `{key}` hat `{written}`"), format!("{text} excuses it: `{key}` has `{written}`"))
    };
    match obstacle {
        Obstacle::Zone(ZoneKind::Quote | ZoneKind::BlockQuote) => {
            either(language, format!("es ist ein Zitat. {}", look_in("quotes")), format!("it is a quotation. {}", look_in("quotes")))
        }
        Obstacle::Zone(ZoneKind::Code) => {
            either(language, format!("es ist Code. {}", look_in("code")), format!("it is code. {}", look_in("code")))
        }
        Obstacle::Zone(ZoneKind::LinkTarget) | Obstacle::Special(TokenKind::Link) => {
            either(language, format!("es ist ein Link. {}", look_in("links")), format!("it is a link. {}", look_in("links")))
        }
        Obstacle::Zone(ZoneKind::Comment) => either(language, "es ist ein Kommentar".to_owned(), "it is a comment".to_owned()),
        Obstacle::Special(TokenKind::Hashtag) => {
            either(language, format!("es ist ein Hashtag. {}", look_in("hashtags")), format!("it is a hashtag. {}", look_in("hashtags")))
        }
        Obstacle::Special(_) => either(
            language,
            format!("es ist ein Konto (`@…`). {}", look_in("handles")),
            format!("it is an account (`@…`). {}", look_in("handles")),
        ),
        Obstacle::Negated(token) => {
            let (word, look_in) = (text(&(*token..token + 1)), look_in("negated"));
            either(language, format!("{word} davor verneint es. {look_in}"), format!("{word} in front of it negates it. {look_in}"))
        }
        Obstacle::Excepted { phrase, tokens } => excused(Condition::Except, *phrase, tokens, "except"),
        Obstacle::UnlessInSentence { phrase, tokens } => excused(Condition::UnlessInSentence, *phrase, tokens, "unless-in-sentence"),
        Obstacle::UnlessInDraft { phrase, tokens } => excused(Condition::UnlessInDraft, *phrase, tokens, "unless-in-draft"),
        Obstacle::OnlyInSentence => either(
            language,
            "in seinem Satz steht nichts von `only-in-sentence`".to_owned(),
            "nothing of `only-in-sentence` stands in its sentence".to_owned(),
        ),
        Obstacle::OnlyInDraft => either(
            language,
            "im Entwurf steht nichts von `only-in-draft`".to_owned(),
            "nothing of `only-in-draft` stands in the draft".to_owned(),
        ),
        Obstacle::Allowed(number) => {
            let allowed = reading.settings.allow.get(*number).map_or("", String::as_str);
            either(
                language,
                format!("`tonfall.yaml` erlaubt {} (`allow`)", quoted(language, allowed)),
                format!("`tonfall.yaml` allows {} (`allow`)", quoted(language, allowed)),
            )
        }
        Obstacle::Overlapped => either(
            language,
            "ein anderer Treffer der Regel an derselben Stelle geht vor".to_owned(),
            "another hit of the rule at the same place goes first".to_owned(),
        ),
    }
}

/// Why a rule finds nothing although hits count: what its family asks for beyond them.
pub(super) fn family(rule: &Rule, counted: usize, language: Language) -> Option<String> {
    match &rule.family {
        Family::Density { max, per } => {
            let unit = match (language, per) {
                (Language::De, Unit::Sentence) => "Satz".to_owned(),
                (Language::De, Unit::Draft) => "Entwurf".to_owned(),
                (Language::De, Unit::Words(number)) => format!("{number} Wörter"),
                (Language::De, Unit::Characters(number)) => format!("{number} Zeichen"),
                (Language::En, Unit::Sentence) => "sentence".to_owned(),
                (Language::En, Unit::Draft) => "draft".to_owned(),
                (Language::En, Unit::Words(number)) => format!("{number} words"),
                (Language::En, Unit::Characters(number)) => format!("{number} characters"),
            };
            Some(either(
                language,
                format!("Treffer: {counted}; erst mehr als {max} je {unit} fallen auf (`density`)"),
                format!("Hits: {counted}; the rule speaks where there are more than {max} per {unit} (`density`)"),
            ))
        }
        Family::Score { at_least, distinct, .. } => Some(either(
            language,
            format!("Die Regel zählt Signale zusammen (`score`): sie braucht die Summe {at_least} aus mindestens {distinct} Signalen"),
            format!("The rule adds signals up (`score`): it needs a sum of {at_least} from at least {distinct} signals"),
        )),
        Family::Require(_) if counted > 0 => Some(either(
            language,
            "Die Regel verlangt, dass eine ihrer Wendungen dasteht (`require`), und das ist so".to_owned(),
            "The rule wants one of its phrases to be there (`require`), and one is".to_owned(),
        )),
        Family::Limit { max, min, .. } => {
            let bound = |word: &str, bound: &Option<f64>| bound.map(|bound| format!("{word} {bound}"));
            let bounds = [bound("min", min), bound("max", max)].into_iter().flatten().collect::<Vec<_>>().join(", ");
            Some(either(
                language,
                format!("Die Regel misst (`limit`: {bounds}), und das Maß liegt in seinen Grenzen"),
                format!("The rule measures (`limit`: {bounds}), and the measure is within its bounds"),
            ))
        }
        Family::Consistent => Some(either(
            language,
            "Die Regel spricht erst, wenn zwei verschiedene `variants` in einem Entwurf stehen".to_owned(),
            "The rule speaks only where two different `variants` stand in one draft".to_owned(),
        )),
        Family::Across(_) => Some(either(
            language,
            "Die Regel vergleicht Entwürfe miteinander (`across`): bei einem allein sagt sie nichts. `tonfall check ORDNER` zeigt sie"
                .to_owned(),
            "The rule holds drafts against each other (`across`): of one alone it says nothing. `tonfall check FOLDER` shows it".to_owned(),
        )),
        Family::Analyser(name) => Some(either(
            language,
            format!("Die Prüfung `{name}` ist Code, der hier nichts gefunden hat; `tonfall inspect DATEI` zeigt, was er sieht"),
            format!("The check `{name}` is code, and found nothing here; `tonfall inspect FILE` shows what it sees"),
        )),
        Family::Find | Family::Require(_) => None,
    }
}

/// What was missing for a phrase: the word, and where it stands nevertheless. `element` is that part of the phrase as its author wrote it.
pub(super) fn missing(reach: &Reach, element: &str, prose: &Prose, language: Language) -> Option<String> {
    let missing = reach.missing.as_ref()?;
    let place = missing.elsewhere.as_ref().map(|tokens| {
        let sentence = |token: usize| prose.tokens.get(token).map(|token| token.sentence);
        let last = reach.tokens.end.saturating_sub(1);
        if reach.matched > 0 && sentence(tokens.start) != sentence(last) {
            either(language, " (steht erst in einem anderen Satz)", " (stands in another sentence)")
        } else if reach.matched > 0 && tokens.start > last {
            either(language, " (steht zu weit hinten)", " (stands too far behind)")
        } else if reach.matched > 0 {
            either(language, " (steht davor)", " (stands in front)")
        } else {
            ""
        }
    });
    Some(format!("`{element}`{}", place.unwrap_or_default()))
}

/// A line of text with carets under a part of it; of a part that goes over several lines, the first.
pub(super) fn underlined(text: &str, span: Span) -> (String, String) {
    let start = text[..span.start().min(text.len())].rfind('\n').map_or(0, |at| at + 1);
    let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let line = text[start..end].trim_end();
    let stop = span.end().clamp(span.start(), start + line.len());
    let before = width(text.get(start..span.start()).unwrap_or_default());
    let under = width(text.get(span.start()..stop).unwrap_or_default()).max(1);
    (line.replace('\t', " "), format!("{}{}", " ".repeat(before), "^".repeat(under)))
}

/// How many columns of a terminal a text takes up: emoji take two.
fn width(text: &str) -> usize {
    use unicode_segmentation::UnicodeSegmentation;
    let is_wide = |cluster: &str| {
        cluster.chars().next().is_some_and(|c| c >= '\u{1100}' && !('\u{2000}'..'\u{2600}').contains(&c)) || cluster.contains('\u{fe0f}')
    };
    text.graphemes(true).map(|cluster| if is_wide(cluster) { 2 } else { 1 }).sum()
}
