"""A refusal, as machines read it: a problem document (RFC 9457). It says what helps and nothing of the inside."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CROSS_ORIGIN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Accept-Ranges, Content-Disposition, Content-Length, Content-Range, Link, "
    "Retry-After, X-Ouverture-Build, "
    "X-Ouverture-Truncated, X-Ouverture-Archived",
}


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None, **more: object) -> Response:
    """``detail`` is one sentence, also under ``error``, where it stood before RFC 9457; ``more`` stands beside it."""
    content = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    body = json.dumps(content | {"error": detail} | more, ensure_ascii=False, default=str).encode(errors="replace")
    return Response(body, status, CROSS_ORIGIN | dict(headers or {}), media_type="application/problem+json")


class Problems:
    """Middleware: what Starlette, Streamlit and the protocol's SDK refuse in plain text is a problem document too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refused: Message | None = None
        said = b""

        async def send_or_gather(message: Message) -> None:
            nonlocal refused, said
            if message["type"] == "http.response.start" and message["status"] >= 400 and _is_plain(message):
                refused = message
            elif refused is None or message["type"] != "http.response.body":
                await send(message)
            else:
                said += message.get("body", b"")
                if not message.get("more_body"):
                    response = _as_problem(refused, said.decode(errors="replace").strip())
                    if scope["method"] == "HEAD":
                        response.body = b""
                    await response(scope, receive, send)

        await self._app(scope, receive, send_or_gather)


def _is_plain(start: Message) -> bool:
    return Headers(raw=start["headers"]).get("content-type", "text/plain").startswith("text/plain")


def _as_problem(start: Message, said: str) -> Response:
    own = {name: value for name, value in Headers(raw=start["headers"]).items() if not name.startswith("content-")}
    if size := Headers(raw=start["headers"]).get("content-range", "").removeprefix("bytes */"):
        own["Content-Range"] = f"bytes */{size}"
        said = f"The file has {size} bytes, none of them in the range that was asked for."
    return problem(start["status"], said or HTTPStatus(start["status"]).phrase, own)
