"""hub_growth: three methods are three lines."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

SIZE = """
    observed_on | models  | source   | method
    2022-07-02  | 55524   | listing  | census
    2025-07-01  | 1000000 | count    | surviving by created_at
    2025-12-08  | 2264880 | count    | surviving by created_at
    2026-05-20  | 2900000 | somebody | claim
"""


def test_each_method_is_a_line_of_its_own(golden: Golden) -> None:
    assert rows(golden("hub_growth", {"hub_size": SIZE}), "method", "observed_on", "models") == [
        ("census", date(2022, 7, 2), 55524),
        ("published", date(2026, 5, 20), 2900000),
        ("surviving", date(2025, 7, 1), 1000000),
        ("surviving", date(2025, 12, 8), 2264880),
    ]


def test_the_sentence_takes_the_newest_count_and_never_a_published_figure(golden: Golden) -> None:
    # The published 2.9 million is newer, but nobody counted it; the printed figure is not rounded up ("at least").
    result = golden("hub_growth", {"hub_size": SIZE})
    assert result.headline("en") == "The Hub held at least 2,264,880 models on 8 December 2025"


def test_without_a_count_the_sentence_says_so(golden: Golden) -> None:
    finding = golden(
        "hub_growth", {"hub_size": "observed_on|models|source|method\n2026-05-20|9|somebody|claim"}
    ).finding
    assert finding is not None
    assert (finding.case, finding.confidence) == ("published", "low")
