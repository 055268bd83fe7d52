"""releases_by_tier: models created a month, up to the last reading of whole organisations."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

TABLES = {
    "snapshot_run": """
        run_id | run_seq | snapshot_date
        sep    | 1       | 2025-09-07
    """,
    # Last month September 2025. The twelve full months before: 20 open + 5 unknown; those before: 10 open + 10 restricted.
    "mart_release": """
        month      | lab_id | tier | task_scope | models
        2024-03-01 | a      | 2    | generative | 10
        2024-03-01 | b      | 1    | generative | 10
        2025-02-01 | a      | 2    | generative | 15
        2025-02-01 | b      | 2    | generative | 5
        2025-03-01 | b      |      | generative | 5
        2025-03-01 | b      | 2    | other      | 7
        2025-09-01 | a      | 2    | generative | 3
        2026-04-01 | a      | 2    | generative | 99
    """,
}


def test_by_hand(golden: Golden) -> None:
    result = golden("releases_by_tier", TABLES)
    assert rows(result, "month", "tier", "models") == [
        (date(2024, 3, 1), 1, 10),
        (date(2024, 3, 1), 2, 10),
        (date(2025, 2, 1), 2, 20),
        (date(2025, 3, 1), None, 5),
        (date(2025, 9, 1), 2, 3),
    ]  # April 2026 lies after the last reading of whole organisations
    assert result.finding is not None
    values = result.finding.values
    assert (values["models"], values["open"], values["unknown"]) == (25, 0.8, 0.2)
    assert (values["models_before"], values["open_before"]) == (20, 0.5)
    assert result.finding.confidence == "medium"
    unknown = {
        name: text.replace("|      | generative | 5", "|      | generative | 6") for name, text in TABLES.items()
    }
    unsure = golden("releases_by_tier", unknown).finding  # 6 of 26 are more than a fifth
    assert unsure is not None
    assert (unsure.confidence, unsure.confidence_reason) == ("low", "partial_coverage")


def test_all_tasks(golden: Golden) -> None:
    assert (date(2025, 3, 1), 2, 7) in rows(golden("releases_by_tier", TABLES, tasks="all"), "month", "tier", "models")


def test_the_reader_draws_the_line(golden: Golden) -> None:
    # Any weights: the twelve months before had 10 of tier 2 and 10 of tier 1; now 20 of 25, and 5 unknown.
    finding = golden("releases_by_tier", TABLES, threshold="any").finding
    assert finding is not None
    assert (finding.values["open"], finding.values["open_before"]) == (0.8, 1.0)
