"""changes_terms: licence, access, tier and name between two dates."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

TABLES = {
    "snapshot_run": """
        run_id | run_seq | source | snapshot_date | previous_run_id
        r1     | 1       | hub    | 2026-01-02    |
        r2     | 2       | hub    | 2026-01-09    | r1
        r3     | 3       | hub    | 2026-01-16    | r2
    """,
    "model": """
        model_key | model_id | task_scope
        1         | a/one    | generative
        2         | b/two    | generative
    """,
    "mart_model": """
        model_id | downloads_30d
        a/one    | 10
        b/two    | 20
    """,
    "model_change": """
        model_key | model_id | changed_on | field   | old_value  | new_value    | cause   | run_id
        1         | a/one    | 2026-01-09 | licence | apache-2.0 | cc-by-nc-4.0 | changed | r2
        2         | b/two    | 2026-01-16 | gated   | false      | manual       | changed | r3
        2         | b/two    | 2026-01-16 | tier    |            | 2            | known   | r3
    """,
}


def test_since_the_reading_before_or_any_day(golden: Golden) -> None:
    # What only became known is no change; the change of the 9th lies before the reading that the newest is compared with.
    result = golden("changes_terms", TABLES)
    assert rows(result, "model_id", "field", "old_value", "new_value") == [("b/two", "gated", "false", "manual")]
    since = golden("changes_terms", TABLES, since=date(2026, 1, 2))
    assert rows(since, "model_id") == [("b/two",), ("a/one",)]
    assert since.headline() == "Changes of licence, access, degree or name: 2"
    none = golden("changes_terms", TABLES, since=date(2026, 1, 16))
    assert (none.table.num_rows, none.headline()) == (0, "No newer reading of the Hub than 16 January 2026")
    quiet = golden("changes_terms", TABLES | {"model_change": "model_key\n"})
    assert quiet.headline() == "No licence, access, degree or name changed"


def test_one_live_reading_dates_nothing(golden: Golden) -> None:
    result = golden("changes_terms", TABLES | {"model_change": "model_key\n"}, until=date(2026, 1, 5))
    assert result.finding is not None and result.finding.case == "undated"
