//! What Tonfall understood of a draft: the way for rule authors to see why a rule fires, or does not.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use super::Outcome;
use super::args::InspectArguments;
use super::output::{Output, complain};
use crate::analysers::Reading;
use crate::draft::{Draft, Kind};
use crate::text::{Prose, TokenKind};
use crate::workspace::{Configs, Disk, Found, read_source};

pub(super) fn run(arguments: &InspectArguments, output: &mut Output) -> io::Result<Outcome> {
    let configs = Configs::new(Arc::new(Disk));
    let project = configs.project(&arguments.path, Path::new("."));
    let source = match read_source(&Found::new(arguments.path.clone(), project), &Disk) {
        Ok(source) => source,
        Err(fault) => {
            complain(&fault.to_string());
            return Ok(Outcome::Failure);
        }
    };
    for draft in &source.drafts {
        show(draft, &Reading::new(draft, &source.settings), output)?;
    }
    Ok(Outcome::Clean)
}

fn show(draft: &Draft, reading: &Reading<'_>, output: &mut Output) -> io::Result<()> {
    let language = reading.language().code();
    let stated = if draft.stated_language.is_some() { "stated" } else { "recognised" };
    writeln!(output, "kind:     {}", if draft.kind == Kind::Post { "post" } else { "reply" })?;
    writeln!(output, "language: {language} ({stated})")?;
    writeln!(output, "channel:  {}", draft.channel().unwrap_or("none stated"))?;
    if let Some(channel) = draft.channel().and_then(|name| reading.settings.channel(name)) {
        let limits = if draft.kind == Kind::Post { &channel.post_limits } else { &channel.reply_limits };
        for (counter, limit) in limits {
            writeln!(output, "length:   {} of {limit} ({counter:?})", counter.count(&draft.body.text))?;
        }
    }
    if let Some(complaint) = &draft.complaint {
        let value = |field: &Option<crate::draft::Field<String>>| field.as_ref().map_or("-".to_owned(), |field| field.value.clone());
        writeln!(output, "customer: {} ({})", value(&complaint.author), value(&complaint.handle))?;
        if let Some(prose) = reading.complaint() {
            writeln!(output, "\n{}", output.strong("complaint"))?;
            sentences(prose, output)?;
        }
    }
    writeln!(output, "\n{}", output.strong(if draft.kind == Kind::Post { "post" } else { "reply" }))?;
    sentences(&reading.prose, output)?;
    if draft.kind == Kind::Reply {
        writeln!(output, "\n{}", output.strong("together"))?;
        write!(output, "{}", reading.dialogue().describe(&reading.prose, reading.complaint()))?;
    }
    Ok(())
}

/// Each sentence with what was recognised in it.
fn sentences(prose: &Prose, output: &mut Output) -> io::Result<()> {
    for (number, sentence) in prose.sentences.iter().enumerate() {
        let line = sentence.span.slice(&prose.text).split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(output, "  {}. {line}", number + 1)?;
        for fact in prose.facts.iter().filter(|fact| sentence.span.contains(fact.span)) {
            writeln!(output, "     {:?}: {}", fact.kind, fact.span.slice(&prose.text))?;
        }
        for token in
            prose.tokens[sentence.tokens.clone()].iter().filter(|token| matches!(token.kind, TokenKind::Handle | TokenKind::Hashtag))
        {
            writeln!(output, "     {:?}: {}", token.kind, token.span.slice(&prose.text))?;
        }
    }
    Ok(())
}
