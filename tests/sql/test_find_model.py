"""find_model: open models in place of a closed one, by score, memory, licence and country."""

from __future__ import annotations

from datetime import date

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


def test_what_binds_is_judged_as_in_may_i_use_it(golden: Golden) -> None:
    # Both say Apache of themselves. One is made from a model whose terms nobody can resolve, one from a model without any; the
    # third's tier, 1, is below Apache's: something binds it that is not read here. The last has its licence from the board alone.
    board = "source   | yardstick | as_of      | model | lab_id  | side | score | parameters_total_b | licence | licence_key | model_id | tier"
    names = {"o/other": 2, "o/none": 2, "o/below": 1, "o/free": 2, "o/board": ""}
    lines = [
        f"registry | text | 2026-04-19 | {name} | mistral | open | 1450 | 8 | Apache | apache-2.0 | {name} | {tier}"
        for name, tier in names.items()
    ]
    hub = """
        model_id | licence    | tier | base_model
        o/other  | apache-2.0 | 2    | b/other
        o/none   | apache-2.0 | 2    | b/none
        o/below  | apache-2.0 | 1    |
        o/free   | apache-2.0 | 2    | b/free
        o/board  | other      |      |
        b/other  | other      |      |
        b/none   |            |      |
        b/free   | mit        | 2    |
    """
    tables = TABLES | {"mart_board_model": "\n".join([board, *lines]), "mart_model": hub}
    found = {
        name: (verdict, why)
        for name, verdict, why in rows(golden("find_model", tables), "open_model", "verdict", "why")
    }
    assert found == dict.fromkeys(names, ("unknown", "licence")) | dict.fromkeys(
        ("o/free", "o/board"), ("free", "none")
    )
    judged = rows(golden("may_i_use_it", tables | {"mart_model": hub}, min_downloads=0), "model_id", "verdict", "why")
    assert {name: answer for name, *answer in judged if name in names and name != "o/board"} == {
        name: list(answer) for name, answer in found.items() if name != "o/board"
    }


def test_a_board_that_is_not_of_votes_has_its_own_scale(golden: Golden) -> None:
    tables = TABLES | {
        "mart_yardstick": TABLES["mart_yardstick"].replace("votes  ", "public ").replace("| 50 ", "| 0.1"),
        "mart_board_model": TABLES["mart_board_model"].replace("| 14", "| 0.4").replace("| 13", "| 0.3"),
        "mart_offer": """
            canonical | model | price_source | priced_on
            c         | C     | models-dev   | 2026-04-01
            o         | O     | models-dev   | 2026-05-01
        """,
    }
    header, *lines = [line.strip() for line in tables["mart_board_model"].strip().splitlines()]
    offers = {"c1 ": "c | C", "free ": "o | O"}
    named = [line + " | " + next((o for start, o in offers.items() if f"| {start}" in line), " | ") for line in lines]
    tables["mart_board_model"] = "\n".join([f"{header} | canonical | catalogue_model", *named])
    result = golden("find_model", tables, closed_model="c1")
    assert rows(result, "open_model", "wins", "testing", "step", "closed_score", "priced_on", "closed_priced_on")[
        0
    ] == (("free", None, "public", 0.1, 0.4, date(2026, 5, 1), date(2026, 4, 1)))
    assert "c1: 0.4 points" in (result.note() or "")
