"""A folder with drafts, and clients that open it: one that pulls diagnostics, as Visual Studio Code does, and one that is pushed to."""

import os
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

TONFALL = os.environ["TONFALL"]

REPLY = """---
kind: reply
channel: facebook
lang: de
complaint:
  author: Mia Kaya
  text: |
    Seit Freitag ist mein Internet weg.
    Wann kommt der Techniker?
---
Hallo Frau Kaya,

👍🏽 bitte wenden Sie sich an unsere Hotline.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tonfall.yaml").write_text("language: de\n", encoding="utf-8")
    (tmp_path / "closed.md").write_text(REPLY, encoding="utf-8")
    return tmp_path


async def meet(client: LanguageClient, folder: Path, editor: str, pull: bool) -> types.InitializeResult:
    capabilities = client_capabilities(editor)
    if not pull:
        capabilities.text_document.diagnostic = None
        if capabilities.workspace:
            capabilities.workspace.diagnostics = None

    # What pytest-lsp says it can do for Visual Studio Code, and leaves to its user.
    @client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def _(params: types.RegistrationParams):
        client.registered = [*getattr(client, "registered", []), *(registration.method for registration in params.registrations)]

    for refresh in (types.WORKSPACE_INLAY_HINT_REFRESH, types.WORKSPACE_CODE_LENS_REFRESH):
        client.feature(refresh)(lambda *_: None)
    params = types.InitializeParams(
        process_id=os.getpid(),
        capabilities=capabilities,
        locale="en",
        workspace_folders=[types.WorkspaceFolder(uri=folder.as_uri(), name="drafts")],
    )
    return await client.initialize_session(params)


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[TONFALL, "lsp"]))
async def puller(lsp_client: LanguageClient, folder: Path):
    lsp_client.met = await meet(lsp_client, folder, "visual-studio-code", pull=True)
    yield
    await lsp_client.shutdown_session()


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[TONFALL, "lsp", "--stdio"]))
async def pushed(lsp_client: LanguageClient, folder: Path):
    lsp_client.met = await meet(lsp_client, folder, "neovim", pull=False)
    yield
    await lsp_client.shutdown_session()
