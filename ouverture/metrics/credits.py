"""Whose data a result shows: credit line, licence and link of each source (data/registry/sources.toml)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from pydantic import Field

from ouverture.formatting import sentence
from ouverture.metrics.strict import LOCALES, Line, StrictModel, Text
from ouverture.registry.sources import SOURCES


class Credit(StrictModel):
    """One source. ``licence`` is the terms of its data; ``link`` is None where there is no page to point to."""

    source: Line
    line: Text
    licence: Line
    link: Line | None = None
    aliases: list[Line] = Field(default_factory=list)

    @property
    def is_dated(self) -> bool:
        """Whether its line names the day of the data."""
        return "{as_of" in self.line.en

    def dated(self, as_of: date | None) -> Credit:
        """The credit with the day of the data in its line, or without where there is none."""
        lines = {locale: sentence(self.line.in_(locale), {"as_of": as_of}, locale) for locale in LOCALES}
        return self.model_copy(update={"line": Text(**lines)})


@lru_cache(maxsize=1)
def known_credits() -> dict[str, Credit]:
    """Every source by its name and by its aliases."""
    found: dict[str, Credit] = {}
    for name, source in SOURCES.items():
        line = Text(en=source.credit_en, fr=source.credit_fr)
        credit = Credit(source=name, line=line, licence=source.licence, link=source.link, aliases=list(source.aliases))
        found |= dict.fromkeys((name, *source.aliases), credit)
    return found


def credits_of(names: Iterable[str]) -> list[Credit]:
    """The credits of these source names, each once, in order; a name nobody described is credited as it stands."""
    known = known_credits()
    found: dict[str, Credit] = {}
    for name in names:
        for part in [name] if name in known else name.split("+"):
            unknown = Credit(source=part, line=Text(en=part, fr=part), licence="unknown")
            credit = known.get(part, unknown)
            found.setdefault(credit.source, credit)
    return list(found.values())
