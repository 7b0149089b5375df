"""The plugin in Neovim: 0.10, which has to be told how to start a server, and the newest, which reads `lsp/`."""

import os
import re
import subprocess

import pytest

from conftest import BEFORE, EDITORS, LINE, RIGHT, ROOT, TONFALL, Neovim, is_running, servers, wait_for

COLUMN = len(BEFORE.encode())


def is_found(rules):
    return {"wrong-name", "unanswered-question"} <= rules


def test_findings_stand_where_they_belong(neovim):
    neovim.open("antwort.md")
    neovim.until_rules(is_found)
    assert ("wrong-name", LINE - 1, COLUMN, COLUMN + len("Schlee")) in neovim.findings()
    assert neovim.lua("return #vim.lsp.get_clients({ name = 'tonfall' })") == 1
    assert neovim.lua("return vim.lsp.get_clients({ name = 'tonfall' })[1].config.root_dir") == str(neovim.folder)


def test_a_code_action_is_applied_and_saved(neovim):
    neovim.open("antwort.md")
    neovim.until_rules(is_found)
    neovim.nvim.current.window.cursor = (LINE, COLUMN)
    neovim.lua("""
        vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.title:find('Schleeh', 1, true) and action.isPreferred end })
    """)
    neovim.wait("vim.api.nvim_get_current_line() == ...", RIGHT)
    neovim.command("write")
    assert (neovim.folder / "antwort.md").read_text(encoding="utf-8").splitlines()[LINE - 1] == RIGHT
    neovim.until_rules(lambda rules: "wrong-name" not in rules and "unanswered-question" in rules)


def test_fix_mends_what_is_certain(neovim):
    neovim.open("antwort.md")
    neovim.until_rules(is_found)
    neovim.command("Tonfall fix")
    neovim.wait("vim.api.nvim_buf_get_lines(0, -2, -1, true)[1] == ...", RIGHT)
    neovim.hear("1 place mended")
    neovim.until_rules(lambda rules: "wrong-name" not in rules)
    neovim.command("Tonfall fix")
    neovim.hear("nothing here can be mended without you")


def test_a_rule_is_explained(neovim):
    neovim.open("antwort.md")
    neovim.until_rules(is_found)
    neovim.nvim.current.window.cursor = (LINE, COLUMN)
    neovim.command("Tonfall explain")
    neovim.wait("vim.api.nvim_buf_get_name(0) == 'tonfall://rule/wrong-name'")
    assert neovim.lines()[0] == "# wrong-name"
    assert neovim.lua("return { vim.bo.filetype, vim.bo.modifiable, #vim.lsp.get_clients({ bufnr = 0 }) }") == ["markdown", False, 0]
    neovim.command("close")
    neovim.command("Tonfall explain vague-time")
    neovim.wait("vim.api.nvim_buf_get_name(0) == 'tonfall://rule/vague-time'")
    neovim.command("close")
    neovim.nvim.current.window.cursor = (1, 0)
    neovim.command("Tonfall explain")
    neovim.hear("nothing was found on this line")
    neovim.command("Tonfall explain no-such-rule")
    neovim.hear("there is no such rule")


def test_a_reply_is_begun(neovim):
    neovim.open("antwort.md")
    neovim.until_rules(is_found)
    neovim.lua("vim.fn.setreg('\"', 'Seit Montag: kein Netz.\\n\\nWas nun?\\n')")
    neovim.command("Tonfall new-reply instagram Elif Yıldız")
    neovim.wait("vim.api.nvim_buf_get_name(0):match('elif%-yildiz%.md$') ~= nil")
    neovim.wait("vim.api.nvim_buf_line_count(0) > 1")
    head = ["---", "kind: reply", "channel: instagram", "complaint:", "  author: Elif Yıldız", "  text: |"]
    complaint = ["    Seit Montag: kein Netz.", "", "    Was nun?", "---", ""]
    assert neovim.lines() == head + complaint
    assert tuple(neovim.nvim.current.window.cursor) == (11, 0)
    assert not list(neovim.folder.rglob("*yildiz*")), "nothing is written before its writer does"
    neovim.nvim.current.buffer[10:] = ["Hallo Frau Yildiz, wir bedauern den Vorfall."]
    neovim.until_rules(lambda rules: "wrong-name" in rules)


def test_a_post_is_asked_for_its_channel(neovim):
    neovim.open("antwort.md")
    neovim.until_rules(is_found)
    neovim.lua("""
        vim.ui.select = function(channels, options, on_choice)
            _G.titles = vim.tbl_map(options.format_item, channels)
            on_choice(channels[vim.fn.index(_G.titles, 'LinkedIn') + 1])
        end
    """)
    neovim.command("Tonfall new-post")
    neovim.wait("vim.api.nvim_buf_get_lines(0, 0, -1, true)[2] == 'kind: post'")
    assert neovim.lines() == ["---", "kind: post", "channel: linkedin", "---", ""]
    assert "Facebook" in neovim.lua("return _G.titles")


def test_selected_lines_become_the_complaint(neovim):
    (neovim.folder / "notiz.txt").write_text("egal\nWo bleibt\nmein Paket?\n", encoding="utf-8")
    neovim.open("notiz.txt")
    neovim.command("2,3Tonfall new-reply x Mia Kaya")
    neovim.wait("vim.api.nvim_buf_get_lines(0, 0, -1, true)[2] == 'kind: reply'")
    assert neovim.lines()[5:8] == ["  text: |", "    Wo bleibt", "    mein Paket?"]


def test_the_workspace_is_listed_with_no_draft_open(neovim):
    neovim.command("Tonfall check")
    neovim.hear("files checked")
    listed = neovim.lua("""
        return vim.tbl_map(function(entry)
            return { vim.fs.basename(vim.api.nvim_buf_get_name(entry.bufnr)), entry.lnum, entry.col, entry.type, entry.text:match('%[(.-)%]$') }
        end, vim.fn.getqflist())
    """)
    assert ["antwort.md", LINE, COLUMN + 1, "E", "wrong-name"] in listed
    assert ["andere.md", LINE, len("👍🏽 Hallo Frau Kaya, bitte ".encode()) + 1, "E", "hotline-deflection"] in listed
    assert [entry[:3] for entry in listed] == sorted(entry[:3] for entry in listed)
    assert neovim.lua("return vim.fn.getqflist({ title = 0 }).title") == "Tonfall"
    assert neovim.lua("return vim.fn.getqflist({ winid = 0 }).winid") != 0


def test_a_config_counts_at_once(neovim):
    neovim.open("antwort.md")
    neovim.until_rules(is_found)
    neovim.command("split tonfall.yaml")
    neovim.nvim.current.buffer[:] = ["language: de", "rules:", "  unanswered-question: off"]
    neovim.command("write | wincmd p")
    neovim.until_rules(lambda rules: "unanswered-question" not in rules and "wrong-name" in rules)
    neovim.command("wincmd p")
    neovim.nvim.current.buffer[:] = ["langauge: de"]
    wait_for(lambda: neovim.lua("return vim.diagnostic.get(0)[1]"), "the fault of the config")
    assert "did you mean `language`" in neovim.lua("return vim.diagnostic.get(0)[1].message")


def test_words_are_completed(neovim):
    neovim.open("antwort.md")
    neovim.until_rules(is_found)
    complete = "return vim.fn.getcompletion(..., 'cmdline')"
    assert neovim.lua(complete, "Tonfall ") == ["check", "explain", "fix", "log", "new-post", "new-reply", "restart"]
    assert neovim.lua(complete, "Tonfall ch") == ["check"]
    assert neovim.lua(complete, "Tonfall explain wrong") == ["wrong-name"]
    assert {"facebook", "instagram"} <= set(neovim.lua(complete, "Tonfall new-reply "))
    assert neovim.lua(complete, "Tonfall new-reply x ") == []
    neovim.command("Tonfall")
    neovim.hear("say what to do")


def health(neovim):
    neovim.command("checkhealth tonfall")
    lines = [line for line in neovim.lines() if line.strip()]
    neovim.command("bwipeout!")
    return "\n".join(lines)


def test_health_is_good(neovim):
    neovim.open("antwort.md")
    neovim.until_rules(is_found)
    report = health(neovim)
    assert "ERROR" not in report and "WARNING" not in report, report
    version = subprocess.run([TONFALL, "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
    assert f"Tonfall {version}: " in report
    assert f"The server runs in {neovim.folder}, with 1 open files: antwort.md" in report
    assert f"Config: {neovim.folder}/tonfall.yaml" in report


def test_health_tells_what_to_do(neovim, home):
    server = home / "bin" / "tonfall"
    server.unlink()
    (neovim.folder / "tonfall.yaml").unlink()
    neovim.open("antwort.md")
    neovim.hear("`tonfall` is not there. Install it with `cargo install tonfall`")
    report = health(neovim)
    assert "ERROR The server `tonfall` was not found" in report and "cargo install tonfall" in report
    assert "No tonfall.yaml" in report and "tonfall init" in report
    server.write_text("#!/bin/sh\necho tonfall 0.0.9\n")
    server.chmod(0o755)
    report = health(neovim)
    assert "Tonfall 0.0.9" in report and "is too old" in report
    server.write_text("#!/bin/sh\necho something else\n")
    assert "does not say which version it is" in health(neovim)
    server.unlink()
    server.symlink_to(TONFALL)
    (neovim.folder / "tonfall.yaml").write_text("langauge: de\n")
    report = health(neovim)
    assert "has faults" in report and "did you mean `language`" in report
    (neovim.folder / "tonfall.yaml").write_text("language: de\n")
    neovim.command("Tonfall restart")
    neovim.until_rules(is_found)
    assert "ERROR" not in health(neovim)


def test_the_server_lives_as_long_as_its_editor(neovim):
    neovim.open("antwort.md")
    neovim.until_rules(is_found)
    (first,) = servers(neovim.folder)
    neovim.command("Tonfall restart")
    wait_for(lambda: not is_running(first), "the first server's end")
    (second,) = wait_for(lambda: servers(neovim.folder), "another server")
    neovim.until_rules(is_found)
    neovim.end()
    wait_for(lambda: not is_running(second), "the server's end")


def test_a_killed_editor_takes_its_server_along(folder, home, environment):
    neovim = Neovim("forky", folder, home, environment)
    neovim.open("antwort.md")
    neovim.until_rules(is_found)
    (server,) = servers(folder)
    os.kill(neovim.lua("return vim.fn.getpid()"), 9)
    wait_for(lambda: not is_running(server), "the server's end")
    neovim.nvim.close()


def test_nothing_starts_by_itself_where_that_is_not_wanted(folder, home, environment):
    (home / ".config/nvim").mkdir(parents=True)
    (home / ".config/nvim/init.lua").write_text("vim.g.tonfall = { enabled = false }\n")
    neovim = Neovim("forky", folder, home, environment)
    neovim.open("antwort.md")
    assert neovim.lua("return #vim.lsp.get_clients()") == 0
    assert "It does not start by itself" in health(neovim)
    neovim.command("lua vim.lsp.enable('tonfall')")
    neovim.until_rules(is_found)
    neovim.end()


@pytest.mark.parametrize("suite", ["trixie", "forky"])
def test_settings_reach_the_server(suite, folder, home, environment):
    (home / ".config/nvim").mkdir(parents=True)
    (home / ".config/nvim/init.lua").write_text("require('tonfall').setup({ settings = { checkWorkspace = false } })\n")
    neovim = Neovim(suite, folder, home, environment)
    neovim.open("antwort.md")
    neovim.until_rules(is_found)
    neovim.command("Tonfall check")
    neovim.hear("checked")
    assert "andere.md" not in neovim.lua("return vim.json.encode(vim.tbl_map(function(e) return vim.api.nvim_buf_get_name(e.bufnr) end, vim.fn.getqflist()))")
    neovim.end()


@pytest.mark.parametrize("suite", ["trixie", "forky"])
def test_a_wrong_option_is_named(suite, folder, home, environment):
    neovim = Neovim(suite, folder, home, environment)
    neovim.command("lua require('tonfall').setup({ comand = { 'x' }, filetypes = 'markdown' })")
    neovim.hear("there is no option `comand`")
    neovim.hear("the option `filetypes` is to be a table, and is a string")
    neovim.open("antwort.md")
    neovim.until_rules(is_found)
    neovim.end()


def test_nothing_is_logged_that_nobody_needs(neovim):
    neovim.open("antwort.md")
    neovim.until_rules(is_found)
    neovim.command("Tonfall check")
    neovim.hear("files checked")
    assert [line for line in neovim.log().splitlines() if "START" not in line] == []
    assert [message for message in neovim.told() if "checked" not in message] == []


def test_help_tags_build(neovim, tmp_path):
    doc = tmp_path / "doc"
    doc.mkdir()
    text = (ROOT / "editors/neovim/doc/tonfall.txt").read_text(encoding="utf-8")
    (doc / "tonfall.txt").write_text(text, encoding="utf-8")
    neovim.command(f"helptags {doc}")
    tags = [line.split("\t")[0] for line in (doc / "tags").read_text(encoding="utf-8").splitlines()]
    assert {"tonfall", ":Tonfall", "tonfall.setup()"} <= set(tags)
    assert {f":Tonfall-{name}" for name in neovim.lua("return vim.fn.getcompletion('Tonfall ', 'cmdline')")} <= set(tags)
    dangling = {link for link in re.findall(r"\|([^|\s]+)\|", text) if link.startswith(("tonfall", ":Tonfall"))} - set(tags)
    assert not dangling
    assert all(len(line) <= 80 for line in text.splitlines())


def test_the_code_is_clean():
    done = subprocess.run([EDITORS / "luacheck", "--no-color", "."], cwd=ROOT / "editors/neovim", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
