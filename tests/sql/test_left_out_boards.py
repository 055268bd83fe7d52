"""left_out_boards: models of the newest boards that no figure can use, by reason."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

# Four models: a closed one complete; an open one without a size; one of unknown side, without date and price; one unpriced.
TABLES = {
    "mart_yardstick": "yardstick | step | preference\n text | 50 | 1",
    "mart_board_model": """
        yardstick | as_of      | model | side   | score | released_on | price_blended_usd_per_mtok | parameters_total_b
        text      | 2026-04-19 | whole | closed | 1500  | 2026-01-01  | 5                          |
        text      | 2026-04-19 | large | open   | 1490  | 2026-01-01  | 1                          |
        text      | 2026-04-19 | who   |        | 1480  |             |                            |
        text      | 2026-04-19 | free  | open   | 1470  | 2026-01-01  |                            | 7
    """,
}


def test_by_hand(golden: Golden) -> None:
    assert rows(golden("left_out_boards", TABLES), "why", "number", "share", "largest") == [
        ("side_unknown", 1, 0.25, ["who"]),
        ("undated", 1, 0.25, ["who"]),
        ("unpriced", 2, 0.5, ["who", "free"]),
        ("unsized", 1, 0.25, ["large"]),
    ]
