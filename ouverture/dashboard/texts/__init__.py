"""Every sentence of the dashboard, in English and French."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "fr")


@cache
def texts(language: str) -> dict[str, str]:
    """All texts of one language as ``{"section.key": "sentence"}``."""
    with (Path(__file__).parent / f"{language}.toml").open("rb") as file:
        sections = tomllib.load(file)
    return {f"{section}.{key}": text for section, entries in sections.items() for key, text in entries.items()}


def text(language: str, key: str, **values: object) -> str:
    """The sentence behind ``section.key`` with its ``{names}`` filled in.

    Raises KeyError for a key that no text file has: a fault of ours, found by the tests.
    """
    sentence = texts(language)[key]
    return sentence.format(**values) if values else sentence
