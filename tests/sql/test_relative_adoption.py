"""relative_adoption: downloads since release over the class's reference at the same age."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

TABLES = {
    "model": """
        model_key | model_id | size_class | base_relation
        1         | a/one    | 1-7B       |
        2         | a/copy   | 1-7B       | quantized
    """,
    "cumulative": """
        source    | model_key | counted_on
        osir-lmts | 1         | 2025-09-07
        osir-lmts | 2         | 2025-09-07
    """,
    "mart_age": """
        source    | model_key | age_days | downloads | estimated | from_start
        osir-lmts | 1         | 30       | 300       | true      | true
        osir-lmts | 1         | 60       | 900       | true      | true
        osir-lmts | 1         | 90       | 950       | true      | true
        osir-lmts | 2         | 30       | 300       | true      | true
    """,
    # At day 90 only nine peers are left: the mart has no row.
    "mart_cohort": """
        source    | task_scope | size_class | age_days | peers | tenth | top_ten_median
        osir-lmts | generative | 1-7B       | 30       | 30    | 600   | 1500
        osir-lmts | generative | 1-7B       | 60       | 12    | 600   | 1800
    """,
}


def test_by_hand(golden: Golden) -> None:
    # 300/600 = 0.5, 900/600 = 1.5, nothing at day 90
    result = golden("relative_adoption", TABLES, model="a/one")
    assert rows(result, "age_days", "peers", "relative_adoption", "flags") == [
        (30, 30, 0.5, "estimated"),
        (60, 12, 1.5, "estimated"),
        (90, None, None, "estimated"),
    ]
    assert result.headline() == "At day 60: 1.5 times the pace of the top ten of its size"
    assert result.finding is not None and result.finding.confidence == "low"  # twelve peers


def test_version_1_divides_by_the_median_of_the_ten_largest(golden: Golden) -> None:
    # 300/1500 = 0.2, 900/1800 = 0.5
    result = golden("relative_adoption", TABLES, model="a/one", version="1")
    assert rows(result, "relative_adoption") == [(0.2,), (0.5,), (None,)]
    assert result.headline() == "At day 60: 0.5 of the pace of the top ten of its size"


def test_a_quantised_copy_is_not_compared(golden: Golden) -> None:
    result = golden("relative_adoption", TABLES, model="a/copy")
    assert rows(result, "relative_adoption") == [(None,)]
    assert result.headline() == "A quantised copy is not compared with others of its size: its base is"


def test_without_rows_the_reason_is_said(golden: Golden) -> None:
    models = """
        model_key | model_id | size_class
        3         | a/three  |
        4         | a/four   | 1-7B
        5         | a/five   | 30-100B
    """
    ages = """
        source    | model_key | age_days | downloads | estimated | from_start
        osir-lmts | 5         | 30       | 300       | true      | true
    """
    tables = TABLES | {"model": models, "mart_age": ages}
    said = {
        name: golden("relative_adoption", tables, model=f"a/{name}").headline() for name in ("three", "four", "five")
    }
    assert said == {
        "three": "Its size is not known: there are no peers to compare it with",
        "four": "No reading tells its downloads since release",
        "five": "Fewer than ten models of its size are known at its age",
    }


def test_a_model_of_machine_traffic_is_marked(golden: Golden) -> None:
    run = "run_id | run_seq | source | snapshot_date\nsep | 1 | osir-lmts | 2025-09-07"
    left_out = """
        run_id | source    | snapshot_date | model_key | model_id | task_scope | why
        sep    | osir-lmts | 2025-09-07    | 1         | a/one    | generative | automation
    """
    result = golden("relative_adoption", TABLES | {"snapshot_run": run, "mart_left_out": left_out}, model="a/one")
    assert {row[0] for row in rows(result, "flags")} == {"estimated excluded"}
    assert result.finding is not None
    assert (result.finding.confidence, result.finding.confidence_reason) == ("low", "machine_traffic")
