"""Every screen in every state and language: no exception, words where there is no data, cards where there is."""

from __future__ import annotations

import pytest

from ouverture.dashboard.navigation import HOME, PAGES, Page
from ouverture.dashboard.texts import LANGUAGES, text
from tests import REPOSITORY
from tests.app.conftest import GONE, Situation, Visit
from tests.app.page import assert_well, cards, plain, words

ANY = pytest.mark.parametrize("language", LANGUAGES)


@ANY
@pytest.mark.parametrize("screen", PAGES, ids=lambda screen: screen.key)
def test_a_screen_stands_in_every_state(visit: Visit, situation: Situation, screen: Page, language: str) -> None:
    app = visit(screen, language)
    assert_well(app, language)
    said = words(app)
    if screen.section:
        expected = text(language, "title.overview" if screen is HOME else f"page.{screen.key}")
        assert [plain(title.value) for title in app.title] == [expected]
    page = (REPOSITORY / "pages" / f"{screen.key}.py").read_text(encoding="utf-8")
    if "card(" in page and situation.name in ("reference", "live", "stale", "pinned"):
        assert cards(app)
        assert text(language, "state.no_build_title") not in said
    if "card(" in page and situation.name == "none":
        assert text(language, "state.no_build_title") in said
        assert not cards(app)
    if "card(" in page and situation.name == "gone":
        assert GONE in said
        assert not cards(app)


@ANY
def test_the_line_above_every_page_says_how_fresh_it_is(visit: Visit, situation: Situation, language: str) -> None:
    app = visit(HOME, language)
    said = words(app)
    reference = text(language, "freshness.reference")
    live = text(language, "freshness.live", date="").strip()
    stale = text(language, "freshness.degraded", reasons="").split(":")[0].strip()
    pinned = text(language, "freshness.pinned", build=situation.query.get("build", "")).split(".")[0]
    expected = {
        "none": set(),
        "gone": set(),
        "empty": {reference, stale},
        "reference": {reference},
        "live": {live},
        "stale": {live, stale},
        "pinned": {reference, pinned},
    }[situation.name]
    sentences = {reference, live, stale} | ({pinned} if situation.name == "pinned" else set())
    assert {sentence for sentence in sentences if sentence in said} == expected
