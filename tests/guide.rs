//! The guide in `docs/guide/` is true. Each page is followed as its reader would, in an empty folder beside the example pack: a block of YAML that
//! is a rule, or that names its file in its first line, is written there; so is a draft whose file stands behind ```` ```markdown ````; a block
//! ```` ```console ```` is typed, and must answer what the page says. In the end, every rule passes its own examples.
//! `UPDATE=1 cargo test guide` writes the answers anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tonfall::rules::{PackFile, built_in_file};

const GUIDE: &str = "docs/guide";
const LANGUAGES: [(&str, &str); 2] = [("de", "de_AT.UTF-8"), ("en", "en_GB.UTF-8")];
/// The most lines of a page.
const MOST_LINES: usize = 150;

fn names(folder: &Path) -> BTreeSet<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

fn pages(language: &str) -> Vec<PathBuf> {
    let folder = Path::new(GUIDE).join(language);
    names(&folder).into_iter().map(|name| folder.join(name)).collect()
}

fn copy_pack(to: &Path) {
    for (from, to) in [(PathBuf::from(GUIDE).join("pack"), to.to_owned()), (PathBuf::from(GUIDE).join("pack/drafts"), to.join("drafts"))] {
        fs::create_dir_all(&to).unwrap();
        for name in names(&from).into_iter().filter(|name| name.contains('.')) {
            fs::copy(from.join(&name), to.join(&name)).unwrap();
        }
    }
}

/// What stands between two fences.
struct Block<'a> {
    /// What stands behind the opening fence.
    info: &'a str,
    text: String,
}

/// Cuts a page into its lines outside of blocks, and its blocks.
fn blocks(page: &str) -> Vec<Result<Block<'_>, &str>> {
    let mut parts = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        parts.push(line.strip_prefix("```").map_or(Err(line), |info| {
            let inside: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").chain([""]).collect();
            Ok(Block { info, text: inside.join("\n") })
        }));
    }
    parts
}

/// The file that a block is the text of.
fn file_of(block: &Block<'_>) -> Option<String> {
    match block.info.split_once(' ') {
        Some(("markdown", path)) => Some(path.to_owned()),
        _ if block.info == "yaml" => {
            let named =
                block.text.lines().next()?.strip_prefix("# ").filter(|path| path.rsplit_once('.').is_some_and(|(_, end)| end == "yaml"));
            let id = || block.text.lines().find_map(|line| line.strip_prefix("id: ")).map(|id| format!(".tonfall/rules/{id}.yaml"));
            named.map(str::to_owned).or_else(id)
        }
        _ => None,
    }
}

/// The words of a command: those between quotation marks stay together.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut is_quoted = false;
    for character in command.chars() {
        match character {
            '"' => is_quoted = !is_quoted,
            ' ' if !is_quoted => words.push(String::new()),
            other => words.last_mut().unwrap().push(other),
        }
    }
    words
}

/// One page, and the folder in which it is followed.
struct Reader {
    folder: PathBuf,
    locale: &'static str,
}

impl Reader {
    fn new(page: &Path, locale: &'static str) -> Self {
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("guide").join(page.strip_prefix(GUIDE).unwrap());
        let _ = fs::remove_dir_all(&home);
        let folder = home.join("project");
        fs::create_dir_all(&folder).unwrap();
        copy_pack(&home.join("eschtalbahn"));
        Self { folder, locale }
    }

    /// What Tonfall answers, with its exit code in front where that is not 0.
    fn run(&self, arguments: &[String]) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_tonfall"))
            .args(arguments)
            .current_dir(&self.folder)
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .env_remove("COLUMNS")
            .env("LANG", self.locale)
            .output()
            .unwrap();
        let code = match output.status.code() {
            Some(0) => String::new(),
            code => format!("? {}\n", code.unwrap_or(-1)),
        };
        let said = [output.stdout, output.stderr].map(|said| String::from_utf8(said).unwrap()).concat();
        let said = said.replace(&*self.folder.to_string_lossy(), "~/project");
        let lines: Vec<&str> = said.lines().map(str::trim_end).chain([""]).collect();
        format!("{code}{}", lines.join("\n"))
    }

    /// Types what a block of commands has, and returns what it ought to say.
    fn follow(&self, console: &str) -> String {
        let mut out = String::new();
        for session in format!("\n{console}").split("\n$ ").skip(1) {
            let (command, answer) = session.split_once('\n').unwrap_or((session, ""));
            let words = words(command);
            assert_eq!(words[0], "tonfall", "the guide types nothing but Tonfall: {command}");
            let truth = self.run(&words[1..]);
            let shown = if agrees(&truth, answer.trim_end()) { answer.trim_end() } else { truth.trim_end() };
            out.push_str(&format!("$ {command}\n{shown}{}", if shown.is_empty() { "\n" } else { "\n\n" }));
        }
        format!("{}\n", out.trim_end())
    }

    /// Follows a page from its first line to its last, and returns what it ought to say.
    fn read(&self, page: &str) -> String {
        let mut out = String::new();
        for part in blocks(page) {
            match part {
                Err(line) => out.push_str(&format!("{line}\n")),
                Ok(block) => {
                    let text = if block.info == "console" { self.follow(&block.text) } else { block.text.clone() };
                    if let Some(file) = file_of(&block) {
                        let path = self.folder.join(file);
                        fs::create_dir_all(path.parent().unwrap()).unwrap();
                        fs::write(path, &block.text).unwrap();
                    }
                    out.push_str(&format!("```{}\n{text}```\n", block.info));
                }
            }
        }
        out
    }

    /// What is wrong with the page's rules in the end. Examples of a rule that changes a built-in one need not show all of that.
    fn faults(&self) -> Vec<String> {
        let folder = self.folder.join(".tonfall/rules");
        let files = if folder.exists() { names(&folder) } else { BTreeSet::new() };
        let ids = files.iter().map(|name| name.trim_end_matches(".yaml"));
        let (changed, own): (Vec<&str>, Vec<&str>) = ids.partition(|id| built_in_file(id).is_some());
        let test = |option: &'static str, ids: &[&str]| {
            self.run(&["rules", "test", option].into_iter().chain(ids.iter().copied()).map(str::to_owned).collect::<Vec<_>>())
        };
        let tested = [("--color=never", changed), ("--coverage", own)].into_iter().filter(|(_, ids)| !ids.is_empty());
        tested
            .map(|(option, ids)| test(option, &ids))
            .filter(|said| said.lines().count() != 1 || !said.ends_with(" passed, 0 failed\n"))
            .collect()
    }
}

/// Whether a text is what a page shows of it; a line `…` stands for any lines.
fn agrees(truth: &str, shown: &str) -> bool {
    let truth: Vec<&str> = truth.trim_end().lines().collect();
    let mut rest = &truth[..];
    for (number, piece) in shown.split("…\n").map(|piece| piece.trim_end_matches('…')).enumerate() {
        let piece: Vec<&str> = piece.lines().collect();
        let Some(at) = (0..=rest.len()).find(|&at| rest[at..].starts_with(&piece)) else { return false };
        if number == 0 && at > 0 {
            return false;
        }
        rest = &rest[at + piece.len()..];
    }
    rest.is_empty() || shown.ends_with('…')
}

#[test]
fn pages_are_true() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut faults = Vec::new();
    for (language, locale) in LANGUAGES {
        for path in pages(language) {
            let page = fs::read_to_string(&path).unwrap();
            let reader = Reader::new(&path, locale);
            let truth = reader.read(&page);
            if update {
                fs::write(&path, &truth).unwrap();
            } else if let Some((shown, said)) = page.lines().zip(truth.lines()).find(|(shown, said)| shown != said) {
                faults.push(format!("{}: the page has `{shown}`, Tonfall says `{said}`", path.display()));
            } else if page != truth {
                faults.push(format!("{}: the page and what Tonfall says are not equally long", path.display()));
            }
            faults.extend(reader.faults().into_iter().map(|fault| format!("{}: {fault}", path.display())));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn both_languages_have_the_same_pages() {
    let [german, english] = LANGUAGES.map(|(language, _)| names(&Path::new(GUIDE).join(language)));
    assert_eq!(german, english);
}

#[test]
fn pages_are_short_and_their_links_lead_somewhere() {
    let mut faults = Vec::new();
    for path in LANGUAGES.into_iter().flat_map(|(language, _)| pages(language)).chain([Path::new(GUIDE).join("pack/README.md")]) {
        let page = fs::read_to_string(&path).unwrap();
        let lines = page.lines().count();
        if lines > MOST_LINES {
            faults.push(format!("{}: {lines} lines, {MOST_LINES} are enough", path.display()));
        }
        for line in blocks(&page).into_iter().filter_map(Result::err) {
            let targets = line.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
            for target in targets.filter(|target| !target.contains("://")) {
                if !path.parent().unwrap().join(target).exists() {
                    faults.push(format!("{}: `{target}` leads nowhere", path.display()));
                }
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn the_pack_passes_its_own_tests() {
    let (pack, problems) = PackFile::parse(&fs::read_to_string(Path::new(GUIDE).join("pack/pack.yaml")).unwrap());
    assert_eq!((pack.unwrap().name.as_str(), problems.len()), ("eschtalbahn", 0));
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("guide-pack");
    let _ = fs::remove_dir_all(&home);
    copy_pack(&home);
    let reader = Reader { folder: home, locale: "en_GB.UTF-8" };
    let rules: Vec<String> = names(&reader.folder)
        .iter()
        .filter_map(|name| name.strip_suffix(".yaml"))
        .filter(|id| !["pack", "tonfall"].contains(id))
        .map(str::to_owned)
        .collect();
    assert_eq!(rules.len(), 10);
    let run = |words: [&str; 3]| reader.run(&words.iter().map(|word| (*word).to_owned()).chain(rules.clone()).collect::<Vec<_>>());
    let tested = run(["rules", "test", "--coverage"]);
    assert!(tested.ends_with(" passed, 0 failed\n") && tested.lines().count() == 1, "{tested}");
    let linted = run(["rules", "lint", "--color=never"]);
    assert_eq!(linted, "10 rules: nothing to object to\n");
    let checked = reader.run(&["check".to_owned(), "--format=concise".to_owned(), "drafts".to_owned()]);
    let silent: Vec<&String> = rules.iter().filter(|rule| !checked.contains(&format!("[{rule}]"))).collect();
    assert_eq!(silent, Vec::<&String>::new(), "no draft of the pack shows these rules:\n{checked}");
}
