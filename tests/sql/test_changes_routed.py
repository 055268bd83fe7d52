"""changes_routed: places and shares of the router's models on two days, on the small world of ``routed``."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows
from tests.sql.routed import FIRST, SECOND, TABLES, THIRD


def test_two_days_side_by_side(golden: Golden) -> None:
    # 9 March of 100: open 40, a/shut 20, x-alpha 20, open:free 10. 1 March of 100: a/shut 35, open 30, late 20, nobody 5.
    result = golden("changes_routed", TABLES, until=SECOND)
    assert rows(result, "model", "side", "place", "place_before", "share", "change", "state") == [
        ("open", "open", 1, 2, 0.4, 0.1, "up"),
        ("shut", "closed", 2, 1, 0.2, -0.15, "down"),
        ("x-alpha", "unknown", 3, None, 0.2, None, "entered"),
        ("open:free", "open", 4, None, 0.1, None, "entered"),
        ("late", "closed", None, 3, None, None, "left"),
        ("nobody", "closed", None, 4, None, None, "left"),
    ]
    assert result.headline() == "x-alpha: new, 20% of routed tokens, 9 March 2026"
    assert "Against 1 March 2026: 2 new on the list, 2 off it. Open weights carried 30%" in (result.note() or "")


def test_days_are_the_last_up_to_the_dates_that_are_asked_for(golden: Golden) -> None:
    assert {row["before_date"] for row in golden("changes_routed", TABLES).table.to_pylist()} == {SECOND}
    since_first = golden("changes_routed", TABLES, since=FIRST).table.to_pylist()
    assert {(row["before_date"], row["observed_on"]) for row in since_first} == {(FIRST, THIRD)}


def test_nothing_new_is_said(golden: Golden) -> None:
    result = golden("changes_routed", TABLES, since=THIRD)
    assert result.table.num_rows == 0
    assert result.headline() == "No newer day of routed tokens than 10 March 2026"
    assert golden("changes_routed", TABLES, until=FIRST).finding.case == "one_day"  # type: ignore[union-attr]
