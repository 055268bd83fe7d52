"""licence_mix: licences by models and by downloads; the unknown is a row, the long tail another."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

RUN = """
    run_id | run_seq | snapshot_date
    sep    | 1       | 2025-09-07
"""


def test_by_hand(golden: Golden) -> None:
    # 10 models, 1,000 downloads: apache 4 and 700, gemma 1 and 200, unknown 5 and 100.
    result = golden(
        "licence_mix",
        {
            "snapshot_run": RUN,
            "licence": """
                licence    | name   | tier | limits
                apache-2.0 | Apache | 2    |
                gemma      | Gemma  | 1    | a use policy
            """,
            "mart_licence": """
                run_id | snapshot_date | licence    | tier | models | downloads_30d
                sep    | 2025-09-07    | apache-2.0 | 2    | 3      | 600
                sep    | 2025-09-07    | apache-2.0 | 3    | 1      | 100
                sep    | 2025-09-07    | gemma      | 1    | 1      | 200
                sep    | 2025-09-07    |            |      | 5      | 100
            """,
        },
    )
    assert rows(result, "licence", "tier", "model_share", "download_share", "limits") == [
        ("apache-2.0", 2, 0.4, 0.7, None),
        ("gemma", 1, 0.1, 0.2, "a use policy"),
        (None, None, 0.5, 0.1, None),
    ]
    assert result.headline() == "apache-2.0 covers 70% of downloads and 40% of models"
    assert result.note() == "No licence that can be read: 50% of models, 10% of downloads."


def test_the_tail_is_one_row(golden: Golden) -> None:
    lines = "\n".join(f"sep | 2025-09-07 | l{n:02} | 1 | {100 - n}" for n in range(15))
    table = f"run_id | snapshot_date | licence | models | downloads_30d\n{lines}"
    result = golden("licence_mix", {"snapshot_run": RUN, "mart_licence": table})
    assert rows(result, "licence", "models", "downloads_30d")[-1] == ("others", 3, 88 + 87 + 86)
