"""One small family, shared by the golden tests of lineage: Meta's Llama, what two others make of it, and a model of
Qwen's that names no base. 1,000 downloads in all."""

from __future__ import annotations

FAMILY = {
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

DERIVATIVES = {
    **FAMILY,
    "mart_derivative": """
        run_id | snapshot_date | model_id        | lab_id  | base    | root_id    | root_lab_id | root_family | relation  | role     | depth | part | downloads_30d | excluded
        sep    | 2025-09-07    | unsloth/ll-GGUF | unsloth | named   | meta/llama | meta        | Llama       | quantized | packager | 1     | 0.5  | 300           | true
        sep    | 2025-09-07    | you/tuned       |         | named   | meta/llama | meta        | Llama       | finetune  | author   | 1     | 1    | 50            | false
        sep    | 2025-09-07    | qwen/q-AWQ      | qwen    | missing |            |             |             | quantized | unknown  | 0     | 1    | 200           | false
    """,
}
