"""openness_drift: changes of licence, access and tier, and the way they go."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

LICENCES = """
    licence    | name   | tier
    apache-2.0 | Apache | 2
    mit        | MIT    | 2
    gemma      | Gemma  | 1
"""
MODELS = {
    "model": """
        model_key | model_id | lab_id
        1         | o/closes | google
        2         | o/opens  |
        3         | o/same   |
    """,
    "mart_model": """
        model_id | downloads_30d
        o/closes | 900
        o/opens  | 100
    """,
}
RUNS = """
    run_id | run_seq | source | snapshot_date
    one    | 1       | hub    | 2026-11-24
    two    | 2       | hub    | 2026-11-25
"""
# The first goes from Apache (2) to Gemma (1), its tier with it, and behind a click; the second from Gemma to MIT; the
# third from Apache to MIT, and its tier becomes known. A new name is no change of openness.
CHANGES = """
    model_key | model_id | changed_on | field    | old_value  | new_value  | run_id
    1         | o/closes | 2026-11-25 | licence  | apache-2.0 | gemma      | two
    1         | o/closes | 2026-11-25 | tier     | 2          | 1          | two
    1         | o/closes | 2026-11-25 | gated    | false      | auto       | two
    1         | o/closes | 2026-11-25 | model_id | o/old      | o/closes   | two
    2         | o/opens  | 2026-11-25 | licence  | gemma      | mit        | two
    3         | o/same   | 2026-11-25 | licence  | apache-2.0 | mit        | two
    3         | o/same   | 2026-11-25 | tier     |            | 2          | two
"""
TABLES = MODELS | {"licence": LICENCES, "snapshot_run": RUNS, "model_change": CHANGES}


def test_the_most_downloaded_first_each_with_its_direction(golden: Golden) -> None:
    found = rows(golden("openness_drift", TABLES), "model_id", "field", "direction", "changes_of_direction")
    assert found == [
        ("o/closes", "gated", "closed", 3),
        ("o/closes", "licence", "closed", 3),
        ("o/closes", "tier", "closed", 3),
        ("o/opens", "licence", "opened", 1),
        ("o/same", "licence", "same", 1),
        ("o/same", "tier", "unknown", 1),
    ]
    assert len(rows(golden("openness_drift", TABLES, field="gated"), "field")) == 1


def test_the_sentence_counts_both_ways(golden: Golden) -> None:
    finding = golden("openness_drift", TABLES).finding
    assert finding is not None
    assert (finding.case, finding.values["model"], finding.as_of) == ("seen", "o/closes", date(2026, 11, 25))
    assert [finding.values[name] for name in ("all", "closed", "opened", "unknown")] == [6, 3, 1, 1]


def test_without_changes_it_says_since_when_or_from_when(golden: Golden) -> None:
    quiet = golden("openness_drift", MODELS | {"snapshot_run": RUNS}).finding
    assert quiet is not None
    assert (quiet.case, quiet.values["first"]) == ("quiet", date(2026, 11, 24))
    panel = RUNS.replace("hub", "osir")
    not_yet = golden("openness_drift", MODELS | {"snapshot_run": panel}).finding
    assert not_yet is not None
    assert (not_yet.case, not_yet.values["snapshots"], not_yet.confidence) == ("not_yet", 0, "low")
