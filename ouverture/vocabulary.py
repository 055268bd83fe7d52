"""The words that mean one thing everywhere, ``vocabulary.toml``: degrees of openness, and where open begins."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_STATED: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

WORDS: Mapping[str, Mapping[str, str]] = {  # name -> language -> what texts write for {name}
    **_STATED["word"],
    **{key: degree["name"] for key, degree in _STATED["degree"].items()},
}
DEGREES: Mapping[str, Mapping[str, Any]] = _STATED["degree"]


def degree(number: int | None) -> Mapping[str, Any]:
    """The words of a degree of openness; of an unknown one where the number is none."""
    return next((words for words in DEGREES.values() if words.get("number") == number), DEGREES["unknown"])
