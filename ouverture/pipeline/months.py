"""Months of the Hub's listings that lie in pages, and what packing them would free."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ouverture.pipeline.capture import Capture, finished_captures
from ouverture.pipeline.room import in_bytes
from ouverture.places import Places
from ouverture.registry.sources import LIVE

KEPT_AS_PAGES = timedelta(days=30)  # after the end of the month, unless somebody says otherwise
# Measured on the made-up Hub (docs/performance.md): what one day takes alone, and what each further one adds.
_FIRST_DAY, _DAY = 50, 4


@dataclass(frozen=True)
class Month:
    """Captures of the Hub of one month that lie in pages. ``over``: all of it is as old as was asked for."""

    name: str  # 2026-11
    over: bool
    captures: tuple[Capture, ...]

    @property
    def size(self) -> int:
        """Bytes of the pages."""
        return sum(capture.size for capture in self.captures)

    @property
    def records(self) -> int:
        """Model-days."""
        return sum(capture.records for capture in self.captures)

    @property
    def frees(self) -> int:
        """Bytes that packing it frees, about."""
        largest = max(capture.records for capture in self.captures)
        return max(self.size - largest * _FIRST_DAY - (self.records - largest) * _DAY, 0)


def months(places: Places, older_than: timedelta, now: datetime) -> list[Month]:
    """Months with captures of the Hub that lie in pages, oldest first."""
    found: dict[str, list[Capture]] = defaultdict(list)
    for capture in finished_captures(places):
        if capture.source == LIVE and capture.packed is None and capture.records:
            found[f"{capture.started_at:%Y-%m}"].append(capture)
    return [
        Month(name, _end(captures[0].started_at) + older_than <= now, tuple(captures))
        for name, captures in sorted(found.items())
    ]


def described(found: Sequence[Month]) -> str:
    """What packing would do, a line a month."""
    lines = [
        f"{month.name}: {len(month.captures)} captures, {in_bytes(month.size, 1)} of pages, "
        + (f"of which about {in_bytes(month.frees, 1)} would be freed" if month.over else "not over for long enough")
        for month in found
    ]
    over = [month for month in found if month.over]
    freed = in_bytes(sum(month.frees for month in over), 1)
    return "\n".join([*lines, f"packing would free about {freed}" if over else "there is nothing to pack"])


def _end(moment: datetime) -> datetime:
    """The first instant after the month of ``moment``."""
    first = moment.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return (first + timedelta(days=32)).replace(day=1)
