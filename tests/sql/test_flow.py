"""flow: downloads a day from the all-time counter, as the transform writes them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ouverture.pipeline.schema import schema_sql
from ouverture.pipeline.transforms import run_transforms, set_variables
from tests.samples.batch import empty_batch

START = datetime(2026, 11, 24, 4)  # noqa: DTZ001 - UTC, as DuckDB keeps it


Run = tuple[int, dict[int, int | None]]  # days since the run before; model -> all-time counter
Flow = tuple[int, date, date, float | None, str | None]  # model, from, until, downloads a day, flags


@cache
def _opened() -> duckdb.DuckDBPyConnection:
    """Opened once: each example forgets the one before."""
    connection = duckdb.connect()
    connection.execute(schema_sql())
    empty_batch(connection, runs=0)
    return connection


def flows(runs: list[Run], stale: int | None = None, *, at_once: bool = False) -> list[Flow]:
    """Flows of all models, run by run or as one batch; run number ``stale`` is frozen at the source."""
    connection = _opened()
    for table in ("flow", "last_count", "snapshot_run", "batch", "counter"):
        connection.execute(f"DELETE FROM {table}")
    at = START
    for number, (gap, counters) in enumerate(runs):
        at += timedelta(days=gap)
        status = "stale_upstream" if number == stale else "ok"
        if not at_once:
            connection.execute("DELETE FROM batch; DELETE FROM counter")
        values = {"n": number, "at": at, "status": status}
        connection.execute(
            "INSERT INTO snapshot_run BY NAME SELECT 'r' || $n AS run_id, $n AS run_seq, 'c' AS capture_id, 'hub' AS "
            "source, 'organisations' AS listing, $at::DATE AS snapshot_date, $at AS started_at, $status AS status, "
            "true AS in_series",
            values,
        )
        connection.execute(
            "INSERT INTO batch BY NAME SELECT 'r' || $n AS run_id, $n AS run_seq, $at::DATE AS snapshot_date",
            {"n": number, "at": at},
        )
        for key, total in counters.items():
            connection.execute(
                "INSERT INTO counter BY NAME SELECT $n AS run_seq, $key AS model_key, $total AS downloads_all_time",
                {"n": number, "key": key, "total": total},
            )
        if not at_once or number == len(runs) - 1:
            set_variables(connection, status=status)
            run_transforms(connection, "26_core_flow.sql")
    return connection.execute(
        "SELECT model_key, from_on, until_on, downloads, flags FROM flow ORDER BY model_key, run_seq"
    ).fetchall()


AT_ONCE = pytest.mark.parametrize("at_once", [False, True])
DAY = [date(2026, 11, 24) + timedelta(days=number) for number in range(8)]


@AT_ONCE
def test_a_flow_runs_to_the_models_own_last_count(at_once: bool) -> None:
    # Model 2 is not in the scope of run 1, and comes without a count in run 2: its 300 downloads of three days are 100 a
    # day, imputed. Model 1 is counted every night: 10, 20, 30.
    runs: list[Run] = [(0, {1: 100, 2: 1000}), (1, {1: 110}), (1, {1: 130, 2: None}), (1, {1: 160, 2: 1300})]
    assert flows(runs, at_once=at_once) == [
        (1, DAY[1], DAY[1], 10, None),
        (1, DAY[2], DAY[2], 20, None),
        (1, DAY[3], DAY[3], 30, None),
        (2, DAY[1], DAY[3], 100, "imputed"),
    ]


def test_a_frozen_run_is_spanned_and_said_so() -> None:
    # Run 1 repeats the counts of run 0: no flow from it; run 2 has 40 over two days.
    assert flows([(0, {1: 100}), (1, {1: 100}), (1, {1: 140})], stale=1) == [(1, DAY[1], DAY[2], 20, "imputed stale")]


def test_a_second_run_of_a_day_starts_from_the_day_before() -> None:
    # forget_superseded takes out the flow of the run that is replaced; the second run's 30 are those of the whole day, not of
    # the six hours (a quarter of a day) between the two.
    runs: list[Run] = [(0, {1: 100}), (1, {1: 120}), (0, {1: 130})]
    assert flows(runs)[-1] == (1, DAY[1], DAY[1], 30, None)


def test_a_gap_is_spread_and_marked_and_a_fall_is_no_flow() -> None:
    # 100 -> 160 in a day: 60; 160 -> 250 in three days: 30 a day, imputed; 250 -> 200: the Hub corrected its counter.
    assert flows([(0, {1: 100}), (1, {1: 160}), (3, {1: 250}), (1, {1: 200})]) == [
        (1, date(2026, 11, 25), date(2026, 11, 25), 60, None),
        (1, date(2026, 11, 26), date(2026, 11, 28), 30, "imputed"),
        (1, date(2026, 11, 29), date(2026, 11, 29), None, "restated"),
    ]


@given(
    steps=st.lists(st.tuples(st.integers(0, 10**8), st.integers(1, 40)), min_size=1, max_size=8),
    first=st.integers(0, 10**9),
)
@settings(max_examples=10, deadline=None)
def test_flows_add_up_to_the_counters_rise_where_it_never_falls(steps: list[tuple[int, int]], first: int) -> None:
    counters = [first]
    for rise, _ in steps:
        counters.append(counters[-1] + rise)
    found = flows(
        [(0, {1: first}), *((days, {1: total}) for total, (_, days) in zip(counters[1:], steps, strict=True))]
    )
    total = sum(
        downloads * ((until - since).days + 1) for _, since, until, downloads, _ in found if downloads is not None
    )
    days = sum(days for _, days in steps)
    assert total == pytest.approx(counters[-1] - first, abs=0.005 * days + 1e-6)  # a flow has two decimals
