//! Which config applies, and what is wrong with it.

use std::sync::Arc;

use super::{DRAFT, Folder, configs};
use crate::text::Language;
use crate::workspace::{ConfigFault, Configs, Disk, Project, discover, display};

fn project(folder: &Folder, path: &str) -> Arc<Project> {
    configs().project(&folder.path(path), &folder.path(""))
}

fn faults(folder: &Folder) -> Vec<String> {
    let root = format!("{}/", display(&folder.path("")));
    let line = |fault: &ConfigFault| {
        let hint = fault.hint.as_deref().map(|hint| format!(" ({})", hint.replace(&root, ""))).unwrap_or_default();
        format!("{}:{}:{}: {}{hint}", folder.name(&fault.path), fault.place.line, fault.place.column, fault.message)
    };
    project(folder, "a.md").faults.iter().map(line).collect()
}

#[test]
fn the_config_is_found_from_the_file_upwards_and_not_from_the_working_directory() {
    let folder = Folder::new(&[
        ("tonfall.yaml", "language: de\n"),
        ("deep/er/a.md", DRAFT),
        ("team/tonfall.yaml", "language: en\n"),
        ("team/replies/a.md", DRAFT),
        // Where a lookup from the working directory would end.
        ("elsewhere/b.md", DRAFT),
    ]);
    let language = |path: &str| project(&folder, path).settings(&folder.path(path)).language;
    assert!(!std::env::current_dir().unwrap().starts_with(folder.path("")));
    assert_eq!(language("deep/er/a.md"), Some(Language::De));
    assert_eq!(language("team/replies/a.md"), Some(Language::En));
    assert_eq!(language("team/not/there/yet.md"), Some(Language::En));
    let found = discover(&[folder.path("")], &configs());
    let languages: Vec<_> = found.files.iter().map(|found| found.project.settings(&found.path).language).collect();
    assert_eq!(languages, [Some(Language::De), Some(Language::De), Some(Language::En)]);
}

#[test]
fn projects_are_loaded_once() {
    let folder = Folder::new(&[("tonfall.yaml", ""), ("a/b/c.md", DRAFT), ("a/d.md", DRAFT)]);
    let configs = configs();
    let first = configs.project(&folder.path("a/b/c.md"), &folder.path(""));
    assert!(Arc::ptr_eq(&first, &configs.project(&folder.path("a/d.md"), &folder.path("a"))));
    assert_eq!(configs.projects().len(), 1);
}

#[test]
fn without_a_config_the_root_is_that_of_the_rules_or_the_one_that_was_asked_for() {
    let folder = Folder::new(&[("plain/a.md", DRAFT), ("ruled/.tonfall/rules/x.yaml", ""), ("ruled/sub/a.md", DRAFT)]);
    let plain = configs().project(&folder.path("plain/a.md"), &folder.path("plain"));
    assert_eq!((folder.name(&plain.root).as_str(), plain.config_path.is_none(), plain.rule_folders.len()), ("plain", true, 0));
    let ruled = project(&folder, "ruled/sub/a.md");
    assert_eq!((folder.name(&ruled.root).as_str(), folder.name(&ruled.rule_folders[0]).as_str()), ("ruled", "ruled/.tonfall/rules"));
}

#[test]
fn a_named_config_applies_to_every_file() {
    let folder = Folder::new(&[("tonfall.yaml", "language: de\n"), ("ci/strict.yaml", "language: en\n"), ("a.md", DRAFT)]);
    let configs = Configs::named(Arc::new(Disk), &folder.path("ci/strict.yaml"));
    let project = configs.project(&folder.path("a.md"), &folder.path(""));
    assert_eq!(project.settings(&folder.path("a.md")).language, Some(Language::En));
    assert_eq!(folder.name(&project.root), "");
    let inside = configs.project(&folder.path("ci/drafts/a.md"), &folder.path(""));
    assert_eq!(folder.name(&inside.root), "ci");
    let missing = Configs::named(Arc::new(Disk), &folder.path("none.yaml"));
    assert_eq!(missing.project(&folder.path("a.md"), &folder.path("")).faults[0].message, "there is no such file or folder");
}

#[test]
fn extended_configs_lie_beneath() {
    let folder = Folder::new(&[
        ("tonfall.yaml", "extend: [shared/base.yaml, shared/de.yaml]\nallow: [own]\n"),
        ("shared/base.yaml", "extend: core.yaml\nlanguage: en\nallow: [base]\npeople: people.csv\n"),
        ("shared/core.yaml", "allow: [core]\noverrides: [{files: 'facebook/**', allow: [fb]}]\n"),
        ("shared/de.yaml", "extend: core.yaml\nlanguage: de\npacks: rules\n"),
        ("shared/people.csv", "Name;Anrede\nHannes Schleeh;Herr\n"),
        ("shared/rules/x.yaml", ""),
        (".tonfall/rules/y.yaml", ""),
    ]);
    let project = project(&folder, "a.md");
    assert_eq!(project.faults, []);
    let settings = project.settings(&folder.path("facebook/a.md"));
    assert_eq!((settings.allow.join(" ").as_str(), settings.language), ("core base own fb", Some(Language::De)));
    assert_eq!(settings.people[0].name, "Hannes Schleeh");
    let folders: Vec<_> = project.rule_folders.iter().map(|path| folder.name(path)).collect();
    assert_eq!(folders, ["shared/rules", ".tonfall/rules"]);
    let files: Vec<_> = project.config_files().map(|path| folder.name(path)).collect();
    assert_eq!(files, ["shared/core.yaml", "shared/base.yaml", "shared/de.yaml", "tonfall.yaml"]);
}

#[test]
fn faults_name_file_line_and_column() {
    let folder = Folder::new(&[
        ("tonfall.yaml", "# Ä\nextend: [b.yaml, none.yaml]\npacks: [nowhere]\npeople: people.xls\nlangauge: de\n"),
        ("b.yaml", "allow: [ä, ö]\nbrand: {nämes: [a]}\npeople: p.csv\n"),
        ("p.csv", "name,handle\nMia,@m\n,@x\n"),
    ]);
    assert_eq!(
        faults(&folder),
        [
            "tonfall.yaml:5:1: unknown key `langauge` (did you mean `language`?)",
            "b.yaml:2:9: unknown key `nämes` (did you mean `names`?)",
            "p.csv:3:1: this person has no name (write the name, or remove the entry)",
            "tonfall.yaml:2:18: `none.yaml`: there is no such file or folder",
            "tonfall.yaml:3:9: there is no folder `nowhere` (a pack is a folder of rule files)",
            "tonfall.yaml:4:9: `people.xls` is neither CSV nor YAML (people stand in a `.csv` or `.yaml` file, or in a list here)",
        ]
    );
}

#[test]
fn configs_that_extend_each_other_are_told_so() {
    let folder =
        Folder::new(&[("tonfall.yaml", "extend: a.yaml\n"), ("a.yaml", "extend: b/../b.yaml\n"), ("b.yaml", "extend: tonfall.yaml\n")]);
    assert_eq!(
        faults(&folder),
        [
            "b.yaml:1:9: these configs extend each other in a circle (take one of these `extend` out: tonfall.yaml → a.yaml → b.yaml → tonfall.yaml)"
        ]
    );
    let folder = Folder::new(&[("tonfall.yaml", "extend: ./tonfall.yaml\n")]);
    assert_eq!(faults(&folder).len(), 1);
}

#[test]
fn a_config_that_cannot_be_read_never_passes_in_silence() {
    let folder = Folder::new(&[("tonfall.yaml", "extend: .\n")]);
    assert_eq!(faults(&folder), ["tonfall.yaml:1:9: `.`: it is a folder, not a file"]);
    std::fs::write(folder.path("tonfall.yaml"), b"language: \xFF\n").unwrap();
    assert_eq!(faults(&folder), ["tonfall.yaml:1:1: it is not UTF-8 text (byte 11): save it as UTF-8"]);
    folder.write("tonfall.yaml", "\u{feff}langauge: de\r\n");
    assert_eq!(faults(&folder), ["tonfall.yaml:1:2: unknown key `langauge` (did you mean `language`?)"]);
    folder.write("tonfall.yaml", "language: de\n");
    folder.write("tonfall.yml", "language: en\n");
    assert_eq!(faults(&folder), ["tonfall.yml:1:1: there is also a `tonfall.yaml` beside this file (keep one of the two)"]);
}

#[test]
fn names_are_held_against_the_rules_that_exist() {
    struct OneRule;
    impl crate::config::RuleCatalogue for OneRule {
        fn ids(&self) -> Vec<&str> {
            vec!["loud-pitch"]
        }
        fn params(&self, _id: &str) -> Option<&serde_json::Map<String, serde_json::Value>> {
            None
        }
    }
    let folder = Folder::new(&[("tonfall.yaml", "extend: b.yaml\n"), ("b.yaml", "\nrules: {lout-pitch: off}\n")]);
    let faults = project(&folder, "a.md").check(&OneRule);
    assert_eq!(faults.len(), 1);
    assert_eq!((folder.name(&faults[0].path).as_str(), faults[0].place.line, faults[0].place.column), ("b.yaml", 2, 9));
}
