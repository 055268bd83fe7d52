"""first_year: the transform that cuts each model's life at day 365, and the metric."""

from __future__ import annotations

import duckdb

from ouverture.pipeline.schema import schema_sql
from ouverture.pipeline.transforms import run_transforms
from tests.samples.tables import fill
from tests.sql.conftest import Golden, rows


def test_only_the_first_365_days_count() -> None:
    connection = duckdb.connect()
    connection.execute(schema_sql())
    fill(
        connection,
        "model",
        """
        model_key | model_id | lab_id | base_relation
        1         | a/old    | a      |
        2         | a/young  | a      |
        3         | a/lost   | a      |
        4         | a/copy   | a      | quantized
        """,
    )
    # a/old: 500 at day 365, 900 today. a/young: 70 at day 100. a/lost: two years old and day 365 was not read.
    fill(
        connection,
        "cumulative",
        """
        source | model_key | released_on | counted_on | age_days | downloads
        hub    | 1         | 2024-05-01  | 2025-09-07 | 494      | 900
        hub    | 2         | 2025-05-30  | 2025-09-07 | 100      | 70
        hub    | 3         | 2023-05-30  | 2025-09-07 | 831      | 9999
        hub    | 4         | 2025-05-30  | 2025-09-07 | 100      | 9999
        """,
    )
    fill(
        connection,
        "mart_age",
        """
        source | model_key | age_days | downloads
        hub    | 1         | 365      | 500
        """,
    )
    run_transforms(connection, "42_mart_first_year.sql")
    found = connection.execute(
        "SELECT release_year, models, models_complete, downloads, largest_model_id FROM mart_first_year"
    ).fetchall()
    assert found == [(2024, 1, 1, 500.0, "a/old"), (2025, 1, 0, 70.0, "a/young")]


TABLES = {
    "mart_first_year": """
        source    | task_scope | lab_id | release_year | models | models_complete | downloads | largest_model_id | largest_downloads | counted_on | estimated
        osir-lmts | generative | a      | 2024         | 1      | 1               | 500       | a/old            | 500               | 2025-09-07 | true
        osir-lmts | generative | a      | 2025         | 3      | 0               | 100       | a/young          | 60                | 2025-09-07 | true
        osir-lmts | generative | b      | 2025         | 4      | 0               | 400       | b/x              | 150               | 2025-09-07 | true
        osir-lmts | other      | b      | 2025         | 1      | 0               | 900       | b/embed          | 900               | 2025-09-07 | true
        osir-lmts | generative |        | 2025         | 1      | 0               | 999       | nobody/x         | 999               | 2025-09-07 | true
    """,
}


def test_the_metric_by_hand(golden: Golden) -> None:
    # a: 500 + 100 = 600, of which 500 / 600 from a/old; b: 400
    result = golden("first_year", TABLES)
    assert rows(result, "lab_id", "models", "models_complete", "downloads", "largest_share") == [
        ("a", 4, 1, 600.0, 0.833333),
        ("b", 4, 0, 400.0, 0.375),
    ]
    assert result.headline() == "a leads on first-year downloads, 83% of them of one model"
    assert (result.note() or "").startswith("The model: a/old.")
    assert result.finding is not None and result.finding.values["all_models"] == 8
    # Of the releases of 2025 alone b leads.
    assert golden("first_year", TABLES, year=2025).headline() == ("b: most downloads within a year of release, 400")
