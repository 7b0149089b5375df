//! One file becomes its findings, with the config and the rules of its project; what was made for one file serves the next.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::explain::unknown;
use super::output::{complain, complain_of};
use super::scope::Scope;
use crate::analysers::Reading;
use crate::config::{Settings, Signer};
use crate::draft::Draft;
use crate::engine::{self, Candidate, Place, Seen};
use crate::finding::{Remembered, RuleId, Severity};
use crate::report::{About, At, DraftFindings, FileFindings, RuleAbout, Rules, Sources, text_of};
use crate::rules::{LanguageFile, Level, RuleFile, RuleSet};
use crate::text::{Language, Span};
use crate::workspace::{ConfigFault, Configs, Disk, Files, Found, RuleSets, display, form_of, read_complaints, read_source};

/// What checks files, shared by every thread.
pub(super) struct Checker {
    configs: Configs,
    rule_sets: RuleSets,
    select: Vec<String>,
    ignore: Vec<String>,
    /// Which drafts and findings count; all where nobody has said so.
    scope: Option<Scope>,
    /// Settings with the rules that were not asked for turned off, by the settings that they were made of.
    selected: Mutex<HashMap<usize, Narrowed>>,
    /// The drafts that were written so far, for rules across drafts.
    seen: Mutex<Seen>,
    /// Texts of other files that findings refer to.
    texts: Mutex<Texts>,
}

/// Texts that were read again, up to a size.
#[derive(Default)]
struct Texts {
    by_path: HashMap<String, Option<Arc<str>>>,
    bytes: usize,
}

/// The most bytes of texts that are kept to be referred to.
const KEPT_TEXTS: usize = 16 << 20;

/// Settings, and what is left of them when only some rules were asked for. The original is kept, so that its address stands for it as long as this does.
struct Narrowed {
    _original: Arc<Settings>,
    settings: Arc<Settings>,
}

/// A file, checked.
pub(super) struct Checked {
    pub(super) findings: FileFindings,
    /// What rules across drafts would say of each draft.
    pub(super) candidates: Vec<Vec<Candidate>>,
}

impl Checker {
    pub(super) fn new(select: &[String], ignore: &[String], configs: Configs) -> Self {
        Self {
            configs,
            rule_sets: RuleSets::default(),
            select: select.to_vec(),
            ignore: ignore.to_vec(),
            scope: None,
            seen: Mutex::default(),
            selected: Mutex::default(),
            texts: Mutex::default(),
        }
    }

    pub(super) fn configs(&self) -> &Configs {
        &self.configs
    }

    /// Lets only some drafts and findings count.
    pub(super) fn narrow(&mut self, scope: Scope) {
        self.scope = Some(scope);
    }

    /// Checks one file.
    pub(super) fn check(&self, found: &Found, files: &dyn Files) -> Result<Checked, String> {
        let source = read_source(found, files).map_err(|fault| fault.to_string())?;
        let text = text_of(&source.file.bytes);
        let extent = if form_of(found).0.is_bulk() { Extent::Part } else { Extent::File(text.len()) };
        Ok(self.check_drafts(found, &source.drafts, text, extent))
    }

    /// Checks the drafts of a part of a file.
    pub(super) fn check_part(&self, found: &Found, mut drafts: Vec<Draft>, bytes: &[u8], files: &dyn Files) -> Checked {
        read_complaints(&mut drafts, found, files);
        self.check_drafts(found, &drafts, text_of(bytes), Extent::Part)
    }

    fn check_drafts(&self, found: &Found, drafts: &[Draft], text: Arc<str>, extent: Extent) -> Checked {
        let rules = Arc::clone(&self.rule_sets.of(&found.project, self.configs.files()).rules);
        let settings = self.selected(&found.project.settings(&found.path), &rules);
        let of_draft = |draft: &Draft| {
            let reading = Reading::new(draft, &settings);
            let findings = engine::lint_reading(&reading, &rules);
            let candidates = engine::candidates(&reading, &rules);
            (DraftFindings { index: draft.index, id: draft.id.clone(), about: about(&reading, extent), findings }, candidates)
        };
        let is_wanted = |draft: &&Draft| self.scope.as_ref().is_none_or(|scope| scope.wants(&found.path, draft));
        let (drafts, candidates) = drafts.iter().filter(is_wanted).map(of_draft).unzip();
        Checked { findings: FileFindings { path: Arc::from(display(&found.path)), text, drafts, at: At::default() }, candidates }
    }

    /// The findings of a file, with those that hold it against the files before it. Files come in order.
    pub(super) fn with_duplicates(&self, checked: Checked) -> FileFindings {
        let Checked { mut findings, candidates } = checked;
        if candidates.iter().all(Vec::is_empty) {
            return findings;
        }
        let lines = findings.lines();
        let place = |candidate: &Candidate| {
            let start = lines.line_column(&findings.text, candidate.span().start());
            Place {
                path: Arc::clone(&findings.path),
                name: Arc::clone(&findings.path),
                remembered: Some(Remembered { offset: findings.at.offset, start }),
            }
        };
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        for (draft, candidates) in findings.drafts.iter_mut().zip(candidates) {
            let before = draft.findings.len();
            draft.findings.extend(candidates.into_iter().filter_map(|candidate| seen.enter(place(&candidate), candidate)));
            if draft.findings.len() > before {
                draft.findings.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
            }
        }
        findings
    }

    /// Takes the findings out that do not count.
    pub(super) fn retain(&self, file: &mut FileFindings) {
        self.scope.iter().for_each(|scope| scope.retain(file));
    }

    /// Settings with only the rules that were asked for.
    fn selected(&self, settings: &Arc<Settings>, rules: &RuleSet) -> Arc<Settings> {
        if self.select.is_empty() && self.ignore.is_empty() {
            return Arc::clone(settings);
        }
        let key = Arc::as_ptr(settings) as usize;
        let mut selected = self.selected.lock().unwrap_or_else(PoisonError::into_inner);
        let make = || {
            let mut narrowed = Settings::clone(settings);
            let own = rules.rules().iter().map(|rule| rule.id.as_str());
            for id in own.chain(engine::OWN_RULES).filter(|id| !self.wants(id)) {
                narrowed.severities.insert(RuleId::new(id), None);
            }
            Narrowed { _original: Arc::clone(settings), settings: Arc::new(narrowed) }
        };
        Arc::clone(&selected.entry(key).or_insert_with(make).settings)
    }

    fn wants(&self, id: &str) -> bool {
        (self.select.is_empty() || self.select.iter().any(|wanted| wanted == id)) && !self.ignore.iter().any(|unwanted| unwanted == id)
    }

    /// A rule's file, with its reasons, as a project has it that was checked.
    fn rule_file(&self, rule: &str) -> Option<RuleFile> {
        self.rule_sets.all().iter().find_map(|loaded| loaded.rules.file(rule)).or_else(|| RuleSet::built_in().file(rule))
    }

    /// Tells what is wrong with the configs and rule files that were used, and with the rules that were asked for; whether anything is.
    pub(super) fn complain(&self) -> bool {
        let loaded = self.rule_sets.all();
        let built_in = RuleSet::built_in();
        let known = |id: &str| {
            built_in.get(id).is_some() || engine::OWN_RULES.contains(&id) || loaded.iter().any(|project| project.rules.get(id).is_some())
        };
        let mut strangers: Vec<&String> = self.select.iter().chain(&self.ignore).filter(|id| !known(id)).collect();
        if !strangers.is_empty() {
            // A project of which no draft was checked has not been asked for its rules yet.
            let mut projects = self.configs.projects();
            projects.push(self.configs.project(Path::new("."), Path::new(".")));
            let own: Vec<_> = projects.iter().map(|project| self.rule_sets.of(project, self.configs.files())).collect();
            strangers.retain(|id| !own.iter().any(|project| project.rules.get(id).is_some()));
        }
        for id in &strangers {
            let all = loaded.iter().flat_map(|project| project.rules.rules()).chain(built_in.rules());
            complain(&unknown(id, all.map(|rule| rule.id.as_str())));
        }
        let faults: BTreeMap<(String, u32, String), ConfigFault> = loaded
            .iter()
            .flat_map(|project| &project.faults)
            .map(|fault| ((fault.path.display().to_string(), fault.span.start, fault.message.clone()), fault.clone()))
            .collect();
        complain_of(faults.values());
        !faults.is_empty() || !strangers.is_empty()
    }
}

/// How much of its file a draft takes.
#[derive(Clone, Copy)]
enum Extent {
    /// All of its bytes.
    File(usize),
    Part,
}

/// What a report may say of a draft.
fn about(reading: &Reading<'_>, extent: Extent) -> About {
    let draft = reading.draft;
    let front = &draft.front;
    let author = front.author.as_ref().or(front.signature.as_ref()).map(|field| field.value.trim());
    About {
        kind: draft.kind,
        channel: draft.channel().map(str::to_owned),
        author: author.filter(|author| !author.is_empty()).map(|author| full_name(author, &reading.settings.brand.people)),
        language: reading.language(),
        words: draft.body.text.split_whitespace().count(),
        span: match extent {
            Extent::File(length) => Span::new(0, length),
            Extent::Part => draft.body.span,
        },
        body: draft.body.span,
    }
}

/// The name of somebody who signs with initials, where the config knows it.
fn full_name(author: &str, people: &[Signer]) -> String {
    let known = |signer: &&Signer| signer.initials.as_ref().is_some_and(|initials| initials.eq_ignore_ascii_case(author));
    people.iter().find(known).map_or(author, |signer| &signer.name).to_owned()
}

impl Rules for Checker {
    fn about(&self, rule: &str, language: Language) -> Option<RuleAbout> {
        let file = self.rule_file(rule)?;
        let part = file.languages.get(&language);
        let own = |pick: fn(&LanguageFile) -> Option<&String>| part.and_then(pick);
        Some(RuleAbout {
            summary: own(|part| part.summary.as_ref()).or(file.summary.as_ref()).cloned().unwrap_or_default(),
            why: own(|part| part.why.as_ref()).or(file.why.as_ref()).cloned().unwrap_or_default(),
            source: file.source.clone(),
            severity: match file.severity {
                Some(Level::Error) => Severity::Error,
                Some(Level::Info | Level::Off) => Severity::Info,
                Some(Level::Warning) | None => Severity::Warning,
            },
        })
    }
}

impl Sources for Checker {
    fn text(&self, path: &str) -> Option<Arc<str>> {
        let mut texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = texts.by_path.get(path) {
            return known.clone();
        }
        let text = Disk.read(Path::new(path)).ok().map(|bytes| text_of(&bytes));
        if texts.bytes > KEPT_TEXTS {
            *texts = Texts::default();
        }
        texts.bytes += path.len() + text.as_ref().map_or(0, |text| text.len());
        texts.by_path.insert(path.to_owned(), text.clone());
        text
    }
}
