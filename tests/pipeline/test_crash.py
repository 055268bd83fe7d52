"""kill -9 at any moment: what was published still answers, and what is resumed ends as if nothing had happened.

Half of the moments are drawn from the clock, half from the steps that the disk must not lose (``killed_run``).
``OUVERTURE_KILLS`` (default 2) processes are killed; the full run is 50.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from ouverture.pipeline.capture import finished_captures, unfinished_captures
from ouverture.pipeline.checks import run_build_checks
from ouverture.pipeline.ledger import read_ledger
from ouverture.pipeline.visits import visits
from ouverture.places import Places
from ouverture.pointer import current
from tests import REPOSITORY
from tests.pipeline.comparison import differences
from tests.samples.command import run_module
from tests.standin import RemoteHub

KILLS = int(os.environ.get("OUVERTURE_KILLS", "2"))
KILLS_A_DAY = 6
SNAPSHOT = ["snapshot", "--scope", "all", "--only", "reference", "hub"]
MODELS, PAGE_SIZE = 1000, 50
START = datetime(2026, 11, 24, 4, tzinfo=UTC)


def started(places: Places, at: datetime, step: str = "0") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.pipeline.killed_run", at.isoformat(), step, *SNAPSHOT],
        cwd=REPOSITORY,
        env={**os.environ, "OUVERTURE_DATA": str(places.root)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def completed(places: Places, at: datetime) -> int:
    """Run to the end, without the seconds that Python takes to start; returns how many steps that took."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OUVERTURE_DATA", str(places.root))
        finished = run_module("tests.pipeline.killed_run", at.isoformat(), "count", *SNAPSHOT, timeout=300)
    assert finished.returncode == 0, finished.stderr
    return int(finished.stdout.splitlines()[-1])


def sound_build(places: Places) -> str:
    """Id of the published build, which opens, passes its checks and says the same as the pointer."""
    pointer = current(places)
    with duckdb.connect(pointer.path, read_only=True) as connection:
        rows = connection.execute("SELECT count(*) FROM observation").fetchall()[0][0]
        (build_id,) = connection.execute("SELECT build_id FROM build_info").fetchall()[0]
        assert run_build_checks(connection) == []
    assert (build_id, rows) == (pointer.build_id, pointer.observations)
    return build_id


def left_behind(places: Places) -> str:
    """How far a killed run had come, by what it left on disk."""
    captures = finished_captures(places)
    built = read_ledger(current(places)).captures
    if any(capture.capture_id not in built for capture in captures):
        return "building" if list(places.warehouse.glob(".building-*")) else "captured"
    return "capturing" if unfinished_captures(places) else "starting or ending"


def pages_asked(hub: RemoteHub) -> int:
    return sum(request["path"] == "/api/models" for request in hub.requests())


def test_killed_at_any_moment_it_ends_as_if_undisturbed(
    panel_installation: Path, tmp_path: Path, remote_hub: Callable[..., RemoteHub]
) -> None:
    hub = remote_hub(MODELS, page_size=PAGE_SIZE, latency_seconds=0.01)
    disturbed, undisturbed = Places(tmp_path / "disturbed"), Places(tmp_path / "undisturbed")
    for places in (disturbed, undisturbed):
        shutil.copytree(panel_installation, places.root)
    draw, kills, day, hit = random.Random(1), 0, 0, Counter[str]()
    while kills < KILLS:
        at = START + timedelta(days=day)
        began, asked = time.monotonic(), pages_asked(hub)
        steps = completed(undisturbed, at)
        takes = time.monotonic() - began
        pages, asked = pages_asked(hub) - asked, pages_asked(hub)
        kills_today = 0
        while kills_today < min(KILLS_A_DAY, KILLS - kills):
            before = sound_build(disturbed)
            by_step = draw.random() < 0.5
            process = started(disturbed, at, str(draw.randint(1, steps)) if by_step else "0")
            if not by_step:
                time.sleep(draw.uniform(0.4, 1.4) * takes)  # before that, Python starts
                process.kill()
            process.communicate(timeout=300)
            kills_today += process.returncode == -signal.SIGKILL
            after = sound_build(disturbed)
            hit[left_behind(disturbed)] += process.returncode == -signal.SIGKILL
            assert len(unfinished_captures(disturbed)) <= 1
            if after != before:  # it had published, before it was killed or instead
                break
        else:
            completed(disturbed, at)
        # a kill costs at most the page in flight: nothing that was captured is asked for again
        assert pages_asked(hub) - asked <= pages + kills_today
        # every attempt visits the panel; that is what the log of visits is for
        found = differences(current(disturbed).path, current(undisturbed).path, ignoring=["source_visit"])
        assert found == {}
        for places in (disturbed, undisturbed):
            seen = [visit.capture_id for visit in visits(places) if visit.source == "hub"]
            assert seen == [c.capture_id for c in finished_captures(places) if c.source == "hub"]
        for capture in finished_captures(disturbed):
            capture.verify()
        assert unfinished_captures(disturbed) == []
        kills, day = kills + kills_today, day + 1
        hub.call("advance", days=1)
    completed(disturbed, START + timedelta(days=day))
    assert not list(disturbed.warehouse.glob(".building-*"))
    sys.stdout.write(f"{kills} kills over {day} days: {dict(hit)}\n")  # shown by pytest -s


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_it_says_what_it_keeps(
    installed: Places, remote_hub: Callable[..., RemoteHub], number: signal.Signals
) -> None:
    hub = remote_hub(MODELS, page_size=PAGE_SIZE, latency_seconds=0.03)
    before = sound_build(installed)
    process = started(installed, START)
    while not (plans := unfinished_captures(installed)) or not list(plans[0].path.glob("all/*.zst")):
        time.sleep(0.05)
    process.send_signal(number)
    output = "".join(process.communicate(timeout=60)[::-1])
    assert process.returncode == 1
    assert output.splitlines()[-1] == (
        f"ouverture: stopped by {number.name}: the published build is unchanged and captured pages are kept, "
        "run the same command again to go on"
    )
    assert "Traceback" not in output
    assert sound_build(installed) == before
    captured = pages_asked(hub)
    completed(installed, START)
    (capture,) = [capture for capture in finished_captures(installed) if capture.source == "hub"]
    assert pages_asked(hub) - captured < capture.requests
    assert capture.records == MODELS
