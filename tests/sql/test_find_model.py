"""find_model: open models in place of a closed one, by score, memory, licence and country."""

from __future__ import annotations

import pytest

from tests.sql.conftest import Golden, rows

TABLES = {
    "mart_yardstick": """
        yardstick | as_of      | board | testing | sized | step | preference
        text      | 2026-04-19 | text  | votes   | 4     | 50   | 1
    """,
    "mart_board_model": """
        source   | yardstick | as_of      | model  | lab_id   | side   | score | released_on | price_blended_usd_per_mtok | parameters_total_b | licence     | licence_key | model_id
        registry | text      | 2026-04-19 | c1     | openai   | closed | 1400  | 2025-01-01  | 8                          |                    |             |             |
        registry | text      | 2026-04-19 | free   | zhipu    | open   | 1410  | 2025-07-02  | 2                          | 30                 | MIT         | mit         |
        registry | text      | 2026-04-19 | free-high | zhipu | open   | 1405  | 2025-07-02  | 2                          | 30                 | MIT         | mit         |
        registry | text      | 2026-04-19 | bound  | google   | open   | 1450  | 2025-03-01  |                            | 12                 | Gemma Terms | gemma       |
        registry | text      | 2026-04-19 | large  | mistral  | open   | 1460  | 2025-06-01  | 1                          | 100                | Apache      | apache-2.0  |
        registry | text      | 2026-04-19 | nosize | zhipu    | open   | 1420  |             |                            |                    | MIT         | mit         |
        registry | text      | 2026-04-19 | no-eu  | meta     | open   | 1430  | 2025-04-01  |                            | 10                 | Llama 4     | llama4      | meta/no-eu
        registry | text      | 2026-04-19 | weak   | mistral  | open   | 1390  | 2025-06-01  | 1                          | 8                  | Apache      | apache-2.0  |
        registry | text      | 2026-04-19 | dark   | mistral  | open   | 1440  | 2025-06-01  | 1                          | 8                  | own words   |             |
    """,
    "mart_model": """
        model_id   | licence | gated
        meta/no-eu | other   | false
    """,
    "lab": """
        lab_id  | name    | country
        openai  | OpenAI  | US
        zhipu   | Zhipu   | CN
        google  | Google  | US
        mistral | Mistral | FR
        meta    | Meta    | US
    """,
    "licence": """
        licence    | name             | tier | commercial_use | no_eu
        mit        | MIT License      | 2    | true           |
        apache-2.0 | Apache License   | 2    | true           |
        gemma      | Gemma Terms      | 1    | true           | false
        llama4     | Llama 4          | 1    | true           | true
    """,
}


def test_what_passes_is_ranked_and_what_does_not_says_on_what(golden: Golden) -> None:
    # 24 GB at 4 bit: 30B x 0.5 x 1.2 = 18; 12B: 7.2; 100B: 60. Free of limits first though "bound" scores more; the second
    # effort of "free" is the same model. Wins of free: 1 / (1 + 10 ** (-10 / 400)) = 0.514387.
    result = golden("find_model", TABLES, closed_model="c1")
    assert rows(result, "place", "open_model", "memory_gb", "verdict", "scores", "fits", "allowed", "misses") == [
        (1, "free", 18.0, "free", True, True, True, 0),
        (2, "bound", 7.2, "conditions", True, True, True, 0),
        (None, "large", 60.0, "free", True, False, True, 1),
        (None, "nosize", None, "free", True, None, True, 1),
        (None, "weak", 4.8, "free", False, True, True, 1),
        (None, "dark", 4.8, "unknown", True, True, False, 1),  # terms that nobody has read are never counted as allowed
        (None, "no-eu", 6.0, "refused", True, True, False, 1),
    ]
    assert rows(result, "wins", "price_ratio", "licence_name")[0] == (0.514387, 0.25, "MIT License")
    found = result.finding
    assert found is not None
    assert (found.case, found.values["matches"], found.values["free"]) == ("some", 2, 1)
    assert [found.values[kind] for kind in ("larger", "unsized", "barred")] == [1, 1, 2]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"memory": 64}, ["large", "free", "bound"]),
        ({"bits": 8}, ["bound"]),  # 30B x 1 x 1.2 = 36
        ({"terms": "free"}, ["free"]),
        ({"country_eu": False}, ["free", "bound", "no-eu"]),
        ({"country": "CN"}, ["free"]),
        ({"memory": None}, ["large", "nosize", "free", "bound"]),
    ],
)
def test_each_condition_is_the_readers(golden: Golden, asked: dict[str, object], names: list[str]) -> None:
    result = golden("find_model", TABLES, closed_model="c1", **asked)
    assert [name for place, name in rows(result, "place", "open_model") if place] == names


def test_a_miss_names_the_nearest_and_no_model_asks_for_no_score(golden: Golden) -> None:
    missed = golden("find_model", TABLES, closed_model="c1", country="FR").finding
    assert missed is not None
    assert (missed.case, missed.values["nearest"]) == ("near", "weak")
    listed = golden("find_model", TABLES)
    assert listed.finding is not None
    assert (listed.finding.case, listed.finding.values["best"]) == ("listed", "free")
    assert ("weak", None) in rows(listed, "open_model", "wins")
