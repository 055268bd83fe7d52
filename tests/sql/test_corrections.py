"""corrections: what we published and corrected, newest first, verdicts before figures."""

from __future__ import annotations

from datetime import date

import pytest

from ouverture.registry import load_registry
from tests.sql.conftest import Golden, rows

TABLES = {
    "correction": """
        correction_id | corrected_on | claim_id | what_en | figure_before | figure_after | unit  | verdict_before | verdict_after
        old           | 2026-10-01   |          | Price   | 6.7           | 5.7          | times |                |
        b             | 2026-11-29   |          | Sum     | 2             | 3            | times |                |
        a             | 2026-11-29   | gap      | Closes  |               |              |       | fails          | holds
    """,
}


def test_by_hand(golden: Golden) -> None:
    result = golden("corrections", TABLES)
    assert rows(result, "what", "verdict_before", "figure_after") == [
        ("Closes", "fails", None),
        ("Sum", None, 3),
        ("Price", None, 5.7),
    ]
    assert result.headline() == "Corrected verdicts: 1; corrected figures: 2"
    assert rows(golden("corrections", TABLES, until=date(2026, 10, 1)), "what") == [("Price",)]
    assert (
        golden("corrections", TABLES, since=date(2026, 11, 29)).headline() == "No verdict and no figure was corrected"
    )


@pytest.mark.parametrize("end", ["before", "after"])
def test_the_log_of_the_registry_says_what_is_struck_out(end: str) -> None:
    for key, correction in load_registry().corrections.items():
        assert isinstance(getattr(correction, end), str) == bool(correction.claim), key
        assert correction.before != correction.after, key
