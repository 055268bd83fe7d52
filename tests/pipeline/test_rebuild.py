"""Days as they come, built one after the other, against the same captures built at once: every table is the same."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import duckdb
import pytest

from ouverture.outcome import ChecksFailed
from ouverture.pipeline.build import build
from ouverture.pipeline.packing import pack
from ouverture.pipeline.progress import Silent
from ouverture.pipeline.snapshot import open_sources, rebuild, snapshot
from ouverture.pipeline.sources.hub import Hub as HubSource
from ouverture.places import Places
from ouverture.pointer import current
from ouverture.registry import Registry, load_registry
from tests.pipeline.comparison import differences
from tests.pipeline.late import with_another_late_part
from tests.standin import Fault, Hub

START = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
BUILT_AT = datetime(2027, 1, 1, tzinfo=UTC)
REGISTRY = load_registry()


def take(places: Places, hub: Hub, at: datetime, scope: str = "all", registry: Registry = REGISTRY) -> None:
    source = HubSource(endpoint=hub.url, retries=1)
    snapshot(places, registry, [source], scope=scope, now=lambda: at, progress=Silent())


def take_over(places: Places, hub: Hub, began: datetime, ended: datetime) -> None:
    """A snapshot whose clock jumps as soon as its capture has begun."""
    source = HubSource(endpoint=hub.url)

    def now() -> datetime:
        return ended if list(places.captures.glob("hub-*")) else began

    snapshot(places, REGISTRY, [source], scope="all", now=now, progress=Silent())


def made_anew(places: Places, registry: Registry = REGISTRY) -> Path:
    """The published build of ``places``, made again from nothing in another folder."""
    other = Places(places.root.with_name("anew"))
    shutil.rmtree(other.root, ignore_errors=True)
    shutil.copytree(places.captures, other.captures)
    return rebuild(other, registry, accepted=None, now=lambda: BUILT_AT, progress=Silent()).path


def same_when_made_anew(places: Places, registry: Registry = REGISTRY) -> None:
    found = differences(current(places).path, made_anew(places, registry), ignoring=["build_info"])
    assert found == {}


def rows(places: Places, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(current(places).path, read_only=True) as connection:
        return connection.execute(query).fetchall()


def of_runs_that_do_not_count(places: Places) -> list[str]:
    """Marts, flows and spikes with rows of a superseded or quarantined run: ``forget_superseded`` takes them out."""
    keyed = "SELECT table_name, column_name FROM duckdb_columns() WHERE column_name IN ('run_id', 'run_seq')"
    rows_of = "SELECT count(*) FROM {} WHERE {} IN (SELECT {} FROM snapshot_run WHERE NOT in_series)"
    return [
        table
        for table, key in rows(places, keyed)
        if table.startswith(("mart_", "flow", "spike", "organisation_"))
        and rows(places, rows_of.format(table, key, key)) != [(0,)]
    ]


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "data")


def test_an_eventful_week_gives_the_same_tables_at_once_as_day_by_day(places: Places, hub: Hub, tmp_path: Path) -> None:
    """Renames, deletions, a return, a run refused, runs superseded, a frozen day, counters restated; then packed.

    A model that a later run of the day no longer lists was seen, and is gone on that day.
    """
    removed, brief = hub.models[10], "a/born-and-gone"
    take(places, hub, START)

    hub.advance(1)
    hub.rename(hub.models[20]["id"], "renamed-model/new-name")
    hub.rename_organisation("mistralai", "mistralai-new")
    hub.remove(removed["id"])
    take(places, hub, START + timedelta(days=1))

    hub.advance(1)
    hub.faults = [Fault("shrunken", keep=0.3)]
    with pytest.raises(ChecksFailed, match="quarantined"):
        take(places, hub, START + timedelta(days=2))
    hub.faults = []
    hub.models.append(removed)
    hub.add_model(brief, downloads=5)
    take(places, hub, START + timedelta(days=2, hours=2))
    gone = hub.models[30]["id"]
    hub.remove(gone)
    hub.remove(brief)
    hub.add_model("a/new-one", licence="mit", downloads=77)
    take(places, hub, START + timedelta(days=2, hours=4))

    hub.advance(1, frozen=0.93)
    take(places, hub, START + timedelta(days=3))
    hub.advance(2, restated=0.1)
    take(places, hub, START + timedelta(days=5), scope="labs")
    take(places, hub, START + timedelta(days=5, hours=1), scope="top:200")

    ledger = rows(places, "SELECT status, in_series FROM snapshot_run WHERE source = 'hub' ORDER BY run_seq")
    assert ledger == [
        ("ok", True),
        ("ok", True),
        ("quarantined", False),
        ("ok", False),
        ("ok", True),
        ("stale_upstream", True),
        ("ok", True),
        ("ok", True),
    ]
    assert rows(
        places,
        "SELECT model_id, first_seen::VARCHAR, last_seen::VARCHAR, gone_on::VARCHAR FROM model "
        f"WHERE model_id IN ('{gone}', '{brief}') ORDER BY first_seen",
    ) == [(gone, "2026-11-24", "2026-11-26", "2026-11-26"), (brief, "2026-11-26", "2026-11-26", "2026-11-26")]
    day = "snapshot_date = '2026-11-26'"
    listed = rows(places, f"SELECT models FROM snapshot_run WHERE in_series AND {day}")
    assert rows(places, f"SELECT sum(models) FROM mart_adoption WHERE {day}") == listed
    assert of_runs_that_do_not_count(places) == []
    same_when_made_anew(places)

    from_pages = shutil.move(current(Places(places.root.with_name("anew"))).path, tmp_path)
    assert [len(packing.month.captures) for packing in pack(places, timedelta(0), BUILT_AT, Silent())] == [8]
    assert not list(places.captures.glob("hub-*/*/*"))
    from_columns = made_anew(places)
    assert from_columns.name == Path(from_pages).name  # the same build id
    assert differences(Path(from_pages), from_columns) == {}


def test_a_registry_changed_between_captures_makes_every_day_anew(places: Places, hub: Hub) -> None:
    take(places, hub, START)
    hub.advance(1)
    homeless = REGISTRY.labs["kyutai"].model_copy(update={"organisations": ()})
    changed = replace(REGISTRY, labs={**REGISTRY.labs, "kyutai": homeless}, checksum="another")
    take(places, hub, START + timedelta(days=1), registry=changed)
    assert rows(places, "SELECT count(*) FROM model WHERE lab_id = 'kyutai'") == [(0,)]
    assert rows(places, "SELECT count(*) FROM model WHERE organisation_id = 'kyutai'") != [(0,)]
    same_when_made_anew(places, changed)


def test_a_capture_deleted_by_hand_leaves_the_builds_that_follow(places: Places, hub: Hub) -> None:
    for day in range(3):
        take(places, hub, START + timedelta(days=day))
        hub.advance(1)
    shutil.rmtree(places.captures / "hub-20261125T040000Z")
    take(places, hub, START + timedelta(days=3))
    assert [str(day) for (day,) in rows(places, "SELECT snapshot_date FROM snapshot_run ORDER BY run_seq")] == [
        "2026-11-24",
        "2026-11-26",
        "2026-11-27",
    ]
    same_when_made_anew(places)


def test_a_clock_set_back_orders_the_runs_by_their_own_time(places: Places, hub: Hub) -> None:
    take(places, hub, START + timedelta(days=5))
    hub.advance(1)
    take(places, hub, START)  # an older day, told later
    hub.advance(1)
    take(places, hub, START + timedelta(days=6))
    assert [str(day) for (day,) in rows(places, "SELECT snapshot_date FROM snapshot_run ORDER BY run_seq")] == [
        "2026-11-24",
        "2026-11-29",
        "2026-11-30",
    ]
    same_when_made_anew(places)


def test_a_clock_set_back_during_a_run_does_not_refuse_it(places: Places, hub: Hub) -> None:
    take_over(places, hub, START, START - timedelta(hours=3))
    assert rows(places, "SELECT finished_at >= started_at FROM snapshot_run") == [(True,)]


def test_a_run_over_midnight_belongs_to_the_day_on_which_it_began(places: Places, hub: Hub) -> None:
    began = datetime(2026, 11, 24, 23, 59, 59, tzinfo=UTC)
    take_over(places, hub, began, began + timedelta(minutes=20))
    hub.advance(1)
    take(places, hub, began + timedelta(hours=10))
    days = rows(
        places, "SELECT snapshot_date::VARCHAR, in_series, finished_at::VARCHAR FROM snapshot_run ORDER BY run_seq"
    )
    assert days[0] == ("2026-11-24", True, "2026-11-25 00:19:59")
    assert days[1][:2] == ("2026-11-25", True)
    # ten hours lie between the two: downloads a day are counted over no less than half a day
    assert rows(places, "SELECT count(*) > 0, min(from_on)::VARCHAR, max(until_on)::VARCHAR FROM flow") == [
        (True, "2026-11-25", "2026-11-25")
    ]
    same_when_made_anew(places)


def test_demo_beside_live_data_keeps_them(installed: Places, hub: Hub) -> None:
    take(installed, hub, START)
    before = current(installed)
    snapshot(installed, REGISTRY, open_sources(["reference"]), scope=None, now=lambda: START, progress=Silent())
    assert differences(before.path, current(installed).path, ignoring=["build_info", "source_visit"]) == {}


def test_what_is_late_in_the_registry_replays_nothing(installed: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    def taken_anew(registry: Registry) -> Path:
        return build(installed, registry, now=lambda: START).path

    before = taken_anew(REGISTRY)
    monkeypatch.setattr("ouverture.pipeline.filling.apply_batch", batches := Mock())
    with monkeypatch.context() as patch:
        other = taken_anew(with_another_late_part(REGISTRY, patch))
    altered = {"claim", "correction", "event", "lab", "licence", "openness_evidence", "promise", "source"}
    assert differences(before, other).keys() >= altered
    assert differences(before, taken_anew(replace(REGISTRY, checksum="back")), ignoring=["build_info"]) == {}
    assert batches.mock_calls == []
