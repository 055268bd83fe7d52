"""lab_evidence: one lab's judged families, the most open first."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

TABLES = {
    "lab": """
        lab_id | name
        ai2    | Ai2
        google | Google
    """,
    "openness_evidence": """
        subject | lab_id | component     | value   | link       | checked_on | source
        Molmo   | ai2    | weights       | open    | https://m  | 2026-11-01 | registry
        Molmo   | ai2    | training_code | partial | https://n  | 2026-11-01 | registry
        OLMo    | ai2    | training_code | open    | https://o  | 2026-11-02 | registry
        OLMo    | ai2    | weights       | open    | https://p  | 2026-11-02 | registry
        Gemma   | google | weights       | partial | https://q  | 2026-11-02 | registry
        OLMo    | ai2    | datasheet     | open    | https://r  | 2026-11-02 | osai
    """,
}


def test_by_hand(golden: Golden) -> None:
    # OLMo: two open; Molmo: one open, one partial. The other index and the other lab stay out.
    result = golden("lab_evidence", TABLES, lab="ai2")
    assert rows(result, "family", "component", "state", "link") == [
        ("OLMo", "weights", "open", "https://p"),
        ("OLMo", "training_code", "open", "https://o"),
        ("Molmo", "weights", "open", "https://m"),
        ("Molmo", "training_code", "partial", "https://n"),
    ]
    assert result.headline() == "From 1 to 2 of ten components are open, OLMo being most open"
    assert golden("lab_evidence", TABLES, lab="google").headline() == "Gemma: 0 of ten components are open"
