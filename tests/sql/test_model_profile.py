"""model_profile: one model, found by its present or an earlier name, ranked among those read with it."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

TABLES = {
    "licence": """
        licence | name  | limits       | link
        mit     | MIT   |              | https://spdx.org/licenses/MIT
    """,
    "model": """
        model_key | model_id      | task_scope | licence_raw
        1         | zai-org/GLM-4 | generative | mit
        2         | b/two         | generative |
        3         | c/three       | generative |
        4         | d/other       | other      |
    """,
    "mart_name": """
        name          | model_key
        THUDM/GLM-4   | 1
        b/two         | 2
        c/three       | 3
        d/other       | 4
        zai-org/GLM-4 | 1
    """,
    "model_alias": """
        model_key | model_id
        1         | THUDM/GLM-4
        1         | zai-org/GLM-4
    """,
    # Three generative models of the same source and day: 50, 80 and one without a count. 50 ranks second of two.
    "mart_model": """
        model_key | model_id      | task_scope | licence | tier | tier_reason | downloads_30d | latest_source | latest_on
        1         | zai-org/GLM-4 | generative | mit     | 2    | licence:mit | 50            | osir-lmts     | 2025-09-07
        2         | b/two         | generative |         |      |             | 80            | osir-lmts     | 2025-09-07
        3         | c/three       | generative |         |      |             |               | osir-lmts     | 2025-09-07
        4         | d/other       | other      |         |      |             | 900           | osir-lmts     | 2025-09-07
    """,
}


def test_by_hand(golden: Golden) -> None:
    result = golden("model_profile", TABLES, model="zai-org/GLM-4")
    assert rows(result, "model_id", "tier_reason", "licence_link", "rank", "ranked_models", "aliases") == [
        ("zai-org/GLM-4", "licence:mit", "https://spdx.org/licenses/MIT", 2, 2, ["THUDM/GLM-4"])
    ]
    assert result.headline() == "zai-org/GLM-4: 50 downloads in 30 days, rank 2 of 2"


def test_an_earlier_name_leads_to_it(golden: Golden) -> None:
    assert rows(golden("model_profile", TABLES, model="THUDM/GLM-4"), "model_id") == [("zai-org/GLM-4",)]


def test_an_uncounted_model_has_no_rank_and_an_unknown_one_no_row(golden: Golden) -> None:
    assert rows(golden("model_profile", TABLES, model="c/three"), "rank", "downloads_30d") == [(None, None)]
    assert golden("model_profile", TABLES, model="no/such").table.num_rows == 0
