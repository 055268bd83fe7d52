"""substitution: the first open model to match a closed one, and what it takes."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

TABLES = {
    "mart_yardstick": """
        yardstick | as_of      | board | open_models | closed_models | priced | sized | step | preference
        text      | 2026-04-19 | text  | 20          | 20            | 20     | 20    | 50   | 1
    """,
    "mart_board_model": """
        source   | yardstick | as_of      | model | lab_id  | side   | score | released_on | price_blended_usd_per_mtok | parameters_total_b | tier | model_id
        registry | text      | 2026-04-19 | c1    | openai  | closed | 1400  | 2025-01-01  | 8                          |                    |      |
        registry | text      | 2026-04-19 | c2    | openai  | closed | 1500  | 2025-06-01  | 9                          |                    |      |
        registry | text      | 2026-04-19 | o1    | zhipu   | open   | 1410  | 2025-07-02  | 2                          | 100                | 2    | zai-org/o1
        registry | text      | 2026-04-19 | o2    | google  | open   | 1405  | 2025-09-01  | 1                          | 30                 | 1    |
        registry | text      | 2026-04-19 | o3    | google  | open   | 1390  | 2024-09-01  | 1                          | 3                  | 1    |
        registry | text      | 2026-04-19 | o4    | google  | open   | 1450  |             | 1                          | 50                 | 1    |
    """,
}


def test_first_and_smallest_match(golden: Golden) -> None:
    # c1: o1 (2 July) came before o2; o3 scores less; o4 has no day. 182 days / 30.4375 = 5.979466 months. Price 2 / 8.
    # 100B x 0.5 bytes x 1.2 = 60 GB, x 2 bytes = 240 GB. Smallest with 1400: o2, 30B. c2 has no match.
    result = golden("substitution", TABLES)
    columns = ("closed_model", "open_model", "months_later", "memory_4_bit_gb", "memory_16_bit_gb", "price_ratio")
    assert rows(result, *columns, "smallest_model", "model_id") == [
        ("c1", "o1", 5.979466, 60.0, 240.0, 0.25, "o2", "zai-org/o1"),
        ("c2", None, None, None, None, None, None, None),
    ]
    assert result.finding is not None
    assert (result.finding.case, result.finding.values["matched"]) == ("all", 1)


def test_one_closed_model(golden: Golden) -> None:
    found = golden("substitution", TABLES, closed_model="c1").finding
    assert found is not None
    assert (found.case, found.values["open_model"], found.as_of) == ("one", "o1", date(2026, 4, 19))
    missing = golden("substitution", TABLES, closed_model="c2").finding
    assert missing is not None
    assert missing.case == "none"
