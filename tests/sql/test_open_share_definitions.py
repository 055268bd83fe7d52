"""open_share_definitions: the same question under sixteen definitions."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows


def test_by_hand(golden: Golden) -> None:
    # Generative, same models at both readings. Tier 1: 60 -> 40; tier 2: 40 -> 60. All weights are known: any = 100 % both
    # times. Permissive: 40 % -> 60 %. Nothing of tier 3 or 4: 0 % both times. Embedding models (other tasks), tier 2:
    # 900 -> 900, so over all tasks permissive is 940/1000 -> 960/1000. Nothing is excluded: adjusted = raw.
    result = golden(
        "open_share_definitions",
        {
            "snapshot_run": """
                run_id | run_seq | snapshot_date | previous_run_id
                aug    | 1       | 2025-08-07    |
                sep    | 2       | 2025-09-07    | aug
            """,
            "mart_adoption": """
                run_id | snapshot_date | tier | task_scope | models | downloads_30d | common_downloads_30d | common_downloads_30d_before
                aug    | 2025-08-07    | 1    | generative | 1      | 60            |                      |
                aug    | 2025-08-07    | 2    | generative | 1      | 40            |                      |
                aug    | 2025-08-07    | 2    | other      | 1      | 900           |                      |
                sep    | 2025-09-07    | 1    | generative | 1      | 40            | 40                   | 60
                sep    | 2025-09-07    | 2    | generative | 1      | 60            | 60                   | 40
                sep    | 2025-09-07    | 2    | other      | 1      | 900           | 900                  | 900
            """,
        },
    )
    found = {
        definition: (before, now, verdict)
        for definition, before, now, verdict in rows(result, "definition", "share_before", "share", "verdict")
    }
    assert len(found) == 16
    assert found["permissive · generative · raw"] == (0.4, 0.6, "rises")
    assert found["permissive · all · adjusted"] == (0.94, 0.96, "rises")
    assert found["any · generative · raw"] == (1.0, 1.0, "flat")
    assert found["data · all · raw"] == (0.0, 0.0, "flat")
    assert result.headline() == "The open share of downloads rises in 4 of 16 ways of counting"
    assert rows(result, "definition", "holds", "chosen")[0] == ("permissive · generative · adjusted", True, False)
