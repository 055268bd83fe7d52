"""lineage_flow: base lab, relation, kind of publisher."""

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


def test_both_stages_carry_the_same_downloads(golden: Golden) -> None:
    assert rows(golden("lineage_flow", TABLES), "stage", "from_node", "to_node", "downloads_30d") == [
        (0, "meta", "quantized", 150),
        (0, "meta", "finetune", 50),
        (1, "quantized", "packager", 150),
        (1, "finetune", "unaffiliated", 50),
    ]


def test_adjusted_leaves_machine_traffic_out(golden: Golden) -> None:
    assert rows(golden("lineage_flow", TABLES, basis="adjusted"), "from_node", "to_node", "downloads_30d") == [
        ("meta", "finetune", 50),
        ("finetune", "unaffiliated", 50),
    ]
