"""The process behind the pipes: it ends when it should, says nothing that is no message, and does not grow."""

import json
import os
import signal
import subprocess
import time

import pytest

from conftest import REPLY, TONFALL


class Pipes:
    def __init__(self, **options):
        self.process = subprocess.Popen(
            [TONFALL, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options
        )
        self.number = 0

    def send(self, message: dict) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def read(self) -> dict:
        length = 0
        while line := self.process.stdout.readline().strip():
            length = int(line.split(b":")[1])
        return json.loads(self.process.stdout.read(length))

    def request(self, method: str, params=None) -> dict:
        self.number += 1
        self.send({"id": self.number, "method": method, "params": params})
        while (message := self.read()).get("id") != self.number:
            pass
        return message

    def meet(self, **params) -> dict:
        answer = self.request("initialize", {"processId": None, "rootUri": None, "capabilities": {}, **params})
        self.send({"method": "initialized", "params": {}})
        return answer

    def show(self, text: str) -> None:
        item = {"uri": "untitled:a", "languageId": "markdown", "version": 1, "text": text}
        self.send({"method": "textDocument/didOpen", "params": {"textDocument": item}})

    def published(self, version: int) -> list:
        while True:
            message = self.read()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"].get("version") == version:
                return message["params"]["diagnostics"]

    def memory(self) -> int:
        """Resident memory, in KiB."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


@pytest.fixture
def server():
    pipes = Pipes()
    yield pipes
    if pipes.process.poll() is None:
        pipes.process.kill()
    pipes.process.wait()


def test_exit_ends_it_with_the_pipes_held_open(server):
    server.meet()
    server.request("shutdown")
    server.send({"method": "exit"})
    assert server.process.wait(10) == 0
    assert server.process.stderr.read() == b""


def test_exit_without_shutdown_is_a_failure(server):
    server.meet()
    server.send({"method": "exit"})
    assert server.process.wait(10) == 1


def test_a_closed_pipe_ends_it(server):
    server.meet()
    server.show(REPLY)
    server.process.stdin.close()
    assert server.process.wait(10) == 1


def test_an_output_that_nobody_reads_ends_it(server):
    server.meet()
    server.process.stdout.close()
    for _ in range(20):
        try:
            server.show(REPLY)
        except BrokenPipeError:
            break
        time.sleep(0.05)
    assert server.process.wait(10) == 1


def test_a_client_that_is_killed_leaves_no_server_behind():
    """The pipe is held open by this process; only the client's own process tells that it is gone."""
    client = subprocess.Popen(["sleep", "600"])
    server = Pipes()
    server.meet(processId=client.pid)
    client.send_signal(signal.SIGKILL)
    client.wait()
    assert server.process.wait(20) == 1


def test_nothing_but_messages_is_written(server):
    server.meet()
    server.process.stdin.write(b"Content-Length: 3\r\n\r\n{a}")
    server.process.stdin.flush()
    while "error" not in (message := server.read()):
        pass
    assert message["error"]["code"] == -32700
    server.show(REPLY)
    assert any(found["code"] == "hotline-deflection" for found in server.published(1))


def test_memory_does_not_grow_with_edits(server):
    server.meet()
    server.show(REPLY)
    server.published(1)
    edits = int(os.environ.get("TONFALL_EDITS", "4000"))
    after_warming_up = 0
    for version in range(2, edits):
        change = {"range": {"start": {"line": 10, "character": 0}, "end": {"line": 10, "character": version % 2}}, "text": "H" * (version % 2)}
        params = {"textDocument": {"uri": "untitled:a", "version": version}, "contentChanges": [change]}
        server.send({"method": "textDocument/didChange", "params": params})
        server.published(version)
        if version == edits // 4:
            after_warming_up = server.memory()
    grown = server.memory() - after_warming_up
    assert grown < 2048, f"{grown} KiB more than the {after_warming_up} KiB before"
