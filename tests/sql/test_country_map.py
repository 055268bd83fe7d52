"""country_map: each country's share, and how many countries carry nine tenths."""

from __future__ import annotations

from tests.samples.countries import READING
from tests.sql.conftest import Golden, rows


def test_the_fewest_countries_that_carry_nine_tenths(golden: Golden) -> None:
    result = golden("country_map", READING)
    assert rows(result, "origin", "share") == [("US", 0.6), ("CN", 0.3), ("FR", 0.05), ("unaffiliated", 0.05)]
    # Of known origin 950: the United States 600 (63 %), with China 900 (94.7 %): two are enough for 90 %.
    finding = result.finding
    assert finding is not None
    assert (finding.case, finding.values["few"], finding.values["countries"]) == ("few", 2, ["US", "CN"])
    assert round(finding.values["few_share"], 4) == 0.9474
    assert result.headline("fr") == "États-Unis et Chine\xa0: 95\u202f% des téléchargements attribués"
