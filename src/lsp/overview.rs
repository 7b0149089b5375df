//! What a client shows around its text: how a draft stands, which rules and channels there are to choose from. Lists, without positions.

use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;

use super::analysis::Analysis;
use super::length;
use super::session::{Buffer, Session};
use super::setup::Setup;
use crate::finding::Severity;
use crate::rules::{RuleSet, summary};
use crate::text::Language;
use crate::workspace::Project;

/// How a document of drafts stands.
#[derive(Debug, Serialize)]
pub(super) struct Status {
    errors: usize,
    warnings: usize,
    infos: usize,
    /// The length that leaves the least room, where the document is one draft on a channel with a limit.
    length: Option<Length>,
}

#[derive(Debug, Serialize)]
struct Length {
    used: usize,
    limit: usize,
    /// Both, in the fewest characters.
    short: String,
    /// The same as a sentence, with what is counted.
    sentence: String,
}

/// How a document stands. `None` where it holds no drafts.
pub(super) fn status(buffer: &Buffer, setup: &Setup) -> Option<Status> {
    let Analysis::Drafts(drafts) = buffer.analysis() else { return None };
    let count = |severity: Severity| drafts.findings.iter().filter(|(_, finding)| finding.severity == severity).count();
    let length = match drafts.source.drafts.as_slice() {
        [draft] => length::of(draft, drafts).into_iter().max_by(|a, b| a.share().total_cmp(&b.share())),
        _ => None,
    };
    let language = setup.language(drafts.language(0));
    let length = length.map(|measured| {
        let (used, limit) = measured.numbers();
        Length { used, limit, short: measured.short(), sentence: measured.sentence(language) }
    });
    Some(Status { errors: count(Severity::Error), warnings: count(Severity::Warning), infos: count(Severity::Info), length })
}

/// A channel to publish on.
#[derive(Debug, Serialize)]
pub(super) struct Channel {
    name: String,
    title: String,
}

/// The channels of a folder's project: first those that its config defines itself.
pub(super) fn channels(session: &Session, folder: Option<PathBuf>) -> Vec<Channel> {
    let (project, _) = project(session, folder);
    let (settings, built_in) = (project.config.settings(""), crate::config::Channels::default());
    let names = settings.channels.names();
    let (known, own): (Vec<&str>, Vec<&str>) = names.into_iter().partition(|name| built_in.get(name).is_some());
    let channel = |name: &str| Some(Channel { name: name.to_owned(), title: settings.channels.get(name)?.title.clone() });
    own.into_iter().chain(known).filter_map(channel).collect()
}

/// A rule to read about.
#[derive(Debug, Serialize)]
pub(super) struct Rule {
    id: String,
    summary: String,
}

/// The rules of a folder's project, in the order of their names.
pub(super) fn rules(session: &Session, folder: Option<PathBuf>, language: Language) -> Vec<Rule> {
    let (_, rules) = project(session, folder);
    let rule = |id: &str| Some(Rule { id: id.to_owned(), summary: summary(&rules.file(id)?, language).to_owned() });
    let mut list: Vec<Rule> = rules.rules().iter().filter_map(|known| rule(known.id.as_str())).collect();
    list.sort_by(|a, b| a.id.cmp(&b.id));
    list
}

/// The project of a folder, or else of the session's first.
fn project(session: &Session, folder: Option<PathBuf>) -> (Arc<Project>, Arc<RuleSet>) {
    let (world, _, folders) = session.surroundings();
    let folder = folder.or_else(|| folders.into_iter().next()).unwrap_or_default();
    let project = world.configs.project_of_folder(&folder, &folder);
    let rules = Arc::clone(&world.rules(&project).rules);
    (project, rules)
}
