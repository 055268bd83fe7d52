"""Rows of Python into a mart of the build."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb
import pyarrow as pa


def insert_rows(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[Any]]) -> None:
    """Add rows, cells in the order of the table's columns.

    At once, through Arrow: a statement a row would take longer than all that is computed.
    """
    if rows:
        columns = connection.table(table).columns
        found = pa.table({name: [row[place] for row in rows] for place, name in enumerate(columns)})
        connection.from_arrow(found).insert_into(table)
