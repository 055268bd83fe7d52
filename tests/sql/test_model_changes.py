"""model_changes: licence, access, name and tier with the day that first showed them."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows


def test_by_hand(golden: Golden) -> None:
    result = golden(
        "model_changes",
        {
            "mart_name": """
                name  | model_key
                a/one | 1
            """,
            "snapshot_run": """
                run_id | run_seq | source | snapshot_date
                r1     | 1       | hub    | 2026-01-02
            """,
            "model_change": """
                model_key | model_id | changed_on | field   | old_value  | new_value    | run_id
                1         | a/one    | 2026-01-02 | licence | apache-2.0 | cc-by-nc-4.0 | r1
                1         | a/one    | 2026-01-02 | tier    | 2          | 1            | r1
                2         | b/two    | 2026-01-02 | gated   | false      | manual       | r1
            """,
        },
        model="a/one",
    )
    assert rows(result, "changed_on", "field", "old_value", "new_value", "source") == [
        (date(2026, 1, 2), "licence", "apache-2.0", "cc-by-nc-4.0", "hub"),
        (date(2026, 1, 2), "tier", "2", "1", "hub"),
    ]
