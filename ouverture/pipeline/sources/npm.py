"""Daily installs of the registry's JavaScript packages, from npm's public download counts.

Seen in npm's own page on download counts (github.com/npm/registry, docs/download-counts.md):
``/downloads/range/{period}/ {package}`` gives ``{start, end, package, downloads: [{day, downloads}]}``; a call covers
at most 18 months; packages with a scope are asked one by one; counts of a day appear after UTC midnight. The period
``last-year`` seen in public callers of the API spares the plan a clock and leaves every day a year to be restated.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ouverture.pipeline.sources.foreign import DRIFT, NoAnswer, read_json
from ouverture.pipeline.sources.web import WebSource, fitting

if TYPE_CHECKING:
    from ouverture.registry import Registry


class Npm(WebSource):
    """api.npmjs.org, one request a package."""

    pause = 1.0

    def addresses(self, registry: Registry) -> Mapping[str, str]:
        """One address a package of the registry."""
        return {
            unit_of(p.package): f"/downloads/range/last-year/{p.package}"
            for p in registry.packages
            if p.registry == "npm"
        }

    def count(self, unit: str, body: bytes) -> int:
        """Days in the answer with a count above 0: npm answers 0 for days that it has not counted."""
        answer = read_json(body)
        try:
            days, package = list(answer["downloads"]), str(answer["package"])
        except (KeyError, TypeError) as error:
            raise NoAnswer(f"{DRIFT} for {unit}") from error
        if unit_of(package) != unit:
            raise NoAnswer(f"answered for another package than {unit}")
        fitting(days, lambda row: row["day"] and int(row["downloads"]) >= 0, f" for {unit}")
        counted = sum(1 for row in days if isinstance(row, dict) and row.get("downloads"))
        if not counted:
            raise NoAnswer(f"has no days for {unit}")
        return counted


def unit_of(package: str) -> str:
    """A package's name as a file name: ``@scope/name`` becomes ``scope--name``."""
    return package.removeprefix("@").replace("/", "--")
