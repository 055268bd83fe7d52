"""changes_prices: what hosts ask for a model on two days."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

# Blended (3 in + out) / 4. c1 halves at x and stays at y; o1 rises from 1 to 4; free is free; new is on one day alone.
TABLES = {
    "catalogue_model": """
        source     | provider | model_id | captured_on | listed | name | open_weights | price_in_usd_per_mtok | price_out_usd_per_mtok
        models-dev | x        | c1       | 2026-10-30  | true   | C1   | false        | 4                     | 4
        models-dev | y        | c1       | 2026-10-30  | true   | C1   | false        | 6                     | 6
        models-dev | x        | o1       | 2026-10-30  | true   | O1   | true         | 1                     | 1
        models-dev | x        | free     | 2026-10-30  | true   | F    | true         | 0                     | 0
        models-dev | x        | c1       | 2026-11-24  | true   | C1   | false        | 2                     | 2
        models-dev | x        | o1       | 2026-11-20  | true   | O1   | true         | 4                     | 4
        models-dev | x        | free     | 2026-11-20  | true   | F    | true         | 1                     | 1
        models-dev | x        | new      | 2026-11-20  | true   | N    | true         | 9                     | 9
    """,
}


def test_by_hand(golden: Golden) -> None:
    result = golden("changes_prices", TABLES, since=date(2026, 11, 1))
    assert rows(result, "model", "side", "hosts", "usd_before", "usd", "change") == [
        ("O1", "open", 1, 1, 4, 3),
        ("C1", "closed", 1, 4, 2, -0.5),
    ]
    assert result.headline() == "Prices of 2 hosted models changed"
    assert rows(golden("changes_prices", TABLES), "model") == [("C1",)]  # against 20 November


def test_one_day_says_so(golden: Golden) -> None:
    result = golden("changes_prices", TABLES, until=date(2026, 11, 1))
    assert result.headline() == "Prices are of one day, 30 October 2026: a change needs a second"
    since = golden("changes_prices", TABLES, since=date(2026, 11, 24))
    assert since.headline() == "No newer prices than those of 24 November 2026"
    still = "\n".join([TABLES["catalogue_model"].splitlines()[1], *TABLES["catalogue_model"].splitlines()[-3:-1]])
    quiet = golden(
        "changes_prices", {"catalogue_model": still + "\n" + still.splitlines()[-1].replace("11-20", "11-24")}
    )
    assert quiet.headline() == "No price of a hosted model changed"
