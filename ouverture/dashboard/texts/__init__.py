"""Every sentence of the dashboard, in English and French."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from ouverture.registry.sources import SOURCES

LANGUAGES = ("en", "fr")


@cache
def texts(language: str) -> dict[str, str]:
    """All texts of one language as ``{"section.key": "sentence"}``, with the sources' names of the registry."""
    with (Path(__file__).parent / f"{language}.toml").open("rb") as file:
        sections = tomllib.load(file)
    told = {f"{section}.{key}": text for section, entries in sections.items() for key, text in entries.items()}
    return told | {f"value.source_{n}": s.label_fr if language == "fr" else s.label_en for n, s in SOURCES.items()}


def text(language: str, key: str, **values: object) -> str:
    """The sentence behind ``section.key`` with its ``{names}`` filled in.

    Raises KeyError for a key that no text file has: a fault of ours, found by the tests.
    """
    sentence = texts(language)[key]
    return sentence.format(**values) if values else sentence
