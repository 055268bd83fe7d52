"""Middleware: the head of every page is right before a script runs, what is not there is a 404, and text is compressed.

Streamlit sends one page for every address, called "Streamlit", and its scripts as they are.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Sequence
from html import escape
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

from ouverture.dashboard import header
from ouverture.dashboard.address import base_address
from ouverture.dashboard.landing import Landing, landing, language_of, nothing, page_at
from ouverture.dashboard.navigation import Page
from ouverture.dashboard.session import Arrival, is_narrow
from ouverture.dashboard.texts import text
from ouverture.web.first_paint import first_paint, leaving
from ouverture.web.icons import FONT
from ouverture.web.metadata import described
from ouverture.web.origin import cache_rule, origin_of
from ouverture.web.scripts import compressed, icons, squeezed

# Streamlit's own addresses, and the files that it serves for the dashboard
STREAMLIT = ("/_stcore/", "/static/", "/media/", "/component/", "/app/static/", "/favicon.png", "/manifest.json")
UNWANTED = re.compile(r"q=0(\.0*)?")  # "br;q=0" is a wish for anything else
TEXT = {".js", ".css", ".json", ".html", ".svg"}
FOREVER = "public, immutable, max-age=31536000"  # Streamlit's scripts have their digest in their name
# where the server is: without it every page but the first asks below its own address first, and gets 404s
WHERE = "<script>window.__streamlit = {BACKEND_BASE_URL: location.origin + '/'}</script>"

# fetched beside the first scripts: what every page writes in, and what draws charts, by far the largest part of a visit
INTER, SERIF = (f"/app/static/{name}-latin-wght-normal.woff2" for name in ("inter", "source-serif-4"))
FONTS = "".join(
    f'<link rel="preload" href="{font}" as="font" type="font/woff2" crossorigin>' for font in (INTER, SERIF)
)
EARLY = '<link rel="modulepreload" href="{path}" crossorigin fetchpriority="low">'
CHARTLESS = ("models", "find", "claims", "changes", "charts", "method")  # pages that open without a chart
# the font of Streamlit's own theme, which it asks for before it has read ours: 171 kB that no page is written in
UNUSED = "/static/media/SourceSansVF-"
ICONS = f"/static/media/{FONT}"
UNUSED_FONT = re.compile(r'<link\s+rel="preload"\s+href="[^"]*SourceSansVF[^>]*>')
STREAMLITS_NOSCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)  # speaks of Streamlit, not of the page

# first in the order of keys: past the sidebar, to the first card, or to the answer where a page has none
PAST_THE_SIDEBAR = (
    "<style>#skip{{position:fixed;top:-60px;left:8px;z-index:1000000;padding:8px 14px;border-radius:6px;"
    "background:#1F4E79;color:#fff;font:600 15px Inter,sans-serif}}#skip:focus{{top:8px}}"
    "@media print{{#skip{{display:none}}}}</style>"
    '<a id="skip" href="#root">{label}</a>'
    "<script>document.getElementById('skip').addEventListener('click', (event) => {{ event.preventDefault();"
    "const main = document.querySelector('[data-testid=\"stMain\"]');"
    "const first = main && (main.querySelector('[class*=\"st-key-card-\"]') || main.querySelector('h1, h2'));"
    "if (first) {{ first.tabIndex = -1; first.focus(); first.scrollIntoView() }} }})</script>"
)

# in someone else's page: says here how narrow its frame is, and there how tall its chart is, as often as that changes
SAYS_ITS_SIZE = (
    "<script>if (innerWidth < 480) { const here = new URL(location); here.searchParams.set('narrow', 'true');"
    "history.replaceState(null, '', here) }"
    "if (parent !== window) { let said = 0; setInterval(() => {"
    "const body = document.querySelector('[data-testid=\"stMainBlockContainer\"]');"
    "const height = body ? Math.ceil(body.getBoundingClientRect().height) : 0;"
    "if (height > 100 && height !== said) { said = height; parent.postMessage({ouverture: {height}}, '*') }"
    "}, 300) }</script>"
)


class FirstHtml:
    """``folder`` holds Streamlit's page and scripts, ``routes`` are the addresses that are ours."""

    def __init__(self, app: ASGIApp, folder: Path, routes: Sequence[BaseRoute]) -> None:
        self._app = app
        self._folder = folder
        self._routes = routes
        self._page = UNUSED_FONT.sub("", (folder / "index.html").read_text(encoding="utf-8"))
        charts = sorted((folder / "static" / "js").glob("PlotlyChart.*.js"))
        self._charts = "".join(EARLY.format(path=f"/static/js/{file.name}") for file in charts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        request, path = Request(scope, receive), str(scope["path"])
        response: Response | None = None
        if path.startswith(UNUSED):
            response = RedirectResponse(INTER, 308, {"Cache-Control": FOREVER})
        elif path.startswith(ICONS):
            response = await run_in_threadpool(self._icons, request, path)
        elif path.startswith("/static/") and Path(path).suffix in TEXT:
            response = await run_in_threadpool(self._script, request, path)
        elif not path.startswith(STREAMLIT) and not self._is_ours(scope) and (path == "/" or not path.endswith("/")):
            response = await run_in_threadpool(self._html, request, path)
        await (response or self._app)(scope, receive, send)

    def _is_ours(self, scope: Scope) -> bool:
        return any(route.matches(scope)[0] is not Match.NONE for route in self._routes)

    def _html(self, request: Request, path: str) -> Response:
        page = page_at(path)
        query = {name: request.query_params.getlist(name) for name in request.query_params}
        language = language_of(query, request.headers.get("accept-language", ""))
        told = landing(page, query, language) if page else nothing(language)
        origin = origin_of(request)
        html = _not_found(told)
        if page:
            narrow = is_narrow(request.headers.get("user-agent"), query)
            paint = first_paint(page, told, Arrival(language, query, base_address() or origin, narrow))
            html = self._with_head(told, page, request, origin, paint)
        headers = {"Cache-Control": cache_rule("no-cache"), "Vary": "Accept-Language, Accept-Encoding, User-Agent"}
        return _compressed(request, Response(html, 200 if told.found else 404, headers, media_type="text/html"))

    def _with_head(self, told: Landing, page: Page, request: Request, origin: str, paint: str) -> str:
        query = f"?{request.url.query}" if request.url.query else ""
        facts = {
            "og:type": "website",
            "og:site_name": "Ouverture",
            "og:title": told.title.removesuffix(" · Ouverture"),
            "og:description": told.description,
            "og:url": f"{origin}{request.url.path}{query}",
            "og:locale": "fr_FR" if told.language == "fr" else "en_GB",
        }
        if told.picture:
            facts |= {"og:image": origin + told.picture, "og:image:width": "1200", "og:image:height": "675"}
        embedded = "embed" in request.query_params
        head = [
            f"<title>{escape(told.title)}</title>",
            f'<meta name="description" content="{escape(told.description)}">',
            *(f'<meta property="{name}" content="{escape(value)}">' for name, value in facts.items()),
            f'<meta name="twitter:card" content="{"summary_large_image" if told.picture else "summary"}">',
            WHERE,
            FONTS,
            *([SAYS_ITS_SIZE] if embedded else filter(None, [described(told, page.key, origin)])),
        ]
        html = self._page.replace('<html lang="en">', f'<html lang="{told.language}">', 1)
        if page.key not in CHARTLESS:
            html = html.replace("</head>", f"{self._charts}</head>", 1)
        html = STREAMLITS_NOSCRIPT.sub("", html)
        skip = "" if embedded else PAST_THE_SIDEBAR.format(label=escape(text(told.language, "app.skip")))
        html = html.replace(
            '<div id="root"></div>', f'{skip}{paint}<div id="root"></div>{leaving()}{header.script()}', 1
        )
        return html.replace("<title>Streamlit</title>", "\n    ".join(head), 1)

    def _icons(self, request: Request, path: str) -> Response | None:
        """The font of icons with those that are used; None leaves it to Streamlit, whole. Its name does not change when
        what we use of it does: browsers ask again."""
        file = (self._folder / path.lstrip("/")).resolve()
        if "range" in request.headers or not file.is_relative_to(self._folder.resolve()) or not file.is_file():
            return None
        if (few := icons(file)) is None:
            return None
        return Response(few, headers={"Cache-Control": "public, max-age=3600"}, media_type="font/woff2")

    def _script(self, request: Request, path: str) -> Response | None:
        """One of Streamlit's scripts, compressed once; None leaves it to Streamlit."""
        file = (self._folder / path.lstrip("/")).resolve()
        way = _way(request)
        if way is None or "range" in request.headers or not file.is_relative_to(self._folder.resolve()):
            return None
        if not file.is_file():
            return None
        headers = {"Content-Encoding": way, "Vary": "Accept-Encoding", "Cache-Control": FOREVER}
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        return Response(compressed(file, way), headers=headers, media_type=kind)


def _way(request: Request) -> str | None:
    asked = [part.partition(";") for part in request.headers.get("accept-encoding", "").lower().split(",")]
    accepted = {way.strip() for way, _, wish in asked if not UNWANTED.fullmatch(wish.strip())}
    return next((way for way in ("br", "gzip") if way in accepted), None)


def _compressed(request: Request, response: Response) -> Response:
    if way := _way(request):
        response.body = squeezed(bytes(response.body), way)
        response.headers["Content-Encoding"] = way
        response.headers["Content-Length"] = str(len(response.body))
    return response


def _not_found(told: Landing) -> str:
    home = "/?lang=fr" if told.language == "fr" else "/"
    return (
        f'<!DOCTYPE html><html lang="{told.language}"><head><meta charset="UTF-8"><meta name="viewport" '
        f'content="width=device-width"><title>{escape(told.title)} · Ouverture</title>'
        "<style>:root{color-scheme:light dark}body{font:1.05rem/1.5 Inter,system-ui,sans-serif;max-width:38rem;"
        "margin:15vh auto;padding:0 1.2rem}h1{font-family:Georgia,serif}</style></head>"
        f'<body><h1>{escape(told.title)}</h1><p>{escape(told.description)}</p><p><a href="{home}">Ouverture</a></p>'
        "</body></html>"
    )
