//! The rule reference in `docs/rules/` is what `tonfall rules list --format markdown` prints, cut into pages.
//! `UPDATE=1 cargo test reference` writes it anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

const FOLDER: &str = "docs/rules";

/// The pages by their file's name, from what the command prints.
fn pages() -> BTreeMap<String, String> {
    // In an empty folder: the built-in rules alone.
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_tonfall"))
        .args(["rules", "list", "--format", "markdown"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut pages: BTreeMap<String, String> = BTreeMap::new();
    let mut name = String::new();
    let mut in_code = false;
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        in_code ^= line.starts_with("```");
        if let Some(title) = line.strip_prefix("# ").filter(|_| !in_code) {
            name = if pages.is_empty() { "README.md".to_owned() } else { format!("{title}.md") };
        }
        let page = pages.entry(name.clone()).or_default();
        page.push_str(line);
        page.push('\n');
    }
    pages.values_mut().for_each(|page| *page = format!("{}\n", page.trim_end()));
    pages
}

#[test]
fn the_rule_reference_is_fresh() {
    let pages = pages();
    let update = std::env::var_os("UPDATE").is_some();
    if update {
        let _ = fs::remove_dir_all(FOLDER);
        fs::create_dir_all(FOLDER).unwrap();
        pages.iter().for_each(|(name, page)| fs::write(Path::new(FOLDER).join(name), page).unwrap());
    }
    let there: Vec<String> =
        fs::read_dir(FOLDER).into_iter().flatten().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let stale: Vec<&String> = pages
        .iter()
        .filter(|(name, page)| fs::read_to_string(Path::new(FOLDER).join(name)).ok().as_ref() != Some(page))
        .map(|(name, _)| name)
        .chain(there.iter().filter(|name| !pages.contains_key(*name)))
        .collect();
    assert!(stale.is_empty(), "stale pages: {stale:?}; write them anew with `UPDATE=1 cargo test reference`");
}
