"""Every capability, asked for by somebody else's client over standard input and output."""

import asyncio
from pathlib import Path

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient

from conftest import REPLY

LINE = 12
"""The line of the finding; before it stands an emoji of four UTF-16 units."""
WORDS = "wenden Sie sich an unsere Hotline"


def show(client: LanguageClient, path: Path, text: str, language: str = "markdown") -> str:
    uri = path.as_uri()
    item = types.TextDocumentItem(uri=uri, language_id=language, version=1, text=text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))
    return uri


def identifier(uri: str) -> types.TextDocumentIdentifier:
    return types.TextDocumentIdentifier(uri=uri)


def rewrite(client: LanguageClient, uri: str, version: int, text: str) -> None:
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            text_document=types.VersionedTextDocumentIdentifier(uri=uri, version=version),
            content_changes=[types.TextDocumentContentChangeWholeDocument(text=text)],
        )
    )


async def published(client: LanguageClient, uri: str, fits=lambda found: True) -> list[types.Diagnostic]:
    for _ in range(600):
        if uri in client.diagnostics and fits(client.diagnostics[uri]):
            return client.diagnostics[uri]
        await asyncio.sleep(0.05)
    raise AssertionError(f"no diagnostics of {uri} that fit: {client.diagnostics.get(uri)}")


def rules(diagnostics) -> list[str]:
    return [diagnostic.code for diagnostic in diagnostics]


def unit(client: LanguageClient, text: str) -> int:
    encoding = client.met.capabilities.position_encoding
    width = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
    return len(text.encode(encoding if encoding == "utf-8" else f"{encoding}-le")) // width


async def pull(client: LanguageClient, uri: str, previous: str | None = None):
    params = types.DocumentDiagnosticParams(text_document=identifier(uri), previous_result_id=previous)
    return await client.text_document_diagnostic_async(params)


def expected_range(client: LanguageClient) -> types.Range:
    start = unit(client, "👍🏽 bitte ")
    return types.Range(types.Position(LINE, start), types.Position(LINE, start + len(WORDS)))


@pytest.mark.asyncio
async def test_diagnostics_are_pulled(puller: LanguageClient, folder: Path):
    uri = show(puller, folder / "open.md", REPLY)
    report = await pull(puller, uri)
    assert report.kind == "full"
    found = next(item for item in report.items if item.code == "hotline-deflection")
    assert found.range == expected_range(puller)
    assert found.code_description.href == "https://tonfall.dev/rules/hotline-deflection"
    assert (await pull(puller, uri, report.result_id)).kind == "unchanged"
    assert "workspace/didChangeWatchedFiles" in puller.registered
    workspace = await puller.workspace_diagnostic_async(types.WorkspaceDiagnosticParams(previous_result_ids=[]))
    closed = next(item for item in workspace.items if item.uri.endswith("closed.md"))
    assert "hotline-deflection" in rules(closed.items) and closed.version is None


@pytest.mark.asyncio
async def test_diagnostics_are_pushed(pushed: LanguageClient, folder: Path):
    uri = show(pushed, folder / "open.md", REPLY)
    found = await published(pushed, uri)
    assert next(item for item in found if item.code == "hotline-deflection").range == expected_range(pushed)
    rewrite(pushed, uri, 2, REPLY.replace(WORDS, "warten Sie auf mich bis 9 Uhr"))
    await published(pushed, uri, lambda found: "hotline-deflection" not in rules(found))
    closed = await published(pushed, (folder / "closed.md").as_uri())
    assert "hotline-deflection" in rules(closed)


@pytest.mark.asyncio
async def test_configs_count_before_they_are_saved(pushed: LanguageClient, folder: Path):
    uri = show(pushed, folder / "open.md", REPLY)
    await published(pushed, uri, lambda found: "hotline-deflection" in rules(found))
    config = show(pushed, folder / "tonfall.yaml", "language: de\nrules:\n  hotline-deflection: off\n", "yaml")
    await published(pushed, uri, lambda found: "hotline-deflection" not in rules(found))
    rewrite(pushed, config, 2, "language: de\nrulez: {}\n")
    faults = await published(pushed, config, lambda found: found)
    assert faults[0].range.start == types.Position(1, 0)


@pytest.mark.asyncio
async def test_actions_are_offered_and_resolved(puller: LanguageClient, folder: Path):
    uri = show(puller, folder / "open.md", REPLY)
    report = await pull(puller, uri)
    found = next(item for item in report.items if item.code == "hotline-deflection")
    params = types.CodeActionParams(
        text_document=identifier(uri), range=found.range, context=types.CodeActionContext(diagnostics=[found])
    )
    actions = await puller.text_document_code_action_async(params)
    titles = [action.title for action in actions]
    assert any("here" in title for title in titles) and any("tonfall.yaml" in title for title in titles), titles
    # The client takes an action that also has a command for the command alone.
    whole = [action for action in actions if isinstance(action, types.CodeAction)]
    assert any(list(action.diagnostics or []) == [found] for action in whole), titles
    for action in whole:
        resolved = await puller.code_action_resolve_async(action)
        assert resolved.edit.document_changes, action.title


@pytest.mark.asyncio
async def test_a_place_is_explained(puller: LanguageClient, folder: Path):
    uri = show(puller, folder / "open.md", REPLY)
    at = types.HoverParams(text_document=identifier(uri), position=expected_range(puller).start)
    assert "hotline-deflection" in (await puller.text_document_hover_async(at)).contents.value
    at = types.HoverParams(text_document=identifier(uri), position=types.Position(1, 1))
    assert (await puller.text_document_hover_async(at)).contents.value.startswith("`kind`")


@pytest.mark.asyncio
async def test_writing_is_helped(puller: LanguageClient, folder: Path):
    uri = show(puller, folder / "open.md", "---\nkind: \ncomplaint: {author: Mia Kaya, text: Wo?}\n---\nLiebe ")
    at = types.CompletionParams(text_document=identifier(uri), position=types.Position(1, 6))
    assert [item.label for item in await puller.text_document_completion_async(at)] == ["post", "reply"]
    at = types.CompletionParams(text_document=identifier(uri), position=types.Position(4, 6))
    assert [item.label for item in await puller.text_document_completion_async(at)] == ["Mia", "Mia Kaya"]


@pytest.mark.asyncio
async def test_a_document_has_a_shape(puller: LanguageClient, folder: Path):
    uri = show(puller, folder / "open.md", REPLY.replace("facebook", "x"))
    document = identifier(uri)
    whole = types.Range(types.Position(0, 0), types.Position(99, 0))
    hints = await puller.text_document_inlay_hint_async(types.InlayHintParams(text_document=document, range=whole))
    assert any(hint.label.endswith("/280") for hint in hints)
    symbols = await puller.text_document_document_symbol_async(types.DocumentSymbolParams(text_document=document))
    assert [symbol.name for symbol in symbols] == ["Front matter", "Reply"]
    folds = await puller.text_document_folding_range_async(types.FoldingRangeParams(text_document=document))
    assert (folds[0].start_line, folds[0].end_line) == (0, 9)
    (folder / "inbox.txt").write_text("Wo?", encoding="utf-8")
    uri = show(puller, folder / "other.md", "---\ncomplaint: {file: inbox.txt}\n---\nHallo!\n")
    links = await puller.text_document_document_link_async(types.DocumentLinkParams(text_document=identifier(uri)))
    assert links[0].target == (folder / "inbox.txt").as_uri()


@pytest.mark.asyncio
async def test_lenses_stand_in_for_hints(pushed: LanguageClient, folder: Path):
    if pushed.met.capabilities.code_lens_provider is None:
        pytest.skip("this client shows hints")
    uri = show(pushed, folder / "open.md", REPLY.replace("facebook", "x"))
    lenses = await pushed.text_document_code_lens_async(types.CodeLensParams(text_document=identifier(uri)))
    assert "of 280 characters" in lenses[0].command.title


@pytest.mark.asyncio
async def test_commands(puller: LanguageClient, folder: Path):
    uri = show(puller, folder / "open.md", "---\nkind: post\nlang: de\n---\n<!-- tonfall-disable-line vague-time -->\nEs regnet.\n")
    commands = puller.met.capabilities.execute_command_provider.commands
    assert {"tonfall.checkWorkspace", "tonfall.explainRule", "tonfall.applyFixes"} <= set(commands)

    async def run(name: str, *arguments):
        params = types.ExecuteCommandParams(command=name, arguments=list(arguments))
        return await puller.workspace_execute_command_async(params)

    sums = await run("tonfall.checkWorkspace")
    sums = sums if isinstance(sums, dict) else vars(sums) if hasattr(sums, "__dict__") else sums._asdict()
    assert sums["files"] == 2
    assert (await run("tonfall.explainRule", "vague-time", "de")).startswith("# vague-time")
    applied = asyncio.Event()

    @puller.feature(types.WORKSPACE_APPLY_EDIT)
    def _(params: types.ApplyWorkspaceEditParams):
        applied.edit = params.edit
        applied.set()
        return types.ApplyWorkspaceEditResult(applied=True)

    assert await run("tonfall.applyFixes", uri) == 1
    await asyncio.wait_for(applied.wait(), 10)
    assert applied.edit.document_changes[0].text_document.version == 1


@pytest.mark.asyncio
async def test_every_encoding_is_spoken(pushed: LanguageClient):
    assert pushed.met.capabilities.position_encoding in ("utf-8", "utf-16", "utf-32")
    assert pushed.met.server_info.name == "tonfall"
