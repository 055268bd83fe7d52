"""dataset_reuse: datasets by the models that name them, and by those models' downloads."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

TABLES = {
    "mart_data_naming": """
        run_id | source | snapshot_date | task_scope | excluded | models | models_naming
        r1     | hub    | 2026-11-24    | generative | false    | 10     | 4
        r1     | hub    | 2026-11-24    | generative | true     | 2      | 1
        r1     | hub    | 2026-11-24    | other      | false    | 9      | 5
    """,
    "mart_dataset_use": """
        run_id | source | snapshot_date | dataset_id | task_scope | excluded | models | downloads_30d
        r1     | hub    | 2026-11-24    | a/web      | generative | false    | 3      | 30
        r1     | hub    | 2026-11-24    | a/web      | generative | true     | 1      | 500
        r1     | hub    | 2026-11-24    | imdb       | generative | false    | 2      | 90
        r1     | hub    | 2026-11-24    | imdb       | other      | false    | 5      | 7
    """,
    "mart_dataset": """
        dataset_id | licence | openness | observed_on | top_downloads | top_likes
        a/web      | odc-by  | open     | 2026-11-24  | true          | false
    """,
}


def test_by_models(golden: Golden) -> None:
    # Generative models: 5 name data. a/web: 3 + 1 of them (80 %), 530 downloads; imdb: 2 (40 %): both are named by one.
    result = golden("dataset_reuse", TABLES)
    assert rows(result, "dataset_id", "licence", "side", "models", "model_share", "downloads_30d") == [
        ("a/web", "odc-by", "open", 4, 0.8, 530),
        ("imdb", None, "unknown", 2, 0.4, 90),
    ]
    assert result.headline() == "Training data that most models name: a/web (4)"
    assert (result.note() or "").endswith("That is 80% of the models that name any training data.")


def test_by_downloads_without_machine_traffic(golden: Golden) -> None:
    # imdb 90; a/web 30 without the excluded model.
    result = golden("dataset_reuse", TABLES, by="downloads", basis="adjusted")
    assert rows(result, "dataset_id", "downloads_30d", "model_share") == [("imdb", 90, 0.5), ("a/web", 30, 0.75)]
    assert result.headline() == "Models that name imdb carry 90 downloads in 30 days"


def test_all_tasks(golden: Golden) -> None:
    # 10 models name data in all tasks; imdb: 2 + 5.
    assert rows(golden("dataset_reuse", TABLES, tasks="all"), "dataset_id", "models", "model_share")[0] == (
        "imdb",
        7,
        0.7,
    )


def test_without_a_live_reading_it_says_so(golden: Golden) -> None:
    result = golden("dataset_reuse", {})
    assert (result.table.num_rows, result.headline()) == (0, "No live reading of dataset tags yet")
