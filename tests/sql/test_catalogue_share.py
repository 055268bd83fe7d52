"""catalogue_share: hosted models by quarter of release, side and country."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

TABLES = {
    "mart_offer": """
        model | lab | country | released_on | open_weights | as_of      | source
        A     | x   | CN      | 2025-01-05  | true         | 2026-07-10 | models.dev
        B     | x   | US      | 2025-02-05  | false        | 2026-07-10 | models.dev
        C     | x   | CN      | 2026-01-05  | true         | 2026-07-10 | models.dev
        D     | x   | US      | 2026-01-06  | true         | 2026-07-10 | models.dev
        E     | x   | US      | 2026-01-07  | false        | 2026-07-10 | models.dev
        F     | x   | US      | 2026-01-07  |              | 2026-07-10 | models.dev
        G     | x   | US      |             | true         | 2026-07-10 | models.dev
        H     | x   | US      | 2026-07-02  | true         | 2026-07-10 | models.dev
    """,
}


def test_shares_of_the_quarter(golden: Golden) -> None:
    # First quarter of 2026: C, D open, E closed, F unknown: a quarter each. G has no day.
    result = golden("catalogue_share", TABLES)
    assert rows(result, "quarter", "side", "country", "models", "share", "flags")[2:] == [
        (date(2026, 1, 1), "unknown", "US", 1, 0.25, None),
        (date(2026, 1, 1), "open", "CN", 1, 0.25, None),
        (date(2026, 1, 1), "open", "US", 1, 0.25, None),
        (date(2026, 1, 1), "closed", "US", 1, 0.25, None),
        (date(2026, 7, 1), "open", "US", 1, 1.0, "partial"),  # not over on 10 July
    ]
    finding = result.finding
    assert finding is not None
    # Four quarters to the newest that is over: 2 of 4 open; the four before (2024-Q2 to 2025-Q1): 1 of 2. Unknown 1 of 4.
    values = finding.values
    assert (finding.case, values["share"], values["before"], values["unknown"], values["china"]) == (
        "share",
        0.5,
        0.5,
        0.25,
        0.5,
    )


def test_one_country(golden: Golden) -> None:
    assert rows(golden("catalogue_share", TABLES, country="CN"), "models", "share") == [(1, 1.0), (1, 1.0)]
