"""A project with drafts, and editors in it: Neovim by its own protocol, the others at a terminal, by keys and screen."""

import contextlib
import os
import select
import subprocess
import time
from pathlib import Path

import pynvim
import pyte
import pytest
from ptyprocess import PtyProcess

ROOT = Path(__file__).resolve().parents[2]
EDITORS = Path(os.environ["EDITORS"])
TONFALL = os.environ["TONFALL"]
PATIENCE = 30
"""Seconds that anything may take before a test fails: far more than it does."""

FAMILY = "👩‍👩‍👧"
"""One character to its reader: five of Unicode, eight units of UTF-16, eighteen bytes."""
BEFORE = f"{FAMILY} Guten Tag, Herr "
WRONG = f"{BEFORE}Schlee! Wir bedauern den Vorfall."
RIGHT = WRONG.replace("Schlee", "Schleeh")
REPLY = f"""---
kind: reply
channel: facebook
complaint:
  author: Hannes Schleeh
  text: |
    Seit Freitag ist mein DSL weg. Wann kommt der Techniker?
---
{WRONG}
"""
LINE = 9
"""The line of the reply, counted from one."""
CLOSED = """---
kind: reply
channel: facebook
complaint:
  author: Mia Kaya
  text: |
    Seit Freitag ist mein Internet weg. Wann kommt der Techniker?
---
👍🏽 Hallo Frau Kaya, bitte wenden Sie sich an unsere Hotline.
"""


def wait_for(condition, what):
    """What a condition gives once it gives something: polled, for an editor does not tell."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.02)
    raise AssertionError(f"waited in vain for {what() if callable(what) else what}")


def is_running(process):
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def servers(folder):
    """The processes of servers that were started in a project."""
    found = []
    for process in Path("/proc").iterdir():
        try:
            if process.name.isdigit() and (process / "exe").resolve() == Path(TONFALL) and b"\0lsp\0" in (process / "cmdline").read_bytes():
                home = dict(entry.split(b"=", 1) for entry in (process / "environ").read_bytes().split(b"\0") if b"=" in entry)[b"HOME"]
                found += [int(process.name)] if Path(home.decode()).parent == folder.parent and is_running(process.name) else []
        except (FileNotFoundError, ProcessLookupError, PermissionError, KeyError):
            continue
    return found


@pytest.fixture
def folder(tmp_path):
    project = tmp_path / "projekt ä"
    project.mkdir()
    (project / "tonfall.yaml").write_text("language: de\n", encoding="utf-8")
    (project / "antwort.md").write_text(REPLY, encoding="utf-8")
    (project / "andere.md").write_text(CLOSED, encoding="utf-8")
    return project


@pytest.fixture
def home(folder):
    """A user's home, with the server in the PATH."""
    home = folder.parent / "home"
    (home / "bin").mkdir(parents=True)
    (home / "bin" / "tonfall").symlink_to(TONFALL)
    return home


@pytest.fixture
def environment(home):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "NVIM", "LC_", "LANG"))}
    return kept | {"HOME": str(home), "PATH": f"{home / 'bin'}:/usr/bin:/bin", "TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}


class Neovim:
    """A Neovim without a screen, with the plugin where packages lie."""

    def __init__(self, suite, folder, home, environment):
        packages = home / ".local/share/nvim/site/pack/plugins/start"
        packages.mkdir(parents=True, exist_ok=True)
        if not (packages / "tonfall").exists():
            (packages / "tonfall").symlink_to(ROOT / "editors/neovim")
        self.folder = folder
        variables = [f"{name}={value}" for name, value in environment.items()]
        command = ["env", "-i", "-C", str(folder), *variables, str(EDITORS / f"nvim-{suite}"), "--embed", "--headless", "-n", "-i", "NONE"]
        self.nvim = pynvim.attach("child", argv=command)
        self.lua("""
            _G.told = {}
            vim.notify = function(message) table.insert(_G.told, message) end
            vim.notify_once = vim.notify
        """)

    def lua(self, code, *arguments):
        return self.nvim.exec_lua(code, *arguments)

    def command(self, command):
        self.nvim.command(command)

    def wait(self, code, *arguments):
        return wait_for(lambda: self.lua(f"return {code}", *arguments), lambda: f"{code}; told: {self.told()}; log: {self.log()}")

    def told(self):
        return self.lua("return _G.told")

    def hear(self, part):
        wait_for(lambda: any(part in message for message in self.told()), lambda: f"“{part}” in {self.told()}; log: {self.log()}")

    def log(self):
        path = Path(self.lua("return vim.lsp.log.get_filename()"))
        return path.read_text() if path.exists() else ""

    def open(self, name):
        self.command(f"edit {name}")

    def findings(self):
        """What is shown of the buffer: rule, line and column, counted in bytes from zero."""
        found = self.lua("""
            return vim.iter(vim.diagnostic.get(0)):map(function(found) return { found.code, found.lnum, found.col, found.end_col } end):totable()
        """)
        return sorted(tuple(finding) for finding in found)

    def rules(self):
        return {finding[0] for finding in self.findings()}

    def until_rules(self, fits):
        wait_for(lambda: fits(self.rules()), lambda: f"fitting findings, of {self.rules()}; told: {self.told()}; log: {self.log()}")

    def lines(self):
        return list(self.nvim.current.buffer[:])

    def end(self):
        # Whoever is asked to go answers no more, and may have gone already.
        with contextlib.suppress(EOFError, OSError, AssertionError):
            self.command("qall!")
        self.nvim.close()


@pytest.fixture(params=["trixie", "forky"])
def neovim(request, folder, home, environment):
    neovim = Neovim(request.param, folder, home, environment)
    yield neovim
    neovim.end()


class Terminal:
    """A program at a terminal, its screen read as its user does."""

    def __init__(self, command, folder, environment):
        self.screen = pyte.Screen(120, 40)
        self.stream = pyte.ByteStream(self.screen)
        self.process = PtyProcess.spawn([str(part) for part in command], cwd=str(folder), env=environment, dimensions=(40, 120))

    def read(self):
        while select.select([self.process.fd], [], [], 0)[0]:
            try:
                self.stream.feed(self.process.read(65536))
            except EOFError:
                return

    def text(self):
        self.read()
        return "\n".join(line.rstrip() for line in self.screen.display)

    def see(self, part):
        """Waits until a text stands on the screen."""
        wait_for(lambda: part in self.text(), lambda: f"“{part}” on the screen:\n{self.text()}")

    def see_no(self, part):
        wait_for(lambda: part not in self.text(), lambda: f"“{part}” to go from the screen:\n{self.text()}")

    def until(self, condition):
        """Waits for something beside the screen, and keeps reading: a full pipe would hold the program up."""

        def look():
            self.read()
            return condition()

        wait_for(look, lambda: f"what should have come of it; the screen:\n{self.text()}")

    def type(self, keys):
        self.process.write(keys.encode())

    def end(self):
        self.process.terminate(force=True)
        self.process.close()


@pytest.fixture
def terminal(folder, environment):
    terminals = []

    def start(*command):
        terminals.append(Terminal(command, folder, environment))
        return terminals[-1]

    yield start
    for one in terminals:
        one.end()


def output(*command, **options):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True, **options).stdout
