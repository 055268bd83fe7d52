"""lab_transparency: the index's points, unchanged, by edition."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

TABLES = {
    "lab": """
        lab_id | name
        meta   | Meta
    """,
    "transparency_score": """
        edition | published_on | developer | lab_id | score | link
        2024    | 2024-05-21   | meta | meta   | 60    | https://b
        2023    | 2023-10-18   | meta | meta   | 54    | https://a
        2023    | 2023-10-18   | google | google | 40    | https://a
    """,
}


def test_by_hand(golden: Golden) -> None:
    result = golden("lab_transparency", TABLES, lab="meta")
    assert rows(result, "edition", "score", "link") == [("2023", 54, "https://a"), ("2024", 60, "https://b")]
    assert result.headline() == "Stanford's transparency index 2024: Meta 60 of 100 points"
