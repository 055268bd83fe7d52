"""pace: models by relative adoption at the latest age with ten peers."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

TABLES = {
    "mart_pace": """
        source    | task_scope | model_id | lab_id | size_class | counted_on | age_days | peers | downloads | tenth_ratio | median_ratio | estimated
        osir-lmts | generative | a/one    | a      | 1-7B       | 2025-09-07 | 90       | 21    | 900       | 4.5         | 0.9          | true
        osir-lmts | generative | b/two    | b      | 7-30B      | 2025-09-07 | 30       | 25    | 800       | 2           | 1.5          | true
        osir-lmts | other      | c/three  | c      | <1B        | 2025-09-07 | 30       | 25    | 700       | 9           | 9            | true
        hub       | generative | d/old    | d      | <1B        | 2025-08-07 | 30       | 25    | 700       | 7           | 7            | false
    """,
}


def test_by_hand(golden: Golden) -> None:
    result = golden("pace", TABLES)
    assert rows(result, "model_id", "relative_adoption", "flags") == [
        ("a/one", 4.5, "estimated"),
        ("b/two", 2.0, "estimated"),
    ]
    assert result.headline() == "a/one: 4.5 times the pace of the top ten of its size"


def test_version_1_and_all_tasks(golden: Golden) -> None:
    result = golden("pace", TABLES, version="1", tasks="all")
    assert rows(result, "model_id") == [("c/three",), ("b/two",), ("a/one",)]
    assert result.headline() == "c/three: 9.0 times the median of the ten largest of its size"
