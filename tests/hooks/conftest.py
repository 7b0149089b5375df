"""A content repository with a history, and the programs that call Tonfall in it."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = Path(os.environ["TOOLS"])

WRONG_NAME = "---\nkind: reply\nchannel: facebook\nlang: de\ncomplaint:\n  author: Hannes Schleeh\n  text: Wann kommt der Techniker?\n---\n"
BAD = WRONG_NAME + "Hallo Herr Schlee, der Techniker kommt morgen um 9 Uhr zu Ihnen und ruft vorher an.\n"
GOOD = BAD.replace("Schlee,", "Schleeh,")


@dataclass
class Repository:
    folder: Path
    environment: dict

    def run(self, *command, code=0, **further):
        done = subprocess.run(command, cwd=self.folder, env=self.environment | further, capture_output=True, text=True, check=False)
        assert code is None or done.returncode == code, f"{command}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done

    def git(self, *arguments, **further):
        return self.run("git", *arguments, **further).stdout.strip()

    def write(self, path, text):
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def read(self, path):
        return (self.folder / path).read_text(encoding="utf-8")

    def commit(self, message):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--no-verify", "--message", message)
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def make(tmp_path):
    """Makes repositories in which `tonfall` is the one that is tested."""
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "tonfall").symlink_to(Path(os.environ["TONFALL"]).resolve())
    environment = os.environ | {
        "PATH": f"{programs}:{TOOLS / 'bin'}:{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(tmp_path / "pre-commit"),
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_COUNT": "1",
        # A clone of a local repository, as pre-commit makes it.
        "GIT_CONFIG_KEY_0": "protocol.file.allow",
        "GIT_CONFIG_VALUE_0": "always",
    }
    for role in ["AUTHOR", "COMMITTER"]:
        environment |= {f"GIT_{role}_NAME": "Mia König", f"GIT_{role}_EMAIL": "mia@example.org"}

    def make(name):
        repository = Repository(tmp_path / name, environment)
        repository.folder.mkdir()
        repository.git("init", "--quiet", "--initial-branch", "main")
        return repository

    return make


@pytest.fixture
def content(make):
    repository = make("content")
    repository.write("README.md", "Jetzt sofort kaufen!!! Bitte wenden Sie sich an unsere Hotline!\n")
    repository.write("replies/alt.md", BAD)
    repository.commit("Begin")
    return repository
