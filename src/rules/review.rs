//! A rule file that can be read becomes what is weak in it: phrases that can never match, phrases that another makes superfluous, messages that
//! are long or loud, texts that are still the template's. Faults that keep a rule from running are found by `check`.

use std::collections::BTreeSet;

use super::entry::Entry;
use super::file::RuleFile;
use super::phrase::{Matcher, PhraseParser, Phrases};
use super::rule::{Family, Part, Rule};
use crate::text::{Language, Markup, Prose, TokenKind};
use crate::yaml::{Node, Problem, Step};

/// The longest message, in characters: longer ones are cut off in editors and in the comments of code reviews.
pub const LONGEST_MESSAGE: usize = 160;
/// The most phrases of a list that are held against each other; nobody writes more.
const MOST_PHRASES: usize = 500;

/// What is weak in a rule file, in the order of the file. `node` is the file's tree, and `rule` the rule with every layer.
#[must_use]
pub fn review(node: &Node, file: &RuleFile, rule: &Rule) -> Vec<Problem> {
    let mut review = Review { node, problems: Vec::new() };
    for (&language, part) in &file.languages {
        let Some(whole) = rule.part(language) else { continue };
        let at = |key| [Step::Key("languages"), Step::Key(language.code()), Step::Key(key)];
        review.message(&at("message"), part.message.as_deref());
        for (name, message) in &part.messages {
            let mut path = at("messages").to_vec();
            path.push(Step::Key(name));
            review.message(&path, Some(message));
        }
        review.phrases(language, part.find.all(), whole, rule);
    }
    review.problems.sort_by_key(|problem| (problem.span.start, problem.span.end));
    review.problems
}

struct Review<'a> {
    node: &'a Node,
    problems: Vec<Problem>,
}

impl Review<'_> {
    fn report(&mut self, path: &[Step<'_>], message: String, hint: &str) {
        let span = (0..=path.len()).rev().find_map(|length| self.node.at(&path[..length])).map_or(0..0, |node| node.span.clone());
        self.problems.push(Problem { span, message, hint: Some(hint.to_owned()) });
    }

    fn message(&mut self, path: &[Step<'_>], message: Option<&str>) {
        let Some(message) = message.map(str::trim) else { return };
        let length = message.chars().count();
        if length > LONGEST_MESSAGE {
            let hint = "keep to what is wrong and what helps; the rest belongs into `why`";
            self.report(path, format!("the message has {length} characters; editors cut it off after about {LONGEST_MESSAGE}"), hint);
        }
        if message.contains('!') {
            self.report(path, "the message has an exclamation mark".to_owned(), "end it with a full stop: it is advice, not an order");
        }
        let is_loud = |word: &str| word.chars().count() > 4 && word.chars().all(char::is_uppercase);
        if let Some(word) = message.split(|c: char| !c.is_alphanumeric()).find(|word| is_loud(word)) {
            self.report(path, format!("the message shouts: `{word}`"), "write the word as usual");
        }
        let folded = message.to_lowercase();
        if let Some(order) = ["sie müssen", "du musst", "ihr müsst", "you must", "you have to", "sie dürfen nicht", "you are not allowed"]
            .into_iter()
            .find(|order| folded.contains(order))
        {
            self.report(path, format!("the message gives orders: “{order}”"), "say what it does to the reader, and what helps instead");
        }
    }

    fn phrases(&mut self, language: Language, own: &[Entry], whole: &Part, rule: &Rule) {
        let mut phrases = Phrases::default();
        let mut parser = PhraseParser::new(whole.words(), &mut phrases);
        let mut is_sound = |entry: &&Entry| match entry {
            Entry::Detailed(detailed) if detailed.phrase.is_none() => false,
            entry => parser.parse(entry.source()).is_ok(),
        };
        let all: Vec<&Entry> = whole.find().iter().take(MOST_PHRASES).filter(|entry| is_sound(entry)).collect();
        let matcher = Matcher::new(phrases);
        let base = [Step::Key("languages"), Step::Key(language.code()), Step::Key("find")];
        let listed = self.node.at(&base).is_some_and(|node| node.get("add").is_some());
        for (index, entry) in own.iter().take(MOST_PHRASES).enumerate() {
            // What is written twice stands in the list twice.
            let before = own[..index].iter().filter(|known| *known == entry).count();
            let same = all.iter().enumerate().filter(|(_, known)| **known == entry);
            let Some(number) = same.map(|(number, _)| number).nth(before) else { continue };
            let mut path = base.to_vec();
            path.extend(listed.then_some(Step::Key("add")));
            path.push(Step::Index(index));
            if matches!(entry, Entry::Detailed(_)) {
                path.push(Step::Key("phrase"));
            }
            let Ok(alone) = Phrases::parse(entry.source(), whole.words()) else { continue };
            if let Some((message, hint)) = never(entry.source(), &alone, language) {
                self.report(&path, message, hint);
            } else if rule.family == Family::Find
                && let Some(other) = shadow(number, &all, &matcher, language)
            {
                let message = format!("`{}` finds all that `{}` finds", other.source(), entry.source());
                self.report(&path, message, "take one of the two out, or make the broader one narrower");
            }
        }
    }
}

/// Why a phrase can never match what its author has in mind, and what to write instead.
fn never(source: &str, alone: &Phrases, language: Language) -> Option<(String, &'static str)> {
    let matches = |text: &str| {
        let prose = Prose::read(text, Markup::Plain, language);
        alone.first_in(&prose, &(0..prose.tokens.len())).is_some()
    };
    let fault = |why: &str| format!("`{source}` can never match: {why}");
    let is_written_out = !source.contains(['(', ')', '[', ']', '{', '}', '<', '>', '*', '|', '^', '$', '…']) && !source.contains("...");
    if is_written_out && !matches(source) {
        let prose = Prose::read(source, Markup::Plain, language);
        let holds = |kind| prose.tokens.iter().any(|token| token.kind == kind);
        return Some(if holds(TokenKind::Handle) {
            (
                fault("an account (`@…`) is not a word"),
                "write `<handle>` for any account; a single one takes `regex:` and `look-in: [handles]`",
            )
        } else if holds(TokenKind::Hashtag) {
            (fault("a hashtag is not a word"), "write `<hashtag>` for any hashtag; a single one takes `regex:` and `look-in: [hashtags]`")
        } else if holds(TokenKind::Link) {
            (fault("a link is not a word"), "write `<url>` for any link; a single one takes `regex:` and `look-in: [links]`")
        } else if prose.sentences.len() > 1 {
            (fault("it goes beyond the end of a sentence"), "make two phrases of it, or leave out what stands behind the full stop")
        } else {
            (fault("its own words do not"), "write it as it stands in a text")
        });
    }
    if alone.iter().flat_map(|phrase| phrase.samples(language)).any(|text| matches(&text)) {
        return None;
    }
    let why = if source.trim_start().strip_prefix('^').unwrap_or(source).contains('^') {
        "`^` is the start of a sentence, and words stand in front of it"
    } else if source.trim_end().strip_suffix('$').unwrap_or(source).contains('$') {
        "`$` is the end of a sentence, and words stand behind it"
    } else {
        "no text fits it"
    };
    Some((fault(why), "try it on the sentence that you have in mind: `tonfall rules try`"))
}

/// The phrase that finds, in every sample of a phrase, what that one finds, or more.
fn shadow<'a>(number: usize, all: &[&'a Entry], matcher: &Matcher, language: Language) -> Option<&'a Entry> {
    let phrase = matcher.phrase(u32::try_from(number).ok()?)?;
    let has_texts = matches!(all[number], Entry::Detailed(_));
    let mut others: Option<BTreeSet<usize>> = None;
    for text in phrase.samples(language) {
        let prose = Prose::read(&text, Markup::Plain, language);
        let found = matcher.find(&prose);
        let of = |wanted: usize| found.iter().filter(move |found| found.phrase as usize == wanted).map(|found| found.tokens());
        let own: Vec<_> = of(number).collect();
        if own.is_empty() {
            continue;
        }
        let covers = |other: &usize| {
            // A phrase with texts of its own says something else than the other, where both are found and it comes first.
            let same_texts = !has_texts && !matches!(all[*other], Entry::Detailed(_));
            own.iter().all(|own| {
                of(*other).any(|tokens| {
                    let whole = tokens.start <= own.start && own.end <= tokens.end;
                    let inside = own.start <= tokens.start && tokens.end <= own.end;
                    whole && (tokens.len() > own.len() || *other < number) || (inside && tokens.len() < own.len() && same_texts)
                })
            })
        };
        let candidates: BTreeSet<usize> = found.iter().map(|found| found.phrase as usize).filter(|&other| other != number).collect();
        let still = |other: &usize| others.as_ref().is_none_or(|others| others.contains(other));
        others = Some(candidates.into_iter().filter(|other| still(other)).filter(covers).collect());
        if others.as_ref().is_some_and(BTreeSet::is_empty) {
            return None;
        }
    }
    others?.into_iter().next().map(|other| all[other])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Origin;
    use crate::yaml;

    fn remarks(text: &str) -> Vec<String> {
        let node = yaml::parse(text).unwrap();
        let file = yaml::decode::<RuleFile>(&node).0.unwrap();
        let rule = Rule::new(file.clone(), vec![Origin::File("a.yaml".to_owned())]);
        let shown = |problem: Problem| format!("{}: {}", &text[problem.span], problem.message);
        review(&node, &file, &rule).into_iter().map(shown).collect()
    }

    fn of_phrases(phrases: &str) -> Vec<String> {
        remarks(&format!("id: a\nlanguages:\n  de:\n    message: m\n    find: {phrases}\n"))
    }

    #[test]
    fn broader_phrases_are_told() {
        let shadowed = of_phrases("[Hotline, an die Hotline wenden, '(unsere|die) Hotline']");
        assert_eq!(shadowed.len(), 2, "{shadowed:?}");
        assert!(shadowed[0].ends_with("`Hotline` finds all that `an die Hotline wenden` finds"));
        assert_eq!(of_phrases("['leit*', Leitung]").len(), 1);
        assert_eq!(of_phrases("['rufen Sie ... an', 'rufen Sie uns an']").len(), 1);
        assert_eq!(of_phrases("['(rufen Sie|ruf) ... an', 'rufen Sie uns bitte doch einfach mal an', 'Leitung', 'weiterleiten']"), [""; 0]);
        assert_eq!(of_phrases("[so bald, so bald]").len(), 1);
        assert_eq!(of_phrases("['<time>', 'um 9 Uhr']").len(), 1);
        assert_eq!(of_phrases("['um 9 Uhr', '<time>']").len(), 1);
        assert_eq!(of_phrases("['heute ...', 'morgen']"), [""; 0]);
    }

    #[test]
    fn a_phrase_with_texts_of_its_own_is_needed() {
        assert_eq!(of_phrases("[Hotline, {phrase: an die Hotline, message: n}]"), [""; 0]);
        assert_eq!(of_phrases("['an die Hotline', {phrase: Hotline, message: n}]"), [""; 0]);
    }

    #[test]
    fn phrases_that_never_match_are_told() {
        for (phrase, why) in [
            ("'@tonfall hilft'", "an account"),
            ("'#sale ist da'", "a hashtag"),
            ("'Danke. Der Hinweis hilft'", "beyond the end of a sentence"),
            ("'siehe https://example.com'", "a link"),
            ("'bitte ^ warten'", "start of a sentence"),
        ] {
            let told = of_phrases(&format!("[{phrase}]"));
            assert!(told.len() == 1 && told[0].contains(why), "{phrase}: {told:?}");
        }
        assert_eq!(of_phrases("['^ Danke $', 'bitte warten ?', 'am <date>', '{x}', '24/7', 'E-Mail']"), [""; 0]);
    }

    #[test]
    fn messages_are_short_and_calm() {
        let message = |message: &str| remarks(&format!("id: a\nlanguages:\n  de:\n    message: '{message}'\n    find: [x]\n"));
        assert_eq!(message("„{match}“ sagt nichts. Sag, wann."), [""; 0]);
        assert!(message(&"lang ".repeat(40))[0].contains("199 characters"));
        assert!(message("Nicht so!")[0].contains("exclamation"));
        assert!(message("Das ist VERBOTEN.")[0].contains("shouts"));
        assert!(message("Sie müssen das ändern.")[0].contains("orders"));
    }
}
