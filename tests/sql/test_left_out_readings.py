"""left_out_readings: what a number from the readings leaves out, by reason."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

# The reading lists 1,000 downloads: a generative model 500, one of machines 100, an embedding model 300, one without a task 100,
# a generative one without a counter. The source listed three more of org/: 60 downloads. One run was refused, one is a trending list.
TABLES = {
    "snapshot_run": """
        run_id | run_seq | snapshot_date | source    | status      | listing       | in_series | in_totals
        bad    | 1       | 2025-08-07    | osir-lmts | quarantined | organisations | false     | true
        labs   | 4       | 2025-09-08    | osir-lmts | ok          | organisations | true      | false
        sep    | 2       | 2025-09-07    | osir-lmts | ok          | organisations | true      | true
        trend  | 3       | 2025-10-07    | m96       | ok          | ranking       | true      | true
    """,
    "mart_adoption": """
        run_id | snapshot_date | task_scope | models | downloads_30d
        sep    | 2025-09-07    | generative | 3      | 600
        sep    | 2025-09-07    | other      | 1      | 300
        sep    | 2025-09-07    | unknown    | 1      | 100
    """,
    "model": """
        model_key | model_id | task_scope
        1         | a/text   | generative
        2         | a/bot    | generative
        3         | a/embed  | other
        4         | a/what   | unknown
        5         | a/mute   | generative
    """,
    "latest_reading": """
        model_key | run_seq | seen_on    | downloads_30d
        1         | 2       | 2025-09-07 | 500
        2         | 2       | 2025-09-07 | 100
        3         | 2       | 2025-09-07 | 300
        4         | 2       | 2025-09-07 | 100
        5         | 2       | 2025-09-07 |
    """,
    "mart_left_out": """
        run_id | snapshot_date | model_id | task_scope | why        | downloads_30d
        sep    | 2025-09-07    | a/bot    | generative | automation | 100
    """,
    "organisation_coverage": """
        run_id | observed_on | organisation_id | models_in_source | models_held | downloads_in_source | downloads_held
        sep    | 2025-09-07  | org             | 5                | 2           | 160                 | 100
    """,
}


def test_by_hand(golden: Golden) -> None:
    result = golden("left_out_readings", TABLES, tasks="generative", basis="adjusted")
    assert rows(result, "why", "number", "amount", "share", "largest") == [
        ("other_tasks", 1, 300.0, 0.3, ["a/embed"]),
        ("automation", 1, 100.0, 0.1, ["a/bot"]),
        ("no_task", 1, 100.0, 0.1, ["a/what"]),
        ("not_held", 3, 60.0, None, ["org"]),
        ("no_counter", 1, None, None, ["a/mute"]),
        ("quarantined", 1, None, None, ["bad"]),
        ("ranking", 1, None, None, ["trend"]),
        ("smaller_scope", 1, None, None, ["labs"]),
    ]
    assert result.headline() == "Outside this number: 560 downloads"


def test_raw_figures_over_all_tasks_leave_less_out(golden: Golden) -> None:
    assert rows(golden("left_out_readings", TABLES), "why") == [
        ("not_held",),
        ("no_counter",),
        ("quarantined",),
        ("ranking",),
        ("smaller_scope",),
    ]
