"""The configurations that no editor is run with: they can be read, start the server, and are what the README points to."""

import json
import re
import tomllib

import pytest
import yaml

from conftest import ROOT

EDITORS = ROOT / "editors"
PAGES = [EDITORS / "README.md", EDITORS / "neovim/README.md"]


def without_comments(text):
    return "\n".join(line for line in text.splitlines() if not line.startswith("//"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_what_is_pointed_to_is_there(page):
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_servers_are_started_alike():
    sublime = json.loads(without_comments((EDITORS / "sublime-text/LSP.sublime-settings").read_text(encoding="utf-8")))
    kate = json.loads((EDITORS / "kate/settings.json").read_text(encoding="utf-8"))
    jetbrains = json.loads((EDITORS / "jetbrains/tonfall/template.json").read_text(encoding="utf-8"))
    assert sublime["clients"]["tonfall"]["command"] == kate["servers"]["tonfall"]["command"] == ["tonfall", "lsp"]
    assert jetbrains["programArgs"]["windows"] == "tonfall.exe lsp"
    zed = tomllib.loads((EDITORS / "zed/extension.toml").read_text(encoding="utf-8"))
    server = zed["language_servers"]["tonfall"]
    assert set(server["languages"]) == set(server["language_ids"])


def test_versions_are_those_of_the_program():
    version = tomllib.loads((ROOT / "Cargo.toml").read_text(encoding="utf-8"))["package"]["version"]
    mason = yaml.safe_load((EDITORS / "neovim/packages/tonfall/package.yaml").read_text(encoding="utf-8"))
    assert mason["source"]["id"] == f"pkg:cargo/tonfall@{version}"
    assert mason["neovim"]["lspconfig"] == "tonfall" and (EDITORS / "neovim/lsp/tonfall.lua").exists()
    assert tomllib.loads((EDITORS / "zed/extension.toml").read_text(encoding="utf-8"))["version"] == version
