"""country_dependence: whose bases each country builds on, among declared bases."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

# 1,000 downloads, 550 with a named base: China at home 300, the United States 100 on Chinese and 100 on own bases,
# publishers without a lab 50 on American ones.
TABLES = {
    "snapshot_run": """
        run_id | run_seq | snapshot_date
        sep    | 1       | 2025-09-07
    """,
    "mart_country": """
        run_id | snapshot_date | publisher_origin | base_origin  | parent_origin | base    | models | downloads_30d
        sep    | 2025-09-07    | CN               | CN           | CN            | named   | 3      | 300
        sep    | 2025-09-07    | US               | CN           | US            | named   | 1      | 100
        sep    | 2025-09-07    | US               | US           | US            | named   | 1      | 100
        sep    | 2025-09-07    | unaffiliated     | US           | unaffiliated  | named   | 1      | 50
        sep    | 2025-09-07    | US               | US           | US            | none    | 1      | 400
        sep    | 2025-09-07    | US               | base_missing | US            | missing | 1      | 50
    """,
}


def test_declared_bases_by_country(golden: Golden) -> None:
    result = golden("country_dependence", TABLES)
    assert rows(result, "base_from", "published_in", "foreign_base", "downloads_30d", "share", "named_share") == [
        ("CN", "CN", False, 300, 1, 0.55),
        ("US", "US", False, 100, 0.5, 0.55),  # at home first
        ("CN", "US", True, 100, 0.5, 0.55),
        ("US", "unaffiliated", None, 50, 1, 0.55),
    ]
    finding = result.finding
    assert finding is not None
    assert (finding.case, finding.values["published"], finding.values["base"]) == ("crosses", "US", "CN")
    assert round(finding.values["abroad"], 4) == 0.1818  # 100 of 550
    assert finding.values["missing"] == 0.05
