"""country_share: shares of origin under three rules, equal in sum."""

from __future__ import annotations

from tests.samples.countries import READING
from tests.sql.conftest import Golden, rows


def test_each_origin_under_the_three_rules_unknown_ones_last(golden: Golden) -> None:
    result = golden("country_share", READING)
    assert rows(result, "origin", "country", "share", "publisher_share", "base_share", "parent_share") == [
        ("US", "US", 0.6, 0.6, 0.5, 0.65),
        ("CN", "CN", 0.3, 0.3, 0.4, 0.3),
        ("FR", "FR", 0.05, 0.05, 0.05, 0),
        ("unaffiliated", None, 0.05, 0.05, 0, 0.05),
        ("base_missing", None, 0, 0, 0.05, 0),
    ]
    finding = result.finding
    assert finding is not None
    assert (finding.case, finding.values["first"], finding.values["second"]) == ("publisher", "US", "CN")
    # The widest gap between rules: the United States, 0.65 by parent company against 0.5 by base.
    assert (round(finding.values["moved"], 6), round(finding.values["unknown"], 6)) == (0.15, 0.05)


def test_the_rules_add_up_to_the_same_total(golden: Golden) -> None:
    for rule in ("publisher", "base", "parent"):
        result = golden("country_share", READING, rule=rule)
        assert sum(result.table.column("downloads_30d").to_pylist()) == 1000
        assert sum(result.table.column("models").to_pylist()) == 9
    assert round(sum(result.table.column("base_share").to_pylist()), 6) == 1


def test_other_tasks_are_left_out_and_all_tasks_empty_without_a_reading(golden: Golden) -> None:
    assert golden("country_share", {"snapshot_run": READING["snapshot_run"]}).table.num_rows == 0
