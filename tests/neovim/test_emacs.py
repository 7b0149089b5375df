"""Emacs with `editors/emacs/tonfall.el`, at a terminal."""

import pytest

from conftest import BEFORE, EDITORS, LINE, RIGHT, ROOT, is_running, servers, wait_for

COLUMN = len(BEFORE)
"""As Emacs counts: in characters of Unicode, from zero."""


@pytest.fixture
def emacs(terminal, home):
    folder = home / ".emacs.d"
    folder.mkdir()
    (folder / "init.el").write_text(f'(load "{ROOT}/editors/emacs/tonfall.el")\n', encoding="utf-8")
    return lambda *arguments: terminal(EDITORS / "emacs", "-nw", *arguments)


def command(emacs, name):
    emacs.type("\x1bx")
    emacs.see("M-x")
    emacs.type(f"{name}\r")


def test_a_finding_is_shown_and_mended(emacs, folder):
    emacs = emacs(f"+{LINE}:23", "antwort.md")
    emacs.see("[eglot:")
    command(emacs, "flymake-show-buffer-diagnostics")
    emacs.see("richtig ist „Schleeh“")
    emacs.see("Die Antwort nennt keinen Zeitpunkt.")
    emacs.see(f"{LINE}  {COLUMN} error")
    (server,) = servers(folder)
    command(emacs, "eglot-code-action-quickfix")
    emacs.see("„Schleeh“ schreiben")
    emacs.type("\r")
    emacs.see_no("richtig ist „Schleeh“")
    emacs.type("\x18\x13")
    saved = folder / "antwort.md"
    emacs.until(lambda: saved.read_text(encoding="utf-8").splitlines()[LINE - 1] == RIGHT)
    emacs.type("\x18\x03")
    wait_for(lambda: not is_running(server), "the server's end")
