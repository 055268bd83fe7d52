"""changes_board: places on two boards of one yardstick."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

TABLES = {
    "mart_yardstick": """
        yardstick | as_of      | preference
        text      | 2026-10-10 | 1
        code      | 2026-10-12 | 7
    """,
    "benchmark_score": """
        yardstick | as_of      | model  | organization | is_open | score | votes
        text      | 2026-09-30 | ruler  | A            | false   | 1520  | 9000
        text      | 2026-09-30 | open-1 | B            | true    | 1490  | 9000
        text      | 2026-09-30 | old    | C            | false   | 1480  | 9000
        text      | 2026-10-10 | young  | A            | false   | 1530  | 400
        text      | 2026-10-10 | ruler  | A            | false   | 1519  | 9000
        text      | 2026-10-10 | open-1 | B            | true    | 1492  | 9000
        code      | 2026-10-12 | coder  | A            | false   | 900   | 9000
    """,
}


def test_by_hand(golden: Golden) -> None:
    # The board asked first, not the newest of another. young enters at 1; ruler falls from 1 to 2, open-1 from 2 to 3; old is off.
    result = golden("changes_board", TABLES)
    assert rows(result, "model", "side", "place", "place_before", "change", "state") == [
        ("young", "closed", 1, None, None, "entered"),
        ("ruler", "closed", 2, 1, -1, "down"),
        ("open-1", "open", 3, 2, 2, "down"),
        ("old", "closed", None, 3, None, "left"),
    ]
    assert result.headline() == "young took the first place on the board, 1,530 points"
    assert result.finding is not None and result.finding.confidence == "low"  # 400 votes
    # closed over open: 1530 - 1492 = 38, before 1520 - 1490 = 30
    assert "Lead of closed over open: 38 points, 30 before." in (result.note() or "")


def test_nothing_new_and_one_board(golden: Golden) -> None:
    result = golden("changes_board", TABLES, since=date(2026, 10, 10))
    assert result.headline() == "No newer board than that of 10 October 2026"
    assert golden("changes_board", TABLES, until=date(2026, 10, 1)).finding.case == "one_day"  # type: ignore[union-attr]
