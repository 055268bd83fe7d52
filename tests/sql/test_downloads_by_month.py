"""downloads_by_month: 30-day windows picked so that none overlaps another."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows


def test_by_hand(golden: Golden) -> None:
    # From 31 March back: 1 March is exactly 30 days before (their windows touch), 20 February only 9 days before that,
    # 20 January 40 days: ten days uncovered.
    result = golden(
        "downloads_by_month",
        {
            "snapshot_run": """
                run_id | run_seq | snapshot_date
                r1     | 1       | 2026-01-20
                r2     | 2       | 2026-02-20
                r3     | 3       | 2026-03-01
                r4     | 4       | 2026-03-31
            """,
            "mart_adoption": """
                run_id | snapshot_date | models | downloads_30d
                r1     | 2026-01-20    | 1      | 10
                r2     | 2026-02-20    | 1      | 20
                r3     | 2026-03-01    | 1      | 30
                r4     | 2026-03-31    | 1      | 40
            """,
        },
    )
    assert rows(result, "from_on", "snapshot_date", "downloads_30d", "uncovered_days") == [
        (date(2025, 12, 22), date(2026, 1, 20), 10, None),
        (date(2026, 1, 31), date(2026, 3, 1), 30, 10),
        (date(2026, 3, 2), date(2026, 3, 31), 40, 0),
    ]
    assert result.headline() == "80 downloads counted once, December 2025 to March 2026"


def test_no_reading_no_window(golden: Golden) -> None:
    assert golden("downloads_by_month", {}).table.num_rows == 0
