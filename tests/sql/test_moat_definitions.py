"""moat_definitions: within a year by the whole band, undecided where the band does not end, beyond it where it begins later."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

RUN = """
    run_id | run_seq | snapshot_date
    sep    | 2       | 2025-09-07
"""


def test_by_hand(golden: Golden) -> None:
    # Bands of leading models, 31 to 61 and 52 to 92 days: within a year. Leading labs: from 61 days to no end, which has
    # the 365th day, and from 400 on, beyond it. One definition a band: of four, the two of models agree.
    result = golden(
        "moat_definitions",
        {
            "snapshot_run": RUN,
            "mart_moat": """
                kind  | tasks      | half_life_days | low_days | high_days
                model | generative | 52             | 31       | 61
                model | all        | 61             | 52       | 92
                lab   | all        | 92             | 61       |
                lab   | generative |                | 400      |
            """,
        },
    )
    assert rows(result, "definition", "figure", "verdict", "holds", "chosen") == [
        ("model · generative", 52.0, "within_year", True, True),
        ("model · all", 61.0, "within_year", True, False),
        ("lab · all", 92.0, "undecided", False, False),
        ("lab · generative", None, "lasting", False, False),
    ]
    assert result.headline() == "Leaders are passed within a year in 2 of 4 ways of counting"


def test_a_band_that_has_the_year_decides_nothing(golden: Golden) -> None:
    tables = {
        "snapshot_run": RUN,
        "mart_moat": "kind | tasks | half_life_days | low_days\nmodel | generative | 200 | 90",
    }
    headline = golden("moat_definitions", tables).headline()
    assert headline == "Passed within a year? Undecided in 1 of 1 ways of counting"
