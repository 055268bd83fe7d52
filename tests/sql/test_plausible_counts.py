"""Counts that no model could have are unknown and named, by a ceiling and by the model's own history."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from ouverture.pipeline.schema import schema_sql
from ouverture.pipeline.transforms import run_stage, run_transforms, set_variables

RUN = {
    "run_id": "hub-1", "run_seq": 1, "capture_id": "hub-1", "snapshot_date": date(2026, 11, 24), "started_at": None,
    "finished_at": None,
}  # fmt: skip


def engine() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(schema_sql())
    run_stage(connection, "lookups")
    run_stage(connection, "rules")
    set_variables(connection, source="hub", runs=[RUN], first_seq=1)
    run_transforms(connection, "09_raw_batch.sql")
    return connection


def read(tmp_path: Path, *records: dict[str, Any]) -> duckdb.DuckDBPyConnection:
    connection = engine()
    page = tmp_path / "000001.json.zst"
    page.write_bytes(pa.Codec("zstd").compress(json.dumps(records).encode(), asbytes=True))
    for transform in ("10_raw_readings.sql", "10_raw_listing.sql"):
        run_transforms(connection, transform, pages=[str(page)], page_runs=[1], page_places=[0])
    return connection


def test_a_count_above_every_ceiling_is_unknown_and_named(tmp_path: Path) -> None:
    # The largest 30-day count ever read is 172 million; five of 2^62 are more than 64 bits hold together.
    wrong = [{"_id": f"w{n}", "id": f"a/wrong-{n}", "downloads": 2**62, "downloadsAllTime": 2**62} for n in range(5)]
    right = {"_id": "r", "id": "a/right", "downloads": 172_000_000, "downloadsAllTime": 3_000_000_000, "likes": 9}
    odd = {"_id": "o", "id": "a/odd", "downloads": "n/a", "downloadsAllTime": -4, "likes": 10**30}
    connection = read(
        tmp_path, right, *wrong, odd, {"id": "a/half", "downloads": 5.5, "createdAt": "2026-11-26T00:00:00Z"}
    )
    assert connection.execute(
        "SELECT count(*), count(downloads_30d), sum(downloads_30d), sum(downloads_all_time), sum(likes) FROM raw_counter"
    ).fetchall() == [(8, 1, 172_000_000, 3_000_000_000, 9)]
    assert connection.execute(
        "SELECT source, unit, field, rows, example FROM discarded_row ORDER BY field"
    ).fetchall() == [
        ("hub", "hub-1", "created_on", 1, "a/half: 2026-11-26"),  # two days after the reading
        ("hub", "hub-1", "downloads_30d", 7, f"a/wrong-4: {2**62}"),
        ("hub", "hub-1", "downloads_all_time", 6, f"a/wrong-4: {2**62}"),
        ("hub", "hub-1", "likes", 1, f"a/odd: {10**30}"),
    ]
    assert connection.execute("SELECT DISTINCT created_on FROM raw_listing").fetchall() == [(None,)]


def test_parameters_that_no_model_has_are_unknown_and_named(tmp_path: Path) -> None:
    # The largest open weights are some 2 trillion; 2^50 = 1.1 x 10^15 were bytes or a slip. The GGUF beside may still tell.
    def weights(n: int) -> dict[str, Any]:
        return {"parameters": {"BF16": n}, "total": n}

    connection = read(
        tmp_path,
        {"_id": "1", "id": "a/large", "safetensors": weights(2_000_000_000_000)},
        {"_id": "2", "id": "a/wrong", "safetensors": weights(2**50)},
        {"_id": "3", "id": "a/gguf", "safetensors": weights(2**50), "gguf": {"total": 7_000_000_000}},
    )
    told = connection.execute("SELECT model_id, parameters FROM raw_listing ORDER BY hub_id").fetchall()
    assert told == [("a/large", 2_000_000_000_000), ("a/wrong", None), ("a/gguf", 7_000_000_000)]
    assert connection.execute("SELECT field, rows, example FROM discarded_row").fetchall() == [
        ("parameters", 2, f"a/wrong: {2**50}")
    ]


def test_a_count_that_its_own_history_rules_out_is_unknown_and_named() -> None:
    connection = engine()
    connection.execute(
        """
        CREATE TEMP TABLE compared AS SELECT * FROM (VALUES
            (1, 1, 900000000::BIGINT, 500000::BIGINT, NULL::BIGINT, NULL::BIGINT), -- 1,800 times the count before
            (1, 2, 900000000, 90000000, NULL, NULL), -- ten times: a launch
            (1, 3, 900000, 5, NULL, NULL), -- many times, of little
            (1, 4, 900000000, NULL, NULL, NULL) -- no history
        ) t (run_seq, model_key, downloads_30d, downloads_30d_before, downloads_all_time, downloads_all_time_before);
        CREATE TEMP TABLE counter AS SELECT run_seq, model_key, downloads_30d, downloads_all_time FROM compared;
        CREATE TEMP TABLE listing AS SELECT model_key, 'a/' || model_key AS model_id FROM compared;
        """
    )
    run_transforms(connection, "12_raw_unlikely_count.sql")
    for table in ("counter", "compared"):
        assert connection.execute(f"SELECT downloads_30d FROM {table} ORDER BY model_key").fetchall() == [
            (None,), (900_000_000,), (900_000,), (900_000_000,),
        ]  # fmt: skip
    assert connection.execute("SELECT unit, field, rows, example FROM discarded_row").fetchall() == [
        ("hub-1", "downloads_30d", 1, "a/1: 900000000"),
    ]
