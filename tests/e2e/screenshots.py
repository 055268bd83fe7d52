"""Photograph every page (desktop, phone, dark, French) into docs/screenshots: ``make screenshots``."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page

from ouverture.dashboard.navigation import PAGES, page_named
from tests import REPOSITORY
from tests.e2e.conftest import READY
from tests.e2e.server import browser, served

OUT = REPOSITORY / "docs" / "screenshots"
PHONE_AGENT = (
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36"
)
DESKTOP: dict[str, Any] = {"viewport": {"width": 1440, "height": 1000}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "user_agent": PHONE_AGENT,
    "is_mobile": True,
    "has_touch": True,
}
LOOKS: dict[str, tuple[dict[str, Any], str]] = {
    "desktop": (DESKTOP, ""),
    "dark": (DESKTOP | {"color_scheme": "dark"}, ""),
    "french": (DESKTOP, "lang=fr"),
    "phone": (PHONE | {"device_scale_factor": 2}, ""),
}


def settle(page: Page) -> None:
    """Wait until Streamlit has finished running the script and the charts stand."""
    page.wait_for_function(READY, timeout=60_000)
    page.wait_for_timeout(1200)


def photograph(chromium: Browser, address: str, key: str, query: str, look: str, out: Path, full: bool) -> Path:  # noqa: PLR0917
    """One screenshot of one page in one look; returns its path."""
    options, extra = LOOKS[look]
    context = chromium.new_context(**options)
    page = context.new_page()
    page.goto(f"{address}/{page_named(key).url_path}?{'&'.join(p for p in (query, extra) if p)}")
    settle(page)
    if full:
        height = page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollHeight")
        page.set_viewport_size({"width": options["viewport"]["width"], "height": min(int(height) + 20, 6000)})
        page.wait_for_timeout(900)
    path = out / f"{key}-{look}.png"
    Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(128).save(path, optimize=True)  # a third of the size
    context.close()
    return path


def main() -> None:
    """Build the reference panel into a temporary place, serve it, and photograph it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--data", type=Path, help="an existing data folder instead of a fresh reference build")
    parser.add_argument("--pages", nargs="*", default=[s.key for s in PAGES if s.section])
    parser.add_argument("--looks", nargs="*", default=list(LOOKS))
    parser.add_argument("--full", action="store_true", help="the whole page instead of the first screen")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        data = arguments.data or Path(folder)
        if arguments.data is None:
            environment = {"OUVERTURE_DATA": folder, "PATH": "/usr/bin:/bin"}
            subprocess.run([sys.executable, "-m", "ouverture", "demo"], cwd=REPOSITORY, env=environment, check=True)
        with served(data) as address, browser() as chromium:
            for key in arguments.pages:
                for look in arguments.looks:
                    path = photograph(chromium, address, key, "", look, arguments.out, arguments.full)
                    sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
