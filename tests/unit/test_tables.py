"""Numbers of a table in the page's language."""

from __future__ import annotations

import pytest

from ouverture.dashboard.tables import _number


@pytest.mark.parametrize(
    ("value", "unit", "english", "french"),
    [
        (688625665, "downloads", "688,625,665", "688\u202f625\u202f665"),
        (0.53219, "share", "53.22%", "53,22\u202f%"),
        (1.0, "share", "100%", "100\u202f%"),
        (11.2345, "ratio", "11.2", "11,2"),
        (1470.25, "score", "1,470.25", "1\u202f470,25"),
        (-0.91598, "percent_change", "-0.916", "-0,916"),
    ],
)
def test_a_number_is_written_in_the_language(value: float, unit: str, english: str, french: str) -> None:
    assert _number(value, unit=unit, language="en") == english
    assert _number(value, unit=unit, language="fr").replace("\xa0", "\u202f") == french
