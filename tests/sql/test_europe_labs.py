"""europe_labs: the registry's labs of Europe, those that the reading does not list among them."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows
from tests.sql.test_france_europe import TABLES


def test_listed_labs_have_downloads_and_others_have_none(golden: Golden) -> None:
    # The latest reading holds 1,000 downloads; the German lab is listed without a generative model.
    result = golden("europe_labs", TABLES)
    assert rows(result, "lab_id", "origin", "listed", "models", "downloads_30d", "share") == [
        ("mistral", "FR", True, 2, 250, 0.25),
        ("ukp", "DE", True, 0, 0, 0),
        ("stability", "GB", False, None, None, None),
    ]
    finding = result.finding
    assert finding is not None
    assert (finding.case, finding.values["lab"]) == ("only", "mistral")
    assert (finding.values["unlisted"], finding.values["labs"]) == (1, 3)
