"""pre-commit, run for real, with a local clone of this repository's hooks as their source."""

import os

import pytest

from conftest import BAD, GOOD, ROOT

CONFIG = """repos:
  - repo: {source}
    rev: {revision}
    hooks:
{hooks}"""


def install(make, content, *hooks):
    source = make("hooks")
    source.write(".pre-commit-hooks.yaml", (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    revision = source.commit("Hooks")
    listed = "".join(f"      - id: {hook}\n" for hook in hooks)
    content.write(".pre-commit-config.yaml", CONFIG.format(source=source.folder, revision=revision, hooks=listed))
    content.commit("Ask pre-commit")
    content.run("pre-commit", "install")


def commit(content, code):
    content.git("add", "--all")
    done = content.run("git", "commit", "--message", "Reply", code=code)
    return done.stdout + done.stderr


def test_the_hooks_are_what_pre_commit_takes(content):
    content.run("pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml")


def test_a_bad_draft_is_not_committed_and_a_good_one_is(make, content):
    install(make, content, "tonfall-system")
    content.write("replies/neu.md", BAD)
    content.write("notes.md", "Jetzt sofort kaufen!!! Rufen Sie unsere Hotline an!\n")
    said = commit(content, 1)
    assert "replies/neu.md" in said and "wrong-name" in said and "notes.md" not in said and "alt.md" not in said
    content.write("replies/neu.md", GOOD)
    commit(content, 0)


def test_what_is_staged_is_what_is_checked(make, content):
    install(make, content, "tonfall-system")
    content.write("replies/neu.md", BAD)
    content.git("add", "--all")
    content.write("replies/neu.md", GOOD)
    assert "wrong-name" in content.run("git", "commit", "--message", "Reply", code=1).stderr
    assert content.read("replies/neu.md") == GOOD


def test_a_fix_is_written_shown_and_then_committed(make, content):
    install(make, content, "tonfall-fix-system", "tonfall-system")
    content.write("replies/neu.md", BAD)
    said = commit(content, 1)
    assert "files were modified by this hook" in said and content.read("replies/neu.md") == GOOD
    commit(content, 0)
    assert content.git("show", "HEAD:replies/neu.md") == GOOD.strip()


def test_all_files_are_checked_where_that_is_asked_for(make, content):
    install(make, content, "tonfall-system")
    said = content.run("pre-commit", "run", "--all-files", code=1).stdout
    assert "replies/alt.md" in said and "README.md" not in said


@pytest.mark.skipif("TONFALL_BUILD_HOOK" not in os.environ, reason="building Tonfall as pre-commit does takes minutes: set TONFALL_BUILD_HOOK")
def test_pre_commit_builds_its_own(content):
    revision = content.run("git", "-C", ROOT, "rev-parse", "HEAD").stdout.strip()
    content.write(".pre-commit-config.yaml", CONFIG.format(source=ROOT, revision=revision, hooks="      - id: tonfall\n"))
    said = content.run("pre-commit", "run", "--all-files", code=1).stdout
    assert "replies/alt.md" in said and "wrong-name" in said
