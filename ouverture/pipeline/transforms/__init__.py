"""The transforms: SQL files run in the order of their names, on the connection that writes the build."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

import duckdb

TRANSFORMS = Path(__file__).parent


def run_transforms(connection: duckdb.DuckDBPyConnection, pattern: str, **variables: object) -> None:
    """Set ``variables`` (what ``getvariable('name')`` gives in SQL), then run the files that match ``pattern``."""
    set_variables(connection, **variables)
    for statement in _statements(pattern):
        connection.execute(statement)


def set_variables(connection: duckdb.DuckDBPyConnection, **variables: object) -> None:
    """Give values to ``getvariable('name')``."""
    for name, value in variables.items():
        connection.execute(f"SET VARIABLE {name} = ?", [value])


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """One commit for all that runs inside, as each costs a write to disk; what it raises rolls it back."""
    connection.begin()
    try:
        yield
    except BaseException:
        with suppress(
            duckdb.Error
        ):  # a connection past saving says so at its next use; the first reason is the one to tell
            connection.rollback()
        raise
    connection.commit()


@cache
def _statements(pattern: str) -> tuple[str, ...]:
    paths = sorted(TRANSFORMS.glob(pattern))
    if not paths:
        raise FileNotFoundError(f"no transform matches {pattern}")
    return tuple(path.read_text(encoding="utf-8") for path in paths)
