"""Where this server is reached, for documents whose addresses must be whole, and how long others may keep those."""

from __future__ import annotations

import re

from starlette.requests import Request

from ouverture.dashboard.address import base_address

HOST = re.compile(r"[A-Za-z0-9.:\[\]-]{1,255}")


def origin_of(request: Request) -> str:
    """As its operator says, else as this visitor came: then no cache keeps what is written from it."""
    host = request.headers.get("host", "")
    return base_address() or (f"{request.url.scheme}://{host}" if HOST.fullmatch(host) else "")


def cache_rule(rule: str) -> str:
    """``rule`` as Cache-Control of a document that names the origin; without OUVERTURE_URL that is a visitor's word."""
    return rule if base_address() else "no-store"
