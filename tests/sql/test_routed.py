"""Routed tokens: open share with its bounds, by lab and by country, on one small world computed by hand."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from etl.schema import create_schema
from tests.sql.conftest import Golden, rows

# 1 March: open 30 of 100, closed 60 (of which 20 of a model whose weights came on 10 March), other 10.
# 9 March: open 40 + 10 (an offer at no price of the same model, known by its stem), closed 20, cover name 20, other 10: 100.
# 10 March: the late model is open: 20 of 40; closed 10 (known by its stem: the date is of another day); a name unknown to
# all, of a maker whose other models are one lab's, 6; other 4.
TABLES = {
    "lab": """
        lab_id  | name  | country
        alpha   | Alpha | US
        beta    | Beta  | CN
    """,
    "router_model": """
        model_slug       | lab   | lab_id | open_weights | evidence       | open_from
        a/shut-20260101  | Alpha | alpha  | false        | closed product |
        b/open           | Beta  | beta   | true         | B/Open         |
        b/late           | Beta  | beta   | true         | B/Late         | 2026-03-10
        router/x-alpha   |       |        |              | stealth        |
        c/nobody         | Gamma |        | false        | closed product |
    """,
    "router_tokens": """
        observed_on | model_slug      | total_tokens | is_other | source
        2026-03-01  | a/shut-20260101 | 35           | false    | openrouter-usage
        2026-03-01  | b/open          | 30           | false    | openrouter-usage
        2026-03-01  | b/late          | 20           | false    | openrouter-usage
        2026-03-01  | c/nobody        | 5            | false    | openrouter-usage
        2026-03-01  | other           | 10           | true     | openrouter-usage
        2026-03-09  | a/shut-20260101 | 20           | false    | openrouter-usage
        2026-03-09  | b/open          | 40           | false    | openrouter-usage
        2026-03-09  | b/open:free     | 10           | false    | openrouter-usage
        2026-03-09  | router/x-alpha  | 20           | false    | openrouter-usage
        2026-03-09  | other           | 10           | true     | openrouter-usage
        2026-03-10  | a/shut-20260305 | 10           | false    | openrouter-usage
        2026-03-10  | b/late          | 20           | false    | openrouter-usage
        2026-03-10  | b/new           | 6            | false    | openrouter-usage
        2026-03-10  | other           | 4            | true     | openrouter-usage
    """,
}
FIRST, SECOND, THIRD = date(2026, 3, 1), date(2026, 3, 9), date(2026, 3, 10)


def test_open_share_with_what_is_unknown_counted_both_ways(golden: Golden) -> None:
    # 1 March: 30 / 100 and 40 / 100, of the known 30 / 90. 9 March: 50 / 100, 80 / 100, 50 / 70. 10 March: 20 / 40, 30 / 40, 20 / 30.
    result = golden("routed_open_share", TABLES)
    assert rows(result, "observed_on", "low", "high", "share", "largest_unknown", "largest_unknown_share") == [
        (FIRST, 0.3, 0.4, 0.333333, None, None),
        (SECOND, 0.5, 0.8, 0.714286, "router/x-alpha", 0.2),
        (THIRD, 0.5, 0.75, 0.666667, "b/new", 0.15),
    ]
    assert result.headline() == "50% to 75% of tokens routed on 10 March 2026 went to open weights"
    assert result.finding is not None
    assert result.finding.confidence == "low"  # 25 points apart


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
    assert result.headline() == "Open weights carry half of the routed tokens or more under 11 of 18 definitions"


def test_by_lab_the_rows_of_a_day_add_up(golden: Golden) -> None:
    # 9 March: Beta 50 of 100, all open; Alpha 20, closed; the cover name 20 and other 10, which may be open.
    result = golden("routed_labs", TABLES, on=SECOND)
    assert rows(result, "lab", "lab_id", "models", "share", "open_low", "open_high") == [
        ("Beta", "beta", 2, 0.5, 1, 1),
        ("Alpha", "alpha", 1, 0.2, 0, 0),
        ("maker_unknown", None, 1, 0.2, 0, 1),
        ("below_the_list", None, None, 0.1, 0, 1),
    ]
    assert result.headline() == "Beta: 50% of tokens routed on 9 March 2026, ahead of Alpha: 20%"
    # The newest day: b/new counts for its maker's lab, though nothing is known of it: 26 of 40, of it open 20 to 26.
    assert rows(golden("routed_labs", TABLES), "lab", "share", "open_low", "open_high")[0] == (
        "Beta",
        0.65,
        0.769231,
        1,
    )


def test_smaller_labs_are_a_row(golden: Golden) -> None:
    # Thirteen labs of 13 to 1 tokens, of 91: the thirteenth is the row of smaller labs.
    names = [f"lab{n:02}" for n in range(13)]
    tables = {
        "router_model": "model_slug | lab | open_weights\n" + "\n".join(f"{n}/m | {n} | true" for n in names),
        "router_tokens": "observed_on | model_slug | total_tokens | is_other\n"
        + "\n".join(f"2026-03-01 | {name}/m | {13 - n} | false" for n, name in enumerate(names)),
    }
    last = rows(golden("routed_labs", tables), "lab", "share")[-1]
    assert last == ("smaller_labs", round(1 / 91, 6))


def test_by_country_with_the_unknown(golden: Golden) -> None:
    # 1 March: China 50 of 100 (30 of them open), the United States 35, unknown: Gamma, which no registry holds, and other, 15.
    result = golden("routed_countries", TABLES)
    assert rows(result, "observed_on", "origin", "share", "open_share")[:3] == [
        (FIRST, "CN", 0.5, 0.6),
        (FIRST, "US", 0.35, 0),
        (FIRST, "unknown", 0.15, 0),
    ]
    assert result.headline() == "Tokens routed on 10 March 2026: China 65%, United States 25%, unknown 10%"


@pytest.mark.parametrize(
    ("day", "low", "high"),  # the panel's README
    [
        ("2025-01-15", 21, 25),
        ("2025-07-16", 32, 37),
        ("2025-12-15", 31, 40),
        ("2026-03-15", 43, 64),
        ("2026-06-15", 58, 69),
        ("2026-09-15", 70, 77),
        ("2026-10-09", 59, 76),
    ],
)
def test_the_panel_s_shares_are_those_of_its_readme(day: str, low: int, high: int) -> None:
    connection = duckdb.connect()
    create_schema(connection)
    connection.execute(
        """
        INSERT INTO router_tokens BY NAME FROM (SELECT * REPLACE ('openrouter-usage' AS source) FROM 'data/reference/router_tokens.csv');
        INSERT INTO router_model BY NAME SELECT *, 'openrouter-usage' AS source FROM 'data/reference/router_models.csv';
        """
    )
    found = connection.execute(
        """
        SELECT round(100 * sum(total_tokens) FILTER (side = 'open') / sum(total_tokens)),
            round(100 - 100 * sum(total_tokens) FILTER (side = 'closed') / sum(total_tokens))
        FROM routed WHERE observed_on = ?
        """,
        [day],
    ).fetchone()
    assert found == (low, high)
