"""intermediary_dependence: what of a family comes through others."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows
from tests.sql.lineage import FAMILY


def test_the_part_through_others_is_over_the_whole_family(golden: Golden) -> None:
    # Llama: 600 of its own, 150 + 50 through others: 200 / 800 = 25 %.
    result = golden("intermediary_dependence", FAMILY)
    assert rows(result, "lab_id", "root_family", "own", "through_others", "dependence") == [
        ("meta", "Llama", 600, 200, 0.25)
    ]


def test_adjusted_leaves_machine_traffic_out(golden: Golden) -> None:
    # 50 of 650.
    result = golden("intermediary_dependence", FAMILY, basis="adjusted")
    assert rows(result, "own", "through_others", "dependence") == [(600, 50, 0.076923)]
