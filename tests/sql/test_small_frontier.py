"""small_frontier: fewest parameters to reach a score, its halving time, and the metric."""

from __future__ import annotations

import duckdb
import pytest

from etl.schema import create_schema
from etl.statistics.frontier import compute_small_frontier, halving_time
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
    create_schema(connection)
    fill(
        connection,
        "mart_board_model",
        """
        source | yardstick | as_of      | model | side   | score | released_on | parameters_total_b
        s      | text      | 2026-01-01 | big   | open   | 1210  | 2025-01-01  | 70
        s      | text      | 2026-01-01 | more  | open   | 1260  | 2025-02-01  | 80
        s      | text      | 2026-01-01 | small | open   | 1201  | 2025-03-01  | 8
        s      | text      | 2026-01-01 | weak  | open   | 1190  | 2025-04-01  | 1
        s      | text      | 2026-01-01 | c     | closed | 1300  | 2025-04-01  | 1
        s      | text      | 2026-01-01 | dark  | open   | 1300  |             | 2
        """,
    )
    fill(connection, "mart_yardstick", "yardstick | step\n text | 50")
    compute_small_frontier(connection)
    # Reaching 1150: big, small, weak. 1200: big, small (more is larger, weak scores less). 1250: more alone.
    # Four open models have day and size, one has not.
    found = connection.execute(
        "SELECT score_from, model, steps, sized, unsized FROM mart_small_frontier ORDER BY score_from, released_on"
    ).fetchall()
    assert found == [
        (1150.0, "big", 3, 4, 1),
        (1150.0, "small", 3, 4, 1),
        (1150.0, "weak", 3, 4, 1),
        (1200.0, "big", 2, 4, 1),
        (1200.0, "small", 2, 4, 1),
        (1250.0, "more", 1, 4, 1),
    ]


TABLES = {
    "mart_yardstick": """
        yardstick | as_of      | preference | step
        text      | 2026-01-01 | 1          | 50
        few       | 2026-02-01 | 1          | 50
    """,
    "mart_small_frontier": """
        source   | yardstick | as_of      | basis  | score_from | released_on | model | score | parameters_b | steps | halving_days | sized | unsized
        registry | text      | 2026-01-01 | total  | 1200       | 2025-01-01  | big   | 1210  | 70           | 2     |              | 9     | 3
        registry | text      | 2026-01-01 | total  | 1200       | 2025-03-01  | small | 1201  | 8            | 2     |              | 9     | 3
        registry | text      | 2026-01-01 | active | 1200       | 2025-03-01  | small | 1201  | 3            | 1     |              | 9     | 3
        registry | few       | 2026-02-01 | total  | 1400       | 2025-03-01  | top   | 1401  | 99           | 1     |              | 2     | 1
    """,
}


def test_the_yardstick_with_most_models(golden: Golden) -> None:
    result = golden("small_frontier", TABLES)
    assert rows(result, "score_from", "model", "parameters_b") == [("1200", "big", 70.0), ("1200", "small", 8.0)]
    finding = result.finding
    assert finding is not None
    assert (finding.case, finding.values["first_b"], finding.values["last_b"]) == ("rough", 70.0, 8.0)
    assert finding.values["open_models"] == 12
    assert rows(golden("small_frontier", TABLES, parameters="active"), "parameters_b") == [(3.0,)]
