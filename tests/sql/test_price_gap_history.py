"""price_gap_history: closed over open price at equal score, month by month."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

# October: closed 4 and 8 over open 1 and 3: 4, 4 / 3, 8, 8 / 3, median 10 / 3. In November one closed host halves its price and
# o2 is gone from one of its two hosts: 4 and 4 over 1 and 3 (the other host): 4, 4, 4 / 3, 4 / 3, median 8 / 3. 5 November is
# not the month's last.
TABLES = {
    "mart_yardstick": """
        yardstick | as_of      | priced | step | preference
        text      | 2026-11-20 | 4      | 50   | 1
    """,
    "mart_priced_board": """
        source   | yardstick | as_of      | model | canonical | lab_id | side   | score | catalogue_model
        registry | text      | 2026-11-20 | c1    | c1        | a      | closed | 1455  | C1
        registry | text      | 2026-11-20 | c1-hi | c1        | a      | closed | 1470  | C1
        registry | text      | 2026-11-20 | c2    | c2        | a      | closed | 1451  | C2
        registry | text      | 2026-11-20 | o1    | o1        | b      | open   | 1460  | O1
        registry | text      | 2026-11-20 | o2    | o2        | b      | open   | 1452  | O2
        registry | text      | 2026-11-20 | o3    | o3        | b      | open   | 1300  | O3
    """,
    "model_identity": "canonical | kind | source | name | rule\n"
    + "\n".join(f"{n.lower()} | catalogue | models-dev | {n} | normalised" for n in ("C1", "C2", "O1", "O2", "O3")),
    "catalogue_model": """
        source     | provider | model_id | captured_on | listed | name | price_in_usd_per_mtok | price_out_usd_per_mtok
        models-dev | x        | c1       | 2026-10-30  | true   | C1   | 4                     | 4
        models-dev | x        | c2       | 2026-10-30  | true   | C2   | 8                     | 8
        models-dev | x        | o1       | 2026-10-30  | true   | O1   | 1                     | 1
        models-dev | x        | o2       | 2026-10-30  | true   | O2   | 3                     | 3
        models-dev | y        | o2       | 2026-10-30  | true   | O2   | 9                     | 9
        models-dev | x        | o3       | 2026-10-30  | true   | O3   | 9                     | 9
        models-dev | x        | c2       | 2026-11-05  | true   | C2   | 6                     | 6
        models-dev | x        | c2       | 2026-11-24  | true   | C2   | 4                     | 4
        models-dev | y        | o2       | 2026-11-24  | false  | O2   | 9                     | 9
    """,
}


def test_prices_as_they_were_at_the_end_of_each_month(golden: Golden) -> None:
    result = golden("price_gap_history", TABLES)
    assert rows(result, "source", "as_of", "closed_over_open", "bands", "open_priced", "closed_priced") == [
        ("models-dev+registry", date(2026, 10, 30), 3.333333, 1, 2, 2),
        ("models-dev+registry", date(2026, 11, 24), 2.666667, 1, 2, 2),
    ]
    assert result.finding is not None
    assert (result.finding.case, result.finding.values["before"], result.finding.values["now"]) == ("moved", 3.3, 2.7)


def test_the_panel_gives_one_day(golden: Golden) -> None:
    offers = """
        canonical | model | price_blended_usd_per_mtok | price_source | priced_on  | source
        c1        | C1    | 4                          | models.dev   | 2026-10-10 | models.dev
        c2        | C2    | 8                          | models.dev   | 2026-10-10 | models.dev
        o1        | O1    | 1                          | models.dev   | 2026-10-10 | models.dev
        o2        | O2    | 3                          | models.dev   | 2026-10-10 | models.dev
    """
    tables = {name: TABLES[name] for name in ("mart_yardstick", "mart_priced_board")} | {"mart_offer": offers}
    result = golden("price_gap_history", tables)
    assert rows(result, "as_of", "closed_over_open") == [(date(2026, 10, 10), 3.333333)]
    assert result.finding is not None
    assert result.finding.case == "one"
    # 10 July is 133 days before the board
    assert golden("price_gap_history", {**tables, "mart_offer": offers.replace("10-10", "07-10")}).table.num_rows == 0
