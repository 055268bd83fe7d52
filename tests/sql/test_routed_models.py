"""routed_models: a row a model of one day, and one for the rest."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows
from tests.sql.routed import FIRST, SECOND, TABLES


def test_the_rows_of_a_day_add_up(golden: Golden) -> None:
    # 9 March, of 100 tokens: b/open 40 and its offer at no price 10, a/shut 20, a cover name 20, other 10.
    result = golden("routed_models", TABLES, on=SECOND)
    assert rows(result, "model", "lab", "side", "share") == [
        ("b/open", "Beta", "open", 0.4),
        ("a/shut-20260101", "Alpha", "closed", 0.2),
        ("router/x-alpha", None, "unknown", 0.2),
        ("b/open:free", "Beta", "open", 0.1),
        (None, None, "below_the_list", 0.1),
    ]
    assert result.headline() == "These models take 90% of routed tokens, March 2026"
    assert "Models listed: 4. First: b/open, 40%." in result.note()


def test_a_side_keeps_its_part_of_the_whole_day(golden: Golden) -> None:
    # 1 March: the weights of b/late came on the 10th, so 60 of 100 are closed: 35, 20 and 5.
    closed = golden("routed_models", TABLES, on=FIRST, side="closed")
    assert rows(closed, "model", "share") == [("a/shut-20260101", 0.35), ("b/late", 0.2), ("c/nobody", 0.05)]
    rest = golden("routed_models", TABLES, on=FIRST, side="below_the_list")
    assert rest.headline() == "Models below the list take 10% of routed tokens, March 2026"
    assert golden("routed_models", TABLES, on=FIRST, side="unknown").finding is None
