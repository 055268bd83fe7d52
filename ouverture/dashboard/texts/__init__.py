"""Every sentence of the dashboard, in English and French.

Names that others share are no entries of the files: those of sources are the registry's, those of degrees of openness
and of where open begins the vocabulary's.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ouverture.registry.sources import SOURCES
from ouverture.vocabulary import DEGREES, WORDS

LANGUAGES = ("en", "fr")


@cache
def texts(language: str) -> dict[str, str]:
    """All texts of one language as ``{"section.key": "sentence"}``."""
    with (Path(__file__).parent / f"{language}.toml").open("rb") as file:
        sections = tomllib.load(file)
    told = {f"{section}.{key}": text for section, entries in sections.items() for key, text in entries.items()}
    sources = {f"value.source_{n}": s.label_fr if language == "fr" else s.label_en for n, s in SOURCES.items()}
    return told | sources | dict(_degrees(language))


def _degrees(language: str) -> Iterator[tuple[str, str]]:
    """The degrees of openness under the keys by which charts, tables and controls ask for them."""
    yield "scope.threshold", WORDS["counted_as_open"][language]
    for key, words in DEGREES.items():
        for form in ("tier.{}", "value.our_tier_{}"):
            yield form.format(key), words["label"][language]
        if "asked" in words:
            yield f"value.category_tier_{words['number']}", words["label"][language]
            yield f"scope.threshold_{words['asked']}", words["full"][language]
            yield f"value.choice_{words['asked']}", words["from"][language]
            yield f"front.tier_{words['asked']}", words["or_more"][language]


def text(language: str, key: str, **values: object) -> str:
    """The sentence behind ``section.key`` with its ``{names}`` filled in.

    Raises KeyError for a key that no text file has: a fault of ours, found by the tests.
    """
    sentence = texts(language)[key]
    return sentence.format(**values) if values else sentence
