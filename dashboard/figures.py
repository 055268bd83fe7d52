"""From a result to a Plotly figure, following the chart hint of the metric's front matter.

Pure functions of their arguments: no Streamlit, no queries. Names from the Hub are escaped before Plotly sees them,
since Plotly reads a little HTML in labels and hover boxes.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

import plotly.graph_objects as go
from babel.dates import format_date

from dashboard import theme
from metrics.findings import formatted

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Canvas:
    """What a figure is drawn for: language, ground, and whether the screen is a phone's."""

    language: str
    dark: bool = False
    narrow: bool = False

    @property
    def ink(self) -> str:
        return theme.INK[self.dark]

    @property
    def muted(self) -> str:
        return theme.MUTED[self.dark]

    @property
    def hairline(self) -> str:
        return theme.HAIRLINE[self.dark]


@dataclass(frozen=True)
class Encoding:
    """Which columns a chart shows, how their values read, and what colour a series has."""

    kind: str
    x: str
    y: str
    series: str | None
    facet: str | None
    stack: bool
    log: bool
    unit: str
    series_label: Callable[[Any], str]
    colour: Callable[[Any], str]
    dashed: Callable[[Any], bool]
    facet_label: Callable[[Any], str]


def draw(rows: Sequence[Row], encoding: Encoding, canvas: Canvas, events: Sequence[Row] = ()) -> go.Figure:
    """The figure of ``encoding.kind`` for ``rows`` (at least one), sized for the canvas."""
    painters = {"line": _lines, "step": _lines, "area": _areas, "bar": _bars, "dot": _bars, "column": _columns}
    figure = painters[encoding.kind](rows, encoding, canvas)
    if encoding.kind in ("line", "step", "area") and events:
        _mark_events(figure, events, canvas)
    return figure


# ------------------------------------------------------------------ time on the x axis


def _lines(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    figure = go.Figure()
    ground = theme.NIGHT if canvas.dark else theme.PAPER
    ends: list[tuple[float, str, str]] = []
    for series, facets in _by_series(rows, encoding):
        colour, label = encoding.colour(series), html.escape(encoding.series_label(series))
        for facet, points in facets:
            for segment in _segments(points, encoding):
                figure.add_scatter(
                    x=[p[encoding.x] for p in segment],
                    y=[p[encoding.y] for p in segment],
                    mode="lines+markers",
                    name=label,
                    line={
                        "color": colour,
                        "width": 2.2,
                        "dash": "dash" if encoding.dashed(series) else "solid",
                        "shape": "hv" if encoding.kind == "step" else "linear",
                    },
                    marker={
                        "color": [ground if _broken(p) else colour for p in segment],
                        "size": [8 if _broken(p) else 5 for p in segment],
                        "line": {"color": colour, "width": 1.5},
                    },
                    customdata=[_hover(p, label, facet, encoding, canvas) for p in segment],
                    hovertemplate="%{customdata}<extra></extra>",
                    showlegend=False,
                )
        known = [p for _, points in facets for p in points if p[encoding.y] is not None]
        if known:
            last = max(known, key=lambda p: p[encoding.x])
            ends.append(
                (float(last[encoding.y]), f"{label} <b>{_value(last[encoding.y], encoding, canvas)}</b>", colour)
            )
    _time_axes(figure, rows, encoding, canvas)
    _direct_labels(figure, ends, canvas)
    return figure


def _areas(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    figure = go.Figure()
    ends: list[tuple[float, str, str]] = []
    facets = sorted({_facet(r, encoding) for r in rows}, key=str)
    last_day = max(r[encoding.x] for r in rows)
    base = 0.0
    for series, by_facet in _by_series(rows, encoding):
        colour, label = encoding.colour(series), html.escape(encoding.series_label(series))
        for facet, points in by_facet:
            figure.add_scatter(
                x=[p[encoding.x] for p in points],
                y=[p[encoding.y] for p in points],
                mode="lines" if len(points) > 1 else "markers",
                name=label,
                stackgroup=f"stack-{facets.index(facet)}",
                fillcolor=_tint(colour, 0.82),
                line={"color": colour, "width": 0.8},
                customdata=[_hover(p, label, facet, encoding, canvas) for p in points],
                hovertemplate="%{customdata}<extra></extra>",
                showlegend=False,
            )
        last = [p for _, points in by_facet for p in points if p[encoding.x] == last_day and p[encoding.y] is not None]
        if last:
            height = float(sum(p[encoding.y] for p in last))
            ends.append((base + height / 2, f"{label} <b>{_value(height, encoding, canvas)}</b>", colour))
            base += height
    _time_axes(figure, rows, encoding, canvas, stacked=True)
    _direct_labels(figure, ends, canvas, top=base)
    return figure


def _columns(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    """Stacked columns over time: counts per month, where nothing lies between two points."""
    figure = go.Figure()
    totals: dict[Any, float] = {}
    for series, facets in _by_series(rows, encoding):
        colour, label = encoding.colour(series), html.escape(encoding.series_label(series))
        for facet, points in facets:
            figure.add_bar(
                x=[p[encoding.x] for p in points],
                y=[p[encoding.y] for p in points],
                name=label,
                marker={"color": colour, "line": {"width": 0}},
                customdata=[_hover(p, label, facet, encoding, canvas) for p in points],
                hovertemplate="%{customdata}<extra></extra>",
                showlegend=True,
            )
            for p in points:
                totals[p[encoding.x]] = totals.get(p[encoding.x], 0) + float(p[encoding.y] or 0)
    figure.update_layout(barmode="stack", bargap=0.25)
    _time_axes(figure, rows, encoding, canvas, stacked=True)
    figure.update_layout(
        legend={"orientation": "h", "x": 0, "y": -0.14, "yanchor": "top", "font": {"size": 12}, "traceorder": "normal"},
        margin={"b": 64},
    )
    return figure


def _by_series(rows: Sequence[Row], encoding: Encoding) -> list[tuple[Any, list[tuple[Any, list[Row]]]]]:
    """[(series, [(facet, points by x)])], series in order of first appearance."""
    order: dict[Any, dict[Any, list[Row]]] = {}
    for row in rows:
        series = row[encoding.series] if encoding.series else None
        order.setdefault(series, {}).setdefault(_facet(row, encoding), []).append(row)
    return [
        (series, [(facet, sorted(points, key=lambda p: p[encoding.x])) for facet, points in facets.items()])
        for series, facets in order.items()
    ]


def _facet(row: Row, encoding: Encoding) -> Any:
    return row[encoding.facet] if encoding.facet else None


def _segments(points: Sequence[Row], encoding: Encoding) -> list[list[Row]]:
    """Split where a value is missing or a gap is flagged: a gap is a gap in the line."""
    segments: list[list[Row]] = []
    for present, group in groupby(points, key=lambda p: p[encoding.y] is not None):
        if not present:
            continue
        segment: list[Row] = []
        for point in group:
            if segment and "gap" in str(point.get("flags") or "").split():
                segments.append(segment)
                segment = []
            segment.append(point)
        segments.append(segment)
    return segments


def _broken(row: Row) -> bool:
    return "break" in str(row.get("flags") or "").split()


def _time_axes(
    figure: go.Figure, rows: Sequence[Row], encoding: Encoding, canvas: Canvas, stacked: bool = False
) -> None:
    days = sorted({r[encoding.x] for r in rows})
    totals: dict[Any, float] = {}
    for row in rows:
        value = float(row[encoding.y] or 0)
        key = (row[encoding.x], _facet(row, encoding)) if stacked else len(totals)
        totals[key] = totals.get(key, 0.0) + value if stacked else value
    top, bottom = max(totals.values(), default=1.0), min(0.0, min(totals.values(), default=0.0))
    _frame(figure, canvas, height=300 if canvas.narrow else 350)
    is_date = isinstance(days[0], date)
    if is_date:
        ticks = _date_ticks(days[0], days[-1], 2 if canvas.narrow else 5)
        figure.update_xaxes(
            tickvals=[t.isoformat() for t in ticks],
            ticktext=[format_date(t, "MMM y", locale=canvas.language) for t in ticks],
            tickangle=0,
        )
    figure.update_xaxes(
        showgrid=False, ticks="outside", ticklen=4, tickcolor=canvas.hairline, linecolor=canvas.hairline
    )
    if encoding.log:
        figure.update_yaxes(type="log")
        ticks_y = [10.0**n for n in range(13) if 10.0**n <= top * 1.2]
    else:
        ticks_y = _nice_ticks(bottom, 1.0 if encoding.unit == "share" and stacked else top)
        figure.update_yaxes(range=[ticks_y[0], max(ticks_y[-1], top) * 1.04 if not stacked else max(ticks_y[-1], top)])
    figure.update_yaxes(
        tickvals=ticks_y,
        ticktext=[_value(t, encoding, canvas) for t in ticks_y],
        gridcolor=canvas.hairline,
        zeroline=False,
    )


def _direct_labels(
    figure: go.Figure,
    ends: list[tuple[float, str, str]],
    canvas: Canvas,
    top: float | None = None,
) -> None:
    """Name each series at its end, in its colour; below the plot on a phone, where labels would eat the plot."""
    if not ends:
        return
    if canvas.narrow:
        lines = _wrap_labels([f'<span style="color:{colour}">■</span> {label}' for _, label, colour in ends])
        figure.add_annotation(
            text="<br>".join(lines),
            xref="paper",
            yref="paper",
            x=0,
            y=-0.16,
            xanchor="left",
            yanchor="top",
            showarrow=False,
            align="left",
            font={"size": 12, "color": canvas.ink},
        )
        height = figure.layout.height + 18 * len(lines)
        figure.update_layout(height=height, margin={"b": 44 + 18 * len(lines)})
        return
    low, high = figure.layout.yaxis.range or (0, top or max(v for v, _, _ in ends) or 1)
    spacing = (high - low) * 0.062
    for value, label, colour in _spread(ends, spacing, low, high):
        figure.add_annotation(
            text=label,
            x=1.0,
            xref="paper",
            xshift=10,
            y=value,
            yref="y",
            xanchor="left",
            yanchor="middle",
            showarrow=False,
            align="left",
            font={"size": 12.5, "color": colour},
        )
    longest = max(len(_bare(label)) for _, label, _ in ends)
    figure.update_layout(margin={"r": min(230, 26 + int(7.2 * longest))})


def _spread(
    ends: list[tuple[float, str, str]], spacing: float, low: float, high: float
) -> list[tuple[float, str, str]]:
    """Move labels apart so that none lies on another, keeping their order and staying in the plot."""
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


def _mark_events(figure: go.Figure, events: Sequence[Row], canvas: Canvas) -> None:
    for event in events:
        figure.add_vline(x=event["event_on"].isoformat(), line={"color": canvas.muted, "width": 1, "dash": "dot"})
        figure.add_annotation(
            text=html.escape(event["label"]),
            x=event["event_on"].isoformat(),
            y=1,
            yref="paper",
            xanchor="left",
            yanchor="top",
            xshift=4,
            showarrow=False,
            font={"size": 11, "color": canvas.muted},
        )


# ------------------------------------------------------------------ ranked bars


def _bars(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    """Ranked horizontal bars, or dots on a hairline: one row a category, value written behind it."""
    figure = go.Figure()
    ordered = list(reversed([r for r in rows if r[encoding.y] is not None]))
    names = [html.escape(_shorten(encoding.series_label(r[encoding.x]), 22 if canvas.narrow else 40)) for r in ordered]
    positions = list(range(len(ordered)))
    values = [float(r[encoding.y]) for r in ordered]
    colours = [encoding.colour(r[encoding.series] if encoding.series else r[encoding.x]) for r in ordered]
    shared: dict[str, Any] = {
        "customdata": [
            _hover(r, n, _facet(r, encoding), encoding, canvas) for r, n in zip(ordered, names, strict=True)
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
        "showlegend": False,
    }
    if encoding.kind == "dot":
        figure.add_scatter(x=values, y=positions, mode="markers", marker={"color": colours, "size": 11}, **shared)
    else:
        figure.add_bar(
            x=values, y=positions, orientation="h", marker={"color": colours, "line": {"width": 0}}, **shared
        )
    _frame(figure, canvas, height=max(140, 27 * len(ordered) + 40))
    for position, value in zip(positions, values, strict=True):
        figure.add_annotation(
            text=_value(value, encoding, canvas),
            x=value,
            y=position,
            showarrow=False,
            xanchor="right" if value < 0 else "left",
            xshift=-6 if value < 0 else 6,
            font={"size": 12, "color": canvas.ink},
        )
    low, high = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
    room = (high - low or 1.0) * (0.22 if canvas.narrow else 0.14)
    figure.update_xaxes(
        range=[low - (room if low < 0 else 0), high + (room if high > 0 else 0)],
        showgrid=False,
        showticklabels=False,
        zeroline=True,
        zerolinecolor=canvas.muted,
        zerolinewidth=1,
    )
    figure.update_yaxes(
        tickvals=positions,
        ticktext=names,
        showgrid=encoding.kind == "dot",
        gridcolor=canvas.hairline,
        range=[-0.6, len(ordered) - 0.4],
        zeroline=False,
        automargin=False,
    )
    longest = max((len(_bare(n)) for n in names), default=4)
    figure.update_layout(bargap=0.32, margin={"l": min(290, 18 + int(6.7 * longest)), "r": 16, "b": 12})
    return figure


# ------------------------------------------------------------------ what every figure shares


def _frame(figure: go.Figure, canvas: Canvas, height: int) -> None:
    figure.update_layout(
        height=height,
        margin={"l": 58, "r": 24, "t": 12, "b": 36},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": "Inter, sans-serif", "size": 12.5, "color": canvas.muted},
        hoverlabel={"font": {"family": "Inter, sans-serif", "size": 12.5}, "align": "left"},
        hovermode="closest",
        dragmode=False,
    )


def _value(value: float | None, encoding: Encoding, canvas: Canvas) -> str:
    formats = {"share": "percent", "percent_change": "signed_percent", "index": "integer"}
    return formatted(value, formats.get(encoding.unit, "compact"), canvas.language)


def _hover(row: Row, label: str, facet: Any, encoding: Encoding, canvas: Canvas) -> str:
    x = row[encoding.x]
    head = formatted(x, "date", canvas.language) if isinstance(x, date) else ""
    exact = row[encoding.y]
    shown = (
        _value(exact, encoding, canvas)
        if encoding.unit in ("share", "percent_change", "ratio")
        else formatted(exact, "integer", canvas.language)
    )
    parts = [f"<b>{label}</b>", f"{head}  {shown}" if head else shown]
    if facet is not None:
        parts.append(html.escape(encoding.facet_label(facet)))
    if row.get("flags"):
        parts.append(f"<i>{html.escape(str(row['flags']))}</i>")
    return "<br>".join(parts)


def _nice_ticks(low: float, high: float, count: int = 5) -> list[float]:
    """About ``count`` round ticks from at or below ``low`` to at or above ``high``."""
    span = (high - low) or 1.0
    raw = span / count
    magnitude = 10.0 ** (len(f"{int(raw)}") - 1) if raw >= 1 else 10.0 ** _exponent(raw)
    step = next(m * magnitude for m in (1, 2, 2.5, 5, 10) if m * magnitude >= raw * 0.999)
    first = int(low // step)
    ticks = []
    n = first
    while True:
        ticks.append(round(n * step, 10))
        if n * step >= high * 0.97:
            return ticks
        n += 1


def _exponent(value: float) -> int:
    exponent = 0
    while value < 1:
        value *= 10
        exponent -= 1
    return exponent


def _date_ticks(first: date, last: date, count: int) -> list[date]:
    """Up to ``count`` + 1 first days of months between two days, evenly spaced."""
    months = (last.year - first.year) * 12 + last.month - first.month
    if months < 1:
        return [first] if first == last else [first, last]
    step = next((s for s in (1, 2, 3, 6, 12, 24, 60) if months / s <= count), 120)
    ticks, year, month = [], first.year, first.month
    if first.day > 1:
        month += 1
    index = year * 12 + month - 1
    index += -index % step if step in (2, 3, 6, 12, 24, 60) else 0
    while (tick := date(index // 12, index % 12 + 1, 1)) <= last:
        ticks.append(tick)
        index += step
    return ticks or [first]


def _tint(colour: str, alpha: float) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha})"


def _bare(label: str) -> str:
    return html.unescape(label.replace("<b>", "").replace("</b>", ""))


def _shorten(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _wrap_labels(labels: list[str], per_line: int = 2) -> list[str]:
    return ["    ".join(labels[i : i + per_line]) for i in range(0, len(labels), per_line)]
