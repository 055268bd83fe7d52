"""What every answer says to the browser that gets it, Streamlit's own answers included."""

from __future__ import annotations

import os

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ouverture.web.problems import problem

EMBEDDABLE = "/card"  # the one address that other sites may show in a frame
PRIVATE = ("/_stcore/metrics", "/_stcore/upload_file", "/_stcore/agent", "/_stcore/script-health-check")
LONGEST_NAME = 255  # bytes of a part of a path: no file has a longer name, and to ask the system for one is an error
# Streamlit styles its page by script and sets one inline script; nothing here needs to compile text into code.
PAGE_POLICY = (
    "default-src 'self'; "
    "script-src 'self' 'unsafe-inline'; "
    "style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; "
    "font-src 'self' data:; "
    "connect-src 'self'; "
    "worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'"
)
API_POLICY = "default-src 'none'"
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"  # an SVG brings its own
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
}
HSTS = "max-age=31536000"


class SecurityHeaders:
    """Middleware: the headers above, and no answer from Streamlit's addresses that are nobody's business.

    ``OUVERTURE_FRAMED_BY`` names the sites, by their origin, that may show every page in a frame.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._framed_by = os.environ.get("OUVERTURE_FRAMED_BY", "").replace(";", " ")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path: str = scope["path"]
        embeddable = path.rstrip("/") == EMBEDDABLE
        policy = API_POLICY if path.startswith(("/api", "/badge", "/data/", "/healthz", "/metrics")) else PAGE_POLICY
        if path.startswith(("/api", "/badge")) and path.endswith(".svg"):
            policy = PICTURE_POLICY

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                framed_by = "*" if embeddable else self._framed_by or "'none'"
                headers["Content-Security-Policy"] = f"{policy}; frame-ancestors {framed_by}"
                if framed_by == "'none'":  # the older header knows no other site
                    headers["X-Frame-Options"] = "DENY"
                if scope.get("scheme") == "https":
                    headers["Strict-Transport-Security"] = HSTS
            await send(message)

        too_long = any(len(part.encode(errors="replace")) > LONGEST_NAME for part in path.split("/"))
        if path.startswith(PRIVATE) or (too_long and not path.startswith("/api/")):  # the API has no files
            await problem(404, "There is nothing here.")(scope, receive, send_with_headers)
            return
        await self._app(scope, receive, send_with_headers)
