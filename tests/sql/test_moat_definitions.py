"""moat_definitions: within a year by the median, beyond it by a band that does not end."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

# Leading models: 52 days, band to 61. Leading labs: 92 days, band not reached: beyond any year.
TABLES = {
    "snapshot_run": """
        run_id | run_seq | snapshot_date
        sep    | 2       | 2025-09-07
    """,
    "mart_moat": """
        kind  | tasks      | half_life_days | low_days | high_days
        model | generative | 52             | 31       | 61
        lab   | all        | 92             | 61       |
    """,
}


def test_by_hand(golden: Golden) -> None:
    result = golden("moat_definitions", TABLES)
    assert rows(result, "definition", "figure", "verdict", "holds", "chosen") == [
        ("model · generative · median", 52.0, "within_year", True, True),
        ("model · generative · upper", 61.0, "within_year", True, False),
        ("lab · all · median", 92.0, "within_year", True, False),
        ("lab · all · upper", None, "lasting", False, False),
    ]
    assert result.headline() == "Leaders are passed within a year under 3 of 4 definitions"
