//! A new rule: what it is to do is asked for, and a commented file is written that passes its own tests.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use super::super::Outcome;
use super::super::args::{FamilyChoice, NewArguments};
use super::super::output::{Output, complain};
use super::super::project::Project;
use super::questions::{Answers, ask};
use super::stopped::either;
use super::template::Content;
use super::{examples, template};
use crate::engine::{Sketch, coin};
use crate::rules::Origin;
use crate::text::Language;
use crate::workspace::display;

pub(super) fn run(arguments: &NewArguments, output: &mut Output) -> io::Result<Outcome> {
    let id = arguments.rule.as_str();
    let project = Project::of(Path::new("."));
    let folder = project.project.root.join(".tonfall").join("rules");
    let path = folder.join(format!("{id}.yaml"));
    if let Some(why) = refusal(id, &path, &project) {
        complain(&why);
        return Ok(Outcome::Failure);
    }
    let Some(Answers { family, sketches }) = ask(arguments, output)? else {
        complain(
            "nothing was written: give --lang, --for, and two sentences each with --flag and --allow; or a --family that brings its own",
        );
        return Ok(Outcome::Failure);
    };
    let content = |(sketch, message): (Sketch, Option<String>)| {
        let coined = (family == FamilyChoice::Find).then(|| coin(&sketch));
        Content { sketch, coined, message }
    };
    let contents: Vec<Content> = sketches.into_iter().map(content).collect();
    let spoken = contents.first().map_or(Language::En, |content| content.sketch.language);
    let text = template::text(id, family, &contents);
    let create = || {
        fs::create_dir_all(&folder)?;
        OpenOptions::new().write(true).create_new(true).open(&path)?.write_all(text.as_bytes())
    };
    if let Err(error) = create() {
        complain(&format!("{}: {error}", display(&path)));
        return Ok(Outcome::Failure);
    }
    let say = |german: String, english: String| either(spoken, german, english);
    let name = display(&path);
    writeln!(output, "{}", say(format!("Geschrieben: {name}"), format!("Wrote {name}")))?;
    let coined = || contents.iter().filter_map(|content| content.coined.as_ref());
    for phrase in coined().flat_map(|coined| &coined.phrases) {
        writeln!(output, "  {} {phrase}", say("sucht:".to_owned(), "looks for:".to_owned()))?;
    }
    if coined().any(|coined| coined.is_literal) {
        let german = "Die Sätze haben keine Wörter gemeinsam, die nur sie haben. Darum sucht die Regel sie vorerst Wort für Wort: Kürze die Wendungen auf das, was stört.";
        let english = "The sentences share no words that they alone have. So for now the rule looks for them word by word: shorten the phrases to what is wrong.";
        writeln!(output, "{}", say(german.to_owned(), english.to_owned()))?;
    }
    let project = Project::of(Path::new("."));
    let (passed, faults) = examples::examine(project.rules(), id, false);
    if faults.is_empty() {
        writeln!(output, "{}", say(format!("Alle {passed} Beispiele bestehen."), format!("All {passed} examples pass.")))?;
    } else {
        let count = faults.len();
        let (german, english) =
            (format!("{passed} Beispiele bestehen, {count} noch nicht:"), format!("{passed} examples pass, {count} do not yet:"));
        writeln!(output, "{}", say(german, english))?;
        for fault in &faults {
            writeln!(output, "  {fault}")?;
        }
    }
    let german = format!(
        "\nNun:\n  1. Öffne die Datei und schreibe summary, why und message.\n  2. tonfall rules try {id} \"Noch ein Satz.\"\n  3. tonfall rules lint {id}\n  4. tonfall check"
    );
    let english = format!(
        "\nNow:\n  1. Open the file, and write summary, why and message.\n  2. tonfall rules try {id} \"One more sentence.\"\n  3. tonfall rules lint {id}\n  4. tonfall check"
    );
    writeln!(output, "{}", say(german, english))?;
    Ok(if project.complain() {
        Outcome::Failure
    } else if faults.is_empty() {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

/// Why a rule of this name cannot be written.
fn refusal(id: &str, path: &Path, project: &Project) -> Option<String> {
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if id.is_empty() || !id.chars().all(is_name) {
        let folded = id.to_lowercase().replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss");
        let words: Vec<&str> = folded.split(|c: char| !is_name(c)).filter(|word| !word.is_empty()).collect();
        let name = if words.is_empty() { "our-own-rule".to_owned() } else { words.join("-") };
        return Some(format!("`{id}` cannot be the name of a rule: lower case letters, digits and hyphens can, such as `{name}`"));
    }
    if path.exists() || path.with_extension("yml").exists() {
        return Some(format!("{} is there already; it stays as it is", display(path)));
    }
    let rule = project.rules().get(id)?;
    let origin = match rule.origins.first() {
        Some(Origin::File(file)) => file.as_str(),
        _ => "Tonfall itself",
    };
    Some(format!(
        "there is a rule `{id}` already, from {origin}; to change parts of it, write a file {} with only those parts",
        display(path)
    ))
}
