"""package_installs_definitions: one package may decide which side grows."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

# Closed: a 10 -> 100, b 10 -> 20: sum 20 -> 120, x 6; median of 10 and 2: 6; without a: 2.
# Open: x 100 -> 300, y 10 -> 100: sum 110 -> 400, x 3.636; median of 3 and 10: 6.5; without x: 10.
# Open over closed: 0.606, 1.083, 5. The last half-year has only the last list.
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
        ("2023-10-10 · without_largest", 5.0, "open", False, False),
        ("2023-10-10 · median_package", 1.083333, "open", False, False),
        ("2023-10-10 · sum", 0.606061, "closed", True, True),
    ]
    assert result.headline() == "Closed-API clients grow faster in 1 of 3 ways of counting"


def test_no_span_runs_across_a_change_of_what_is_counted(golden: Golden) -> None:
    # pip alone in October 2023 and 2024: closed 10 -> 20, open 10 -> 40, 4 over 2 = 2. All installers from 2025 on, 30 days
    # and then 31: closed 300 / 30 = 10 a day -> 620 / 31 = 20 a day, open 10 -> 10 a day: 1 over 2 = 0.5, the newest stretch.
    # The last half-year begins in January 2026: closed 15 -> 20, open 8 -> 10: 1.25 over 1.333 = 0.9375.
    # One package a side: its sum is its median, and without the largest there is none.
    table = """
        registry | package | side         | observed_on | window_days | counts         | downloads
        pypi     | c       | closed_api   | 2023-10-10  | 30          | pip            | 10
        pypi     | o       | open_runtime | 2023-10-10  | 30          | pip            | 10
        pypi     | c       | closed_api   | 2024-10-01  | 30          | pip            | 20
        pypi     | o       | open_runtime | 2024-10-01  | 30          | pip            | 40
        pypi     | c       | closed_api   | 2025-07-05  | 30          | all installers | 300
        pypi     | o       | open_runtime | 2025-07-05  | 30          | all installers | 300
        pypi     | c       | closed_api   | 2026-01-01  | 31          | all installers | 465
        pypi     | o       | open_runtime | 2026-01-01  | 31          | all installers | 248
        pypi     | c       | closed_api   | 2026-04-01  | 31          | all installers | 620
        pypi     | o       | open_runtime | 2026-04-01  | 31          | all installers | 310
    """
    result = golden("package_installs_definitions", {"package_downloads": table})
    assert rows(result, "definition", "figure", "holds", "chosen") == [
        ("2023-10-10 · median_package", 2.0, False, False),
        ("2023-10-10 · sum", 2.0, False, False),
        ("half_year · median_package", 0.9375, True, False),
        ("half_year · sum", 0.9375, True, False),
        ("2025-07-05 · median_package", 0.5, True, False),
        ("2025-07-05 · sum", 0.5, True, True),
    ]
