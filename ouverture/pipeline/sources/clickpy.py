"""Daily installs of the registry's Python packages since they began, from ClickHouse's public copy of PyPI's log.

Seen in ClickHouse's documents and in public callers of its SQL playground: ``GET https://sql-clickhouse.clickhouse.com/
?user=demo&query=…`` without a password, values bound as ``param_<name>``, and the table ``pypi.pypi_downloads_per_day``
with ``date, project, count``. ``FORMAT JSON`` answers ``{meta, data: [{…}], rows, …}``; 64-bit counts come as text or
as numbers. It counts every download, mirrors and build servers too, so that its line is one of its own.

Asked only when named (``snapshot --only clickpy``): once is enough for the past.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from ouverture.pipeline.sources.foreign import DRIFT, NoAnswer, read_json
from ouverture.pipeline.sources.web import WebSource, fitting

if TYPE_CHECKING:
    from ouverture.registry import Registry

QUERY = (
    "SELECT project, date, sum(count) AS downloads FROM pypi.pypi_downloads_per_day "
    "WHERE project = {package:String} GROUP BY project, date ORDER BY date FORMAT JSON"
)


class ClickPy(WebSource):
    """sql-clickhouse.clickhouse.com, one request a package."""

    pause = 1.0

    def addresses(self, registry: Registry) -> Mapping[str, str]:
        """One query a package of the registry."""
        return {
            p.package: "/?" + urlencode({"user": "demo", "param_package": p.package, "query": QUERY})
            for p in registry.packages
            if p.registry == "pypi"
        }

    def count(self, unit: str, body: bytes) -> int:
        """Days in the answer."""
        answer = read_json(body)
        try:
            days = list(answer["data"])
            packages = {str(row["project"]) for row in days if isinstance(row, dict) and "project" in row}
        except (KeyError, TypeError) as error:
            raise NoAnswer(f"{DRIFT} for {unit}") from error
        if packages - {unit}:
            raise NoAnswer(f"answered for another package than {unit}")
        if not days:
            raise NoAnswer(f"has no days for {unit}")
        return fitting(days, lambda row: row["project"] and row["date"] and int(row["downloads"]) >= 0, f" for {unit}")
