"""Steps from run to run: both sides carry the same models on the same basis."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest

from ouverture.pipeline.schema import schema_sql
from ouverture.pipeline.transforms import run_transforms
from tests.samples.batch import empty_batch
from tests.sql.conftest import Golden, rows


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        opened.execute(schema_sql())
        empty_batch(opened, first_seq=2, runs=2)
        # run 2 is compared with run 1 of an earlier batch, run 3 with run 2
        opened.execute("UPDATE batch SET previous_run_id = 'r1', previous_seq = 1 WHERE run_seq = 2")
        opened.execute("CREATE TEMP TABLE left_out (run_seq INTEGER, model_key INTEGER)")
        opened.execute(
            "INSERT INTO attribute BY NAME SELECT unnest([1, 2]) AS version, version AS model_key, 'qwen' AS lab_id, "
            "2 AS tier, 'generative' AS task_scope"
        )
        opened.execute("INSERT INTO credit VALUES (1, 'none', 'qwen', 1), (2, 'none', 'qwen', 1)")
        opened.execute("INSERT INTO lab (lab_id, country, name, kind) VALUES ('qwen', 'CN', 'Qwen', 'company')")
        # Model 2 fell from 300 (run 1) over 30 (run 2) to 20 (run 3); model 1 rose from 100 over 110 to 121.
        opened.execute(
            """
            INSERT INTO compared BY NAME
            SELECT * FROM (VALUES (2, 1, 110, 100), (2, 2, 30, 300), (3, 1, 121, 110), (3, 2, 20, 30))
                v (run_seq, model_key, downloads_30d, downloads_30d_before)
            """
        )
        opened.execute("UPDATE compared SET version = model_key")
        yield opened


def steps(connection: duckdb.DuckDBPyConnection, mart: str) -> list[tuple[object, ...]]:
    """(run, adjusted downloads, common now, common before), then the same of all models."""
    run_transforms(connection, "23_core_listed.sql")
    run_transforms(connection, f"30_{mart}.sql")
    return connection.execute(
        f"""
        SELECT run_id, sum(downloads_30d) FILTER (NOT excluded)::INTEGER, sum(common_downloads_30d) FILTER (NOT excluded)::INTEGER,
            sum(common_downloads_30d_before) FILTER (NOT excluded)::INTEGER, sum(downloads_30d)::INTEGER,
            sum(common_downloads_30d)::INTEGER, sum(common_downloads_30d_before)::INTEGER, sum(models)::INTEGER
        FROM {mart} GROUP BY run_id ORDER BY run_id
        """
    ).fetchall()


@pytest.mark.parametrize("mart", ["mart_adoption", "mart_country"])
def test_what_the_run_before_left_out_takes_no_part_in_an_adjusted_step(
    connection: duckdb.DuckDBPyConnection, mart: str
) -> None:
    # Run 1 judged model 2 machine traffic, run 2 does not: adjusted it counts at run 2 (110 + 30), but the step to run 2
    # compares model 1 alone (110 / 100); raw compares both (140 / 400). At run 3 both count again: 141 / 140.
    connection.execute(
        "INSERT INTO mart_left_out BY NAME SELECT 'r1' AS run_id, 'hub' AS source, DATE '2026-11-22' "
        "AS snapshot_date, 2 AS model_key, 'm' AS model_id, 'generative' AS task_scope, 'automation' AS why"
    )
    assert steps(connection, mart) == [
        ("r2", 140, 110, 100, 140, 140, 400, 2),
        ("r3", 141, 141, 140, 141, 141, 140, 2),
    ]


@pytest.mark.parametrize("mart", ["mart_adoption", "mart_country"])
def test_what_a_run_of_the_same_batch_left_out_comes_back_without_a_step(
    connection: duckdb.DuckDBPyConnection, mart: str
) -> None:
    # Run 2 leaves model 2 out: neither the step to run 2 nor that to run 3 compares it.
    connection.execute("INSERT INTO left_out VALUES (2, 2)")
    assert steps(connection, mart) == [
        ("r2", 110, 110, 100, 140, 140, 400, 2),
        ("r3", 141, 121, 110, 141, 141, 140, 2),
    ]


def test_counts_missing_at_the_newest_reading_move_no_past_total(golden: Golden) -> None:
    # a: 1,000 (July); b: 1,100, all counted, 1,000 before (August); c: of the 1,100 models with 160 come without a count;
    # those counted went from 940 to 987, + 5 % (September). July stays 1,000 and August 1,100; September is 1,155 like for
    # like, where 987 are listed. Carried back from the 987 July would be 855.
    result = golden(
        "downloads_total",
        {
            "snapshot_run": """
                run_id | run_seq | snapshot_date | previous_run_id | uncounted_share
                a      | 1       | 2025-07-07    |                 |
                b      | 2       | 2025-08-07    | a               | 0
                c      | 3       | 2025-09-07    | b               | 0.145
            """,
            "mart_adoption": """
                run_id | snapshot_date | tier | models | downloads_30d | uncounted_downloads_30d | common_downloads_30d | common_downloads_30d_before
                a      | 2025-07-07    | 2    | 2      | 1000          | 0                       |                      |
                b      | 2025-08-07    | 2    | 2      | 1100          | 0                       | 1100                 | 1000
                c      | 2025-09-07    | 2    | 2      | 987           | 160                     | 987                  | 940
            """,
        },
    )
    like = [
        row[1:]
        for row in rows(result, "line", "snapshot_date", "downloads_30d", "coverage", "flags")
        if row[0] != "raw"
    ]
    # 987 of the 987 listed and the 160 of those without a count: 0.860506
    assert like == [
        (date(2025, 7, 7), 1000, None, None),
        (date(2025, 8, 7), 1100, 1.0, None),
        (date(2025, 9, 7), 1155, 0.860506, "partial"),
    ]
    assert result.finding is not None  # told of the newest reading that lacks nothing
    assert (result.finding.as_of, round(result.finding.values["like"], 6)) == (date(2025, 8, 7), 0.1)
