"""attribution: the same downloads under three rules."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows
from tests.sql.lineage import FAMILY


def test_each_rule_adds_up_to_the_same_total(golden: Golden) -> None:
    # 600 + 150 + 50 + 200 = 1,000. Family: meta 800, base missing 200. Packager: unsloth keeps its 150.
    result = golden("attribution", FAMILY)
    assert rows(result, "lab_id", "publisher", "family", "packager", "base_missing") == [
        ("meta", 600, 800, 650, 0),
        ("base_missing", 0, 200, 200, 0),
        ("qwen", 200, 0, 0, 200),
        ("unsloth", 150, 0, 150, 0),
        (None, 50, 0, 0, 0),
    ]
    assert rows(result, "named_share", "missing_share")[0] == (0.2, 0.2)
    finding = result.finding
    assert finding is not None
    assert (finding.case, finding.values["lab"]) == ("moved", "meta")  # 200 more than it hosts
    # Qwen's own fall is larger once it hosts 300, all of it for want of a declared base.
    more = {**FAMILY, "mart_lineage": FAMILY["mart_lineage"].replace("| 200           |", "| 300           |")}
    finding = golden("attribution", more).finding
    assert finding is not None
    assert (finding.case, finding.values["lab"], finding.values["base_missing"]) == ("undeclared", "qwen", 300)


def test_adjusted_leaves_machine_traffic_out_of_every_rule(golden: Golden) -> None:
    # Without unsloth's 150: 600 + 50 + 200 = 850 in each.
    result = golden("attribution", FAMILY, basis="adjusted")
    assert rows(result, "lab_id", "publisher", "family", "packager") == [
        ("meta", 600, 650, 650),
        ("base_missing", 0, 200, 200),
        ("qwen", 200, 0, 0),
        (None, 50, 0, 0),
    ]
    assert rows(result, "named_share")[0] == (0.058824,)


def test_what_the_table_leaves_out_has_a_row(golden: Golden) -> None:
    # Thirty labs of 100, 99, ... 71 downloads: 2,565 in all; the first twenty hold 1,810 and the other ten 755.
    lines = "\n".join(f"sep | 2025-09-07 | lab{n:02} | lab{n:02} | none | 1 | {100 - n}" for n in range(30))
    world = {
        "snapshot_run": FAMILY["snapshot_run"],
        "mart_lineage": "run_id | snapshot_date | lab_id | root_lab_id | base | models | downloads_30d\n" + lines,
    }
    result = golden("attribution", world)
    assert rows(result, "lab_id", "publisher", "family", "packager")[-2:] == [
        ("lab19", 81, 81, 81),
        ("other", 755, 755, 755),
    ]
    assert [sum(result.table.column(mode).to_pylist()) for mode in ("publisher", "family", "packager")] == [2565] * 3
