"""lab_leader_definitions: who leads depends on whom one credits."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

# Google hosts 40 of its own and 30 repackaged from Qwen; Qwen hosts 60. Publisher: Google 70 of 130, Qwen 60. Family: Qwen 90,
# Google 40. Packager: the 30 stay Google's, so 70 and 60. All are generative and none is excluded, and there is no flow:
# each rule of credit counts four times.
TABLES = {
    "snapshot_run": """
        run_id | run_seq | snapshot_date
        sep    | 2       | 2025-09-07
    """,
    "lab": """
        lab_id | name
        google | Google
        qwen   | Qwen
    """,
    "mart_lineage": """
        run_id | snapshot_date | lab_id | root_lab_id | base  | role     | models | downloads_30d
        sep    | 2025-09-07    | qwen   | qwen        | none  | maker    | 1      | 60
        sep    | 2025-09-07    | google | google      | none  | maker    | 1      | 40
        sep    | 2025-09-07    | google | qwen        | named | packager | 1      | 30
    """,
}


def test_by_hand(golden: Golden) -> None:
    result = golden("lab_leader_definitions", TABLES)
    found = {row[0]: row[1:] for row in rows(result, "definition", "figure", "verdict", "holds", "chosen")}
    assert len(found) == 12
    assert found["publisher · generative · raw · thirty_days"] == (0.538462, "Google", True, True)
    assert found["family · all · adjusted · thirty_days"] == (0.692308, "Qwen", False, False)
    assert found["packager · generative · raw · thirty_days"] == (0.538462, "Google", True, False)
    assert result.headline() == "Google is downloaded most in 8 of 12 ways of counting"


def test_only_the_labs_asked_for_compete(golden: Golden) -> None:
    assert golden("lab_leader_definitions", TABLES, labs=["qwen", "meta"]).headline() == (
        "Qwen is downloaded most in 12 of 12 ways of counting"
    )
    assert golden("lab_leader_definitions", TABLES, labs=["qwen"]).headline() is None  # of one lab there is no first
