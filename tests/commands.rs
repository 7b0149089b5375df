//! The contract of the command line as transcripts: what is typed, what comes back, and the exit code. `TRYCMD=overwrite` writes them anew.

#[test]
fn transcripts() {
    trycmd::TestCases::new()
        .env("LANG", "en_US.UTF-8")
        .env("LC_ALL", "")
        .env("LC_MESSAGES", "")
        .case("tests/commands/*.md")
        .case("tests/commands/*.toml")
        .run();
}
