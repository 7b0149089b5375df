"""Helix with `editors/helix/languages.toml`, at a terminal."""

from conftest import EDITORS, LINE, RIGHT, ROOT, is_running, output, servers, wait_for

import pytest


@pytest.fixture
def configured(home):
    config = home / ".config/helix"
    config.mkdir(parents=True)
    (config / "languages.toml").write_text((ROOT / "editors/helix/languages.toml").read_text(encoding="utf-8"), encoding="utf-8")
    (config / "config.toml").write_text("[editor]\ntrue-color = true\n[editor.statusline]\nright = ['diagnostics', 'position']\n")


@pytest.mark.parametrize("language", ["markdown", "text", "yaml"])
def test_the_server_is_found(configured, environment, language):
    report = output(EDITORS / "hx", "--health", language, env=environment)
    assert "tonfall" in report and str(environment["HOME"]) in report, report


def test_a_finding_is_shown_and_mended(configured, terminal, folder):
    helix = terminal(EDITORS / "hx", f"antwort.md:{LINE}:23")
    helix.see("richtig ist „Schleeh“")
    helix.type(" a")
    helix.see("„Schleeh“ schreiben")
    (server,) = servers(folder)
    helix.type("\r")
    helix.see("Herr Schleeh!")
    helix.type(":write\r")
    saved = folder / "antwort.md"
    helix.until(lambda: saved.read_text(encoding="utf-8").splitlines()[LINE - 1] == RIGHT)
    helix.type(" d")
    # The other finding is shown beside the cursor too; this one in the list alone.
    helix.see("missing-next-step")
    assert "wrong-name" not in helix.text()
    helix.type("\x03")
    helix.see_no("missing-next-step")
    helix.type(":quit!\r")
    wait_for(lambda: not is_running(server), "the server's end")


def test_findings_of_other_files_are_listed(configured, terminal):
    helix = terminal(EDITORS / "hx", "antwort.md")
    helix.see("Schlee")
    helix.type(" D")
    helix.see("hotline-deflection")
    helix.type("\x03:quit!\r")
