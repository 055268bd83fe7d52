"""family_modes: what a family weighs at its own lab, in all, and without the repackagings of others."""

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


def test_a_family_counts_its_derivatives_and_leaves_out_what_others_repackaged(golden: Golden) -> None:
    # Llama: 600 at Meta; 150 repackaged by unsloth and 50 of an author descend from it: 800 in all, 650 without the 150.
    result = golden("family_modes", TABLES, family="Llama")
    assert rows(result, "mode", "models", "downloads_30d") == [
        ("family", 4, 800),
        ("packager", 2, 650),
        ("publisher", 1, 600),
    ]
    finding = result.finding
    assert finding is not None
    assert (finding.case, finding.values["share"]) == ("others", 0.25)  # 200 of 800


def test_adjusted_leaves_machine_traffic_out(golden: Golden) -> None:
    result = golden("family_modes", TABLES, family="Llama", basis="adjusted")
    assert rows(result, "mode", "downloads_30d") == [("family", 650), ("packager", 650), ("publisher", 600)]
