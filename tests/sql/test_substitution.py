"""substitution: the open models that match a closed one first, smallest or cheapest, and what they take."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

TABLES = {
    "mart_yardstick": """
        yardstick | as_of      | board | open_models | closed_models | priced | sized | step | preference
        text      | 2026-04-19 | text  | 20          | 20            | 20     | 20    | 50   | 1
    """,
    "mart_board_model": """
        source   | yardstick | as_of      | model | lab_id  | side   | score | released_on | created_on | price_blended_usd_per_mtok | parameters_total_b | tier | model_id
        registry | text      | 2026-04-19 | c1    | openai  | closed | 1400  | 2025-01-01  |            | 8                          |                    |      |
        registry | text      | 2026-04-19 | c2    | openai  | closed | 1500  | 2025-06-01  |            | 9                          |                    |      |
        registry | text      | 2026-04-19 | o1    | zhipu   | open   | 1410  | 2025-07-02  | 2025-06-01 | 2                          | 100                | 2    | zai-org/o1
        registry | text      | 2026-04-19 | o2    | google  | open   | 1405  |             | 2025-09-01 | 1                          | 30                 | 1    |
        registry | text      | 2026-04-19 | o3    | google  | open   | 1390  | 2024-09-01  |            | 1                          | 3                  | 1    |
        registry | text      | 2026-04-19 | o4    | google  | open   | 1450  |             |            | 0.5                        | 50                 | 1    |
        registry | text      | 2026-04-19 | o5    | google  | open   | 1420  | 2025-12-01  |            |                            |                    |      |
    """,
}


def test_first_smallest_and_cheapest_match_the_best_closed_model_on_top(golden: Golden) -> None:
    # c2 (1500) has no match. c1 (1400) has four: o1, o2, o4, o5; o3 scores less.
    # First: o1 (2 July; o2's repository is of 1 September, o4 has no day): 182 days / 30.4375 = 5.979466 months, price 2 / 8,
    # 100B x 0.5 bytes x 1.2 = 60 GB, x 2 bytes = 240 GB. Smallest: o2, 30B: 18 and 72 GB, 1 / 8, 243 days = 7.983573.
    # Cheapest: o4, 0.5 / 8, 50B: 30 and 120 GB.
    result = golden("substitution", TABLES)
    columns = (
        "open_model",
        "is_first",
        "is_smallest",
        "is_cheapest",
        "months_later",
        "memory_4_bit_gb",
        "memory_16_bit_gb",
        "price_ratio",
    )
    assert rows(result, "closed_model", *columns, "matches", "flags", "model_id") == [
        ("c2", None, None, None, None, None, None, None, None, 0, None, None),
        ("c1", "o1", True, False, False, 5.979466, 60.0, 240.0, 0.25, 4, None, "zai-org/o1"),
        ("c1", "o2", False, True, False, 7.983573, 18.0, 72.0, 0.125, 4, "estimated", None),
        ("c1", "o4", False, False, True, None, 30.0, 120.0, 0.0625, 4, None, None),
    ]
    assert result.finding is not None
    assert (result.finding.case, result.finding.values["matched"], result.finding.values["unmatched"]) == ("all", 1, 1)


def test_memory_and_licence_narrow_the_open_side(golden: Golden) -> None:
    # 18 GB of o2 fit into 24, 60 of o1 and 30 of o4 do not; the size of o5 is not known.
    fits = golden("substitution", TABLES, closed_model="c1", memory_gb=24)
    assert rows(fits, "open_model", "is_first", "is_smallest", "is_cheapest", "matches") == [
        ("o2", True, True, True, 1)
    ]
    assert fits.finding is not None
    assert (fits.finding.case, fits.finding.values["memory"]) == ("one", 24)
    # Tier 2 or more: o1 alone; the tier of o5 is not known.
    permissive = golden("substitution", TABLES, licence="permissive")
    assert rows(permissive, "closed_model", "open_model", "matches") == [("c2", None, 0), ("c1", "o1", 1)]
    assert rows(golden("substitution", TABLES, licence="permissive", memory_gb=24), "open_model") == [(None,), (None,)]


def test_a_match_without_day_size_or_price_is_a_match(golden: Golden) -> None:
    board = TABLES["mart_board_model"].splitlines()
    tables = TABLES | {"mart_board_model": "\n".join([*board[:4], board[-2].replace("2025-12-01", "          ")])}
    assert rows(golden("substitution", tables), "open_model", "is_first", "matches") == [
        (None, None, 0),
        ("o5", False, 1),
    ]


def test_of_equals_the_one_released_first_is_named(golden: Golden) -> None:
    # o4 as small and as cheap as o1 (100B, 2 dollars), of higher score, without a day: o1 is named; o2 is left out.
    board = [line for line in TABLES["mart_board_model"].splitlines() if "| o2 " not in line]
    tied = "\n".join(board).replace("| 0.5                        | 50 ", "| 2                          | 100")
    found = rows(
        golden("substitution", TABLES | {"mart_board_model": tied}, closed_model="c1"),
        "open_model",
        "is_smallest",
        "is_cheapest",
    )
    assert found == [("o1", True, True)]


def test_one_closed_model(golden: Golden) -> None:
    found = golden("substitution", TABLES, closed_model="c1").finding
    assert found is not None
    assert (found.case, found.values["smallest"], found.values["ratio_cheapest"]) == ("some", "o2", 0.0625)
    assert found.values["size"] == 30 * 10**9
    assert found.as_of == date(2026, 4, 19)
    missing = golden("substitution", TABLES, closed_model="c2").finding
    assert missing is not None
    assert missing.case == "none"


def test_the_best_without_a_match_are_told_apart_from_all_below(golden: Golden) -> None:
    closed = "registry | text | 2026-04-19 | {} | openai | closed | {} | 2025-01-01 | | | | |"
    more = [closed.format(name, score) for name, score in (("c3", 1451), ("c4", 1200))]
    # c2 (1500) and c3 (1451) stand above o4 (1450), the best open model; c1 (1400) and c4 (1200) do not.
    board = TABLES["mart_board_model"].rstrip() + "\n" + "\n".join(more)
    found = golden("substitution", TABLES | {"mart_board_model": board}).finding
    assert found is not None
    assert (found.case, found.values["unmatched"], found.values["matched"]) == ("best", 2, 2)


def test_the_day_of_the_prices_is_told(golden: Golden) -> None:
    # 1 / 4, the later of the two days; o2 has no price, and the day is that of the closed model's.
    board = """
        source   | yardstick | as_of      | model | side   | score | released_on | price_blended_usd_per_mtok | parameters_total_b | canonical | catalogue_model
        registry | text      | 2026-04-19 | c1    | closed | 1400  | 2025-01-01  | 4                          |                    | c1        | C1
        registry | text      | 2026-04-19 | o1    | open   | 1410  | 2025-07-02  | 1                          | 30                 | o1        | O1
        registry | text      | 2026-04-19 | o2    | open   | 1410  | 2025-07-03  |                            | 20                 |           |
    """
    offers = """
        canonical | model | priced_on
        c1        | C1    | 2026-07-01
        o1        | O1    | 2026-07-10
    """
    result = golden("substitution", TABLES | {"mart_board_model": board, "mart_offer": offers})
    assert rows(result, "open_model", "price_ratio", "priced_on") == [
        ("o1", 0.25, date(2026, 7, 10)),
        ("o2", None, date(2026, 7, 1)),
    ]


def test_a_model_at_several_efforts_counts_once(golden: Golden) -> None:
    # Six closed names: a and its efforts at 1500, 1490 and 1380, b at 1480, c at 1400, d-high at 1390. Above the open 1410: a, b.
    scores = {"a-max": 1500, "a-high": 1490, "a": 1380, "b": 1480, "c": 1400, "d-high": 1390}
    lines = [f"registry | text | 2026-04-19 | {model} | closed | {score}" for model, score in scores.items()]
    head = "source | yardstick | as_of | model | side | score\nregistry | text | 2026-04-19 | o | open | 1410"
    lines += ["registry | text | 2026-04-19 | o-high | open | 1405"]  # the same open model
    result = golden("substitution", TABLES | {"mart_board_model": "\n".join([head, *lines])})
    assert rows(result, "closed_model", "open_model", "matches") == [
        ("a-max", None, 0),
        ("b", None, 0),
        ("c", "o", 1),
        ("d-high", "o", 1),
    ]
    found = result.finding
    assert found is not None
    assert (found.case, found.values["unmatched"], found.values["matched"]) == ("best", 2, 2)


def test_open_models_that_cannot_be_known_to_fit_are_counted(golden: Golden) -> None:
    # The size and the degree of o5 (1420) are not known; it might match c1 (1400), not c2 (1500).
    fits = golden("substitution", TABLES, memory_gb=16)
    assert rows(fits, "closed_model", "matches", "unknown_matches") == [("c2", 0, 0), ("c1", 0, 1)]
    assert fits.title("en") == "0 of 2 closed models have a known open match in 16 GB"
    assert "1 are" not in (fits.note("en") or "")
    one = golden("substitution", TABLES, closed_model="c1", licence="permissive", memory_gb=16)
    assert one.finding is not None
    assert (one.finding.case, one.finding.values["unknown"], one.finding.confidence) == ("unknown", 1, "low")
