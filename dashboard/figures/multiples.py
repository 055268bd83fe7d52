"""Small multiples: one panel a series, each on its own scale, with a line of words on what it does not show."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.figures.axes import frame
from dashboard.figures.canvas import Canvas, Encoding, Row
from dashboard.figures.ticks import date_ticks
from dashboard.figures.time import by_series
from dashboard.figures.values import flags, hover, written

PANEL, HEAD, GAP = 104, 62, 26  # pixels: plot, the words above it, the dates below it


def multiples(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    """Panels in the order of the series, two beside each other where there is room.

    Lines of two facets, or of two sources, are not joined.

    The words of a panel stand in the column ``blind_spot_<language>``, where the rows have one.
    """
    across = 1 if canvas.narrow or canvas.half else 2
    panels = list(by_series(rows, encoding))
    down = -(-len(panels) // across)
    height = down * (PANEL + HEAD + GAP)
    figure = frame(canvas, height)
    days = [row[encoding.x] for row in rows]
    ticks = date_ticks(min(days), max(days), 2 if canvas.narrow or canvas.half else 3)
    for place, (series, facets) in enumerate(panels):
        row, column = divmod(place, across)
        left, width = column / across, 1 / across - (0.05 if across > 1 else 0)
        top = 1 - (row * (PANEL + HEAD + GAP) + HEAD) / height
        suffix = "" if place == 0 else str(place + 1)
        colour = encoding.colour(series)
        points = [p for facet in facets for p in facet if p[encoding.y] is not None]
        for line in _lines(facets):
            for segment in _unbroken(line, encoding):
                figure.add_scatter(
                    x=[p[encoding.x] for p in segment],
                    y=[p[encoding.y] for p in segment],
                    xaxis=f"x{suffix}",
                    yaxis=f"y{suffix}",
                    mode="lines+markers",
                    line={"color": colour, "width": 2, "dash": "dash" if encoding.dashed(series) else "solid"},
                    marker={"size": 4, "color": colour},
                    customdata=[hover(p, html.escape(_source(p)), encoding, canvas) for p in segment],
                    hovertemplate="%{customdata}<extra></extra>",
                )
        high = max(float(p[encoding.y]) for p in points)
        axes = {
            f"xaxis{suffix}": {
                "domain": [left, left + width],
                "anchor": f"y{suffix}",
                "range": [min(days).isoformat(), max(days).isoformat()],
                "tickvals": [t.isoformat() for t in ticks],
                "ticktext": [f"{t:%Y-%m}" for t in ticks],
                "showgrid": False,
                "zeroline": False,
                "linecolor": canvas.hairline,
            },
            f"yaxis{suffix}": {
                "domain": [max(0.0, top - PANEL / height), top],
                "anchor": f"x{suffix}",
                "range": [0, max(high, 100.0) * 1.08],
                "tickvals": [0, 100] if high < 180 else [100, high],
                "ticktext": ["0", "100"] if high < 180 else ["100", written(high, encoding, canvas)],
                "gridcolor": canvas.hairline,
                "zeroline": False,
            },
        }
        figure.update_layout(**axes)
        last = max(points, key=lambda p: p[encoding.x])
        _head(figure, last, (left, top), encoding, canvas)
    figure.update_layout(margin={"t": 4, "b": GAP, "l": 44, "r": 12})
    return figure


def _head(figure: go.Figure, last: Row, place: tuple[float, float], encoding: Encoding, canvas: Canvas) -> None:
    left, top = place
    series = encoding.series_of(last)
    name = html.escape(encoding.label(encoding.series, series))
    words = str(last.get(f"blind_spot_{canvas.language}") or "")
    lines = textwrap.wrap(words, 46 if canvas.narrow or canvas.half else 68)[:3]
    said = "<br>".join(html.escape(line) for line in lines)
    figure.add_annotation(
        text=f'<b><span style="color:{encoding.colour(series)}">{name} {written(last[encoding.y], encoding, canvas)}'
        f'</span></b><br><span style="font-size:11px">{said}</span>',
        x=left,
        y=top,
        xref="paper",
        yref="paper",
        xanchor="left",
        yanchor="bottom",
        yshift=2,
        align="left",
        showarrow=False,
        font={"size": 12.5, "color": canvas.muted},
    )


def _lines(facets: Sequence[Sequence[Row]]) -> list[list[Row]]:
    lines: dict[tuple[int, str], list[Row]] = {}
    for number, facet in enumerate(facets):
        for point in facet:
            lines.setdefault((number, _source(point)), []).append(point)
    return list(lines.values())


def _unbroken(points: Sequence[Row], encoding: Encoding) -> list[list[Row]]:
    segments: list[list[Row]] = [[]]
    for point in points:
        if point[encoding.y] is None or ("gap" in flags(point) and segments[-1]):
            segments.append([])
        if point[encoding.y] is not None:
            segments[-1].append(point)
    return [segment for segment in segments if segment]


def _source(row: Row) -> str:
    return str(row.get("source") or "")
