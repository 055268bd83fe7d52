"""A refusal, as machines read it: a problem document (RFC 9457). It says what helps and nothing of the inside."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus

from starlette.responses import Response

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
