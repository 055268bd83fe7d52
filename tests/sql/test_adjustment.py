"""adjustment: raw and adjusted sums of each reading, and what remains."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows


def test_by_hand(golden: Golden) -> None:
    # Generative: 300 kept, 100 left out (2 models); other tasks 600 kept. 300 / 400 = 75 %; all tasks 900 / 1,000.
    tables = {
        "snapshot_run": """
            run_id | run_seq | snapshot_date
            sep    | 1       | 2025-09-07
        """,
        "mart_adoption": """
            run_id | snapshot_date | task_scope | excluded | models | downloads_30d
            sep    | 2025-09-07    | generative | false    | 5      | 300
            sep    | 2025-09-07    | generative | true     | 2      | 100
            sep    | 2025-09-07    | other      | false    | 9      | 600
        """,
    }
    result = golden("adjustment", tables)
    assert rows(result, "raw_downloads_30d", "adjusted_downloads_30d", "ratio", "left_out_models") == [
        (400, 300, 0.75, 2)
    ]
    assert result.headline() == "25% of listed downloads are tests or machine traffic, September 2025"
    assert rows(golden("adjustment", tables, tasks="all"), "ratio") == [(0.9,)]
