"""The process that serves: uvicorn around the application, patient with visitors, not with silent connections.

``python -m ouverture.web.server HOST PORT WORKERS`` is what ``ouverture serve`` becomes: the server, or what starts
several and watches over them, which loads none of the application. ``streamlit run app.py`` serves the same application
with the same headers and limits, but without the clocks below.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from ouverture.places import Places
from ouverture.web import workers
from ouverture.web.limits import Limits
from ouverture.web.problems import problem

if TYPE_CHECKING:
    import streamlit as st

HEAD_SECONDS = 15.0  # within which a request must have come whole; half-open connections are closed
KEEP_ALIVE_SECONDS = 20  # of silence between two requests
HEAD_BYTES = 32_768
CONNECTIONS = 2_000  # at once; beyond it, or beyond what the system's limit of open files leaves, they are closed
FILES_FOR_OURSELVES = 128  # builds, libraries, logs: never taken by visitors
QUIET_SECONDS = 60.0


class PatientProtocol(H11Protocol):
    """HTTP/1.1 with a clock on every request's head, and a bound on connections."""

    _clock: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin the clock; close at once what is one too many, without a line in the log."""
        super().connection_made(transport)
        if len(self.connections) > connections_allowed():
            transport.abort()
            return
        self._clock = self.loop.call_later(HEAD_SECONDS, self._too_slow)

    def data_received(self, data: bytes) -> None:
        """Stop the clock when a head has come whole, start it when the next one begins to."""
        super().data_received(data)
        if self.cycle is None or self.cycle.response_complete:
            self._clock = self._clock or self.loop.call_later(HEAD_SECONDS, self._too_slow)
        else:
            self._stop()

    def send_400_response(self, msg: str) -> None:
        """What is no HTTP is refused as everything else is."""
        refusal = problem(400, msg, {"Connection": "close"})
        head = b"".join(b"%s: %s\r\n" % header for header in refusal.raw_headers)
        self.transport.write(b"HTTP/1.1 400 Bad Request\r\n%s\r\n%s" % (head, refusal.body))
        self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """The clock ends with its connection."""
        self._stop()
        super().connection_lost(exc)

    def _stop(self) -> None:
        if self._clock:
            self._clock.cancel()
            self._clock = None

    def _too_slow(self) -> None:
        self._clock = None
        if self.transport.get_protocol() is self and (self.cycle is None or self.cycle.response_complete):
            self.transport.close()


class OnceAMinute(logging.Filter):
    """Lets one such message through in a minute: out of open files, asyncio says so thousands of times a second."""

    def __init__(self) -> None:
        super().__init__()
        self._said: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether this one is said."""
        if not str(record.msg).startswith("socket.accept() out of system resource"):
            return True
        now = time.monotonic()
        if now - self._said.get("accept", -QUIET_SECONDS) < QUIET_SECONDS:
            return False
        self._said["accept"] = now
        return True


def connections_allowed() -> int:
    """As many as the system's limit of open files leaves, each with a file of its own for what it asks."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return CONNECTIONS
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return (
        CONNECTIONS if soft == resource.RLIM_INFINITY else max(8, min(CONNECTIONS, (soft - FILES_FOR_OURSELVES) // 2))
    )


def serving() -> st.App:
    """The application of a process that serves, which draws the pages of each new build before anyone asks for them."""
    from ouverture.web import scripts
    from ouverture.web.application import application
    from ouverture.web.first_paint import PAINTS
    from ouverture.web.warming import keep_warm

    @asynccontextmanager
    async def lifespan(app: st.App) -> AsyncIterator[None]:
        warming = asyncio.create_task(keep_warm(app, Places.from_environment()))
        yield
        warming.cancel()  # the visit under way ends with the server

    logging.getLogger("asyncio").addFilter(OnceAMinute())
    logging.getLogger("uvicorn.access").addFilter(lambda _: False)  # one line a request is the proxy's to write
    app = application(lifespan)
    gc.freeze()  # what was loaded once need not be looked through again at each collection
    PAINTS.start()
    scripts.start()
    return app


def configuration(host: str, port: int, processes: int = 1) -> uvicorn.Config:
    """What uvicorn is told. ``X-Forwarded-For`` counts only from the proxies named in ``OUVERTURE_PROXY``."""
    return uvicorn.Config(
        "ouverture.web.server:serving",
        factory=True,
        host=host,
        port=port,
        workers=processes,
        http=PatientProtocol,
        ws="websockets-sansio",
        ws_max_size=2**20,  # a visitor sends clicks, not files
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=10,
        h11_max_incomplete_event_size=HEAD_BYTES,
        forwarded_allow_ips=os.environ.get("OUVERTURE_PROXY", ""),
        server_header=False,
        access_log=False,
        use_colors=False,
    )


def main(host: str, port: int, processes: int) -> None:
    """Serve until a signal ends it."""
    try:
        Limits.from_environment()
    except ValueError as error:
        sys.exit(f"error: {error}")
    configured = configuration(host, port, processes)
    if processes > 1:
        workers.serve(configured)
    else:
        uvicorn.Server(configured).run()


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
