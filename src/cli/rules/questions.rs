//! What a new rule is to do, asked of whoever sits in front of the terminal, as far as the command line does not say it.

use std::io::{self, BufRead, Write};

use super::super::args::{FamilyChoice, KindChoice, NewArguments};
use super::super::explain::language_of_the_user;
use super::super::output::Output;
use super::stopped::either;
use crate::engine::Sketch;
use crate::text::Language;

/// How many sentences of each kind a rule starts with.
const SENTENCES: usize = 2;

/// What was answered.
pub(super) struct Answers {
    pub(super) family: FamilyChoice,
    /// What the rule is to do in each language.
    pub(super) sketches: Vec<(Sketch, Option<String>)>,
}

/// Asks for what the arguments leave open. `None` where nobody answers any more.
pub(super) fn ask(arguments: &NewArguments, output: &mut Output) -> io::Result<Option<Answers>> {
    let mut asker = Asker { input: io::stdin().lock(), output };
    let is_asked = arguments.lang.is_empty() || arguments.kind.is_none();
    let Some(languages) = asker.languages(arguments)? else { return Ok(None) };
    let spoken = languages.first().copied().unwrap_or(Language::En);
    let family = match arguments.family {
        Some(family) => family,
        None if is_asked && arguments.flag.is_empty() => match asker.family(spoken)? {
            Some(family) => family,
            None => return Ok(None),
        },
        None => FamilyChoice::Find,
    };
    let Some(kind) = asker.kind(arguments, spoken)? else { return Ok(None) };
    let mut sketches = Vec::new();
    for (number, &language) in languages.iter().enumerate() {
        let of_language = |given: &[String]| -> Vec<String> {
            let share = if languages.len() == 1 { given.len() } else { SENTENCES };
            given.iter().skip(number * share).take(share).cloned().collect()
        };
        let (flag, allow) = (of_language(&arguments.flag), of_language(&arguments.allow));
        let is_incomplete = flag.len() < SENTENCES || allow.len() < SENTENCES;
        let (flag, allow) = if family == FamilyChoice::Find {
            let question = |german: &str, english: &str| match languages.len() {
                1 => either(language, german, english).to_owned(),
                _ => format!("{} ({})", either(language, german, english), language.code()),
            };
            let flagged = question("Ein Satz, der auffallen soll", "A sentence to flag");
            let allowed = question("Ein ähnlicher Satz, der in Ordnung ist", "A similar sentence that is fine");
            match (asker.sentences(&flagged, &flag)?, asker.sentences(&allowed, &allow)?) {
                (Some(flag), Some(allow)) => (flag, allow),
                _ => return Ok(None),
            }
        } else {
            (flag, allow)
        };
        let question = either(
            language,
            "Was soll der Schreibende lesen? {match} ist die Fundstelle (Eingabetaste: später)",
            "What is the writer to read? {match} is what was found (Enter: later)",
        );
        let message = match arguments.message.get(number) {
            Some(message) => Some(message.clone()),
            // The other families have a message that fits what they find.
            None if family == FamilyChoice::Find && (is_asked || is_incomplete) => asker.line(question)?,
            None => None,
        };
        let sketch = Sketch { language, kind: kind.kind(), flag, allow };
        sketches.push((sketch, message.filter(|message| !message.is_empty())));
    }
    Ok(Some(Answers { family, sketches }))
}

struct Asker<'a, R> {
    input: R,
    output: &'a mut Output,
}

impl<R: BufRead> Asker<'_, R> {
    fn languages(&mut self, arguments: &NewArguments) -> io::Result<Option<Vec<Language>>> {
        if !arguments.lang.is_empty() {
            let given: Vec<Language> = arguments.lang.iter().map(|choice| Language::from(*choice)).collect();
            let is_new = |(at, language): &(usize, &Language)| !given[..*at].contains(language);
            return Ok(Some(given.iter().enumerate().filter(is_new).map(|(_, language)| *language).collect()));
        }
        let spoken = language_of_the_user();
        let both = either(spoken, "beide", "both");
        let answer = self.choice(either(spoken, "Sprache der Regel", "Language of the rule"), &["de", "en", both], spoken.code())?;
        Ok(answer.map(|answer| match answer.as_str() {
            "de" => vec![Language::De],
            "en" => vec![Language::En],
            // The language of the user is asked for first.
            _ => either(spoken, vec![Language::De, Language::En], vec![Language::En, Language::De]),
        }))
    }

    fn family(&mut self, language: Language) -> io::Result<Option<FamilyChoice>> {
        use FamilyChoice::{Consistent, Density, Find, Limit, Require};
        const FAMILIES: [FamilyChoice; 5] = [Find, Density, Require, Limit, Consistent];
        let question = either(language, "Was stört, wenn die Regel sich meldet", "What is wrong where the rule speaks");
        let names = either(
            language,
            ["gesagt", "zu-oft", "fehlt", "zu-lang", "zwei-wörter"],
            ["said", "too-often", "missing", "too-long", "two-words"],
        );
        let answer = self.choice(question, &names, names[0])?;
        Ok(answer.map(|answer| names.iter().zip(FAMILIES).find(|(name, _)| **name == answer).map_or(Find, |(_, family)| family)))
    }

    fn kind(&mut self, arguments: &NewArguments, language: Language) -> io::Result<Option<KindChoice>> {
        if let Some(kind) = arguments.kind {
            return Ok(Some(kind));
        }
        let question = either(language, "Für Beiträge, Antworten oder beides", "For posts, replies or both");
        let [posts, replies, both] = either(language, ["beiträge", "antworten", "beides"], ["posts", "replies", "both"]);
        let answer = self.choice(question, &[posts, replies, both], replies)?;
        Ok(answer.map(|answer| match answer {
            answer if answer == posts => KindChoice::Posts,
            answer if answer == both => KindChoice::Both,
            _ => KindChoice::Replies,
        }))
    }

    /// One answer; `None` at the end of the input.
    fn line(&mut self, question: &str) -> io::Result<Option<String>> {
        write!(self.output, "{question}: ")?;
        self.output.flush()?;
        let mut line = String::new();
        let length = self.input.read_line(&mut line)?;
        if length == 0 {
            writeln!(self.output)?;
        }
        Ok((length > 0).then(|| line.trim().to_owned()))
    }

    /// One of several words, or the beginning of one. Nothing is the usual one.
    fn choice(&mut self, question: &str, words: &[&str], usual: &str) -> io::Result<Option<String>> {
        loop {
            let Some(answer) = self.line(&format!("{question} ({}) [{usual}]", words.join("/")))? else { return Ok(None) };
            let answer = if answer.is_empty() { usual.to_owned() } else { answer.to_lowercase() };
            if let Some(word) = words.iter().find(|word| word.starts_with(&answer)) {
                return Ok(Some((*word).to_owned()));
            }
        }
    }

    /// The sentences that were given, and as many more as are needed.
    fn sentences(&mut self, question: &str, given: &[String]) -> io::Result<Option<Vec<String>>> {
        let mut sentences: Vec<String> =
            given.iter().map(|sentence| sentence.trim().to_owned()).filter(|sentence| !sentence.is_empty()).collect();
        while sentences.len() < SENTENCES {
            match self.line(&format!("{question} ({} / {SENTENCES})", sentences.len() + 1))? {
                Some(sentence) if !sentence.is_empty() => sentences.push(sentence),
                Some(_) => {}
                None => return Ok(None),
            }
        }
        Ok(Some(sentences))
    }
}
