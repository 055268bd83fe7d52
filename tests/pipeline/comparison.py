"""Compares two builds table by table."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import duckdb


def differences(left: Path, right: Path, ignoring: Collection[str] = ()) -> dict[str, str]:
    """Tables whose rows differ, each with an example: empty if the two builds say the same.

    Rows are compared as multisets, in whatever order they lie; floating-point numbers to nine digits, because sums over
    threads differ in the last ones. ``ignoring`` names tables to leave out.
    """
    found = {}
    with duckdb.connect() as connection:
        for side, path in (("l", left), ("r", right)):
            connection.execute(f"ATTACH '{path}' AS {side} (READ_ONLY)")
        tables = {side: _tables(connection, side) for side in ("l", "r")}
        for name in sorted(tables["l"].keys() | tables["r"].keys()):
            if name in ignoring:
                continue
            if tables["l"].get(name) != tables["r"].get(name):
                found[name] = "the columns differ"
                continue
            rows = {side: f"SELECT {tables[side][name]} FROM {side}.main.{name}" for side in ("l", "r")}
            for one, other in (("l", "r"), ("r", "l")):
                only = connection.sql(f"({rows[one]}) EXCEPT ALL ({rows[other]})")
                if rows_only := only.fetchall():
                    where = {"l": "the first", "r": "the second"}[one]
                    example = dict(zip(only.columns, rows_only[0], strict=True))
                    found[name] = f"{len(rows_only)} rows only in {where}, such as {example}"
    return found


def _tables(connection: duckdb.DuckDBPyConnection, side: str) -> dict[str, str]:
    """Select list of every table, by name."""
    query = """
        SELECT c.table_name, string_agg(
            CASE WHEN c.data_type IN ('DOUBLE', 'FLOAT') THEN format('printf(''%.9g'', "{0}") AS "{0}"', c.column_name)
            ELSE format('"{}"', c.column_name) END, ', ' ORDER BY c.column_name)
        FROM duckdb_columns() c JOIN duckdb_tables() t USING (database_name, schema_name, table_name)
        WHERE c.database_name = ? GROUP BY c.table_name
    """
    return dict(connection.execute(query, [side]).fetchall())
