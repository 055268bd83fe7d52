"""What holds for all claims at once, on the panel: their days, their evidence and their verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from ouverture.metrics.catalogue import own_catalogue
from ouverture.metrics.reader import Reader
from ouverture.places import Places

Row = Mapping[str, Any]
CONTRADICTS = {
    "more": lambda figure, against: figure <= against,
    "at_least": lambda figure, against: figure < against,
    "less": lambda figure, against: figure >= against,
    "at_most": lambda figure, against: figure > against,
}


@pytest.fixture(scope="module")
def claims(panel_installation: Path) -> dict[str, list[Row]]:
    rows = Reader(Places(panel_installation), own_catalogue()).run("claims").table.to_pylist()
    return {claim_id: list(group) for claim_id, group in groupby(rows, key=lambda row: row["claim_id"])}


def test_no_verdict_holds_over_evidence_that_contradicts_it(claims: dict[str, list[Row]]) -> None:
    held = {claim_id for claim_id, rows in claims.items() if rows[0]["verdict"] == "holds"}
    assert {"gap-closes", "gemma-beside-gemini", "r1-o1"} <= held
    for claim_id in held:
        for row in claims[claim_id]:
            decides = row["inside"] and row["figure"] is not None  # a figure that is not known decides nothing
            if decides and (contradicts := CONTRADICTS.get(row["needs"])):
                assert not contradicts(row["figure"], row["against"]), (claim_id, row["definition"])


def test_what_decides_agrees_with_its_own_figures(claims: dict[str, list[Row]]) -> None:
    for claim_id, rows in claims.items():
        for row in rows:
            if row["holds"] is not None and (contradicts := CONTRADICTS.get(row["needs"])):
                assert row["holds"] != contradicts(row["figure"], row["against"]), (claim_id, row["definition"])


def test_every_sentence_states_its_days_and_is_tested_inside_them(claims: dict[str, list[Row]]) -> None:
    for claim_id, rows in claims.items():
        first = rows[0]
        if first["kind"] == "debate":
            assert first["said"], claim_id
            assert first["speaks_from"], claim_id
        for row in rows:
            if row["holds"] is None:
                continue
            assert row["inside"], (claim_id, row["definition"])
            assert row["measured_on"] >= first["speaks_from"], (claim_id, row["definition"])
            assert first["speaks_until"] is None or row["measured_on"] <= first["speaks_until"], claim_id
            assert row["since"] is None or (first["speaks_from"] - row["since"]).days <= 92, (claim_id, row["since"])


def test_a_definition_can_fail(claims: dict[str, list[Row]]) -> None:
    """What only the nearest figure shows decides nothing; all others hold a figure against another."""
    for claim_id, rows in claims.items():
        for row in rows:
            if row["needs"] == "nothing":
                assert row["holds"] is None, claim_id
            elif row["place"] is not None:
                assert row["against"] is not None, claim_id


def test_the_cases_of_the_field(claims: dict[str, list[Row]]) -> None:
    """The gap: 1287 - 1208 = 79 points on 19 June 2024, 1470 - 1434 = 36 on 6 August 2025. Llama: 86th that day."""
    gap = claims["gap-closes"][0]
    assert (gap["against"], gap["figure"], str(gap["since"]), str(gap["measured_on"])) == (
        79,
        36,
        "2024-06-19",
        "2025-08-06",
    )
    assert gap["holds"]
    same = [row for row in claims["open-gains"] if "Arena" in row["definition"]]
    assert [row["holds"] for row in same] == [row["holds"] for row in claims["gap-closes"]], "one series, one answer"
    assert claims["gap-four-months"][0]["verdict"] == "cannot_be_tested", "no evidence of January to May 2026"
    assert claims["mixtral-gpt35"][0]["verdict"] == "depends"
    assert {round(row["figure"], 1) for row in claims["mixtral-gpt35"] if row["holds"] is False} == {-2.7, -7.0}
    assert [row["figure"] for row in claims["llama-most-advanced"]] == [42, 86]
    assert {row["definition"].split("(")[1].split(")")[0]: row["figure"] for row in claims["france-place"]} == {
        "generative tasks": 3,
        "all tasks": 4,
    }
