"""Daily installs of the registry's Python packages, from pypistats.org: the last 180 days, mirrors left out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from etl.sources.fetching import NoAnswer
from etl.sources.web import WebSource

if TYPE_CHECKING:
    from etl.registry import Registry


class PyPIStats(WebSource):
    """pypistats.org, one request a package, gently: its owners ask for at most 30 a minute."""

    name = "pypistats"
    endpoint = "https://pypistats.org"
    pause = 2.0

    def addresses(self, registry: Registry) -> Mapping[str, str]:
        """One address a package of the registry."""
        return {
            p.package: f"/api/packages/{p.package}/overall?mirrors=false"
            for p in registry.packages
            if p.registry == "pypi"
        }

    def count(self, unit: str, body: bytes) -> int:
        """Days in the answer."""
        try:
            answer = json.loads(body)
            days = [(row["date"], int(row["downloads"])) for row in answer["data"]]
        except (ValueError, KeyError, TypeError) as error:
            raise NoAnswer(f"answered in a form that is not known any more for {unit}") from error
        if answer.get("package") != unit:
            raise NoAnswer(f"answered for another package than {unit}")
        if not days:
            raise NoAnswer(f"has no days for {unit}")
        return len(days)
