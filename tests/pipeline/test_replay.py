"""A replay of all captures that stops: the next build goes on from its last whole batch, or begins anew."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from ouverture.outcome import RunFailed
from ouverture.pipeline import filling
from ouverture.pipeline.build import build
from ouverture.pipeline.capture import finished_captures
from ouverture.pipeline.progress import Silent
from ouverture.pipeline.runs import apply_batch
from ouverture.pipeline.snapshot import snapshot
from ouverture.pipeline.sources.hub import Hub as HubSource
from ouverture.places import Places
from ouverture.pointer import current
from ouverture.registry import Registry, load_registry
from tests.pipeline.comparison import differences
from tests.standin import make_hub, serving

START = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
REGISTRY = load_registry()
NIGHTS, LATER = 4, START + timedelta(days=9)


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """Four nights, built one after the other."""
    places = Places(tmp_path_factory.mktemp("nights"))
    with serving(make_hub(100)) as server:
        for day in range(NIGHTS):
            source = HubSource(endpoint=server.url, retries=1)
            at = START + timedelta(days=day)
            snapshot(places, REGISTRY, [source], scope="all", now=lambda at=at: at, progress=Silent())
            server.hub.advance(days=1)
    return places


class Replays:
    """Builds from nothing in a copy of the captures, a run a batch."""

    def __init__(self, places: Places, patch: pytest.MonkeyPatch) -> None:
        self.places, self._stops_after = places, 0
        self.stops_with: BaseException = KeyboardInterrupt()
        self.applied: list[str] = []
        patch.setattr("ouverture.pipeline.runs.BATCH_RECORDS", 1)
        patch.setattr(filling, "apply_batch", self._apply)

    def _apply(self, connection: duckdb.DuckDBPyConnection, runs: list[filling.Run], first_seq: int) -> object:
        if self._stops_after == len(self.applied):
            raise self.stops_with
        self.applied.append(f"{runs[0].snapshot_date:%d}")
        return apply_batch(connection, runs, first_seq)

    def stop_after(self, runs: int) -> None:
        self._stops_after = runs
        with pytest.raises((type(self.stops_with), RunFailed)):
            build(self.places, REGISTRY, from_scratch=True, now=lambda: LATER)
        assert current(self.places) is None
        self._stops_after, self.applied = -1, []

    def ended(self, registry: Registry = REGISTRY) -> Path:
        path = build(self.places, registry, from_scratch=True, now=lambda: LATER).path
        assert not list(self.places.warehouse.glob(".*"))
        return path

    @property
    def left(self) -> Path:
        return self.places.warehouse / ".replaying.duckdb"


@pytest.fixture
def replays(nights: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Replays:
    shutil.copytree(nights.captures, tmp_path / "captures")
    return Replays(Places(tmp_path), monkeypatch)


def test_it_goes_on_after_the_last_whole_batch(nights: Places, replays: Replays) -> None:
    replays.stop_after(1)
    replays._stops_after = 1
    with pytest.raises(KeyboardInterrupt):  # a second time, by whichever command
        build(replays.places, REGISTRY, now=lambda: LATER)
    assert replays.applied == ["25"]
    replays._stops_after, replays.applied = -1, []
    path = replays.ended()
    assert replays.applied == ["26", "27"]
    assert differences(path, current(nights).path, ignoring=["build_info", "source_visit"]) == {}


def _another_registry(replays: Replays) -> Registry:
    labs = {name: lab for name, lab in REGISTRY.labs.items() if name != "kyutai"}
    return replace(REGISTRY, labs=labs, evidence={}, promises={}, events={}, transparency=(), checksum="another")


def _not_a_database(replays: Replays) -> Registry:
    replays.left.write_bytes(b"half")
    return REGISTRY


def _a_broken_page(replays: Replays) -> Registry:
    with duckdb.connect(replays.left) as connection:
        connection.execute("UPDATE capture SET sha256 = 'other'")
    return REGISTRY


def _a_night_before(replays: Replays) -> Registry:
    """The capture of the second night was elsewhere while the third was applied."""
    with duckdb.connect(replays.left) as connection:
        connection.execute("DELETE FROM snapshot_run WHERE run_seq = 1")
    return REGISTRY


@pytest.mark.parametrize("changed", [_another_registry, _not_a_database, _a_broken_page, _a_night_before])
def test_what_is_not_its_beginning_is_put_away(replays: Replays, changed: Callable[[Replays], Registry]) -> None:
    replays.stop_after(2)
    path = replays.ended(changed(replays))
    assert replays.applied == ["24", "25", "26", "27"]
    with duckdb.connect(path, read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM snapshot_run").fetchall() == [(NIGHTS,)]


def test_a_change_of_what_is_late_stops_no_replay(replays: Replays) -> None:
    replays.stop_after(3)
    replays.ended(replace(REGISTRY, promises={}, corrections={}, checksum="another"))
    assert replays.applied == ["27"]


def test_a_night_that_came_meanwhile_is_applied_after_it(replays: Replays) -> None:
    last = finished_captures(replays.places)[-1].path
    shutil.move(last, replays.places.root / "later")
    replays.stop_after(2)
    shutil.move(replays.places.root / "later", last)
    replays.ended()
    assert replays.applied == ["26", "27"]


def test_a_signal_that_the_engine_tells_as_an_error_of_its_own_leaves_it_too(
    replays: Replays, monkeypatch: pytest.MonkeyPatch
) -> None:
    replays.stops_with = duckdb.InterruptException("Interrupted!")
    with monkeypatch.context() as patch:
        patch.setattr("ouverture.pipeline.interruption._received", [signal.SIGTERM])
        replays.stop_after(3)
    replays.ended()
    assert replays.applied == ["27"]


def test_want_of_memory_leaves_it_too(replays: Replays) -> None:
    replays.stops_with = duckdb.OutOfMemoryException("failed to allocate")
    replays.stop_after(3)
    replays.ended()
    assert replays.applied == ["27"]
