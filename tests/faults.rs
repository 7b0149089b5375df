//! Mistakes that people make in rules, configs, front matter, packs and topics: each with its place, what is wrong and what to do, in a snapshot that
//! reads like what an editor shows. `tests/faults/*.txt` holds the mistakes; read the snapshot aloud before you accept it.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use tonfall::analysers::dialogue::Topic;
use tonfall::config::Settings;
use tonfall::draft::{Format, read};
use tonfall::engine::lint;
use tonfall::rules::{PackFile, RuleSet};
use tonfall::text::{LineIndex, Span};
use tonfall::workspace::{Configs, Disk, load_rules};
use tonfall::yaml;

/// The mistakes of a file: what each is, and its text.
fn mistakes(name: &str) -> Vec<(String, String)> {
    let all = fs::read_to_string(format!("tests/faults/{name}.txt")).unwrap();
    let blocks = all.split("=== ").skip(1).map(|block| block.split_once('\n').unwrap());
    blocks.map(|(title, text)| (title.to_owned(), text.to_owned())).collect()
}

/// A fault as an editor shows it: the line, carets under the place, the sentence, what to do.
fn shown(text: &str, span: Span, message: &str, hint: Option<&str>) -> String {
    let lines = LineIndex::new(text);
    let start = lines.line_column(text, span.start());
    let line = lines.line_span(start.line).map_or("", |span| span.slice(text)).trim_end();
    let before = line.chars().take(start.column as usize - 1).map(|c| if c == '\t' { '\t' } else { ' ' }).collect::<String>();
    let end = span.end().min(span.start() + line.len());
    let length = text.get(span.start()..end).map_or(1, |part| part.lines().next().unwrap_or_default().chars().count()).max(1);
    let hint = hint.map_or_else(String::new, |hint| format!("\n  → {hint}"));
    format!("  {line}\n  {before}{}\n  {message}{hint}\n", "^".repeat(length))
}

/// Renders each mistake of a file with its faults, and holds them against the snapshot.
fn hold(name: &str, faults: impl Fn(&str, &str) -> Vec<String>) -> usize {
    let mut out = String::new();
    let all = mistakes(name);
    let count = all.len();
    for (title, text) in all {
        let faults = faults(&title, &text);
        assert!(!faults.is_empty(), "{name}: nothing is said of {title}");
        out.push_str(&format!("{title}\n{}\n", faults.join("")));
    }
    insta::assert_snapshot!(name, out);
    count
}

/// The faults of a project with these files, of the one that is named.
fn faults_of_project(files: &[(&str, &str)], name: &str, text: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let configs = Configs::new(Arc::new(Disk));
    let project = configs.project(folder.path(), Path::new("."));
    let mut faults = load_rules(&project, &Disk).faults;
    faults.retain(|fault| fault.path.ends_with(name));
    faults.sort_by_key(|fault| fault.span);
    let place = folder.path().to_string_lossy().into_owned();
    faults
        .iter()
        .map(|fault| {
            shown(
                text,
                fault.span,
                &fault.message.replace(&place, ""),
                fault.hint.as_deref().map(|hint| hint.replace(&place, "")).as_deref(),
            )
        })
        .collect()
}

#[test]
fn mistakes_in_rules() {
    let count = hold("rules", |title, text| {
        let stem = title.split_once('(').map_or("our-rule", |(_, stem)| stem.trim_end_matches(')'));
        let path = format!(".tonfall/rules/{stem}.yaml");
        faults_of_project(&[(&path, text), ("tonfall.yaml", "")], &format!("{stem}.yaml"), text)
    });
    assert!(count >= 60, "{count}");
}

#[test]
fn mistakes_in_configs() {
    hold("configs", |_, text| faults_of_project(&[("tonfall.yaml", text)], "tonfall.yaml", text));
}

#[test]
fn mistakes_in_packs() {
    hold("packs", |_, text| {
        let problems = PackFile::parse(text).1.into_iter();
        problems
            .map(|problem| shown(text, Span::new(problem.span.start, problem.span.end), &problem.message, problem.hint.as_deref()))
            .collect()
    });
}

#[test]
fn mistakes_in_topics() {
    hold("topics", |_, text| {
        let problems = yaml::decode::<Topic>(&yaml::parse(text).unwrap()).1.into_iter();
        problems
            .map(|problem| shown(text, Span::new(problem.span.start, problem.span.end), &problem.message, problem.hint.as_deref()))
            .collect()
    });
}

#[test]
fn mistakes_in_front_matter() {
    let rules = RuleSet::built_in();
    hold("front-matter", |_, text| {
        let source = format!("---\n{text}---\nDer Techniker kommt morgen um 9 Uhr.\n");
        let drafts = read(source.as_bytes(), Format::Markdown);
        let findings = drafts.iter().flat_map(|draft| lint(draft, &rules, &Settings::default()));
        let own = findings.filter(|finding| matches!(finding.rule.as_str(), "front-matter" | "unused-suppression"));
        own.map(|finding| shown(&source, finding.span, &finding.message, None)).collect()
    });
}
