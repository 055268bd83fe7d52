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
    # One priced model in the second quarter: fewer than three, no median.
    result = golden("price_by_release", TABLES)
    assert rows(result, "quarter", "side", "models", "priced", "median_usd", "cheapest_usd") == [
        (date(2026, 1, 1), "closed", 3, 3, 4.0, 2.0),
        (date(2026, 1, 1), "open", 4, 3, 2.0, 1.0),
        (date(2026, 4, 1), "open", 1, 1, None, 1.0),
    ]
    finding = result.finding
    assert finding is not None
    assert (finding.case, finding.values["ratio"]) == ("measured", 2.0)  # 4 / 2
