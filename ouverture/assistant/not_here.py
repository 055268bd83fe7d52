"""What no number here can say, why, and what would: told rather than guessed."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_suffix(".toml")


def not_here(language: str) -> list[dict[str, str]]:
    """``asked``, ``why`` it is not answered, and what ``would`` answer it, in a language."""
    return [{key: texts[language] for key, texts in entry.items()} for entry in _missing()]


@cache
def _missing() -> list[dict[str, dict[str, str]]]:
    missing: list[dict[str, dict[str, str]]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))["missing"]
    return missing
