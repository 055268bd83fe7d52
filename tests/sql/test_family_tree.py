"""family_tree: the largest derivatives of each family."""

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
    "mart_derivative": """
        run_id | snapshot_date | model_id        | lab_id  | base    | root_id    | root_lab_id | root_family | relation  | role     | depth | part | downloads_30d | excluded
        sep    | 2025-09-07    | unsloth/ll-GGUF | unsloth | named   | meta/llama | meta        | Llama       | quantized | packager | 1     | 0.5  | 300           | true
        sep    | 2025-09-07    | you/tuned       |         | named   | meta/llama | meta        | Llama       | finetune  | author   | 1     | 1    | 50            | false
        sep    | 2025-09-07    | qwen/q-AWQ      | qwen    | missing |            |             |             | quantized | unknown  | 0     | 1    | 200           | false
    """,
}


def test_derivatives_count_by_their_part_of_the_root(golden: Golden) -> None:
    # A merge with half its roots in Llama: half of 300.
    result = golden("family_tree", TABLES)
    assert rows(result, "model_id", "downloads_30d") == [("unsloth/ll-GGUF", 150), ("you/tuned", 50)]
    assert rows(golden("family_tree", TABLES, lab="qwen"), "model_id") == []
    assert len(rows(golden("family_tree", TABLES, family="Llama"), "model_id")) == 2


def test_adjusted_leaves_machine_traffic_out(golden: Golden) -> None:
    assert rows(golden("family_tree", TABLES, basis="adjusted"), "model_id") == [("you/tuned",)]
