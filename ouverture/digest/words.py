"""The words of the digest: page, mail and feeds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ouverture.metrics.words import words_of


def words(locale: str) -> Mapping[str, str]:
    """All words of the digest in one language, typeset."""
    return words_of(Path(__file__).with_name("words.toml"), locale)
