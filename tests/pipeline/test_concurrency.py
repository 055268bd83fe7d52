"""Readers beside a publishing writer: each request sees the build that was current as it began, or a newer one, whole.

``OUVERTURE_PUBLISHES`` (default 10) and four reader processes; the full run is 200 and ten.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
from datetime import UTC, date, datetime
from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Barrier, Event
from pathlib import Path

import pytest

from ouverture.metrics.reader import Reader
from ouverture.outcome import Locked
from ouverture.pipeline.ledger import read_ledger
from ouverture.pipeline.lock import asking_lock, writer_lock
from ouverture.pipeline.progress import Progress, Silent
from ouverture.pipeline.publish import new_build, publish
from ouverture.pipeline.snapshot import snapshot
from ouverture.pipeline.sources.hub import Hub as HubSource
from ouverture.places import Places
from ouverture.pointer import current
from ouverture.registry import load_registry
from tests.samples.warehouse import publish_sample, sample_catalogue
from tests.standin import Hub

PUBLISHES = int(os.environ.get("OUVERTURE_PUBLISHES", "10"))
READERS = 10 if PUBLISHES > 10 else 4
NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


def publish_number(places: Places, base: Path, number: int) -> None:
    """A build of which every row says the same number, so that a torn or an old one would show."""
    build_id = f"20261124-{number:08x}"
    with new_build(places, base) as building:
        building.connection.execute("UPDATE mart_adoption SET downloads_30d = ?", [number])
        building.connection.execute("UPDATE build_info SET build_id = ?", [build_id])
    summary = {"built_at": NOW, "snapshot_date": date(2026, 11, 24), "models": number, "observations": 6}
    publish(places, building.path, build_id, {**summary, "fingerprint": "f"})


def read_until(root: Path, ready: Barrier, stop: Event, published: Synchronized[int], report: Path) -> None:
    """Ask as the dashboard asks, over and over, and hold each answer against what was published before the question."""
    reader, requests, builds, faults = Reader(Places(root), sample_catalogue()), 0, set(), []
    ready.wait(300)
    ended = False
    while not ended:
        ended = stop.is_set()  # one more request after the last publish
        current = published.value
        try:
            result = reader.run("tier_downloads")
        except Exception as error:
            faults.append(f"{type(error).__name__}: {error}")
            continue
        number = int(result.build.build_id[-8:], 16)
        rows = set(result.table.column("downloads_30d").to_pylist())
        if rows != {number} or number < current:
            faults.append(f"{result.build.build_id} while {current} was current: {rows}")
        requests += 1
        builds.add(number)
    report.write_text(json.dumps({"requests": requests, "builds": len(builds), "last": number, "faults": faults}))


def test_each_request_sees_the_current_build_or_a_newer_one(tmp_path: Path) -> None:
    places = Places(tmp_path / "data")
    base = publish_sample(Places(tmp_path / "sample"))
    publish_number(places, base, 0)
    context = multiprocessing.get_context("spawn")
    ready, stop, published = context.Barrier(READERS + 1), context.Event(), context.Value("i", 0)
    reports = [tmp_path / f"reader-{number}.json" for number in range(READERS)]
    readers = [
        context.Process(target=read_until, args=(places.root, ready, stop, published, report)) for report in reports
    ]
    for reader in readers:
        reader.start()
    ready.wait(300)
    for number in range(1, PUBLISHES + 1):
        with writer_lock(places, NOW):
            publish_number(places, base, number)
        published.value = number
    stop.set()
    for reader in readers:
        reader.join(300)
    answers = [json.loads(report.read_text()) for report in reports]
    assert [fault for answer in answers for fault in answer["faults"]] == []
    assert [answer["last"] for answer in answers] == [PUBLISHES] * READERS
    requests, builds = (sum(answer[key] for answer in answers) for key in ("requests", "builds"))
    assert builds > READERS  # they did follow the writer
    sys.stdout.write(f"{PUBLISHES} publishes, {READERS} readers, {requests} requests on {builds} builds\n")


def hold(root: Path, held: Event, release: Event) -> None:
    with writer_lock(Places(root), NOW):
        held.set()
        release.wait(300)


@pytest.mark.parametrize("end", ["release", "kill"])
def test_one_writer_at_a_time_and_a_dead_one_holds_nothing(tmp_path: Path, end: str) -> None:
    places = Places(tmp_path / "data")
    context = multiprocessing.get_context("spawn")
    held, release = context.Event(), context.Event()
    holder = context.Process(target=hold, args=(places.root, held, release))
    holder.start()
    assert held.wait(120)
    with pytest.raises(Locked, match=rf"process {holder.pid}, since 2026-11-24T04:00:00Z"), writer_lock(places, NOW):
        pass
    if end == "kill":
        holder.kill()
    else:
        release.set()
    holder.join(120)
    with writer_lock(places, NOW):
        assert json.loads(places.lock.read_text())["pid"] == os.getpid()


def test_a_night_asks_while_another_builds_and_waits_for_its_turn(tmp_path: Path, hub: Hub) -> None:
    places = Places(tmp_path / "data")
    context = multiprocessing.get_context("spawn")
    held, release = context.Event(), context.Event()
    builder = context.Process(target=hold, args=(places.root, held, release))
    builder.start()
    assert held.wait(120)

    def night(day: int, patience: float, progress: Progress) -> None:
        at = datetime(2026, 11, day, 4, tzinfo=UTC)
        sources = [HubSource(endpoint=hub.url)]
        registry = load_registry()
        snapshot(places, registry, sources, scope="top:20", now=lambda: at, progress=progress, patience=patience)

    class Ends(Silent):  # the other's build ends while this night waits for it
        def step(self, name: str, **fields: object) -> None:
            if name == "waiting for the build under way":
                assert fields["process"] == builder.pid
                release.set()

    with pytest.raises(Locked, match=rf"process {builder.pid}, .*: what was asked is kept, and the next build takes"):
        night(24, 0.1, Silent())
    night(25, 120, Ends())
    ledger = read_ledger(current(places))
    assert [str(run.snapshot_date) for run in ledger.runs] == ["2026-11-24", "2026-11-25"]
    with asking_lock(places, NOW), pytest.raises(Locked):
        night(26, 120, Silent())
    builder.join(120)
