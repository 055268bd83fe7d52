"""family_modes: what a family weighs at its own lab, in all, and without the repackagings of others."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows
from tests.sql.lineage import DERIVATIVES


def test_a_family_counts_its_derivatives_and_leaves_out_what_others_repackaged(golden: Golden) -> None:
    # Llama: 600 at Meta; 150 repackaged by unsloth and 50 of an author descend from it: 800 in all, 650 without the 150.
    result = golden("family_modes", DERIVATIVES, family="Llama")
    assert rows(result, "mode", "models", "downloads_30d") == [
        ("family", 4, 800),
        ("packager", 2, 650),
        ("publisher", 1, 600),
    ]
    finding = result.finding
    assert finding is not None
    assert (finding.case, finding.values["share"]) == ("others", 0.25)  # 200 of 800


def test_adjusted_leaves_machine_traffic_out(golden: Golden) -> None:
    result = golden("family_modes", DERIVATIVES, family="Llama", basis="adjusted")
    assert rows(result, "mode", "downloads_30d") == [("family", 650), ("packager", 650), ("publisher", 600)]
