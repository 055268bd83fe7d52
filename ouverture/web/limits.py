"""How much may be asked of this server, in one place, and the gate that holds to it.

Addresses are measured on every request. Rate and concurrency concern what costs: the API, whole builds, badges and
feeds, the pages whose first HTML quotes a number, and the connections that pages keep open. ``/healthz`` passes
without a look: whoever asks whether the server lives shall never wait. Several processes that serve count together.
"""

from __future__ import annotations

import asyncio
import ipaddress
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ouverture.web.problems import problem
from ouverture.web.tally import tally

COSTLY = (
    "/api",
    "/data/",
    "/metrics",
    "/badge",
    "/feed",
    "/card",
    "/models",
    "/claims",
    "/mcp",
)  # ask the warehouse; others are files
PAGES = ("/card", "/models", "/claims")  # of these, pages: the API's clients take none of their room
TRY_AGAIN_LATER = 1013  # the code with which a connection that is too many is closed


@dataclass(frozen=True)
class Limits:
    """The limits; those with a variable are the operator's to set."""

    address: int = 8_000  # characters of path and query
    parameters: int = 60  # in one address
    rate: float = 10.0  # answers a second that one client may keep up: OUVERTURE_RATE
    burst: int = 300  # answers that one client may ask for in a row before its rate counts
    at_once: int = 8  # answers of one client under way
    answers: int = 32  # answers of all under way, and as many pages: OUVERTURE_CONCURRENCY
    visits: int = 60  # pages that one client keeps open
    all_visits: int = 500  # pages that all keep open: OUVERTURE_VISITORS
    seconds: float = 60.0  # for one answer, from the question to its last byte

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Limits:
        """Raises ValueError naming the variable that holds no number above zero."""
        limits = cls()
        for name, variable in VARIABLES.items():
            if given := environment.get(variable):
                try:
                    number = type(getattr(limits, name))(given)
                except ValueError:
                    number = 0
                if not number > 0:
                    raise ValueError(f"{variable} takes a number above 0, not {given!r}")
                limits = replace(limits, **{name: number})
        return limits


VARIABLES = {"rate": "OUVERTURE_RATE", "answers": "OUVERTURE_CONCURRENCY", "all_visits": "OUVERTURE_VISITORS"}


class Gate:
    """Middleware: turns away what goes beyond ``limits`` before anything is computed."""

    def __init__(self, app: ASGIApp, limits: Limits | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._app = app
        self._limits = limits or Limits.from_environment()
        self._clock = clock
        self._tally = tally()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._visit(scope, receive, send)
        elif scope["type"] != "http" or scope["path"] == "/healthz":
            await self._app(scope, receive, send)
        elif reason := self._address(scope):
            await problem(reason[0], reason[1])(scope, receive, send)
        elif scope["path"].startswith(COSTLY):
            await self._answer(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _address(self, scope: Scope) -> tuple[int, str] | None:
        query: bytes = scope.get("query_string", b"")
        if len(scope.get("raw_path") or scope["path"]) + len(query) > self._limits.address:
            return 414, f"The address is longer than {self._limits.address} characters; ask for less at once."
        if query.count(b"&") + query.count(b";") >= self._limits.parameters:
            return 400, f"The address has more than {self._limits.parameters} parameters; ask for less at once."
        return None

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        client = client_of(scope)
        if wait := self._wait(client):
            seconds = str(int(wait) + 1)
            sentence = f"At most {self._limits.rate:g} answers a second go to one client; try again in {seconds} s."
            await problem(429, sentence, {"Retry-After": seconds})(scope, receive, send)
            return
        kind = "pages" if scope["path"].startswith(PAGES) else "answers"
        own, all_answers = self._tally.under_way(kind, client)
        if own >= self._limits.at_once or all_answers >= self._limits.answers:
            sentence = "Too many answers are under way; wait until one has come, then ask again."
            await problem(429, sentence, {"Retry-After": "2"})(scope, receive, send)
            return
        begun = False

        async def send_noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        self._tally.add(kind, client, 1)
        try:
            async with asyncio.timeout(self._limits.seconds):
                await self._app(scope, receive, send_noted)
        except TimeoutError:
            if not begun:  # else the client reads too slowly: its connection is closed, there is nothing to tell
                await problem(503, "The answer took too long; ask for less at once.")(scope, receive, send)
        finally:
            self._tally.add(kind, client, -1)

    async def _visit(self, scope: Scope, receive: Receive, send: Send) -> None:
        client = client_of(scope)
        own, all_visits = self._tally.under_way("visits", client)
        if own >= self._limits.visits or all_visits >= self._limits.all_visits:
            await receive()  # the client's wish to connect, which the protocol wants heard before it is refused
            await send({"type": "websocket.close", "code": TRY_AGAIN_LATER})
            return
        self._tally.add("visits", client, 1)
        try:
            await self._app(scope, receive, send)
        finally:
            self._tally.add("visits", client, -1)

    def _wait(self, client: str) -> float:
        """Seconds until this client may ask again; 0 takes one of its tokens."""
        return self._tally.take(client, self._clock(), self._limits.rate, self._limits.burst)


def client_of(scope: Scope) -> str:
    """Who asks: the address, of IPv6 the network of 64 bits, since one household has all of it.

    Behind a proxy that the operator names in ``OUVERTURE_PROXY`` the server has put the visitor's own in its place.
    """
    host = str((scope.get("client") or ("",))[0])
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else host
