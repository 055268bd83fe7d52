"""The transforms behind adjusted figures: the automation index and the treatment of spikes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, timedelta

import duckdb
import pytest

from ouverture.pipeline.schema import schema_sql
from ouverture.pipeline.transforms import run_transforms
from tests.samples.batch import empty_batch

DAY = date(2026, 11, 24)


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        opened.execute(schema_sql())
        empty_batch(opened, first_seq=100, day=DAY)
        for rules in ("00_registry_lookup.sql", "03_raw_canonical.sql", "03_raw_release.sql"):
            run_transforms(opened, rules)
        yield opened


def add(connection: duckdb.DuckDBPyConnection, key: int, downloads: int, likes: int, task: str = "text") -> None:
    connection.execute(
        "INSERT INTO counter BY NAME SELECT 100 AS run_seq, $key AS model_key, $key AS version, "
        "$downloads AS downloads_30d, $likes AS likes",
        {"key": key, "downloads": downloads, "likes": likes},
    )
    describe(connection, key, task)


def describe(connection: duckdb.DuckDBPyConnection, key: int, task: str = "text") -> None:
    connection.execute(
        "INSERT INTO attribute BY NAME SELECT $key AS version, $key AS model_key, $task AS pipeline_tag, "
        "'<1B' AS size_class, DATE '2025-01-01' AS created_on",
        {"key": key, "task": task},
    )


def automated(connection: duckdb.DuckDBPyConnection) -> dict[int, float]:
    run_transforms(connection, "22_core_attribute_release.sql")
    run_transforms(connection, "22_core_automation.sql")
    return dict(connection.execute("SELECT model_key, automation_index FROM automation").fetchall())


def test_a_model_downloaded_far_more_than_it_is_liked_is_machine_traffic(connection: duckdb.DuckDBPyConnection) -> None:
    # Twenty peers at 10^2 and 10^3 downloads per like by turns: median log 2.5, each 0.5 away, so MAD = 0.5.
    for key in range(20):
        add(connection, key, 10 ** (4 + key % 2) - 1, 99)
    # With the newcomer (log 6) the middle of 21 values is 3, the distances are 0 (ten times), 1 (ten times) and 3.
    add(connection, 99, 10**8 - 1, 99)
    indices = automated(connection)
    # sorted values: 10 x 2, 10 x 3, 1 x 6 -> median 3, MAD = median of {1 x10, 0 x10, 3} = 1 -> (6 - 3) / 1 = 3
    assert indices[99] == 3.0
    connection.execute("UPDATE counter SET downloads_30d = 1000000000000 - 1 WHERE model_key = 99")
    assert automated(connection)[99] == 7.0  # (10 - 3) / 1
    assert connection.execute("SELECT model_key, why FROM left_out").fetchall() == [(99, "automation")]


def test_a_small_class_falls_back_to_its_task_and_then_to_all(connection: duckdb.DuckDBPyConnection) -> None:
    for key in range(20):
        add(connection, key, 10 ** (4 + key % 2) - 1, 99)
    add(connection, 50, 10**6 - 1, 99, task="speech")  # the only one of its task, so compared with all 21:
    # ten at 2, ten at 3, itself at 4: median 3; distances 1 (eleven), 0 (ten): MAD 1; (4 - 3) / 1 = 1
    assert automated(connection)[50] == 1.0
    connection.execute("DELETE FROM counter WHERE model_key < 5")
    assert 50 not in automated(connection)  # 16 models in all: nobody is judged


def test_few_downloads_and_unknown_likes_are_not_judged(connection: duckdb.DuckDBPyConnection) -> None:
    for key in range(20):
        add(connection, key, 10 ** (4 + key % 2) - 1, 99)
    add(connection, 60, 999, 0)
    connection.execute(
        "INSERT INTO counter BY NAME SELECT 100 AS run_seq, 61 AS model_key, 61 AS version, 1e9 AS downloads_30d"
    )
    describe(connection, 61)
    assert {60, 61}.isdisjoint(automated(connection))


def flows(connection: duckdb.DuckDBPyConnection, key: int, *downloads: float) -> None:
    """One flow a day, the last one today, closed by run 100."""
    add(connection, key, 0, 0)
    for back, value in enumerate(reversed(downloads)):
        day = DAY - timedelta(days=back)
        connection.execute("INSERT INTO flow VALUES (?, ?, ?, ?, ?, NULL)", [key, 100 - back, day, day, value])


def spikes(connection: duckdb.DuckDBPyConnection) -> dict[int, tuple[float, float]]:
    run_transforms(connection, "22_core_attribute_release.sql")
    run_transforms(connection, "26_core_spike.sql")
    return {key: (z, adjusted) for key, _, z, adjusted in connection.execute("FROM spike").fetchall()}


PAST = [999, 1100, 900] * 5  # 15 days around a thousand


def test_a_spike_is_winsorised_to_three_mads(connection: duckdb.DuckDBPyConnection) -> None:
    flows(connection, 1, *PAST, 50_000)
    # ln(x+1): median ln 1000; the distances are 0, |ln 1101 - ln 1000| = 0.0962, |ln 901 - ln 1000| = 0.1043, five each:
    # MAD = 0.0962. z = 0.6745 (ln 50001 - ln 1000) / 0.0962 = 27.4; winsorised to 1000 e^(3 x 0.0962) - 1 = 1333.6
    mad = math.log(1101) - math.log(1000)
    z, adjusted = spikes(connection)[1]
    assert z == pytest.approx(0.6745 * (math.log(50_001) - math.log(1000)) / mad, abs=0.01)
    assert adjusted == pytest.approx(1000 * math.exp(3 * mad) - 1, abs=0.01)


def test_a_launch_is_protected_and_short_histories_are_not_judged(connection: duckdb.DuckDBPyConnection) -> None:
    flows(connection, 1, *PAST, 50_000)
    connection.execute("UPDATE attribute SET created_on = DATE '2026-11-01' WHERE model_key = 1")
    flows(connection, 2, *PAST[:13], 50_000)  # 13 earlier flows
    flows(connection, 3, *PAST, 1_050)  # an ordinary day
    assert spikes(connection) == {}


def test_ages_run_from_the_announced_day(connection: duckdb.DuckDBPyConnection) -> None:
    # The repository is of January 2025, its model came out on 1 November 2026: 23 days before the run, a launch.
    flows(connection, 1, *PAST, 50_000)
    connection.execute("UPDATE attribute SET model_id = 'org/New-1B' WHERE model_key = 1")
    assert spikes(connection).keys() == {1}
    connection.execute("INSERT INTO registry_release VALUES ('Org/new-*', DATE '2026-11-01')")
    connection.execute("DELETE FROM spike")
    assert spikes(connection) == {}
    released = connection.execute("SELECT released_on FROM released WHERE version = 1").fetchall()
    assert released == [(date(2026, 11, 1),)]


def test_a_new_release_is_judged_among_models_of_its_age(connection: duckdb.DuckDBPyConnection) -> None:
    # Twenty old models at log 2 and 3 by turns (median 2.5, MAD 0.5) and one at log 4 that came out three weeks ago: by its
    # repository's day it stands among 21 old ones (median 3, MAD 1): (4 - 3) / 1 = 1, and one at log 3 has 0. By the announced
    # day it is the only new one and falls back to its task, the same 21; the old are judged without it: (3 - 2.5) / 0.5 = 1.
    for key in range(20):
        add(connection, key, 10 ** (4 + key % 2) - 1, 99)
    add(connection, 99, 10**6 - 1, 99)
    connection.execute("UPDATE attribute SET model_id = 'org/New-1B' WHERE model_key = 99")
    assert {key: automated(connection)[key] for key in (1, 99)} == {1: 0.0, 99: 1.0}
    connection.execute("INSERT INTO registry_release VALUES ('org/New-1B', DATE '2026-11-03')")
    assert {key: automated(connection)[key] for key in (1, 99)} == {1: 1.0, 99: 1.0}
