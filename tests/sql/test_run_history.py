"""run_history: the ledger, newest first, with every run that is in no figure."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

RUNS = """
    run_id | run_seq | source       | listing       | snapshot_date | status         | reason       | models | downloads_30d
    a      | 1       | osir-lmts    | organisations | 2025-08-07    | ok             |              | 10     | 500
    b      | 2       | osir-lmts    | organisations | 2025-09-07    | quarantined    | half is gone | 5      | 250
    c      | 3       | osir-lmts    | organisations | 2025-09-08    | stale_upstream | all the same | 10     | 500
    d      | 4       | starscreener | ranking       | 2025-09-09    | ok             |              | 3      | 90
"""


def test_every_run_is_listed_and_a_ranking_has_no_total(golden: Golden) -> None:
    result = golden("run_history", {"snapshot_run": RUNS})
    assert rows(result, "snapshot_date", "run_status", "reason", "models", "downloads_30d") == [
        (date(2025, 9, 9), "ok", None, 3, None),
        (date(2025, 9, 8), "stale_upstream", "all the same", 10, 500),
        (date(2025, 9, 7), "quarantined", "half is gone", 5, 250),
        (date(2025, 8, 7), "ok", None, 10, 500),
    ]


def test_the_sentence_counts_what_is_marked(golden: Golden) -> None:
    result = golden("run_history", {"snapshot_run": RUNS})
    assert result.headline("en") == "Of 4 readings, 1 kept out of every number"


def test_no_run_is_no_sentence(golden: Golden) -> None:
    assert golden("run_history", {}).finding is None
