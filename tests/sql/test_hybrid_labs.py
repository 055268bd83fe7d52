"""hybrid_labs: open and closed releases of one lab, and its own open match of each closed model."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

TABLES = {
    "mart_offer": """
        model  | lab    | lab_id  | released_on | open_weights | price_in_usd_per_mtok | price_out_usd_per_mtok | source
        Gemini | Google | google  | 2025-01-01  | false        | 2                     | 10                     | models.dev
        Gemma  | Google | google  | 2025-04-11  | true         |                       |                        | models.dev
        Grok   | xAI    | xai     | 2025-02-01  | false        |                       |                        | models.dev
        Other  | x      | other   | 2025-02-01  | false        |                       |                        | models.dev
        Murky  | Google | google  | 2025-02-01  |              |                       |                        | models.dev
    """,
    "mart_yardstick": """
        yardstick | as_of      | board | open_models | closed_models | priced | sized | step | preference
        text      | 2026-04-19 | text  | 20          | 20            | 20     | 20    | 50   | 1
    """,
    "mart_board_model": """
        source   | yardstick | as_of      | model  | lab_id | side   | score | catalogue_model | released_on
        registry | text      | 2025-05-01 | gemini | google | closed | 1300  | Gemini          | 2025-01-01
        registry | text      | 2025-05-01 | gemma  | google | open   | 1310  | Gemma           | 2025-04-11
        registry | text      | 2025-05-01 | grok   | xai    | closed | 1200  | Grok            | 2025-02-01
    """,
}


def test_a_labs_own_open_match(golden: Golden) -> None:
    # Gemini (1300, 1 January) is matched by Gemma (1310, 11 April): 100 days. (3 x 2 + 10) / 4 = 4.
    # Grok is above no open model of xAI; Gemma does not count for it. A model of unknown openness has no side.
    result = golden("hybrid_labs", TABLES)
    assert rows(result, "lab_id", "model", "side", "blended_usd", "score", "own_open_model", "delay_days") == [
        ("google", "Gemini", "closed", 4.0, 1300.0, "Gemma", 100),
        ("google", "Gemma", "open", None, 1310.0, None, None),
        ("xai", "Grok", "closed", None, 1200.0, None, None),
    ]
    finding = result.finding
    assert finding is not None
    assert (finding.case, finding.values["labs"], finding.values["scored"], finding.values["matched"]) == (
        "both",
        1,
        2,
        1,
    )
