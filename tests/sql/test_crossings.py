"""crossings: two labs change order between readings; 28 days later the new order stands, or not."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

TABLES = {
    "lab": """
        lab_id | name
        qwen   | Qwen
        meta   | Meta
        google | Google
    """,
    "snapshot_run": """
        run_id | run_seq | snapshot_date | previous_run_id
        jun    | 1       | 2025-06-07    |
        jul    | 2       | 2025-07-07    | jun
        aug    | 3       | 2025-08-07    | jul
        sep    | 4       | 2025-09-07    | aug
    """,
    # June: meta, qwen, google. July: qwen passes meta (stands in August: confirmed).
    # August: google passes meta (reversed in September, which is the first reading 28 days later).
    # September: meta passes google again, too recent to say.
    "mart_top": """
        run_id | snapshot_date | basis    | tasks      | unit | place | unit_id
        jun    | 2025-06-07    | adjusted | generative | lab  | 1     | meta
        jun    | 2025-06-07    | adjusted | generative | lab  | 2     | qwen
        jun    | 2025-06-07    | adjusted | generative | lab  | 3     | google
        jul    | 2025-07-07    | adjusted | generative | lab  | 1     | qwen
        jul    | 2025-07-07    | adjusted | generative | lab  | 2     | meta
        jul    | 2025-07-07    | adjusted | generative | lab  | 3     | google
        aug    | 2025-08-07    | adjusted | generative | lab  | 1     | qwen
        aug    | 2025-08-07    | adjusted | generative | lab  | 2     | google
        aug    | 2025-08-07    | adjusted | generative | lab  | 3     | meta
        sep    | 2025-09-07    | adjusted | generative | lab  | 1     | qwen
        sep    | 2025-09-07    | adjusted | generative | lab  | 2     | meta
        sep    | 2025-09-07    | adjusted | generative | lab  | 3     | google
    """,
}


def test_by_hand(golden: Golden) -> None:
    result = golden("crossings", TABLES, basis="adjusted")
    assert rows(result, "crossed_on", "passed_by", "passed", "place", "state") == [
        (date(2025, 8, 7), "Google", "Meta", 2, "reversed"),
        (date(2025, 7, 7), "Qwen", "Meta", 1, "confirmed"),
        (date(2025, 9, 7), "Meta", "Google", 2, "recent"),  # not known to stand yet: last
    ]
    assert result.headline() == "Qwen passed Meta on 7 July 2025, confirmed 28 days later"
