"""model_history: change-only readings back as one row a reading, with gaps and flags."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

TABLES = {
    "mart_name": """
        name        | model_key
        new/name    | 1
        old/name    | 1
        other/model | 2
    """,
    "snapshot_run": """
        run_id | run_seq | source | snapshot_date | status         | in_series
        r1     | 1       | hub    | 2026-01-01    | ok             | true
        r2     | 2       | hub    | 2026-01-02    | stale_upstream | true
        r3     | 3       | hub    | 2026-01-03    | ok             | false
        r4     | 4       | hub    | 2026-01-03    | ok             | true
        r5     | 5       | hub    | 2026-04-01    | ok             | true
        r6     | 6       | hub    | 2026-04-02    | ok             | true
    """,
    # The model moves in r1, r3 (superseded by r4 of the same day), r5 (restated) and leaves the listing in r6.
    "reading": """
        model_key | run_seq | source | listed | downloads_30d | downloads_all_time | likes | flags
        1         | 1       | hub    | true   | 100           | 1000               | 5     |
        1         | 3       | hub    | true   | 130           | 1030               | 6     |
        1         | 5       | hub    | true   | 90            | 800                | 6     | restated
        1         | 6       | hub    | false  |               |                    |       |
        2         | 1       | hub    | true   | 7             | 7                  | 7     |
    """,
}


def test_by_hand(golden: Golden) -> None:
    result = golden("model_history", TABLES, model="old/name")
    assert rows(result, "snapshot_date", "downloads_30d", "downloads_all_time", "flags") == [
        (date(2026, 1, 1), 100, 1000, None),
        (date(2026, 1, 2), 100, 1000, "stale"),  # nothing moved: the same counters, on a frozen day
        (date(2026, 1, 3), 130, 1030, None),  # r4 found what r3 had found
        (date(2026, 4, 1), 90, 800, "restated gap"),
    ]
    assert result.headline() == "90 downloads in 30 days; at most 130, on 3 January 2026"


def test_an_unknown_model_has_no_readings(golden: Golden) -> None:
    assert golden("model_history", TABLES, model="no/such").table.num_rows == 0


def test_the_highest_reading_is_that_of_any_source(golden: Golden) -> None:
    # A list read last, once, with 120: the highest reading is the 130 of the other source. Of one reading none is highest.
    listed = TABLES["snapshot_run"] + "        list | 7 | starscreener | 2026-05-04 | ok | true\n"
    read = (
        TABLES["reading"]
        + "        1 | 7 | starscreener | true | 120 | | |\n        2 | 7 | starscreener | true | 9 | | |\n"
    )
    later = {**TABLES, "snapshot_run": listed, "reading": read}
    assert golden("model_history", later, model="new/name").headline() == (
        "120 downloads in 30 days; at most 130, on 3 January 2026"
    )
    assert golden("model_history", later, model="other/model").headline() == (
        "9 downloads in 30 days, the highest reading of any source"
    )
    once = {**later, "reading": read.replace("        2         | 1 ", "        9         | 1 ")}
    assert golden("model_history", once, model="other/model").headline() == "9 downloads in 30 days, May 2026"
