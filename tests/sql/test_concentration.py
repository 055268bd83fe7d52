"""concentration: HHI, effective number, CR and Gini as the transform counts them, and as the metric reads them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ouverture.pipeline.schema import schema_sql
from ouverture.pipeline.transforms import run_transforms
from tests.samples.batch import empty_batch
from tests.sql.conftest import Golden, rows

Model = tuple[str, str | None, int]


def shared_out(*models: Model) -> duckdb.DuckDBPyConnection:
    """Runs the transform on a run of (model id, lab, downloads), all generative."""
    return shared_out_in(models)


def shared_out_in(*runs: Sequence[Model]) -> duckdb.DuckDBPyConnection:
    """Runs the transform on a batch of runs."""
    connection = duckdb.connect()
    connection.execute(schema_sql())
    empty_batch(connection, runs=len(runs))
    for version, (run_seq, (model_id, lab, downloads)) in enumerate(
        (n, model) for n, models in enumerate(runs, 1) for model in models
    ):
        connection.execute(
            "INSERT INTO attribute BY NAME SELECT $version AS version, $id AS model_id, $organisation AS organisation_id, "
            "$lab AS lab_id, 'generative' AS task_scope, 'text-generation' AS pipeline_tag, '1-7B' AS size_class",
            {"version": version, "id": model_id, "organisation": model_id.split("/")[0], "lab": lab},
        )
        connection.execute(
            "INSERT INTO listed BY NAME SELECT $run AS run_seq, version, lab_id, task_scope, $downloads AS downloads_30d "
            "FROM attribute WHERE version = $version",
            {"run": run_seq, "downloads": downloads, "version": version},
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


def test_an_unaffiliated_leader_has_no_lab() -> None:
    connection = shared_out(("b/2", None, 60), ("a/1", "a", 30), ("a/3", "a", 10))
    assert connection.execute("SELECT model_id, lab_id FROM mart_leader").fetchall() == [("b/2", None)]


def test_runs_of_a_batch_are_told_apart() -> None:
    # HHI 10,000 (0.5^2 + 0.5^2) = 5,000, then 10,000 (0.9^2 + 0.1^2) = 8,200; the leader changes.
    connection = shared_out_in([("a/1", "a", 5), ("b/2", "b", 5)], [("a/1", "a", 1), ("b/2", "b", 9)])
    query = "SELECT run_id, hhi, leader FROM mart_concentration WHERE basis = 'raw' AND tasks = 'all' AND unit = 'lab' ORDER BY run_id"
    assert connection.execute(query).fetchall() == [
        ("r1", pytest.approx(5000), "a"),
        ("r2", pytest.approx(8200), "b"),
    ]


@settings(max_examples=8)
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


def test_a_leading_model_that_is_machine_traffic_is_flagged(golden: Golden) -> None:
    tables = TABLES | {
        "mart_concentration": TABLES["mart_concentration"].replace("| lab  |", "| model |").replace("qwen", "qwen/q"),
        "mart_left_out": """
            run_id | snapshot_date | model_key | model_id | task_scope | why
            sep    | 2025-09-07    | 2         | qwen/q   | generative | automation
        """,
    }
    assert rows(golden("concentration", tables, unit="model"), "leader", "flags") == [
        ("google", None),
        ("qwen/q", "excluded"),
    ]
