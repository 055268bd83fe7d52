"""coverage: downloads held over downloads listed, per organisation and reading."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

# Last whole reading, September: google 97 of 100 held, qwen 990 of 1,000 with a list known to be incomplete.
# August is left out by default; baidu was not read in September (a gap); the trending list is no total.
TABLES = {
    "snapshot_run": """
        run_id | run_seq | source       | listing       | snapshot_date
        aug    | 1       | osir-lmts    | organisations | 2025-08-07
        sep    | 2       | osir-lmts    | organisations | 2025-09-07
        top    | 3       | starscreener | ranking       | 2025-09-09
    """,
    "organisation_coverage": """
        source       | run_id | observed_on | organisation_id | models_in_source | models_held | downloads_in_source | downloads_held | incomplete | note
        osir-lmts    | aug    | 2025-08-07  | google          | 9                | 8           | 100                 | 50             | false      |
        osir-lmts    | sep    | 2025-09-07  | google          | 9                | 8           | 100                 | 97             | false      |
        osir-lmts    | sep    | 2025-09-07  | qwen            | 90               | 80          | 1000                | 990            | true       | source list known to be incomplete
        osir-lmts    |        | 2025-09-07  | baidu           |                  |             |                     |                | false      | a gap, not zero
        starscreener | top    | 2025-09-09  | google          | 1                | 1           | 7                   | 7              | false      | trending list
    """,
}


def test_shares_only_of_whole_organisations(golden: Golden) -> None:
    assert rows(golden("coverage", TABLES), "observed_on", "organisation_id", "share_held", "flags") == [
        (date(2025, 9, 7), "qwen", 0.99, "partial"),
        (date(2025, 9, 7), "google", 0.97, None),
        (date(2025, 9, 7), "baidu", None, "gap"),
        (date(2025, 9, 9), "google", None, "partial"),
    ]
    assert golden("coverage", TABLES, readings="all").table.num_rows == 5


def test_the_sentence_gives_the_lowest_share_of_the_last_whole_reading(golden: Golden) -> None:
    finding = golden("coverage", TABLES).finding
    assert finding is not None
    assert (finding.case, finding.as_of) == ("held", date(2025, 9, 7))
    assert [finding.values[name] for name in ("lowest", "organisations", "incomplete")] == [0.97, 2, 1]
