"""Small multiples: one panel a series, all on one scale, each with its span and what it does not show in words."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Sequence

import plotly.graph_objects as go

from ouverture.dashboard.figures.axes import frame, time_axis, value_axis
from ouverture.dashboard.figures.canvas import Canvas, Encoding, Row
from ouverture.dashboard.figures.time import by_series
from ouverture.dashboard.figures.values import flags, hover, written
from ouverture.formatting import formatted

PANEL, HEAD, GAP = 120, 82, 40  # pixels: plot, the words above it, the dates below it
SPANS = 2  # lines of a panel whose span is written out, the newest: more words than that run into the panel above


def multiples(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    """Panels in the order of the series, two beside each other where there is room.

    Lines of two facets, or of two sources, are not joined.

    Where the rows have them, ``base_on`` is the day at which a line is 100, ``blind_spot_<language>`` what it does not
    see.
    """
    across = 1 if canvas.narrow or canvas.half else 2
    panels = list(by_series(rows, encoding))
    down = -(-len(panels) // across)
    height = down * (PANEL + HEAD + GAP)
    figure = frame(canvas, height)
    days = [row[encoding.x] for row in rows]
    values = [float(row[encoding.y]) for row in rows if row[encoding.y] is not None]
    for place, (series, facets) in enumerate(panels):
        row, column = divmod(place, across)
        left, width = column / across, 1 / across - (0.05 if across > 1 else 0)
        top = 1 - (row * (PANEL + HEAD + GAP) + HEAD) / height
        suffix = "" if place == 0 else str(place + 1)
        colour = encoding.colour(series)
        lines = _lines(facets)
        for line in lines:
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
        axes = {
            f"xaxis{suffix}": {
                "domain": [left, left + width],
                "anchor": f"y{suffix}",
                "range": [min(days).isoformat(), max(days).isoformat()],
            },
            f"yaxis{suffix}": {"domain": [max(0.0, top - PANEL / height), top], "anchor": f"x{suffix}"},
        }
        figure.update_layout(**axes)
        time_axis(figure, days, canvas, f"xaxis{suffix}", ticks=2 if canvas.narrow or canvas.half else 3)
        value_axis(figure, values, encoding, canvas, f"yaxis{suffix}")
        _head(figure, lines, (left, top), encoding, canvas)
    figure.update_layout(margin={"t": 4, "b": GAP, "l": 44, "r": 12})
    return figure


def _head(
    figure: go.Figure, lines: Sequence[Sequence[Row]], place: tuple[float, float], encoding: Encoding, canvas: Canvas
) -> None:
    left, top = place
    first = lines[0][0]
    series = encoding.series_of(first)
    name = html.escape(encoding.label(encoding.series, series))
    blind = textwrap.wrap(
        str(first.get(f"blind_spot_{canvas.language}") or ""), 46 if canvas.narrow or canvas.half else 68
    )
    newest = sorted(lines, key=lambda line: max(point[encoding.x] for point in line))[-SPANS:]
    said = "<br>".join(html.escape(line) for line in [*(_span(line, encoding, canvas) for line in newest), *blind[:3]])
    figure.add_annotation(
        text=f'<b><span style="color:{encoding.colour(series)}">{name}</span></b><br>'
        f'<span style="font-size:11px">{said}</span>',
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


def _span(points: Sequence[Row], encoding: Encoding, canvas: Canvas) -> str:
    """Where a line ends and where it began."""
    last = max((p for p in points if p[encoding.y] is not None), key=lambda p: p[encoding.x])
    begun = last.get("base_on") or min(p[encoding.x] for p in points)
    return encoding.label("multiples", "span").format(
        index=written(last[encoding.y], encoding, canvas),
        until=formatted(last[encoding.x], "month", canvas.language),
        base=formatted(begun, "month", canvas.language),
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
