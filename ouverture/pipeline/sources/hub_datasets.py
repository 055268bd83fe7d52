"""The Hub's datasets as a source of their own: the most downloaded and the most liked, in three requests.

The two rankings are the same whatever the scope of a snapshot, so that two days compare. The datasets of the registry's
organisations would take a request each, as many as their models, for few that the rankings do not list.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ouverture.pipeline.capture import Page, finished_captures
from ouverture.pipeline.capture_writer import CaptureWriter
from ouverture.pipeline.sources import SourcePlan, source_named
from ouverture.pipeline.sources.hub import PAGE_SIZE, Hub, first_page

if TYPE_CHECKING:
    from ouverture.places import Places
    from ouverture.registry import Registry

TOPS = {"top:downloads": 2000, "top:likes": 1000}
EXPAND = ("createdAt", "downloads", "downloadsAllTime", "gated", "likes", "tags")  # the card repeats what the tags say
LEAST = 0.8  # of the datasets that a ranking listed the time before


@dataclass(frozen=True)
class HubDatasets(Hub):
    """The datasets of the Hub at ``endpoint``; asked and fetched as the models are."""

    name = source_named(__name__)

    def plan(self, places: Places, registry: Registry, scope: str | None) -> SourcePlan:
        """The two rankings. The scope of a snapshot concerns the models alone."""
        self._check_settings()
        return SourcePlan(
            self.name, "tops", tuple(TOPS), sum(math.ceil(wanted / PAGE_SIZE) for wanted in TOPS.values())
        )

    def _listing(self, scope: str) -> Callable[[str], tuple[str, int | None]]:
        def listing(unit: str) -> tuple[str, int | None]:
            query = [("sort", unit.removeprefix("top:"))]
            return first_page(f"{self.endpoint}/api/datasets", query, TOPS[unit], EXPAND), TOPS[unit]

        return listing

    def _refused(self, places: Places, writer: CaptureWriter) -> dict[str, str]:
        """Rankings that are empty, or list less than ``LEAST`` of what they listed when they last counted."""
        refused = {}
        for unit in TOPS:
            listed, before = _records(writer.pages(unit)), self._listed_before(places, unit)
            if not listed:
                refused[unit] = "lists no dataset and is not counted"
            elif listed < LEAST * before:
                refused[unit] = f"lists {listed:,} datasets after {before:,} the time before and is not counted"
        return refused

    def _listed_before(self, places: Places, unit: str) -> int:
        for capture in reversed(finished_captures(places)):
            if capture.source == self.name and unit not in capture.missing:
                return _records([page for page in capture.pages if page.unit == unit])
        return 0


def _records(pages: list[Page]) -> int:
    return sum(page.records for page in pages)
