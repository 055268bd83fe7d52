"""intermediary_dependence: what of a family comes through others."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

TABLES = {
    "lab": """
        lab_id  | name
        meta    | Meta
        qwen    | Qwen
        unsloth | Unsloth
    """,
    "snapshot_run": """
        run_id | run_seq | snapshot_date
        sep    | 1       | 2025-09-07
    """,
    "mart_lineage": """
        run_id | snapshot_date | lab_id  | root_lab_id | root_family | base    | relation  | role     | models | downloads_30d | excluded
        sep    | 2025-09-07    | meta    | meta        | Llama       | none    |           | maker    | 1      | 600           | false
        sep    | 2025-09-07    | unsloth | meta        | Llama       | named   | quantized | packager | 2      | 150           | true
        sep    | 2025-09-07    |         | meta        | Llama       | named   | finetune  | author   | 1      | 50            | false
        sep    | 2025-09-07    | qwen    |             |             | missing | quantized | unknown  | 1      | 200           | false
    """,
}


def test_the_part_through_others_is_over_the_whole_family(golden: Golden) -> None:
    # Llama: 600 of its own, 150 + 50 through others: 200 / 800 = 25 %.
    result = golden("intermediary_dependence", TABLES)
    assert rows(result, "lab_id", "root_family", "own", "through_others", "dependence") == [
        ("meta", "Llama", 600, 200, 0.25)
    ]


def test_adjusted_leaves_machine_traffic_out(golden: Golden) -> None:
    # 50 of 650.
    result = golden("intermediary_dependence", TABLES, basis="adjusted")
    assert rows(result, "own", "through_others", "dependence") == [(600, 50, 0.076923)]
