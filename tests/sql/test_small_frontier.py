"""small_frontier: fewest parameters to reach a score, its halving time, and the metric."""

from __future__ import annotations

import duckdb
import pytest

from ouverture.pipeline.schema import schema_sql
from ouverture.pipeline.statistics.frontier import compute_small_frontier, halving_time
from tests.samples.tables import fill
from tests.sql.conftest import Golden, rows


def test_halving_time_by_hand() -> None:
    # 8, 4, 2 parameters a hundred days apart lie on a line: halved every 100 days, no spread.
    middle, low, high = halving_time([(0, 8), (100, 4), (200, 2)])
    assert (middle, low, high) == (pytest.approx(100), pytest.approx(100), pytest.approx(100))
    assert halving_time([(0, 8), (100, 4)]) == (None, None, None)
    # A bent line of three: the band of one degree of freedom reaches beyond a flat slope.
    assert halving_time([(0, 8), (100, 7.9), (200, 2)])[2] is None


def test_steps_of_the_frontier() -> None:
    connection = duckdb.connect()
    connection.execute(schema_sql())
    fill(
        connection,
        "mart_board_model",
        """
        source | yardstick | as_of      | model | side   | score | released_on | created_on | parameters_total_b
        s      | text      | 2026-01-01 | big   | open   | 1210  | 2025-01-01  | 2024-12-01 | 70
        s      | text      | 2026-01-01 | more  | open   | 1260  | 2025-02-01  |            | 80
        s      | text      | 2026-01-01 | small | open   | 1201  | 2025-03-01  |            | 8
        s      | text      | 2026-01-01 | hub   | open   | 1202  |             | 2025-03-15 | 3
        s      | text      | 2026-01-01 | weak  | open   | 1190  | 2025-04-01  |            | 1
        s      | text      | 2026-01-01 | c     | closed | 1300  | 2025-04-01  |            | 1
        s      | text      | 2026-01-01 | dark  | open   | 1300  |             |            | 2
        s      | text      | 2026-01-01 | later | open   | 1211  | 2026-02-01  |            | 2
        s      | text      | 2026-01-01 | vast  | open   | 1195  | 2025-02-01  |            |
        """,
    )
    fill(connection, "mart_yardstick", "yardstick | step\n text | 50")
    compute_small_frontier(connection)
    # Reaching 1150: big, small, hub (by its repository's day), weak. 1200: big, small, hub (more is larger, weak scores
    # less). 1250: more alone. Without day: dark (1300); with one after the board: later (1211); without size: vast (1195).
    # So of 8 with 1150 three are left out, of 6 with 1200 two (4 sized: big, more, small, hub), of 2 with 1250 one.
    found = connection.execute(
        "SELECT score_from, model, flags, steps, sized, unsized FROM mart_small_frontier ORDER BY score_from, released_on"
    ).fetchall()
    assert found == [
        (1150.0, "big", None, 4, 5, 3),
        (1150.0, "small", None, 4, 5, 3),
        (1150.0, "hub", "estimated", 4, 5, 3),
        (1150.0, "weak", None, 4, 5, 3),
        (1200.0, "big", None, 3, 4, 2),
        (1200.0, "small", None, 3, 4, 2),
        (1200.0, "hub", "estimated", 3, 4, 2),
        (1250.0, "more", None, 1, 1, 1),
    ]


TABLES = {
    "mart_yardstick": """
        yardstick | as_of      | preference | step
        text      | 2026-01-01 | 1          | 50
        few       | 2026-02-01 | 1          | 50
    """,
    "mart_small_frontier": """
        source   | yardstick | as_of      | basis  | score_from | released_on | flags     | model | score | parameters_b | steps | halving_days | sized | unsized
        registry | text      | 2026-01-01 | total  | 1200       | 2025-01-01  |           | big   | 1210  | 70           | 2     |              | 9     | 3
        registry | text      | 2026-01-01 | total  | 1200       | 2025-03-01  | estimated | small | 1201  | 8            | 2     |              | 9     | 3
        registry | text      | 2026-01-01 | active | 1200       | 2025-03-01  |           | small | 1201  | 3            | 1     |              | 9     | 3
        registry | few       | 2026-02-01 | total  | 1400       | 2025-03-01  |           | top   | 1401  | 99           | 1     |              | 2     | 1
    """,
}


def test_the_yardstick_with_most_models(golden: Golden) -> None:
    # 70 and 8 billions; two steps have no slope; 3 models of that score are left out, one day is a repository's.
    result = golden("small_frontier", TABLES)
    assert rows(result, "score_from", "model", "parameters") == [
        ("1200", "big", 70 * 10**9),
        ("1200", "small", 8 * 10**9),
    ]
    finding = result.finding
    assert finding is not None
    assert (finding.case, finding.values["first_size"], finding.values["last_size"]) == ("rough", 70 * 10**9, 8 * 10**9)
    assert (finding.values["unsized"], finding.values["hub_days"]) == (3, 1)
    active = golden("small_frontier", TABLES, parameters="active")
    assert rows(active, "parameters") == [(3 * 10**9,)]
    assert active.finding is None  # one step tells no fall
