"""A night of smaller scope between two full ones, and a repository made anew under its old name."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from ouverture.pipeline.progress import Silent
from ouverture.pipeline.snapshot import snapshot
from ouverture.pipeline.sources.hub import Hub as HubSource
from ouverture.places import Places
from ouverture.pointer import current
from ouverture.registry import load_registry
from tests.standin import Hub

REGISTRY = load_registry()
START = datetime(2026, 11, 24, 4, tzinfo=UTC)


def rows(places: Places, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(current(places).path, read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_a_night_of_the_labs_alone_dents_no_series_and_a_repository_made_anew_is_another_model(
    tmp_path: Path, hub: Hub
) -> None:
    places = Places(tmp_path / "data")
    source = HubSource(endpoint=hub.url)
    # The last is an evening's run of smaller scope on a day that has a full one: it takes its place nowhere.
    for day, hours, scope in ((0, 0, "default"), (1, 0, "labs"), (2, 0, "default"), (2, 12, "labs")):
        at = START + timedelta(days=day, hours=hours)
        if (day, hours) == (2, 0):
            anew, old_id = hub.models[10]["id"], hub.models[10]["_id"]
            hub.remove(anew)
            hub.add_model(anew, licence="mit", downloads=5, downloadsAllTime=5)
        snapshot(places, REGISTRY, [source], scope=scope, now=lambda at=at: at, progress=Silent())  # type: ignore[misc]
        hub.advance(1 if hours == 0 and day < 2 else 0)

    assert rows(places, "SELECT scope, in_series, in_totals FROM snapshot_run ORDER BY run_seq") == [
        ("default", True, True),
        ("labs", True, False),
        ("default", True, True),
        ("labs", False, False),
    ]
    # Totals stand at the two full nights alone, compared with each other, all of what they list.
    assert rows(places, "SELECT count(DISTINCT run_id) FROM mart_adoption") == [(2,)]
    assert rows(places, "SELECT days_since_previous, flags FROM series_run ORDER BY snapshot_date") == [
        (None, None),
        (2, None),
    ]
    listed = "SELECT models FROM snapshot_run WHERE in_totals ORDER BY run_seq DESC LIMIT 1"
    assert rows(places, f"SELECT sum(models) - ({listed}) FROM mart_adoption WHERE run_id LIKE '%20261126%'") == [(0,)]
    # Each model's flow runs to its own last count: a day for those of the labs, two days, imputed, for all others.
    spans = rows(
        places,
        """
        SELECT CASE WHEN model_key IN (SELECT model_key FROM flow WHERE until_on = '2026-11-25')
            THEN 'labs' ELSE 'others' END, from_on::VARCHAR, flags LIKE '%imputed%', count(*) > 50
        FROM flow WHERE until_on = '2026-11-26' GROUP BY ALL ORDER BY ALL
        """,
    )
    assert spans == [("labs", "2026-11-26", None, True), ("others", "2026-11-25", True, True)]

    # Made anew: the old model keeps its history under a marked name and is gone, the new one says whose name it has.
    old_key, new_key = (
        key
        for (key,) in rows(
            places, f"SELECT model_key FROM model WHERE split_part(model_id, '@', 1) = '{anew}' ORDER BY 1"
        )
    )
    assert rows(places, f"SELECT model_id, hub_id, gone_on::VARCHAR FROM model WHERE model_key = {old_key}") == [
        (f"{anew}@{old_key}", old_id, "2026-11-26")
    ]
    assert rows(places, f"SELECT model_id, gone_on FROM model WHERE model_key = {new_key}") == [(anew, None)]
    changes = (
        f"SELECT model_key, field, old_value FROM model_change WHERE model_key IN ({old_key}, {new_key}) ORDER BY ALL"
    )
    assert rows(places, changes) == [(old_key, "gone", None), (old_key, "model_id", anew), (new_key, "hub_id", old_id)]
