"""A loopback server of prepared answers, for the sources beside the Hub."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit


@dataclass
class Files:
    """Answers by path (with its query or without): a body, or a pair of status and body; 404 for others.

    A body is text, bytes, or what JSON writes.
    """

    answers: Mapping[str, Any]
    url: str = ""
    asked: list[str] = field(default_factory=list)

    def answer(self, path: str) -> tuple[int, bytes]:
        """Status and body for a path; its query counts only where an answer is told for it."""
        found = self.answers.get(path, self.answers.get(urlsplit(path).path, (404, "not found")))
        status, body = found if isinstance(found, tuple) else (200, found)
        if isinstance(body, bytes):
            return status, body
        return status, (body if isinstance(body, str) else json.dumps(body)).encode()


@contextmanager
def serving_files(answers: Mapping[str, Any]) -> Iterator[Files]:
    """Serve ``answers`` on a loopback port while the block runs."""
    files = Files(answers)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            files.asked.append(self.path)
            status, body = files.answer(self.path)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    files.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield files
    finally:
        server.shutdown()
        server.server_close()
