"""The stand-in on the wire: HTTP/1.1 on a loopback port, one thread a connection."""

from __future__ import annotations

import json
import socket
import struct
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.standin.counters import Record
from tests.standin.faults import UNAVAILABLE_STATUSES, Fault
from tests.standin.hub import Hub, Request
from tests.standin.listing import (
    DATASET_EXPANDS,
    DATASET_FIELDS,
    BadOptionError,
    Ordering,
    Query,
    body_of,
    body_of_one,
    fields_of_models,
    ordered,
    page_of,
    wanted_fields,
)

MISSING_REPOSITORY = "Invalid username or password."
TOO_MANY = "We had to rate limit your IP. To continue using our service, create a HF account or login."
HTML = b"<!DOCTYPE html><html><head><title>Error</title></head><body><h1>Request blocked</h1></body></html>"
AGENT_HARNESSES: Record = {"standardEnvVars": [], "harnesses": {}}
COMMANDS = ("add_model", "add_hostile", "remove", "rename", "rename_organisation", "advance", "set_faults")
"""Methods of ``Hub`` that ``POST /standin/<name>`` calls with a JSON object of arguments."""


@dataclass
class Reply:
    """An answer: ``cut`` sends so many bytes of the body and closes, ``reset`` sends none at all."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = "application/json; charset=utf-8"
    cut: int | None = None
    reset: bool = False


class Server(ThreadingHTTPServer):
    """Serves one hub. ``keep_pages`` remembers rendered pages until the hub changes through its methods; use it
    only where nobody changes the records themselves."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, hub: Hub, port: int = 0, *, keep_pages: bool = False) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.hub = hub
        self.keep_pages = keep_pages
        self._orderings: dict[str, tuple[int, Ordering]] = {}
        self._pages: dict[str, tuple[int, Reply]] = {}

    @property
    def url(self) -> str:
        """Base address, without a slash at the end."""
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that hang up are part of the game; anything else is shown."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

    def reply_to(self, path: str, query: Query, target: str, fault: Fault | None) -> Reply:
        """The Hub's answer to a GET request that no fault on the wire meets."""
        hub = self.hub
        try:
            if path in ("/api/models", "/api/datasets"):
                return self._page(path, query, target, fault)
            if path.startswith("/api/models/"):
                return self._model(path.removeprefix("/api/models/"), query, fault)
        except BadOptionError as error:
            return _error(400, str(error))
        if path == "/api/agent-harnesses":
            return Reply(200, json.dumps(AGENT_HARNESSES).encode())
        if path.startswith("/api/organizations/") and path.endswith("/overview"):
            name = path.split("/")[3]
            if name in hub.organisations:
                counts = {
                    "numModels": sum(record.get("author") == name for record in hub.models),
                    "numDatasets": sum(record.get("author") == name for record in hub.datasets),
                }
                return Reply(200, json.dumps(hub.organisations[name] | counts).encode())
        return _error(404, "Sorry, we can't find the page you are looking for.")

    def _page(self, path: str, query: Query, target: str, fault: Fault | None) -> Reply:
        hub = self.hub
        if self.keep_pages and not fault and (kept := self._pages.get(target)) and kept[0] == hub.version:
            return kept[1]
        with hub.lock:
            if path == "/api/models":
                fields, records = fields_of_models(query), hub.models
            else:
                fields, records = wanted_fields(query, DATASET_EXPANDS, DATASET_FIELDS), hub.datasets
            ordering = self._ordering(path, query, fault.thinned(records) if fault else records, fault)
            page, following = page_of(ordering, query, hub.page_size, fault)
            reply = Reply(200, body_of(page, fields, fault))
        if following:
            reply.headers["Link"] = f'<{self.url}{path}?{following}>; rel="next"'
        if self.keep_pages and not fault:
            self._pages[target] = (hub.version, reply)
        return reply

    def _ordering(self, path: str, query: Query, records: Any, fault: Fault | None) -> Ordering:
        """Sorted once for all pages of a listing: at its first page, or when the hub has changed since."""
        filters = {key: value for key, value in query.items() if key not in ("cursor", "limit", "expand")}
        name = json.dumps([path, filters, fault.keep if fault and fault.kind == "shrunken" else 1], sort_keys=True)
        kept = self._orderings.get(name)
        if kept and kept[0] == self.hub.version and ("cursor" in query or self.keep_pages):
            return kept[1]
        ordering = ordered(records, query)
        self._orderings[name] = (self.hub.version, ordering)
        return ordering

    def _model(self, model_id: str, query: Query, fault: Fault | None) -> Reply:
        hub = self.hub
        if current := hub.renames.get(model_id):
            location = f"/api/models/{current}"
            text = f"Temporary Redirect. Redirecting to {location}".encode()
            return Reply(307, text, {"Location": location}, "text/plain; charset=utf-8")
        try:
            return Reply(200, body_of_one(hub.model(model_id), query, fault))
        except KeyError:
            return _error(401, MISSING_REPOSITORY)


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Server

    def do_GET(self) -> None:
        """Answer as the Hub does, unless a fault is in force."""
        address = urlsplit(self.path)
        path, query = unquote(address.path), parse_qs(address.query, keep_blank_values=True)
        hub = self.server.hub
        if path == "/standin/requests":
            self._send(Reply(200, json.dumps([request.__dict__ for request in hub.requests]).encode()))
            return
        fault = hub.struck(path, next(iter(query.get("author", [])), None))
        remaining, reset = hub.spend()
        pause = hub.latency_seconds + (fault.seconds if fault and fault.kind in ("slow", "hang") else 0)
        if pause:
            hub.closing.wait(pause)
        if fault and fault.kind in WIRE_FAULTS:
            reply = WIRE_FAULTS[fault.kind](fault)
        elif remaining < 0:
            reply = _unavailable(Fault("status", status=429, retry_after=reset))
        elif (stored := hub.repositories.answer(path, self.headers, None)) is not None:
            reply = Reply(stored[0], stored[1], stored[2], "application/octet-stream")
            if fault and fault.kind == "truncated":
                reply.cut = len(reply.body) // 2
        else:
            reply = self.server.reply_to(path, query, self.path, fault)
            if fault and fault.kind == "truncated":
                reply = Reply(reply.status, reply.body, reply.headers, cut=len(reply.body) // 2)
        hub.requests.append(
            Request(
                "GET",
                path,
                query,
                0 if reply.reset else reply.status,
                fault.kind if fault else None,
                "Authorization" in self.headers,
                self.headers.get("User-Agent", ""),
            )
        )
        limits = {}
        if not (fault and fault.kind in WIRE_FAULTS):
            limits = {
                "RateLimit": f'"api";r={max(0, remaining)};t={reset}',
                "RateLimit-Policy": f'"fixed window";"api";q={hub.quota};w={int(hub.window_seconds)}',
            }
        self._send(reply, limits)

    def do_POST(self) -> None:
        """Change the hub from another process: see ``COMMANDS``."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        path = unquote(urlsplit(self.path).path)
        paths = parse_qs(body.decode()).get("paths", [])  # huggingface_hub sends a form, the tests send JSON
        if (stored := self.server.hub.repositories.answer(path, self.headers, paths)) is not None:
            self._send(Reply(stored[0], stored[1], stored[2]))
            return
        arguments = json.loads(body or b"{}")
        command = self.path.removeprefix("/standin/")
        if command not in COMMANDS:
            self._send(_error(404, f"No such command: {command}"))
            return
        getattr(self.server.hub, command)(**arguments)
        self._send(Reply(200, b"{}"))

    def _send(self, reply: Reply, more_headers: dict[str, str] | None = None) -> None:
        if reply.reset:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()  # with no lingering the peer sees a reset
            self.close_connection = True
            return
        self.send_response(reply.status)
        headers = {"Content-Type": reply.content_type, "Content-Length": str(len(reply.body))}
        for name, value in {**headers, **(more_headers or {}), **reply.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.body[: reply.cut])
        if reply.cut is not None:
            self.close_connection = True

    def version_string(self) -> str:
        """Name in the Server header."""
        return "hub-stand-in"

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are in ``hub.requests``, not on stderr."""


@contextmanager
def serving(hub: Hub, port: int = 0, *, keep_pages: bool = False) -> Iterator[Server]:
    """Serve ``hub`` from a thread of this process until the block ends."""
    server = Server(hub, port, keep_pages=keep_pages)
    hub.url = server.url
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        hub.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _error(status: int, message: str) -> Reply:
    headers = {"X-Error-Message": message}
    if status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="Authentication required", charset="UTF-8"'
    return Reply(status, json.dumps({"error": message}).encode(), headers)


def _unavailable(fault: Fault) -> Reply:
    """The status of a ``status`` fault, with the headers that tell when to come back."""
    if fault.status == 401:
        return _error(401, MISSING_REPOSITORY)
    reply = _error(fault.status, TOO_MANY if fault.status == 429 else "Internal Error - We're working hard to fix it")
    if fault.retry_after is not None and fault.status in UNAVAILABLE_STATUSES:
        reply.headers["Retry-After"] = str(fault.retry_after)
        if fault.status == 429:
            reply.headers["RateLimit"] = f'"api";r=0;t={fault.retry_after}'
            reply.headers["RateLimit-Policy"] = '"fixed window";"api";q=500;w=300'
    return reply


def _nothing(fault: Fault) -> Reply:
    return Reply(200, b"", reset=True)


WIRE_FAULTS: dict[str, Callable[[Fault], Reply]] = {
    "status": _unavailable,
    "cdn_429": lambda fault: Reply(429, HTML, content_type="text/html"),
    "html": lambda fault: Reply(200, HTML, content_type="text/html"),
    "empty": lambda fault: Reply(200, b"[]"),
    "object": lambda fault: Reply(200, b'{"message":"ok","models":[]}'),
    "invalid_json": lambda fault: Reply(200, b'[{"_id":"621ffdc136468d709f17a5fd","id":"google/ge'),
    "reset": _nothing,
    "hang": _nothing,
}
