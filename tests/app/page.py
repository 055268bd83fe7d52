"""What a visitor reads on a page that AppTest has run."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import parse_qs

from streamlit.testing.v1 import AppTest

from ouverture.dashboard.texts import text
from ouverture.metrics.catalogue import own_catalogue

CATALOGUE = own_catalogue()


def plain(markdown: str) -> str:
    """What a visitor reads: escapes taken out."""
    return re.sub(r"\\(.)", r"\1", markdown)


def words(app: AppTest) -> str:
    """All running text of the page."""
    shown = [*app.title, *app.header, *app.caption, *app.markdown, *app.info, *app.warning]
    return "\n".join([*(plain(element.value) for element in shown), *map(markup, app.get("html"))])


def markup(element: Any) -> str:
    """What a visitor reads of a block of our own markup."""
    return without_tags(re.sub(r"<(style|script)>.*?</\1>", "", element.proto.body, flags=re.DOTALL))


def without_tags(body: str) -> str:
    return re.sub(r"[ \n]+", " ", html.unescape(re.sub(r"<[^>]+>", " ", body))).strip()


def squeezed(said: str) -> str:
    """Every space, unbreakable ones too, as one plain space."""
    return " ".join(said.split())


def main_title(app: AppTest) -> list[str]:
    """The titles of first order on the page, in Streamlit's words or in our own markup."""
    own = [found for element in app.get("html") for found in re.findall(r"<h1.*?</h1>", element.proto.body)]
    return [*(plain(title.value) for title in app.title), *(squeezed(without_tags(title)) for title in own)]


def ways_to_charts(app: AppTest) -> list[dict[str, list[str]]]:
    """What the links to charts in our own markup ask for."""
    found = re.findall(r'href="[^"]*/card\?([^"]*)"', "".join(element.proto.body for element in app.get("html")))
    return [parse_qs(html.unescape(query)) for query in found]


def cards(app: AppTest) -> set[str]:
    """Metrics whose card stands on the page: its headline is anchored by the metric's name."""
    return {element.anchor for element in (*app.title, *app.header)} & CATALOGUE.keys()


def assert_well(app: AppTest, language: str) -> None:
    """Nothing broke, neither before the shell's boundary nor behind it."""
    assert not app.exception
    assert not app.error
    said = words(app)
    for key in ("state.error_title", "state.card_error"):
        assert text(language, key) not in said
