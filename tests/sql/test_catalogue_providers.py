"""catalogue_providers: what each entry says of the weights, by provider."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows
from tests.sql.test_catalogue_conflicts import TABLES


def test_each_provider_by_what_its_entries_say(golden: Golden) -> None:
    # The panel steps back where a catalogue by provider was read; openrouter says nothing of weights.
    result = golden("catalogue_providers", TABLES)
    assert rows(result, "provider", "side", "models", "share", "disputed") == [
        ("a", "open", 1, 0.5, 1),
        ("a", "closed", 1, 0.5, 0),
        ("b", "open", 1, 0.5, 1),
        ("b", "unknown", 1, 0.5, 0),
        ("c", "closed", 2, 1.0, 1),
    ]


def test_the_panel_stands_in_where_no_catalogue_was_read(golden: Golden) -> None:
    result = golden("catalogue_providers", {"api_model": TABLES["api_model"]})
    assert rows(result, "provider", "side", "models") == [("artificial-analysis", "open", 1)]
    assert result.finding is not None
    assert (result.finding.case, result.finding.values["models"]) == ("one", 1)


def test_providers_that_are_not_shown_are_one_row(golden: Golden) -> None:
    # 22 providers: 20 with two models, y and z with one each: the two smallest are the rest, 1 open and 1 closed of 2.
    lines = [f"models-dev | p{n:02} | m{k} | M{k} | true | 2026-11-01" for n in range(20) for k in range(2)]
    lines += ["models-dev | y | m0 | M0 | true | 2026-11-01", "models-dev | z | m0 | M0 | false | 2026-11-01"]
    head = "source | provider | model_id | name | open_weights | captured_on"
    result = golden("catalogue_providers", {"catalogue_model": "\n".join([head, *lines])})
    assert rows(result, "provider", "side", "models", "share")[-3:] == [
        ("p19", "open", 2, 1.0),
        ("other", "open", 1, 0.5),
        ("other", "closed", 1, 0.5),
    ]
    assert result.finding is not None
    assert result.finding.values["models"] == 42
