"""Whose data a result shows: credit line, licence and link of each source (ouverture/metrics/credits.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path

from pydantic import Field

from ouverture.formatting import sentence
from ouverture.metrics.strict import LOCALES, Line, StrictModel, Text

CREDITS = Path(__file__).with_name("credits.toml")


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
    table = tomllib.loads(CREDITS.read_text(encoding="utf-8"))
    found: dict[str, Credit] = {}
    for source, entry in table.items():
        credit = Credit.model_validate({"source": source, **entry})
        for name in (source, *credit.aliases):
            if name in found:
                raise ValueError(f"{CREDITS.name}: {name!r} stands for two sources")
            found[name] = credit
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
