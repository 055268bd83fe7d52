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
    # July 100. August 130: the models of July grew 100 -> 110, an organisation entered with 20. September 155: all of
    # August's models, 130 -> 155. Like for like back from 155: August 155 * 130/155 = 130; July 130 * 100/110 = 118.2.
    result = golden(
        "downloads_total",
        {
            "snapshot_run": RUNS,
            "mart_adoption": """
                run_id | snapshot_date | lab_id | models | downloads_30d | common_downloads_30d | common_downloads_30d_before
                jul    | 2025-07-07    | a      | 1      | 100           |                      |
                aug    | 2025-08-07    | a      | 1      | 110           | 110                  | 100
                aug    | 2025-08-07    | b      | 1      | 20            |                      |
                sep    | 2025-09-07    | a      | 1      | 130           | 130                  | 110
                sep    | 2025-09-07    | b      | 1      | 25            | 25                   | 20
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
        (AUGUST, "raw", 130, "break"),
        (SEPTEMBER, "raw", 155, "break"),
        (JULY, "like_for_like", 118, None),
        (AUGUST, "like_for_like", 130, "break"),
        (SEPTEMBER, "like_for_like", 155, "break"),
    ]
    # 155 / 100 and 155 / 118 = 1.31; c joined and left again
    assert result.headline() == ("Downloads since July 2025: +55% as listed, +31% on the same models")
    assert "Organisations that joined the list and stayed: 1" in (result.note() or "")


def test_growth_that_turns_on_machine_traffic_says_so(golden: Golden) -> None:
    # August lists what July lists: 100 -> 130. Without x, 10 -> 60, the rest is 90 -> 70: down 22 %, not up 30 %.
    result = golden(
        "downloads_total",
        {
            "snapshot_run": "run_id | run_seq | snapshot_date | previous_run_id\njul | 1 | 2025-07-07 |\naug | 2 | 2025-08-07 | jul",
            "mart_adoption": """
                run_id | snapshot_date | models | downloads_30d | common_downloads_30d | common_downloads_30d_before
                jul    | 2025-07-07    | 2      | 100           |                      |
                aug    | 2025-08-07    | 2      | 130           | 130                  | 100
            """,
            "mart_swing": """
                run_id | snapshot_date | before_date | model_id | task_scope | excluded | downloads_before | downloads_after
                aug    | 2025-08-07    | 2025-07-07  | x        | generative | TRUE     | 10               | 60
            """,
        },
    )
    assert result.headline() == "Downloads: +30% as listed; +30% like for like hangs on machine traffic"
    assert "Without x, machine traffic, the same models give −22% since" in (result.note() or "")
    assert result.finding is not None and result.finding.confidence == "low"


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
