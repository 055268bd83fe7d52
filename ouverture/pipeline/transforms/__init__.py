"""The transforms: SQL files on the connection that writes the build, stage by stage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

TRANSFORMS = Path(__file__).parent
STAGES = {  # in the order in which a build runs them, the files of a stage in the order of their names
    # once a build
    "lookups": "00_*.sql",
    "rules": "03_raw_*.sql",
    # once a capture of the reference panel
    "panel_files": "01_raw_reference.sql",
    "panel_facts": "02_core_*.sql",
    # once a capture of a web source, the documents first
    "documents": "04_raw_document.sql",
    "web_source": "source_*.sql",  # the one of its name alone
    # once a batch of runs
    "batch": "09_raw_batch.sql",
    "records": "10_raw_*.sql",  # those of its form alone
    "cut": "11_raw_batch_cut.sql",  # of several runs alone
    "readings": "1[23]_raw_*.sql",  # up to what the run checks judge
    "ledger": "20_core_snapshot_run.sql",
    "series": "20_core_series.sql",  # from here on not of runs that are quarantined
    "good_runs": "2[1-7]_*.sql",
    "totals": "30_*.sql",  # nor of rankings, nor of runs of smaller scope: their totals would be read as a fall
    # once a build, over all runs
    "marts": "4[0-3]_mart_*.sql",  # then ``pipeline.statistics``
    "claims": "50_claim_*.sql",  # what they found is put into words by ``pipeline.claims``
    "claim_windows": "51_claim_window.sql",
}


def run_stage(connection: duckdb.DuckDBPyConnection, stage: str, **variables: object) -> None:
    """Set ``variables``, then run all files of a stage."""
    run_transforms(connection, STAGES[stage], **variables)


def run_transforms(connection: duckdb.DuckDBPyConnection, pattern: str, **variables: object) -> None:
    """Set ``variables`` (what ``getvariable('name')`` gives in SQL), then run the files that match ``pattern``."""
    set_variables(connection, **variables)
    for statement in _statements(pattern):
        connection.execute(statement)


def set_variables(connection: duckdb.DuckDBPyConnection, **variables: object) -> None:
    """Give values to ``getvariable('name')``."""
    for name, value in variables.items():
        kind = "::VARCHAR[]" if value == [] else ""  # DuckDB 1.5 takes an empty list for one of integers
        connection.execute(f"SET VARIABLE {name} = ?{kind}", [value])


def insert_cells(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[Any]]) -> None:
    """Add rows to a table, cells in the order of its columns.

    At once, a list a column: a statement a row would take longer than all that is computed, and an Arrow table made of
    Python's values imports pandas.
    """
    if rows:
        lists = ", ".join(f"unnest(?::{kind}[])" for kind in connection.table(table).types)
        connection.execute(f"INSERT INTO {table} SELECT {lists}", [list(cells) for cells in zip(*rows, strict=True)])


def warehouse_time(moment: datetime | None) -> datetime | None:
    """An instant as the warehouse's TIMESTAMP columns hold it: UTC, without its zone."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment else None


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """One commit for all that runs inside, as each costs a write to disk; what it raises rolls it back."""
    connection.begin()
    try:
        yield
    except BaseException:
        with suppress(duckdb.Error):  # a connection past saving says so at its next use: the first reason is to be told
            connection.rollback()
        raise
    connection.commit()


@cache
def _statements(pattern: str) -> tuple[str, ...]:
    paths = sorted(TRANSFORMS.glob(pattern))
    if not paths:
        raise FileNotFoundError(f"no transform matches {pattern}")
    return tuple(path.read_text(encoding="utf-8") for path in paths)
