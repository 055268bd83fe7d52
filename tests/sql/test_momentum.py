"""momentum: the prior estimated from all models, what it does to small counters, and the metric."""

from __future__ import annotations

from datetime import date, timedelta

import duckdb
import pytest

from ouverture.pipeline.schema import schema_sql
from ouverture.pipeline.transforms import run_stage, run_transforms
from tests.samples.batch import empty_batch
from tests.sql.conftest import Golden, rows

TODAY = date(2025, 9, 7)
Row = tuple[str, float, float, float]


def momentum(counters: dict[str, tuple[int, int]], created: date = date(2025, 1, 1)) -> list[Row]:
    """(model, momentum, pooled growth, prior) for models with a counter 31 days ago and today."""
    connection = duckdb.connect()
    connection.execute(schema_sql())
    before = TODAY - timedelta(days=31)
    empty_batch(connection, first_seq=2, day=TODAY)
    connection.execute(
        "INSERT INTO snapshot_run (run_id, run_seq, capture_id, source, listing, snapshot_date, status, in_series) "
        "VALUES ('then', 1, 'c', 'hub', 'organisations', ?, 'ok', true)",
        [before],
    )
    run_stage(connection, "lookups")
    run_stage(connection, "rules")
    for key, (model, (then, now)) in enumerate(counters.items()):
        connection.execute(
            "INSERT INTO attribute BY NAME SELECT $key AS version, $model AS model_id, 'generative' AS task_scope",
            {"key": key, "model": model},
        )
        connection.execute(
            "INSERT INTO listed BY NAME SELECT 2 AS run_seq, $key AS model_key, $key AS version, $now AS downloads_30d",
            {"key": key, "now": now},
        )
        connection.execute(
            "INSERT INTO latest_reading VALUES ('hub', ?, 1, true, ?, ?, NULL, NULL, NULL)", [key, before, then]
        )
        connection.execute(
            "INSERT INTO model BY NAME SELECT ? AS model_key, ? AS model_id, 'generative' AS task_scope, ? AS created_on, "
            "? AS first_seen, ? AS last_seen, false AS on_exclusion_list, 'hub' AS attribute_source",
            [key, model, created, created, created],
        )
    run_transforms(connection, "30_mart_momentum.sql")
    return connection.execute(
        "SELECT model_id, momentum, pooled_growth, prior_downloads FROM mart_momentum ORDER BY momentum DESC"
    ).fetchall()


def test_a_small_counter_that_grows_tenfold_does_not_top_the_list() -> None:
    # Too few models to estimate the prior: it counts for 1,000 downloads. Pooled growth: (3,000 + 400,000) / (300 +
    # 199,700) = 2.015. small: (2,015 + 3,000) / 1,300 = 3.857...; large: (2,015 + 300,000) / (1,000 + 60,000) = 4.951
    found = momentum({"small": (300, 3_000), "large": (60_000, 300_000), "still": (139_700, 100_000), "tiny": (3, 30)})
    assert [row[0] for row in found] == ["large", "small", "still"]  # tiny: below 100, not compared at all
    pooled = 403_000 / 200_000
    assert found[0][1] == pytest.approx((1000 * pooled + 300_000) / 61_000)
    assert found[1][1] == pytest.approx((1000 * pooled + 3_000) / 1_300)
    assert (found[0][2], found[0][3]) == (pooled, 1000.0)


def test_the_prior_is_estimated_from_how_small_counters_scatter() -> None:
    # 20 large models at 0.5 and 1.5 by turns and 20 small ones (200 downloads) at 0 and 2: the sample variances are
    # 20/19 x 0.25 and 20/19 x 1. Prior = (1 - 0.25) x 200 / 0.25 = 600 downloads, pooled growth 1.
    large = {f"l{i}": (200_000, 100_000 if i % 2 else 300_000) for i in range(20)}
    small = {f"s{i}": (200, 0 if i % 2 else 400) for i in range(20)}
    found = momentum(large | small)
    assert found[0][2:] == pytest.approx((1.0, 600.0))
    assert {row[0]: row[1] for row in found}["s0"] == pytest.approx((600 + 400) / 800)


def test_a_model_that_was_not_out_for_the_whole_earlier_window_is_not_compared() -> None:
    assert momentum({"new": (60_000, 300_000)}, created=TODAY - timedelta(days=60)) == []


TABLES = {
    "mart_momentum": """
        source    | snapshot_date | before_date | model_id | lab_id | task_scope | excluded | downloads_before | downloads_30d | momentum | pooled_growth | prior_downloads
        osir-lmts | 2025-09-07    | 2025-08-07  | a/bot    | a      | generative | true     | 2000             | 90000         | 15       | 0.99          | 5000
        osir-lmts | 2025-09-07    | 2025-08-07  | a/real   | a      | generative | false    | 60000            | 300000        | 4.7      | 0.99          | 5000
        osir-lmts | 2025-09-07    | 2025-08-07  | b/base   | b      | generative | false    | 500              | 90000         | 17       | 0.99          | 5000
        osir-lmts | 2025-09-07    | 2025-08-07  | b/fall   | b      | generative | false    | 50000            | 9000          | 0.3      | 0.99          | 5000
    """,
}


def test_the_metric_by_hand(golden: Golden) -> None:
    result = golden("momentum", TABLES)
    assert rows(result, "model_id", "growth", "momentum") == [
        ("a/bot", 45.0, 15.0),
        ("a/real", 5.0, 4.7),
        ("b/fall", 0.18, 0.3),
    ]
    # machine traffic stands in the list, marked, and is never named
    assert rows(result, "flags")[:2] == [("excluded",), (None,)]
    for basis in ("raw", "adjusted"):
        assert golden("momentum", TABLES, basis=basis).headline() == ("Fastest gain: a/real, 60K to 300K")
    assert rows(golden("momentum", TABLES, least=100), "model_id")[0] == ("b/base",)
