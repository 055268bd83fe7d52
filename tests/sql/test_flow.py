"""flow: downloads a day from the all-time counter, as the transform writes them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.schema import create_schema
from etl.transforms import run_transforms
from tests.samples.batch import empty_batch

START = datetime(2026, 11, 24, 4)  # noqa: DTZ001 - UTC, as DuckDB keeps it


def flows(counters: list[int], gaps: list[int]) -> list[tuple[date, date, float | None, str | None]]:
    """Rows (from_on, until_on, downloads a day, flags) of one model, read with ``counters`` ``gaps`` days apart."""
    with duckdb.connect() as connection:
        create_schema(connection)
        empty_batch(connection, runs=0)
        connection.execute("CREATE TEMP MACRO listed_as_of(a, b) AS TABLE FROM counter")
        at = START
        for number, gap in enumerate(gaps):
            before, at = at, at + timedelta(days=gap)
            connection.execute(
                "INSERT INTO batch BY NAME SELECT $n AS run_seq, $at AS started_at, $at::DATE AS snapshot_date, "
                "$n - 1 AS previous_seq, $n - 1 AS flow_seq, $before::DATE AS flow_date, $before AS flow_started_at",
                {"n": number, "at": at, "before": before},
            )
            connection.execute(
                "INSERT INTO compared BY NAME SELECT $n AS run_seq, 1 AS model_key, $now AS downloads_all_time, "
                "$before AS downloads_all_time_before",
                {"n": number, "now": counters[number + 1], "before": counters[number]},
            )
        run_transforms(connection, "26_core_flow.sql")
        return connection.execute("SELECT from_on, until_on, downloads, flags FROM flow ORDER BY run_seq").fetchall()


def test_a_gap_is_spread_and_marked_and_a_fall_is_no_flow() -> None:
    # 100 -> 160 in a day: 60; 160 -> 250 in three days: 30 a day, imputed; 250 -> 200: the Hub corrected its counter.
    assert flows([100, 160, 250, 200], [1, 3, 1]) == [
        (date(2026, 11, 25), date(2026, 11, 25), 60, None),
        (date(2026, 11, 26), date(2026, 11, 28), 30, "imputed"),
        (date(2026, 11, 29), date(2026, 11, 29), None, "restated"),
    ]


@given(
    steps=st.lists(st.tuples(st.integers(0, 10**8), st.integers(1, 40)), min_size=1, max_size=8),
    first=st.integers(0, 10**9),
)
@settings(max_examples=25, deadline=None)
def test_flows_add_up_to_the_counters_rise_where_it_never_falls(steps: list[tuple[int, int]], first: int) -> None:
    counters = [first]
    for rise, _ in steps:
        counters.append(counters[-1] + rise)
    found = flows(counters, [days for _, days in steps])
    total = sum(downloads * ((until - since).days + 1) for since, until, downloads, _ in found if downloads is not None)
    days = sum(days for _, days in steps)
    assert total == pytest.approx(counters[-1] - first, abs=0.005 * days + 1e-6)  # a flow has two decimals
