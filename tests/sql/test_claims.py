"""claims: a verdict follows from the definitions that decide; a nearest figure decides nothing."""

from __future__ import annotations

import re

import duckdb

from ouverture.formatting import template_faults
from ouverture.metrics.catalogue import own_catalogue
from ouverture.pipeline.claims import claim_texts
from ouverture.pipeline.transforms import TRANSFORMS
from ouverture.registry import load_registry
from tests.sql.conftest import Golden, rows

# a: two definitions, both hold -> holds 2 of 2. b: one holds, one does not -> depends 1 of 2. c: does not hold -> fails.
# d: only a nearest figure -> cannot be tested. e: no figure at all. x names y as contradicting it: both are paired.
TABLES = {
    "claim": """
        claim_id | claim               | kind      | figure
        a        | holds twice         | debate    |
        b        | holds once          | debate    |
        c        | never holds         | debate    | 10
        d        | nearest figure only | debate    | 10
        e        | nothing at all      | debate    |
        x        | 7 (contradicts y)   | secondary | 7
        y        | 700                 | secondary | 700
    """,
    "claim_test": """
        claim_id | place | definition_en | definition_fr | figure | unit   | against | holds | measured_on
        a        | 1     | one way       | ainsi         | 3      | points | 5       | true  | 2025-09-07
        a        | 2     | another way   | autrement     | 4      | points | 5       | true  | 2025-08-07
        b        | 1     | one way       | ainsi         | 3      | points | 5       | true  | 2025-09-07
        b        | 2     | another way   | autrement     | 6      | points | 5       | false | 2025-08-07
        c        | 1     | one way       | ainsi         | 9      | models | 10      | false | 2025-09-07
        d        | 1     | one way       | ainsi         | 99     | models | 10      |       | 2025-10-07
    """,
}


def test_the_verdict_follows_from_the_definitions_that_decide(golden: Golden) -> None:
    result = golden("claims", TABLES)
    assert rows(result, "claim_id", "place", "verdict", "holds_in", "definitions", "contradicts") == [
        ("a", 1, "holds", 2, 2, None),
        ("a", 2, "holds", 2, 2, None),
        ("b", 1, "depends", 1, 2, None),
        ("b", 2, "depends", 1, 2, None),
        ("c", 1, "fails", 0, 1, None),
        ("d", 1, "cannot_be_tested", 0, 0, None),
        ("e", None, "cannot_be_tested", 0, 0, None),
        ("x", None, "cannot_be_tested", 0, 0, "y"),
        ("y", None, "cannot_be_tested", 0, 0, "x"),
    ]


def test_no_sentence_holds_over_a_figure_that_contradicts_it(golden: Golden) -> None:
    # a and b hold by one definition each; beside a's stands an undecided figure below what it needs, inside its days: it
    # depends. b's stands outside of them: it decides nothing.
    tables = {
        "claim": "claim_id | claim | kind\na | s | debate\nb | s | debate",
        "claim_test": """
            claim_id | place | figure | against | needs    | holds | inside
            a        | 1     | 3      | 0       | at_least | true  | true
            a        | 2     | -7     | 0       | at_least |       | true
            b        | 1     | 3      | 0       | at_least | true  | true
            b        | 2     | -7     | 0       | at_least |       | false
        """,
    }
    assert rows(golden("claims", tables), "claim_id", "place", "verdict") == [
        ("b", 1, "holds"),
        ("b", 2, "holds"),
        ("a", 1, "depends"),
        ("a", 2, "depends"),
    ]


def test_the_sentence_counts_sentences_not_definitions(golden: Golden) -> None:
    finding = golden("claims", TABLES).finding
    assert finding is not None
    assert [finding.values[k] for k in ("sentences", "held", "failed", "depends", "untested")] == [5, 1, 1, 1, 2]


def test_every_sentence_is_bound_to_a_metric_that_exists() -> None:
    claims = load_registry().claims
    assert {claim.metric for claim in claims.values() if claim.metric} <= set(own_catalogue())


def test_every_rule_names_a_claim_that_exists() -> None:
    registry = load_registry()
    panel = duckdb.sql("SELECT claim_id FROM 'data/reference/claims.csv'").fetchall()
    known = {*registry.claims, *registry.events, *(claim_id for (claim_id,) in panel)}
    for path in TRANSFORMS.glob("50_claim_*.sql"):
        named = {
            name
            for name in re.findall(r"'([a-z0-9-]+)'", path.read_text(encoding="utf-8"))
            if "-" in name
            and name[0].isalpha()
            and name not in ("apache-2.0", "text-generation", "deepseek-r1", "o1-2024-12-17")
        }
        assert named, path.name
        assert named <= known, path.name


def test_what_a_rule_measured_is_said_in_both_languages() -> None:
    """A text that no rule names is read by nobody; one that quotes a value in one language only has lost it in the other."""
    words, texts = claim_texts()
    rules = "\n".join(path.read_text(encoding="utf-8") for path in TRANSFORMS.glob("50_claim_*.sql"))
    parts = {part for quoted in re.findall(r"'([a-z0-9_ ]+)'", rules) for part in quoted.split()}
    assert texts.keys() - parts == set()
    for name, text in texts.items():
        assert template_faults(text["en"]) + template_faults(text["fr"]) == [], name
        assert sorted(re.findall(r"\{.*?\}", text["en"])) == sorted(re.findall(r"\{.*?\}", text["fr"])), name
        for phrase in text["en"].split(". "):  # a sentence of three numbers is read by nobody
            assert len(re.findall(r"\|(?:integer|decimal|percent|compact)\}", phrase)) <= 2, name
    assert all(word.keys() == {"en", "fr"} for word in words.values())
