//! A rule is tried on a text: where it matches and, where it does not, how far it came and what stopped it.

use std::borrow::Cow;
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::Arc;

use super::super::Outcome;
use super::super::args::TryArguments;
use super::super::explain::unknown;
use super::super::output::{Output, complain};
use super::super::project::Project;
use super::draft::{About, of_text};
use super::stopped::{either, family, mismatch, missing, obstacle, quoted, underlined};
use crate::analysers::Reading;
use crate::draft::Kind;
use crate::engine::{self, Trace};
use crate::rules::{Entry, Part, PhraseHit, PhraseParser, Phrases, Reach, Role, Rule, RuleSet};
use crate::text::{Language, Span};
use crate::workspace::{Configs, Disk, Found, MAX_BYTES, read_source};

/// How many phrases that were not found are shown.
const FEW: usize = 5;

pub(super) fn run(arguments: &TryArguments, output: &mut Output) -> io::Result<Outcome> {
    // Who has just written a rule has its file's name at hand.
    let id = Path::new(&arguments.rule).file_stem().and_then(|stem| stem.to_str()).unwrap_or(&arguments.rule);
    let path = Path::new(&arguments.text);
    let is_file = path.is_file();
    let project = Project::of(if is_file { path } else { Path::new(".") });
    let rules = project.rules();
    let Some(rule) = rules.get(id) else {
        project.complain();
        complain(&unknown(id, rules.rules().iter().map(|rule| rule.id.as_str())));
        return Ok(Outcome::Failure);
    };
    let (drafts, settings) = if is_file {
        let configs = Configs::new(Arc::new(Disk));
        match read_source(&Found::new(path.to_owned(), configs.project(path, Path::new("."))), &Disk) {
            Ok(source) => (source.drafts, source.settings),
            Err(fault) => {
                complain(&fault.to_string());
                return Ok(Outcome::Failure);
            }
        }
    } else {
        let text = if arguments.text == "-" { standard_input()? } else { arguments.text.clone() };
        let about = About {
            language: arguments.lang.map(Language::from),
            channel: arguments.channel.clone(),
            complaint: arguments.complaint.clone(),
        };
        (of_text(&text, &about, rule).into_iter().collect(), project.project.settings(Path::new(".")))
    };
    for draft in &drafts {
        Attempt::new(&Reading::new(draft, &settings), rules, rule, arguments.all).show(output)?;
    }
    Ok(if project.complain() { Outcome::Failure } else { Outcome::Clean })
}

fn standard_input() -> io::Result<String> {
    let mut text = String::new();
    io::stdin().lock().take(MAX_BYTES).read_to_string(&mut text)?;
    Ok(text)
}

/// A rule, a draft, and what the one saw in the other.
struct Attempt<'a> {
    reading: &'a Reading<'a>,
    rules: &'a RuleSet,
    rule: &'a Rule,
    trace: Trace,
    /// The language that this is told in: the draft's, unless the rule does not speak it.
    language: Language,
    shows_all: bool,
}

impl<'a> Attempt<'a> {
    fn new(reading: &'a Reading<'a>, rules: &'a RuleSet, rule: &'a Rule, shows_all: bool) -> Self {
        let spoken = Language::ALL.into_iter().find(|&language| rule.part(language).is_some());
        let own = Some(reading.language()).filter(|&language| rule.part(language).is_some());
        let trace = engine::trace(reading, rules, rule.id.as_str()).expect("the rule is one of these");
        Self { reading, rules, rule, trace, language: own.or(spoken).unwrap_or(Language::En), shows_all }
    }

    fn say<T>(&self, german: T, english: T) -> T {
        either(self.language, german, english)
    }

    fn show(&self, output: &mut Output) -> io::Result<()> {
        let kind = match self.reading.draft.kind {
            Kind::Post => self.say("Beitrag", "post"),
            Kind::Reply => self.say("Antwort", "reply"),
        };
        writeln!(output, "{}: {}, {kind}", output.strong(self.rule.id.as_str()), self.reading.language().code())?;
        if let Some(why) = self.trace.mismatch {
            writeln!(output, "\n{}.", mismatch(why, self.rule, self.reading, self.language))?;
        }
        let Some(part) = self.rule.part(self.reading.language()) else { return Ok(()) };
        for (hit, obstacle) in &self.trace.hits {
            self.hit(hit, obstacle.as_ref(), part, output)?;
        }
        self.findings(output)?;
        if self.trace.hits.is_empty() || self.shows_all {
            self.misses(part, output)?;
        }
        Ok(())
    }

    /// A place where a phrase stands, and what keeps it from counting.
    fn hit(&self, hit: &PhraseHit, stopped_by: Option<&engine::Obstacle>, part: &Part, output: &mut Output) -> io::Result<()> {
        let (line, carets) = underlined(&self.reading.prose.text, hit.span);
        writeln!(output, "\n  {line}\n  {}", output.strong(&carets))?;
        let phrase = source_of(part, hit.role);
        match stopped_by {
            None => writeln!(output, "  {} `{phrase}`", self.say("gefunden von", "found by")),
            Some(stopped_by) => {
                let why = obstacle(stopped_by, part, self.reading, self.language);
                writeln!(output, "  `{phrase}` {}: {why}.", self.say("steht da, zählt aber nicht", "stands there, but does not count"))
            }
        }
    }

    /// What the rule makes of what counts, and whether the writer gets to see it.
    fn findings(&self, output: &mut Output) -> io::Result<()> {
        let counted = self.trace.hits.iter().filter(|(_, obstacle)| obstacle.is_none()).count();
        if self.trace.findings.is_empty() {
            let why = family(self.rule, counted, self.language).filter(|_| self.trace.mismatch.is_none());
            writeln!(output, "\n{}", self.say("Die Regel findet nichts.", "The rule finds nothing."))?;
            return why.map_or(Ok(()), |why| writeln!(output, "{why}."));
        }
        for finding in &self.trace.findings {
            writeln!(output)?;
            // Where a phrase stands has been shown; what is measured, missed or worked out has a place of its own.
            let is_shown = |span: Span| self.trace.hits.iter().any(|(hit, obstacle)| hit.span == span && obstacle.is_none());
            if let Some(span) = self.in_body(finding.span).filter(|span| !is_shown(*span)) {
                let (line, carets) = underlined(&self.reading.prose.text, span);
                writeln!(output, "  {line}\n  {}", output.strong(&carets))?;
            }
            writeln!(output, "{}: {}", finding.severity.name(), finding.message)?;
            for fix in &finding.fixes {
                writeln!(output, "  → {}", fix.title)?;
            }
        }
        let shown = engine::lint_reading(self.reading, self.rules);
        let id = &self.rule.id;
        for finding in
            self.trace.findings.iter().filter(|finding| !shown.iter().any(|other| other.rule == *id && other.span == finding.span))
        {
            let stronger = shown.iter().find(|other| {
                other.span.overlaps(finding.span) && self.rules.get(other.rule.as_str()).is_some_and(|rule| rule.supersedes.contains(id))
            });
            let is_off = self.reading.severity(self.rule).is_none();
            let why = match stronger {
                _ if is_off => self.say("die Regel ist abgeschaltet (`off`)".to_owned(), "the rule is turned off (`off`)".to_owned()),
                Some(stronger) => {
                    let rule = &stronger.rule;
                    self.say(
                        format!("`{rule}` findet dort dasselbe und geht vor"),
                        format!("`{rule}` finds the same there, and goes first"),
                    )
                }
                None => self.say("der Entwurf erlaubt sie hier".to_owned(), "the draft allows it here".to_owned()),
            };
            writeln!(output, "{}: {why}.", self.say("Wird nicht gezeigt", "Not shown"))?;
        }
        Ok(())
    }

    /// The bytes of the body that bytes of the file stand for. `None` where they stand elsewhere, as in the front matter.
    fn in_body(&self, span: Span) -> Option<Span> {
        let body = &self.reading.draft.body;
        let stands_for = |place: usize| {
            let offsets = body.text.char_indices().map(|(offset, _)| offset).chain([body.text.len()]);
            offsets.into_iter().find(|&offset| body.to_file(Span::at(offset)).start() == place)
        };
        let is_inside = body.path.is_none() && body.span.contains(span);
        is_inside.then(|| Some(Span::new(stands_for(span.start())?, stands_for(span.end())?)))?.filter(|span| span.start <= span.end)
    }

    /// How far the phrases came that were not found.
    fn misses(&self, part: &Part, output: &mut Output) -> io::Result<()> {
        let (near, far): (Vec<_>, Vec<_>) =
            self.trace.misses.iter().partition(|(_, reach)| self.shows_all || reach.matched > 0 || !reach.scattered.is_empty());
        let shown = if self.shows_all { near.len() } else { near.len().min(FEW) };
        let title = if shown > 0 { self.say("Wie weit die Wendungen kamen:", "How far the phrases came:") } else { "" };
        writeln!(output, "{}{title}", if shown > 0 { "\n" } else { "" })?;
        let mut phrases = Phrases::default();
        let mut parser = PhraseParser::new(part.words(), &mut phrases);
        for (role, reach) in near.iter().take(shown) {
            self.miss(&source_of(part, *role), reach, &mut parser, output)?;
        }
        let rest = near.len() - shown + far.len();
        if rest > 0 && self.trace.mismatch != Some(engine::Mismatch::Kind) {
            let line = match (rest, far.len() == rest) {
                (1, true) => {
                    self.say("1 Wendung, von der kein Wort dasteht".to_owned(), "1 phrase of which no word stands there".to_owned())
                }
                (_, true) => self
                    .say(format!("{rest} Wendungen, von denen kein Wort dasteht"), format!("{rest} phrases of which no word stands there")),
                (1, false) => self.say(
                    "1 weitere Wendung kam weniger weit; `--all` zeigt sie".to_owned(),
                    "1 more came less far; `--all` shows it".to_owned(),
                ),
                (_, false) => self.say(
                    format!("{rest} weitere Wendungen kamen weniger weit; `--all` zeigt sie"),
                    format!("{rest} more came less far; `--all` shows them"),
                ),
            };
            writeln!(output, "  {line}")?;
        }
        for (number, entry) in (0u32..).zip(part.find()) {
            let Entry::Detailed(detailed) = entry else { continue };
            let is_found = self.trace.hits.iter().any(|(hit, _)| hit.role == Role::Find(number));
            if let Some(regex) = detailed.regex.as_ref().filter(|_| !is_found) {
                writeln!(output, "  regex `{regex}`: {}", self.say("trifft nirgends", "matches nowhere"))?;
            }
        }
        Ok(())
    }

    fn miss(&self, phrase: &str, reach: &Reach, parser: &mut PhraseParser<'_>, output: &mut Output) -> io::Result<()> {
        writeln!(output, "  `{phrase}`")?;
        let places = parser.parse_with_places(phrase).map(|(_, places)| places).unwrap_or_default();
        let written = |number: usize| places.get(number).map_or("", |place| place.slice(phrase));
        let prose = &self.reading.prose;
        if reach.matched > 0 {
            let matched = quoted(self.language, prose.span_of(reach.tokens.clone()).slice(&prose.text));
            writeln!(output, "    {} {matched}", self.say("steht da:", "is there: "))?;
        }
        if let Some(absent) = &reach.missing {
            // Inside a group, the word itself says more than the group.
            let own = written(absent.number);
            let element = absent.written.as_str();
            let is_inside = own.starts_with(['(', '{']) && !matches!(absent.element, crate::rules::Element::Any(_));
            let element = if is_inside || own.is_empty() { element } else { own };
            if let Some(absent) = missing(reach, element, prose, self.language) {
                writeln!(output, "    {} {absent}", self.say("es fehlt:", "missing:  "))?;
            }
        }
        if reach.matched == 0 && !reach.scattered.is_empty() {
            let parts: Vec<String> = reach.scattered.iter().map(|&number| format!("`{}`", written(number))).collect();
            writeln!(output, "    {} {}", self.say("nur da:  ", "only there:"), parts.join(", "))?;
        }
        Ok(())
    }
}

/// A phrase as its author wrote it, or the whole group where the matcher knows no more than that.
pub(super) fn source_of(part: &Part, role: Role) -> Cow<'_, str> {
    match role {
        Role::Find(number) => part.find().get(number as usize).map_or("", Entry::source).into(),
        Role::Signal(number) => part.signals().keys().nth(number as usize).map_or("", String::as_str).into(),
        Role::Variant(number) => part.variants().get(number as usize).map_or_else(String::new, |group| group.join(", ")).into(),
    }
}
