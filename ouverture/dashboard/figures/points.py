"""Two measures against each other."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

from ouverture.dashboard.figures.axes import frame, label_ends, legend_below, plain_x, time_axis, value_axis
from ouverture.dashboard.figures.canvas import Canvas, Encoding, Row
from ouverture.dashboard.figures.values import hover, width_of
from ouverture.formatting import formatted


def scatter(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    """Points coloured by series; x is a day or a number (logarithmic where it spans two decades)."""
    figure = frame(canvas, canvas.height)
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
        if places and min(places) > 0 and max(places) / min(places) > 100:
            figure.update_xaxes(type="log")
    label_ends(figure, ends, canvas, limits)
    return figure


def timeline(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    """One lane a value of y, points on their day: open ones as filled circles above, closed ones as diamonds below."""
    lanes = list(dict.fromkeys(r[encoding.y] for r in rows))
    figure = frame(canvas, 58 * len(lanes) + 60)
    places = {lane: len(lanes) - 1 - i for i, lane in enumerate(lanes)}
    names: list[tuple[str, str]] = []
    for series in dict.fromkeys(encoding.series_of(r) for r in rows):
        points = [r for r in rows if encoding.series_of(r) == series and r[encoding.x] is not None]
        closed = encoding.dashed(series)
        colour, name = encoding.colour(series), html.escape(encoding.label(encoding.series, series))
        sign = "◆" if closed else "●"
        names.append((f'<span style="color:{colour}">{sign}</span> {name} <b>{len(points)}</b>', colour))
        figure.add_scatter(
            x=[p[encoding.x] for p in points],
            y=[places[p[encoding.y]] + (-0.17 if closed else 0.17) for p in points],
            mode="markers",
            marker={"color": colour, "size": 8, "opacity": 0.75, "symbol": "diamond" if closed else "circle"},
            customdata=[
                f"<b>{html.escape(_title(p, encoding, name))}</b><br>"
                f"{formatted(p[encoding.x], 'date', canvas.language)}  {name}"
                for p in points
            ],
            hovertemplate="%{customdata}<extra></extra>",
        )
    labels = [html.escape(encoding.label(encoding.y, lane)) for lane in lanes]
    figure.update_yaxes(
        tickvals=[places[lane] for lane in lanes],
        ticktext=labels,
        range=[-0.6, len(lanes) - 0.4],
        gridcolor=canvas.hairline,
        zeroline=False,
    )
    time_axis(figure, [r[encoding.x] for r in rows if r[encoding.x] is not None], canvas)
    figure.update_layout(margin={"l": 16 + max(width_of(label) for label in labels)})
    legend_below(figure, names, canvas, marked=True)
    return figure


def _title(row: Row, encoding: Encoding, name: str) -> str:
    return str(row.get("model") or row.get("model_id") or name)
