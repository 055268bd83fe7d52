"""may_i_use_it: which models their licences leave, the clause that decides, and the unknown apart."""

from __future__ import annotations

import pytest

from tests.sql.conftest import Golden, rows

TABLES = {
    "licence": """
        licence      | name      | tier | commercial_use | max_monthly_users | no_eu | no_eu_link  | train_other_models | limits      | link
        apache-2.0   | Apache    | 2    | true           |                   |       |             |                    |             | https://apache
        cc-by-nc-4.0 | NC        | 1    | false          |                   |       |             |                    | no business | https://nc
        llama3.2     | Llama 3.2 | 1    | true           | 700000000         |       | https://use | true               | many        | https://llama
        hunyuan      | Hunyuan   | 1    | true           | 100000000         | true  |             | false              | no EU       | https://hunyuan
        rail         | RAIL      | 1    | true           |                   |       |             |                    | harm        | https://rail
        other        | Other     |      |                |                   |       |             |                    |             |
    """,
    # A quantised Llama that says it is Apache is bound by Llama's terms; so is the fine-tune, by its base named.
    "mart_model": """
        model_id    | licence      | tier | gated  | tier_reason        | base_model  | pipeline_tag       | downloads_30d | gone_on    | on_exclusion_list
        o/free      | apache-2.0   | 2    |        | licence:apache-2.0 |             | text-generation    | 9000          |            | false
        o/asked     | apache-2.0   | 1    | manual | gated:manual       |             | text-generation    | 8000          |            | false
        o/nc        | cc-by-nc-4.0 | 1    |        |                    |             | text-generation    | 7000          |            | false
        m/llama     | llama3.2     | 1    |        |                    |             | text-generation    | 6000          |            | false
        m/vision    | llama3.2     | 1    |        |                    |             | image-text-to-text | 5000          |            | false
        q/llama-q   | apache-2.0   | 1    |        | base:m/vision (x)  | m/vision    | image-text-to-text | 4000          |            | false
        q/lost      | apache-2.0   | 1    |        | base:m/unseen (x)  |             | text-generation    | 3500          |            | false
        t/hunyuan   | hunyuan      | 1    |        |                    |             | text-generation    | 3000          |            | false
        b/rail      | rail         | 1    |        |                    |             | text-generation    | 2000          |            | false
        o/other     | other        |      |        |                    |             | text-generation    | 1500          |            | false
        o/silent    |              |      |        |                    |             | text-generation    | 1200          |            | false
        o/small     | apache-2.0   | 2    |        |                    |             | text-generation    | 10            |            | false
        o/gone      | apache-2.0   | 2    |        |                    |             | text-generation    | 9999          | 2025-09-01 | false
        o/spam      | apache-2.0   | 2    |        |                    |             | text-generation    | 9999          |            | true
    """,
}


def answers(golden: Golden, **parameters: object) -> dict[object, object]:
    return dict(rows(golden("may_i_use_it", TABLES, **parameters), "model_id", "why"))


def test_each_model_has_its_answer_and_the_unknown_is_never_allowed(golden: Golden) -> None:
    result = golden("may_i_use_it", TABLES)  # in the EU, commercial, few users, no training
    assert rows(result, "model_id", "verdict", "why", "licence", "link") == [
        ("o/free", "free", "none", "apache-2.0", "https://apache"),
        ("o/asked", "conditions", "gated", "apache-2.0", "https://apache"),
        ("m/llama", "conditions", "terms", "llama3.2", "https://llama"),
        ("b/rail", "conditions", "terms", "rail", "https://rail"),
        ("q/lost", "unknown", "licence", "apache-2.0", None),  # its own licence is not what is unknown
        ("o/other", "unknown", "licence", "other", None),
        ("o/silent", "unknown", "licence", None, None),
        ("o/nc", "refused", "commercial", "cc-by-nc-4.0", "https://nc"),
        ("m/vision", "refused", "eu", "llama3.2", "https://use"),
        ("q/llama-q", "refused", "eu", "llama3.2", "https://use"),
        ("t/hunyuan", "refused", "eu", "hunyuan", "https://hunyuan"),
    ]


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"country_eu": False}, {"m/vision": "terms", "q/llama-q": "terms", "t/hunyuan": "terms"}),
        ({"commercial": False}, {"o/nc": "terms"}),
        ({"country_eu": False, "monthly_users": 100_000_001}, {"t/hunyuan": "users", "m/llama": "terms"}),
        ({"country_eu": False, "monthly_users": 100_000_000}, {"t/hunyuan": "terms"}),  # up to so many is allowed
        ({"country_eu": False, "train_other_models": True}, {"t/hunyuan": "training", "b/rail": "clause"}),
        ({"min_downloads": 0}, {"o/small": "none"}),
    ],
)
def test_a_clause_counts_only_where_the_answers_meet_it(
    golden: Golden, parameters: dict[str, object], expected: dict[str, str]
) -> None:
    found = answers(golden, **parameters)
    assert {model: found[model] for model in expected} == expected


def test_the_sentence_counts_all(golden: Golden) -> None:
    # Free 1, on conditions 3, unknown 3, refused 4: 11 models asked.
    result = golden("may_i_use_it", TABLES)
    assert result.finding is not None
    values = result.finding.values
    counts = [values[name] for name in ("asked", "left", "free", "conditions", "unknown", "refused")]
    assert counts == [11, 4, 1, 3, 3, 4]
    assert ("o/nc", 1, 11) in rows(result, "model_id", "models_of_why", "models_asked")
    assert ("q/llama-q", 3, 11) in rows(result, "model_id", "models_of_why", "models_asked")


def test_where_nothing_is_left_it_says_so(golden: Golden) -> None:
    only = "\n".join([*TABLES["mart_model"].splitlines()[:2], TABLES["mart_model"].splitlines()[4]])
    finding = golden("may_i_use_it", TABLES | {"mart_model": only}).finding
    assert finding is not None
    assert (finding.case, finding.values["refused"]) == ("none", 1)
