"""licence_mix: licences by models and by downloads; the unknown is a row, the long tail another."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

RUN = """
    run_id | run_seq | snapshot_date
    sep    | 1       | 2025-09-07
"""


def test_by_hand(golden: Golden) -> None:
    # 12 models, 1,000 downloads: apache 4 and 700 (one of tier 3), gemma 1 and 150, other 2 and 50 of the models' own tier,
    # unknown 5 and 100.
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
                sep    | 2025-09-07    | gemma      | 1    | 1      | 150
                sep    | 2025-09-07    | other      | 1    | 2      | 50
                sep    | 2025-09-07    |            |      | 5      | 100
            """,
        },
    )
    assert rows(result, "licence", "tier", "model_share", "download_share", "limits") == [
        ("apache-2.0", 2, 0.25, 0.6, None),
        ("apache-2.0", 3, 0.083333, 0.1, None),
        ("gemma", 1, 0.083333, 0.15, "a use policy"),
        ("other", 1, 0.166667, 0.05, None),
        (None, None, 0.416667, 0.1, None),
    ]
    assert result.headline() == "apache-2.0 covers 70% of downloads and 33% of models"
    assert result.note() == "Listed models, September 2025; no readable licence for 42% of models and 10% of downloads."


def test_the_tail_is_one_row(golden: Golden) -> None:
    lines = "\n".join(f"sep | 2025-09-07 | l{n:02} | 1 | {100 - n}" for n in range(15))
    table = f"run_id | snapshot_date | licence | models | downloads_30d\n{lines}"
    result = golden("licence_mix", {"snapshot_run": RUN, "mart_licence": table})
    assert rows(result, "licence", "models", "downloads_30d")[-1] == ("others", 3, 88 + 87 + 86)
