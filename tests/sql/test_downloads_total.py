"""downloads_total: the raw sum beside the one chained on common models, so that entries are no growth."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

JULY, AUGUST, SEPTEMBER = date(2025, 7, 7), date(2025, 8, 7), date(2025, 9, 7)
RUNS = """
    run_id | run_seq | snapshot_date | previous_run_id
    jul    | 1       | 2025-07-07    |
    aug    | 2       | 2025-08-07    | jul
    sep    | 3       | 2025-09-07    | aug
"""


def test_by_hand(golden: Golden) -> None:
    # July 100. August 300: the models of July grew 100 -> 110, an organisation entered with 190. September 330: all of
    # August's models, 300 -> 330. Like for like back from 330: August 330 * 300/330 = 300; July 300 * 100/110 = 272.7.
    result = golden(
        "downloads_total",
        {
            "snapshot_run": RUNS,
            "mart_adoption": """
                run_id | snapshot_date | lab_id | models | downloads_30d | common_downloads_30d | common_downloads_30d_before
                jul    | 2025-07-07    | a      | 1      | 100           |                      |
                aug    | 2025-08-07    | a      | 1      | 110           | 110                  | 100
                aug    | 2025-08-07    | b      | 1      | 190           |                      |
                sep    | 2025-09-07    | a      | 1      | 130           | 130                  | 110
                sep    | 2025-09-07    | b      | 1      | 200           | 200                  | 190
            """,
            "mart_list_change": """
                run_id | snapshot_date | organisations_entered | organisations_left
                aug    | 2025-08-07    | [b, c]                | []
                sep    | 2025-09-07    | []                    | [c]
            """,
        },
    )
    assert rows(result, "snapshot_date", "line", "downloads_30d", "flags") == [
        (JULY, "raw", 100, None),
        (AUGUST, "raw", 300, "break"),
        (SEPTEMBER, "raw", 330, "break"),
        (JULY, "like_for_like", 273, None),
        (AUGUST, "like_for_like", 300, "break"),
        (SEPTEMBER, "like_for_like", 330, "break"),
    ]
    # 330 / 100 and 330 / 272.7 = 1.21; c joined and left again
    assert result.headline() == ("Listed downloads: +230% as listed, +21% like for like")
    assert "organisations that joined it and stayed: 1" in (result.note() or "")


def test_a_broken_chain_is_unknown_before_it(golden: Golden) -> None:
    result = golden(
        "downloads_total",
        {
            "snapshot_run": RUNS,
            "mart_adoption": """
                run_id | snapshot_date | models | downloads_30d | common_downloads_30d | common_downloads_30d_before
                jul    | 2025-07-07    | 1      | 100           |                      |
                aug    | 2025-08-07    | 1      | 300           |                      |
                sep    | 2025-09-07    | 1      | 330           | 330                  | 300
            """,
        },
    )
    assert rows(result, "line", "downloads_30d")[3:] == [
        ("like_for_like", None),
        ("like_for_like", 300),
        ("like_for_like", 330),
    ]
