"""left_out: the models that adjusted figures of the latest reading leave out, with the reason."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

TABLES = {
    "snapshot_run": """
        run_id | run_seq | snapshot_date
        aug    | 1       | 2025-08-07
        sep    | 2       | 2025-09-07
    """,
    "mart_left_out": """
        run_id | snapshot_date | model_id      | task_scope | why        | exclusion_reason | automation_index | downloads_30d | likes
        aug    | 2025-08-07    | old/gone      | generative | automation |                  | 9                | 999999        | 1
        sep    | 2025-09-07    | hf/tiny       | generative | list       | test repository  |                  | 50            | 0
        sep    | 2025-09-07    | g/bot         | generative | automation |                  | 7.5              | 16000         | 7
        sep    | 2025-09-07    | s/sentence    | other      | automation |                  | 5.4              | 600           | 1
    """,
}


def test_by_hand(golden: Golden) -> None:
    result = golden("left_out", TABLES)
    assert rows(result, "model_id", "why", "automation_index", "exclusion_reason") == [
        ("g/bot", "automation", 7.5, None),
        ("s/sentence", "automation", 5.4, None),
        ("hf/tiny", "list", None, "test repository"),
    ]
    assert result.note() == "Models left out: 3. The largest: g/bot, 16K downloads and 7 likes."
    assert rows(golden("left_out", TABLES, tasks="generative"), "model_id") == [("g/bot",), ("hf/tiny",)]
