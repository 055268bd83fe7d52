"""One hover box for all series of a day, at the top of the plot, where it covers no line."""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import date
from typing import Any

import plotly.graph_objects as go

from ouverture.dashboard.figures.canvas import Canvas, Encoding, Row
from ouverture.dashboard.figures.panels import Panel
from ouverture.dashboard.figures.values import flags, written
from ouverture.formatting import formatted

MOST_SERIES = 10  # lines of a box that can be read
HEAD_ROOM = 1.14  # of the height of the axis, for the box


def unify(figure: go.Figure, rows: Sequence[Row], found: Sequence[Panel], encoding: Encoding, canvas: Canvas) -> None:
    """Replace the boxes of single points, where series are read on the same days and are few enough to stand in one."""
    series = {encoding.series_of(row) for row in rows}
    days = {row[encoding.x] for row in rows}
    shared = len(series) == 1 or len(days) <= 0.75 * len(rows)
    if not shared or len(series) > MOST_SERIES or not all(isinstance(day, date) for day in days):
        return
    figure.update_traces(customdata=None, hovertemplate=None, hoverinfo="skip")
    for panel in found:
        axis = figure.layout[f"yaxis{panel.suffix}"]
        low, high = axis.range
        top = low + (high - low) * HEAD_ROOM
        axis.range = [low, top]
        boxes = _boxes(panel.rows, encoding, canvas)
        at = low + (top - low) * 0.97
        figure.add_scatter(
            x=list(boxes),
            y=[10**at if axis.type == "log" else at] * len(boxes),
            mode="markers",
            marker={"opacity": 0, "size": 1},
            customdata=list(boxes.values()),
            hovertemplate="%{customdata}<extra></extra>",
            **panel.axes,
        )
    figure.update_xaxes(
        showspikes=True, spikemode="across", spikethickness=1, spikedash="solid", spikecolor=canvas.muted
    )
    label = {"bgcolor": canvas.ground, "bordercolor": canvas.hairline, "font": {"color": canvas.ink, "size": 12.5}}
    figure.update_layout(
        hovermode="x",
        hoverdistance=-1,
        hoverlabel={**label, "align": "left", "showarrow": False},
        plot_bgcolor=canvas.ground,  # else the spike has a white halo
    )


def _boxes(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> dict[Any, str]:
    """The text of each day: its date, then the series from high to low, each with its value and what marks it."""
    days: dict[Any, list[Row]] = {}
    for row in sorted(rows, key=lambda row: row[encoding.x]):
        if row[encoding.y] is not None:
            days.setdefault(row[encoding.x], []).append(row)
    return {
        day: "<br>".join([_head(day, points, encoding, canvas), *_lines(points, encoding, canvas)])
        for day, points in days.items()
    }


def _head(day: date, points: Sequence[Row], encoding: Encoding, canvas: Canvas) -> str:
    """The day, and whose reading it is where that is not the chart's own series."""
    source = {point.get("source") for point in points} if encoding.facet in ("source", "line") else set()
    whose = encoding.label("source", next(iter(source))) if len(source) == 1 else ""
    return f"<b>{formatted(day, 'date', canvas.language)}</b>" + (f"  {html.escape(whose)}" if whose else "")


def _lines(points: Sequence[Row], encoding: Encoding, canvas: Canvas) -> list[str]:
    said = []
    common = set.intersection(*(set(flags(point)) for point in points)) if len(points) > 1 else set()
    for point in sorted(points, key=lambda point: -float(point[encoding.y])):
        series = encoding.series_of(point)
        name = html.escape(encoding.measured or encoding.label(encoding.series, series)) if encoding.series else ""
        value = written(point[encoding.y], encoding, canvas)
        if encoding.low and encoding.high and point[encoding.low] is not None and point[encoding.high] is not None:
            ends = [written(point[end], encoding, canvas) for end in (encoding.low, encoding.high)]
            value = f"{value}</b> ({ends[0]} – {ends[1]})<b>"
        marks = "".join(f" <i>{html.escape(encoding.label('flag', f))}</i>" for f in flags(point) if f not in common)
        model = f" {html.escape(str(point['model']))}" if encoding.kind == "step" and point.get("model") else ""
        said.append(f'<span style="color:{encoding.colour(series)}">■</span> <b>{value}</b> {name}{model}{marks}')
    return [*said, *(f"<i>{html.escape(encoding.label('flag', flag))}</i>" for flag in sorted(common))]
