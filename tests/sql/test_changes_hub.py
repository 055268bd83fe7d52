"""changes_hub: rises, falls, entrants and leavers between any two readings, from the change-only store."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

# a/steady has one row: it did not move. c/gone leaves the list in September. d/new enters it. e/bot is machine traffic.
TABLES = {
    "snapshot_run": """
        run_id | run_seq | snapshot_date | previous_run_id
        jul    | 1       | 2025-07-07    |
        aug    | 2       | 2025-08-07    | jul
        sep    | 3       | 2025-09-07    | aug
    """,
    "model": """
        model_key | model_id | lab_id | task_scope
        1         | a/steady | a      | generative
        2         | b/up     |        | generative
        3         | c/gone   |        | generative
        4         | d/new    |        | generative
        5         | e/bot    |        | generative
        6         | f/other  |        | other
    """,
    "reading": """
        source    | run_seq | model_key | listed | downloads_30d
        osir-lmts | 1       | 1         | true   | 50
        osir-lmts | 1       | 2         | true   | 10
        osir-lmts | 2       | 2         | true   | 30
        osir-lmts | 3       | 2         | true   | 100
        osir-lmts | 1       | 3         | true   | 70
        osir-lmts | 3       | 3         | false  |
        osir-lmts | 3       | 4         | true   | 5
        osir-lmts | 1       | 5         | true   | 1
        osir-lmts | 3       | 5         | true   | 900
        osir-lmts | 1       | 6         | true   | 1
        osir-lmts | 3       | 6         | true   | 9000
    """,
    "mart_left_out": """
        run_id | model_key | why
        sep    | 5         | automation
    """,
}
SHOWN = ("model_id", "state", "downloads_before", "downloads_after", "change", "flags")


def test_against_the_reading_before(golden: Golden) -> None:
    result = golden("changes_hub", TABLES)
    assert rows(result, *SHOWN) == [
        ("e/bot", "up", 1, 900, 899, "excluded"),
        ("b/up", "up", 30, 100, 70, None),
        ("d/new", "entered", None, 5, None, None),
        ("c/gone", "left", 70, None, None, None),
    ]
    assert result.headline() == "b/up: 70 more downloads"
    assert (result.note() or "").startswith(
        "30-day counts of 7 September 2025 against 7 August 2025. Entered the list: 1."
    )


def test_against_any_day(golden: Golden) -> None:
    result = golden("changes_hub", TABLES, since=date(2025, 7, 20), basis="adjusted")
    assert rows(result, *SHOWN)[0] == ("b/up", "up", 10, 100, 90, None)
    assert rows(golden("changes_hub", TABLES, tasks="all"), "model_id")[0] == ("f/other",)
    assert golden("changes_hub", TABLES, since=date(2026, 1, 1)).headline() == (
        "No newer reading of the Hub than 7 September 2025"
    )
