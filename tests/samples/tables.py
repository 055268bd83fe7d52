"""Tables written as text in a test, put into a build of the real schema: tiny tables in, rows out.

    snapshot_date | lab_id | tier | models | downloads_30d
    2025-08-07    | google | 1    | 2      | 600
    2025-09-07    |        |      | 1      |

An empty cell is NULL; a column left out that may not be NULL takes the value in ``UNREMARKABLE``, or 0, '' or false.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import duckdb

from ouverture.metrics.catalogue import Catalogue, own_catalogue
from ouverture.metrics.reader import Reader
from ouverture.metrics.result import Result
from ouverture.places import Places
from tests.samples.warehouse import BUILT_AT, empty_warehouse, point_at

BUILD_ID = "20250907-0000abcd"
UNREMARKABLE = {
    "source": "osir-lmts",
    "listing": "organisations",
    "status": "ok",
    "in_series": "true",
    "in_totals": "true",
    "task_scope": "generative",
    "capture_id": "capture-1",
    "kind": "company",
    "attribute_source": "hub",
    "first_seen": "2025-01-01",
    "last_seen": "2025-09-07",
    "latest_source": "osir-lmts",
    "latest_on": "2025-09-07",
    "listed": "true",
    "cause": "changed",
}


def fill(connection: duckdb.DuckDBPyConnection, table: str, text: str) -> None:
    """Insert the rows of a text table into ``table``."""
    header, *rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    declared = connection.execute(
        "SELECT column_name, data_type, is_nullable = 'NO' FROM information_schema.columns WHERE table_name = ?",
        [table],
    ).fetchall()
    types = {name: data_type for name, data_type, _ in declared}
    if unknown := set(header) - types.keys():
        raise ValueError(f"{table} has no column {', '.join(sorted(unknown))}")
    needed = [name for name, _, required in declared if required and name not in header]
    names = [*header, *needed]
    values = ", ".join(f"CAST(? AS {types[name]})" for name in names)
    for number, cells in enumerate(rows, start=1):
        if len(cells) != len(header):
            raise ValueError(f"{table}: row {number} has {len(cells)} cells where the header has {len(header)}")
        plain = [UNREMARKABLE.get(name, _zero(types[name])) for name in needed]
        connection.execute(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({values})", [cell or None for cell in cells] + plain
        )


def _zero(data_type: str) -> str:
    if data_type == "VARCHAR":
        return ""
    if data_type in ("DATE", "TIMESTAMP"):
        return "2025-01-01"
    return "false" if data_type == "BOOLEAN" else "0"


@cache
def _catalogue() -> Catalogue:
    return own_catalogue()


def publish_tables(places: Places, tables: Mapping[str, str]) -> None:
    """Publish a build that holds ``tables`` and nothing else."""
    places.warehouse.mkdir(parents=True, exist_ok=True)
    path = places.warehouse / f"{BUILD_ID}.duckdb"
    path.unlink(missing_ok=True)
    with empty_warehouse(path) as connection:
        connection.execute("INSERT INTO build_info VALUES (?, ?, 'f00d', NULL, '0.1.0')", [BUILD_ID, BUILT_AT])
        for table, text in tables.items():
            fill(connection, table, text)
    point_at(places, path)


def run_on(places: Places, metric: str, tables: Mapping[str, str], **parameters: object) -> Result:
    """Publish a build that holds ``tables`` and nothing else, and run one metric of the catalogue on it."""
    publish_tables(places, tables)
    reader = Reader(places, _catalogue())
    try:
        return reader.run(metric, parameters)
    finally:
        reader.close()
