"""Stretches of time with nothing between them: the time axis is cut there, and each stretch has a panel of its own.

A month of nightly readings beside a year of monthly ones that ended long before would be a blot at the edge. Lines of
two sources are never joined, so nothing is lost where the years between them are left out.
"""

from __future__ import annotations

import html
import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from ouverture.dashboard.figures.axes import time_axis
from ouverture.dashboard.figures.canvas import Canvas, Encoding, Row

LONGEST_GAP = 90  # days without a reading; longer ones are cut out where they take a fifth of the axis
GAP_SHARE = 0.2
NARROWEST = 0.28  # of the width that panels share
LETTER = 6.4  # pixels that a letter of a panel's name takes
DATE = 100  # pixels that a date under the axis takes
MOST_EVENTS = 5  # names that stand under each other in a panel
OWN_SCALE = 4  # times the other's height from which a panel has a scale of its own


@dataclass(frozen=True)
class Panel:
    """The rows of one stretch and where its axes stand, as parts of the plot's width."""

    number: int
    rows: Sequence[Row]
    left: float = 0.0
    right: float = 1.0
    own_scale: bool = False
    facets: list[Any] = field(default_factory=list)

    @property
    def suffix(self) -> str:
        """What Plotly appends to ``xaxis`` and ``yaxis``."""
        return str(self.number + 1) if self.number else ""

    @property
    def axes(self) -> dict[str, str]:
        """The axes of a trace in this panel."""
        return {"xaxis": f"x{self.suffix}", "yaxis": f"y{self.suffix}"}

    def holds(self, row: Row) -> bool:
        """Whether the row is one of this panel's."""
        return any(row is own for own in self.rows)


def panels(rows: Sequence[Row], encoding: Encoding, heights: bool = True) -> list[Panel]:
    """The stretches of these rows in order of time: one, unless facets lie far apart.

    ``heights``: a stretch whose values are of another size has a scale of its own, if they are not shares.
    """
    parts = _parts(rows, encoding)
    if len(parts) == 1:
        return [Panel(0, rows)]
    tops = [max((abs(float(r[encoding.y])) for r in part if r[encoding.y] is not None), default=0.0) for part in parts]
    own = heights and encoding.unit != "share" and max(tops) > OWN_SCALE * max(min(tops), 1e-9)
    gap = 0.1 if own else 0.05
    days = [(max(_days(part, encoding)) - min(_days(part, encoding))).days + 1 for part in parts]
    weights = [math.sqrt(count) for count in days]  # a longer stretch is wider, but not by as much as it is longer
    weights = [max(weight / sum(weights), NARROWEST) for weight in weights]
    room, left, found = 1 - gap * (len(parts) - 1), 0.0, []
    for number, (part, weight) in enumerate(zip(parts, weights, strict=True)):
        right = min(left + room * weight / sum(weights), 1.0)
        # a line that goes on from an archive's names both sources
        facets = list(dict.fromkeys(row["source"] if "joint" in row else encoding.facet_of(row) for row in part))
        found.append(Panel(number, part, left, right, own, facets))
        left = right + gap
    return found


def lay_out(figure: go.Figure, found: Sequence[Panel], encoding: Encoding, canvas: Canvas) -> None:
    """Give each panel its axes, its dates and its name; nothing to do where there is one only."""
    if len(found) == 1:
        return
    for panel in found:
        axes: dict[str, Any] = {
            f"xaxis{panel.suffix}": {"domain": [panel.left, panel.right], "anchor": f"y{panel.suffix}"},
            f"yaxis{panel.suffix}": {"anchor": f"x{panel.suffix}"},
        }
        if panel.number and not panel.own_scale:
            axes[f"yaxis{panel.suffix}"] |= {"matches": "y", "showticklabels": False}
        figure.update_layout(**axes)
    room = 230 if canvas.narrow else 270 if canvas.half else 620
    most = 1
    for panel in found:
        ticks = max(1, int(room * (panel.right - panel.left) / DATE))
        time_axis(figure, _days(panel.rows, encoding), canvas, axis=f"xaxis{panel.suffix}", ticks=ticks)
        name = " · ".join(encoding.label(encoding.facet, facet) for facet in panel.facets)
        lines = textwrap.wrap(name, max(8, int(room * (panel.right - panel.left) / LETTER)), break_long_words=False)
        most = max(most, len(lines))
        figure.add_annotation(
            text="<br>".join(html.escape(line) for line in lines),
            align="left",
            x=panel.left,
            y=1,
            xref="paper",
            yref="paper",
            xanchor="left",
            yanchor="bottom",
            yshift=6,
            showarrow=False,
            font={"size": 11.5, "color": canvas.muted},
        )
    figure.update_layout(margin={"t": 15 + 15 * most}, height=figure.layout.height + 15 * (most - 1))


def mark_events(
    figure: go.Figure, events: Sequence[Row], found: Sequence[Panel], encoding: Encoding, canvas: Canvas
) -> None:
    """A dotted line and a name for the latest events (``event_on``, ``label``) that fall among the readings.

    A phone has no room for the names, so none is marked there.
    """
    if canvas.narrow or not isinstance(found[0].rows[0][encoding.x], date):
        return
    for panel in found:
        days = _days(panel.rows, encoding)
        inside = [event for event in events if min(days) <= event["event_on"] <= max(days)]
        for number, event in enumerate(inside[-MOST_EVENTS:]):
            day, axis = event["event_on"].isoformat(), panel.axes["xaxis"]
            line = {"color": canvas.muted, "width": 1, "dash": "dot"}
            figure.add_shape(type="line", xref=axis, yref="paper", x0=day, x1=day, y0=0, y1=1, line=line)
            late = (event["event_on"] - min(days)) > (max(days) - min(days)) * 0.6  # its name stands before it
            figure.add_annotation(
                text=html.escape(event["label"]),
                x=day,
                y=1 - 0.07 * number,  # one under the other
                xref=axis,
                yref="paper",
                xanchor="right" if late else "left",
                yanchor="top",
                xshift=-4 if late else 4,
                showarrow=False,
                font={"size": 11, "color": canvas.muted},
            )


def _parts(rows: Sequence[Row], encoding: Encoding) -> list[list[Row]]:
    if encoding.facet is None or not isinstance(rows[0][encoding.x], date):
        return [list(rows)]
    days = sorted({row[encoding.x] for row in rows})
    least = max(LONGEST_GAP, GAP_SHARE * (days[-1] - days[0]).days)
    cuts = [after for before, after in pairwise(days) if (after - before).days > least]
    parts: list[list[Row]] = [[] for _ in range(len(cuts) + 1)]
    for row in rows:
        parts[sum(row[encoding.x] >= cut for cut in cuts)].append(row)
    facets = [{encoding.facet_of(row) for row in part} for part in parts]
    apart = all(not a & b for number, a in enumerate(facets) for b in facets[number + 1 :])
    return parts if apart else [list(rows)]


def _days(rows: Sequence[Row], encoding: Encoding) -> list[date]:
    return [row[encoding.x] for row in rows]
