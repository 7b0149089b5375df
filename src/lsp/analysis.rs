//! An open document, or a file of the workspace, becomes what Tonfall has to say about it. Knows bytes, not positions.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::document::{Document, LanguageId};
use super::world::{self, Overlay, View, World};
use crate::analysers::Reading;
use crate::draft::{self, Kind};
use crate::engine::{self, Candidate, Exhibit};
use crate::finding::{Finding, Severity};
use crate::rules::{Origin, RuleFile, RuleSet, review};
use crate::text::{Language, Span};
use crate::workspace::{ConfigFault, Files, Found, MAX_BYTES, Project, Source, Standing, read_source, standing};
use crate::yaml::{self, Step};

/// What a document turned out to be.
pub(super) enum Analysis {
    Drafts(Drafts),
    Settings(Settings),
    /// Nothing of ours.
    Nothing,
}

/// A file of drafts, checked.
pub(super) struct Drafts {
    pub(super) source: Source,
    pub(super) rules: Arc<RuleSet>,
    /// With the number of its draft, in the order of the file.
    pub(super) findings: Vec<(usize, Finding)>,
    /// The language of each draft.
    languages: Vec<Language>,
    questions: Vec<Option<Questions>>,
    /// What may be said of them, if others say the same.
    pub(super) candidates: Vec<Candidate>,
}

/// The questions of a complaint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Questions {
    pub(super) asked: usize,
    pub(super) answered: usize,
}

impl Questions {
    fn of(reading: &Reading<'_>) -> Option<Self> {
        // A post answers nobody, whatever it quotes.
        if reading.draft.kind != Kind::Reply {
            return None;
        }
        let message = reading.dialogue().message.as_ref()?;
        let is_answered = |number: &usize| message.matching.answers.get(*number).is_some_and(Option::is_some);
        let open: Vec<usize> = message.complaint.open_questions().map(|(number, _)| number).collect();
        let answered = open.iter().filter(|number| is_answered(number)).count();
        (!open.is_empty()).then_some(Self { asked: open.len(), answered })
    }
}

impl Drafts {
    /// The language that a draft was read in.
    pub(super) fn language(&self, draft: usize) -> Language {
        self.languages.get(draft).copied().unwrap_or(Language::De)
    }

    /// How many questions of its complaint a draft answers, and how many there are. `None` where nothing was asked.
    pub(super) fn questions(&self, draft: usize) -> Option<Questions> {
        self.questions.get(draft).copied().flatten()
    }
}

/// A config, a rule file, or what they name, checked.
pub(super) struct Settings {
    pub(super) kind: SettingsKind,
    pub(super) project: Arc<Project>,
    pub(super) rules: Arc<RuleSet>,
    pub(super) faults: Vec<Fault>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SettingsKind {
    Config,
    Rule,
    /// What a pack says of itself.
    Pack,
    /// Something that a config names, such as a list of people.
    Other,
}

/// What is wrong with a config or a rule file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) code: &'static str,
    pub(super) severity: Severity,
    pub(super) span: Span,
    pub(super) message: String,
}

/// What surrounds a document.
#[derive(Clone)]
pub(super) struct Context {
    pub(super) world: Arc<World>,
    pub(super) files: Arc<Overlay>,
    /// The workspace folder that it lies in, or else the first one.
    pub(super) folder: Option<PathBuf>,
    /// Worked out once for every version of a document, as it costs a walk.
    pub(super) standing: Arc<OnceLock<Standing>>,
}

impl Context {
    pub(super) fn new(world: &Arc<World>, files: &Arc<Overlay>, folder: Option<PathBuf>) -> Self {
        Self { world: Arc::clone(world), files: Arc::clone(files), folder, standing: Arc::default() }
    }

    /// The folder whose project a document belongs to where nothing else says so.
    pub(super) fn home(&self, path: &Path) -> PathBuf {
        let inside = self.folder.as_deref().filter(|folder| path.starts_with(folder));
        inside.or(path.parent()).unwrap_or(path).to_owned()
    }
}

/// Looks at a document.
pub(super) fn analyse(document: &Document, context: &Context) -> Analysis {
    if document.text.len() as u64 > MAX_BYTES {
        return Analysis::Nothing;
    }
    match (&document.path, document.language) {
        // What is no config and no rule may be a calendar, where the config says so.
        (Some(path), LanguageId::Yaml) => match settings(path, document, context) {
            Analysis::Nothing if standing_of(path, context) == Standing::Included => drafts(path, context, context.files.as_ref()),
            analysis => analysis,
        },
        (Some(path), language) => match standing_of(path, context) {
            Standing::Included => drafts(path, context, context.files.as_ref()),
            Standing::Candidate if may_be_draft(path, language) && is_draft(document) => drafts(path, context, context.files.as_ref()),
            Standing::Candidate | Standing::LeftAlone => Analysis::Nothing,
        },
        (None, LanguageId::Yaml | LanguageId::Other) => Analysis::Nothing,
        (None, LanguageId::Markdown | LanguageId::PlainText) if is_draft(document) => {
            let path = virtual_path(document, context);
            drafts(&path, context, &Unsaved { path: &path, document, files: &context.files })
        }
        (None, LanguageId::Markdown | LanguageId::PlainText) => Analysis::Nothing,
    }
}

/// Checks a draft of each language, so that what is made once is made before it is waited for.
pub(super) fn warm_up() {
    let rules = RuleSet::built_in();
    for language in Language::ALL {
        let text = format!("---\nkind: reply\nlang: {}\n---\nHallo!\n", language.code());
        draft::read(text.as_bytes(), draft::Format::Markdown).iter().for_each(|draft| {
            drop(engine::lint(draft, &rules, &crate::config::Settings::default()));
        });
    }
}

/// Checks the drafts of a file.
pub(super) fn check(found: &Found, world: &World, files: &dyn Files) -> Option<Drafts> {
    let source = read_source(found, files).ok()?;
    let rules = Arc::clone(&world.rules(&source.project).rules);
    let mut findings = Vec::new();
    let (mut languages, mut questions, mut candidates) = (Vec::new(), Vec::new(), Vec::new());
    for (number, draft) in source.drafts.iter().enumerate() {
        let reading = Reading::new(draft, &source.settings);
        languages.push(reading.language());
        questions.push(Questions::of(&reading));
        candidates.extend(engine::candidates(&reading, &rules));
        findings.extend(engine::lint_reading(&reading, &rules).into_iter().map(|finding| (number, finding)));
    }
    findings.sort_by_key(|(_, finding)| finding.span);
    Some(Drafts { source, rules, findings, languages, questions, candidates })
}

fn drafts(path: &Path, context: &Context, files: &dyn Files) -> Analysis {
    let project = context.world.configs.project(path, &context.home(path));
    let found = Found::new(path.to_owned(), project);
    check(&found, &context.world, files).map_or(Analysis::Nothing, Analysis::Drafts)
}

fn standing_of(path: &Path, context: &Context) -> Standing {
    *context.standing.get_or_init(|| standing(path, &context.home(path), &context.world.configs))
}

/// Whether a file that nothing names may hold drafts: by what the client or its name says it is.
fn may_be_draft(path: &Path, language: LanguageId) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    language != LanguageId::Other
        || extension.is_some_and(|extension| draft::Format::of_extension(extension).is_some_and(|format| !format.is_bulk()))
}

fn is_draft(document: &Document) -> bool {
    let bytes = document.text.as_bytes();
    draft::is_draft(&bytes[..bytes.len().min(8 << 10)])
}

/// A place for what has none yet: in the first folder, so that its config applies.
fn virtual_path(document: &Document, context: &Context) -> PathBuf {
    let name: String = document.uri.path().chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    let folder = context.folder.clone().or_else(|| std::env::current_dir().ok()).unwrap_or_default();
    folder.join(name).with_extension("md")
}

/// A buffer without a file, in front of the others.
struct Unsaved<'a> {
    path: &'a Path,
    document: &'a Document,
    files: &'a Overlay,
}

impl Files for Unsaved<'_> {
    fn read(&self, path: &Path) -> std::io::Result<Arc<[u8]>> {
        if path == self.path { Ok(self.document.text.as_bytes().into()) } else { self.files.read(path) }
    }
}

/// Holds a YAML file against what its project makes of it.
fn settings(path: &Path, document: &Document, context: &Context) -> Analysis {
    // The file itself is judged as it stands, not by its last readable state.
    let world = World::new(Arc::clone(&context.files), View::AsTyped);
    let project = world.configs.project(path, &context.home(path));
    let kind = if world::is_config(path) || project.config_files().any(|file| file == path) {
        SettingsKind::Config
    } else if world::is_rule_of(&project, path) {
        SettingsKind::Rule
    } else if world::is_pack_of(&project, path) {
        SettingsKind::Pack
    } else {
        SettingsKind::Other
    };
    let loaded = world.rules(&project);
    let mut faults: Vec<Fault> = loaded.faults.iter().filter(|fault| fault.path == path).map(|found| fault(found, kind)).collect();
    if kind == SettingsKind::Other && faults.is_empty() {
        return Analysis::Nothing;
    }
    if kind == SettingsKind::Rule && faults.is_empty() {
        faults = failing_examples(path, &document.text, &loaded.rules);
        faults.extend(weaknesses(path, &document.text, &loaded.rules));
    }
    faults.sort_by_key(|fault| fault.span);
    Analysis::Settings(Settings { kind, project, rules: Arc::clone(&loaded.rules), faults })
}

/// A fault, in the words of a diagnostic.
pub(super) fn fault(fault: &ConfigFault, kind: SettingsKind) -> Fault {
    let hint = fault.hint.as_ref().map_or_else(String::new, |hint| format!(" ({hint})"));
    let code = match kind {
        SettingsKind::Rule => "rule-file",
        SettingsKind::Pack => "pack",
        SettingsKind::Config | SettingsKind::Other => "config",
    };
    Fault { code, severity: Severity::Error, span: fault.span, message: format!("{}{hint}", fault.message) }
}

/// What is weak in a rule file that is sound: phrases that never match or are superfluous, messages that are long or loud.
fn weaknesses(path: &Path, text: &str, rules: &RuleSet) -> Vec<Fault> {
    let Ok(node) = yaml::parse(text) else { return Vec::new() };
    let Some(file) = yaml::decode::<RuleFile>(&node).0 else { return Vec::new() };
    let id = file.id.as_deref().or_else(|| path.file_stem()?.to_str()).unwrap_or_default();
    let Some(rule) = rules.get(id) else { return Vec::new() };
    let weakness = |problem: yaml::Problem| {
        let hint = problem.hint.as_ref().map_or_else(String::new, |hint| format!(" ({hint})"));
        let span = Span::new(problem.span.start, problem.span.end);
        Fault { code: "rule-lint", severity: Severity::Warning, span, message: format!("{}{hint}", problem.message) }
    };
    review(&node, &file, rule).into_iter().map(weakness).collect()
}

/// Runs a rule file's own examples, and looks for the languages that have none.
fn failing_examples(path: &Path, text: &str, rules: &RuleSet) -> Vec<Fault> {
    let Ok(node) = yaml::parse(text) else { return Vec::new() };
    let Some(file) = yaml::decode::<RuleFile>(&node).0 else { return Vec::new() };
    let id = file.id.as_deref().or_else(|| path.file_stem()?.to_str()).unwrap_or_default();
    let Some(rule) = rules.get(id) else { return Vec::new() };
    let place = |steps: &[Step]| {
        let found = (0..=steps.len()).rev().find_map(|length| node.at(&steps[..length]));
        found.map_or_else(Span::default, |node| Span::new(node.span.start, node.span.end))
    };
    let mut faults = Vec::new();
    for (index, example) in file.examples.iter().flatten().enumerate() {
        let why = match Exhibit::new(example, rule).map(|exhibit| exhibit.try_rule(rules, id)) {
            Ok(engine::Outcome::Passed) => continue,
            Ok(engine::Outcome::Failed(why)) | Err(why) => why,
        };
        let key = if example.flag.is_some() { "flag" } else { "allow" };
        let span = place(&[Step::Key("examples"), Step::Index(index), Step::Key(key)]);
        faults.push(Fault { code: "example", severity: Severity::Error, span, message: format!("this example fails: {why}") });
    }
    // A file that changes a built-in rule may leave the examples to it.
    if rule.origins.first() != Some(&Origin::BuiltIn) {
        for language in Language::ALL.into_iter().filter(|language| file.languages.contains_key(language)) {
            for (key, flagged) in [("flag", true), ("allow", false)] {
                let is_shown = file.examples.iter().flatten().any(|example| example.lang == language && example.flag.is_some() == flagged);
                if !is_shown {
                    let message = format!("there is no `{key}` example in `{}`: nothing shows that the rule works", language.code());
                    let span = node.key_at(&[Step::Key("examples")]).or_else(|| node.key_at(&[Step::Key("languages")]));
                    let span = span.map_or_else(Span::default, |node| Span::new(node.span.start, node.span.end));
                    faults.push(Fault { code: "example", severity: Severity::Warning, span, message });
                }
            }
        }
    }
    faults
}
