//! The architecture as tests: every module says what it is for, files stay short, imports go only up the list of modules.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules in the order in which data flows; each may use those before it.
const FLOW: [&str; 12] =
    ["text", "yaml", "finding", "draft", "config", "rules", "analysers", "engine", "workspace", "report", "cli", "lsp"];

/// The most lines of a source file, its own tests left aside.
const MOST_LINES: usize = 400;

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, out: &mut Vec<(PathBuf, String)>) {
        let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                walk(&path, out);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                out.push((path, text));
            }
        }
    }
    let mut out = Vec::new();
    walk(Path::new("src"), &mut out);
    out
}

fn is_test(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == "tests")
        || ["tests.rs", "conformance.rs", "properties.rs"].iter().any(|name| path.ends_with(name))
}

/// The part of a file that ships.
fn shipped(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text)
}

#[test]
fn every_module_says_what_it_is_for() {
    let silent: Vec<_> = sources().into_iter().filter(|(_, text)| !text.starts_with("//! ")).map(|(path, _)| path).collect();
    assert_eq!(silent, Vec::<PathBuf>::new());
}

#[test]
fn files_stay_short() {
    let long: Vec<_> = sources()
        .into_iter()
        .filter(|(path, _)| !is_test(path))
        .map(|(path, text)| (path, shipped(&text).lines().count()))
        .filter(|(_, lines)| *lines > MOST_LINES)
        .collect();
    assert_eq!(long, []);
}

#[test]
fn imports_go_only_up_the_list() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let relative = path.strip_prefix("src").unwrap();
        let first = relative.components().next().unwrap().as_os_str().to_string_lossy().replace(".rs", "");
        let Some(place) = FLOW.iter().position(|module| *module == first) else { continue };
        for (number, line) in shipped(&text).lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            for (later, module) in FLOW.iter().enumerate().skip(place + 1) {
                // The two shells stand side by side; the list has to put one of them first.
                let names = line
                    .match_indices(&format!("crate::{module}"))
                    .any(|(at, found)| !line[at + found.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_'));
                if names {
                    wrong.push(format!("{}:{}: `{}` uses `{}`", path.display(), number + 1, FLOW[place], FLOW[later]));
                }
            }
            if first == "lsp" && line.contains("crate::cli") {
                wrong.push(format!("{}:{}: `lsp` uses `cli`", path.display(), number + 1));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn nothing_above_the_workspace_touches_the_world() {
    let mut wrong = Vec::new();
    for (path, text) in sources().into_iter().filter(|(path, _)| !is_test(path) && !path.ends_with("build.rs")) {
        let relative = path.strip_prefix("src").unwrap().to_string_lossy().into_owned();
        let pure = FLOW[..8].iter().any(|module| relative.starts_with(&format!("{module}/")) || relative == format!("{module}.rs"));
        for (number, line) in shipped(&text).lines().enumerate().filter(|(_, line)| pure && !line.trim_start().starts_with("//")) {
            for touch in ["std::fs", "std::env", "std::net", "SystemTime", "Instant::now", "Zoned::now", "Timestamp::now"] {
                if line.contains(touch) {
                    wrong.push(format!("{}:{}: {touch}", path.display(), number + 1));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn only_the_language_server_counts_in_utf_16() {
    let wrong: Vec<_> = sources()
        .into_iter()
        .filter(|(path, text)| {
            !path.starts_with("src/lsp") && !path.starts_with("src/text/length") && shipped(text).contains("encode_utf16")
        })
        .map(|(path, _)| path)
        .collect();
    assert_eq!(wrong, Vec::<PathBuf>::new());
}
