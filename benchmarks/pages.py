"""How long the script of each page runs on the reference build.

    python -m benchmarks.pages

One visitor walks through all pages, again and again: the median of the warm runs over a page that shows nothing must
stay below 150 ms. The first page of a fresh process (app.py loaded, as in a server that is up) must stay below
2 s. Exits with 1 if a page does not.
"""

from __future__ import annotations

import argparse
import logging
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WARM_BUDGET, COLD_BUDGET = 0.150, 2.0  # seconds
EMPTY = "import streamlit as st\n\nst.title('Nothing')\n"


def cold() -> tuple[float, float]:
    """Seconds of the first run of the first page in this process, on the clock and of processor."""
    from streamlit.testing.v1 import AppTest

    from tests import REPOSITORY

    app = AppTest.from_file(REPOSITORY / "ouverture" / "dashboard" / "shell.py", default_timeout=60)
    began, cpu = time.perf_counter(), time.process_time()
    app.run()
    return time.perf_counter() - began, time.process_time() - cpu


def warm(rounds: int) -> dict[str, list[float]]:
    """Seconds of each run of each page, by its key, without the first round; "" is the empty page."""
    from streamlit.testing.v1 import AppTest

    from ouverture.dashboard.navigation import PAGES
    from ouverture.dashboard.texts import texts
    from tests import REPOSITORY
    from tests.app.page import plain

    times: dict[str, list[float]] = {}
    words = texts("en")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "empty.py").write_text(EMPTY)
        empty = AppTest.from_file(Path(folder) / "empty.py", default_timeout=60)
        app = AppTest.from_file(REPOSITORY / "ouverture" / "dashboard" / "shell.py", default_timeout=60).run()
        for number in range(rounds + 1):
            began = time.perf_counter()
            empty.run()
            times.setdefault("", []).extend([time.perf_counter() - began] if number else [])
            for screen in PAGES:
                if screen.section is None:
                    continue
                app.switch_page(f"../pages/{screen.key}.py")
                began = time.perf_counter()
                app.run()
                seconds = time.perf_counter() - began
                expected = words.get(f"title.{screen.key}") or words[f"page.{screen.key}"]
                assert [plain(title.value) for title in app.title] == [expected], f"page {screen.key} fails"
                times.setdefault(screen.key, []).extend([seconds] if number else [])
    return times


def main() -> int:
    """Print one line a page. Returns 1 if one misses its budget."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description="Script time of each page.")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--cold", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.cold:
        import app  # noqa: F401 - a server that is up has loaded it

        print(*cold())
        return 0
    logging.disable(logging.WARNING)  # Streamlit warns at every call outside its server
    with tempfile.TemporaryDirectory() as folder:
        os.environ["OUVERTURE_DATA"] = folder
        subprocess.run([sys.executable, "-m", "ouverture", "demo"], check=True, capture_output=True)
        command = [sys.executable, "-m", "benchmarks.pages", "--cold"]
        runs = [subprocess.run(command, check=True, capture_output=True, text=True).stdout for _ in range(3)]
        first, cpu = min(tuple(map(float, run.split())) for run in runs)
        times = {key: statistics.median(seconds) for key, seconds in warm(options.rounds).items()}
    floor = times.pop("")
    verdict = "  OVER" if first > COLD_BUDGET else ""
    print(f"first page of a fresh process: {first:.2f} s, {cpu:.2f} s of processor (budget {COLD_BUDGET:g} s){verdict}")
    print(f"a page with nothing on it: {1000 * floor:.0f} ms")
    over = first > COLD_BUDGET
    for key, seconds in sorted(times.items(), key=lambda item: -item[1]):
        above = seconds - floor
        over |= above > WARM_BUDGET
        print(f"{key:16} {1000 * above:5.0f} ms above it{'  OVER' if above > WARM_BUDGET else ''}")
    print(f"slowest page / 150 ms: {(max(times.values()) - floor) / WARM_BUDGET:.2f} (budget 1)")
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
