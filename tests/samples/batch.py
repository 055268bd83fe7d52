"""The temporary tables that marts read (``pipeline/transforms/README.md``), for tests that fill them by hand."""

from __future__ import annotations

from datetime import date, timedelta

import duckdb

from ouverture.pipeline.transforms import run_transforms, set_variables

DAY = date(2026, 11, 24)
_TABLES = """
    CREATE TEMP TABLE batch (run_id VARCHAR, run_seq INTEGER, snapshot_date DATE, previous_run_id VARCHAR,
        previous_seq INTEGER, previous_date DATE, started_at TIMESTAMP, is_last BOOLEAN);
    CREATE TEMP TABLE listing (version INTEGER, model_key INTEGER, model_id VARCHAR, is_new BOOLEAN DEFAULT false,
        is_last BOOLEAN DEFAULT true, last_seq INTEGER DEFAULT 1);
    CREATE TEMP VIEW version_begin AS SELECT model_key, version, 1 AS run_seq FROM listing;
    CREATE TEMP TABLE family_task (family VARCHAR, from_seq INTEGER, until_seq INTEGER, task_scope VARCHAR);
    CREATE TEMP TABLE unlisted_attribute (version INTEGER, model_id VARCHAR, family VARCHAR, tier TINYINT,
        parameters BIGINT, task_scope VARCHAR, task_reason VARCHAR);
    CREATE TEMP TABLE counter (run_seq INTEGER, model_key INTEGER, version INTEGER, downloads_30d BIGINT,
        downloads_all_time BIGINT, likes INTEGER);
    CREATE TEMP TABLE compared (run_seq INTEGER, model_key INTEGER, version INTEGER, downloads_30d BIGINT,
        downloads_all_time BIGINT, downloads_all_time_before BIGINT, likes INTEGER, downloads_30d_before BIGINT,
        listed_before BOOLEAN DEFAULT true);
    CREATE TEMP TABLE attribute (version INTEGER, model_key INTEGER, is_last BOOLEAN DEFAULT true, model_id VARCHAR,
        organisation_id VARCHAR, lab_id VARCHAR, family VARCHAR, pipeline_tag VARCHAR, task_scope VARCHAR,
        task_reason VARCHAR, library_name VARCHAR, tier TINYINT, tier_reason VARCHAR, parameters BIGINT,
        size_class VARCHAR, size_reason VARCHAR, packed BOOLEAN DEFAULT false, created_on DATE, created_before_on DATE,
        on_exclusion_list BOOLEAN DEFAULT false, exclusion_reason VARCHAR);
    CREATE TEMP TABLE listed (run_seq INTEGER, model_key INTEGER, version INTEGER, lab_id VARCHAR, tier TINYINT,
        task_scope VARCHAR, left_out BOOLEAN DEFAULT false, left_out_in_either BOOLEAN DEFAULT false,
        downloads_30d BIGINT, downloads_30d_before BIGINT);
    CREATE TEMP TABLE credit (version INTEGER, base VARCHAR, root_lab_id VARCHAR, part DOUBLE);
    CREATE TEMP TABLE organisation_before (run_seq INTEGER, organisation_id VARCHAR);
"""


def empty_batch(connection: duckdb.DuckDBPyConnection, *, first_seq: int = 1, runs: int = 1, day: date = DAY) -> None:
    """Runs r1, r2 ... of the Hub, a day after another and the last on ``day``, that list nothing yet."""
    set_variables(connection, source="hub", listing="organisations", first_seq=first_seq, status="ok")
    connection.execute(_TABLES)
    for number in range(runs):
        connection.execute(
            """
            INSERT INTO batch BY NAME SELECT
                'r' || $n AS run_id, $n AS run_seq, $day AS snapshot_date, $n = $last AS is_last,
                CASE WHEN $n > $first THEN $n - 1 END AS previous_seq,
                CASE WHEN $n > $first THEN 'r' || ($n - 1) END AS previous_run_id,
                CASE WHEN $n > $first THEN $day - 1 END AS previous_date
            """,
            {
                "n": first_seq + number,
                "first": first_seq,
                "last": first_seq + runs - 1,
                "day": day - timedelta(days=runs - 1 - number),
            },
        )
    run_transforms(connection, "30_core_basis.sql")
