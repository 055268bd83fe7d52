"""source_health: the log of visits, the sources that gave nothing first."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

# npm failed last, three days after its last good visit and on the day of the newest visit of all; epoch never answered;
# pypistats answered in part, which is a good visit with a reason; the Hub's old failure does not count any more.
VISITS = """
    source    | visited_at          | status  | reason
    hub       | 2026-11-22 04:00:00 | failed  | the Hub answered 503
    hub       | 2026-11-25 04:00:00 | ok      |
    pypistats | 2026-11-25 04:01:00 | partial | vllm answered 404
    npm       | 2026-11-22 04:02:00 | ok      |
    npm       | 2026-11-25 04:02:00 | failed  | npm cannot be reached
    epoch     | 2026-11-25 04:03:00 | failed  | epoch answered HTML instead of data
"""


def test_each_source_shows_its_last_and_its_last_good_visit(golden: Golden) -> None:
    result = golden("source_health", {"source_visit": VISITS})
    columns = ("source", "visit_status", "last_visit_on", "last_good_on", "days_without", "visits", "reason")
    day = date(2026, 11, 25)
    assert rows(result, *columns) == [
        ("epoch", "failed", day, None, None, 1, "epoch answered HTML instead of data"),
        ("npm", "failed", day, date(2026, 11, 22), 3, 2, "npm cannot be reached"),
        ("pypistats", "partial", day, day, 0, 1, "vllm answered 404"),
        ("hub", "ok", day, day, 0, 2, None),
    ]
    assert result.headline("en") == "Sources that did not answer at their last visit: 2 of 4"
    assert "epoch" in (result.note("en") or "")


def test_partial_answers_are_said_where_nothing_failed(golden: Golden) -> None:
    kept = "\n".join(line for line in VISITS.splitlines() if "failed" not in line)
    result = golden("source_health", {"source_visit": kept})
    assert result.headline("en") == "Sources that answered in part: 1 of 3"


def test_all_good_is_said(golden: Golden) -> None:
    kept = "\n".join(line for line in VISITS.splitlines() if not {"failed", "partial"} & set(line.split()))
    result = golden("source_health", {"source_visit": kept})
    assert result.headline("en") == "All 2 sources answered at their last visit"


def test_no_visit_is_no_sentence(golden: Golden) -> None:
    assert golden("source_health", {}).finding is None
