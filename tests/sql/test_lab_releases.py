"""lab_releases: models created a month by chosen labs; twelve full months before the last reading in the sentence."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

TABLES = {
    "lab": """
        lab_id | name
        google | Google
        qwen   | Qwen
        meta   | Meta
    """,
    "snapshot_run": """
        run_id | run_seq | snapshot_date
        sep    | 1       | 2025-09-07
    """,
    # Twelve full months: 2024-09 to 2025-08. qwen 4 + 3 = 7 (two tiers in one month), google 5; 2024-08 is too early
    # and 2025-09 not over. In 2026-04 nobody read whole organisations.
    "mart_release": """
        month      | lab_id | tier | task_scope | models
        2024-08-01 | google | 1    | generative | 50
        2024-09-01 | google | 1    | generative | 5
        2024-09-01 | google | 1    | other      | 9
        2025-08-01 | qwen   | 2    | generative | 4
        2025-08-01 | qwen   |      | generative | 3
        2025-09-01 | google | 1    | generative | 20
        2026-04-01 | qwen   | 2    | generative | 99
        2025-08-01 | meta   | 1    | generative | 70
    """,
}


def test_by_hand(golden: Golden) -> None:
    result = golden("lab_releases", TABLES, labs=["qwen", "google"])
    assert result.table.num_rows == 2 * 14  # every month from 2024-08 to 2025-09, empty where none is known
    assert [row for row in rows(result, "lab_id", "month", "models") if row[2] is not None] == [
        ("qwen", date(2025, 8, 1), 7),
        ("google", date(2024, 8, 1), 50),
        ("google", date(2024, 9, 1), 5),
        ("google", date(2025, 9, 1), 20),
    ]
    assert result.headline() == "Most listed releases in 12 months, of these labs: Qwen, 7"
    assert golden("lab_releases", TABLES, labs=["qwen"]).headline() == "Qwen: 7 listed releases in 12 months"
    assert result.finding is not None and result.finding.values["all"] == 12


def test_all_tasks_change_the_answer(golden: Golden) -> None:
    result = golden("lab_releases", TABLES, labs=["qwen", "google"], tasks="all")  # google 5 + 9
    assert result.headline() == "Most listed releases in 12 months, of these labs: Google, 14"


def test_few_releases_rank_nobody(golden: Golden) -> None:
    few = TABLES | {"mart_release": "month | lab_id | models\n2025-08-01 | qwen | 4"}
    result = golden("lab_releases", few, labs=["qwen", "google"])
    assert result.headline() == "Too few listed releases in 12 months to rank these labs"
