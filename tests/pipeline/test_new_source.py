"""A source is one entry in data/registry/sources.toml, one module and one transform: what one lacks is named here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import duckdb
import pytest

from ouverture.pipeline.runs import web_source_transform
from ouverture.pipeline.sources import open_source
from ouverture.pipeline.transforms import TRANSFORMS
from ouverture.places import PACKAGE
from ouverture.registry import load_registry
from ouverture.registry.sources import ARCHIVES, ASKED, SOURCES
from tests.samples.web_sources import answered, merged, web_source_engine
from tests.standin.answers import SAMPLES

ROOM = PACKAGE / "pipeline" / "sources"
SHARED = {"__init__", "archive", "archive_files", "client", "fetching", "foreign", "web"}  # modules of no one source
WEB = [name for name in ASKED if SOURCES[name].kind == "web"]
REGISTRY = load_registry()


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    with web_source_engine(tmp_path_factory.mktemp("engine"), REGISTRY) as connection:
        yield connection


@pytest.mark.parametrize("name", [*ASKED, *ARCHIVES])
def test_a_source_has_its_module(name: str) -> None:
    module = ROOM / f"{name.replace('-', '_')}.py"
    assert module.is_file(), f"the source {name} has no module: write {module.relative_to(PACKAGE)}"
    assert open_source(name).name == name


@pytest.mark.parametrize("name", WEB)
def test_a_web_source_s_transform_reads_a_good_answer(
    engine: duckdb.DuckDBPyConnection, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking = f"source_{name.replace('-', '_')}.sql"
    assert (TRANSFORMS / web_source_transform(name)).is_file(), (
        f"the source {name} has no transform: write {lacking} in {TRANSFORMS.name}/"
    )
    if SOURCES[name].variable:
        return  # the Hub answers for it: the stand-in's own datasets are its sample
    assert name in SAMPLES, f"the source {name} has no sample: add a good answer to SAMPLES in tests/standin/answers.py"
    monkeypatch.setenv(SOURCES[name].key or "NO_KEY", "secret")
    capture = answered(name, SAMPLES[name], REGISTRY, datetime(2026, 11, 29, 4, tzinfo=UTC), monkeypatch)
    with merged(engine, capture):
        for table in SOURCES[name].brings:
            found = engine.execute(f"SELECT count(*) FROM {table} WHERE source = ?", [name]).fetchone()
            assert found and found[0], f"{lacking} puts no row of {name} into {table}, which its entry says it brings"


def test_no_module_or_transform_is_without_its_entry() -> None:
    called = {path.stem for path in ROOM.glob("*.py")} - SHARED
    called |= {path.stem.removeprefix("source_") for path in TRANSFORMS.glob("source_*.sql")}
    unlisted = called - {name.replace("-", "_") for name in SOURCES}
    assert not unlisted, f"no entry in data/registry/sources.toml for {', '.join(sorted(unlisted))}"


def test_every_table_that_a_source_brings_is_one(engine: duckdb.DuckDBPyConnection) -> None:
    known = set(engine.execute("SELECT table_name FROM duckdb_tables() WHERE NOT temporary").fetchall())
    assert [(name, table) for name, source in SOURCES.items() for table in source.brings if (table,) not in known] == []
