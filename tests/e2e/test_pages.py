"""Every page in Chromium: on a phone, in French, on a dark ground."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from ouverture.dashboard import theme
from ouverture.dashboard.first_paint import FIRST, VIEWS
from ouverture.dashboard.navigation import PAGES, page_named
from ouverture.dashboard.navigation import Page as DashboardPage
from ouverture.dashboard.texts import text
from ouverture.metrics.catalogue import own_catalogue
from ouverture.places import Places
from tests.e2e.conftest import OpenVisitor, go
from tests.e2e.screenshots import PHONE
from tests.e2e.server import served

LISTED = [page for page in PAGES if page.section]
EACH = pytest.mark.parametrize("page_of", LISTED, ids=lambda page: page.key)


def title(page: DashboardPage, language: str) -> str:
    """How its head begins: with its name, or with what it answers up to the first number."""
    answers = {"overview": "front.question", "claims": "claims.tally"}
    return text(language, answers.get(page.key, f"page.{page.key}")).partition("{")[0]


@pytest.fixture
def fresh_address(places: Places) -> Iterator[str]:
    """A server nobody has visited; asked for before ``visitor``, it outlives the visitor's pages, which ask for it."""
    with served(places.root) as served_at:
        yield served_at


def test_the_first_visitor_may_come_by_a_deep_link(fresh_address: str, visitor: OpenVisitor) -> None:
    page = go(visitor(), f"{fresh_address}/labs")
    expect(page.locator("h1")).to_contain_text(text("en", "page.labs"))
    expect(page.get_by_role("link", name=text("en", "page.method"))).to_have_count(1)  # the shell's own navigation


@EACH
def test_a_page_fits_a_phone_in_french_in_the_dark(address: str, visitor: OpenVisitor, page_of: DashboardPage) -> None:
    """One visit for the three: each costs ten seconds and more."""
    page = go(visitor(**{**PHONE, "color_scheme": "dark", "locale": "fr-FR"}), f"{address}/{page_of.url_path}")
    # the browser asks for French: no parameter needed
    assert page.locator("h1").inner_text().startswith(title(page_of, "fr"))
    wide = page.evaluate(
        """() => [document.scrollingElement, document.querySelector('[data-testid="stMain"]')]
            .filter(e => e.scrollWidth > e.clientWidth).map(e => `${e.tagName} ${e.scrollWidth}`)"""
    )
    assert not wide, f"scrolls sideways at 390 px: {wide}"
    if FIRST.get(page_of.key) or next(iter(VIEWS.get(page_of.key, {}).values()), None):
        caveat = page.locator('[class*="st-key-card-"]').first.locator(".ouv-caveat").bounding_box()
        assert caveat and caveat["y"] + caveat["height"] <= PHONE["viewport"]["height"]  # without scrolling
    ground = page.locator('[data-testid="stApp"]').evaluate("e => getComputedStyle(e).backgroundColor")
    red, green, blue = (int(theme.NIGHT[i : i + 2], 16) for i in (1, 3, 5))
    assert ground == f"rgb({red}, {green}, {blue})"
    found = Axe().run(page).response["violations"]  # minor ones too
    assert not [(it["id"], it["nodes"][0]["html"]) for it in found]
    for chart in page.get_by_test_id("stPlotlyChart").all():
        assert len(chart.get_attribute("aria-label") or "") > 20  # alt text
        assert chart.locator(".main-svg").count()


def test_a_chart_can_be_embedded_alone(address: str, visitor: OpenVisitor) -> None:
    name = next(m.name for m in own_catalogue().values() if not m.required and m.chart.kind != "table")
    narrow = visitor(viewport={"width": 320, "height": 700})
    page = go(narrow, f"{address}/{page_named('card').url_path}?metric={name}&embed=true")
    expect(page.get_by_test_id("stPlotlyChart")).to_have_count(1)
    dates = [label.bounding_box() or {} for label in page.locator(".xtick text").all()]
    assert all(left["x"] + left["width"] < right["x"] for left, right in pairwise(dates)), dates
    accent = page.locator(".ouv-caveat u").first.evaluate("it => getComputedStyle(it).color")
    assert accent == "rgb(31, 78, 121)"  # own markup has its sheets
    expect(page.get_by_test_id("stSidebar")).to_have_count(0)


def test_an_unknown_path_is_a_404_that_leads_home(address: str) -> None:
    with pytest.raises(HTTPError) as told:
        urlopen(f"{address}/nonsense", timeout=60)
    assert told.value.code == 404
    assert '<a href="/">' in told.value.read().decode()
    with pytest.raises(HTTPError) as told:
        urlopen(f"{address}/media/nowhere.csv", timeout=60)  # Streamlit's own refusals are documents too
    assert told.value.headers["Content-Type"] == "application/problem+json"
