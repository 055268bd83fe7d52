"""family_publishers: through whom, and in what form, a family reaches people."""

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
    "mart_derivative": """
        run_id | snapshot_date | model_id  | base  | root_family | role   | downloads_30d
        sep    | 2025-09-07    | you/tuned | named | Llama       | author | 50
    """,
    "mart_lineage": """
        run_id | snapshot_date | lab_id  | root_lab_id | root_family | base    | relation  | role     | models | downloads_30d | excluded
        sep    | 2025-09-07    | meta    | meta        | Llama       | none    |           | maker    | 1      | 600           | false
        sep    | 2025-09-07    | unsloth | meta        | Llama       | named   | quantized | packager | 2      | 150           | true
        sep    | 2025-09-07    |         | meta        | Llama       | named   | finetune  | author   | 1      | 50            | false
        sep    | 2025-09-07    | qwen    |             |             | missing | quantized | unknown  | 1      | 200           | false
    """,
}


def test_publishers_by_their_part_of_the_family(golden: Golden) -> None:
    # 600 of the base itself, 150 quantised by unsloth, 50 fine-tuned outside the registry: 0.75, 0.1875, 0.0625 of 800.
    result = golden("family_publishers", TABLES, family="Llama")
    assert rows(result, "lab_id", "relation", "role", "models", "downloads_30d", "share") == [
        ("meta", "base", "maker", 1, 600, 0.75),
        ("unsloth", "quantized", "packager", 2, 150, 0.1875),
        (None, "finetune", "author", 1, 50, 0.0625),
    ]
    finding = result.finding
    assert finding is not None
    assert (finding.case, finding.values["lab"]) == ("other", "unsloth")


def test_without_the_packager_the_largest_other_is_outside_the_registry(golden: Golden) -> None:
    finding = golden("family_publishers", TABLES, family="Llama", basis="adjusted").finding
    assert finding is not None
    assert (finding.case, finding.values["downloads"]) == ("outside", 50)
