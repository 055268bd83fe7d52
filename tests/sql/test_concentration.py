"""concentration: HHI, effective number, CR and Gini as the transform counts them, and as the metric reads them."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.schema import create_schema
from etl.transforms import run_transforms, set_variables
from tests.sql.conftest import Golden, rows


def shared_out(*models: tuple[str, str | None, int]) -> duckdb.DuckDBPyConnection:
    """Runs the transform on a run of (model id, lab, downloads), all generative."""
    connection = duckdb.connect()
    create_schema(connection)
    set_variables(
        connection, run_id="r", source="hub", snapshot_date=date(2026, 11, 24), listing="organisations", run_seq=1
    )
    connection.execute(
        """
        CREATE TEMP TABLE listing (model_key INTEGER, downloads_30d BIGINT);
        CREATE TEMP TABLE attribute (model_key INTEGER, model_id VARCHAR, organisation_id VARCHAR, lab_id VARCHAR,
            task_scope VARCHAR, pipeline_tag VARCHAR, size_class VARCHAR);
        CREATE TEMP TABLE left_out (model_key INTEGER);
        CREATE TEMP TABLE previous (model_key INTEGER);
        CREATE TEMP TABLE previous_run (run_id VARCHAR);
        """
    )
    for key, (model_id, lab, downloads) in enumerate(models):
        connection.execute("INSERT INTO listing VALUES (?, ?)", [key, downloads])
        connection.execute(
            "INSERT INTO attribute VALUES (?, ?, ?, ?, 'generative', 'text-generation', '1-7B')",
            [key, model_id, model_id.split("/")[0], lab],
        )
    run_transforms(connection, "30_mart_concentration.sql")
    return connection


def measured(connection: duckdb.DuckDBPyConnection, unit: str, what: str) -> tuple[object, ...]:
    query = f"SELECT {what} FROM mart_concentration WHERE basis = 'raw' AND tasks = 'all' AND unit = ?"
    return connection.execute(query, [unit]).fetchall()[0]


def test_by_hand() -> None:
    # Models 60, 30, 10, 0; lab a holds 60 + 10, the organisation b (no lab) 30.
    connection = shared_out(("a/1", "a", 60), ("b/2", None, 30), ("a/3", "a", 10), ("a/4", "a", 0))
    # Models: HHI = 10,000 (0.36 + 0.09 + 0.01) = 4,600. Rising: 10, 30, 60 of 100: G = 2 (1*.1 + 2*.3 + 3*.6) / 3 - 4/3
    # = 2 * 2.5 / 3 - 4/3 = 1/3.
    hhi, cr1, cr4, gini, units, without = measured(
        connection, "model", "hhi, cr1, cr4, gini, units, units_without_downloads"
    )
    assert (hhi, cr1, cr4, units, without) == (pytest.approx(4600), 0.6, pytest.approx(1), 3, 1)
    assert gini == pytest.approx(1 / 3)
    # Labs: 70 and 30: HHI = 4,900 + 900 = 5,800; a leads; the organisation stands for itself.
    assert measured(connection, "lab", "hhi, leader, units") == (pytest.approx(5800), "a", 2)
    top = connection.execute(
        "SELECT place, unit_id FROM mart_top WHERE unit = 'lab' AND basis = 'raw' AND tasks = 'all' ORDER BY place"
    ).fetchall()
    assert top == [(1, "a"), (2, "org:b")]


def test_the_leader_of_a_class_needs_three_models() -> None:
    connection = shared_out(("a/1", "a", 60), ("b/2", "b", 30), ("a/3", "a", 10))
    assert connection.execute("SELECT model_id, lab_id, entered FROM mart_leader").fetchall() == [("a/1", "a", False)]
    assert shared_out(("a/1", "a", 60), ("b/2", "b", 30)).execute("FROM mart_leader").fetchall() == []


@given(st.lists(st.integers(1, 10**12), min_size=1, max_size=12))
def test_hhi_lies_between_equal_shares_and_one_holder(downloads: list[int]) -> None:
    connection = shared_out(*((f"o/{n}", None, value) for n, value in enumerate(downloads)))
    hhi, gini, cr1 = measured(connection, "model", "hhi, gini, cr1")
    assert 10_000 / len(downloads) - 1e-6 <= hhi <= 10_000 + 1e-6
    assert -1e-9 <= gini <= 1 - 1 / len(downloads) + 1e-9
    assert 1 / len(downloads) - 1e-9 <= cr1 <= 1 + 1e-9


TABLES = {
    "snapshot_run": """
        run_id | run_seq | snapshot_date | previous_run_id
        aug    | 1       | 2025-08-07    |
        sep    | 2       | 2025-09-07    | aug
    """,
    "mart_concentration": """
        run_id | snapshot_date | basis | tasks      | unit | units | downloads_30d | hhi  | cr1 | cr4 | gini | leader
        aug    | 2025-08-07    | raw   | generative | lab  | 4     | 100           | 2500 | .25 | 1   | 0    | google
        sep    | 2025-09-07    | raw   | generative | lab  | 4     | 100           | 5000 | .7  | 1   | .5   | qwen
        sep    | 2025-09-07    | raw   | all        | lab  | 9     | 900           | 1250 | .2  | .6  | .3   | google
    """,
}


def test_the_effective_number_is_the_inverse_of_hhi(golden: Golden) -> None:
    result = golden("concentration", TABLES)  # 10,000 / 2,500 = 4 equal labs; 10,000 / 5,000 = 2
    assert rows(result, "snapshot_date", "effective_number", "leader") == [
        (date(2025, 8, 7), 4.0, "google"),
        (date(2025, 9, 7), 2.0, "qwen"),
    ]
    assert result.finding is not None
    assert (result.finding.values["effective"], result.finding.values["before"]) == (2.0, 4.0)
    assert result.finding.confidence == "low"  # two readings


def test_all_tasks_is_another_row(golden: Golden) -> None:
    assert rows(golden("concentration", TABLES, tasks="all"), "effective_number", "units") == [(8.0, 9)]
