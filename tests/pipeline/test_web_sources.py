"""The sources beside the Hub: each is captured, checked, merged and noted by itself, and none stops another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import duckdb
import pytest

from ouverture.outcome import SourceUnavailable
from ouverture.pipeline.capture import Capture
from ouverture.pipeline.progress import Silent
from ouverture.pipeline.snapshot import open_sources, rebuild, snapshot
from ouverture.pipeline.sources.pypistats import PyPIStats
from ouverture.pipeline.transforms import run_transforms
from ouverture.pipeline.visits import visits
from ouverture.places import Places
from ouverture.pointer import current
from ouverture.registry import load_registry
from tests.standin import Hub
from tests.standin.files import serving_files

NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)
REGISTRY = load_registry()
PATH = "/api/packages/{}/overall"


def days(package: str, *downloads: int) -> dict[str, Any]:
    data = [
        {"category": category, "date": f"2026-11-{day:02}", "downloads": n}
        for day, n in enumerate(downloads, start=20)
        for category in ("with_mirrors", "without_mirrors")
    ]
    return {"data": data, "package": package, "type": "overall_downloads"}


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch, retry_waits: list[float]) -> None:
    monkeypatch.setattr(PyPIStats, "pause", 0)


@pytest.fixture
def take(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Places]:
    """A snapshot of ``sources`` with pypistats answering as told; returns the places."""

    def take(answers: dict[str, Any], *sources: str, at: datetime = NOW) -> Places:
        places = Places.from_environment()
        with serving_files(answers) as files:
            monkeypatch.setenv("OUVERTURE_PYPISTATS_URL", files.url)
            opened = open_sources(sources)
            snapshot(places, REGISTRY, opened, scope="top:50", now=lambda: at, progress=Silent())
        return places

    return take


def rows(places: Places, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(current(places).path, read_only=True) as connection:
        return connection.execute(query).fetchall()


INSTALLS = """
    SELECT package, side, observed_on::VARCHAR, downloads FROM package_downloads WHERE source = 'pypistats' ORDER BY ALL
"""


def test_days_are_merged_and_a_later_visit_restates_them(take: Callable[..., Places], hub: Hub) -> None:
    take({PATH.format("openai"): days("openai", 100, 200)}, "hub", "pypistats")
    places = take(
        {PATH.format("openai"): days("openai", 100, 250, 300)}, "hub", "pypistats", at=NOW.replace(day=25, hour=4)
    )
    expected = [("openai", "closed_api", f"2026-11-{day}", n) for day, n in ((20, 100), (21, 250), (22, 300))]
    assert rows(places, INSTALLS) == expected
    rebuild(places, REGISTRY, accepted=None, now=lambda: NOW, progress=Silent())
    assert rows(places, INSTALLS) == expected


def test_what_one_address_does_not_give_is_left_out_and_told(take: Callable[..., Places], hub: Hub) -> None:
    places = take({PATH.format("openai"): days("openai", 100)}, "hub", "pypistats")
    visit = visits(places)[-1]
    assert (visit.source, visit.status) == ("pypistats", "partial")
    assert "answered 404" in visit.reason
    assert rows(places, "SELECT source, status FROM source_visit ORDER BY source") == [
        ("hub", "ok"),
        ("pypistats", "partial"),
    ]


def test_a_day_that_is_none_stops_no_build_and_is_named(take: Callable[..., Places], hub: Hub) -> None:
    answer = days("openai", 100, 200, 300)
    answer["data"][0] |= {"date": "Nov 20"}  # with_mirrors, which is not read
    answer["data"][3] |= {"date": "2026-13-01"}
    places = take({PATH.format("openai"): answer}, "hub", "pypistats")
    assert rows(places, INSTALLS) == [
        ("openai", "closed_api", f"2026-11-{day}", n) for day, n in ((20, 100), (22, 300))
    ]
    assert rows(places, "SELECT source, unit, field, rows, example FROM discarded_row") == [
        ("pypistats", "openai", "date", 1, '"2026-13-01"')
    ]
    assert rows(places, "SELECT count(*) > 0 FROM snapshot_run WHERE source = 'hub'") == [(True,)]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"data": [{"day": "2026-11-20", "count": 3}], "package": "openai"}, "not known any more"),
        ([1, 2], "not known any more"),
        ("{", "not known any more"),
        ("<html>busy</html>", "HTML"),
        (days("openai"), "no days"),
        (days("other", 1), "another package"),
        ((503, "down"), "answered 503"),
        ((429, "slow down"), "429"),
    ],
)
def test_a_source_that_drifts_or_fails_is_noted_and_the_hub_is_published(
    take: Callable[..., Places], hub: Hub, answer: Any, words: str
) -> None:
    every = {PATH.format(p.package): answer for p in REGISTRY.packages}
    places = take(every, "hub", "pypistats")
    visit = visits(places)[-1]
    assert (visit.source, visit.status, visit.capture_id) == ("pypistats", "failed", None)
    assert words in visit.reason
    assert rows(places, "SELECT count(*) > 0 FROM snapshot_run WHERE source = 'hub'") == [(True,)]


def test_alone_and_silent_it_is_unavailable(take: Callable[..., Places]) -> None:
    with pytest.raises(SourceUnavailable):
        take({}, "pypistats")
    assert not list(Places.from_environment().captures.glob("pypistats-*"))  # nothing came, nothing is kept


def test_a_capture_that_is_refused_says_file_value_and_reason_and_is_not_tried_again(
    take: Callable[..., Places], hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    applied = []

    def fails(connection: duckdb.DuckDBPyConnection, capture: Capture) -> None:
        applied.append(capture.capture_id)
        connection.execute("DELETE FROM snapshot_run")  # what it did is taken back
        page = capture.pages[0].path
        raise duckdb.ConversionException(f'Conversion Error: in file "{page}": invalid date "Nov 20"\nLINE 1')

    monkeypatch.setattr("ouverture.pipeline.filling.apply_web_source", fails)
    for day in (24, 25):
        places = take({PATH.format("openai"): days("openai", 100)}, "hub", "pypistats", at=NOW.replace(day=day))
    assert applied == ["pypistats-20261124T040000Z", "pypistats-20261125T040000Z"]
    assert rows(places, "SELECT capture_id, source, kind, held, file, row_text FROM capture_fault ORDER BY 1") == [
        (c, "pypistats", "refused", False, f"{c}/openai/000001.json.zst", "Nov 20") for c in applied
    ]
    assert "left out" in rows(places, "SELECT reason FROM capture_fault")[0][0]
    assert rows(places, "SELECT count(*) FROM capture WHERE source = 'pypistats'") == [(0,)]
    assert rows(places, "SELECT count(*) FROM snapshot_run WHERE source = 'hub'") == [(2,)]


def test_what_a_transform_discards_is_counted(take: Callable[..., Places], monkeypatch: pytest.MonkeyPatch) -> None:
    def discards(connection: duckdb.DuckDBPyConnection, pattern: str, **variables: object) -> None:
        run_transforms(connection, pattern, **variables)
        if pattern == "source_pypistats.sql":
            connection.execute(
                "INSERT INTO discarded BY NAME SELECT 'openai' AS unit, 'date' AS field, 2::BIGINT AS rows, "
                "repeat('x', 300) AS example, 'no date' AS reason"
            )

    monkeypatch.setattr("ouverture.pipeline.runs.run_transforms", discards)
    for day in (24, 25):
        places = take({PATH.format("openai"): days("openai", 100)}, "pypistats", at=NOW.replace(day=day))
    assert rows(places, "SELECT capture_id, unit, field, rows, len(example), reason FROM discarded_row ORDER BY 1") == [
        (f"pypistats-202611{day}T040000Z", "openai", "date", 2, 200, "no date") for day in (24, 25)
    ]
