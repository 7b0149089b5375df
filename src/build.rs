//! The built-in pack becomes JSON that is compiled into the binary, so that no run parses the YAML of every rule.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "yaml/mod.rs"]
#[expect(dead_code, unused_imports, unreachable_pub, reason = "the build script reads YAML, but decodes none of it into types")]
mod yaml;

/// What a check does not need: it stays out of what every run reads.
const DOCUMENTATION: [&str; 4] = ["why", "source", "summary", "examples"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=src/yaml");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);

    let rules = read_folder(Path::new("rules"))?;
    fs::write(out.join("heads.json"), serde_json::to_string(&heads(&rules))?)?;
    fs::write(out.join("parts.rs"), parts(&rules)?)?;
    fs::write(out.join("whole.rs"), table(&rules)?)?;
    fs::write(out.join("address.rs"), table(&word_lists("rules/address")?)?)?;
    fs::write(out.join("names.rs"), table(&word_lists("rules/names")?)?)?;
    fs::write(out.join("dialogue.rs"), table(&read_folder(Path::new("rules/dialogue"))?)?)?;
    fs::write(out.join("topics.rs"), table(&read_folder(Path::new("rules/topics"))?)?)?;
    fs::write(out.join("channels.rs"), table(&read_folder(Path::new("rules/channels"))?)?)?;
    fs::write(out.join("holidays.rs"), table(&read_folder(Path::new("rules/holidays"))?)?)?;
    fs::write(out.join("words.rs"), table(&word_lists("rules/words")?)?)?;
    Ok(())
}

/// The YAML files of a folder, by name without extension, in order.
fn read_folder(folder: &Path) -> Result<Vec<(String, serde_json::Value)>, Box<dyn Error>> {
    let mut files = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return Ok(files) };
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "yaml") {
            continue;
        }
        let text = fs::read_to_string(&path)?;
        let node = yaml::parse(&text).map_err(|problem| {
            let line = text[..problem.span.start.min(text.len())].matches('\n').count() + 1;
            format!("{}:{line}: {}", path.display(), problem.message)
        })?;
        let name = path.file_stem().and_then(|stem| stem.to_str()).ok_or("rule files have plain names")?.to_owned();
        files.push((name, node.to_json()));
    }
    files.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(files)
}

/// The files of a folder of word lists, which are running text: with single blanks between their words, so that a run can read them where they lie.
fn word_lists(folder: &str) -> Result<Vec<(String, serde_json::Value)>, Box<dyn Error>> {
    let mut files = read_folder(Path::new(folder))?;
    files.iter_mut().for_each(|(_, value)| join_lines(value));
    Ok(files)
}

fn join_lines(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::String(text) => *text = text.split_whitespace().collect::<Vec<_>>().join(" "),
        serde_json::Value::Array(values) => values.iter_mut().for_each(join_lines),
        serde_json::Value::Object(map) => map.values_mut().for_each(join_lines),
        _ => {}
    }
}

/// The rules without their languages and their documentation: what every run reads.
fn heads(rules: &[(String, serde_json::Value)]) -> Vec<serde_json::Value> {
    let head = |rule: &serde_json::Value| {
        let mut rule = rule.clone();
        if let Some(rule) = rule.as_object_mut() {
            rule.retain(|key, _| key != "languages" && !DOCUMENTATION.contains(&key.as_str()));
        }
        rule
    };
    rules.iter().map(|(_, rule)| head(rule)).collect()
}

/// For each rule its part in each language, as a Rust slice of JSON: a run reads the languages of its drafts alone.
fn parts(rules: &[(String, serde_json::Value)]) -> Result<String, Box<dyn Error>> {
    // `Debug` writes a string as a literal of the language.
    let mut table = String::from("[\n");
    for (_, rule) in rules {
        let mut row = Vec::new();
        for language in ["de", "en"] {
            let mut part = rule.get("languages").and_then(|languages| languages.get(language)).cloned();
            if let Some(part) = part.as_mut().and_then(serde_json::Value::as_object_mut) {
                part.retain(|key, _| !DOCUMENTATION.contains(&key.as_str()));
            }
            row.push(part.map(|part| serde_json::to_string(&part)).transpose()?);
        }
        writeln!(table, "    {row:?},")?;
    }
    table.push_str("]\n");
    Ok(table)
}

/// A Rust slice of names and their JSON.
fn table(files: &[(String, serde_json::Value)]) -> Result<String, Box<dyn Error>> {
    let mut table = String::from("&[\n");
    for (name, value) in files {
        writeln!(table, "    ({name:?}, {:?}),", serde_json::to_string(value)?)?;
    }
    table.push_str("]\n");
    Ok(table)
}
