"""One server and one browser for all browser tests; every page a visitor opens is watched for faults."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, expect

from ouverture.places import Places
from tests.e2e.server import browser, served
from tests.samples.installations import publish_live
from tests.samples.warehouse import point_at

OpenVisitor = Callable[..., Page]
PATIENCE = 60_000  # milliseconds; only a test that fails takes so long
expect.set_options(timeout=PATIENCE)

READY = """() => {
    const main = document.querySelector('[data-testid="stMain"]');
    const app = document.querySelector('[data-testid="stApp"]');
    if (!main || !app || app.dataset.testScriptState !== 'notRunning') return false;
    if (!main.querySelector('h1, h2, [data-testid="stAlert"]')) return false;
    if (main.querySelector('[data-testid="stSkeleton"], [data-stale="true"]')) return false;
    return [...main.querySelectorAll('[data-testid="stPlotlyChart"]')].every(c => c.querySelector('.main-svg'));
}"""


@pytest.fixture(scope="package")
def places(live_installation: Path, tmp_path_factory: pytest.TempPathFactory) -> Places:
    """Reference panel and three live snapshots, two of one day; the last but one is current, the last waits."""
    places = Places(tmp_path_factory.mktemp("e2e") / "data")
    shutil.copytree(live_installation, places.root)
    publish_live(places, [datetime.now(UTC)], days_before=2)
    point_at(places, builds(places)[-2])
    return places


def builds(places: Places) -> list[Path]:
    """Published builds, oldest first."""
    return sorted(places.warehouse.glob("[!.]*.duckdb"), key=lambda path: path.stat().st_mtime)


@pytest.fixture
def before_news(places: Places) -> Iterator[Places]:
    """The last but one build is current, before the test and after it."""
    yield places
    point_at(places, builds(places)[-2])


@pytest.fixture(scope="package")
def address(places: Places) -> Iterator[str]:
    with served(places.root) as served_at:
        yield served_at


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    with browser() as running:
        yield running


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[OpenVisitor]:
    """Opens a page of its own for a visitor: ``visitor(color_scheme="dark")`` with the options of a browser context.

    At the end of the test no console error, no error of a script and no failed request may have been seen; a text in
    ``expected`` excuses console errors that hold it.
    """
    faults: list[str] = []
    contexts = []

    def open_page(expected: str | None = None, **options: Any) -> Page:
        context = chromium.new_context(**{"viewport": {"width": 1440, "height": 1000}, "locale": "en-GB", **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)

        def console(message: ConsoleMessage) -> None:
            excused = expected and expected in message.text
            if message.type == "error" and not excused:
                faults.append(f"console: {message.text} ({message.location['url']})")

        def response(answer: Response) -> None:
            if answer.status >= 400:
                faults.append(f"{answer.status}: {answer.url}")

        def failed(request: Request) -> None:
            refused = expected and request.failure == "net::ERR_BLOCKED_BY_RESPONSE"  # by the browser, and expected
            if request.failure != "net::ERR_ABORTED" and not refused:  # aborted: the visitor left before it came
                faults.append(f"{request.failure}: {request.url}")

        page.on("console", console)
        page.on("response", response)
        page.on("requestfailed", failed)
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults


def go(page: Page, address: str) -> Page:
    """Open an address and wait until the script has run and the charts stand."""
    page.goto(address)
    return settled(page)


def settled(page: Page) -> Page:
    """Wait until the script has run and the charts stand."""
    page.wait_for_function(READY)
    return page
