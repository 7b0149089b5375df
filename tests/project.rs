//! A content repository for a test: files, a rule of its own with a safe fix, and Tonfall run in it.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A rule that mends `AltProdukt`, so that tests need no built-in rule.
const OLD_NAME: &str = "id: old-name
summary: The product's old name.
why: It has a new name.
source: the test
severity: error
languages:
  de: {message: '„{match}“ heißt jetzt anders.', find: [AltProdukt], replace: NeuProdukt}
  en: {message: '“{match}” has a new name.', find: [AltProdukt], replace: NeuProdukt}
examples:
  - {lang: de, flag: 'Das [[AltProdukt]] ist da.'}
  - {lang: de, allow: 'Das NeuProdukt ist da.'}
  - {lang: en, flag: 'The [[AltProdukt]] is here.'}
  - {lang: en, allow: 'The NeuProdukt is here.'}
";

/// A folder that is gone when the test is.
pub(crate) struct Project {
    folder: TempDir,
}

/// What a run of Tonfall came to.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Project {
    /// A folder with files: their paths and texts.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        Self::in_folder(tempfile::tempdir().unwrap(), files)
    }

    /// A folder in memory where the machine has one: for tests that write a lot.
    pub(crate) fn in_memory() -> Self {
        let folder = TempDir::new_in("/dev/shm").or_else(|_| tempfile::tempdir());
        Self::in_folder(folder.unwrap(), &[])
    }

    fn in_folder(folder: TempDir, files: &[(&str, &str)]) -> Self {
        let project = Self { folder };
        project.write(".tonfall/rules/old-name.yaml", OLD_NAME);
        project.write(".tonfall/rules/second-name.yaml", &OLD_NAME.replace("old-name", "second-name").replace("Produkt", "Tarif"));
        files.iter().for_each(|(path, text)| project.write(path, text));
        project
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        fs::canonicalize(self.folder.path()).unwrap().join(path)
    }

    /// Another program in this folder.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.path("")).stdin(Stdio::null());
        command
    }

    /// Tonfall in this folder.
    pub(crate) fn tonfall(&self) -> Command {
        self.command(env!("CARGO_BIN_EXE_tonfall"))
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        Run::of(&self.tonfall().args(arguments).output().unwrap())
    }

    /// The findings of a run: `path:line rule`.
    pub(crate) fn findings(&self, arguments: &[&str]) -> Vec<String> {
        let run = self.run(&[&["check", "--format", "json"], arguments].concat());
        let report: serde_json::Value = serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {run:?}"));
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let findings = report["findings"].as_array().unwrap().iter();
        findings.map(|finding| format!("{}:{} {}", text(&finding["path"]), finding["line"], text(&finding["rule"]))).collect()
    }
}

impl Run {
    pub(crate) fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self { code: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) }
    }
}

/// A draft on X with a text.
pub(crate) fn draft(text: &str) -> String {
    format!("---\nchannel: x\nlang: de\n---\n{text}\n")
}
