"""A dashboard in its own process and a browser to look at it, for the browser tests and the screenshots."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests import REPOSITORY

CANDIDATES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def chromium_path() -> str:
    """The browser to drive. Raises RuntimeError naming the remedy where there is none."""
    for candidate in (os.environ.get("CHROMIUM"), *CANDIDATES):
        if candidate and (found := shutil.which(candidate)):
            return found
    raise RuntimeError(
        "No Chromium found: run `make test`, which installs it on Debian, or set CHROMIUM=/path/to/chromium"
    )


@contextmanager
def served(data: Path) -> Iterator[str]:
    """Serve the dashboard on the build under ``data``; yields its address and stops it at the end."""
    with serving(data) as (address, _):
        yield address


@contextmanager
def serving(data: Path, *options: str, timeout: float = 60) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The same with options of ``serve``; yields the address and the process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {"OUVERTURE_DATA": str(data)}
    environment["BROWSER_PATH"] = os.devnull  # one browser is enough: this server draws no charts ahead
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "ouverture",
            "serve",
            "--port",
            str(port),
            *options,
        ],
        cwd=REPOSITORY,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process, timeout)
        yield address, process
    finally:
        process.terminate()
        process.wait(20)


def _wait(address: str, process: subprocess.Popen[bytes], timeout: float) -> None:
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the dashboard stopped at once with exit code {process.returncode}")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("the dashboard did not come up")


@contextmanager
def browser() -> Iterator[Browser]:
    """Headless Chromium with its background traffic switched off."""
    flags = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # nothing but loopback
    ]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=flags)
        try:
            yield chromium
        finally:
            chromium.close()
