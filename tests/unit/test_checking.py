"""``ouverture check`` says of a query that it cannot run, before any page does."""

from __future__ import annotations

from ouverture.checking import query_faults
from ouverture.metrics.catalogue import own_catalogue


def test_a_query_that_does_not_fit_is_named_with_its_reason() -> None:
    catalogue = own_catalogue()
    libraries = catalogue["downloads_by_library"]
    misspelt = libraries.model_copy(update={"sql": libraries.sql.replace("mart_library", "mart_libary")})
    renamed = libraries.model_copy(update={"columns": {"softwares": libraries.columns["library"]}})
    shared = catalogue["open_share"]
    mute = shared.model_copy(update={"finding_sql": "SELECT 'rose' AS finding_case, current_date AS as_of FROM result"})
    faults = list(query_faults({**catalogue, "misspelt": misspelt, "renamed": renamed, "mute": mute}))
    assert len(faults) == 3, faults
    assert faults[0].startswith("ouverture/metrics/adoption/downloads_by_library.sql: ")
    assert "mart_libary" in faults[0]
    assert "correct 'columns'" in faults[1]
    assert faults[2] == "ouverture/metrics/adoption/open_share.finding.sql: it lacks confidence"
