"""Two measures against each other."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

from dashboard.figures.axes import frame, label_ends, plain_x, time_axis, value_axis
from dashboard.figures.canvas import Canvas, Encoding, Row
from dashboard.figures.values import hover


def scatter(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    """Points coloured by series; x is a day or a number (logarithmic where it spans three decades)."""
    figure = frame(canvas, 320 if canvas.narrow else 400)
    shown = [r for r in rows if r[encoding.x] is not None and r[encoding.y] is not None]
    ends = []
    for series in dict.fromkeys(encoding.series_of(r) for r in shown):
        points = [r for r in shown if encoding.series_of(r) == series]
        colour, name = encoding.colour(series), html.escape(encoding.label(encoding.series, series))
        figure.add_scatter(
            x=[p[encoding.x] for p in points],
            y=[p[encoding.y] for p in points],
            mode="markers",
            name=name,
            marker={
                "color": colour,
                "size": 9,
                "opacity": 0.8,
                "symbol": "diamond" if encoding.dashed(series) else "circle",
            },
            customdata=[hover(p, html.escape(_title(p, encoding, name)), encoding, canvas) for p in points],
            hovertemplate="%{customdata}<extra></extra>",
        )
        last = max(points, key=lambda p: p[encoding.x])
        ends.append((math.log10(last[encoding.y]) if encoding.log else float(last[encoding.y]), name, colour))
    limits = value_axis(figure, [float(r[encoding.y]) for r in shown], encoding, canvas)
    places = [r[encoding.x] for r in shown]
    if places and isinstance(places[0], date):
        time_axis(figure, places, canvas)
    else:
        plain_x(figure, canvas)
        if places and min(places) > 0 and max(places) / min(places) > 1000:
            figure.update_xaxes(type="log")
    label_ends(figure, ends, canvas, limits)
    return figure


def _title(row: Row, encoding: Encoding, name: str) -> str:
    return str(row.get("model") or row.get("model_id") or name)
