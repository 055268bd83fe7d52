"""models_naming_data: part of models and of downloads that name a training dataset, by lab, what was not read beside."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

TABLES = {
    "snapshot_run": """
        run_id | run_seq | source | snapshot_date
        old    | 1       | hub    | 2026-11-23
        new    | 2       | hub    | 2026-11-24
    """,
    "mart_data_naming": """
        run_id | source | snapshot_date | lab_id | models | models_naming | models_unread | downloads_30d | downloads_30d_naming | downloads_30d_unread
        old    | hub    | 2026-11-23    | ai2    | 10     | 0             | 0             | 999           |                      |
        new    | hub    | 2026-11-24    | ai2    | 10     | 9             | 0             | 200           | 150                  |
        new    | hub    | 2026-11-24    | meta   | 20     | 0             | 0             | 600           |                      |
        new    | hub    | 2026-11-24    | tiny   | 2      | 2             | 0             | 50            | 50                   |
        new    | hub    | 2026-11-24    |        | 8      | 1             | 4             | 150           | 0                    | 50
    """,
}


def test_by_hand(golden: Golden) -> None:
    # ai2 9/10 and 150/200, meta none, unaffiliated 1/8 and 0/150 (a third not read); tiny has too few models to show.
    # All: (9 + 0 + 2 + 1) / 40 = 30 % of models, (150 + 50 + 0) / 1,000 = 20 % of downloads, 50 / 1,000 not read.
    result = golden("models_naming_data", TABLES)
    assert rows(result, "lab_id", "models_naming", "model_share", "download_share", "unknown_share") == [
        ("ai2", 9, 0.9, 0.75, 0.0),
        (None, 1, 0.125, 0.0, 0.333333),
        ("meta", 0, 0.0, 0.0, 0.0),
    ]
    assert result.headline() == "30% of models name training data; they carry 20% of downloads"
    assert result.note() == "Tags that authors write, on 40 models of all publishers; not given for 5% of downloads."


def test_the_panel_has_no_tags_and_says_nothing(golden: Golden) -> None:
    run = "run_id | run_seq | snapshot_date\nsep | 1 | 2025-09-07"
    result = golden("models_naming_data", {"snapshot_run": run})
    assert (result.table.num_rows, result.finding.case, result.finding.as_of) == (0, "not_yet", None)
