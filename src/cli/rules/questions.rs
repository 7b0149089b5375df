//! What a new rule is to do, asked of whoever sits in front of the terminal, as far as the command line does not say it.

use std::io::{self, BufRead, Write};

use super::super::args::{KindChoice, NewArguments};
use super::super::explain::language_of_the_user;
use super::super::output::Output;
use super::stopped::either;
use crate::engine::Sketch;
use crate::text::Language;

/// How many sentences of each kind a rule starts with.
const SENTENCES: usize = 2;

/// What was answered.
pub(super) struct Answers {
    pub(super) sketch: Sketch,
    pub(super) message: Option<String>,
}

/// Asks for what the arguments leave open. `None` where nobody answers any more.
pub(super) fn ask(arguments: &NewArguments, output: &mut Output) -> io::Result<Option<Answers>> {
    let mut asker = Asker { input: io::stdin().lock(), output };
    let spoken = arguments.lang.map_or_else(language_of_the_user, Language::from);
    let language = match arguments.lang {
        Some(_) => spoken,
        None => match asker.choice(either(spoken, "Sprache der Sätze", "Language of the sentences"), &["de", "en"], spoken.code())? {
            Some(code) => {
                if code == "de" {
                    Language::De
                } else {
                    Language::En
                }
            }
            None => return Ok(None),
        },
    };
    let kind = match arguments.kind {
        Some(kind) => kind,
        None => {
            let question = either(language, "Für Beiträge, Antworten oder beides", "For posts, replies or both");
            let [posts, replies, both] = either(language, ["beiträge", "antworten", "beides"], ["posts", "replies", "both"]);
            match asker.choice(question, &[posts, replies, both], replies)? {
                Some(answer) if answer == posts => KindChoice::Posts,
                Some(answer) if answer == both => KindChoice::Both,
                Some(_) => KindChoice::Replies,
                None => return Ok(None),
            }
        }
    };
    let flag = either(language, "Ein Satz, der auffallen soll", "A sentence to flag");
    let allow = either(language, "Ein ähnlicher Satz, der in Ordnung ist", "A similar sentence that is fine");
    let (Some(flag), Some(allow)) = (asker.sentences(flag, &arguments.flag)?, asker.sentences(allow, &arguments.allow)?) else {
        return Ok(None);
    };
    let is_asked =
        arguments.lang.is_none() || arguments.kind.is_none() || arguments.flag.len() < SENTENCES || arguments.allow.len() < SENTENCES;
    let question = either(
        language,
        "Was soll der Schreibende lesen? {match} ist die Fundstelle (Eingabetaste: später)",
        "What is the writer to read? {match} is what was found (Enter: later)",
    );
    let message = match &arguments.message {
        Some(message) => Some(message.clone()),
        None if is_asked => asker.line(question)?,
        None => None,
    };
    let sketch = Sketch { language, kind: kind.kind(), flag, allow };
    Ok(Some(Answers { sketch, message: message.filter(|message| !message.is_empty()) }))
}

struct Asker<'a, R> {
    input: R,
    output: &'a mut Output,
}

impl<R: BufRead> Asker<'_, R> {
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
