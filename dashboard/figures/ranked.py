"""Ranked rows: bars, dots and intervals, one row a category, its value written behind it."""

from __future__ import annotations

import html
from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.figures.axes import frame
from dashboard.figures.canvas import Canvas, Encoding, Row
from dashboard.figures.values import hover, shortened, width_of, written


def bars(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    """Horizontal bars in the order of the rows, the first on top."""
    return _ranked(rows, encoding, canvas)


def dots(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    """Dots on a hairline."""
    return _ranked(rows, encoding, canvas)


def intervals(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    """Dots with their band from ``low`` to ``high``; an end that the data do not reach is drawn to the edge, dotted."""
    return _ranked(rows, encoding, canvas)


def _ranked(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    ordered = list(reversed([r for r in rows if r[encoding.y] is not None]))
    limit = 22 if canvas.narrow else 28 if canvas.half else 44
    names = [html.escape(shortened(encoding.label(encoding.x, r[encoding.x]), limit)) for r in ordered]
    places = list(range(len(ordered)))
    values = [float(r[encoding.y]) for r in ordered]
    colours = [encoding.colour(r[encoding.series or encoding.x]) for r in ordered]
    shared = {
        "customdata": [hover(r, n, encoding, canvas) for r, n in zip(ordered, names, strict=True)],
        "hovertemplate": "%{customdata}<extra></extra>",
    }
    figure = frame(canvas, max(120, 27 * len(ordered) + 30))
    low, high = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
    if encoding.kind == "interval":
        high = max(
            [high, *(float(r[encoding.high]) for r in ordered if encoding.high and r[encoding.high] is not None)]
        )
        _bands(figure, ordered, encoding, colours, high)
    if encoding.kind == "bar":
        figure.add_bar(x=values, y=places, orientation="h", marker={"color": colours, "line": {"width": 0}}, **shared)
    else:
        figure.add_scatter(x=values, y=places, mode="markers", marker={"color": colours, "size": 11}, **shared)
    labels = [written(v, encoding, canvas) for v in values]
    for place, value, row, label in zip(places, values, ordered, labels, strict=True):
        end = row[encoding.high] if encoding.kind == "interval" and encoding.high else None
        figure.add_annotation(
            text=label,
            x=value if end is None else max(value, float(end)),
            y=place,
            showarrow=False,
            xanchor="right" if value < 0 else "left",
            xshift=-8 if value < 0 else 8,
            font={"size": 12, "color": canvas.ink},
        )
    # room for the values written behind the bars, as a part of an assumed plot width
    widest = max((width_of(label) for label in labels), default=30) + 14
    sides = (low < 0) + (high > 0)
    room = (high - low or 1.0) * widest / ((170 if canvas.narrow else 260 if canvas.half else 640) - sides * widest)
    figure.update_xaxes(
        range=[low - (room if low < 0 else 0), high + (room if high > 0 else 0)],
        showgrid=False,
        showticklabels=False,
        zeroline=True,
        zerolinecolor=canvas.muted,
        zerolinewidth=1,
    )
    figure.update_yaxes(
        tickvals=places,
        ticktext=names,
        showgrid=encoding.kind != "bar",
        gridcolor=canvas.hairline,
        range=[-0.6, len(ordered) - 0.4],
        zeroline=False,
        automargin=False,
    )
    longest = max((width_of(n) for n in names), default=40)
    figure.update_layout(bargap=0.32, margin={"l": 16 + longest, "r": 12, "b": 12})
    return figure


def _bands(figure: go.Figure, rows: Sequence[Row], encoding: Encoding, colours: Sequence[str], edge: float) -> None:
    for place, (row, colour) in enumerate(zip(rows, colours, strict=True)):
        low, high = row[encoding.low or ""], row[encoding.high or ""]
        figure.add_scatter(
            x=[row[encoding.y] if low is None else low, edge if high is None else high],
            y=[place, place],
            mode="lines",
            line={"color": colour, "width": 4, "dash": "dot" if low is None or high is None else "solid"},
            opacity=0.35,
            hoverinfo="skip",
        )
