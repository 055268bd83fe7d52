"""Words of answers and exported files that no metric states: ``words.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ouverture.formatting import typographic
from ouverture.metrics.strict import Text


def words_in(locale: str) -> Mapping[str, str]:
    """All of them in one language."""
    return words_of(Path(__file__).with_suffix(".toml"), locale)


@cache
def words_of(path: Path, locale: str) -> Mapping[str, str]:
    """All texts of a file in one language, typeset."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {key: typographic(Text.model_validate(texts).in_(locale), locale) for key, texts in table.items()}
