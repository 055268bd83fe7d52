"""Claims, tested: the rules of ``transforms/50_claim_*.sql``, and in words what each of them measured."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import duckdb

from ouverture.formatting import sentence
from ouverture.pipeline.transforms import STAGES, TRANSFORMS, insert_cells, run_stage, run_transforms

MEASURED = ("figure", "against", "since", "day")  # what each text may quote of its own test
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WRITE = """
INSERT INTO claim_test BY NAME
SELECT f.* EXCLUDE (definition, quotes), w.en AS definition_en, w.fr AS definition_fr
FROM claim_found f JOIN claim_words w USING (claim_id, place)
"""

Texts = Mapping[str, Mapping[str, str]]  # name, locale


def judge_claims(connection: duckdb.DuckDBPyConnection, rules: str = STAGES["claims"]) -> None:
    """Fill ``claim_test`` by ``rules``; evidence of other days than those of which a claim speaks decides nothing."""
    run_transforms(connection, rules)
    found = connection.execute(
        "SELECT claim_id, place, definition, quotes, figure, against, since, measured_on FROM claim_found"
    ).fetchall()
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE claim_words (claim_id VARCHAR, place INTEGER, en VARCHAR, fr VARCHAR)"
    )
    words = [
        (claim, place, *(_definition(keys, quotes, own, locale) for locale in ("en", "fr")))
        for claim, place, keys, quotes, *own in found
    ]
    insert_cells(connection, "claim_words", words)
    connection.execute(_WRITE)
    connection.execute("DELETE FROM claim_found")
    run_stage(connection, "claim_windows")


@cache
def claim_texts() -> tuple[Texts, Texts]:
    """The words that values stand for, and the texts of definitions, each in both languages."""
    texts = tomllib.loads((TRANSFORMS / "claims.toml").read_text(encoding="utf-8"))
    return texts["word"], texts["definition"]


def _definition(keys: str, quotes: str | None, measured: Sequence[Any], locale: str) -> str:
    """The texts that ``keys`` names, one behind the other, with the values that they quote."""
    words, texts = claim_texts()
    quoted = {name: _value(value, words, locale) for name, value in json.loads(quotes or "{}").items()}
    return sentence(
        "".join(texts[key][locale] for key in keys.split()), dict(zip(MEASURED, measured, strict=True)) | quoted, locale
    )


def _value(value: Any, words: Texts, locale: str) -> Any:
    if not isinstance(value, str):
        return value
    return date.fromisoformat(value) if _DAY.fullmatch(value) else words.get(value, {}).get(locale, value)
