"""price_gap: cheapest and median price of each side in bands of equal score."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

TABLES = {
    "mart_yardstick": """
        yardstick | as_of      | board | open_models | closed_models | priced | sized | step | preference
        text      | 2026-04-19 | text  | 20          | 20            | 20     | 20    | 50   | 1
    """,
    "mart_priced_board": """
        source | yardstick | as_of      | model  | canonical | side   | score | catalogue_model | catalogue_source    | price_blended_usd_per_mtok
        b      | text      | 2026-04-19 | c1     | c1        | closed | 1460  | C1              | artificial-analysis | 6
        b      | text      | 2026-04-19 | c1-low | c1        | closed | 1430  | C1              | artificial-analysis | 6
        b      | text      | 2026-04-19 | c2     | c2        | closed | 1455  | C2              | artificial-analysis | 2
        b      | text      | 2026-04-19 | c3     |           | closed | 1451  |                 |                     |
        b      | text      | 2026-04-19 | o1     | o1        | open   | 1470  | O1              | artificial-analysis | 1
        b      | text      | 2026-04-19 | o2     | o2        | open   | 1452  | O2              | artificial-analysis | 3
        b      | text      | 2026-04-19 | o3     | o3        | open   | 1430  | O3              | artificial-analysis | 0.5
    """,
    "mart_offer": """
        canonical | model | priced_on  | as_of      | source
        c1        | C1    | 2026-07-10 | 2026-07-10 | artificial-analysis
        c2        | C2    | 2026-07-10 | 2026-07-10 | artificial-analysis
        o1        | O1    | 2026-07-02 | 2026-07-10 | artificial-analysis
        o2        | O2    | 2026-07-10 | 2026-07-10 | artificial-analysis
        o3        | O3    | 2026-07-02 | 2026-07-10 | artificial-analysis
    """,
}


def test_bands_of_25_points(golden: Golden) -> None:
    # 1450-1475: closed 6 and 2 (c3 has no price), open 1 and 3: pairs 6, 2, 2, 2/3, their median 2. C1 counts once, at its best.
    # 1425-1450: one open model, nothing to compare.
    result = golden("price_gap", TABLES)
    columns = ("score_from", "side", "models", "priced", "median_usd", "cheapest_usd", "closed_over_open")
    assert rows(result, *columns) == [
        (1450.0, "open", 2, 2, 2.0, 1.0, 2.0),
        (1450.0, "closed", 3, 2, 4.0, 2.0, 2.0),
        (1425.0, "open", 1, 1, 0.5, 0.5, None),
    ]
    finding = result.finding
    assert finding is not None
    assert (finding.case, finding.values["ratio"], finding.values["bands"], finding.values["unmatched"]) == (
        "one_band",
        2.0,
        1,
        1,
    )
    # dated by its prices, 82 days after the board
    assert (finding.as_of, finding.values["board_on"]) == (date(2026, 7, 10), date(2026, 4, 19))


def test_prices_far_from_the_board_are_left_out(golden: Golden) -> None:
    # 10 July is 338 days after a board of 6 August of the year before.
    old = {name: text.replace("2026-04-19", "2025-08-06") for name, text in TABLES.items()}
    result = golden("price_gap", old)
    assert rows(result, "priced", "median_usd") == [(0, None)] * 3
    assert result.headline() == ("The prices of 10 July 2026 are too far from the board to compare")
