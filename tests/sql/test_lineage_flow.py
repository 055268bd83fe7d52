"""lineage_flow: base lab, relation, kind of publisher."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows
from tests.sql.lineage import FAMILY


def test_both_stages_carry_the_same_downloads(golden: Golden) -> None:
    assert rows(golden("lineage_flow", FAMILY), "stage", "from_node", "to_node", "downloads_30d") == [
        (0, "meta", "quantized", 150),
        (0, "meta", "finetune", 50),
        (1, "quantized", "packager", 150),
        (1, "finetune", "unaffiliated", 50),
    ]


def test_adjusted_leaves_machine_traffic_out(golden: Golden) -> None:
    assert rows(golden("lineage_flow", FAMILY, basis="adjusted"), "from_node", "to_node", "downloads_30d") == [
        ("meta", "finetune", 50),
        ("finetune", "unaffiliated", 50),
    ]
