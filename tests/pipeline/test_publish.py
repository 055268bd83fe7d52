"""Publishing: a build appears whole or not at all, and the pointer never lies."""

from __future__ import annotations

import json
import os
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from ouverture.outcome import RunFailed
from ouverture.pipeline.publish import new_build, publish
from ouverture.pipeline.storage import KEPT_BUILDS, described, storage
from ouverture.places import Places
from ouverture.pointer import BrokenPointer, current
from tests.samples.captures import installs_capture

BUILT_AT = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "a folder's data")  # a blank and a quote: paths are never pasted into SQL


def publish_number(places: Places, number: int, base: Path | None = None) -> Path:
    with new_build(places, base) as building:
        building.connection.execute("CREATE OR REPLACE TABLE answer AS SELECT $1 AS number", [number])
        building.connection.execute("CREATE OR REPLACE VIEW doubled AS SELECT 2 * number AS number FROM answer")
    summary = {
        "built_at": BUILT_AT,
        "snapshot_date": date(2026, 11, 24),
        "models": number,
        "observations": 2 * number,
        "fingerprint": "f" * 64,
    }
    return publish(places, building.path, f"20261124-{number:08x}", summary)


def doubled(path: Path) -> int:
    with duckdb.connect(path, read_only=True) as connection:
        return connection.execute("FROM doubled").fetchall()[0][0]


def test_a_published_build_is_what_the_pointer_says(places: Places) -> None:
    assert current(places) is None
    path = publish_number(places, 21)
    pointer = current(places)
    assert pointer is not None
    assert (pointer.build_id, pointer.path) == ("20261124-00000015", path)
    assert (pointer.built_at, pointer.snapshot_date) == (BUILT_AT, date(2026, 11, 24))
    assert (pointer.models, pointer.observations, pointer.fingerprint) == (21, 42, "f" * 64)
    assert doubled(path) == 42
    assert sorted(p.name for p in places.warehouse.iterdir()) == ["20261124-00000015.duckdb", "current.json"]


def test_a_build_opens_in_last_years_duckdb_too(places: Places) -> None:
    """DuckDB 1.5 refuses files of storage version 2: the header says which one it is."""
    with duckdb.connect(publish_number(places, 1), read_only=True) as connection:
        (tags,) = connection.execute("SELECT tags FROM duckdb_databases() WHERE NOT internal").fetchall()[0]
    assert tags["storage_version"].startswith("v1.5.0")


def test_a_build_on_a_base_leaves_the_base_as_it_was(places: Places) -> None:
    base = publish_number(places, 1)
    before = base.read_bytes()
    with new_build(places, base) as building:
        assert building.connection.execute("FROM answer").fetchall() == [(1,)]
        building.connection.execute("INSERT INTO answer VALUES (2)")
    assert base.read_bytes() == before


def test_a_build_that_fails_leaves_no_trace(places: Places) -> None:
    base = publish_number(places, 1)
    with pytest.raises(duckdb.CatalogException), new_build(places, base) as building:
        building.connection.execute("FROM nowhere")
    assert sorted(p.name for p in places.warehouse.iterdir()) == [base.name, "current.json"]
    assert current(places).path == base


def test_what_killed_runs_left_is_cleared_away(places: Places) -> None:
    places.warehouse.mkdir(parents=True)
    (places.warehouse / ".building-dead.duckdb").write_bytes(b"half")
    (places.warehouse / ".building-dead.duckdb.wal").write_bytes(b"half")
    (places.warehouse / ".building-dead.spill").mkdir()
    (places.warehouse / ".building-dead.spill" / "block").write_bytes(b"half")
    path = publish_number(places, 1)
    assert sorted(p.name for p in places.warehouse.iterdir()) == [path.name, "current.json"]


def test_the_last_five_builds_are_kept_and_the_current_one_always(places: Places) -> None:
    paths = [publish_number(places, number) for number in range(8)]
    assert sorted(places.warehouse.glob("*.duckdb")) == paths[-KEPT_BUILDS:]
    again = publish_number(places, 3)  # an old id published anew is the newest build
    assert current(places).path == again
    assert sorted(places.warehouse.glob("*.duckdb")) == sorted([again, *paths[-KEPT_BUILDS + 1 :]])
    stuck = places.warehouse / "20200101-00000000.duckdb"
    stuck.mkdir()  # an old one that cannot be removed fails no night
    os.utime(stuck, (0, 0))
    assert current(places).path != publish_number(places, 9) == current(places).path


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "{}",
        json.dumps({"build_id": "b", "file": "b.duckdb", "built_at": "soon", "snapshot_date": None}),
    ],
)
def test_a_pointer_that_cannot_be_read_is_told_with_its_remedy(places: Places, content: str) -> None:
    publish_number(places, 1)
    places.pointer.write_text(content)
    with pytest.raises(BrokenPointer, match="ouverture rebuild"):
        current(places)


@pytest.mark.parametrize("file", ["gone.duckdb", "../../etc/passwd", "20261124-00000001.duckdb/../x"])
def test_a_pointer_to_no_build_of_the_warehouse_is_refused(places: Places, file: str) -> None:
    publish_number(places, 1)
    fields = json.loads(places.pointer.read_text())
    places.pointer.write_text(json.dumps({**fields, "file": file}))
    with pytest.raises(RunFailed, match="ouverture rebuild"):
        current(places)
    publish_number(places, 2)
    assert doubled(current(places).path) == 4


@pytest.mark.parametrize("build_id", ["", "../escape", ".hidden", "a b"])
def test_a_build_id_is_a_plain_name(places: Places, build_id: str) -> None:
    with pytest.raises(ValueError, match="not a build id"):
        publish(places, places.warehouse / "x", build_id, {})


def test_storage_says_what_takes_what_and_what_the_rules_would_free(places: Places) -> None:
    for number in range(KEPT_BUILDS):
        published = publish_number(places, number)
    installs_capture(places, BUILT_AT, 1, 2)
    stray = published.with_name("20250101-00000000.duckdb")
    shutil.copyfile(published, stray)
    os.utime(stray, (1, 1))
    (places.warehouse / ".building-dead.duckdb").write_bytes(b"half")
    before = sorted(path for path in places.root.rglob("*"))
    state = storage(places, BUILT_AT)
    assert sorted(path for path in places.root.rglob("*")) == before  # it reads only
    assert [build["build_id"] for build in state["builds"] if not build["kept"]] == [stray.stem]
    assert [build["build_id"] for build in state["builds"] if build["published"]] == [published.stem]
    assert state["would_free"] == {"builds": stray.stat().st_size, "left_over": 4, "packing": 0}
    (captures,) = state["captures"]
    assert (captures["source"], captures["month"], captures["captures"]) == ("pypistats", "2026-11", 1)
    assert state["bytes"] == sum(path.stat().st_size for path in before if path.is_file())
    said = described(state, places.root)
    assert f"build {published.stem}" in said
    assert "no longer kept: 5 are" in said
    assert "captures pypistats 2026-11" in said
    publish_number(places, KEPT_BUILDS)
    assert storage(places, BUILT_AT)["would_free"] == {"builds": 0, "left_over": 0, "packing": 0}
