"""What a visitor reads on a page that AppTest has run."""

from __future__ import annotations

import html
import re

from streamlit.testing.v1 import AppTest

from ouverture.dashboard.texts import text
from ouverture.metrics.catalogue import load_catalogue

CATALOGUE = load_catalogue()


def plain(markdown: str) -> str:
    """What a visitor reads: escapes taken out."""
    return re.sub(r"\\(.)", r"\1", markdown)


def words(app: AppTest) -> str:
    """All running text of the page."""
    shown = [*app.title, *app.header, *app.subheader, *app.caption, *app.markdown, *app.info, *app.warning]
    own = [html.unescape(re.sub(r"<style>.*?</style>|<[^>]*>", " ", e.proto.body, flags=re.S)) for e in app.get("html")]
    return "\n".join([*(plain(element.value) for element in shown), *own])


def cards(app: AppTest) -> set[str]:
    """Metrics whose card stands on the page: its headline is anchored by the metric's name."""
    return {element.anchor for element in app.subheader} & CATALOGUE.keys()


def assert_well(app: AppTest, language: str) -> None:
    """Nothing broke, neither before the shell's boundary nor behind it."""
    assert not app.exception
    assert not app.error
    said = words(app)
    for key in ("state.error_title", "state.card_error"):
        assert text(language, key) not in said
