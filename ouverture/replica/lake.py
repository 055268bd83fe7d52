"""The current build laid into the shared warehouse, in one transaction: whoever reads there sees all of it or none."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass

import duckdb

from ouverture import lake
from ouverture.lake import AUTHOR, literal
from ouverture.pipeline.room import room_for
from ouverture.places import Places
from ouverture.pointer import Pointer
from ouverture.replica import to_publish

TRIES = 5  # of one publication, where others publish at the same time
_NEWEST = """
    SELECT commit_message, commit_extra_info FROM ducklake_snapshots('lake')
    WHERE author = 'ouverture' ORDER BY snapshot_id DESC LIMIT 1
"""
_TABLES = "SELECT table_name, comment FROM duckdb_tables() WHERE database_name = 'build' ORDER BY ALL"
_COLUMNS = """
    SELECT table_name, column_name, data_type, comment FROM duckdb_columns()
    WHERE database_name = 'build' AND NOT internal ORDER BY table_name, column_index
"""
_DEFINED = """
    SELECT format('DROP VIEW lake."{}"', view_name) FROM duckdb_views() WHERE database_name = 'lake' AND NOT internal
    UNION ALL
    SELECT format('DROP MACRO {} lake."{}"', if(function_type = 'table_macro', 'TABLE', ''), function_name)
    FROM duckdb_functions() WHERE database_name = 'lake' AND NOT internal
"""
_MEANINGS = """
    CREATE OR REPLACE TABLE lake.dictionary AS
    WITH described AS (
        SELECT table_name AS relation, NULL AS "column", comment AS meaning, -1 AS place
        FROM duckdb_tables() WHERE database_name = 'build'
        UNION ALL
        SELECT view_name, NULL, comment, -1 FROM duckdb_views() WHERE database_name = 'build' AND NOT internal
        UNION ALL
        SELECT table_name, column_name, comment, column_index
        FROM duckdb_columns() WHERE database_name = 'build' AND NOT internal
    )
    SELECT relation, "column", meaning FROM described WHERE meaning IS NOT NULL ORDER BY relation, place
"""


@dataclass(frozen=True)
class Laid:
    """What a publication came to: the build, tables that were written anew, those that only grew, rows written."""

    build_id: str
    replaced: int
    grown: int
    rows: int


def lay(places: Places, address: str) -> Laid:
    """Publish the current build into the lake, the tables that changed since the last; nothing where it is the last.

    Raises RunFailed where there is no build, UsageOrRegistry, SourceUnavailable for the lake.
    """
    pointer = to_publish(places)
    room = room_for(places.warehouse, 0, 0, 0)
    config: lake.Config = {
        "memory_limit": f"{room.memory}B",
        "threads": 2,
        "temp_directory": str(places.cache / "lake.spill"),
    }
    connection = lake.attached(address, writing=True, config=config)
    try:
        connection.execute(f"ATTACH {literal(str(pointer.path))} AS build (READ_ONLY)")
        for left in reversed(range(TRIES)):
            try:
                return _laid(connection, pointer)
            except duckdb.TransactionException:  # another publication was first: look again at what lies there
                with suppress(duckdb.Error):
                    connection.execute("ROLLBACK")
                if not left:
                    raise
        raise AssertionError
    except duckdb.Error as error:
        raise lake.unavailable(address, error) from None
    finally:
        connection.close()


def _laid(connection: duckdb.DuckDBPyConnection, pointer: Pointer) -> Laid:
    connection.execute("BEGIN")
    message, told = connection.execute(_NEWEST).fetchone() or ("", "{}")
    if message == pointer.build_id:
        connection.execute("ROLLBACK")
        return Laid(pointer.build_id, 0, 0, 0)
    before: dict[str, str] = json.loads(told)
    definitions = lake.definitions(connection, "build")
    columns = connection.execute(_COLUMNS).fetchall()
    state = {"": hashlib.sha256(repr((definitions, columns)).encode()).hexdigest()}
    replaced = grown = rows = 0
    for table, meaning in connection.execute(_TABLES).fetchall():
        form = hashlib.sha256(repr((meaning, [c[1:3] for c in columns if c[0] == table])).encode()).hexdigest()[:16]
        count, content = _one(connection, f'FROM build."{table}" t SELECT count(*), sum(hash(t))')
        state[table] = f"{form} {count} {content}"
        if state[table] == before.get(table):
            continue
        added = _grow(connection, table, count) if before.get(table, "").startswith(f"{form} ") else None
        if added is None:
            connection.execute(f'CREATE OR REPLACE TABLE lake."{table}" AS FROM build."{table}"')
            if meaning:
                connection.execute(f'COMMENT ON TABLE lake."{table}" IS {literal(meaning)}')
        replaced, grown = replaced + (added is None), grown + (added is not None)
        rows += count if added is None else added
    for table in before.keys() - state.keys():
        connection.execute(f'DROP TABLE lake."{table}"')
    if before.get("") != state[""]:
        for (drop,) in connection.execute(_DEFINED).fetchall():
            connection.execute(drop)
        lake.define(connection, definitions)
        connection.execute(_MEANINGS)
    connection.execute(
        f"CALL lake.set_commit_message({literal(AUTHOR)}, {literal(pointer.build_id)}, "
        f"extra_info => {literal(json.dumps(state))})"
    )
    connection.execute("COMMIT")
    return Laid(pointer.build_id, replaced, grown, rows)


def _grow(connection: duckdb.DuckDBPyConnection, table: str, count: int) -> int | None:
    """Add the rows that are new where all others stay, as in a history; None, and nothing done, where some go."""
    connection.execute(f'CREATE OR REPLACE TEMP TABLE fresh AS FROM build."{table}" EXCEPT ALL FROM lake."{table}"')
    (fresh,) = _one(connection, "SELECT count(*) FROM fresh")
    (there,) = _one(connection, f'FROM lake."{table}" SELECT count(*)')
    if fresh != count - there:
        return None
    connection.execute(f'INSERT INTO lake."{table}" FROM fresh')
    return int(fresh)


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[int, ...]:
    (row,) = connection.execute(query).fetchall()
    return tuple(row)
