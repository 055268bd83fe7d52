"""openness_scores: two published scores, unchanged, beside our tier."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

DIMENSIONS = "abcdefghijkl"


def system(subject: str, lab: str, values: str) -> str:
    """The twelve judgements of a system: o open, p partial, c closed."""
    words = {"o": "open", "p": "partial", "c": "closed"}
    cells = zip(DIMENSIONS, values, strict=False)
    return "\n".join(f"osai | {subject} | {lab} | {name} | {words[v]} | https://osai" for name, v in cells)


# OLMo: 11 open, 1 partial: 11.5 / 12. Tulu: 6 open, 6 closed: 0.5. Gemma: 3 partial: 1.5 / 12. Half: 6 dimensions only,
# left out. Anthropic is in the other index only, and known by closed models.
TABLES = {
    "openness_evidence": "source | subject | lab_id | component | value | link\n"
    + "\n".join(
        (
            system("OLMo", "ai2", "o" * 11 + "p"),
            system("Tulu", "ai2", "o" * 6 + "c" * 6),
            system("Gemma", "google", "p" * 3 + "c" * 9),
            system("Half", "google", "o" * 6),
        )
    ),
    "transparency_score": """
        edition | published_on | developer | lab_id    | score | link
        2023    | 2023-10-18   | google | google    | 40    | https://2023
        2025    | 2025-12-12   | google | google    | 41    | https://2025
        2025    | 2025-12-12   | anthropic | anthropic | 46    | https://2025
    """,
    "mart_model": """
        model_id | lab_id | tier | task_scope | downloads_30d
        g/gemma  | google | 1    | generative | 900
        g/t5     | google | 3    | generative | 100
        g/bert   | google | 2    | other      | 5000
        a/olmo   | ai2    | 4    | generative | 10
    """,
    "mart_offer": """
        model    | lab       | lab_id    | open_weights
        claude-x | Anthropic | anthropic | false
        gemini   | Google    | google    | false
    """,
}


def test_scores_stand_side_by_side(golden: Golden) -> None:
    found = rows(
        golden("openness_scores", TABLES),
        "lab_id", "our_tier", "our_model", "osai_best", "osai_system", "osai_mean", "osai_systems", "fmti_2025", "fmti_2023",
    )  # fmt: skip
    assert found == [
        ("ai2", "open_source", "a/olmo", 0.958333, "OLMo", 0.729167, 2, None, None),  # (11.5 + 6) / 24
        ("google", "restricted", "g/gemma", 0.125, "Gemma", 0.125, 1, 41, 40),
        ("anthropic", "closed", None, None, None, None, None, 46, None),
    ]


def test_all_tasks_take_the_tier_of_another_model(golden: Golden) -> None:
    assert ("google", "open_weights") in rows(golden("openness_scores", TABLES, tasks="all"), "lab_id", "our_tier")


def test_the_sentence_names_the_first_of_each(golden: Golden) -> None:
    finding = golden("openness_scores", TABLES).finding
    assert finding is not None
    assert (finding.values["osai_labs"], finding.values["fmti_lab"]) == (["ai2"], "anthropic")
    assert (finding.values["edition"], finding.values["points"]) == ("2025", 46)
