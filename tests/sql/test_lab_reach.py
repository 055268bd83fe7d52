"""lab_reach: own and family reach over time."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows
from tests.sql.lineage import FAMILY


def test_family_reach_adds_what_others_derive(golden: Golden) -> None:
    # Meta hosts 600; 150 + 50 of others descend from it: 1 - 600 / 800 = 0.25. Qwen hosts 200 whose base is missing: no
    # family reach.
    result = golden("lab_reach", FAMILY, labs=["meta", "qwen"])
    assert rows(result, "lab_id", "publisher", "family_reach", "packager", "through") == [
        ("meta", 600, 800, 650, 0.25),
        ("qwen", 200, None, None, None),
    ]
    finding = result.finding
    assert finding is not None
    assert (finding.case, finding.values["lab"]) == ("thin", "meta")  # 800 downloads are too few to say


def attribution(qwen_family: int) -> dict[str, str]:
    """Meta: 600 of its own, 900 as family (50 % more). Qwen: 10,000 of its own."""
    return {
        "lab": FAMILY["lab"],
        "snapshot_run": FAMILY["snapshot_run"],
        "mart_lineage": f"""
            run_id | snapshot_date | lab_id  | root_lab_id | root_family | base  | models | downloads_30d
            sep    | 2025-09-07    | meta    | meta        | Llama       | none  | 1      | 600
            sep    | 2025-09-07    | unsloth | meta        | Llama       | named | 1      | 300
            sep    | 2025-09-07    | qwen    | qwen        | Qwen        | none  | 1      | 10000
            sep    | 2025-09-07    | unsloth | qwen        | Qwen        | named | 1      | {qwen_family - 10_000}
        """,
    }


def test_the_sentence_needs_ten_thousand_downloads(golden: Golden) -> None:
    # Qwen's 12,000 against 10,000 lead though Meta's ratio is higher, on 900 downloads; 10,050 is less than 1 % further.
    finding = golden("lab_reach", attribution(12_000), labs=["meta", "qwen"]).finding
    assert finding is not None
    assert (finding.case, finding.values["lab"]) == ("reach", "qwen")
    finding = golden("lab_reach", attribution(10_050), labs=["meta", "qwen"]).finding
    assert finding is not None
    assert (finding.case, finding.values["lab"]) == ("no_further", "qwen")


def test_adjusted_leaves_machine_traffic_out(golden: Golden) -> None:
    result = golden("lab_reach", FAMILY, labs=["meta", "qwen"], basis="adjusted")
    assert rows(result, "lab_id", "publisher", "family_reach") == [("meta", 600, 650), ("qwen", 200, None)]
    assert rows(result, "named_share")[0] == (0.058824,)
