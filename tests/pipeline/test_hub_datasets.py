"""The Hub's datasets from listing to marts: what is asked, what is refused, renames, days, and what models name."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import duckdb
import pytest

from ouverture.outcome import SourceUnavailable
from ouverture.pipeline.capture import Capture, unfinished_captures
from ouverture.pipeline.progress import Silent
from ouverture.pipeline.snapshot import open_sources, snapshot
from ouverture.pipeline.sources.hub_datasets import HubDatasets
from ouverture.pipeline.visits import Visit, visits
from ouverture.places import Places
from ouverture.pointer import current
from ouverture.registry import load_registry
from tests.pipeline.test_rebuild import same_when_made_anew
from tests.standin import Fault, Hub

NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)
DAY = timedelta(days=1)
REGISTRY = load_registry()
TAGS = ["license:mit", "language:fr", "region:us"]
LISTING = "/api/datasets"


def take(places: Places, at: datetime = NOW, sources: tuple[str, ...] = ("hub", "hub-datasets")) -> tuple[Capture, ...]:
    opened = open_sources(sources)
    return snapshot(places, REGISTRY, opened, scope="all", now=lambda: at, progress=Silent()).captures


def rows(places: Places, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(current(places).path, read_only=True) as connection:
        return connection.execute(query).fetchall()


def last_visit(places: Places) -> Visit:
    return next(visit for visit in reversed(visits(places)) if visit.source == "hub-datasets")


@pytest.fixture
def places() -> Places:
    return Places.from_environment()


def test_three_requests_whatever_the_scope(places: Places, hub: Hub) -> None:
    source = HubDatasets()
    for scope in (None, "labs", "top:5", "all"):
        plan = source.plan(places, REGISTRY, scope)
        assert (plan.units, plan.requests) == (("top:downloads", "top:likes"), 3)
    hub.datasets.clear()
    for number in range(2_500):
        hub.add_dataset(f"a/data-{number:04}", downloads=number, likes=2_500 - number)
    capture = source.take(places, plan, lambda: NOW, Silent())
    assert (capture.requests, capture.records, capture.missing) == (3, 3_000, {})
    assert [request.path for request in hub.requests] == [LISTING] * 3


def test_licence_gating_and_lab_of_each_dataset(places: Places, hub: Hub) -> None:
    hub.datasets.clear()
    hub.add_dataset("kyutai/open", downloads=9, tags=["license:CC-BY-4.0"])
    hub.add_dataset("b/by-hand", downloads=8, tags=["license:mit"], gated="manual")
    hub.add_dataset("b/a-click", downloads=7, tags=["license:mit"], gated="auto")
    hub.add_dataset("b/parts", downloads=6, tags=["license:mit", "license:cc-by-nc-4.0"])
    hub.add_dataset("b/half-known", downloads=5, tags=["license:mit", "license:other"])
    hub.add_dataset("b/none", downloads=4, tags=["license:unknown"])
    hub.add_dataset("plain", downloads=-3, tags={"not": "a list"}, likes="many")
    take(places)
    query = "SELECT dataset_id, lab_id, licence, openness, downloads_30d FROM mart_dataset ORDER BY downloads_30d DESC"
    assert rows(places, query) == [
        ("kyutai/open", "kyutai", "cc-by-4.0", "open", 9),
        ("b/by-hand", None, "mit", "restricted", 8),
        ("b/a-click", None, "mit", "open", 7),
        ("b/parts", None, "cc-by-nc-4.0, mit", "restricted", 6),
        ("b/half-known", None, "mit, other", None, 5),
        ("b/none", None, None, None, 4),
        ("plain", None, None, None, None),
    ]
    assert rows(places, "SELECT openness, datasets, downloads_30d FROM mart_dataset_openness ORDER BY ALL") == [
        ("open", 2, 16),
        ("restricted", 2, 14),
        (None, 3, 9),
    ]


def test_days_a_rename_and_a_second_capture_of_a_day_are_the_same_when_made_anew(places: Places, hub: Hub) -> None:
    named = hub.add_dataset("a/first-name", downloads=500, likes=5, tags=TAGS)
    hub.add_model("m/one", downloads=70, tags=["dataset:a/first-name", "dataset:imdb", "dataset:generator"])
    hub.add_model("m/two", downloads=7, tags=["dataset:a/first-name"])
    take(places)
    hub.advance(1)
    named |= {"id": "a/second-name", "downloads": 600}
    hub.model("m/one")["tags"] = ["dataset:imdb"]
    hub.add_dataset("a/first-name", downloads=3, tags=[])  # another one under the name that became free
    take(places, NOW + DAY)
    named["downloads"] = 650
    hub.version += 1
    take(places, NOW + DAY + timedelta(hours=2))

    readings = """
        SELECT observed_on::VARCHAR, dataset_id, downloads_30d, first_seen::VARCHAR, last_seen::VARCHAR
        FROM dataset_reading JOIN dataset USING (dataset_key) WHERE starts_with(dataset_id, 'a/') ORDER BY ALL
    """
    assert rows(places, readings) == [
        ("2026-11-24", "a/second-name", 500, "2026-11-24", "2026-11-25"),
        ("2026-11-25", "a/first-name", 3, "2026-11-25", "2026-11-25"),
        ("2026-11-25", "a/second-name", 650, "2026-11-24", "2026-11-25"),
    ]
    uses = """
        SELECT model_id, dataset_id FROM dataset_use JOIN model USING (model_key)
        WHERE organisation_id = 'm' ORDER BY ALL
    """
    assert rows(places, uses) == [("m/one", "imdb"), ("m/two", "a/first-name")]
    naming = """
        SELECT r.snapshot_date::VARCHAR, sum(m.models) = any_value(r.models)
        FROM mart_data_naming m JOIN snapshot_run r USING (run_id) GROUP BY ALL ORDER BY ALL
    """
    assert rows(places, naming) == [("2026-11-24", True), ("2026-11-25", True)]
    same_when_made_anew(places)


def test_a_listing_that_shrinks_is_kept_noted_and_not_counted(
    places: Places, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One night all of it, another night one of its two rankings."""
    monkeypatch.setattr(HubDatasets, "workers", 1)
    days = "SELECT DISTINCT observed_on::VARCHAR FROM dataset_reading ORDER BY ALL"
    take(places)
    nights = (
        (Fault("shrunken", path=LISTING, keep=0.3), "failed", "after 50 the time before and is not counted", []),
        (Fault("empty", path=LISTING, times=1), "partial", "lists no dataset and is not counted", ["2026-11-26"]),
    )
    for night, (fault, status, words, counted) in enumerate(nights, 1):
        hub.advance(1)
        hub.faults = [fault]
        assert [capture.source for capture in take(places, NOW + night * DAY)] == ["hub", "hub-datasets"]
        assert last_visit(places).status == status
        assert words in last_visit(places).reason
        assert [day for (day,) in rows(places, days)] == ["2026-11-24", *counted]
    assert rows(places, "SELECT count(*) FROM snapshot_run WHERE source = 'hub' AND in_series") == [(3,)]

    hub.faults = []
    take(places, NOW + 3 * DAY)  # compared with the last listing that counted
    assert last_visit(places).status == "ok"
    same_when_made_anew(places)


def test_a_failure_is_noted_resumed_and_never_stops_the_models(places: Places, hub: Hub) -> None:
    hub.faults = [Fault("status", path=LISTING, status=503, skip=1)]
    assert [capture.source for capture in take(places)] == ["hub"]
    assert last_visit(places).status == "failed"
    assert "answered 503 for the top by" in last_visit(places).reason
    (unfinished,) = unfinished_captures(places)

    hub.faults = []
    captures = take(places, NOW + timedelta(hours=1), ("hub-datasets",))
    assert [capture.capture_id for capture in captures] == [unfinished.capture_id]
    assert rows(places, "SELECT count(*) FROM mart_dataset") == [(50,)]


def test_alone_and_silent_it_is_unavailable(places: Places, hub: Hub) -> None:
    hub.faults = [Fault("status", path=LISTING, status=500)]
    with pytest.raises(SourceUnavailable):
        take(places, sources=("hub-datasets",))


def test_half_of_a_surrogate_pair_in_a_tag_does_not_end_the_build(places: Places, hub: Hub) -> None:
    hub.add_dataset("a/odd", downloads=10**9, tags=["license:mit", "\ud83d"])
    take(places)
    assert rows(places, "SELECT licence FROM dataset WHERE dataset_id = 'a/odd'") == [("mit",)]
