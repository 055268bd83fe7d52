"""routed_open_share: what is unknown counted once as closed and once as open."""

from __future__ import annotations

import duckdb
import pytest

from ouverture.pipeline.schema import schema_sql
from tests.sql.conftest import Golden, rows
from tests.sql.routed import FIRST, SECOND, TABLES, THIRD


def test_open_share_with_what_is_unknown_counted_both_ways(golden: Golden) -> None:
    # 1 March: 30 / 100 and 40 / 100, of the known 30 / 90. 9 March: 50 / 100, 80 / 100, 50 / 70. 10 March: 20 / 40, 30 / 40, 20 / 30.
    result = golden("routed_open_share", TABLES)
    assert rows(result, "observed_on", "low", "high", "share", "largest_unknown", "largest_unknown_share") == [
        (FIRST, 0.3, 0.4, 0.333333, None, None),
        (SECOND, 0.5, 0.8, 0.714286, "router/x-alpha", 0.2),
        (THIRD, 0.5, 0.75, 0.666667, "b/new", 0.15),
    ]
    assert result.headline() == "Open weights took 50% to 75% of tokens routed on 10 March 2026"
    assert result.finding is not None
    assert result.finding.confidence == "low"  # 25 points apart


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
    connection.execute(schema_sql())
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
