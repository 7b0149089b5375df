//! Drafts with their complaints, also those that stand in other files.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{DRAFT, Folder, configs};
use crate::draft::Problem;
use crate::finding::Severity;
use crate::text::Span;
use crate::workspace::{Configs, Disk, Files, Found, Source, read_source};

fn source(folder: &Folder, path: &str) -> Source {
    let path = folder.path(path);
    let project = configs().project(&path, &folder.path(""));
    read_source(&Found::new(path, project), &Disk).unwrap()
}

fn reply(file: &str) -> String {
    format!("---\nchannel: x\ncomplaint:\n  author: Mia\n  file: {file}\n---\nHallo Mia.\n")
}

/// The complaint of a reply, or what is wrong with its file.
fn complaint(folder: &Folder, file: &str) -> Result<String, String> {
    folder.write("project/replies/a.md", &reply(file));
    let source = source(folder, "project/replies/a.md");
    let draft = &source.drafts[0];
    let faults: Vec<&Problem> = draft.problems.iter().filter(|problem| problem.rule == "complaint-file").collect();
    match faults.as_slice() {
        [] => Ok(draft.complaint.as_ref().unwrap().message.text.clone()),
        [fault] => {
            let text = std::str::from_utf8(&source.file.bytes).unwrap();
            assert_eq!(fault.span.slice(text).trim_matches('"'), file);
            Err(fault.message.clone())
        }
        more => panic!("{more:?}"),
    }
}

fn project() -> Folder {
    Folder::new(&[
        ("project/tonfall.yaml", "overrides: [{files: 'replies/**', language: de}]\n"),
        ("project/inbox/1.txt", "Wann kommt der Techniker?\n"),
        ("project/inbox/mark.txt", "\u{feff}Ärger!\n"),
        ("project/inbox/empty.txt", " \n"),
        ("secret.txt", "geheim"),
    ])
}

#[test]
fn a_file_comes_with_its_drafts_and_what_applies_to_them() {
    let folder = project();
    folder.write("project/replies/a.md", DRAFT);
    let source = source(&folder, "project/replies/a.md");
    assert_eq!((source.drafts.len(), source.settings.language.map(|language| language.code())), (1, Some("de")));
    assert_eq!(source.file.bytes.as_ref(), DRAFT.as_bytes());
    assert!(Path::new(source.file.path.as_ref()).ends_with("project/replies/a.md"));
}

#[test]
fn a_complaint_may_stand_in_another_file_of_the_project() {
    let folder = project();
    assert_eq!(complaint(&folder, "../inbox/1.txt").as_deref(), Ok("Wann kommt der Techniker?\n"));
    assert_eq!(complaint(&folder, "../inbox/../inbox/./1.txt").as_deref(), Ok("Wann kommt der Techniker?\n"));
    folder.write("project/replies/b.txt", "Hier.");
    assert_eq!(complaint(&folder, "b.txt").as_deref(), Ok("Hier."));
    let absolute = folder.path("project/inbox/1.txt").display().to_string();
    assert_eq!(complaint(&folder, &absolute).as_deref(), Ok("Wann kommt der Techniker?\n"));
}

#[test]
fn a_place_in_a_complaint_leads_back_to_its_file() {
    let folder = project();
    folder.write("project/replies/a.md", &reply("../inbox/mark.txt"));
    let source = source(&folder, "project/replies/a.md");
    let message = &source.drafts[0].complaint.as_ref().unwrap().message;
    assert!(message.path.as_deref().unwrap().ends_with("project/inbox/mark.txt"));
    assert_eq!((message.text.as_str(), message.to_file(Span::new(0, 2))), ("Ärger!\n", Span::new(3, 5)));
}

#[test]
fn a_complaint_never_leads_out_of_the_project() {
    let folder = project();
    let secret = folder.path("secret.txt").display().to_string();
    for name in ["../../secret.txt", "../../none.txt", "../../../../../../etc/passwd", "/etc/passwd", "/none/at/all", secret.as_str()] {
        assert_eq!(complaint(&folder, name), Err(format!("`{name}` leads out of the project")));
    }
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_out_of_the_project_either() {
    let folder = project();
    std::os::unix::fs::symlink("../../secret.txt", folder.path("project/inbox/link.txt")).unwrap();
    std::os::unix::fs::symlink("../..", folder.path("project/inbox/up")).unwrap();
    std::os::unix::fs::symlink("1.txt", folder.path("project/inbox/good.txt")).unwrap();
    assert_eq!(complaint(&folder, "../inbox/link.txt"), Err("`../inbox/link.txt` leads out of the project".to_owned()));
    assert_eq!(complaint(&folder, "../inbox/up/secret.txt"), Err("`../inbox/up/secret.txt` leads out of the project".to_owned()));
    assert_eq!(complaint(&folder, "../inbox/good.txt").as_deref(), Ok("Wann kommt der Techniker?\n"));
}

#[test]
fn what_cannot_be_read_is_a_problem_of_the_draft() {
    let folder = project();
    assert_eq!(complaint(&folder, "../inbox/none.txt"), Err("`../inbox/none.txt`: there is no such file or folder".to_owned()));
    assert_eq!(complaint(&folder, "../inbox"), Err("`../inbox`: it is a folder, not a file".to_owned()));
    assert_eq!(complaint(&folder, "../inbox/empty.txt"), Err("`../inbox/empty.txt` is empty".to_owned()));
    std::fs::write(folder.path("project/inbox/latin1.txt"), b"\xE4").unwrap();
    assert_eq!(complaint(&folder, "../inbox/latin1.txt"), Err("`../inbox/latin1.txt` is not UTF-8 text".to_owned()));
    let problems = &source(&folder, "project/replies/a.md").drafts[0].problems;
    assert!(problems.iter().any(|problem| problem.severity == Severity::Error));
}

#[test]
fn a_draft_that_cannot_be_read_is_a_fault_of_its_path() {
    let folder = project();
    let path = folder.path("project/none.md");
    let project = configs().project(&path, &folder.path(""));
    let fault = read_source(&Found::new(path, project), &Disk).unwrap_err();
    assert_eq!(fault.reason, "there is no such file or folder");
}

#[test]
fn a_draft_that_is_too_large_is_refused() {
    let folder = project();
    let path = folder.path("project/large.md");
    std::fs::File::create(&path).unwrap().set_len(50 << 20).unwrap();
    let project = configs().project(&path, &folder.path(""));
    let fault = read_source(&Found::new(path, project), &Disk).unwrap_err();
    assert_eq!(fault.reason, "it has 50 MB, and a file of drafts may have 16 MB: split it");
}

#[test]
fn unsaved_texts_stand_in_front_of_the_disk() {
    /// One file is open in an editor.
    struct Editor(PathBuf, &'static str);

    impl Files for Editor {
        fn read(&self, path: &Path) -> io::Result<Arc<[u8]>> {
            if path == self.0 { Ok(Arc::from(self.1.as_bytes())) } else { Disk.read(path) }
        }
    }

    let folder = project();
    folder.write("project/replies/a.md", DRAFT);
    let path = folder.path("project/replies/a.md");
    let editor = Arc::new(Editor(folder.path("project/tonfall.yaml"), "language: en"));
    let project = Configs::new(editor.clone()).project(&path, &folder.path(""));
    let source = read_source(&Found::new(path, project), editor.as_ref()).unwrap();
    assert_eq!(source.settings.language.map(|language| language.code()), Some("en"));
}
