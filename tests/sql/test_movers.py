"""movers: rises and falls between two readings, on the models of both."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

TABLES = {
    "snapshot_run": """
        run_id | run_seq | snapshot_date | previous_run_id
        aug    | 1       | 2025-08-07    |
        sep    | 2       | 2025-09-07    | aug
    """,
    "mart_mover": """
        run_id | snapshot_date | before_date | model_id | lab_id | excluded | downloads_before | downloads_after | rank_before | rank_after
        sep    | 2025-09-07    | 2025-08-07  | a/up     | a      | false    | 100              | 400             | 3           | 1
        sep    | 2025-09-07    | 2025-08-07  | b/bot    |        | true     | 10               | 900             | 9           | 2
        sep    | 2025-09-07    | 2025-08-07  | c/down   | c      | false    | 500              | 100             | 1           | 4
    """,
}


def test_by_hand(golden: Golden) -> None:
    result = golden("movers", TABLES)
    assert rows(result, "model_id", "change", "ratio", "rank_after") == [
        ("b/bot", 890, 89.0, 2),
        ("a/up", 300, 3.0, 1),
        ("c/down", -400, -0.8, 4),
    ]
    assert rows(result, "model_id", "flags")[0] == ("b/bot", "excluded")


def test_the_headline_names_no_machine(golden: Golden) -> None:
    # b/bot rose by 890, but is left out of adjusted figures; of the others c/down moved most: -400.
    result = golden("movers", TABLES)
    assert result.headline() == "Largest fall: c/down, −400 downloads"
    assert "Left aside as machine traffic: b/bot, 890." in (result.note() or "")


def test_adjusted_leaves_the_machine_out(golden: Golden) -> None:
    result = golden("movers", TABLES, basis="adjusted")
    assert rows(result, "model_id") == [("a/up",), ("c/down",)]
    assert result.headline() == "Largest fall: c/down, −400 downloads"
