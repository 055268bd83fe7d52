"""lab_table: each lab at the latest reading, with shares, openness, change like for like and its largest model."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

TABLES = {
    "snapshot_run": """
        run_id | run_seq | snapshot_date | previous_run_id
        jul    | 0       | 2025-07-07    |
        aug    | 1       | 2025-08-07    | jul
        sep    | 2       | 2025-09-07    | aug
    """,
    # September, generative: google 300 restricted + 100 open, mistral 500 open + 100 of unknown licence (50 of them left
    # out of adjusted figures), nobody's 200. Total 1,200.
    "mart_adoption": """
        run_id | snapshot_date | lab_id  | tier | excluded | models | downloads_30d | likes | common_downloads_30d | common_downloads_30d_before
        jul    | 2025-07-07    | google  | 1    | false    | 1      | 500           | 9     |                      |
        aug    | 2025-08-07    | google  | 1    | false    | 1      | 1000          | 9     | 1000                 | 500
        sep    | 2025-09-07    | google  | 1    | false    | 3      | 300           | 5     | 300                  | 200
        sep    | 2025-09-07    | google  | 2    | false    | 1      | 100           | 1     | 100                  | 50
        sep    | 2025-09-07    | mistral | 2    | false    | 2      | 500           | 7     | 400                  | 500
        sep    | 2025-09-07    | mistral |      | false    | 1      | 50            | 1     |                      |
        sep    | 2025-09-07    | mistral |      | true     | 1      | 50            | 0     |                      |
        sep    | 2025-09-07    |         |      | false    | 9      | 200           | 0     |                      |
    """,
    "mart_lab": """
        run_id | snapshot_date | lab_id  | task_scope | largest_model_id | largest_downloads_30d | organisations | organisations_entered
        sep    | 2025-09-07    | google  | generative | google/g         | 200                   | [google]      | []
        sep    | 2025-09-07    | mistral | generative | mistralai/m      | 300                   | [mistralai]   | [mistralai]
    """,
    "organisation": """
        organisation_id | lab_id
        google          | google
    """,
    "organisation_coverage": """
        run_id | observed_on | organisation_id | incomplete
        sep    | 2025-09-07  | google          | true
    """,
}


def test_by_hand(golden: Golden) -> None:
    result = golden("lab_table", TABLES)
    assert rows(result, "rank", "lab_id", "models", "downloads_30d", "share", "open_share", "unknown_share") == [
        (1, "mistral", 4, 600, 0.5, 0.833333, 0.166667),  # 500 / 600 open, 100 / 600 unknown
        (2, "google", 4, 400, 0.333333, 0.25, 0.0),
        (None, None, 9, 200, 0.166667, 0.0, 1.0),
    ]
    # mistral 400 after 500: -20 %; google 400 after 250: +60 %
    assert rows(result, "change", "largest_model_id", "largest_share", "flags") == [
        (-0.2, "mistralai/m", 0.5, "break"),
        (0.6, "google/g", 0.5, "partial"),
        (None, None, None, None),
    ]
    # google doubles from July to August and grows by 400 / 250 to September: x 3.2 on the same models. mistral: 400 of its
    # 600 are compared, 67 %: below 80 %, so nothing compares with it yet.
    assert rows(result, "change_since", "since") == [(None, None), (2.2, date(2025, 7, 7)), (None, None)]
    assert result.headline() is not None and result.finding is not None
    assert "chosen organisations only" in (result.note("en") or "")
    assert round(result.finding.values["top_three"], 6) == 0.833333


def test_adjusted_leaves_the_excluded_out(golden: Golden) -> None:
    result = golden("lab_table", TABLES, basis="adjusted")
    assert rows(result, "lab_id", "downloads_30d")[0] == ("mistral", 550)


def test_missing_counts_lower_what_is_compared(golden: Golden) -> None:
    # Google's 400 of September are all compared, but models that had 300 in August come without a count: 400 of 700 is
    # below 80 %, so its growth starts anew, and its total is flagged. Nobody else lacks a count.
    header, *lines = TABLES["mart_adoption"].strip().splitlines()
    missing = [header + " | uncounted_downloads_30d"] + [
        line + (" | 300" if "sep" in line and "| 2    | false    | 1 " in line else " | 0") for line in lines
    ]
    plain = TABLES | {"mart_adoption": "\n".join(missing), "organisation_coverage": "run_id | organisation_id"}
    result = golden("lab_table", plain)
    assert rows(result, "lab_id", "since", "flags") == [
        ("mistral", None, "break"),
        ("google", None, "partial"),
        (None, None, None),
    ]
    assert rows(result, "uncounted_downloads_30d")[1] == (300,)
    assert result.finding is not None
    assert result.finding.confidence_reason == "missing_counts"
