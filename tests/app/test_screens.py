"""Every screen in every state and language: no exception, words where there is no data, cards where there is."""

from __future__ import annotations

import re

import pytest

from ouverture.dashboard import session
from ouverture.dashboard.first_paint import FIRST, VIEWS, painted
from ouverture.dashboard.navigation import HOME, PAGES, Page, page_named
from ouverture.dashboard.texts import LANGUAGES, text, texts
from ouverture.dashboard.witnesses import WITNESSES
from ouverture.metrics.reader import only_held
from tests import REPOSITORY
from tests.app.conftest import GONE, Situation, Visit
from tests.app.page import assert_well, cards, main_title, squeezed, without_tags, words

ANSWERS = ("claims",)  # pages whose title is what they find
COMPLETED = FIRST.keys() | VIEWS.keys()  # its name, and what its first card finds
VIEWED = {"method": "judged"}  # the first view of this page has no card
OTHER_VIEWS = (("method", "read", "fr"), ("method", "numbers", "en"), ("method", "licences", "fr"))
OTHER_VIEWS += (("data", "held", "en"), ("data", "take", "fr"))
OWN_LINK = r'href="(http[^"]*)" target="_self"'
ANY = pytest.mark.parametrize("language", LANGUAGES)
SEEN = (  # all in both languages take minutes more
    *((situation, "en") for situation in ("none", "empty", "reference", "live", "stale", "pinned", "gone")),
    *((situation, "fr") for situation in ("none", "empty", "reference")),
)


@pytest.mark.parametrize(("situation", "language"), SEEN, indirect=["situation"], scope="module")
@pytest.mark.parametrize("screen", PAGES, ids=lambda screen: screen.key)
def test_a_screen_stands_in_every_state(visit: Visit, situation: Situation, screen: Page, language: str) -> None:
    app = visit(screen, language, **({"view": VIEWED[screen.key]} if screen.key in VIEWED else {}))
    assert_well(app, language)
    said = words(app)
    if screen is HOME:
        assert len(main_title(app)) == (situation.name not in ("none", "gone"))
        assert all(title.startswith(squeezed(text(language, "front.question"))) for title in main_title(app))
    elif screen.key == "changes":  # its title goes on with the first piece of news
        assert [title.startswith(text(language, "page.changes")) for title in main_title(app)] == [True]
        ways = re.findall(r'href="([^"]+/(?:card|changes|api)[^"]*)"', "".join(e.proto.body for e in app.get("html")))
        pinned = situation.query.get("build") if situation.name == "pinned" else None
        assert not pinned or (ways and all(f"build={pinned}" in way for way in ways))
    elif screen.key in ANSWERS:
        assert len(main_title(app)) == (situation.name not in ("none", "gone"))
    elif screen.section:
        title = texts(language).get(f"title.{screen.key}") or text(language, f"page.{screen.key}")
        (shown,) = main_title(app)
        answers = screen.key in COMPLETED and situation.name in ("reference", "live", "stale", "pinned")
        assert shown.startswith(f"{title} · ") if answers else shown == title
    body = said_first(screen, situation, language)
    first = squeezed(without_tags("".join(re.findall(r"<h1.*?</h1>", body)[:1])))
    if screen.section and situation.name == "reference" and screen.key not in VIEWED:
        told = [squeezed(without_tags(part)) for part in re.findall(r">([^<>]{12,})<", body.partition("</h1>")[2])]
        views = (view for group in app.get("button_group") for view in group.options)
        spoken = "".join((said + " ".join(views)).split())
        assert [part for part in told if "".join(part.split()) not in spoken] == []
    if screen.section and first:
        assert main_title(app)[0].startswith(first) if screen.key == "changes" else first == main_title(app)[0]
    assert first or not screen.section or situation.name in ("none", "gone")
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
    if situation.name == "pinned":
        ways = [way for element in app.get("html") for way in re.findall(OWN_LINK, element.proto.body)]
        assert ways
        assert [way for way in ways if "build=" not in way] == []


def said_first(screen: Page, situation: Situation, language: str) -> str:
    """What the first HTML of the address shows, of what is in memory once the page has run."""
    query = situation.query | ({"view": VIEWED[screen.key]} if screen.key in VIEWED else {})
    arrival = session.Arrival(language, {name: [value] for name, value in query.items()}, "http://localhost:8501")
    with session.arriving(arrival), only_held():
        found = painted(screen, "", lambda *_: None)
    return found.body if found else ""


@pytest.mark.parametrize("situation", ["reference"], indirect=True)
@pytest.mark.parametrize(("key", "view", "language"), OTHER_VIEWS)
def test_what_is_looked_up_stands_in_views_of_its_page(visit: Visit, key: str, view: str, language: str) -> None:
    app = visit(page_named(key), language, view=view)
    assert_well(app, language)
    assert text(language, f"view.{view}_lead") in words(app)


@ANY
def test_the_line_above_every_page_says_how_fresh_it_is(visit: Visit, situation: Situation, language: str) -> None:
    app = visit(HOME, language)
    said = squeezed(words(app))
    readings = squeezed(text(language, "freshness.readings", date="", age="")).split(":")[0].strip()
    take = text(language, "freshness.take")
    stale = squeezed(text(language, "freshness.degraded", reasons="")).split(":")[0].strip()
    pinned = squeezed(text(language, "freshness.pinned", build=situation.query.get("build", ""))).split(".")[0]
    expected = {
        "none": set(),
        "gone": set(),
        "empty": {take, stale},
        "reference": {readings, take},
        "live": {readings},
        "stale": {readings, take, stale},
        "pinned": {readings, take, pinned},
    }[situation.name]
    sentences = {readings, take, stale} | ({pinned} if situation.name == "pinned" else set())
    assert {sentence for sentence in sentences if sentence in said} == expected


@ANY
@pytest.mark.parametrize("situation", ["empty", "reference", "live"], indirect=True)
def test_the_answer_is_that_of_the_witnesses_that_have_two_readings(
    visit: Visit, situation: Situation, language: str
) -> None:
    (title,) = main_title(visit(HOME, language))
    heard = set() if situation.name == "empty" else set(WITNESSES)  # the live installation holds the panel too
    openings = {key: squeezed(text(language, f"front.where_{key}", verdict="")).rstrip(". ") for key in WITNESSES}
    assert {key for key, opening in openings.items() if opening in title} == heard
    assert (squeezed(text(language, "front.cannot_say")) in title) == (not heard)
