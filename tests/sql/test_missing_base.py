"""missing_base: models that look derived but name no base."""

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


def test_models_without_a_base_are_listed_with_their_part(golden: Golden) -> None:
    # 200 of 1,000 downloads look derived without a base; 200 of 1,000 have one declared.
    result = golden("missing_base", TABLES)
    assert rows(result, "model_id", "downloads_30d", "missing_share", "named_share") == [("qwen/q-AWQ", 200, 0.2, 0.2)]


def test_adjusted_shares_are_over_what_is_kept(golden: Golden) -> None:
    # 200 of 850 look derived without a base.
    result = golden("missing_base", TABLES, basis="adjusted")
    assert rows(result, "model_id", "missing_share") == [("qwen/q-AWQ", 0.235294)]
