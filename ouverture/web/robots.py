"""What machines read first: ``/robots.txt``, ``/sitemap.xml`` and ``/llms.txt``; and the script of embeds."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from ouverture.dashboard.navigation import PAGES
from ouverture.dashboard.texts import text
from ouverture.metrics.reader import shared_reader
from ouverture.registry import shared_registry
from ouverture.web.origin import cache_rule, origin_of


def robots(request: Request) -> Response:
    """All may read all, but for the connections that pages keep open."""
    lines = ["User-agent: *", "Disallow: /_stcore/", "Allow: /", "", f"Sitemap: {origin_of(request)}/sitemap.xml", ""]
    return _text("\n".join(lines), "text/plain")


def sitemap(request: Request) -> Response:
    """Every page, chart, lab and claim, in both languages."""
    origin = origin_of(request)
    entries = "".join(_entry(origin, path, query) for path, query in _addresses())
    namespaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    xml = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {namespaces}>\n{entries}</urlset>\n'
    return _text(xml, "application/xml")


def llms(request: Request) -> Response:
    """What a language model needs to answer from here and to cite it: addresses, formats, rules."""
    origin, catalogue = origin_of(request), shared_reader().catalogue
    pages = [
        f"- [{text('en', f'page.{page.key}')}]({origin}/{page.url_path})" for page in PAGES if page.section is not None
    ]
    charts = [
        f"- [{metric.title.en}]({origin}/api/v1/metrics/{metric.name}.json): {metric.question.en}"
        for metric in catalogue.values()
        if not metric.required
    ]
    lines = [
        "# Ouverture: the observatory of open AI",
        "",
        f"> {text('en', 'app.about')}",
        "",
        "Every number has a source, a date, a build and limits: quote them with it. Unknown stays unknown; never add "
        "download windows that overlap; sources are never summed. Answers in French with `lang=fr`.",
        "",
        "## Interface",
        "",
        f"- [Description of the interface (OpenAPI)]({origin}/api/v1)",
        f"- [All metrics, with questions, units and parameters]({origin}/api/v1/metrics)",
        f"- [Search by name]({origin}/api/v1/search?q=mixtral)",
        f"- [How the installation is]({origin}/api/v1/status)",
        "",
        "## Pages",
        "",
        *pages,
        "",
        "## Numbers (JSON; `.csv`, `.parquet`, `.zip`, `.png` and `.svg` as well)",
        "",
        *charts,
        "",
    ]
    return _text("\n".join(lines), "text/markdown")


def embed(_: Request) -> Response:
    """The script that another site puts beside a frame of ours."""
    script = Path(__file__).with_name("embed.js").read_text(encoding="utf-8")
    return Response(script, headers={"Cache-Control": "public, max-age=86400"}, media_type="text/javascript")


def _addresses() -> Iterator[tuple[str, dict[str, str]]]:
    registry = shared_registry()
    for page in PAGES:
        if page.section is not None:
            yield f"/{page.url_path}", {}
    for metric in shared_reader().catalogue.values():
        if not metric.required:
            yield "/card", {"metric": metric.name}
    for lab_id in registry.labs:
        yield "/labs", {"lab": lab_id}
    for claim_id in registry.claims:
        yield "/claims", {"claim": claim_id}


def _entry(origin: str, path: str, query: dict[str, str]) -> str:
    ways = {}
    for language in ("en", "fr"):
        asked = query | ({"lang": "fr"} if language == "fr" else {})
        ways[language] = escape(origin + path + (f"?{urlencode(asked)}" if asked else ""))
    links = "".join(f'<xhtml:link rel="alternate" hreflang="{key}" href="{way}"/>' for key, way in ways.items())
    return f"<url><loc>{ways['en']}</loc>{links}</url>\n"


def _text(content: str, kind: str) -> Response:
    return Response(content, headers={"Cache-Control": cache_rule("public, max-age=3600")}, media_type=kind)
