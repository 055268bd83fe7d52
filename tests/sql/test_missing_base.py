"""missing_base: models that look derived but name no base."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows
from tests.sql.lineage import DERIVATIVES


def test_models_without_a_base_are_listed_with_their_part(golden: Golden) -> None:
    # 200 of 1,000 downloads look derived without a base; 200 of 1,000 have one declared.
    result = golden("missing_base", DERIVATIVES)
    assert rows(result, "model_id", "downloads_30d", "missing_share", "named_share") == [("qwen/q-AWQ", 200, 0.2, 0.2)]


def test_adjusted_shares_are_over_what_is_kept(golden: Golden) -> None:
    # 200 of 850 look derived without a base.
    result = golden("missing_base", DERIVATIVES, basis="adjusted")
    assert rows(result, "model_id", "missing_share") == [("qwen/q-AWQ", 0.235294)]
