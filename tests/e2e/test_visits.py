"""What people do: choose, share a link, come back, download, print a number from a pinned build, use the keyboard."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

from playwright.sync_api import Page, expect

from ouverture.dashboard.texts import text
from ouverture.places import Places
from tests.e2e.conftest import OpenVisitor, builds, go, settled
from tests.samples.warehouse import point_at
from tests.standin.files import serving_files

CARD = "card?metric=open_share"


def chosen(page: Page) -> set[str]:
    """Labels of the options that are chosen in the segmented controls."""
    return {option.inner_text() for option in page.get_by_role("radio", checked=True).all()}


def settings(page: Page) -> Page:
    """Unfold the settings that the charts of a page share; they stay open while the reader chooses."""
    page.locator(".st-key-scope button").first.click()
    body = page.get_by_test_id("stPopoverBody")
    body.wait_for()
    expect(body.get_by_test_id("stSkeleton")).to_have_count(0)  # a widget's script is fetched when it is first shown
    return page


def fetched(address: str) -> bytes:
    with urlopen(address, timeout=30) as response:
        body: bytes = response.read()
    return body


def test_a_choice_is_in_the_address_and_comes_back_after_a_reload(address: str, visitor: OpenVisitor) -> None:
    page = settings(go(visitor(), f"{address}/open-vs-closed"))
    page.get_by_role("radio", name=text("en", "scope.tasks_all")).click()
    page.wait_for_url("**/open-vs-closed?tasks=all")
    page.get_by_role("radio", name=text("en", "scope.threshold_any")).click()
    page.wait_for_url("**/open-vs-closed?tasks=all&threshold=any")
    before = settled(page).locator("h2").all_inner_texts(), chosen(page)
    page.reload()
    settings(settled(page))
    assert (page.locator("h2").all_inner_texts(), chosen(page)) == before
    page.get_by_role("radio", name=text("en", "scope.tasks_generative")).click()
    page.wait_for_url("**/open-vs-closed?threshold=any")  # a default is left out


def test_a_card_s_own_setting_is_in_the_address_and_comes_back_after_a_reload(
    address: str, visitor: OpenVisitor
) -> None:
    page = go(visitor(), f"{address}/lineage")
    unfolded = page.locator(".st-key-settings-attribution button").first
    unfolded.click()
    publisher = page.get_by_role("radio", name=text("en", "control.mode_publisher")).first
    publisher.click()
    page.wait_for_url("**/lineage?mode=publisher")
    before = settled(page).locator("h2").all_inner_texts(), chosen(page)
    assert text("en", "control.mode_publisher") in before[1]
    page.reload()
    settled(page)
    unfolded.click()
    publisher.wait_for()
    assert (page.locator("h2").all_inner_texts(), chosen(page)) == before
    page.go_back()
    expect(page.get_by_role("radio", name=text("en", "control.mode_family")).first).to_be_checked()


def test_the_scope_follows_to_other_pages_languages_and_back(address: str, visitor: OpenVisitor) -> None:
    page = go(visitor(), f"{address}/open-vs-closed?tasks=all")
    page.get_by_role("link", name=text("en", "page.labs"), exact=True).click()
    page.wait_for_url("**/labs?tasks=all")
    expect(page.locator(".st-key-scope")).to_contain_text(text("en", "scope.tasks_all"))
    page.get_by_role("radio", name="Français").click()
    page.wait_for_url("**/labs?tasks=all&lang=fr")
    expect(page.locator("h1")).to_contain_text(text("fr", "page.labs"))
    expect(page.locator(".st-key-scope")).to_contain_text(text("fr", "scope.tasks_all"))
    page.go_back()
    expect(page.locator("h1")).to_contain_text(text("en", "page.labs"))
    expect(page.get_by_role("radio", name="English")).to_be_checked()  # what it holds goes with the next question
    page.go_back()
    expect(page.locator("h1")).to_contain_text(text("en", "page.open_vs_closed"))
    page.wait_for_url("**/open-vs-closed?tasks=all")
    for _ in range(2):
        page.go_forward()
        settled(page)
    expect(page.locator("h1")).to_contain_text(text("fr", "page.labs"))
    # two steps back at once: what the browser still holds of the page left is not taken for a choice
    page.evaluate("history.back(); setTimeout(() => history.back(), 60)")
    expect(page.locator("h1")).to_contain_text(text("en", "page.open_vs_closed"))
    expect(page.get_by_role("radio", name="English")).to_be_checked()
    assert page.url == f"{address}/open-vs-closed?tasks=all"


def test_values_that_make_no_sense_are_ignored(address: str, visitor: OpenVisitor) -> None:
    page = settings(go(visitor(), f"{address}/labs?labs=google&labs=nonsense&tasks=zzz&lang=xx&measure=share"))
    assert chosen(page) >= {"English", text("en", "scope.tasks_generative"), text("en", "scope.measure_share")}
    expect(page.get_by_test_id("stMultiSelect").get_by_text("Google", exact=True)).to_have_count(1)
    expect(page.get_by_test_id("stPlotlyChart").first).to_be_visible()


def test_a_pinned_link_keeps_its_build_when_a_new_one_is_published(
    address: str, visitor: OpenVisitor, before_news: Places
) -> None:
    old, new = (path.stem for path in builds(before_news)[-2:])
    page = go(visitor(), f"{address}/{CARD}&tab=method")
    main = page.get_by_test_id("stMain")
    expect(main).to_contain_text(f"build {old}")
    page.get_by_role("button", name=text("en", "card.share")).click()
    links = page.get_by_test_id("stCode").filter(has_text=f"{address}/")
    links.nth(1).wait_for()  # live and pinned; the other tabs are closed
    live, pinned = links.all_inner_texts()[:2]
    assert parse_qs(urlsplit(pinned.strip()).query)["build"] == [old]

    point_at(before_news, builds(before_news)[-1])
    go(page, f"{live.strip()}&tab=method")
    expect(main).to_contain_text(f"build {new}")
    go(page, f"{pinned.strip()}&tab=method")
    expect(main).to_contain_text(f"build {old}")
    expect(main).to_contain_text(text("en", "freshness.pinned", build=old))
    rows = f"{address}/api/v1/metrics/open_share.csv"
    assert fetched(f"{rows}?build={old}") != fetched(rows)


def test_the_keyboard_reaches_the_foot_line_and_opens_the_method(address: str, visitor: OpenVisitor) -> None:
    page = go(visitor(), f"{address}/{CARD}")
    page.keyboard.press("Tab")  # first of all, the way past the sidebar
    expect(page.locator("#skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-card-open_share")).to_be_focused()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText") == text("en", "card.method"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**&tab=method")
    expect(page.get_by_text(text("en", "card.sql"))).to_be_visible()
    expect(page.get_by_test_id("stPlotlyChart")).to_be_visible()  # the chart stays


def test_another_site_may_show_the_card_in_a_frame_and_no_other_page(address: str, visitor: OpenVisitor) -> None:
    """Two origins on this machine; the browser itself refuses what ``frame-ancestors`` does not allow."""
    frames = "".join(f'<iframe src="{address}/{path}" height="600"></iframe>' for path in (CARD, "labs"))
    with serving_files({"/": f"<!doctype html><title>elsewhere</title>{frames}", "/favicon.ico": ""}) as elsewhere:
        page = visitor(expected="frame-ancestors", viewport={"width": 1000, "height": 1400})
        refused: list[str] = []
        page.on("console", lambda message: refused.append(message.text) if "frame-ancestors" in message.text else None)
        with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
            page.goto(elsewhere.url)
        card, other = (page.frame_locator(f"iframe >> nth={number}") for number in (0, 1))
        expect(card.locator("h1").first).to_be_visible()
        expect(other.get_by_test_id("stApp")).to_have_count(0)
    assert [address in text and "'none'" in text for text in refused] == [True]
