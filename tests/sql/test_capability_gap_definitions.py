"""capability_gap_definitions: one closed model may lead where three do not."""

from __future__ import annotations

import pytest

from tests.sql.conftest import Golden, rows

# Closed 1500, 1490, 1400; open 1480, 1470, 1460. Best: +20. Third: 1400 - 1460 = -60. Mean of three: 1463.33 - 1470 = -6.67.
# A board of more than a year before decides nothing.
TABLES = {
    "benchmark_score": """
        yardstick | as_of      | model | is_open | score
        arena     | 2026-04-19 | c1    | false   | 1500
        arena     | 2026-04-19 | c2    | false   | 1490
        arena     | 2026-04-19 | c3    | false   | 1400
        arena     | 2026-04-19 | o1    | true    | 1480
        arena     | 2026-04-19 | o2    | true    | 1470
        arena     | 2026-04-19 | o3    | true    | 1460
        old       | 2024-04-19 | c1    | false   | 1000
        old       | 2024-04-19 | o1    | true    | 900
    """,
}


def test_by_hand(golden: Golden) -> None:
    result = golden("capability_gap_definitions", TABLES)
    assert rows(result, "definition", "figure", "verdict", "holds", "chosen") == [
        ("arena · best", 20.0, "closed", True, True),
        ("arena · first_three", -6.666667, "open", False, False),
        ("arena · third", -60.0, "open", False, False),
    ]
    assert result.headline() == "Closed models lead in 1 of 3 ways of counting, April 2026"


# Two boards of one day: the one that is asked first, whose closed side leads by 50, is the headline's; code is not.
TWO = {
    "benchmark_score": """
        yardstick          | as_of      | model | is_open | score
        arena/code/overall | 2026-11-01 | c1    | false   | 1400
        arena/code/overall | 2026-11-01 | o1    | true    | 1420
        arena/text/overall | 2026-11-01 | c1    | false   | 1500
        arena/text/overall | 2026-11-01 | o1    | true    | 1450
    """,
    "mart_yardstick": """
        yardstick          | as_of      | preference
        arena/text/overall | 2026-11-01 | 0
        arena/code/overall | 2026-11-01 | 5
    """,
}


@pytest.mark.parametrize(("yardstick", "side"), [(None, "closed"), ("arena/code/overall", "open")])
def test_the_definitions_are_held_against_the_yardstick_of_the_headline(
    golden: Golden, yardstick: str | None, side: str
) -> None:
    result = golden("capability_gap_definitions", TWO, yardstick=yardstick)
    assert [row["verdict"] for row in result.table.to_pylist() if row["chosen"]] == [side]
    assert result.finding.case == side


def test_a_model_at_several_efforts_counts_once(golden: Golden) -> None:
    # Names of the boards of 2026: c1 stands three times, o1 twice. Third model: c3 at 1400, o3 at 1390: 10. Max is a name with Qwen.
    table = """
        yardstick | as_of      | model           | is_open | score
        arena     | 2026-10-10 | c1-high         | false   | 1500
        arena     | 2026-10-10 | c1              | false   | 1490
        arena     | 2026-10-10 | c1 (xHigh)      | false   | 1485
        arena     | 2026-10-10 | c2-thinking-32k | false   | 1450
        arena     | 2026-10-10 | c3-max          | false   | 1400
        arena     | 2026-10-10 | o1-max          | true    | 1480
        arena     | 2026-10-10 | o1              | true    | 1470
        arena     | 2026-10-10 | qwen9-max       | true    | 1440
        arena     | 2026-10-10 | qwen9           | true    | 1390
    """
    found = dict(rows(golden("capability_gap_definitions", {"benchmark_score": table}), "definition", "figure"))
    assert found["arena · third"] == 10.0
