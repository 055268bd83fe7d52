"""The clock on half-open connections, on a server of its own that is impatient."""

from __future__ import annotations

import json
import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest
import uvicorn
from starlette.responses import PlainTextResponse

from ouverture.web import server


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A server whose patience is a fifth of a second, on a free port."""
    monkeypatch.setattr(server, "HEAD_SECONDS", 0.2)
    monkeypatch.setattr(server, "KEEP_ALIVE_SECONDS", 1)
    config = server.configuration("127.0.0.1", 0)
    config.app, config.factory, config.ws, config.lifespan = PlainTextResponse("well"), False, "none", "off"
    running = uvicorn.Server(config)
    listening = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield listening.getsockname()[1]
    running.should_exit = True
    thread.join(30)


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\nHost: x\r\n", b"GET / HTTP/1.1\r\nHost: x\r\n\r\nGET /"])
def test_a_connection_that_does_not_finish_its_question_is_closed(port: int, said: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(said)
        heard = b""
        while part := connection.recv(4096):  # ends when the server closes; a server that waits would time out
            heard += part
    assert heard.startswith(b"HTTP/1.1 200") is said.endswith(b"GET /")
    assert b"server:" not in heard.lower()


def test_what_is_no_http_gets_a_problem_document(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(b"HELO\r\n\r\n")
        heard = b"".join(iter(lambda: connection.recv(4096), b""))
    head, _, body = heard.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 Bad Request\r\n")
    assert b"content-type: application/problem+json" in head
    assert json.loads(body)["status"] == 400


def test_one_connection_too_many_is_closed_at_once(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "connections_allowed", lambda: 0)
    heard = b""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection, suppress(ConnectionError):
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        heard = connection.recv(4096)
    assert heard == b""


def test_out_of_open_files_is_said_once_a_minute() -> None:
    said = logging.LogRecord("asyncio", logging.ERROR, "", 0, "socket.accept() out of system resource\n…", (), None)
    other = logging.LogRecord("asyncio", logging.ERROR, "", 0, "something else", (), None)
    once = server.OnceAMinute()
    assert [once.filter(record) for record in (said, said, other, said, other)] == [True, False, True, False, True]


def test_connections_stay_below_the_limit_of_open_files(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")
    for soft, allowed in ((1024, 448), (256, 64), (64, 8), (10**6, server.CONNECTIONS)):
        monkeypatch.setattr(resource, "getrlimit", lambda _, soft=soft: (soft, soft))
        assert server.connections_allowed() == allowed


def test_only_a_configured_proxy_may_say_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert server.configuration("127.0.0.1", 1).forwarded_allow_ips == ""
    monkeypatch.setenv("OUVERTURE_PROXY", "192.0.2.0/24")
    assert server.configuration("127.0.0.1", 1).forwarded_allow_ips == "192.0.2.0/24"
