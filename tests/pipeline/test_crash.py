"""kill -9 at any moment: what was published still answers, and the next run goes on where the last one stopped.

``OUVERTURE_KILLS`` (default 8) processes are killed at moments drawn from a seed; the full run is 50.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import duckdb
import pytest

from etl.capture import finished_captures, unfinished_captures
from etl.ledger import read_ledger
from etl.places import REPOSITORY, Places
from etl.publish import current
from tests.standin import HubProcess

KILLS = int(os.environ.get("OUVERTURE_KILLS", "8"))
SNAPSHOT = [sys.executable, "-m", "etl", "snapshot", "--scope", "all", "--only", "reference", "hub"]
MODELS, PAGE_SIZE = 2000, 25


def started() -> subprocess.Popen[str]:
    return subprocess.Popen(SNAPSHOT, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def completed() -> None:
    process = started()
    output = process.communicate(timeout=120)[0]
    assert process.returncode == 0, output


def answers(places: Places) -> tuple[str, int]:
    """Build id and rows of the published build, read as a dashboard reads it."""
    pointer = current(places)
    with duckdb.connect(pointer.path, read_only=True) as connection:
        rows = connection.execute("SELECT count(*) FROM observation").fetchall()[0][0]
        (build_id,) = connection.execute("SELECT build_id FROM build_info").fetchall()[0]
    assert (build_id, rows) == (pointer.build_id, pointer.observations)
    return build_id, rows


def pages_asked(hub: HubProcess) -> int:
    return sum(request["path"] == "/api/models" for request in hub.requests())


@pytest.mark.parametrize("seed", [1])
def test_killed_at_any_moment(installed: Places, hub_process: Callable[..., HubProcess], seed: int) -> None:
    hub = hub_process(MODELS, page_size=PAGE_SIZE, latency_seconds=0.01)
    began = time.monotonic()
    completed()
    takes = time.monotonic() - began
    draw = random.Random(seed)
    killed_unfinished = killed_unbuilt = 0

    published = answers(installed)
    for _ in range(KILLS):
        process = started()
        time.sleep(draw.uniform(0.2, takes))
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
        now = answers(installed)
        assert now == published or now[1] > published[1]
        published = now
        killed_unfinished += bool(unfinished_captures(installed))
        built = read_ledger(current(installed)).captures
        killed_unbuilt += any(capture.capture_id not in built for capture in finished_captures(installed))
        assert len(unfinished_captures(installed)) <= 1
    completed()

    assert unfinished_captures(installed) == []
    captures = [capture for capture in finished_captures(installed) if capture.source == "hub"]
    for capture in captures:
        capture.verify()
        assert capture.records == MODELS
    # each kill costs at most the page in flight: nothing that was captured is asked for again
    assert pages_asked(hub) <= sum(capture.requests for capture in captures) + KILLS
    assert {capture.capture_id for capture in captures} <= read_ledger(current(installed)).captures
    assert not list(installed.warehouse.glob(".building-*"))
    assert answers(installed)[1] >= published[1]
    assert killed_unfinished + killed_unbuilt > 0, "no kill hit a run at work: the moments are badly drawn"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_it_says_what_it_keeps(
    installed: Places, hub_process: Callable[..., HubProcess], number: signal.Signals
) -> None:
    hub = hub_process(MODELS, page_size=PAGE_SIZE, latency_seconds=0.03)
    before = answers(installed)
    process = started()
    while not (plans := unfinished_captures(installed)) or not list(plans[0].path.glob("all/*.zst")):
        time.sleep(0.05)
    process.send_signal(number)
    output = process.communicate(timeout=5)[0]
    assert process.returncode == 1
    assert output.splitlines()[-1] == (
        f"ouverture: stopped by {number.name}: the published build is unchanged and captured pages are kept, "
        "run the same command again to go on"
    )
    assert "Traceback" not in output
    assert answers(installed) == before
    captured = pages_asked(hub)
    completed()
    (capture,) = [capture for capture in finished_captures(installed) if capture.source == "hub"]
    assert pages_asked(hub) - captured < capture.requests
    assert capture.records == MODELS
