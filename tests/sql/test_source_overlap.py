"""source_overlap: the joint between an archive's line and our own, over the models and days that both describe."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

# hub over hub-stats: 1030/1000 = 1.03 on the first day, 990/1000 = 0.99 on the second.
# Median 1.01, largest gap 0.03: within 5 % on both days.
AGREE = """
    run_id | source | other_source | snapshot_date | common_models | downloads_30d | other_downloads_30d
    a      | hub    | hub-stats    | 2026-07-06    | 40            | 1030          | 1000
    b      | hub    | hub-stats    | 2026-07-13    | 50            | 990           | 1000
"""
# One day at 1.06: the median of three days is 1.01, and yet the joint breaks, for 6 % is above 5 %.
BREAK = AGREE + "    c      | hub    | hub-stats    | 2026-07-20    | 60            | 1060          | 1000\n"


def test_within_five_per_cent_on_every_day_the_lines_are_joined(golden: Golden) -> None:
    result = golden("source_overlap", {"mart_source_overlap": AGREE})
    picked = ("earlier_source", "later_source", "from_on", "until_on", "days", "common_models", "ratio")
    assert rows(result, *picked) == [("hub-stats", "hub", date(2026, 7, 6), date(2026, 7, 13), 2, 50, 1.01)]
    assert rows(result, "largest_gap", "verdict", "flags") == [(0.03, "joined", None)]
    assert result.headline("en") == "Where archive and live snapshots meet, they agree within 3%"


def test_one_day_beyond_is_a_break(golden: Golden) -> None:
    result = golden("source_overlap", {"mart_source_overlap": BREAK})
    assert rows(result, "days", "ratio", "largest_gap", "verdict", "flags") == [(3, 1.03, 0.06, "break", "break")]
    assert "a break, not growth" in result.headline("en")


def test_sources_that_never_meet_are_no_row_and_no_sentence(golden: Golden) -> None:
    result = golden("source_overlap", {})
    assert (rows(result, "source"), result.finding) == ([], None)
