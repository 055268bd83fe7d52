"""package_installs_definitions: one package may decide which side grows."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

# Closed: a 10 -> 100, b 10 -> 20: sum 20 -> 120, x 6; median of 10 and 2: 6; without a: 2.
# Open: x 100 -> 300, y 10 -> 100: sum 110 -> 400, x 3.636; median of 3 and 10: 6.5; without x: 10.
# Open over closed: 0.606, 1.083, 5. Three years back begins at the same list; one and two have only the last list.
TABLES = {
    "package_downloads": """
        registry | package | side         | observed_on | window_days | downloads
        pypi     | a       | closed_api   | 2023-10-10  | 30          | 10
        pypi     | b       | closed_api   | 2023-10-10  | 30          | 10
        pypi     | x       | open_runtime | 2023-10-10  | 30          | 100
        pypi     | y       | open_runtime | 2023-10-10  | 30          | 10
        pypi     | a       | closed_api   | 2026-04-01  | 30          | 100
        pypi     | b       | closed_api   | 2026-04-01  | 30          | 20
        pypi     | x       | open_runtime | 2026-04-01  | 30          | 300
        pypi     | y       | open_runtime | 2026-04-01  | 30          | 100
    """,
}


def test_by_hand(golden: Golden) -> None:
    result = golden("package_installs_definitions", TABLES)
    assert rows(result, "definition", "figure", "verdict", "holds", "chosen") == [
        ("page · without_largest", 5.0, "open", False, False),
        ("years_3 · without_largest", 5.0, "open", False, False),
        ("page · median_package", 1.083333, "open", False, False),
        ("years_3 · median_package", 1.083333, "open", False, False),
        ("page · sum", 0.606061, "closed", True, True),
        ("years_3 · sum", 0.606061, "closed", True, False),
    ]
    assert result.headline() == "Closed-API clients grow faster under 2 of 6 definitions"
