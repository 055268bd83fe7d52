"""What goes with every number: day, version, build, sources, citation, and links, one of which lasts."""

from __future__ import annotations

from typing import Any

from ouverture.dashboard.address import card_address, query_of
from ouverture.metrics.bundle import citation
from ouverture.metrics.reader import Reader
from ouverture.metrics.result import Result


class Links:
    """Addresses of results of ``reader`` on the server at ``origin``."""

    def __init__(self, reader: Reader, origin: str) -> None:
        self._reader = reader
        self.origin = origin

    def provenance(self, result: Result, language: str) -> dict[str, Any]:
        """Where a number comes from and where it can be looked up, now and when its build is gone."""
        archived = self.archived(result, language)
        as_of = result.finding.as_of if result.finding else None
        return {
            "as_of": as_of.isoformat() if as_of else None,
            "metric_version": result.metric.edition,
            "build": result.build.build_id,
            "sources": [credit.line.in_(language) for credit in result.credits],
            "citation": citation(result, language, address=archived),
            "link": self._card(result, language),
            "archived_link": archived,
            "all_rows": f"{self.origin}/api/v1/metrics/{result.metric.name}.csv{query_of(_changed(result))}",
        }

    def archived(self, result: Result, language: str) -> str:
        """A link that answers when the build is gone: what it shows is kept from now on, while there is room."""
        self._reader.keep(result)
        return self._card(result, language, build=result.build.build_id)

    def _card(self, result: Result, language: str, **more: str) -> str:
        spoken = {} if language == "en" else {"lang": language}
        return card_address(self.origin, result.metric.name, _changed(result), **spoken, **more)


def _changed(result: Result) -> dict[str, Any]:
    return dict(result.metric.changed_from_default(result.parameters))
