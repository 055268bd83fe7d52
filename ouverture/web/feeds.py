"""What changed as feeds, for readers and for machines: ``/feed.xml`` (Atom) and ``/feed.json``."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from ouverture.dashboard import texts
from ouverture.dashboard.address import base_address
from ouverture.digest import feeds
from ouverture.digest.gathering import gather
from ouverture.metrics.errors import BadParameter
from ouverture.metrics.reader import shared_reader


def atom(request: Request) -> Response:
    """The feed as Atom."""
    locale, base = _language(request), _base(request)
    reader = shared_reader()
    body = feeds.atom(gather(reader, None, None), base, locale, reader.build().built_at)
    return _answer(body, feeds.XML)


def json_feed(request: Request) -> Response:
    """The feed as JSON Feed 1.1."""
    locale, base = _language(request), _base(request)
    return _answer(feeds.json_feed(gather(shared_reader(), None, None), base, locale), feeds.JSON)


def _answer(body: bytes, kind: str) -> Response:
    return Response(body, headers={"Content-Type": kind, "Cache-Control": "public, max-age=900"})


def _language(request: Request) -> str:
    asked = request.query_params.get("lang", texts.LANGUAGES[0])
    if asked not in texts.LANGUAGES:
        raise BadParameter("lang", asked, texts.LANGUAGES, f"'lang' allows {', '.join(texts.LANGUAGES)}.")
    return asked


def _base(request: Request) -> str:
    """A feed is read elsewhere, so its addresses are whole: as the operator says, else where this server listens."""
    host, port = request.scope.get("server") or ("localhost", None)
    return base_address() or f"{request.url.scheme}://{host}" + (f":{port}" if port else "")
