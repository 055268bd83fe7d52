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
    # August is the first reading at least 28 days after 7 July: 31 days
    assert result.headline() == "Qwen passed Meta in downloads by July 2025"
    assert result.note() == (
        "Totals as listed, between the readings of 7 June 2025 and 7 July 2025; still so 31 days later. Confirmed on "
        "7 August 2025: the newest confirmed crossing among the first five, of 3 crossings in all; 1 were reversed."
    )


def test_the_last_interval_alone(golden: Golden) -> None:
    result = golden("crossings", TABLES, basis="adjusted", interval="last")
    assert rows(result, "before_date", "passed_by", "state") == [(date(2025, 8, 7), "Meta", "recent")]
    assert result.headline() == "Meta rose to place 2 among the labs, September 2025"
    # with Google still second in September, as in August, nothing changed there
    still = TABLES["mart_top"].replace("2     | meta\n        sep", "3     | meta\n        sep").rstrip()
    still = still.removesuffix("3     | google") + "2     | google"
    result = golden("crossings", {**TABLES, "mart_top": still}, basis="adjusted", interval="last")
    assert result.headline() == "No change at the top: no lab passed another among the first five"
    assert result.note() == "Totals as listed, between the readings of 7 August 2025 and 7 September 2025."
