"""Ranked rows: bars, dots and intervals, one row a category, its value written behind it."""

from __future__ import annotations

import html
from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.figures.axes import frame, legend_below
from dashboard.figures.canvas import Canvas, Encoding, Row
from dashboard.figures.values import hover, shortened, width_of, written

MOST_COLOURS_TOLD = 5  # series that a legend explains; more of them are named by their rows


def bars(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    """Horizontal bars in the order of the rows, the first on top; stacked by series where the hint says so."""
    return _stacked(rows, encoding, canvas) if encoding.stack else _ranked(rows, encoding, canvas)


def dots(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    """Dots on a hairline."""
    return _ranked(rows, encoding, canvas)


def intervals(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    """Dots with their band from ``low`` to ``high``; an end that the data do not reach is drawn to the edge, dotted."""
    return _ranked(rows, encoding, canvas)


def _ranked(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    ordered = list(reversed([r for r in rows if r[encoding.y] is not None]))
    limit = 22 if canvas.narrow else 28 if canvas.half else 44
    titles = [encoding.label(encoding.x, r[encoding.x]) for r in ordered]
    names = [html.escape(_fitting(title, limit)) for title in titles]
    places = list(range(len(ordered)))
    values = [float(r[encoding.y]) for r in ordered]
    colours = [encoding.colour(r[encoding.series or encoding.x]) for r in ordered]
    shared = {
        "customdata": [hover(r, html.escape(n), encoding, canvas) for r, n in zip(ordered, titles, strict=True)],
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
    told = dict.fromkeys(r[encoding.series] for r in reversed(ordered)) if encoding.series else {}
    few = encoding.series != encoding.x and 1 < len(told) <= MOST_COLOURS_TOLD
    if told and (encoding.kind == "interval" or few):
        keys = [(html.escape(encoding.label(encoding.series, value)), encoding.colour(value)) for value in told]
        legend_below(figure, keys, canvas, shift=-longest)
    return figure


def _stacked(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    """One bar an x, its parts by series; a part wide enough carries its value."""
    down = list(reversed(dict.fromkeys(r[encoding.x] for r in rows)))
    limit = 22 if canvas.narrow else 28
    names = [html.escape(shortened(encoding.label(encoding.x, value), limit)) for value in down]
    figure = frame(canvas, 30 * len(down) + 40)
    widest = max(sum(float(r[encoding.y] or 0) for r in rows if r[encoding.x] == value) for value in down) or 1.0
    keys: list[tuple[str, str]] = []
    for series in dict.fromkeys(encoding.series_of(r) for r in rows):
        parts = [r for r in rows if encoding.series_of(r) == series and r[encoding.y]]
        colour, name = encoding.colour(series), html.escape(encoding.label(encoding.series, series))
        keys.append((name, colour))
        wide = 0.14 if canvas.narrow or canvas.half else 0.06
        figure.add_bar(
            x=[float(r[encoding.y]) for r in parts],
            y=[down.index(r[encoding.x]) for r in parts],
            orientation="h",
            name=name,
            marker={"color": colour, "line": {"color": canvas.ground, "width": 1}},
            text=[written(r[encoding.y], encoding, canvas) if r[encoding.y] >= wide * widest else "" for r in parts],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            constraintext="none",
            textfont={"size": 12, "color": "#FFFFFF"},
            customdata=[hover(r, f"{names[down.index(r[encoding.x])]}: {name}", encoding, canvas) for r in parts],
            hovertemplate="%{customdata}<extra></extra>",
        )
    figure.update_xaxes(range=[0, widest * 1.005], showgrid=False, showticklabels=False, zeroline=False)
    figure.update_yaxes(
        tickvals=list(range(len(down))), ticktext=names, showgrid=False, zeroline=False, range=[-0.6, len(down) - 0.4]
    )
    longest = max((width_of(n) for n in names), default=40)
    figure.update_layout(barmode="stack", bargap=0.28, margin={"l": 16 + longest, "r": 12, "b": 12})
    legend_below(figure, keys, canvas)
    return figure


def _fitting(title: str, limit: int) -> str:
    """A title of at most ``limit`` characters; a model id first loses its namespace, which the hover box tells."""
    return shortened(title if len(title) <= limit else title.split("/", 1)[-1], limit)


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
