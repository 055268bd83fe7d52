"""Pages are drawn before their first visitor.

Whenever a build appears, the first words of each page are asked for and the names that are searched are gathered, each
page is visited once in each language, and the charts of the first paint are drawn. Each of several processes does so,
for each has a memory of its own; they visit one after the other, and one draws for all.
"""

from __future__ import annotations

import asyncio
import logging
from time import perf_counter
from urllib.parse import urlencode

from starlette.types import ASGIApp, Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from ouverture.dashboard.navigation import PAGES, Page
from ouverture.dashboard.search import search
from ouverture.dashboard.texts import LANGUAGES
from ouverture.metrics.errors import NoBuild
from ouverture.metrics.reader import shared_reader
from ouverture.metrics.warehouse import Warehouse
from ouverture.places import Places
from ouverture.web.first_paint import PAINTS
from ouverture.web.workers import turn

LOG = logging.getLogger("ouverture.web")
EVERY = 10.0  # seconds between two looks at the pointer
PATIENCE = 60.0  # seconds for one page, and of waiting for visitors before it


async def keep_warm(app: ASGIApp, places: Places) -> None:
    """Visit all pages of each build that appears, one after the other, for as long as the server runs."""
    warm, warehouse = None, Warehouse(places)
    while True:
        await asyncio.sleep(EVERY)  # first of all too: who has just started the server shall not wait beside us
        if (build := await asyncio.to_thread(_build, warehouse)) not in (None, warm):
            await asyncio.to_thread(PAINTS.words)  # at once: seconds, and the rows are the pages' own
            await asyncio.to_thread(_gather_names)
            async with turn():
                for language in LANGUAGES:
                    for page in (page for page in PAGES if page.section):
                        patience = perf_counter() + PATIENCE
                        while PAINTS.busy() and perf_counter() < patience:
                            await asyncio.sleep(1)
                        began = perf_counter()
                        try:
                            await asyncio.wait_for(visit(app, page, language), PATIENCE)
                        except Exception:  # a page that fails, fails for its visitors as well and is logged there
                            LOG.warning("page %s was not drawn ahead", page.key, exc_info=True)
                        await asyncio.sleep(perf_counter() - began)  # never more than half of the time
            await asyncio.to_thread(PAINTS.ahead)
            warm = build


def _build(warehouse: Warehouse) -> str | None:
    try:
        return warehouse.newest()
    except NoBuild:
        return None


def _gather_names() -> None:
    for language in LANGUAGES:
        search(shared_reader(), "ai", language)


async def visit(app: ASGIApp, page: Page, language: str) -> None:
    """Open a page as a browser does, without a network between, and leave when it has come whole."""
    query = urlencode({"lang": language})
    asked = BackMsg()
    asked.rerun_script.page_name = page.url_path
    asked.rerun_script.query_string = query
    asked.rerun_script.context_info.url = f"http://localhost/{page.url_path}?{query}"
    asked.rerun_script.context_info.color_scheme = "light"
    sent: asyncio.Queue[Message] = asyncio.Queue()
    sent.put_nowait({"type": "websocket.connect"})
    sent.put_nowait({"type": "websocket.receive", "bytes": asked.SerializeToString()})

    async def send(message: Message) -> None:
        if (body := message.get("bytes")) and ForwardMsg.FromString(body).WhichOneof("type") == "script_finished":
            sent.put_nowait({"type": "websocket.disconnect", "code": 1000})

    scope = {
        "type": "websocket",
        "asgi": {"version": "3.0"},
        "scheme": "ws",
        "path": "/_stcore/stream",
        "raw_path": b"/_stcore/stream",
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"localhost")],
        "client": ("127.0.0.1", 0),
        "server": ("localhost", 80),
        "subprotocols": ["streamlit"],
    }
    await app(scope, sent.get, send)
