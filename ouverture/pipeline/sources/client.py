"""The HTTP client of every source, huggingface_hub's own calls included: answers within limits, keys that stay home.

Importing this module makes huggingface_hub use it.
"""

from __future__ import annotations

import ipaddress
import os
import socket
import time
import zlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import httpx2
from huggingface_hub import constants, set_client_factory
from huggingface_hub.utils._http import hf_request_event_hook

from ouverture.pipeline.plain_text import credentials_in, redacted

MIB = 1 << 20
LARGEST = 192 * MIB  # of an answer, unpacked, where the request sets no lower limit (its extension ``largest``)
PATIENCE = 900.0  # seconds for one whole answer
MOST_REDIRECTS = 8
PIECE = 64 << 10  # bytes unpacked at a time
_KEYS = ("x-api-key", "authorization", "cookie")
_LOCAL_NAMES = ("localhost", ".localhost", ".local", ".internal", ".lan", ".home.arpa")


class AnswerRefused(httpx2.RequestError):
    """An answer that is not taken: why, as the rest of a sentence about its source."""


def base_address(said: str | None, default: str) -> str:
    """The base address that the environment says, else ``default``; without user and password.

    Those the client adds by itself to requests to that very origin, so that no address ever carries them.
    """
    return redacted(said or default).rstrip("/")


class Client(httpx2.Client):
    """Redirects are followed within their rules, bodies are unpacked within their limits."""

    def send(
        self,
        request: httpx2.Request,
        *,
        stream: bool = False,
        auth: Any = httpx2.USE_CLIENT_DEFAULT,
        follow_redirects: Any = httpx2.USE_CLIENT_DEFAULT,
    ) -> httpx2.Response:
        """Send a request, and those that its redirects ask for."""
        follow = self.follow_redirects if follow_redirects is httpx2.USE_CLIENT_DEFAULT else follow_redirects
        until = time.monotonic() + PATIENCE
        largest = int(request.extensions.get("largest", LARGEST))
        history: list[httpx2.Response] = []
        while True:
            known = _credentials(request.url)
            response = super().send(
                request, stream=True, auth=httpx2.BasicAuth(*known) if known else auth, follow_redirects=False
            )
            response.history = list(history)
            try:
                response.stream = _Limited(response, largest, until)
                if not (follow and response.next_request):
                    if not stream:
                        response.read()
                    return response
                response.read()
                history.append(response)
                request = _allowed(request, response.next_request, len(history))
            except BaseException:
                response.close()
                raise


class _Limited(httpx2.SyncByteStream):
    """The body of a response, unpacked here and no further than ``largest`` bytes and ``until`` some moment."""

    def __init__(self, response: httpx2.Response, largest: int, until: float) -> None:
        self._stream = response.stream
        self._largest, self._until, self._request = largest, until, response.request
        self._packing = response.headers.pop("content-encoding", "identity").strip().lower()
        if int(response.headers.get("content-length", "0") or 0) > largest and self._request.method != "HEAD":
            raise self._refused(f"answered more than {largest // MIB} MiB")

    def __iter__(self) -> Iterator[bytes]:
        assert isinstance(self._stream, httpx2.SyncByteStream)
        size = 0
        unpacker = None if self._packing in ("", "identity") else self._unpacker()
        for chunk in self._stream:
            for piece in (chunk,) if unpacker is None else self._unpacked(unpacker, chunk):
                size += len(piece)
                if size > self._largest:
                    raise self._refused(f"answered more than {self._largest // MIB} MiB")
                if time.monotonic() > self._until:
                    raise self._refused(f"took more than {PATIENCE / 60:g} minutes to answer")
                yield piece

    def close(self) -> None:
        """Give the connection back."""
        assert isinstance(self._stream, httpx2.SyncByteStream)
        self._stream.close()

    def _unpacker(self) -> Any:
        if self._packing in ("gzip", "x-gzip"):
            return zlib.decompressobj(zlib.MAX_WBITS | 16)
        if self._packing == "deflate":
            return zlib.decompressobj()
        raise self._refused("packed its answer in a way that was not asked for")

    def _unpacked(self, unpacker: Any, chunk: bytes) -> Iterator[bytes]:
        try:
            while chunk:
                yield unpacker.decompress(chunk, PIECE)
                chunk = unpacker.unconsumed_tail
        except zlib.error as error:
            raise self._refused("answered packed bytes that cannot be unpacked") from error

    def _refused(self, why: str) -> AnswerRefused:
        return AnswerRefused(why, request=self._request)


def _allowed(asked: httpx2.Request, next_request: httpx2.Request, redirects: int) -> httpx2.Request:
    """The request that a redirect asks for. A key goes to no other origin, and nothing from outside leads inside."""
    if redirects > MOST_REDIRECTS:
        raise AnswerRefused(f"redirected more than {MOST_REDIRECTS} times", request=asked)
    if next_request.url.scheme not in ("http", "https"):
        raise AnswerRefused("redirected to something that is no web address", request=asked)
    here, there = _origin(asked.url), _origin(next_request.url)
    if here != there:
        if asked.extensions.get("keyed") or "x-api-key" in asked.headers:
            raise AnswerRefused(f"redirected to {there[1]}, where its key does not go", request=asked)
        upgrade = here[1] == there[1] and (here[0], there[0]) == ("http", "https")
        for key in () if upgrade else _KEYS:
            next_request.headers.pop(key, None)
        if is_private(there[1]) and not is_private(here[1]):
            raise AnswerRefused("redirected to an address of a private network", request=asked)
    next_request.extensions = {**asked.extensions, **next_request.extensions}
    return next_request


def is_private(host: str) -> bool:
    """Whether a host is this machine or one of its own network, by address, name or what the name stands for."""
    host = host.strip("[]").rstrip(".").lower()
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        pass
    if any(host == name or (name.startswith(".") and host.endswith(name)) for name in _LOCAL_NAMES):
        return True
    try:
        found = {str(info[4][0]).partition("%")[0] for info in socket.getaddrinfo(host, None)}
    except OSError:  # it will not be reached either
        return False
    return any(not ipaddress.ip_address(address).is_global for address in found)


def _origin(url: httpx2.URL) -> tuple[str, str, int | None]:
    port = url.port or {"http": 80, "https": 443}.get(url.scheme)
    return url.scheme, url.host, port


def _credentials(url: httpx2.URL) -> tuple[str, str] | None:
    """User and password that the environment names for the origin of an address."""
    if url.username or url.password:
        return None  # httpx sends those of the address itself
    for variable, value in os.environ.items():
        if (variable == "HF_ENDPOINT" or variable.startswith("OUVERTURE_")) and "@" in value and "://" in value:
            found = credentials_in(value)
            if found and _origin(httpx2.URL(redacted(value))) == _origin(url):
                return unquote(found[0]), unquote(found[1])
    return None


def new_client() -> httpx2.Client:
    """A client with the settings of huggingface_hub's own."""
    return Client(
        event_hooks={"request": [hf_request_event_hook]},
        follow_redirects=True,
        timeout=None,
        headers={"accept-encoding": "gzip, deflate"},
    )


def hub_endpoint() -> str:
    """The Hub's address, as ``HF_ENDPOINT`` gives it now."""
    return base_address(os.environ.get("HF_ENDPOINT"), constants.ENDPOINT)


set_client_factory(new_client)
