"""model_size: mean, median and the median weighted by downloads, counted by the transform and read by the metric."""

from __future__ import annotations

from datetime import date

import duckdb

from ouverture.pipeline.schema import schema_sql
from ouverture.pipeline.transforms import run_transforms
from tests.samples.batch import empty_batch
from tests.sql.conftest import Golden, rows


def test_the_weighted_median_by_hand() -> None:
    # Sizes 1, 3, 8 and 100 with downloads 10, 50, 30 and 20 (one model of unknown size with 90): mean 28, median 5.5.
    # Downloads of known size: 110; up to size 3 there are 60, more than half: weighted median 3.
    connection = duckdb.connect()
    connection.execute(schema_sql())
    empty_batch(connection, runs=2)
    connection.execute(
        """
        INSERT INTO attribute BY NAME SELECT * FROM (VALUES
            (1, 'generative', 1), (2, 'generative', 3), (3, 'generative', 8), (4, 'generative', 100),
            (5, 'generative', NULL), (6, 'other', 1000)) AS t (version, task_scope, parameters);
        INSERT INTO listed BY NAME SELECT run_seq, version, task_scope, downloads_30d, version = 2 AS left_out
        FROM (VALUES (2, 1, 10), (2, 2, 50), (2, 3, 30), (2, 4, 20), (2, 5, 90), (2, 6, 1), (1, 4, 7))
            AS t (run_seq, version, downloads_30d)
        JOIN attribute USING (version);
        """
    )
    run_transforms(connection, "30_mart_size.sql")
    query = """
        SELECT models, models_sized, downloads_30d, downloads_30d_sized, mean_parameters, median_parameters,
            weighted_median_parameters
        FROM mart_size WHERE run_id = 'r2' AND tasks = 'generative' AND basis = ?
    """
    assert connection.execute(query, ["raw"]).fetchall() == [(5, 4, 200, 110, 28, 6, 3)]
    # Without the one left out: 10, 30, 20 downloads of sizes 1, 8, 100: half of 60 is reached at size 8.
    assert connection.execute(query, ["adjusted"]).fetchall()[0][-1] == 8


TABLES = {
    "snapshot_run": """
        run_id | run_seq | snapshot_date | previous_run_id
        aug    | 1       | 2025-08-07    |
        sep    | 2       | 2025-09-07    | aug
    """,
    "mart_size": """
        run_id | snapshot_date | basis    | tasks      | models | models_sized | downloads_30d | downloads_30d_sized | mean_parameters | median_parameters | weighted_median_parameters
        aug    | 2025-08-07    | adjusted | generative | 10     | 8            | 100           | 95                  | 20000           | 7000              | 7000
        sep    | 2025-09-07    | adjusted | generative | 10     | 8            | 100           | 95                  | 40000           | 7000              | 7000
    """,
}


def test_three_statistics_and_a_finding_that_sets_them_apart(golden: Golden) -> None:
    result = golden("model_size", TABLES, basis="adjusted")
    assert rows(result, "snapshot_date", "statistic", "parameters", "known_share")[3:] == [
        (date(2025, 9, 7), "mean", 40000, 0.95),
        (date(2025, 9, 7), "median", 7000, 0.95),
        (date(2025, 9, 7), "weighted_median", 7000, 0.95),
    ]
    assert result.headline() == "Released models grow (+100% on average), those downloaded do not"


def test_a_growth_that_machine_traffic_makes_is_no_growth(golden: Golden) -> None:
    # Raw, one large counter lifts the weighted median from 2,000 to 8,000 (+300 %); without it, it stays at 7,000 (0 %).
    raw = """
        run_id | snapshot_date | basis    | tasks      | models | models_sized | downloads_30d | downloads_30d_sized | mean_parameters | median_parameters | weighted_median_parameters
        aug    | 2025-08-07    | raw      | generative | 10     | 8            | 100           | 95                  | 20000           | 7000              | 2000
        sep    | 2025-09-07    | raw      | generative | 10     | 8            | 100           | 95                  | 20000           | 7000              | 8000
    """
    both = raw + TABLES["mart_size"].split("weighted_median_parameters\n", 1)[1]
    for basis in ("raw", "adjusted"):
        result = golden("model_size", TABLES | {"mart_size": both}, basis=basis)
        assert result.headline() == "Do downloaded models grow? +300% in all, 0% without machine traffic"
