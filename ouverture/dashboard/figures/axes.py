"""Frame, axes and direct labels that all figures share."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import plotly.graph_objects as go
from babel.dates import format_date

from ouverture.dashboard.figures.canvas import Canvas, Encoding
from ouverture.dashboard.figures.ticks import date_ticks, half_months, log_ticks, nice_ticks
from ouverture.dashboard.figures.values import ticks_written, width_of

FONT = "Inter, sans-serif"
# figures dress themselves: the usual template, with scales of colour that none takes, would be sent with each of them
TEMPLATE = go.layout.Template(data={"scatter": [{"marker": {"line": {"width": 0}}}]})
End = tuple[float | None, str, str]  # value on the y axis (None: not at its end), label, colour


def frame(canvas: Canvas, height: int) -> go.Figure:
    """An empty figure in the house's style."""
    figure = go.Figure()
    figure.update_layout(
        template=TEMPLATE,
        height=height,
        margin={"l": 58, "r": 24, "t": 12, "b": 36},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "size": 12.5, "color": canvas.muted},
        hoverlabel={"font": {"family": FONT, "size": 12.5}, "align": "left"},
        hovermode="closest",
        dragmode=False,
        showlegend=False,
    )
    return figure


def value_axis(
    figure: go.Figure, values: Sequence[float], encoding: Encoding, canvas: Canvas, axis: str | None = None
) -> tuple[float, float]:
    """Dress the y axes, or one, for these values, from nought unless logarithmic; returns the range in axis units."""
    dress = figure.update_yaxes if axis is None else figure.layout[axis].update
    high = max(values, default=1.0)
    if encoding.log:
        positive = [v for v in values if v > 0] or [1.0]
        ticks = log_ticks(min(positive), max(positive))
        ends = (math.log10(min(*positive, ticks[0])) - 0.03, math.log10(max(*positive, ticks[-1])) + 0.03)
        dress(type="log", range=ends)
    else:
        bottom = min(0.0, min(values, default=0.0))
        ticks = nice_ticks(bottom, high, 4 if canvas.narrow or canvas.half else 5)
        ends = (ticks[0], max(ticks[-1], high) * (1 if high <= ticks[-1] else 1.04))
        dress(range=ends)
    dress(
        tickvals=ticks,
        ticktext=ticks_written(ticks, encoding, canvas),
        gridcolor=canvas.hairline,
        zeroline=bool(ends[0] < 0) and not encoding.log,
        zerolinecolor=canvas.muted,
    )
    widest = max((width_of(t) for t in ticks_written(ticks, encoding, canvas)), default=30)
    if axis in (None, "yaxis"):
        figure.update_layout(margin={"l": 16 + widest})
    return ends


def time_axis(
    figure: go.Figure, days: Sequence[date], canvas: Canvas, axis: str | None = None, ticks: int | None = None
) -> None:
    """Dress the x axes, or one of them, for days, in the reader's language: first days of months, as many as fit.

    A span of up to ten weeks has days under it, the first and fifteenth of months, where there is room for two.
    """
    first, last, count = min(days), max(days), ticks or canvas.ticks
    short = last - first <= timedelta(days=70) and count > 1
    if not short:
        places = date_ticks(first, last, count)[-count - 1 :]
    elif last - first >= timedelta(days=20):
        places = half_months(first, last, count)
    else:
        places = list(dict.fromkeys((first, last)))
    dress = figure.update_xaxes if axis is None else figure.layout[axis].update
    dress(
        tickvals=[t.isoformat() for t in places],
        ticktext=[format_date(t, "d MMM y" if short else "MMM y", locale=canvas.language) for t in places],
        tickangle=0,
    )
    plain_x(figure, canvas)


def plain_x(figure: go.Figure, canvas: Canvas) -> None:
    """An x axis without grid."""
    figure.update_xaxes(
        showgrid=False, zeroline=False, ticks="outside", ticklen=4, tickcolor=canvas.hairline, linecolor=canvas.hairline
    )


def title_axes(figure: go.Figure, encoding: Encoding, canvas: Canvas) -> None:
    """Say what the axes count: y above the plot, where it takes no width, x under its numbers."""
    if encoding.y_title:
        top, left = figure.layout.margin.t, figure.layout.margin.l
        figure.add_annotation(
            text=html.escape(encoding.y_title),
            x=0,
            y=1,
            xref="paper",
            yref="paper",
            xanchor="left",
            yanchor="bottom",
            xshift=4 - left,
            yshift=top - 2,
            showarrow=False,
            font={"size": 11.5, "color": canvas.muted},
        )
        figure.update_layout(margin={"t": top + 20}, height=figure.layout.height + 20)
    if encoding.x_title:
        title_across(figure, encoding.x_title, canvas)


def title_across(figure: go.Figure, title: str, canvas: Canvas, drop: int = 26) -> None:
    """Say what the numbers under the plot are; names that stand there already make room."""
    for note in figure.layout.annotations:
        if note.yref == "paper" and note.y == 0 and note.yanchor == "top":
            note.yshift -= 20
    figure.add_annotation(
        text=html.escape(title),
        x=0.5,
        y=0,
        xref="paper",
        yref="paper",
        xanchor="center",
        yanchor="top",
        yshift=-drop,
        showarrow=False,
        font={"size": 11.5, "color": canvas.muted},
    )
    figure.update_layout(margin={"b": figure.layout.margin.b + 20}, height=figure.layout.height + 20)


def label_ends(
    figure: go.Figure, ends: Sequence[End], canvas: Canvas, limits: tuple[float, float], axis: str = "y"
) -> None:
    """Name each series at its end, in its colour; below the plot where labels at the side would eat it, or where a
    series ends before the others."""
    if not ends:
        return
    widest = max(width_of(label) for _, label, _ in ends)
    placed = [(value, label, colour) for value, label, colour in ends if value is not None]
    if canvas.narrow or (canvas.half and widest > 130) or len(ends) > 14 or len(placed) < len(ends):
        legend_below(figure, [(label, colour) for _, label, colour in ends], canvas)
        return
    low, high = limits
    for value, label, colour in spread(placed, (high - low) * 0.062, low, high):
        figure.add_annotation(
            text=label,
            x=1.0,
            xref="paper",
            xshift=10,
            y=value,
            yref=axis,
            xanchor="left",
            yanchor="middle",
            showarrow=False,
            align="left",
            font={"size": 12.5, "color": canvas.muted if colour == canvas.pale else colour},
        )
    figure.update_layout(margin={"r": min(240, 22 + widest)})


def legend_below(
    figure: go.Figure,
    labels: list[tuple[str, str]],
    canvas: Canvas,
    *,
    shift: int | None = None,
    marked: bool = False,
    drop: int = 34,
) -> None:
    """Coloured names ``drop`` pixels under the plot, as many a line as fit; ``shift`` moves them sideways.

    ``marked``: the labels bring a coloured sign of their own.
    """
    room = 300 if canvas.narrow else 330 if canvas.half else 700
    lines: list[list[str]] = [[]]
    used = 0
    for label, colour in labels:
        width = width_of(re.sub("<[^>]*>", "", label)) + 34
        if lines[-1] and used + width > room + (0 if shift else -30):
            lines.append([])
            used = 0
        lines[-1].append(label if marked else f'<span style="color:{colour}">■</span> {label}')
        used += width
    if shift is None:  # a phone has no room to leave under the names
        shift = 16 - figure.layout.margin.l if canvas.narrow else 0
    figure.add_annotation(
        text="<br>".join("    ".join(line) for line in lines),
        xref="paper",
        yref="paper",
        x=0,
        y=0,
        xshift=shift,
        yshift=-drop,
        xanchor="left",
        yanchor="top",
        showarrow=False,
        align="left",
        font={"size": 12, "color": canvas.ink},
    )
    below = drop + 8 + 18 * len(lines)
    figure.update_layout(height=figure.layout.height + below - figure.layout.margin.b, margin={"b": below})


def spread(ends: list[tuple[float, str, str]], spacing: float, low: float, high: float) -> list[tuple[float, str, str]]:
    """Labels moved apart so that none lies on another, in their order and inside the plot."""
    placed = sorted(ends, key=lambda e: e[0])
    positions = [max(low, e[0]) for e in placed]
    for i in range(1, len(positions)):
        positions[i] = max(positions[i], positions[i - 1] + spacing)
    overflow = positions[-1] - high
    if overflow > 0:
        positions[-1] -= overflow
        for i in range(len(positions) - 2, -1, -1):
            positions[i] = min(positions[i], positions[i + 1] - spacing)
    return [(y, label, colour) for y, (_, label, colour) in zip(positions, placed, strict=True)]


def mark_joint(  # noqa: PLR0917
    figure: go.Figure, day: date, label: str, days: Sequence[date], axes: Mapping[str, str], canvas: Canvas
) -> None:
    """A hairline where a line goes on in another source, its name over the panel on the side that has room."""
    late = day - min(days) > max(days) - day
    x, across = day.isoformat(), {"xref": axes["xaxis"], "yref": f"{axes['yaxis']} domain"}
    figure.add_shape(
        type="line",
        x0=x,
        x1=x,
        y0=0,
        y1=1,
        line={"color": canvas.muted, "width": 1, "dash": "dash"},
        layer="below",
        **across,
    )
    named = bool(figure.layout.annotations)  # panels bear their names there
    figure.add_annotation(
        text=label,
        x=x,
        y=1,
        xanchor="right" if late else "left",
        yanchor="bottom",
        xshift=4 if late else -4,
        yshift=22 if named else 2,
        showarrow=False,
        font={"size": 11, "color": canvas.muted},
        **across,
    )
    figure.update_layout(margin={"t": 46 if named else 28})
