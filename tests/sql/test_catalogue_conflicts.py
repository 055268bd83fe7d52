"""catalogue_conflicts: entries that do not say the same of one model, kept as they stand."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

# Open A is open at a and b and closed at c; closed B is closed at a and c; b says nothing of Murky.
TABLES = {
    "catalogue_model": """
        source     | provider | model_id | captured_on | name  | open_weights
        models-dev | a        | A        | 2026-11-24  | A     | true
        models-dev | a        | B        | 2026-11-24  | B     | false
        models-dev | b        | A        | 2026-11-24  | a     | true
        models-dev | b        | M        | 2026-11-24  | Murky |
        models-dev | c        | A        | 2026-11-24  | A     | false
        models-dev | c        | B        | 2026-11-24  | B     | false
        openrouter | x        | B        | 2026-11-24  | B     |
    """,
    "model_identity": """
        canonical | kind      | source     | name  | rule
        a         | catalogue | models-dev | A     | normalised
        a         | catalogue | models-dev | a     | normalised
        b         | catalogue | models-dev | B     | normalised
        murky     | catalogue | models-dev | Murky | normalised
    """,
    "mart_offer": """
        canonical | model | lab_id | open_weights | disputed | hosts | as_of      | source
        a         | A     | meta   | true         | true     | 3     | 2026-11-24 | models-dev
        b         | B     | openai | false        | false    | 2     | 2026-11-24 | models-dev
    """,
    "api_model": """
        model | lab | open_weights | as_of      | source
        P     | l   | true         | 2026-07-10 | artificial-analysis
    """,
}


def test_a_disagreement_names_both_camps(golden: Golden) -> None:
    result = golden("catalogue_conflicts", TABLES)
    columns = ("model", "lab_id", "providers_open", "providers_closed", "open_at", "closed_at", "side")
    assert rows(result, *columns) == [("A", "meta", 2, 1, "a, b", "c", "open")]
    assert result.finding is not None
    assert (result.finding.case, result.finding.values["models"], result.finding.values["open"]) == ("some", 1, 1)


def test_agreement_and_no_catalogue_are_told_apart(golden: Golden) -> None:
    offers = "canonical | model | disputed | hosts | as_of | source\nb | B | false | {} | 2026-11-24 | models-dev"
    agree = golden("catalogue_conflicts", {"mart_offer": offers.format(2)}).finding
    assert agree is not None
    assert agree.case == "agree"
    none = golden("catalogue_conflicts", {"mart_offer": offers.format(1)}).finding
    assert none is not None
    assert none.case == "none"
