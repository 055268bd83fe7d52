"""On which terms data may be used: of each source, and of all that one answer shows together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ouverture.metrics.credits import Credit

AUTHOR = "The Ouverture contributors"


@dataclass(frozen=True)
class Licence:
    """A licence by its SPDX identifier, and what it asks of who passes the data on."""

    spdx: str | None
    asks: tuple[str, ...]  # of CONDITIONS

    @property
    def link(self) -> str | None:
        """The licence's text."""
        return f"https://spdx.org/licenses/{self.spdx}.html" if self.spdx else None


CONDITIONS = {
    "attribution": "Name every source, as its credit line does.",
    "notice": "Keep the notices of the licences named.",
    "changes": "Say what was changed.",
    "same_files": "Files taken over from the source stay under its licence.",
    "quotation": "Facts and statistics: quote them with their source; no licence was given for the collection as such.",
    "ask": "No terms are known: ask the source before passing its data on.",
}
LICENCES = {  # as data/registry/sources.toml words them
    "MIT": Licence("MIT", ("attribution", "notice")),
    "MIT, attribution required": Licence("MIT", ("attribution", "notice")),
    "Apache-2.0": Licence("Apache-2.0", ("attribution", "notice", "changes")),
    "MPL-2.0": Licence("MPL-2.0", ("attribution", "notice", "same_files")),
    "CC BY 4.0": Licence("CC-BY-4.0", ("attribution", "changes")),
    "CC BY": Licence(None, ("attribution", "changes")),
    "public statistics": Licence(None, ("attribution", "quotation")),
    "facts, quoted with their source": Licence(None, ("attribution", "quotation")),
    "see the sources of the rows": Licence(None, ("attribution",)),
}
UNKNOWN = Licence(None, ("attribution", "ask"))


def licence_of(credit: Credit) -> Licence:
    """The licence of a source's data; one that nobody described asks to ask."""
    return LICENCES.get(credit.licence, UNKNOWN)


def terms(credits: Iterable[Credit]) -> dict[str, Any]:
    """The terms of each source, and ``combined``: everything that any of them asks, for whoever passes all of it on."""
    known = [(credit, licence_of(credit)) for credit in credits]
    asked = {condition for _, licence in known for condition in licence.asks}
    return {
        "computed_by": {"name": AUTHOR, "software_licence": "MIT"},
        "sources": [
            {"source": credit.source, "licence": credit.licence, "spdx": licence.spdx, "link": licence.link}
            for credit, licence in known
        ],
        "combined": {name: words for name, words in CONDITIONS.items() if name in asked},
    }
