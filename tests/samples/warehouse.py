"""Tiny published builds in the real schema, for the tests of what reads them."""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
from datetime import datetime
from functools import cache
from pathlib import Path

import duckdb

from ouverture.metrics.catalogue import Catalogue, load_catalogue
from ouverture.pipeline.filling import insert_rows
from ouverture.pipeline.schema import create_schema, schema_sql
from ouverture.places import Places
from ouverture.pointer import current
from ouverture.registry import load_registry, registry_tables

BUILT_AT = datetime(2026, 11, 24, 4, 0)  # noqa: DTZ001 - the warehouse holds UTC without zone


def sample_catalogue() -> Catalogue:
    """The two example metrics beside this file."""
    return load_catalogue(Path(__file__).parent / "metrics")


def with_schema() -> duckdb.DuckDBPyConnection:
    """A database in memory with the schema, its comments and the table of sources."""
    connection = duckdb.connect()
    create_schema(connection)
    insert_rows(connection, "source", registry_tables(load_registry())["source"])
    return connection


@cache
def _schema_only() -> Path:
    """A database with the schema and the table of sources, made once in a process: copying it is ten times faster."""
    path = Path(tempfile.mkdtemp(prefix="schema-")) / "empty.duckdb"
    atexit.register(shutil.rmtree, path.parent)
    with duckdb.connect(str(path)) as connection:
        connection.execute(schema_sql())
        insert_rows(connection, "source", registry_tables(load_registry())["source"])
    return path


def empty_warehouse(path: Path) -> duckdb.DuckDBPyConnection:
    """A writing connection to a new database with the schema and no rows but the sources."""
    shutil.copy(_schema_only(), path)
    return duckdb.connect(str(path))


def publish_sample(places: Places, build_id: str = "20250907-0000abcd", *, factor: int = 1, point: bool = True) -> Path:
    """A build with one source, two dates, three tiers and two labs; ``factor`` scales the downloads."""
    places.warehouse.mkdir(parents=True, exist_ok=True)
    path = places.warehouse / f"{build_id}.duckdb"
    connection = empty_warehouse(path)
    connection.execute(
        "INSERT INTO build_info VALUES ($id, $at, 'f00d', NULL, '0.1.0')", {"id": build_id, "at": BUILT_AT}
    )
    connection.execute(
        """
        INSERT INTO lab (lab_id, name, kind) VALUES
            ('mistral', 'Mistral AI', 'company'), ('google', 'Google', 'company');
        INSERT INTO snapshot_run BY NAME
        SELECT 'osir-lmts-' || day AS run_id, row_number() OVER (ORDER BY day) AS run_seq,
            'reference-20261124T000000Z' AS capture_id, 'osir-lmts' AS source, 'organisations' AS listing,
            day AS snapshot_date, 'ok' AS status, true AS in_series, 3 AS models
        FROM (VALUES (DATE '2025-08-07'), (DATE '2025-09-07')) AS run (day);
        INSERT INTO model BY NAME
        SELECT 1 AS model_key, '=cmd|''/C calc''!A0' AS model_id, 'generative' AS task_scope,
            DATE '2025-08-07' AS first_seen, DATE '2025-09-07' AS last_seen, false AS on_exclusion_list,
            'hub' AS attribute_source;
        """
    )
    connection.execute(
        """
        INSERT INTO mart_adoption BY NAME
        SELECT 'osir-lmts-' || day AS run_id, 'osir-lmts' AS source, day AS snapshot_date, lab_id, tier,
            'generative' AS task_scope, false AS excluded, models, downloads * $factor AS downloads_30d,
            0 AS entered_models
        FROM (VALUES
            (DATE '2025-08-07', 'google', 1, 1, 600), (DATE '2025-08-07', 'mistral', 2, 1, 300),
            (DATE '2025-08-07', NULL, NULL, 1, 100),
            (DATE '2025-09-07', 'google', 1, 1, 500), (DATE '2025-09-07', 'mistral', 2, 1, 1500),
            (DATE '2025-09-07', NULL, NULL, 1, NULL)
        ) AS sample (day, lab_id, tier, models, downloads)
        """,
        {"factor": factor},
    )
    connection.close()
    if point:
        point_at(places, path)
    return path


def next_build(places: Places, build_id: str, *changes: str) -> None:
    """A copy of the current build under another id, changed by these statements, becomes the current one."""
    before = current(places)
    assert before is not None
    path = places.warehouse / f"{build_id}.duckdb"
    shutil.copyfile(before.path, path)
    with duckdb.connect(path) as connection:
        connection.execute("UPDATE build_info SET build_id = ?", [build_id])
        for change in changes:
            connection.execute(change)
    point_at(places, path)


def point_at(places: Places, path: Path) -> None:
    """Make ``path`` the current build."""
    written = places.pointer.with_suffix(".tmp")
    fields = {"build_id": path.stem, "file": path.name, "built_at": f"{BUILT_AT.isoformat()}Z", "snapshot_date": None}
    counts = {"models": 3, "observations": 6, "fingerprint": "f00d"}
    written.write_text(json.dumps(fields | counts), encoding="utf-8")
    written.replace(places.pointer)
