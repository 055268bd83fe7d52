"""A build that fails for the data of one source is published without them: by search, by run, by transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

import ouverture.pipeline.build
from ouverture.outcome import ChecksFailed, RunQuarantined
from ouverture.pipeline.build import BuildOutcome, build
from ouverture.pipeline.checks import Offence, run_build_checks
from ouverture.pipeline.ledger import ACCEPTED_FILE
from ouverture.pipeline.offenders import offenders
from ouverture.pipeline.progress import Silent
from ouverture.pipeline.runs import Run
from ouverture.pipeline.snapshot import open_sources, rebuild, snapshot
from ouverture.places import Places
from ouverture.pointer import current
from ouverture.registry import load_registry
from tests.samples.captures import hub_capture, installs_capture
from tests.standin import Fault, Hub
from tests.standin.files import serving_files

NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)
REGISTRY = load_registry()


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "data")


def built(places: Places, **options: Any) -> BuildOutcome:
    return build(places, REGISTRY, now=lambda: NOW + timedelta(days=9), **options)


def rows(places: Places, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(current(places).path, read_only=True) as connection:
        return connection.execute(query).fetchall()


@pytest.mark.parametrize("bad", [set(), {"a"}, {"h"}, {"b", "g"}, set("abcdefgh")], ids=sorted)
def test_offenders_are_found_by_halves(bad: set[str]) -> None:
    tries = []

    def fault(tried: Sequence[str]) -> Exception | None:
        tries.append(tried)
        return ValueError("".join(sorted(bad & set(tried)))) if bad & set(tried) else None

    assert set(offenders("abcdefgh", fault)) == bad
    assert len(tries) <= 1 + 2 * 3 * max(1, len(bad))


def test_two_that_are_well_alone_and_not_together_cost_one_of_them() -> None:
    def fault(tried: Sequence[str]) -> Exception | None:
        return ValueError() if {"a", "d"} <= set(tried) else None

    assert list(offenders("abcd", fault)) == ["d"]


def test_a_capture_that_a_build_check_refuses_is_left_out_and_blocks_nothing_after(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check finds whatever counts 666 installs, as a new check may find old data: at first in one of two."""

    def checks(connection: duckdb.DuckDBPyConnection, since_seq: int = 0) -> list[Offence]:
        found = connection.execute("SELECT package FROM package_downloads WHERE downloads = 666").fetchall()
        own = (
            [Offence("beast", "a count is the beast's", "rebuild", len(found), {"package": "openai"})] if found else []
        )
        return own + run_build_checks(connection, since_seq)

    monkeypatch.setattr(ouverture.pipeline.build, "run_build_checks", checks)
    hub_capture(places, NOW, {"a/b": 100})
    built(places)
    good = installs_capture(places, NOW + timedelta(days=1), 100)
    bad = installs_capture(places, NOW + timedelta(days=1, hours=1), 1, 666)
    hub_capture(places, NOW + timedelta(days=1, hours=2), {"a/b": 110})
    outcome = built(places)
    assert [(fault.capture_id, fault.kind) for fault in outcome.faults] == [(bad.capture_id, "refused")]
    assert "the build fails with it (a count is the beast's" in outcome.faults[0].reason
    assert rows(places, "SELECT downloads FROM package_downloads") == [(100,)]
    assert rows(places, "SELECT count(*) FROM snapshot_run WHERE status = 'ok'") == [(2,)]
    assert rows(places, "SELECT capture_id FROM capture WHERE source = 'pypistats'") == [(good.capture_id,)]

    hub_capture(places, NOW + timedelta(days=2), {"a/b": 120})
    assert [fault.capture_id for fault in built(places).faults] == [bad.capture_id]  # known, and not tried again
    same = rows(places, "SELECT capture_id, source FROM capture ORDER BY 1")
    assert [fault.capture_id for fault in built(places, from_scratch=True).faults] == [bad.capture_id]
    assert rows(places, "SELECT capture_id, source FROM capture ORDER BY 1") == same


def test_a_run_of_the_hub_that_fails_is_quarantined_and_the_nights_go_on(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply = ouverture.pipeline.filling.apply_batch
    bad = "hub-20261125T040000Z"

    def fails(connection: duckdb.DuckDBPyConnection, runs: Sequence[Run], first_seq: int) -> list[Any]:
        if bad in {run.run_id for run in runs}:
            connection.execute("DELETE FROM model")
            raise duckdb.ConversionException("Conversion Error: no number in 'soon'")
        return apply(connection, runs, first_seq)

    monkeypatch.setattr("ouverture.pipeline.filling.apply_batch", fails)
    for day in range(3):
        hub_capture(places, NOW + timedelta(days=day), {"a/b": 100 + day, "a/c": 50 + day})
    with pytest.raises(ChecksFailed, match=r"nothing is published: its data do not go into the tables \(no number"):
        built(places, awaited=[bad])
    assert current(places) is None
    built(places)
    assert rows(places, "SELECT status FROM snapshot_run ORDER BY run_seq") == [("ok",), ("quarantined",), ("ok",)]
    with pytest.raises(ChecksFailed, match=rf"{bad} cannot be accepted, for its data.* or leave it out .*forget {bad}"):
        rebuild(places, REGISTRY, accepted=bad, now=lambda: NOW + timedelta(days=9), progress=Silent())
    assert not (places.captures / bad / ACCEPTED_FILE).exists()  # else every later build would begin anew, in vain
    assert current(places).snapshot_date.isoformat() == "2026-11-26"
    assert rows(places, "SELECT capture_id, kind, row_text FROM capture_fault") == [(bad, "refused", "soon")]
    assert rows(places, "SELECT count(*) FROM model") == [(2,)]


def test_a_second_run_of_the_first_day_does_not_replace_a_fuller_one(places: Places) -> None:
    """29 % of its counts are missing: 2 of 7. The first reading of the day stays the one that counts."""
    names = [f"a/m{n}" for n in range(7)]
    hub_capture(places, NOW, dict.fromkeys(names, 1000))
    hub_capture(places, NOW + timedelta(hours=2), {name: None if n < 2 else 1000 for n, name in enumerate(names)})
    hub_capture(places, NOW + timedelta(hours=4), dict.fromkeys(names, 400))
    hub_capture(places, NOW + timedelta(hours=6), dict.fromkeys(names, 1000))  # a good one, the same counts as before
    outcome = built(places)
    assert [reason for _, reason in outcome.quarantined] == [
        "downloads missing for 29 % of the models, 0 % in the run before",
        "the median model has 0.40 times the downloads of hub-20261124T040000Z, the same day: outside 0.80 to 1.25",
    ]
    runs = rows(places, "SELECT status, in_series, downloads_30d FROM snapshot_run ORDER BY run_seq")
    assert runs == [
        ("ok", False, 7000),
        ("quarantined", False, 5000),
        ("quarantined", False, 2800),
        ("ok", True, 7000),
    ]


def test_an_upper_run_that_is_quarantined_blocks_no_rebuild(places: Places) -> None:
    """The snapshot that took it publishes nothing; every other command publishes the rest."""
    names = [f"a/m{n}" for n in range(10)]
    hub_capture(places, NOW, dict.fromkeys(names, 1000))
    empty = hub_capture(places, NOW + timedelta(days=1), {})
    with pytest.raises(RunQuarantined, match=r"nothing is published: the source listed no model at all; .* --accept"):
        built(places, awaited=[empty.capture_id])
    assert built(places, from_scratch=True).quarantined == [(empty.capture_id, "the source listed no model at all")]
    assert (current(places).snapshot_date, current(places).models) == (NOW.date(), 10)  # not the day of what is in none


def test_a_night_whose_hub_run_is_quarantined_publishes_the_sources_beside_it(
    places: Places, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Installs of a night cannot wait for the Hub to come to its senses; the exit code tells of the run."""
    hub.models, hub.version = hub.models[:30], hub.version + 1
    day = {"data": [{"category": "without_mirrors", "date": "2026-11-24", "downloads": 400}], "package": "openai"}
    monkeypatch.setattr("ouverture.pipeline.sources.pypistats.PyPIStats.pause", 0)
    with serving_files({"/api/packages/openai/overall": day}) as files:
        monkeypatch.setenv("OUVERTURE_PYPISTATS_URL", files.url)

        def night(number: int) -> None:
            sources = open_sources(["hub", "pypistats"])
            at = NOW + timedelta(days=number)
            snapshot(places, REGISTRY, sources, scope="all", now=lambda: at, progress=Silent())

        hub.faults = [Fault("empty")]
        with pytest.raises(RunQuarantined, match=r"in no number, while all else .*: the source listed no model at all"):
            night(0)
        assert rows(places, "SELECT downloads FROM package_downloads") == [(400,)]
        assert rows(places, "SELECT status FROM snapshot_run") == [("quarantined",)]
        hub.faults = []
        night(1)
    assert rows(places, "SELECT status, models FROM snapshot_run ORDER BY run_seq") == [("quarantined", 0), ("ok", 30)]
