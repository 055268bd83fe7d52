"""lab_since_release: each lab's most downloaded young model, by age."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

TABLES = {
    "lab": """
        lab_id | name
        google | Google
        qwen   | Qwen
    """,
    "snapshot_run": """
        run_id | run_seq | snapshot_date
        sep    | 1       | 2025-09-07
    """,
    # google/b peaks higher than google/a within two years; at 800 days it is too old to count.
    "mart_lab_curve": """
        lab_id | model_id | snapshot_date | age_days | downloads_30d | downloads_all_time
        google | google/a | 2025-08-07    | 10       | 100           |
        google | google/b | 2025-08-07    | 5        | 50            | 60
        google | google/b | 2025-09-07    | 36       | 400           | 500
        google | google/a | 2025-09-07    | 800      | 9999          |
        qwen   | Qwen/q   | 2025-09-07    | 20       | 300           |
    """,
}


def test_machine_traffic_is_marked_and_never_leads(golden: Golden) -> None:
    # google/a's 9,000 are a machine's: it leads by its 100, and the reading is drawn with a mark.
    bot = """
        lab_id | model_id | snapshot_date | age_days | downloads_30d | excluded
        google | google/a | 2025-08-07    | 10       | 100           | false
        google | google/a | 2025-09-07    | 41       | 9000          | true
        google | google/b | 2025-09-07    | 36       | 90            | false
    """
    result = golden("lab_since_release", TABLES | {"mart_lab_curve": bot}, labs=["google"])
    assert rows(result, "model_id", "age_days", "downloads_30d", "flags") == [
        ("google/a", 10, 100, None),
        ("google/a", 41, 9000, "excluded"),
    ]
    assert result.headline() == "google/a: 100 downloads in 30 days at day 10"


def test_by_hand(golden: Golden) -> None:
    result = golden("lab_since_release", TABLES, labs=["qwen", "google"])
    assert rows(result, "lab_id", "model_id", "age_days", "downloads_30d") == [
        ("qwen", "Qwen/q", 20, 300),
        ("google", "google/b", 5, 50),
        ("google", "google/b", 36, 400),
    ]
    assert result.headline() == "google/b: 400 downloads in 30 days at day 36"
