"""promises: their state on the day of the newest reading, and the days they are late."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

# The newest reading is of 7 September 2025: what is delivered later has not been, what is announced later is not known.
TABLES = {
    "snapshot_run": """
        run_id | run_seq | snapshot_date
        sep    | 1       | 2025-09-07
    """,
    "promise": """
        promise_id | lab_id | announced_on | what_en  | what_fr | due_on     | delivered_on | postponed
        kept       | a      | 2025-01-01   | kept     | k       | 2025-02-01 | 2025-02-01 | 0
        free       | a      | 2025-01-02   | no day   | k       |            | 2025-06-01 | 0
        slipped    | a      | 2024-12-31   | slipped  | k       | 2025-08-05 | 2025-08-05   | 2
        late       | a      | 2025-01-03   | late     | k       | 2025-02-01 | 2025-02-11 | 0
        over       | a      | 2025-01-04   | over     | k       | 2025-09-01 |             | 0
        after      | a      | 2025-01-05   | after    | k       | 2025-09-06 | 2025-09-10 | 0
        soon       | a      | 2025-01-06   | soon     | k       | 2025-09-07 |             | 0
        open       | a      | 2025-01-07   | some day | k       |            |             | 0
        future     | a      | 2025-10-01   | future   | k       |            |             | 0
    """,
}


def test_the_state_follows_from_the_dates(golden: Golden) -> None:
    assert rows(golden("promises", TABLES), "what", "state", "delivered_on", "days_late") == [
        ("after", "overdue", None, 1),  # due on the 6th, the 7th is the newest day read
        ("over", "overdue", None, 6),
        ("some day", "pending", None, None),
        ("soon", "pending", None, None),
        ("late", "late", date(2025, 2, 11), 10),
        ("slipped", "late", date(2025, 8, 5), None),  # on the last day named, after it was put off twice
        ("no day", "kept", date(2025, 6, 1), None),
        ("kept", "kept", date(2025, 2, 1), None),
    ]


def test_the_sentence_counts_and_calls_the_handful_one(golden: Golden) -> None:
    finding = golden("promises", TABLES).finding
    assert finding is not None
    assert [finding.values[name] for name in ("all", "kept", "late", "overdue")] == [8, 4, 2, 2]
    assert (finding.as_of, finding.confidence) == (date(2025, 9, 7), "low")
