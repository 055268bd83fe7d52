"""Readers beside a publishing writer: every answer is whole, belongs to one build and never goes back in time.

``OUVERTURE_PUBLISHES`` (default 30) and ten reader processes; the full run is 200.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import time
from datetime import UTC, date, datetime
from multiprocessing.synchronize import Barrier, Event
from pathlib import Path

import duckdb
import pytest

from etl.lock import writer_lock
from etl.outcome import Locked
from etl.places import Places
from etl.publish import current, new_build, publish

PUBLISHES = int(os.environ.get("OUVERTURE_PUBLISHES", "30"))
READERS = 10
ROWS = 2000
NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


def publish_number(places: Places, number: int) -> None:
    """A build of which every row says the same number, so that a torn one would show."""
    with new_build(places, None) as building:
        building.connection.execute("CREATE TABLE fact AS SELECT $1 AS number FROM range($2)", [number, ROWS])
    summary = {"built_at": NOW, "snapshot_date": date(2026, 11, 24), "models": number, "observations": ROWS}
    publish(places, building.path, f"20261124-{number:08x}", {**summary, "fingerprint": "f"})


def read_until(root: Path, ready: Barrier, stop: Event, report: Path) -> None:
    """Follow the pointer and read; on a build pruned between pointer and open, follow it again."""
    places, reads, faults, last = Places(root), 0, [], -1
    ready.wait(60)
    while not stop.is_set():
        pointer = current(places)
        try:
            with duckdb.connect(pointer.path, read_only=True) as connection:
                rows = connection.execute("SELECT min(number), max(number), count(*) FROM fact").fetchall()
        except duckdb.Error as error:
            if pointer.path.exists():
                faults.append(str(error))
            continue
        number = int(pointer.build_id[-8:], 16)
        if rows != [(number, number, ROWS)] or number < last:
            faults.append(f"{pointer.build_id} after {last}: {rows}")
        reads, last = reads + 1, number
    report.write_text(json.dumps({"reads": reads, "faults": faults, "last": last}))


def test_readers_never_see_a_half_made_build(tmp_path: Path) -> None:
    places = Places(tmp_path / "data")
    publish_number(places, 0)
    context = multiprocessing.get_context("spawn")
    ready, stop = context.Barrier(READERS + 1), context.Event()
    reports = [tmp_path / f"reader-{number}.json" for number in range(READERS)]
    readers = [context.Process(target=read_until, args=(places.root, ready, stop, report)) for report in reports]
    for reader in readers:
        reader.start()
    ready.wait(60)
    for number in range(1, PUBLISHES + 1):
        with writer_lock(places, NOW):
            publish_number(places, number)
    time.sleep(1)
    stop.set()
    for reader in readers:
        reader.join(60)
    answers = [json.loads(report.read_text()) for report in reports]
    assert [fault for answer in answers for fault in answer["faults"]] == []
    assert all(answer["reads"] > 0 and answer["last"] == PUBLISHES for answer in answers)


def hold(root: Path, held: Event, release: Event) -> None:
    with writer_lock(Places(root), NOW):
        held.set()
        release.wait(60)


@pytest.mark.parametrize("end", ["release", "kill"])
def test_one_writer_at_a_time_and_a_dead_one_holds_nothing(tmp_path: Path, end: str) -> None:
    places = Places(tmp_path / "data")
    context = multiprocessing.get_context("spawn")
    held, release = context.Event(), context.Event()
    holder = context.Process(target=hold, args=(places.root, held, release))
    holder.start()
    assert held.wait(30)
    with pytest.raises(Locked, match=rf"process {holder.pid}, since 2026-11-24T04:00:00Z"), writer_lock(places, NOW):
        pass
    if end == "kill":
        holder.kill()
    else:
        release.set()
    holder.join(30)
    with writer_lock(places, NOW):
        assert json.loads(places.lock.read_text())["pid"] == os.getpid()
