"""Five errands of people who have never been here, from the bare address: at most six clicks each, and no dead end."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Locator, Page, expect

from ouverture.dashboard.texts import text
from tests.e2e.conftest import OpenVisitor, go, settled

CLICKS = 6


class Walk:
    """A visitor who counts the clicks; a key that goes to what was found is one."""

    def __init__(self, page: Page, address: str, language: str) -> None:
        self.page, self.address, self.language, self.clicks = go(page, address), address, language, 0

    def click(self, on: Locator, leads_to: str | None = None) -> None:
        on.first.click()
        self._counted(leads_to)

    def says(self, key: str) -> str:
        return text(self.language, key)

    def button(self, key: str) -> Locator:
        return self.page.get_by_test_id("stMain").get_by_role("button", name=self.says(key), exact=True)

    def search(self, words: str, leads_to: str) -> None:
        """Type, wait for what is found, and go to the best."""
        self.click(self.page.get_by_role("combobox", name=self.says("seek.label")))
        self.page.keyboard.type(words)
        self.page.get_by_role("option").first.wait_for()
        self.page.keyboard.press("Enter")
        self._counted(leads_to)

    def _counted(self, leads_to: str | None) -> None:
        self.clicks += 1
        assert self.clicks <= CLICKS
        if leads_to:
            self.page.wait_for_url(leads_to)
            settled(self.page)


def cites_the_open_share(walk: Walk) -> None:
    """A journalist: the sentence with its caveat, the picture, the archived link."""
    walk.click(walk.page.locator("a.ov-tile"), "**/card?metric=open_share*")
    title = walk.page.locator("h1").inner_text()
    caveat = walk.page.locator(".ouv-caveat summary").evaluate("e => e.firstChild.textContent.trim()")
    walk.click(walk.button("card.share"))
    links = walk.page.get_by_test_id("stPopoverBody").get_by_test_id("stCode")
    links.nth(2).wait_for()
    _, archived, told = (each.strip() for each in links.all_inner_texts()[:3])
    assert parse_qs(urlsplit(archived).query)["build"]
    assert told.split(" (")[0] in title
    assert caveat in told
    assert archived in told
    picture = walk.page.get_by_role("link", name="PNG").get_attribute("href") or ""
    assert picture.startswith(f"{walk.address}/api/v1/metrics/open_share.png?")
    assert f"lang={walk.language}" in picture
    assert go(walk.page, archived).locator("h1").inner_text() == title


def compares_two_labs_and_embeds_the_chart(walk: Walk) -> None:
    """A strategist: the address is the link to send."""
    walk.search("mistral vs qwen", "**/labs?labs=mistral&labs=qwen")
    walk.click(walk.page.locator(".st-key-share-lab_adoption button"))
    walk.click(walk.page.get_by_role("tab", name=walk.says("share.embed")))
    code = walk.page.get_by_test_id("stCode").filter(has_text="<iframe")
    expect(code).to_contain_text(
        f"{walk.address}/card?metric=lab_adoption&amp;labs=mistral&amp;labs=qwen&amp;embed=true"
    )


def finds_the_open_replacement(walk: Walk) -> None:
    """A developer, by a misspelt name: in 24 GB, to be sold in the European Union."""
    walk.search("gtp4o", "**/find?model=GPT-4o*")
    main = walk.page.get_by_test_id("stMain")
    for asked in ("country_eu", "commercial"):
        expect(main.locator(f".st-key-control-find_model-{asked} input")).to_be_checked()
    expect(main.locator("h2").first).to_contain_text("24 GB")
    expect(main.locator(".models .row .terms a").first).to_be_visible()


def takes_the_rows_behind_a_share_away(walk: Walk) -> None:
    """An analyst."""
    walk.click(walk.page.locator(".ov-strip"), "**/card?metric=routed_open_share")
    walk.click(walk.page.locator(".ways a"), "**/card?metric=routed_models")
    walk.click(walk.button("card.download"))
    with walk.page.expect_download() as started:
        walk.click(walk.button("card.csv"))
    rows = started.value.path().read_bytes()
    link = walk.page.get_by_test_id("stCode").first.inner_text().strip()
    assert link.startswith(f"{walk.address}/api/v1/metrics/routed_models.csv")
    with urlopen(link, timeout=30) as answer:
        assert answer.read() == rows
    assert started.value.suggested_filename.startswith("ouverture-routed_models-")


def asks_what_changed_since_last_week(walk: Walk) -> None:
    walk.click(walk.page.get_by_role("link", name=walk.says("page.changes"), exact=True), "**/changes")
    walk.click(walk.page.locator(".wc-since a[href*='since=']"), "**/changes?since=*")
    expect(walk.page.locator(".wc-since a[aria-current]")).to_have_attribute("href", walk.page.url)
    expect(walk.page.locator(".wc-card").first).to_be_visible()


@pytest.mark.parametrize(
    ("language", "errands"),
    [
        ("fr", [cites_the_open_share]),
        (
            "en",
            [
                compares_two_labs_and_embeds_the_chart,
                finds_the_open_replacement,
                takes_the_rows_behind_a_share_away,
                asks_what_changed_since_last_week,
            ],
        ),
    ],
    ids=["fr", "en"],
)
def test_an_errand_is_six_clicks_at_most(
    address: str, visitor: OpenVisitor, language: str, errands: list[Callable[[Walk], None]]
) -> None:
    page = visitor(locale=language)
    for errand in errands:
        errand(Walk(page, address, language))
