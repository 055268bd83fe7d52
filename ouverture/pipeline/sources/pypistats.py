"""Daily installs of the registry's Python packages, from pypistats.org: the last 180 days, mirrors left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ouverture.pipeline.sources.foreign import DRIFT, NoAnswer, read_json
from ouverture.pipeline.sources.web import WebSource, fitting

if TYPE_CHECKING:
    from ouverture.registry import Registry


class PyPIStats(WebSource):
    """pypistats.org, one request a package, gently: its owners ask for at most 30 a minute."""

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
        answer = read_json(body)
        try:
            days, package = list(answer["data"]), answer["package"]
        except (KeyError, TypeError) as error:
            raise NoAnswer(f"{DRIFT} for {unit}") from error
        if package != unit:
            raise NoAnswer(f"answered for another package than {unit}")
        if not days:
            raise NoAnswer(f"has no days for {unit}")
        return fitting(days, lambda row: row["date"] and int(row["downloads"]) >= 0, f" for {unit}")
