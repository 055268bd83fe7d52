"""The transforms behind curves by age: downloads since release, round ages, milestones, cohorts and relative adoption."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ouverture.pipeline.schema import schema_sql
from ouverture.pipeline.transforms import run_stage, run_transforms
from tests.samples.batch import empty_batch

RELEASE = date(2025, 1, 1)
Counters = Mapping[int, tuple[int | None, int | None]]  # model -> (30-day counter, all-time counter)


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        opened.execute(schema_sql())
        run_stage(opened, "lookups")
        run_stage(opened, "rules")
        empty_batch(opened)
        yield opened


def add_model(connection: duckdb.DuckDBPyConnection, key: int, created: date = RELEASE, size: str = "1-7B") -> None:
    connection.execute(
        "INSERT INTO model BY NAME SELECT ? AS model_key, 'lab/m' || ? AS model_id, 'lab' AS organisation_id, "
        "'generative' AS task_scope, ? AS size_class, ? AS created_on, ? AS first_seen, ? AS last_seen, "
        "false AS on_exclusion_list, 'hub' AS attribute_source",
        [key, key, size, created, created, created],
    )


def read(connection: duckdb.DuckDBPyConnection, runs: Mapping[int, Counters], *, at_once: bool = False) -> None:
    """Runs by their days after RELEASE, one by one or as one batch."""
    before: tuple[int | None, Counters] = (None, {})
    connection.execute("DELETE FROM batch")
    connection.execute("DELETE FROM compared")
    for day, counters in runs.items():
        if not at_once:
            connection.execute("DELETE FROM batch")
            connection.execute("DELETE FROM compared")
        connection.execute(
            "INSERT INTO batch BY NAME SELECT $day AS run_seq, $on AS snapshot_date, $before AS previous_date",
            {
                "day": day,
                "on": RELEASE + timedelta(days=day),
                "before": None if before[0] is None else RELEASE + timedelta(days=before[0]),
            },
        )
        for key, (window, total) in counters.items():
            last = before[1].get(key, (None, None))[1]
            connection.execute(
                "INSERT INTO compared (run_seq, model_key, version, downloads_30d, downloads_all_time, "
                "downloads_all_time_before) VALUES (?, ?, ?, ?, ?, ?)",
                [day, key, key, window, total, last],
            )
        if not at_once or day == max(runs):
            run_transforms(connection, "30_core_cumulative.sql")
            run_transforms(connection, "30_mart_age.sql")
        before = (day, counters)


AT_ONCE = pytest.mark.parametrize("at_once", [False, True])


def ages(connection: duckdb.DuckDBPyConnection) -> dict[int, float]:
    return dict(connection.execute("SELECT age_days, downloads FROM mart_age ORDER BY age_days").fetchall())


def milestones(connection: duckdb.DuckDBPyConnection) -> list[tuple[int, int]]:
    return connection.execute("SELECT threshold, age_days FROM mart_milestone ORDER BY threshold").fetchall()


@AT_ONCE
def test_thirty_day_counters_add_up_over_windows_that_do_not_overlap(
    connection: duckdb.DuckDBPyConnection, at_once: bool
) -> None:
    add_model(connection, 1)
    # Day 20: the window holds the whole life: 60,000. Day 50: 30 days later, + 90,000 = 150,000. Day 81: 31 days for a
    # window of 30: + 30,000 x 31/30 = 181,000.
    runs = {20: {1: (60_000, None)}, 50: {1: (90_000, None)}, 81: {1: (30_000, None)}}
    read(connection, runs, at_once=at_once)
    # Day 14, in a span of 20 days: 60,000 x 14/20. Day 7 is too far from day 20. Day 30: 60,000 + 90,000 x 10/30.
    # Day 60: 150,000 + 31,000 x 10/31.
    assert ages(connection) == pytest.approx({14: 42_000, 30: 90_000, 60: 160_000})
    # 100,000 fall after 40,000 of the 90,000 of days 20 to 50: day 33.3, so the first whole day is 34.
    assert milestones(connection) == [(100_000, 34)]
    assert connection.execute("SELECT round(downloads), estimated FROM cumulative").fetchall() == [(181_000.0, True)]


@AT_ONCE
def test_a_gap_ends_the_count_and_close_readings_are_passed_over(
    connection: duckdb.DuckDBPyConnection, at_once: bool
) -> None:
    add_model(connection, 1)
    runs = {
        30: {1: (300, None)},
        31: {1: (310, None)},  # one day later: the windows overlap, so nothing is added
        60: {1: (600, None)},  # 30 days after day 30
        120: {1: (999, None)},  # 60 days: what fell between is not known
        150: {1: (999, None)},
    }
    read(connection, runs, at_once=at_once)
    assert ages(connection) == {30: 300, 60: 900}


@AT_ONCE
def test_the_all_time_counter_needs_no_start(connection: duckdb.DuckDBPyConnection, at_once: bool) -> None:
    add_model(connection, 1, created=RELEASE - timedelta(days=80))
    read(connection, {1: {1: (5, 90_000)}, 15: {1: (5, 132_000)}}, at_once=at_once)
    # Ages 81 and 95: day 90 lies 9/14 of the way, 90,000 + 42,000 x 9/14 = 117,000. Who was not followed from the start
    # may have passed a milestone once before: none is booked.
    assert ages(connection) == {90: 117_000}
    assert milestones(connection) == []
    assert connection.execute("SELECT estimated, from_start FROM cumulative").fetchall() == [(False, False)]


@AT_ONCE
def test_a_counter_that_fell_passes_a_number_once(connection: duckdb.DuckDBPyConnection, at_once: bool) -> None:
    add_model(connection, 1)
    # 50,000 on day 10 and 150,000 on day 20: 100,000 on day 15. Restated to 80,000, it passes 100,000 again by day 40.
    runs = {10: {1: (5, 50_000)}, 20: {1: (5, 150_000)}, 30: {1: (5, 80_000)}, 40: {1: (5, 120_000)}}
    read(connection, runs, at_once=at_once)
    assert milestones(connection) == [(100_000, 15)]


def test_an_announced_day_counts_before_the_repository(connection: duckdb.DuckDBPyConnection) -> None:
    add_model(connection, 1, created=RELEASE - timedelta(days=9))
    connection.execute("INSERT INTO registry_release VALUES ('lab/m*', ?)", [RELEASE])
    read(connection, {30: {1: (300, None)}})
    assert ages(connection) == {30: 300}


def test_a_model_too_old_for_its_first_window_is_not_counted(connection: duckdb.DuckDBPyConnection) -> None:
    add_model(connection, 1)
    read(connection, {46: {1: (300, None)}})
    assert connection.execute("FROM cumulative").fetchall() == []


@settings(max_examples=10, deadline=None)
@given(st.lists(st.lists(st.integers(0, 10**6), min_size=2, max_size=2), min_size=1, max_size=14))
def test_relative_adoption_needs_ten_peers_and_its_reference_never_falls(downloads: list[list[int]]) -> None:
    with duckdb.connect() as connection:
        connection.execute(schema_sql())
        for key, at_age in enumerate(downloads):
            add_model(connection, key)
            connection.execute(
                "INSERT INTO cumulative VALUES ('hub', ?, ?, ?, 60, 1, false, true)", [key, RELEASE, RELEASE]
            )
            for age, value in zip((30, 60), at_age, strict=True):
                connection.execute("INSERT INTO mart_age VALUES ('hub', 1, ?, ?, ?, false, true)", [key, age, value])
        run_transforms(connection, "42_mart_cohort.sql")
        cohort = dict(connection.execute("SELECT age_days, tenth FROM mart_cohort").fetchall())
        paced = connection.execute("SELECT count(*) FROM mart_pace").fetchone()
        if len(downloads) < 10:
            assert cohort == {}
            assert paced == (0,)
            return
        tenth = [sorted((d[i] for d in downloads), reverse=True)[9] for i in (0, 1)]
        assert cohort == {30: tenth[0], 60: max(tenth)}
