"""price_by_release: median blended price of the models released in a quarter, by side."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

TABLES = {
    "mart_offer": """
        model | lab | released_on | open_weights | price_in_usd_per_mtok | price_out_usd_per_mtok | as_of      | source
        C1    | x   | 2026-01-05  | false        | 1                     | 5                      | 2026-07-10 | models.dev
        C2    | x   | 2026-02-05  | false        | 2                     | 10                     | 2026-07-10 | models.dev
        C3    | x   | 2026-03-05  | false        | 3                     | 15                     | 2026-07-10 | models.dev
        O1    | x   | 2026-01-05  | true         | 1                     | 1                      | 2026-07-10 | models.dev
        O2    | x   | 2026-01-05  | true         | 2                     | 2                      | 2026-07-10 | models.dev
        O3    | x   | 2026-01-05  | true         | 3                     | 3                      | 2026-07-10 | models.dev
        O4    | x   | 2026-01-05  | true         |                       |                        | 2026-07-10 | models.dev
        O5    | x   | 2026-04-05  | true         | 1                     | 1                      | 2026-07-10 | models.dev
    """,
}


def test_blended_medians(golden: Golden) -> None:
    # Blended (3 x input + output) / 4: closed 2, 4, 6, median 4; open 1, 2, 3, median 2, one without a price.
    # One priced model in the second quarter: fewer than three, no median of its own; of four quarters 1, 1, 2, 3: 1.5.
    # No closed model came in the newest quarter: its median of four stays, 4.
    result = golden("price_by_release", TABLES)
    assert rows(
        result, "quarter", "side", "models", "priced", "median_usd", "year_usd", "year_priced", "cheapest_usd", "flags"
    ) == [
        (date(2026, 1, 1), "closed", 3, 3, 4.0, 4.0, 3, 2.0, None),
        (date(2026, 1, 1), "open", 4, 3, 2.0, 2.0, 3, 1.0, None),
        (date(2026, 4, 1), "closed", 0, 0, None, 4.0, 3, None, None),
        (date(2026, 4, 1), "open", 1, 1, None, 1.5, 4, 1.0, None),
    ]
    assert result.finding is not None
    assert (result.finding.case, result.finding.values["ratio"]) == ("measured", 2.7)  # 4 / 1.5


def test_the_sentence_is_the_median_of_the_models_not_of_the_quarters(golden: Golden) -> None:
    # A quarter that is ten days old, with one closed model at 6 and one open at 1: closed 2, 4, 6, 6, median 5; open 1, 1, 1,
    # 2, 3, median 1. 5 times. (The medians of quarters would make it 2.)
    late = """
        C4    | x   | 2026-07-05  | false        | 6                     | 6                      | 2026-07-10 | models.dev
        O6    | x   | 2026-07-05  | true         | 1                     | 1                      | 2026-07-10 | models.dev
    """
    result = golden("price_by_release", {"mart_offer": TABLES["mart_offer"].rstrip() + late})
    newest = rows(result, "side", "year_usd", "flags")[-2:]
    assert newest == [("closed", 5.0, "partial"), ("open", 1.0, "partial")]
    assert result.finding is not None
    assert result.finding.values["ratio"] == 5.0
    assert result.finding.values["since"] == date(2025, 10, 1)
