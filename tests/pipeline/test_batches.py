"""Days of an archive, or nights of the Hub, applied together, against the same one by one: every table is the same.

``OUVERTURE_SEEDS`` (default 1) eventful histories are drawn; the full run is 10.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

import ouverture.pipeline.filling
import ouverture.pipeline.runs
from ouverture.pipeline.backfill import backfill, parse_days
from ouverture.pipeline.progress import Silent
from ouverture.pipeline.runs import Run
from ouverture.pipeline.snapshot import rebuild, snapshot
from ouverture.pipeline.sources.hub import Hub as HubSource
from ouverture.places import Places
from ouverture.pointer import current
from ouverture.registry import load_registry
from tests.pipeline.comparison import differences
from tests.samples.archives import HUB_STATS, MODEL_PULSE, hub_stats, model_pulse, parquet
from tests.standin import Hub, make_hub

SEEDS = int(os.environ.get("OUVERTURE_SEEDS", "1"))
NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)
REGISTRY = load_registry()


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "data")


@pytest.fixture
def batches(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Days of the runs that were applied together, batch by batch."""
    seen: list[list[str]] = []

    def apply_batch(connection: duckdb.DuckDBPyConnection, runs: Sequence[Run], first_seq: int) -> Any:
        applied = ouverture.pipeline.runs.apply_batch(connection, runs, first_seq)
        seen.append([f"{run.source} {run.snapshot_date}" for run, _, _ in applied])
        return applied

    monkeypatch.setattr(ouverture.pipeline.filling, "apply_batch", apply_batch)
    return seen


def listed(hub: Hub) -> list[dict[str, Any]]:
    """The models of ``hub`` as a day of hub-stats lists them."""
    plain = ("_id", "id", "downloads", "downloadsAllTime", "likes", "trendingScore", "createdAt", "pipeline_tag")
    return [
        {name: model.get(name) for name in (*plain, "library_name", "tags")}
        | {"gated": str(model.get("gated", False)).lower()}
        for model in hub.models
    ]


def fill(places: Places, since: str = "2025-03-03") -> None:
    start, until, every = parse_days(since, "2026-12-31", "7d", date(2027, 1, 1))
    backfill(places, REGISTRY, since=start, until=until, every=every, top=100_000, now=lambda: NOW, progress=Silent())


def one_by_one(places: Places, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The build of the same captures with every run in a batch of its own."""
    other = Places(places.root.with_name("one-by-one"))
    shutil.copytree(places.captures, other.captures)
    with monkeypatch.context() as alone:
        alone.setattr(ouverture.pipeline.runs, "BATCH_RECORDS", 0)
        return rebuild(other, REGISTRY, accepted=None, now=lambda: NOW, progress=Silent()).path


def same_one_by_one(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    build = rebuild(places, REGISTRY, accepted=None, now=lambda: NOW, progress=Silent()).path
    assert differences(build, one_by_one(places, monkeypatch), ignoring=["source_visit"]) == {}


def events(world: Hub, week: int, rng: random.Random, *, to_bases: bool = False) -> None:
    """What may happen to models between two weeks, some of it every week; terms of bases stay what they are."""
    models = world.models
    bases = {
        tag.rpartition(":")[2] for model in models for tag in model.get("tags", []) if tag.startswith("base_model:")
    }
    leaves = [model for model in models if (to_bases or model["id"] not in bases) and "tags" in model]
    for model in rng.sample(leaves, 3):
        model["tags"] = [tag for tag in model["tags"] if not tag.startswith("license:")] + [
            f"license:{rng.choice(['mit', 'apache-2.0', 'cc-by-nc-4.0', 'other'])}"
        ]
    rng.choice(leaves)["gated"] = rng.choice(["manual", "auto", False])
    rng.choice(models)["downloadsAllTime"] = 0  # unknown
    world.rename(rng.choice(models)["id"], f"renamed/model-{week}")
    away = [rng.choice(models) for _ in range(2)]
    world.models = [model for model in models if model not in away]
    if week % 4 == 1:  # deleted and made anew under its old name
        old = rng.choice(world.models)
        world.remove(old["id"])
        world.add_model(old["id"], licence="mit", downloads=5, downloadsAllTime=5)
    if week % 4 == 2:  # a name passes on
        first, second = rng.sample(world.models, 2)
        name = first["id"]
        world.rename(name, f"moved/on-{week}")
        world.rename(second["id"], name)
    if week % 4 == 3:
        base = rng.choice(world.models)["id"]
        world.add_model(f"tuner/of-{week}", licence="mit", base_models=[base], relation="finetune", downloads=900)
    world.models += [model for model in away if rng.random() < 0.5]


@pytest.mark.parametrize("seed", range(1, SEEDS + 1))
def test_eventful_weeks_give_the_same_tables_together_as_one_by_one(
    hub: Hub, places: Places, batches: list[list[str]], monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Renames, deletions, returns, other licences, a frozen week, a refused one; own snapshots between and after.

    A small world, in which what moves shows: bases go to other labs, families come to the three members that tell a
    task, organisations list nothing for a week. In one of 400 models none of this changed a number.
    """
    rng, world, days = random.Random(seed), make_hub(150, seed=seed, today=date(2025, 3, 3)), {}
    for week in range(10):
        rows = listed(world)
        if week == 6:
            rows = rows[: len(rows) // 2]  # refused: less than four fifths of the week before
        days[world.today.isoformat()] = parquet([*rows, *rows[:2]])  # two are listed twice
        world.advance(7, frozen=0.93 if week == 8 else 0.0, restated=0.05)
        events(world, week, rng)
    hub.repositories.by_id[HUB_STATS] = hub_stats(days)
    hub.models = [dict(model) for model in world.models]
    for day in ("2025-04-10", "2025-05-25"):
        at = datetime.fromisoformat(f"{day}T04:00:00+00:00")
        snapshot(places, REGISTRY, [HubSource(endpoint=hub.url)], scope="all", now=lambda at=at: at, progress=Silent())
        hub.advance(7)
    fill(places)
    batches.clear()
    same_one_by_one(places, monkeypatch)
    sizes = [len(batch) for batch in batches if batch[0].startswith("hub-stats")]
    assert max(sizes) > 1
    assert ["hub-stats 2025-04-14"] in batches  # the refused week, alone
    with duckdb.connect(str(current(places).path), read_only=True) as connection:
        ledger = connection.execute("SELECT status, count(*) FROM snapshot_run GROUP BY status").fetchall()
        changes = connection.execute("SELECT DISTINCT field FROM model_change").fetchall()
    assert {status for status, _ in ledger} == {"ok", "quarantined", "stale_upstream"}
    assert {field for (field,) in changes} == {"model_id", "hub_id", "licence", "gated", "tier", "gone"}


def take(hub: Hub, places: Places, scope: str | None, at: datetime) -> None:
    """The capture of one night, in no build yet."""
    source = HubSource(endpoint=hub.url)
    source.take(places, source.plan(places, REGISTRY, scope), lambda: at, Silent())


@pytest.mark.parametrize("seed", range(1, SEEDS + 1))
def test_eventful_nights_are_replayed_together_as_they_came_one_by_one(
    hub: Hub, places: Places, batches: list[list[str]], monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """The same for own snapshots, where bases change too, counts are odd, a day is read twice and nights list less.

    Of three nights two bring counters alone, as most nights do.
    """
    rng = random.Random(seed)
    world = make_hub(150, seed=seed, today=date(2026, 9, 1))
    hub.models = world.models
    for night in range(14):
        scope = "labs" if night in (6, 7, 12) else "all"
        kept = hub.models
        if night == 9:
            hub.models = kept[: len(kept) // 2]  # refused
        take(hub, places, scope, datetime(2026, 9, 1 + night, 4, tzinfo=UTC))
        if night == 3:
            take(hub, places, scope, datetime(2026, 9, 1 + night, 9, tzinfo=UTC))
        hub.models = kept
        hub.advance(1, frozen=0.97 if night == 10 else 0.0, restated=0.02)
        if night % 3 == 0:
            events(hub, night, rng, to_bases=seed % 2 == 1)
        if night % 5 == 0:
            odd = rng.choice(hub.models)
            odd["downloads"] = 300_000_000
            without = rng.choice([model for model in hub.models if "tags" in model])
            del without["tags"]
    same_one_by_one(places, monkeypatch)
    assert max(map(len, batches)) > 2


def test_a_name_that_passes_on_twice_ends_two_batches(
    hub: Hub, places: Places, batches: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    world, days = make_hub(40, today=date(2025, 3, 3)), {}
    for week in range(6):
        holder = {"_id": "abc"[week // 2] * 24, "id": "acme/contested", "downloads": 500 + week, "likes": week}
        days[world.today.isoformat()] = parquet([*listed(world), holder])
        world.advance(7)
    hub.repositories.by_id[HUB_STATS] = hub_stats(days)
    fill(places)
    batches.clear()
    same_one_by_one(places, monkeypatch)
    assert [len(batch) for batch in batches if batch[0].startswith("hub-stats")][:3] == [2, 2, 2]


def test_who_is_away_for_weeks_went_when_first_away(
    hub: Hub, places: Places, batches: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    world, days = make_hub(40, today=date(2025, 3, 3)), {}
    for week in range(5):
        rows = [row for row in listed(world) if week not in (2, 3) or row["id"] != "Qwen/Qwen3-8B"]
        days[world.today.isoformat()] = parquet(rows)
        world.advance(7)
    hub.repositories.by_id[HUB_STATS] = hub_stats(days)
    fill(places)
    assert [len(batch) for batch in batches] == [5]
    assert differences(current(places).path, one_by_one(places, monkeypatch), ignoring=["source_visit"]) == {}
    with duckdb.connect(str(current(places).path), read_only=True) as connection:
        told = connection.execute(
            "SELECT changed_on::VARCHAR, field, old_value, new_value FROM model_change"
        ).fetchall()
    assert told == [("2025-03-17", "gone", None, "2025-03-17"), ("2025-03-31", "gone", "2025-03-17", None)]


def test_counters_of_an_archive_without_attributes(
    hub: Hub, places: Places, batches: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """All-time counts unknown at first; a model renamed in the registry goes on under its new name."""
    rng = random.Random(1)
    days = [(date(2024, 11, 1) + timedelta(days=7 * n)).isoformat() for n in range(8)]
    names = [model["id"] for model in make_hub(60).models if "/" in model["id"]]
    readings = [
        (day, name, rng.randrange(5_000), n * 1_000 + rng.randrange(500) if n > 4 else 0, n)
        for n, day in enumerate(days)
        for name in names
        if rng.random() < 0.9
    ]
    hub.repositories.by_id.pop(HUB_STATS, None)
    hub.repositories.by_id[MODEL_PULSE] = model_pulse(readings)
    fill(places, since="2024-11-01")
    batches.clear()
    same_one_by_one(places, monkeypatch)
    assert max(map(len, batches)) == len(days)
