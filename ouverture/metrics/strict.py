"""The strict base of everything read from TOML here, and text in the two languages."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, StringConstraints

Locale: TypeAlias = Literal["en", "fr"]
LOCALES: tuple[Locale, ...] = ("en", "fr")

Line = Annotated[str, StringConstraints(min_length=1)]


class StrictModel(BaseModel):
    """Refuses unknown keys and silent conversions."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Text(StrictModel):
    """One text in both languages."""

    en: Line
    fr: Line

    def in_(self, locale: str) -> str:
        """The text in ``locale``; English for a locale we do not have."""
        return self.fr if locale == "fr" else self.en


class Change(Text):
    """One entry of a changelog, of a metric or of a rule that metrics share: what changed, in both languages."""

    version: int
    on: date


class Texts(StrictModel):
    """A list of sentences in both languages, of equal length."""

    en: list[Line]
    fr: list[Line]

    def in_(self, locale: str) -> list[str]:
        """The sentences in ``locale``; English for a locale we do not have."""
        return self.fr if locale == "fr" else self.en
