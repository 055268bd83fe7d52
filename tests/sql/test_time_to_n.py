"""time_to_n: the statistics over milestones, and the metric."""

from __future__ import annotations

import duckdb

from ouverture.pipeline.schema import schema_sql
from ouverture.pipeline.statistics.milestones import compute_time_to_n
from tests.samples.tables import fill
from tests.sql.conftest import Golden, rows


def test_those_not_there_yet_are_censored() -> None:
    connection = duckdb.connect()
    connection.execute(schema_sql())
    # Twelve models followed for 100 days: the first six reach 100,000 on days 10 to 60, the others not. S falls by 1/12 a
    # step: after the sixth it is 1/2, so the median is 60. One more was not followed from its start.
    numbers = range(1, 14)
    fill(
        connection,
        "model",
        "\n".join(
            ["model_key | model_id | size_class", *(f"{k} | m/{k} | {'1-7B' if k > 3 else ''}" for k in numbers)]
        ),
    )
    fill(
        connection,
        "cumulative",
        "\n".join(
            [
                "source | model_key | released_on | counted_on | age_days | from_start",
                *(f"hub | {k} | 2025-01-01 | 2025-04-11 | 100 | {str(k < 13).lower()}" for k in numbers),
            ]
        ),
    )
    fill(
        connection,
        "mart_milestone",
        "\n".join(
            ["source | model_key | threshold | age_days", *(f"hub | {k} | 100000 | {10 * k}" for k in range(1, 7))]
        ),
    )
    compute_time_to_n(connection)
    found = connection.execute(
        "SELECT threshold, cohort, models, reached, median_days FROM mart_time_to_n ORDER BY threshold, cohort"
    ).fetchall()
    # Nine models of known size are too few for a cohort; nobody reached a million.
    assert found[:2] == [(100_000, "2025", 12, 6, 60.0), (100_000, "all", 12, 6, 60.0)]
    assert found[2:4] == [(1_000_000, "2025", 12, 0, None), (1_000_000, "all", 12, 0, None)]


TABLES = {
    "mart_time_to_n": """
        source    | threshold | cohort_by    | cohort | models | reached | median_days | low_days | high_days | counted_on | estimated
        osir-lmts | 1000000   | all          | all    | 110    | 60      | 256         | 120      |           | 2025-09-07 | true
        osir-lmts | 1000000   | size_class   | 7-30B  | 26     | 14      | 82          | 52       | 99        | 2025-09-07 | true
        osir-lmts | 1000000   | size_class   | 1-7B   | 21     | 8       |             | 73       |           | 2025-09-07 | true
        osir-lmts | 1000000   | release_year | 2025   | 90     | 38      | 128         | 81       |           | 2025-09-07 | true
        osir-lmts | 10000000  | all          | all    | 110    | 6       |             |          |           | 2025-09-07 | true
    """,
}


def test_the_metric_by_hand(golden: Golden) -> None:
    result = golden("time_to_n", TABLES)
    assert rows(result, "cohort", "median_days", "reached") == [
        ("all", 256.0, 60),
        ("1-7B", None, 8),
        ("7-30B", 82.0, 14),
    ]
    assert result.headline() == "Half of the new models reach 1M downloads within 256 days"
    assert rows(golden("time_to_n", TABLES, by="release_year"), "cohort") == [("all",), ("2025",)]
    later = golden("time_to_n", TABLES, n="10000000")
    assert later.headline() == "Most new models have not reached 10M downloads yet"
