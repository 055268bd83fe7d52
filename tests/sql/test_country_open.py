"""country_open: openness mix of each origin by downloads."""

from __future__ import annotations

from tests.samples.countries import READING
from tests.sql.conftest import Golden, rows


def test_tiers_of_each_country_and_the_two_largest_compared(golden: Golden) -> None:
    # United States: 100 of 600 at tier 2, 500 at tier 1. China: all 300 at tier 2.
    result = golden("country_open", READING)
    assert rows(result, "origin", "tier", "side", "share") == [
        ("US", 2, "open", 0.166667),
        ("US", 1, "restricted", 0.833333),
        ("CN", 2, "open", 1),
        ("FR", 2, "open", 1),
        ("unaffiliated", None, "unknown", 1),
    ]
    finding = result.finding
    assert finding is not None
    assert (finding.case, finding.values["first"], finding.values["second"]) == ("compare", "US", "CN")
    assert (round(finding.values["open_first"], 4), finding.values["open_second"]) == (0.1667, 1)


def test_the_reader_draws_the_line(golden: Golden) -> None:
    finding = golden("country_open", READING, threshold="any").finding
    assert finding is not None
    assert finding.values["open_first"] == 1
