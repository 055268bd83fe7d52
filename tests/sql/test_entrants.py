"""entrants: what came into the list and what went, organisations named."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

TABLES = {
    # August lists 10 models; September 12, of which 9 were known: one left, three entered.
    "snapshot_run": """
        run_id | run_seq | snapshot_date | previous_run_id | models | common_models
        aug    | 1       | 2025-08-07    |                 | 10     |
        sep    | 2       | 2025-09-07    | aug             | 12     | 9
    """,
    "mart_adoption": """
        run_id | snapshot_date | lab_id | models | entered_models
        aug    | 2025-08-07    | a      | 10     | 10
        sep    | 2025-09-07    | a      | 11     | 2
        sep    | 2025-09-07    | b      | 1      | 1
    """,
    "mart_list_change": """
        run_id | snapshot_date | organisations_entered | organisations_left
        sep    | 2025-09-07    | [b]                   | []
    """,
}


def test_by_hand(golden: Golden) -> None:
    result = golden("entrants", TABLES)
    assert rows(result, "models", "entered_models", "left_models", "organisations_entered", "flags") == [
        (10, None, None, [], None),
        (12, 3, 1, ["b"], "break"),
    ]
    assert result.headline() == "Models since the previous reading: 3 in, 1 out"
    assert result.note() == "Organisations that entered the list: b."
