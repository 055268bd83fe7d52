"""How a reader looks at one chart: which dates of it, on which scale, with events or without. All of it an address.

A view changes what is drawn and listed, never a number of the metric: its files and its finding stay whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ouverture.dashboard.figures import Encoding, Row
from ouverture.metrics.result import Result

COUNTED = ("downloads", "downloads_per_day", "installs", "tokens", "models", "likes", "files", "runs", "labs")


@dataclass(frozen=True)
class View:
    """The first and the last day shown, the scale, and whether events are named."""

    since: date | None = None
    until: date | None = None
    scale: str = "absolute"
    events: bool = True

    def rows_of(self, result: Result) -> Result:
        """The result with the rows of these dates alone."""
        x = result.metric.chart.x
        if not (self.since or self.until) or x is None or result.metric.columns[x].type != "date":
            return result
        keep: pa.ChunkedArray = pc.is_valid(result.table[x])
        if self.since:
            keep = pc.and_(keep, pc.greater_equal(result.table[x], pa.scalar(self.since)))
        if self.until:
            keep = pc.and_(keep, pc.less_equal(result.table[x], pa.scalar(self.until)))
        return replace(result, table=result.table.filter(keep))


WHOLE = View()


def view_in(address: Mapping[str, str], result: Result) -> View:
    """The view that an address asks for, as far as the chart has it; what makes no sense is left aside."""
    since, until = (_day(address.get(key)) for key in ("from", "to"))
    if since and until and since > until:
        since = until = None
    if days_of(result) and not any((since or day) <= day <= (until or day) for day in days_of(result)):
        since = until = None
    scale = address.get("scale") or "absolute"
    return View(
        since=since,
        until=until,
        scale=scale if scale in scales_of(result) else "absolute",
        events=address.get("events") not in ("false", "off"),  # "off" of older links
    )


def days_of(result: Result) -> list[date]:
    """The days along the axis of a chart over time, in order; none where x is no day."""
    x = result.metric.chart.x
    if x is None or result.metric.columns[x].type != "date" or result.metric.chart.kind in ("table", "heatmap"):
        return []
    return sorted(day for day in set(result.table.column(x).to_pylist()) if day is not None)


def scales_of(result: Result) -> list[str]:
    """The scales on which this chart says something true.

    A share is one of what is stacked; an index needs one count without a break, so that its base is the same thing; a
    logarithm needs positive values and no band or bar, which start at nought.
    """
    chart, y = result.metric.chart, result.metric.chart.y_for(result.parameters)
    if y is None or result.metric.columns[y].unit not in COUNTED or not result.table.num_rows:
        return ["absolute"]
    found = ["absolute"]
    if chart.kind in ("area", "column") and chart.series:
        found.append("share")
    if chart.kind == "line" and not chart.low:
        marks = result.table.column("flags").to_pylist() if "flags" in result.table.column_names else []
        lowest = pc.min(result.table.column(y)).as_py()
        positive = lowest is not None and lowest > 0
        if positive and days_of(result) and not any("break" in (mark or "") for mark in marks):
            found.append("index")
        if positive and not chart.log:
            found.append("log")
    return found


def scaled(rows: Sequence[Row], encoding: Encoding, scale: str) -> tuple[list[Row], Encoding]:
    """The rows and their encoding on another scale; bounds and marks stay with their rows.

    The title's number is no point of a share or an index.
    """
    y = encoding.y
    if scale == "log":
        return list(rows), replace(encoding, log=True)
    if scale == "share":
        totals: dict[Any, float] = {}
        for row in rows:
            at = (row[encoding.x], encoding.facet_of(row))
            totals[at] = totals.get(at, 0.0) + float(row[y] or 0)
        parts = [totals[row[encoding.x], encoding.facet_of(row)] for row in rows]
        divided: list[Row] = [{**row, y: _part(row[y], whole, 1)} for row, whole in zip(rows, parts, strict=True)]
        return divided, replace(encoding, unit="share", y_title="", marked=())
    if scale == "index":
        bases: dict[Any, float] = {}
        for row in sorted(rows, key=lambda row: row[encoding.x]):
            if row[y] is not None:
                bases.setdefault((encoding.series_of(row), encoding.facet_of(row)), float(row[y]))
        of = [bases.get((encoding.series_of(row), encoding.facet_of(row)), 0.0) for row in rows]
        indexed: list[Row] = [{**row, y: _part(row[y], base, 100)} for row, base in zip(rows, of, strict=True)]
        return indexed, replace(encoding, unit="index", y_title=encoding.label("axis", "index"), marked=())
    return list(rows), encoding


def _part(value: Any, whole: float, times: int) -> float | None:
    return None if value is None or not whole else times * float(value) / whole


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
