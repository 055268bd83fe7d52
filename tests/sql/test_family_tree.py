"""family_tree: the largest derivatives of each family."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows
from tests.sql.lineage import DERIVATIVES


def test_derivatives_count_by_their_part_of_the_root(golden: Golden) -> None:
    # A merge with half its roots in Llama: half of 300.
    result = golden("family_tree", DERIVATIVES)
    assert rows(result, "model_id", "downloads_30d") == [("unsloth/ll-GGUF", 150), ("you/tuned", 50)]
    assert rows(golden("family_tree", DERIVATIVES, lab="qwen"), "model_id") == []
    assert len(rows(golden("family_tree", DERIVATIVES, family="Llama"), "model_id")) == 2


def test_machine_traffic_is_marked_and_never_the_most_downloaded(golden: Golden) -> None:
    result = golden("family_tree", DERIVATIVES, basis="raw")
    assert rows(result, "model_id", "flags") == [("unsloth/ll-GGUF", "excluded"), ("you/tuned", None)]
    assert result.headline() == "Most downloaded derivative shown: you/tuned, 50"


def test_adjusted_leaves_machine_traffic_out(golden: Golden) -> None:
    assert rows(golden("family_tree", DERIVATIVES, basis="adjusted"), "model_id") == [("you/tuned",)]
