"""What is damaged on disk costs what was in it, never the night: captured first, built from what is whole, told."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ouverture.outcome import RunFailed
from ouverture.pipeline.build import BuildOutcome, build
from ouverture.pipeline.capture import MANIFEST, PAGES, finished_captures
from ouverture.pipeline.forgetting import forget, forgotten
from ouverture.pipeline.progress import Silent
from ouverture.pipeline.snapshot import open_sources, snapshot
from ouverture.pipeline.visits import FILE, Visit, note_visit, visits
from ouverture.places import Places
from ouverture.pointer import current
from ouverture.registry import load_registry
from tests.samples.captures import hub_capture, installs_capture
from tests.standin.files import serving_files

NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)
REGISTRY = load_registry()
FAULTS = "SELECT capture_id, kind, held, file FROM capture_fault ORDER BY ALL"
INSTALLS = "SELECT max(downloads) FROM package_downloads"


class Told(Silent):
    """Keeps what was said."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def step(self, name: str, **fields: object) -> None:
        self.said.append(f"{name} {fields}")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "data")


def built(places: Places, at: datetime = NOW + timedelta(days=3), **options: Any) -> BuildOutcome:
    return build(places, REGISTRY, now=lambda: at, **options)


def rows(places: Places, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(current(places).path, read_only=True) as connection:
        return connection.execute(query).fetchall()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def edited(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("harm", [edited, cut, Path.unlink], ids=["edited", "cut short", "missing"])
def test_a_damaged_capture_is_left_out_of_a_rebuild_and_held_by_the_build_that_has_it(
    places: Places, harm: Callable[[Path], None]
) -> None:
    installs_capture(places, NOW, 100, 200)
    late = installs_capture(places, NOW + timedelta(days=1), 999)
    whole = built(places)
    page = late.pages[0].path
    content = page.read_bytes()
    harm(page)
    os.utime(page if page.exists() else page.parent)  # on the fastest disk it was written within the same instant
    file = page.relative_to(places.captures).as_posix()

    held = built(places)
    assert held.published
    assert held.build_id != whole.build_id
    assert rows(places, FAULTS) == [(late.capture_id, "damaged", True, file)]
    assert rows(places, INSTALLS) == [(999,)]
    assert not built(places).published  # and that is that, night for night

    anew = built(places, from_scratch=True)
    assert anew.build_id not in (whole.build_id, held.build_id)
    assert rows(places, FAULTS) == [(late.capture_id, "damaged", False, file)]
    assert rows(places, INSTALLS) == [(200,)]
    (reason,) = rows(places, "SELECT reason FROM capture_fault")[0]
    assert f"restore it from a copy, or `ouverture forget {late.capture_id}`" in reason

    page.write_bytes(content)
    assert built(places).build_id == whole.build_id
    assert rows(places, FAULTS) == []


def test_a_new_capture_that_is_damaged_is_left_out_and_the_others_go_in(places: Places) -> None:
    installs_capture(places, NOW, 100)
    edited(installs_capture(places, NOW + timedelta(days=1), 200).path / PAGES)
    (installs_capture(places, NOW + timedelta(days=2), 300).path / MANIFEST).write_text("{")
    told = Told()
    built(places, progress=told)
    assert [kind for _, kind, _, _ in rows(places, FAULTS)] == ["damaged", "damaged"]
    assert rows(places, INSTALLS) == [(100,)]
    assert len([line for line in told.said if line.startswith("left out")]) == 2


def test_forgetting_moves_a_capture_away_writes_it_down_and_can_be_undone(places: Places) -> None:
    first = installs_capture(places, NOW, 100)
    late = installs_capture(places, NOW + timedelta(days=1), 999)
    built(places)
    assert forget(places, late.capture_id, NOW) == f"forgotten/{late.capture_id}"
    with (places.forgotten / "ledger.jsonl").open("ab") as ledger:
        ledger.write(b'{"capture_id": "to')  # torn
    assert [capture.capture_id for capture in finished_captures(places)] == [first.capture_id]
    built(places)
    assert rows(places, FAULTS) == [(late.capture_id, "forgotten", False, None)]
    assert rows(places, INSTALLS) == [(100,)]

    shutil.move(places.forgotten / late.capture_id, places.captures)
    assert forgotten(places) == []
    built(places)
    assert (rows(places, FAULTS), rows(places, INSTALLS)) == ([], [(999,)])
    forget(places, late.capture_id, NOW)
    assert [fault.capture_id for fault in forgotten(places)] == [late.capture_id]


def test_with_nothing_whole_left_it_says_what_is_damaged(places: Places) -> None:
    edited(installs_capture(places, NOW, 100).pages[0].path)
    with pytest.raises(RunFailed, match=r"nothing to build from.*was changed.*ouverture forget pypistats-"):
        built(places)


def test_a_capture_of_a_newer_version_waits_for_the_update(places: Places) -> None:
    installs_capture(places, NOW, 100)
    folder = places.captures / "telepathy-20261124T040000Z"
    shutil.copytree(finished_captures(places)[0].path, folder)
    manifest = (folder / MANIFEST).read_text().replace("pypistats", "telepathy")
    (folder / MANIFEST).write_text(manifest)
    built(places)
    assert rows(places, FAULTS) == [("telepathy-20261124T040000Z", "refused", False, None)]
    assert "which this version cannot read: update" in rows(places, "SELECT reason FROM capture_fault")[0][0]


def test_a_capture_dated_in_the_future_is_kept_told_and_counts_when_its_day_has_come(places: Places) -> None:
    """The clock stood a year ahead for one night; the nights after it are today, and it takes no place among them."""
    ahead = NOW + timedelta(days=365)
    hub_capture(places, ahead, {"a/b": 500})
    built(places, at=ahead)  # then it was no future
    assert rows(places, "SELECT max(snapshot_date)::VARCHAR FROM snapshot_run") == [("2027-11-24",)]
    hub_capture(places, NOW, {"a/b": 100})
    built(places)
    assert current(places).snapshot_date == NOW.date()
    assert [row[:3] for row in rows(places, FAULTS)] == [("hub-20271124T040000Z", "future", False)]
    built(places, at=ahead)
    assert [day for (day,) in rows(places, "SELECT snapshot_date::VARCHAR FROM snapshot_run ORDER BY run_seq")] == [
        "2026-11-24",
        "2027-11-24",
    ]
    assert rows(places, FAULTS) == []


def half(places: Places) -> None:
    path = current(places).path
    os.truncate(path, path.stat().st_size // 2)


def inside(places: Places) -> None:
    with current(places).path.open("r+b") as file:
        file.seek(current(places).path.stat().st_size // 2)
        file.write(b"\xff" * 300_000)


def other_version(places: Places) -> None:
    with duckdb.connect(current(places).path) as connection:
        connection.execute("DROP TABLE capture_fault; ALTER TABLE snapshot_run DROP COLUMN models")


def captures(places: Places) -> None:
    """The manifest of one, the list of pages of another, and the log of visits."""
    first, second, _ = finished_captures(places)
    (first.path / MANIFEST).write_text("{")
    (second.path / PAGES).unlink()
    (places.captures / FILE).write_bytes(b'{"source": null}\n[[\n\xff\n{"sou')


HARMS: dict[str, Callable[[Places], object]] = {
    "a build cut short": half,
    "a build changed inside": inside,
    "a pointer to no build": lambda places: current(places).path.unlink(),
    "a pointer of brackets": lambda places: places.pointer.write_text("[" * 300_000),
    "a pointer that is none": lambda places: places.pointer.write_bytes(b"\x00\xff"),
    "a build of another version": other_version,
    "captures": captures,
}


@pytest.fixture(scope="module")
def three_nights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with three captures of 100, 200 and 300 installs, published."""
    places = Places(tmp_path_factory.mktemp("nights") / "data")
    for day, downloads in enumerate(([100], [100, 200], [100, 200, 300])):
        installs_capture(places, NOW + timedelta(days=day), *downloads)
    build(places, REGISTRY, now=lambda: NOW + timedelta(days=2))
    return places.root


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS)
def test_whatever_is_damaged_a_snapshot_captures_and_builds_from_what_is_whole(
    harm: Callable[[Places], object], monkeypatch: pytest.MonkeyPatch, three_nights: Path, own_state: None
) -> None:
    places = Places.from_environment()
    shutil.copytree(three_nights, places.root)
    harm(places)
    answer = {"data": [{"category": "without_mirrors", "date": "2026-11-24", "downloads": 400}], "package": "openai"}
    monkeypatch.setattr("ouverture.pipeline.sources.pypistats.PyPIStats.pause", 0)
    with serving_files({"/api/packages/openai/overall": answer}) as files:
        monkeypatch.setenv("OUVERTURE_PYPISTATS_URL", files.url)
        later = NOW + timedelta(days=2, hours=1)
        only = open_sources(["pypistats"])
        outcome = snapshot(places, REGISTRY, only, scope=None, now=lambda: later, progress=Silent())
    assert outcome.build.published
    assert rows(places, "SELECT downloads FROM package_downloads ORDER BY 1") == [(100,), (200,), (300,), (400,)]
    damaged = [] if harm is not captures else [("damaged", True), ("damaged", True)]
    assert rows(places, "SELECT kind, held FROM capture_fault") == damaged
    assert [visit.source for visit in visits(places)] == ["pypistats"]


def test_a_torn_line_of_visits_takes_no_other_with_it(places: Places) -> None:
    note_visit(places, Visit.failed("npm", "first", NOW))
    with (places.captures / FILE).open("ab") as log:
        log.write(b'{"source": "npm", "visited_at": "2026-11-24T04:00:00", "status": "ok"}\n')  # of no known zone
        log.write(b'{"source": "npm", "visi')
    note_visit(places, Visit.failed("npm", "second", NOW))
    assert [visit.reason for visit in visits(places)] == ["first", "second"]
