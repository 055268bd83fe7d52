"""Rows of Python into a mart of the build."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb


def insert_rows(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[Any]]) -> None:
    """Add rows, cells in the order of the table's columns.

    At once, a list a column: a statement a row would take longer than all that is computed, and an Arrow table made of
    Python's values imports pandas.
    """
    if rows:
        lists = ", ".join(f"unnest(?::{kind}[])" for kind in connection.table(table).types)
        connection.execute(f"INSERT INTO {table} SELECT {lists}", [list(cells) for cells in zip(*rows, strict=True)])
