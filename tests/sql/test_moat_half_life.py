"""moat_half_life: tenures of leaders as the statistics count them, the Kaplan-Meier median, and the metric."""

from __future__ import annotations

import duckdb
import numpy as np
import pytest
from scipy.stats import CensoredData, ecdf

from ouverture.pipeline.schema import schema_sql
from ouverture.pipeline.statistics.moat import compute_moat
from ouverture.pipeline.statistics.survival import median_duration
from tests.samples.tables import fill
from tests.sql.conftest import Golden, rows


def test_kaplan_meier_by_hand() -> None:
    # Durations 10, 20, 30+ (still running), 40. S(10) = 3/4, S(20) = 3/4 * 2/3 = 1/2: the median is 20.
    found = median_duration([10, 20, 40], [30])
    assert (found.median, found.ended, found.censored) == (20.0, 3, 1)
    # Only one of four has ended: S never falls to a half.
    assert median_duration([10], [20, 30, 40]).median is None
    with pytest.raises(ValueError):
        median_duration([], [])


def test_kaplan_meier_as_scipy_has_it() -> None:
    draw = np.random.default_rng(7)
    for size in (3, 20, 200):
        durations, over = draw.integers(1, 40, size).astype(float), draw.random(size) < 0.7
        found = median_duration(durations[over].tolist(), durations[~over].tolist())
        curve = ecdf(CensoredData(uncensored=durations[over], right=durations[~over])).sf
        reached = curve.quantiles[curve.probabilities <= 0.5 + 1e-12]
        assert found.median == (reached[0] if len(reached) else None)
        # the same resampling, one sample at a time
        medians = []
        for _ in range(400):
            picked = draw.integers(0, size, size)
            days, ended = durations[picked], over[picked]
            medians.append(median_duration(days[ended].tolist(), days[~ended].tolist()).median)
        low, high = np.quantile([m or np.inf for m in medians], [0.05, 0.95], method="closest_observation")
        assert abs(found.low - low) <= 4
        assert (found.high or np.inf) == high or abs(found.high - high) <= 4


def tenures(leaders: str) -> list[tuple[object, ...]]:
    connection = duckdb.connect()
    connection.execute(schema_sql())
    fill(connection, "mart_leader", leaders)
    compute_moat(connection)
    return connection.execute(
        "SELECT holder, days, ended FROM mart_tenure WHERE kind = 'model' ORDER BY from_on"
    ).fetchall()


def test_tenures_end_when_passed_and_are_censored_now() -> None:
    leaders = """
        run_id | snapshot_date | pipeline_tag    | size_class | model_id | entered
        1      | 2025-01-01    | text-generation | 1-7B       | a/1      | false
        2      | 2025-02-01    | text-generation | 1-7B       | a/1      | false
        3      | 2025-03-01    | text-generation | 1-7B       | b/2      | false
        4      | 2025-04-01    | text-generation | 1-7B       | b/2      | false
    """
    # a/1 leads from 1 January until b/2 shows on 1 March: 59 days, ended. b/2 still leads: 31 days so far.
    assert tenures(leaders) == [("a/1", 59, True), ("b/2", 31, False)]


def test_who_is_ahead_for_less_than_28_days_has_passed_nobody() -> None:
    leaders = """
        run_id | snapshot_date | pipeline_tag    | size_class | model_id | entered
        1      | 2025-01-01    | text-generation | 1-7B       | a/1      | false
        2      | 2025-02-01    | text-generation | 1-7B       | b/2      | false
        3      | 2025-03-01    | text-generation | 1-7B       | a/1      | false
        4      | 2025-04-01    | text-generation | 1-7B       | c/3      | false
        5      | 2025-04-20    | text-generation | 1-7B       | c/3      | false
    """
    # b/2 is ahead on 1 February alone, a/1 again 28 days later: it led on, to 1 March. c/3 has been ahead for 19 days:
    # too lately to be sure, so a/1 is censored where it was last seen, after 59 days, and c/3 has 19 so far.
    assert tenures(leaders) == [("a/1", 59, False), ("c/3", 19, False)]


def test_who_enters_the_list_has_passed_nobody() -> None:
    leaders = """
        run_id | snapshot_date | pipeline_tag    | size_class | model_id | entered
        1      | 2025-01-01    | text-generation | 1-7B       | a/1      | false
        2      | 2025-02-01    | text-generation | 1-7B       | a/1      | false
        3      | 2025-03-01    | text-generation | 1-7B       | b/2      | true
    """
    assert tenures(leaders) == [("a/1", 31, False)]  # last seen leading on 1 February; b/2 has no duration yet


def test_the_metric_states_the_half_life_with_its_band(golden: Golden) -> None:
    result = golden(
        "moat_half_life",
        {
            "mart_moat": """
                source    | kind  | tasks      | cells | tenures | ended | half_life_days | low_days | high_days
                osir-lmts | model | generative | 9     | 36      | 31    | 52             | 31       | 61
                osir-lmts | lab   | generative | 9     | 27      | 21    |                | 32       |
            """,
            "mart_tenure": """
                source    | kind  | last_on
                osir-lmts | model | 2025-09-07
            """,
        },
    )
    assert rows(result, "kind", "half_life_days", "high_days") == [("model", 52.0, 61.0), ("lab", None, None)]
    assert result.headline() == "Half of leading models are passed within 52 days"


def test_a_source_that_does_not_know_yet_leaves_the_word_to_one_that_does(golden: Golden) -> None:
    tables = {
        "mart_moat": """
            source    | kind  | tasks      | cells | tenures | ended | half_life_days
            osir-lmts | model | generative | 9     | 36      | 31    | 52
            hub       | model | generative | 8     | 9       | 1     |
        """,
        "mart_tenure": """
            source    | kind  | last_on
            osir-lmts | model | 2025-09-07
            hub       | model | 2026-11-23
        """,
    }
    assert rows(golden("moat_half_life", tables), "source", "half_life_days") == [("osir-lmts", 52.0)]
    assert rows(golden("moat_half_life", tables, source="hub"), "source", "half_life_days") == [("hub", None)]
