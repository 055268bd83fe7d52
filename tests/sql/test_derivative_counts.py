"""derivative_counts: direct derivatives by relation."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows
from tests.sql.lineage import FAMILY

TABLES = {
    "lab": FAMILY["lab"],
    "snapshot_run": FAMILY["snapshot_run"],
    "mart_base": """
        run_id | snapshot_date | base_id    | base_lab_id | relation  | models | models_of_others
        sep    | 2025-09-07    | meta/llama | meta        | quantized | 2      | 2
        sep    | 2025-09-07    | meta/llama | meta        | finetune  | 3      | 1
        sep    | 2025-09-07    | qwen/q     | qwen        | unknown   | 1      | 0
    """,
}


def test_relations_add_up_to_the_total(golden: Golden) -> None:
    result = golden("derivative_counts", TABLES)
    assert rows(result, "base_id", "total", "finetune", "quantized", "unknown", "models_of_others") == [
        ("meta/llama", 5, 3, 2, 0, 3),
        ("qwen/q", 1, 0, 0, 1, 0),
    ]
    finding = result.finding
    assert finding is not None
    assert finding.case == "most"
    tie = {"mart_base": TABLES["mart_base"].replace("| unknown   | 1 ", "| unknown   | 5 ")}
    finding = golden("derivative_counts", {**TABLES, **tie}).finding
    assert finding is not None
    assert (finding.case, finding.values["ties"]) == ("tied", 2)
