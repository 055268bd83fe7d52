"""The build checks of marts look at every mart of the schema: one that is new is checked without being named anywhere."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from ouverture.pipeline.checks import load_checks
from ouverture.pipeline.runs import forget_superseded
from ouverture.pipeline.schema import schema_sql

RUNS = """
INSERT INTO snapshot_run (run_id, run_seq, capture_id, source, scope, listing, snapshot_date, status, in_series, in_totals, models, downloads_30d)
VALUES ('night', 1, 'night', 'hub', 'default', 'organisations', DATE '2026-11-24', 'ok', TRUE, TRUE, 3, 70);
INSERT INTO mart_adoption BY NAME SELECT 'night' AS run_id, 'hub' AS source, DATE '2026-11-24' AS snapshot_date,
    'generative' AS task_scope, FALSE AS excluded, 3 AS models, 70 AS downloads_30d, 0 AS entered_models;
CREATE TABLE mart_made_up (run_id VARCHAR, library_name VARCHAR, excluded BOOLEAN, models BIGINT, downloads_30d BIGINT);
"""


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """A run of 3 models and 70 downloads, and a newcomer's mart ``mart_made_up`` that nothing names."""
    with duckdb.connect() as opened:
        opened.execute(schema_sql())
        opened.execute(RUNS)
        opened.execute("SET VARIABLE since_seq = 0")  # all runs, as `ouverture check` does
        yield opened


def found(connection: duckdb.DuckDBPyConnection, name: str) -> list[tuple[object, ...]]:
    """What a build check says of the new mart."""
    (check,) = (check for check in load_checks("build") if check.name == name)
    return [row for row in connection.execute(check.sql).fetchall() if "mart_made_up" in row]


def test_a_mart_that_its_transform_does_not_fill_is_missed(connection: duckdb.DuckDBPyConnection) -> None:
    assert found(connection, "mart_sums") == [("mart_made_up", "night", False, 3, None, 70, None)]
    connection.execute("SET VARIABLE since_seq = 2")  # a night that was added up when it came is not added up again
    assert found(connection, "mart_sums") == []


@pytest.mark.parametrize(("downloads", "faults"), [(30, 0), (31, 1)])
def test_a_mart_adds_up_to_its_run(connection: duckdb.DuckDBPyConnection, downloads: int, faults: int) -> None:
    # 2 + 1 = 3 models, 40 + 30 = 70 downloads
    connection.execute("INSERT INTO mart_made_up VALUES ('night', 'transformers', FALSE, 2, 40)")
    connection.execute("INSERT INTO mart_made_up VALUES ('night', NULL, FALSE, 1, ?)", [downloads])
    assert len(found(connection, "mart_sums")) == faults


def test_a_mart_leaves_out_what_the_others_leave_out(connection: duckdb.DuckDBPyConnection) -> None:
    # the sum is right, but 10 of the 70 downloads are called machine traffic here alone
    connection.execute("INSERT INTO mart_made_up VALUES ('night', 'transformers', FALSE, 2, 60)")
    connection.execute("INSERT INTO mart_made_up VALUES ('night', NULL, TRUE, 1, 10)")
    assert sorted(row[2:] for row in found(connection, "mart_sums")) == [
        (False, 3, 2, 70, 60),
        (True, None, 1, None, 10),
    ]


def test_rows_of_a_run_that_does_not_count_are_found(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("INSERT INTO mart_made_up VALUES ('another', NULL, FALSE, 1, 1)")
    assert found(connection, "mart_orphan") == [("mart_made_up", "another")]


def test_the_rows_of_a_superseded_run_go(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("INSERT INTO mart_made_up VALUES ('night', NULL, FALSE, 3, 70), ('later', NULL, FALSE, 3, 70)")
    connection.execute("CREATE TEMP TABLE superseded AS SELECT run_id, run_seq FROM snapshot_run")
    forget_superseded(connection)
    assert connection.execute("SELECT run_id FROM mart_made_up").fetchall() == [("later",)]
    assert connection.execute("SELECT count(*) FROM mart_adoption").fetchall() == [(0,)]
    assert connection.execute("SELECT count(*) FROM snapshot_run").fetchall() == [(1,)]
