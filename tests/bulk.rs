//! Exports and archives: many drafts in one file, whatever its size, as a file and as a filter.

use std::io::Write;
use std::process::Stdio;

use crate::project::{Project, Run};

/// Runs Tonfall with something on standard input.
fn piped(project: &Project, arguments: &[&str], input: &[u8]) -> Run {
    let mut child = project.tonfall().args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut standard_input = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || standard_input.write_all(&input));
    let run = Run::of(&child.wait_with_output().unwrap());
    writer.join().unwrap().unwrap();
    run
}

#[test]
fn a_filter_keeps_order_and_ids_whatever_a_line_holds() {
    let project = Project::new(&[]);
    let line = |number: usize| match number % 100 {
        7 => "{\"id\": \"broken".to_owned(),
        8 => format!("{{\"text\": \"Das AltProdukt {number}\"}}"),
        _ => format!("{{\"id\": \"n{number}\", \"text\": \"Hallo, alles gut so? {}\"}}", "Ja. ".repeat(number % 40)),
    };
    let input = (0..3_000).map(|number| line(number) + "\n").collect::<Vec<_>>().concat();
    let arguments = ["check", "-", "--stdin-format", "jsonl", "--format", "jsonl", "--select", "old-name,record"];
    let run = piped(&project, &arguments, input.as_bytes());
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    let mut count = 0;
    for (number, line) in run.out.lines().enumerate() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!((record["draft"].as_u64(), record["path"].as_str()), (Some(number as u64), Some("stdin.jsonl")));
        let rules: Vec<&str> = record["findings"].as_array().unwrap().iter().map(|finding| finding["rule"].as_str().unwrap()).collect();
        match number % 100 {
            7 => assert_eq!((record["id"].as_str(), rules), (None, vec!["record"])),
            8 => {
                let finding = &record["findings"][0];
                let place = |key: &str| usize::try_from(finding[key].as_u64().unwrap()).unwrap();
                assert_eq!((rules, &input[place("start")..place("end")], place("line")), (vec!["old-name"], "AltProdukt", number + 1));
                let edit = &finding["fixes"][0]["edits"][0];
                assert_eq!((edit["start"].as_u64(), edit["text"].as_str()), (finding["start"].as_u64(), Some("NeuProdukt")));
            }
            _ => assert_eq!((record["id"].as_str(), rules.len()), (Some(format!("n{number}").as_str()), 0)),
        }
        count = number + 1;
    }
    assert_eq!(count, 3_000);
    let alone = piped(&project, &[arguments.as_slice(), &["--jobs", "1"]].concat(), input.as_bytes());
    assert_eq!(alone.out, run.out);
}

#[test]
fn a_table_is_read_as_the_config_says_and_fixed_in_its_own_quoting() {
    let config = "formats:\n  - files: 'exports/*.csv'\n    columns: {text: Antwort an Kunde, id: Vorgang, complaint.text: Anliegen}\n  - {files: plan.csv, preset: hootsuite}\n";
    let table = "\u{FEFF}Vorgang;Anliegen;Antwort an Kunde\r\n1;Wo?;\"Das \"\"neue\"\" AltProdukt\r\nist da\"\r\n2;Wann?;AltProdukt\r\n";
    let project = Project::new(&[
        ("tonfall.yaml", config),
        ("exports/a.csv", table),
        ("plan.csv", "2026-12-01 10:00,AltProdukt,\n"),
        ("other.csv", "text\nAltProdukt\n"),
    ]);
    let select = ["--select", "old-name,record"];
    assert_eq!(project.findings(&select), ["exports/a.csv:2 old-name", "exports/a.csv:4 old-name", "plan.csv:1 old-name"]);
    let run = project.run(&[["check", "--fix"].as_slice(), &select].concat());
    assert_eq!((run.code, run.err.as_str()), (0, "tonfall: 3 findings in 2 files fixed\n"), "{run:?}");
    assert_eq!(project.read("exports/a.csv"), table.replace("Alt", "Neu"));
    assert_eq!(project.read("plan.csv"), "2026-12-01 10:00,NeuProdukt,\n");
    assert_eq!(project.findings(&[select.as_slice(), &["other.csv"]].concat()), ["other.csv:2 old-name"]);

    project.write("tonfall.yaml", "formats:\n  - {files: a.csv, preset: bufer, columns: {txt: A}, delimiter: xx}\n");
    let run = project.run(&["check"]);
    assert_eq!((run.code, run.err.matches("tonfall.yaml:2:").count()), (2, 3), "{run:?}");
    assert!(run.err.contains("did you mean `buffer`?") && run.err.contains("did you mean `text`?"), "{run:?}");
}

#[test]
fn a_calendar_is_checked_and_fixed() {
    let text = "title: November\nposts:\n  - channel: x\n    text: |\n      Das AltProdukt\n      ist da.\n  - {channel: linkedin, text: 'Der AltTarif ist da, wie geht''s?'}\n";
    let project = Project::new(&[("tonfall.yaml", "include: plan.yaml\n"), ("plan.yaml", text)]);
    let select = ["--select", "old-name,second-name,record"];
    assert_eq!(project.findings(&select), ["plan.yaml:5 old-name", "plan.yaml:7 second-name"]);
    assert_eq!(project.run(&[["check", "--fix"].as_slice(), &select].concat()).code, 0);
    assert_eq!(project.read("plan.yaml"), text.replace("Alt", "Neu"));
}

#[test]
fn a_quote_that_is_never_closed_hides_nothing_behind_it() {
    let mut table = String::from("id,text\n1,\"offen\n");
    (0..40_000).for_each(|number| table.push_str(&format!("{number},{}\n", if number % 10_000 == 5 { "AltProdukt" } else { "gut" })));
    let project = Project::new(&[("a.csv", &table)]);
    let findings = project.findings(&["--select", "old-name,record", "a.csv"]);
    assert_eq!(findings, ["a.csv:2 record", "a.csv:8 old-name", "a.csv:10008 old-name", "a.csv:20008 old-name", "a.csv:30008 old-name"]);
}

#[test]
fn replies_that_say_the_same_are_found_in_parts_that_are_long_gone() {
    let project = Project::new(&[]);
    let line = |number: usize| {
        let text = match number {
            3 | 3_500 => {
                "Ihr Anschluss in der Lindenstraße wird morgen um 9 Uhr von unserer Technikerin Frau Kaya vor Ort geprüft und repariert."
                    .to_owned()
            }
            _ => format!("Nummer {number} haben wir gelesen. {}", "Ja. ".repeat(number % 30)),
        };
        format!("{{\"id\": \"n{number}\", \"complaint\": {{\"text\": \"Wo bleibt Nummer {number}?\"}}, \"text\": \"{text}\"}}\n")
    };
    let input = (0..4_000).map(line).collect::<Vec<_>>().concat();
    let arguments = ["check", "-", "--stdin-format", "jsonl", "--format", "json", "--select", "duplicate-reply"];
    let run = piped(&project, &arguments, input.as_bytes());
    let report: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let finding = &report["findings"][0];
    let related = &finding["related"][0];
    assert_eq!((report["findings"].as_array().unwrap().len(), finding["line"].as_u64()), (1, Some(3_501)), "{run:?}");
    assert_eq!((related["line"].as_u64(), related["path"].as_str()), (Some(4), Some("stdin.jsonl")));
    let start = usize::try_from(related["start"].as_u64().unwrap()).unwrap();
    assert!(input[start..].starts_with("Ihr Anschluss"), "{related}");
}

#[test]
fn every_report_is_the_same_whatever_the_number_of_threads() {
    let project = Project::new(&[("tonfall.yaml", "include: ['**/*.md', '**/*.csv']\n")]);
    let text = |number: usize| format!("Das AltProdukt {number} und der AltTarif. Bitte wenden Sie sich an unsere Hotline!");
    (0..60).for_each(|number| project.write(&format!("{}/{number}.md", number % 7), &crate::project::draft(&text(number))));
    let rows =
        (0..9_000).map(|number| if number % 50 == 0 { text(number % 100) } else { format!("Ja {number}") }).collect::<Vec<_>>().join("\n");
    project.write("3/archive.csv", &format!("text\n{rows}\n"));
    let formats = ["full", "concise", "json", "jsonl", "github", "gitlab", "junit", "checkstyle", "sarif", "rdjson", "markdown", "html"];
    let outputs = |jobs: &str| {
        let files: Vec<String> = formats.iter().map(|format| format!("--output={format}={jobs}.{format}")).collect();
        let arguments =
            ["check", "--format", "concise", "--select", "old-name,second-name,hotline-deflection,duplicate-reply", "--jobs", jobs];
        let run = project.run(&[arguments.as_slice(), &files.iter().map(String::as_str).collect::<Vec<_>>()].concat());
        assert_eq!((run.code, run.err.as_str()), (1, ""));
        formats.map(|format| project.read(&format!("{jobs}.{format}")))
    };
    let alone = outputs("1");
    assert!(alone.iter().all(|report| report.len() > 1_000));
    // Findings that are alike have names of their own, also in different parts of a file.
    let issues: Vec<serde_json::Value> = serde_json::from_str(&alone[5]).unwrap();
    let names: std::collections::BTreeSet<&str> = issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
    assert!(issues.len() > 400 && names.len() == issues.len(), "{} of {}", names.len(), issues.len());
    for jobs in ["2", "7"] {
        for ((one, many), format) in alone.iter().zip(outputs(jobs)).zip(formats) {
            assert!(*one == many, "{format} differs with {jobs} threads");
        }
    }
}

#[test]
fn a_hook_names_every_file_and_only_drafts_are_checked() {
    let draft = crate::project::draft("Das AltProdukt");
    let project = Project::new(&[
        ("README.md", "Das AltProdukt.\n"),
        ("posts/a.md", &draft),
        ("old/b.md", &draft),
        ("src/main.rs", "AltProdukt"),
        ("plan.yaml", "- {text: Das AltProdukt}\n"),
        ("other.yaml", "AltProdukt: 1\n"),
        ("tonfall.yaml", "include: plan.yaml\nexclude: old/\n"),
    ]);
    let named =
        ["README.md", "posts/a.md", "old/b.md", "src/main.rs", "plan.yaml", "other.yaml", "tonfall.yaml", ".tonfall/rules/old-name.yaml"];
    let select = ["--only-drafts", "--select", "old-name"];
    assert_eq!(project.findings(&[select.as_slice(), &named].concat()), ["plan.yaml:1 old-name", "posts/a.md:5 old-name"]);
    assert_eq!(project.findings(&[select.as_slice(), &["posts", "README.md"]].concat()), ["posts/a.md:5 old-name"]);
    let run = project.run(&[["check"].as_slice(), &select, &["none.md"]].concat());
    assert_eq!((run.code, run.err.as_str()), (2, "tonfall: none.md: there is no such file or folder\n"));
}

#[test]
fn what_is_no_text_is_said_once() {
    let project = Project::new(&[]);
    let table: String = (0..40_000).map(|number| char::from(b'0' + (number % 10) as u8)).flat_map(|c| [c, '\n']).collect();
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(format!("text\n{table}").encode_utf16().flat_map(u16::to_le_bytes)).collect();
    std::fs::write(project.path("export.csv"), utf16).unwrap();
    let run = project.run(&["check", "export.csv", "--format", "concise"]);
    assert_eq!(
        (run.code, run.out.as_str()),
        (1, "export.csv:1:1: error[encoding]: this file is saved as UTF-16, which is not read (save the file as UTF-8 text)\n"),
        "{run:?}"
    );
}
