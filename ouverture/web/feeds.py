"""What changed as feeds, for readers and for machines: ``/feed.xml`` (Atom) and ``/feed.json``."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from ouverture.digest import feeds
from ouverture.digest.gathering import gather
from ouverture.metrics.reader import shared_reader
from ouverture.web.asked import language_in
from ouverture.web.origin import cache_rule, origin_of


def atom(request: Request) -> Response:
    """The feed as Atom."""
    locale, reader = language_in(request.query_params), shared_reader()
    body = feeds.atom(gather(reader, None, None), origin_of(request), locale, reader.build().built_at)
    return _answer(body, feeds.XML)


def json_feed(request: Request) -> Response:
    """The feed as JSON Feed 1.1."""
    locale = language_in(request.query_params)
    return _answer(feeds.json_feed(gather(shared_reader(), None, None), origin_of(request), locale), feeds.JSON)


def _answer(body: bytes, kind: str) -> Response:
    return Response(body, headers={"Content-Type": kind, "Cache-Control": cache_rule("public, max-age=900")})
