//! What Tonfall writes for shells and manuals, held against the shells where they are there.

use crate::project::Project;

#[test]
fn every_shell_gets_its_completions() {
    let project = Project::new(&[]);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = project.run(&["completions", shell]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{shell}");
        assert!(run.out.contains("stdin-format") && run.out.contains("baseline"), "{shell}");
    }
    assert_eq!(project.run(&["completions", "cmd"]).code, 2);
}

#[test]
fn bash_completes_commands_options_and_values() {
    let project = Project::new(&[]);
    project.write("tonfall.bash", &project.run(&["completions", "bash"]).out);
    for (typed, expected) in
        [("tonfall che", "check"), ("tonfall check --stdin-f", "--stdin-format"), ("tonfall check --format sar", "sarif")]
    {
        let words = typed.split(' ').count();
        let script = format!(
            "source tonfall.bash; COMP_WORDS=({typed}); COMP_CWORD={}; _tonfall tonfall \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD-1]}}\"; echo \"${{COMPREPLY[@]}}\"",
            words - 1
        );
        let Ok(output) = project.command("bash").args(["-c", &script]).output() else { return };
        assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), expected, "{typed}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn every_command_has_its_page() {
    let project = Project::new(&[]);
    let page = project.run(&["man", "check"]);
    assert!(page.code == 0 && page.out.contains(".TH tonfall-check 1") && page.out.contains("\\-\\-watch"), "{}", page.out);
    let run = project.run(&["man", "--folder", "."]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{run:?}");
    for name in ["tonfall.1", "tonfall-check.1", "tonfall-baseline.1", "tonfall-explain.1", "tonfall-lsp.1"] {
        assert!(project.read(name).starts_with(".ie"), "{name}");
    }
    assert_eq!(project.run(&["man", "chek"]).code, 2);
}
