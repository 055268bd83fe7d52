"""Charts over time: lines and steps, stacked areas, stacked columns, ranks."""

from __future__ import annotations

import html
import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby, pairwise
from typing import Any

import plotly.graph_objects as go

from ouverture.dashboard.figures.axes import (
    End,
    frame,
    label_ends,
    legend_below,
    mark_joint,
    plain_x,
    time_axis,
    value_axis,
)
from ouverture.dashboard.figures.canvas import Canvas, Encoding, Row
from ouverture.dashboard.figures.panels import Panel, lay_out, panels
from ouverture.dashboard.figures.ticks import nice_ticks
from ouverture.dashboard.figures.values import bar_marker, flags, hover, shortened, tint, written

MODEL_NAME = 18  # characters of a name at a line's end
OPEN_MARKERS = {"break": "circle-open", "restated": "x-thin-open", "partial": "circle-open-dot", "stale": "square-open"}
MOST_DOTS = 60  # points of a stretch that each bear a dot; of longer ones only those that are flagged


def lines(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    """One line a series. Facets and gaps are never joined, a break cuts the line and leaves a thin dotted joint;
    imputed spans are dotted, flagged points marked open.

    A line that goes on in another source is thin until there, and the joint bears its name. A step that tells the day
    of its board goes on to it, and its points and end name their ``model``.

    Where the chart hint names ``low`` and ``high``, the points that have both lie on a ribbon between them.
    """
    figure = frame(canvas, canvas.height)
    found = panels(rows, encoding)
    lay_out(figure, found, encoding, canvas)
    ends: list[End] = []
    behind = sorted(by_series(rows, encoding), key=lambda each: encoding.colour(each[0]) != canvas.pale)
    for series, facets in behind:
        colour, name = (
            encoding.colour(series),
            html.escape(encoding.measured or encoding.label(encoding.series, series)),
        )
        for points in facets:
            axes = _panel_of(points[0], found).axes
            _ribbon(figure, points, encoding, colour)
            for segment, imputed in _segments(points, encoding):
                dash = "dot" if imputed else "dash" if encoding.dashed(series) else "solid"
                earlier = segment[-1].get("source") != points[-1].get("source")
                figure.add_scatter(
                    x=[p[encoding.x] for p in segment],
                    y=[p[encoding.y] for p in segment],
                    cliponaxis=False,  # points on the edge are whole
                    mode="lines+markers",
                    name=name,
                    line={
                        "color": colour,
                        "width": 1.2 if earlier else 2.2,
                        "dash": dash,
                        "shape": "hv" if encoding.kind == "step" else "linear",
                    },
                    marker=_markers(segment, colour, 0 if len(segment) > MOST_DOTS else 3 if earlier else 5),
                    customdata=[hover(p, _whose(p, name, encoding), encoding, canvas) for p in segment],
                    hovertemplate="%{customdata}<extra></extra>",
                    **axes,
                )
            _bridge(figure, points, encoding, colour, axes)
        known = [p for points in facets for p in points if p[encoding.y] is not None]
        if known:
            last = max(known, key=lambda p: p[encoding.x])
            if found[-1].holds(last):
                shown = f"{name} <b>{_bracket(figure, last, encoding, canvas, found[-1].axes)}</b>"
                if encoding.kind == "step" and "as_of" in last:
                    _carry(figure, last, encoding, colour)
                    shown += f" {html.escape(shortened(last['model'], MODEL_NAME))}"
                ends.append((_on_axis(last[encoding.y], encoding), shown, colour))
            elif encoding.series != encoding.facet:  # else its panel bears its name
                ends.append((None, name, colour))
    drawn = (encoding.y, *(end for end in (encoding.low, encoding.high) if end))

    def heights(some: Sequence[Row]) -> list[float]:
        return [float(r[c]) for r in some for c in drawn if r[c] is not None]

    limits = _y_axes(figure, found, {panel.number: heights(panel.rows) for panel in found}, encoding, canvas)
    _x_axis(figure, found, encoding, canvas)
    _mark_joints(figure, found, encoding, canvas)
    label_ends(figure, ends, canvas, limits, found[-1].axes["yaxis"])
    return figure


def _bracket(figure: go.Figure, last: Row, encoding: Encoding, canvas: Canvas, axes: Mapping[str, str]) -> str:
    """The value at a line's end; where it is a band, its two ends, with a bracket that joins them."""
    ends = [last[end] for end in (encoding.low, encoding.high) if end and last[end] is not None]
    if len(ends) < 2:
        return written(last[encoding.y], encoding, canvas)
    figure.add_scatter(
        x=[last[encoding.x]] * 2,
        y=ends,
        mode="lines+markers",
        line={"color": canvas.ink, "width": 2.2},
        marker={"symbol": "line-ew-open", "size": 12, "color": canvas.ink, "line": {"width": 2.2}},
        cliponaxis=False,
        hoverinfo="skip",
        **axes,
    )
    return " – ".join(written(end, encoding, canvas) for end in ends)


def _bridge(  # noqa: PLR0917
    figure: go.Figure, points: Sequence[Row], encoding: Encoding, colour: str, axes: Mapping[str, str], sign: int = 1
) -> None:
    """A thin dotted joint over each break, where one source goes on under the same count of its own."""
    x: list[Any] = []
    y: list[Any] = []
    for before, after in pairwise(points):
        known = before[encoding.y] is not None and after[encoding.y] is not None
        if known and _cut_by(after) == {"break"}:  # a joint that does not hold is flagged a gap, too
            x += [before[encoding.x], after[encoding.x], None]
            y += [sign * before[encoding.y], sign * after[encoding.y], None]
    if x:
        line = {"color": colour, "width": 1.2, "dash": "dot"}
        figure.add_scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", **axes)


def _cut_by(point: Row) -> set[str]:
    """What parts the line before this point."""
    return {"break", "gap"}.intersection(flags(point))


def _whose(point: Row, name: str, encoding: Encoding) -> str:
    model = point.get("model") if encoding.kind == "step" else None
    return f"{name}: {html.escape(model)}" if model else name


def _carry(figure: go.Figure, last: Row, encoding: Encoding, colour: str) -> None:
    """What was reached holds until the day of the board."""
    figure.add_scatter(
        x=[last[encoding.x], last["as_of"]],
        y=[last[encoding.y]] * 2,
        mode="lines",
        line={"color": colour, "width": 2.2},
        hoverinfo="skip",
    )


def _ribbon(figure: go.Figure, points: Sequence[Row], encoding: Encoding, colour: str) -> None:
    if not (encoding.low and encoding.high):
        return
    low, high = encoding.low, encoding.high
    banded = [p for p in points if p[low] is not None and p[high] is not None]
    if banded:
        figure.add_scatter(
            x=[p[encoding.x] for p in banded] + [p[encoding.x] for p in reversed(banded)],
            y=[p[high] for p in banded] + [p[low] for p in reversed(banded)],
            fill="toself",
            fillcolor=tint(colour, 0.16),
            mode="lines",
            line={"width": 0},
            hoverinfo="skip",
        )


def areas(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    """Stacked areas, one stack a facet, a dotted hairline where a break is flagged."""
    figure = frame(canvas, canvas.height)
    found = panels(rows, encoding)
    lay_out(figure, found, encoding, canvas)
    last_day = max(r[encoding.x] for r in rows)
    ends: list[End] = []
    base = 0.0
    for series, facets in by_series(rows, encoding):
        colour, name = encoding.colour(series), html.escape(encoding.label(encoding.series, series))
        height = 0.0
        for points in facets:
            figure.add_scatter(
                x=[p[encoding.x] for p in points],
                y=[p[encoding.y] for p in points],
                mode="lines" if len(points) > 1 else "markers",
                name=name,
                stackgroup=f"stack-{encoding.facet_of(points[0])}",
                fillcolor=tint(colour, 0.82),
                line={"color": colour, "width": 0.8},
                customdata=[hover(p, name, encoding, canvas) for p in points],
                hovertemplate="%{customdata}<extra></extra>",
                **_panel_of(points[0], found).axes,
            )
            height += sum(float(p[encoding.y] or 0) for p in points if p[encoding.x] == last_day)
        if height:
            ends.append((base + height / 2, f"{name} <b>{written(height, encoding, canvas)}</b>", colour))
        elif len(found) > 1:
            ends.append((None, name, colour))
        base += height
    limits = _y_axes(figure, found, {p.number: _stacked(p.rows, encoding) for p in found}, encoding, canvas)
    _x_axis(figure, found, encoding, canvas)
    for panel in found:
        for day in sorted({row[encoding.x] for row in panel.rows if "break" in flags(row)}):
            across = {"xref": panel.axes["xaxis"], "yref": f"{panel.axes['yaxis']} domain"}
            line = {"color": canvas.ink, "width": 1, "dash": "dot"}
            x = day.isoformat()
            figure.add_shape(type="line", x0=x, x1=x, y0=0, y1=1, line=line, opacity=0.6, **across)
    label_ends(figure, ends, canvas, limits, found[-1].axes["yaxis"])
    return figure


def columns(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    """Stacked columns: counts per month, where nothing lies between two points."""
    figure = frame(canvas, canvas.height)
    found = panels(rows, encoding)
    lay_out(figure, found, encoding, canvas)
    names: list[tuple[str, str]] = []
    for series, facets in by_series(rows, encoding):
        colour, name = encoding.colour(series), html.escape(encoding.label(encoding.series, series))
        names.append((name, colour))
        for points in facets:
            figure.add_bar(
                x=[p[encoding.x] for p in points],
                y=[p[encoding.y] for p in points],
                name=name,
                marker=bar_marker(points, colour, canvas),
                customdata=[hover(p, name, encoding, canvas) for p in points],
                hovertemplate="%{customdata}<extra></extra>",
                **_panel_of(points[0], found).axes,
            )
    figure.update_layout(barmode="stack", bargap=0.25)
    _y_axes(figure, found, {p.number: _stacked(p.rows, encoding) for p in found}, encoding, canvas)
    _x_axis(figure, found, encoding, canvas)
    legend_below(figure, names, canvas)
    return figure


def bump(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    """Ranks over time, the first on top."""
    figure = frame(canvas, canvas.height)
    found = panels(rows, encoding, heights=False)
    lay_out(figure, found, encoding, canvas)
    ends: list[End] = []
    for series, facets in by_series(rows, encoding):
        colour, name = encoding.colour(series), html.escape(encoding.label(encoding.series, series))
        for points in facets:
            for segment, _ in _segments(points, encoding):
                earlier = segment[-1].get("source") != points[-1].get("source")
                figure.add_scatter(
                    x=[p[encoding.x] for p in segment],
                    y=[-p[encoding.y] for p in segment],
                    mode="lines+markers",
                    name=name,
                    line={"color": colour, "width": 1.2 if earlier else 2.4, "shape": "spline", "smoothing": 0.6},
                    marker=_markers(segment, colour) | {"size": 8 if len(segment) <= 30 else 4},
                    customdata=[hover(p, name, encoding, canvas) for p in segment],
                    hovertemplate="%{customdata}<extra></extra>",
                    **_panel_of(points[0], found).axes,
                )
            _bridge(figure, points, encoding, colour, _panel_of(points[0], found).axes, sign=-1)
        known = [p for points in facets for p in points if p[encoding.y] is not None]
        if known:
            last = max(known, key=lambda p: p[encoding.x])
            if found[-1].holds(last):
                ends.append((-float(last[encoding.y]), f"<b>{last[encoding.y]}</b> {name}", colour))
            else:
                ends.append((None, name, colour))
    lowest = max((int(r[encoding.y]) for r in rows if r[encoding.y] is not None), default=1)
    ranks = sorted({1, *(int(t) for t in nice_ticks(1, lowest, 5) if 1 <= t <= lowest)})
    figure.update_yaxes(
        range=[-lowest - 0.6, -0.4],
        tickvals=[-r for r in ranks],
        ticktext=[str(r) for r in ranks],
        gridcolor=canvas.hairline,
        zeroline=False,
    )
    figure.update_layout(margin={"l": 34})
    _x_axis(figure, found, encoding, canvas)
    _mark_joints(figure, found, encoding, canvas)
    label_ends(figure, ends, canvas, (-lowest - 0.6, -0.4), found[-1].axes["yaxis"])
    return figure


def by_series(rows: Sequence[Row], encoding: Encoding) -> Iterator[tuple[Any, list[list[Row]]]]:
    """(series, one list of points a facet, each by x), series in order of first appearance."""
    order: dict[Any, dict[Any, list[Row]]] = {}
    for row in rows:
        order.setdefault(encoding.series_of(row), {}).setdefault(encoding.facet_of(row), []).append(row)
    for series, facets in order.items():
        yield series, [sorted(points, key=lambda p: p[encoding.x]) for points in facets.values()]


def _segments(points: Sequence[Row], encoding: Encoding) -> Iterator[tuple[list[Row], bool]]:
    """Stretches without a cut, and whether they are imputed: a missing value, a gap or a break parts the line."""
    for present, group in groupby(points, key=lambda p: p[encoding.y] is not None):
        if not present:
            continue
        segment: list[Row] = []
        for point in group:
            if segment and _cut_by(point):
                yield segment, "imputed" in flags(segment[-1])
                segment = []
            if len(segment) > 1 and _manner(point) != _manner(segment[-1]):
                yield segment, "imputed" in flags(segment[-1])
                segment = segment[-1:]
            segment.append(point)
        yield segment, "imputed" in flags(segment[-1])


def _mark_joints(figure: go.Figure, found: Sequence[Panel], encoding: Encoding, canvas: Canvas) -> None:
    for panel in found:
        for day, joint in sorted({(row[encoding.x], row["joint"]) for row in panel.rows if row.get("joint")}):
            name = html.escape(encoding.label("joint", joint))
            mark_joint(figure, day, name, [row[encoding.x] for row in panel.rows], panel.axes, canvas)


def _manner(point: Row) -> tuple[bool, Any]:
    return "imputed" in flags(point), point.get("source")


def _markers(points: Sequence[Row], colour: str, size: int = 5) -> dict[str, Any]:
    shapes = [next((OPEN_MARKERS[f] for f in flags(p) if f in OPEN_MARKERS), "circle") for p in points]
    return {
        "symbol": shapes,
        "color": colour,
        "size": [size if shape == "circle" else 8 for shape in shapes],
        "line": {"color": colour, "width": 1.5},
    }


def _stacked(rows: Sequence[Row], encoding: Encoding) -> list[float]:
    """Height of each stack."""
    totals: dict[Any, float] = {}
    for row in rows:
        key = (row[encoding.x], encoding.facet_of(row))
        totals[key] = totals.get(key, 0.0) + float(row[encoding.y] or 0)
    return list(totals.values())


def _panel_of(row: Row, found: Sequence[Panel]) -> Panel:
    return next(panel for panel in found if panel.holds(row))


def _y_axes(
    figure: go.Figure,
    found: Sequence[Panel],
    heights: Mapping[int, Sequence[float]],
    encoding: Encoding,
    canvas: Canvas,
) -> tuple[float, float]:
    """Dress the y axes, one scale for all panels or one each; returns the range of the last."""
    if not found[-1].own_scale:
        return value_axis(figure, [height for values in heights.values() for height in values], encoding, canvas)
    limits = (0.0, 1.0)
    for panel in found:
        limits = value_axis(figure, heights[panel.number], encoding, canvas, axis=f"yaxis{panel.suffix}")
    return limits


def _x_axis(figure: go.Figure, found: Sequence[Panel], encoding: Encoding, canvas: Canvas) -> None:
    if len(found) > 1:  # laid out
        plain_x(figure, canvas)
        return
    places = [r[encoding.x] for r in found[0].rows]
    if isinstance(places[0], date):
        time_axis(figure, places, canvas)
        return
    if all(isinstance(place, int | float) for place in places):
        ticks = nice_ticks(min(0, *places), max(places), canvas.ticks + 2)
        figure.update_xaxes(tickvals=ticks, ticktext=[f"{t:,.0f}".replace(",", "\u202f") for t in ticks])
    plain_x(figure, canvas)


def _on_axis(value: float, encoding: Encoding) -> float:
    return math.log10(value) if encoding.log and value > 0 else float(value)
