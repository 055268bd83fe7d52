"""cohort_curves: each lab's leading model of a size over the ribbon of all models of that size."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

TABLES = {
    "lab": """
        lab_id  | name
        google  | Google
        mistral | Mistral
    """,
    "model": """
        model_key | model_id | lab_id  | size_class
        1         | g/one    | google  | 7-30B
        2         | g/two    | google  | 7-30B
        3         | m/small  | mistral | 1-7B
    """,
    "cumulative": """
        source    | model_key | counted_on | estimated
        osir-lmts | 1         | 2025-09-07 | true
    """,
    "mart_age": """
        source    | model_key | age_days | downloads | estimated
        osir-lmts | 1         | 30       | 400       | true
        osir-lmts | 1         | 60       | 900       | true
        osir-lmts | 2         | 30       | 500       | true
        osir-lmts | 3         | 30       | 9999      | true
    """,
    "mart_cohort": """
        source    | task_scope | size_class | age_days | peers | low | middle | high
        osir-lmts | generative | 7-30B      | 30       | 25    | 10  | 100    | 1000
        osir-lmts | generative | 7-30B      | 60       | 20    | 20  | 300    | 2000
        osir-lmts | other      | 7-30B      | 30       | 20    | 1   | 1      | 1
    """,
}


def test_by_hand(golden: Golden) -> None:
    # g/one reaches 900, more than g/two's 500; mistral has no model of this size. 900 / 300 = 3 times the median.
    result = golden("cohort_curves", TABLES, labs=["mistral", "google"])
    assert rows(result, "lab_id", "model_id", "age_days", "downloads", "low", "high", "models") == [
        ("cohort", None, 30, 100.0, 10.0, 1000.0, 25),
        ("cohort", None, 60, 300.0, 20.0, 2000.0, 20),
        ("google", "g/one", 30, 400.0, None, None, None),
        ("google", "g/one", 60, 900.0, None, None, None),
    ]
    assert result.headline() == "g/one: 3.0 times the median at day 60"
    assert (result.note() or "").endswith("No such model is known of Mistral.")
    assert golden("cohort_curves", TABLES, labs=["mistral"]).headline() == (
        "No model of 7–30B parameters followed since release is known of Mistral"
    )


def test_a_size_without_ten_models_has_no_ribbon(golden: Golden) -> None:
    result = golden("cohort_curves", TABLES, labs=["mistral"], size_class="1-7B")
    assert rows(result, "lab_id", "downloads") == [("mistral", 9999.0)]
    assert result.headline() == "Fewer than ten models of this size are known at any age"
