"""lab_reach: own and family reach over time."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows
from tests.sql.lineage import FAMILY


def test_family_reach_adds_what_others_derive(golden: Golden) -> None:
    # Meta hosts 600; 150 + 50 of others descend from it. Qwen hosts 200 whose base is missing: no family reach.
    result = golden("lab_reach", FAMILY, labs=["meta", "qwen"])
    assert rows(result, "lab_id", "publisher", "family_reach", "packager") == [
        ("meta", 600, 800, 650),
        ("qwen", 200, None, None),
    ]
    finding = result.finding
    assert finding is not None
    assert (finding.case, finding.values["lab"]) == ("reach", "meta")
    own = {**FAMILY, "mart_lineage": FAMILY["mart_lineage"].replace("| 150 ", "| 3   ").replace("| 50  ", "| 2   ")}
    finding = golden("lab_reach", own, labs=["meta", "qwen"]).finding  # 605 against 600: less than 1 %
    assert finding is not None
    assert finding.case == "no_further"


def test_adjusted_leaves_machine_traffic_out(golden: Golden) -> None:
    result = golden("lab_reach", FAMILY, labs=["meta", "qwen"], basis="adjusted")
    assert rows(result, "lab_id", "publisher", "family_reach") == [("meta", 600, 650), ("qwen", 200, None)]
    assert rows(result, "named_share")[0] == (0.058824,)
