"""Rules of the claims on months, price and size: one row a definition."""

from __future__ import annotations

import duckdb
import pytest

from etl.schema import create_schema
from etl.transforms import run_transforms
from tests.samples.tables import fill


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    made = duckdb.connect()
    create_schema(made)
    run_transforms(made, "40_mart_claim_test.sql")
    fill(
        made,
        "claim",
        """
        claim_id        | claim | figure
        gap-four-months | s     | 4
        gap-one-year    | s     | 12
        open-cheaper    | s     |
        models-smaller  | s     |
        """,
    )
    return made


def told(connection: duckdb.DuckDBPyConnection, rule: str) -> list[tuple[object, ...]]:
    run_transforms(connection, rule)
    return connection.execute(
        "SELECT claim_id, place, round(figure, 2), against, holds FROM claim_test ORDER BY claim_id, place"
    ).fetchall()


def test_months_hold_where_the_band_has_them(connection: duckdb.DuckDBPyConnection) -> None:
    # 152.1875 days are 5 months, band 121.75 to 182.625 days = 4 to 6: four months hold, twelve do not. The second
    # band is open above 3 months: both hold. Two records are too few for a definition.
    fill(
        connection,
        "mart_gap_lag",
        """
        yardstick | clock   | direction | as_of      | records | matched | median_days | low_days | high_days
        a         | board   | forward   | 2025-08-06 | 11      | 7       | 152.1875    | 121.75   | 182.625
        b         | release | forward   | 2026-04-19 | 7       | 4       | 243.5       | 91.3125  |
        c         | release | forward   | 2026-04-19 | 2       | 2       | 243.5       | 91.3125  | 300
        a         | board   | backward  | 2025-08-06 | 11      | 7       | 30          | 20       | 40
        """,
    )
    assert told(connection, "50_claim_gap_months.sql") == [
        ("gap-four-months", 1, 5.0, 4.0, True),
        ("gap-four-months", 2, 8.0, 4.0, True),
        ("gap-one-year", 1, 5.0, 12.0, False),
        ("gap-one-year", 2, 8.0, 12.0, True),
    ]


def test_cheaper_in_each_band(connection: duckdb.DuckDBPyConnection) -> None:
    # From 1450: closed 6 and 2, median 4; open 1 and 3, median 2: twice as dear. From 1425 one open model: no definition.
    fill(connection, "mart_yardstick", "yardstick | step | preference\n text | 50 | 1")
    fill(
        connection,
        "mart_board_model",
        """
        yardstick | as_of      | model | catalogue_model | side   | score | price_blended_usd_per_mtok
        text      | 2026-04-19 | c1    | C1              | closed | 1460  | 6
        text      | 2026-04-19 | c2    | C2              | closed | 1455  | 2
        text      | 2026-04-19 | o1    | O1              | open   | 1470  | 1
        text      | 2026-04-19 | o2    | O2              | open   | 1452  | 3
        text      | 2026-04-19 | c3    | C3              | closed | 1430  | 6
        text      | 2026-04-19 | c4    | C4              | closed | 1430  | 6
        text      | 2026-04-19 | o3    | O3              | open   | 1430  | 1
        """,
    )
    assert told(connection, "50_claim_open_cheaper.sql") == [("open-cheaper", 1, 2.0, 1.0, True)]


def test_smaller_at_each_score(connection: duckdb.DuckDBPyConnection) -> None:
    # 1200: 70 then 8 billion, smaller. 1300: one model only, which has nothing before it to compare with. Active parameters are not counted here.
    fill(connection, "mart_yardstick", "yardstick | step | preference\n text | 50 | 1")
    fill(
        connection,
        "mart_small_frontier",
        """
        yardstick | as_of      | basis  | score_from | released_on | model | parameters_b
        text      | 2026-01-01 | total  | 1200       | 2025-01-01  | big   | 70
        text      | 2026-01-01 | total  | 1200       | 2025-03-01  | small | 8
        text      | 2026-01-01 | total  | 1300       | 2025-03-01  | top   | 40
        text      | 2026-01-01 | active | 1200       | 2025-03-01  | small | 3
        """,
    )
    assert told(connection, "50_claim_size_at_score.sql") == [
        ("models-smaller", 1, 8e9, 70e9, True),
    ]
