"""lab_portfolio: one lab's downloads by size, task, licence or tier at the latest reading of a source."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

TABLES = {
    "lab": """
        lab_id | name
        qwen   | Qwen
    """,
    "mart_portfolio": """
        run_id | source    | snapshot_date | lab_id | size_class | pipeline_tag    | licence    | tier | excluded | models | downloads_30d
        sep    | osir-lmts | 2025-09-07    | qwen   | 7-30B      | text-generation | apache-2.0 | 2    | false    | 3      | 600
        sep    | osir-lmts | 2025-09-07    | qwen   | 1-7B       | text-generation | qwen       | 1    | false    | 2      | 200
        sep    | osir-lmts | 2025-09-07    | qwen   | 1-7B       | text-generation | qwen       | 1    | true     | 1      | 100
        sep    | osir-lmts | 2025-09-07    | qwen   |            | image-text      |            |      | false    | 1      | 100
        sep    | osir-lmts | 2025-09-07    | google | 1-7B       | text-generation | gemma      | 1    | false    | 9      | 9000
        old    | hub       | 2025-08-07    | qwen   | 7-30B      | text-generation | apache-2.0 | 2    | false    | 9      | 9000
    """,
}


def test_by_hand(golden: Golden) -> None:
    # 1,000 downloads: 600 of 7-30B, 300 of 1-7B (a third of them left out of adjusted figures), 100 unknown
    result = golden("lab_portfolio", TABLES, lab="qwen")
    assert rows(result, "category", "models", "downloads_30d", "share", "excluded_share") == [
        ("1-7B", 3, 300, 0.3, 0.333333),
        ("7-30B", 3, 600, 0.6, 0.0),
        (None, 1, 100, 0.1, 0.0),
    ]
    assert result.headline() == "60% of Qwen's downloads go to models of 7–30B parameters"


def test_by_licence_task_tier_and_source(golden: Golden) -> None:
    assert rows(golden("lab_portfolio", TABLES, lab="qwen", by="licence"), "category", "share") == [
        ("apache-2.0", 0.6),
        ("qwen", 0.3),
        (None, 0.1),
    ]
    task = golden("lab_portfolio", TABLES, lab="qwen", by="task", basis="adjusted")
    assert rows(task, "category", "downloads_30d") == [("text-generation", 800), ("image-text", 100)]
    tier = golden("lab_portfolio", TABLES, lab="qwen", by="tier")
    assert rows(tier, "category") == [("tier_1",), ("tier_2",), (None,)]
    assert tier.headline() == "60% of Qwen's downloads go to open weights"
    assert rows(golden("lab_portfolio", TABLES, lab="qwen", source="hub"), "downloads_30d") == [(9000,)]
