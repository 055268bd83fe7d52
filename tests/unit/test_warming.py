"""Each build's pages are visited before anyone asks, once a language, by a visitor who leaves when they have come."""

from __future__ import annotations

import asyncio
from urllib.parse import parse_qs

import pytest
from starlette.types import Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from ouverture.dashboard.navigation import PAGES
from ouverture.dashboard.texts import LANGUAGES
from ouverture.places import Places
from ouverture.web import warming
from ouverture.web.first_paint import PAINTS


def test_every_page_is_visited_once_for_each_build_that_appears(monkeypatch: pytest.MonkeyPatch) -> None:
    builds, visited, left = iter([None, "first", "first", "second"]), [], 0

    def build(_: object) -> str | None:
        for seen in builds:
            return seen
        raise EOFError("no more builds")

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal left
        assert (scope["type"], scope["path"]) == ("websocket", "/_stcore/stream")
        assert (await receive())["type"] == "websocket.connect"
        asked = BackMsg.FromString((await receive())["bytes"]).rerun_script
        visited.append((asked.page_name, parse_qs(asked.query_string)["lang"][0]))
        if asked.page_name == "labs":
            raise ValueError("a page that fails stops no other")
        ended = ForwardMsg()
        ended.script_finished = ForwardMsg.FINISHED_SUCCESSFULLY
        await send({"type": "websocket.send", "bytes": ended.SerializeToString()})
        assert (await receive())["type"] == "websocket.disconnect"
        left += 1

    painted: list[str] = []
    monkeypatch.setattr(PAINTS, "words", lambda: painted.append("words"))
    monkeypatch.setattr(warming, "_gather_names", lambda: painted.append("names"))
    monkeypatch.setattr(PAINTS, "ahead", lambda: painted.append(f"charts after {len(visited)}"))
    monkeypatch.setattr(PAINTS, "busy", lambda: False)
    monkeypatch.setattr(warming, "EVERY", 0)
    monkeypatch.setattr(warming, "_build", build)
    with pytest.raises(EOFError):
        asyncio.run(warming.keep_warm(app, Places.from_environment()))
    pages = [page.url_path for page in PAGES if page.section]
    once = [(page, language) for language in LANGUAGES for page in pages]
    assert visited == [*once, *once]
    assert painted == [
        *("words", "names", f"charts after {len(once)}"),
        *("words", "names", f"charts after {2 * len(once)}"),
    ]
    assert left == len(visited) - 2 * len(LANGUAGES)
