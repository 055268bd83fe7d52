"""routed_open_share_definitions: the unknown, free offers and the day decide, or not."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows
from tests.sql.routed import TABLES


def test_under_every_definition(golden: Golden) -> None:
    # Three days, three ways with the unknown, with and without :free. Without b/open:free the second day has 40 / 90, 70 / 90
    # and 40 / 60. Below one half: the first day's six, and 40 / 90. Shown first: 20 / 40, one half, so open: 11 of 18.
    result = golden("routed_open_share_definitions", TABLES)
    assert rows(result, "definition", "figure", "verdict")[-7:] == [
        ("2026-03-09 · paid_offers · unknown_closed", 0.444444, "closed"),
        ("2026-03-01 · all_offers · unknown_open", 0.4, "closed"),
        ("2026-03-01 · paid_offers · unknown_open", 0.4, "closed"),
        ("2026-03-01 · all_offers · unknown_left_out", 0.333333, "closed"),
        ("2026-03-01 · paid_offers · unknown_left_out", 0.333333, "closed"),
        ("2026-03-01 · all_offers · unknown_closed", 0.3, "closed"),
        ("2026-03-01 · paid_offers · unknown_closed", 0.3, "closed"),
    ]
    assert result.headline() == "Open weights: at least half of routed tokens in 11 of 18 ways of counting"
