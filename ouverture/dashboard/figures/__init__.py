"""From a result to a Plotly figure, following the chart hint of the metric's file.

Pure functions of their arguments: no Streamlit, no queries. A new kind of chart is a painter in a module of this
package and a line in ``PAINTERS``. Names from the Hub are escaped before Plotly sees them, since Plotly reads a little
HTML in labels and hover boxes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import plotly.graph_objects as go

from ouverture.dashboard.figures.axes import title_axes
from ouverture.dashboard.figures.canvas import Canvas, Encoding, Row
from ouverture.dashboard.figures.grids import heatmap, matrix
from ouverture.dashboard.figures.marks import mark_values
from ouverture.dashboard.figures.multiples import multiples
from ouverture.dashboard.figures.panels import mark_events, panels
from ouverture.dashboard.figures.points import scatter, timeline
from ouverture.dashboard.figures.ranked import bars, dots, intervals
from ouverture.dashboard.figures.time import areas, bump, columns, lines
from ouverture.dashboard.figures.tooltip import unify
from ouverture.dashboard.figures.trees import tree
from ouverture.dashboard.figures.values import MARKS, written
from ouverture.dashboard.figures.world import world_map

__all__ = ["LINES", "MARKS", "PAINTERS", "Canvas", "Encoding", "Row", "draw", "written"]

Painter = Callable[[Sequence[Row], Encoding, Canvas], go.Figure]
PAINTERS: Mapping[str, Painter] = {
    "line": lines,
    "step": lines,
    "area": areas,
    "column": columns,
    "bump": bump,
    "bar": bars,
    "dot": dots,
    "interval": intervals,
    "scatter": scatter,
    "timeline": timeline,
    "multiples": multiples,
    "heatmap": heatmap,
    "matrix": matrix,
    "tree": tree,
    "map": world_map,
}
LINES = ("line", "step", "area", "bump")  # want two points
READ_TOGETHER = ("line", "step", "area")
OVER_TIME = ("line", "step", "area", "column")
ON_AXES = (*OVER_TIME, "scatter")  # x across, y upwards


def draw(rows: Sequence[Row], encoding: Encoding, canvas: Canvas, events: Sequence[Row] = ()) -> go.Figure:
    """The figure of ``encoding.kind`` for ``rows`` (at least one), sized for the canvas. Raises KeyError for a kind
    that no painter draws (the kind ``table`` is shown as rows)."""
    figure = PAINTERS[encoding.kind](rows, encoding, canvas)
    if encoding.kind in ON_AXES:
        title_axes(figure, encoding, canvas)
    if encoding.marked:
        mark_values(figure, panels(rows, encoding), encoding, canvas)
    if encoding.kind in READ_TOGETHER and not canvas.narrow:
        unify(figure, rows, panels(rows, encoding), encoding, canvas)
    if events and encoding.kind in OVER_TIME:
        mark_events(figure, events, panels(rows, encoding), encoding, canvas)
    return figure
