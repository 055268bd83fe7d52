"""model_profile: one model, found by its present or an earlier name, ranked among those read with it."""

from __future__ import annotations

from datetime import date

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
    "snapshot_run": """
        run_id | run_seq | snapshot_date | listing
        sep    | 1       | 2025-09-07    | organisations
    """,
    "mart_milestone": """
        source    | run_seq | model_key | threshold | age_days
        osir-lmts | 1       | 1         | 100000    | 20
        osir-lmts | 1       | 1         | 1000000   | 90
        osir-lmts | 1       | 2         | 100000    | 5
    """,
    "openness_evidence": """
        subject | lab_id | component        | value | link                  | checked_on | source
        Two     | two    | licence          | open  | https://two/licence   | 2025-01-01 | registry
        Two     | two    | training_code    | open  | https://two/code      | 2025-01-01 | registry
    """,
    # Three generative models of the same source and day: 50, 80 and one without a count. 50 ranks second of two.
    "mart_model": """
        model_key | model_id      | lab_id | family | task_scope | licence | tier | tier_reason   | downloads_30d | latest_source | latest_on
        1         | zai-org/GLM-4 |        |        | generative | mit     | 2    | licence:mit   | 50            | osir-lmts     | 2025-09-07
        2         | b/two         | two    | Two    | generative |         | 3    | evidence:Two  | 80            | osir-lmts     | 2025-09-07
        3         | c/three       |        |        | generative |         | 1    | base:meta/big |               | osir-lmts     | 2025-09-07
        4         | d/other       |        |        | other      |         |      |               | 900           | osir-lmts     | 2025-09-07
    """,
}


def test_a_model_that_the_newest_reading_does_not_list_is_said_so_and_not_called_gone(golden: Golden) -> None:
    october = TABLES["snapshot_run"] + "    oct    | 2       | 2025-10-07    | organisations\n"
    later = golden("model_profile", TABLES | {"snapshot_run": october}, model="b/two")
    assert rows(later, "latest_on", "unlisted_on", "gone_on") == [(date(2025, 9, 7), date(2025, 10, 7), None)]
    assert rows(golden("model_profile", TABLES, model="b/two"), "unlisted_on") == [(None,)]


def test_by_hand(golden: Golden) -> None:
    result = golden("model_profile", TABLES, model="zai-org/GLM-4")
    assert rows(result, "model_id", "tier_reason", "licence_link", "rank", "ranked_models", "aliases") == [
        ("zai-org/GLM-4", "licence:mit", "https://spdx.org/licenses/MIT", 2, 2, ["THUDM/GLM-4"])
    ]
    assert result.headline() == "zai-org/GLM-4: 50 downloads in 30 days, September 2025"


def test_an_earlier_name_leads_to_it(golden: Golden) -> None:
    assert rows(golden("model_profile", TABLES, model="THUDM/GLM-4"), "model_id") == [("zai-org/GLM-4",)]


def test_an_uncounted_model_has_no_rank_and_an_unknown_one_no_row(golden: Golden) -> None:
    assert rows(golden("model_profile", TABLES, model="c/three"), "rank", "downloads_30d") == [(None, None)]
    assert golden("model_profile", TABLES, model="no/such").table.num_rows == 0


def test_the_tier_leads_to_what_decides_it(golden: Golden) -> None:
    # Its licence; the training code of the family, for tier 3; its base.
    links = {
        "zai-org/GLM-4": "https://spdx.org/licenses/MIT",
        "b/two": "https://two/code",
        "c/three": "https://huggingface.co/meta/big",
        "d/other": None,
    }
    for model, link in links.items():
        assert rows(golden("model_profile", TABLES, model=model), "tier_link") == [(link,)]


def test_days_to_round_numbers_and_what_the_reading_listed(golden: Golden) -> None:
    result = golden("model_profile", TABLES, model="zai-org/GLM-4")
    assert rows(result, "listing", "days_to_100k", "days_to_1m", "days_to_10m") == [("organisations", 20, 90, None)]
