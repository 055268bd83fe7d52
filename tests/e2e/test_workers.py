"""Several processes behind one port: what a page offers any of them hands out, and one that dies is replaced."""

from __future__ import annotations

import os
import signal
import subprocess
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Request, WebSocket, expect

from ouverture.dashboard.texts import text
from tests.e2e.conftest import go
from tests.e2e.server import serving


def test_a_visitor_goes_on_when_the_process_of_his_session_is_killed(
    panel_installation: Path, chromium: Browser
) -> None:
    with serving(panel_installation, "--workers", "2") as (address, parent):
        until(lambda: len(workers(parent.pid)) == 2)
        page = chromium.new_page()
        asked: list[Request] = []
        connected: list[WebSocket] = []

        def watch(it: Request | WebSocket) -> None:
            (connected if isinstance(it, WebSocket) else asked).append(it)  # type: ignore[arg-type]

        page.on("request", watch)
        page.on("websocket", watch)
        go(page, f"{address}/card?metric=open_share&tab=download")
        with page.expect_download() as started:
            page.get_by_role("button", name=text("en", "card.csv"), exact=True).click()
        rows = started.value.path().read_bytes()
        file = next(one.url for one in asked if one.url.startswith(f"{address}/media/"))
        for _ in range(8):  # each over a connection of its own, which either process takes
            with urllib.request.urlopen(file, timeout=30) as answer:
                assert answer.read() == rows

        for worker in workers(parent.pid):
            os.kill(worker, signal.SIGKILL)
            until(lambda gone=worker: gone not in (there := workers(parent.pid)) and len(there) == 2)
            page.wait_for_timeout(500)
            if connected[0].is_closed():
                break
        while len(connected) < 2 or connected[-1].is_closed():
            page.wait_for_timeout(200)
        page.get_by_role("button", name=text("en", "card.method"), exact=True).click()
        expect(page.get_by_test_id("stMain")).to_contain_text(text("en", "card.formula"))
        page.close()
        last = workers(parent.pid)
    assert parent.returncode == 0
    assert not [pid for pid in last if Path(f"/proc/{pid}").exists()]


def workers(parent: int) -> list[int]:
    """The processes that serve; another child keeps book of what Python shares between them."""
    found = subprocess.run(
        ["pgrep", "-P", str(parent), "-f", "spawn_main"], capture_output=True, text=True, check=False
    )
    return [int(pid) for pid in found.stdout.split()]


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.2)
