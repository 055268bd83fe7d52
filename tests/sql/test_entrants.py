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
    assert result.headline() == "Models on the list, September 2025: 3 in, 1 out"
    assert (result.note() or "").endswith("Organisations that entered the list: b.")


def test_what_left_is_of_the_tasks_that_are_asked(golden: Golden) -> None:
    # generative: 6 models in August, 5 in September of which 1 is new: 4 found again, so 2 left; of all tasks 10 and 12
    cells = """
        run_id | snapshot_date | task_scope | models | entered_models
        aug    | 2025-08-07    | generative | 6      | 6
        aug    | 2025-08-07    | other      | 4      | 4
        sep    | 2025-09-07    | generative | 5      | 1
        sep    | 2025-09-07    | other      | 7      | 3
    """
    result = golden("entrants", TABLES | {"mart_adoption": cells})
    assert rows(result, "models", "entered_models", "left_models") == [(6, None, None), (5, 1, 2)]
    # of all tasks: 10 before, 12 now of which 4 are new: 8 found again, 2 left
    everything = golden("entrants", TABLES | {"mart_adoption": cells}, tasks="all")
    assert rows(everything, "models", "entered_models", "left_models") == [(10, None, None), (12, 4, 2)]
