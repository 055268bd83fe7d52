"""left_out_installs: packages outside the growth of installs, by reason."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

# Last list: open 500 (on the first list too), a closed newcomer 200, another package 300: 1,000 in all, and one not counted.
TABLES = {
    "package_downloads": """
        registry | package | side         | observed_on | window_days | downloads
        pypi     | runs    | open_runtime | 2023-10-10  | 30          | 100
        pypi     | runs    | open_runtime | 2026-04-01  | 30          | 500
        pypi     | new     | closed_api   | 2026-04-01  | 30          | 200
        pypi     | misc    | other        | 2026-04-01  | 30          | 300
        pypi     | mute    | closed_api   | 2026-04-01  | 30          |
    """,
}


def test_by_hand(golden: Golden) -> None:
    result = golden("left_out_installs", TABLES)
    assert rows(result, "why", "number", "amount", "share", "largest") == [
        ("other_side", 1, 300.0, 0.3, ["misc"]),
        ("entered", 1, 200.0, 0.2, ["new"]),
        ("no_counter", 1, None, None, ["mute"]),
    ]
    assert result.headline() == "Outside this number: 500 installs"
