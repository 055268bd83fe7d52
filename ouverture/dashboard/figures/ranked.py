"""Ranked rows: bars and dots, one row a category, its value written behind it; intervals on an axis."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go

from ouverture.dashboard import theme
from ouverture.dashboard.figures.axes import frame, legend_below, title_across
from ouverture.dashboard.figures.canvas import Canvas, Encoding, Row
from ouverture.dashboard.figures.ticks import nice_ticks
from ouverture.dashboard.figures.values import (
    bar_marker,
    hover,
    readable_on,
    shortened,
    ticks_written,
    width_of,
    written,
)

MOST_COLOURS_TOLD = 5  # series that a legend explains; more of them are named by their rows
MOST_LINES = 3  # of a row's name
HALF_HEIGHT = 400  # pixels that few rows are spread over beside another card


def bars(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    """Horizontal bars in the order of the rows, the first on top; stacked by series where the hint says so."""
    return _stacked(rows, encoding, canvas) if encoding.stack else _ranked(rows, encoding, canvas)


def dots(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    """Dots on a hairline; where the hint names ``low``, two a row, which a line joins."""
    return _paired(rows, encoding, canvas) if encoding.low else _ranked(rows, encoding, canvas)


def intervals(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    """Dots, their value over them, on their band from ``low`` to ``high``; the axis is below.

    An end that the data do not reach is drawn to the edge, dotted; so is a band without a value, which says so. The
    row's name ends with its series where that tells two rows of one name apart. A row without value and band is left
    out.
    """
    low, high = encoding.low or "", encoding.high or ""
    shown = list(reversed([r for r in rows if any(r[c] is not None for c in (encoding.y, low, high))]))
    titles = [encoding.label(encoding.x, r[encoding.x]) for r in shown]
    names = [_wrapped(title, _limit(canvas)) for title in titles]
    if encoding.series and len(set(titles)) < len(titles):
        sides = [encoding.label(encoding.series, encoding.series_of(r)) for r in shown]
        fits = max(len(f"{title} · {side}") for title, side in zip(titles, sides, strict=True)) <= _limit(canvas)
        apart = " · " if fits else "<br>"
        names = [f"{name}{apart}{html.escape(side)}" for name, side in zip(names, sides, strict=True)]
        titles = [f"{title} · {side}" for title, side in zip(titles, sides, strict=True)]
    row_height = max(
        44,
        19 * max(name.count("<br>") + 1 for name in names),
        min(90, HALF_HEIGHT // len(shown)) if canvas.half and not canvas.narrow else 0,
    )
    figure = frame(canvas, row_height * len(shown) + 56)
    ends = [float(r[c]) for r in shown for c in (encoding.y, low, high) if r[c] is not None]
    ticks = nice_ticks(min(0.0, *ends, 0.0), max(ends), 3 if canvas.narrow or canvas.half else 6)
    edge = max(ticks[-1], 1.05 * max(ends))
    for place, (row, name) in enumerate(zip(shown, titles, strict=True)):
        colour = encoding.colour(row[encoding.series]) if encoding.series else theme.SEQUENCE[0]
        open_ended = row[low] is None or row[high] is None
        figure.add_scatter(
            x=[row[encoding.y] if row[low] is None else row[low], edge if row[high] is None else row[high]],
            y=[place, place],
            mode="lines",
            line={"color": colour, "width": 5, "dash": "dot" if open_ended else "solid"},
            opacity=0.35,
            hoverinfo="skip",
        )
        value = row[encoding.y]
        words = encoding.label("interval", "unfinished")
        if value is not None:
            words = f"<b>{written(value, encoding, canvas)}</b>"
            figure.add_scatter(
                x=[float(value)],
                y=[place],
                mode="markers",
                marker={"color": colour, "size": 11},
                customdata=[hover(row, html.escape(name), encoding, canvas)],
                hovertemplate="%{customdata}<extra></extra>",
            )
        figure.add_annotation(
            text=words,
            x=row[low] if value is None else float(value),
            y=place,
            showarrow=False,
            xanchor="left" if value is None else "center",
            yanchor="bottom",
            yshift=5,
            font={"size": 12, "color": canvas.muted if value is None else canvas.ink},
        )
    figure.update_xaxes(
        range=[ticks[0], edge * 1.03],
        tickvals=ticks,
        ticktext=ticks_written(ticks, encoding, canvas),
        gridcolor=canvas.hairline,
        zeroline=False,
        tickangle=0,
    )
    name_rows(figure, names, canvas, grid=False)
    figure.update_yaxes(range=[-0.6, len(shown) - 0.2])
    figure.update_layout(margin={"b": 34})
    _explain_colours(figure, list(reversed(shown)), encoding, canvas, drop=34)
    if encoding.y_title:
        title_across(figure, encoding.y_title, canvas)
    return figure


def _ranked(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    ordered = list(reversed([r for r in rows if r[encoding.y] is not None]))
    titles = [encoding.label(encoding.x, r[encoding.x]) for r in ordered]
    names = [_wrapped(title, _limit(canvas)) for title in titles]
    places = list(range(len(ordered)))
    values = [float(r[encoding.y]) for r in ordered]
    colours = [encoding.colour_of(r) for r in ordered]
    shared = {
        "customdata": [hover(r, html.escape(n), encoding, canvas) for r, n in zip(ordered, titles, strict=True)],
        "hovertemplate": "%{customdata}<extra></extra>",
    }
    figure = frame(canvas, _row_height(names, canvas) * len(ordered) + 30)
    low, high = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
    if encoding.kind == "bar":
        figure.add_bar(x=values, y=places, orientation="h", marker=bar_marker(ordered, colours, canvas), **shared)
    else:
        figure.add_scatter(x=values, y=places, mode="markers", marker={"color": colours, "size": 11}, **shared)
    labels = [written(v, encoding, canvas) for v in values]
    if in_points := encoding.unit == "point_change":  # the word stands once, under the rows
        labels = [re.split(r"\s", label)[0] for label in labels]
    for place, value, label in zip(places, values, labels, strict=True):
        figure.add_annotation(
            text=label,
            x=value,
            y=place,
            showarrow=False,
            xanchor="right" if value < 0 else "left",
            xshift=-6 if value < 0 else 6,
            font={"size": 12, "color": canvas.ink},
        )
    # room for the values written behind the bars, as a part of an assumed plot width
    left, right = (
        max(
            (width_of(label) + 14 for label, value in zip(labels, values, strict=True) if (value < 0) == below),
            default=0,
        )
        for below in (True, False)
    )
    longest = max((width_of(line) for name in names for line in name.split("<br>")), default=40)
    plot = max((300 if canvas.narrow else 430 if canvas.half else 920) - longest - 30, left + right + 40)
    pixel = (high - low or 1.0) / (plot - left - right)
    figure.update_xaxes(
        range=[low - left * pixel, high + right * pixel],
        showgrid=False,
        showticklabels=False,
        zeroline=True,
        zerolinecolor=canvas.muted,
        zerolinewidth=1,
    )
    name_rows(figure, names, canvas, grid=encoding.kind != "bar")
    figure.update_layout(bargap=0.32, margin={"r": 12, "b": 12})
    if encoding.series != encoding.x and not encoding.grey:
        _explain_colours(figure, list(reversed(ordered)), encoding, canvas)
    if in_points:
        title_across(figure, encoding.label("axis", "points"), canvas, drop=6)
    return figure


def _paired(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    """A full dot for y and a hollow one for ``low``, each with its value on its outer side."""
    low = encoding.low or ""
    shown = list(reversed([r for r in rows if r[encoding.y] is not None and r[low] is not None]))
    titles = [encoding.label(encoding.x, r[encoding.x]) for r in shown]
    names = [_wrapped(title, _limit(canvas)) for title in titles]
    figure = frame(canvas, _row_height(names, canvas) * len(shown) + 40)
    for place, (row, title) in enumerate(zip(shown, titles, strict=True)):
        colour = encoding.colour_of(row)
        ends = sorted(float(row[column]) for column in (encoding.y, low))
        line = {"color": colour, "width": 3}
        figure.add_scatter(x=ends, y=[place, place], mode="lines", line=line, opacity=0.35, hoverinfo="skip")
        for column, symbol, end in zip(
            (low, encoding.y), ("circle-open", "circle"), reversed(encoding.pair), strict=True
        ):
            figure.add_scatter(
                x=[float(row[column])],
                y=[place],
                mode="markers",
                marker={"color": colour, "size": 10, "symbol": symbol, "line": {"width": 2, "color": colour}},
                customdata=[hover(row, html.escape(f"{title} · {end}"), replace(encoding, y=column), canvas)],
                hovertemplate="%{customdata}<extra></extra>",
            )
        for value, side, anchor in zip(ends, (-1, 1), ("right", "left"), strict=True):
            figure.add_annotation(
                text=written(value, encoding, canvas),
                x=value,
                y=place,
                showarrow=False,
                xanchor=anchor,
                xshift=8 * side,
                font={"size": 12, "color": canvas.ink},
            )
    values = [float(r[column]) for r in shown for column in (encoding.y, low)]
    beside = 16 + max((width_of(written(value, encoding, canvas)) for value in values), default=0)
    longest = max((width_of(line) for name in names for line in name.split("<br>")), default=40)
    plot = max((300 if canvas.narrow else 430 if canvas.half else 920) - longest - 30, 2 * beside + 40)
    least, most = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
    room = beside * (most - least or 1.0) / (plot - 2 * beside)
    figure.update_xaxes(range=[least - room, most + room], showgrid=False, showticklabels=False, zeroline=False)
    name_rows(figure, names, canvas, grid=True)
    figure.update_layout(margin={"r": 12, "b": 12})
    keys = [(f"{sign} {html.escape(end)}", canvas.muted) for sign, end in zip("●○", encoding.pair, strict=True)]
    legend_below(figure, keys, canvas, shift=16 - figure.layout.margin.l, marked=True, drop=12)
    return figure


def _stacked(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    """One bar an x, its parts by series; a part wide enough carries its value. Facets are groups under a heading."""
    bars = list(dict.fromkeys((encoding.facet_of(r), r[encoding.x]) for r in rows))
    groups = list(dict.fromkeys(facet for facet, _ in bars))
    down: list[tuple[Any, Any]] = []  # from the bottom upwards; a group's heading is a row without a value of x
    for group in reversed(groups):
        down += reversed([bar for bar in bars if bar[0] == group])
        down += [(group, None)] if len(groups) > 1 else []
    titles = ["" if len(groups) > 1 and x is None else encoding.label(encoding.x, x) for _, x in down]
    names = [_wrapped(title, _limit(canvas)) for title in titles]
    figure = frame(canvas, _row_height(names, canvas, 30) * len(down) + 40)
    sums: dict[tuple[Any, Any], float] = {}
    for r in rows:
        at = (encoding.facet_of(r), r[encoding.x])
        sums[at] = sums.get(at, 0.0) + float(r[encoding.y] or 0)
    widest = max(sums.values()) or 1.0
    keys: list[tuple[str, str]] = []
    for series in dict.fromkeys(encoding.series_of(r) for r in rows):
        parts = [r for r in rows if encoding.series_of(r) == series and r[encoding.y]]
        places = [down.index((encoding.facet_of(r), r[encoding.x])) for r in parts]
        colour, name = encoding.colour(series), html.escape(encoding.label(encoding.series, series))
        keys.append((name, colour))
        wide = 0.14 if canvas.narrow or canvas.half else 0.06
        figure.add_bar(
            x=[float(r[encoding.y]) for r in parts],
            y=places,
            orientation="h",
            name=name,
            marker=bar_marker(parts, colour, canvas),
            text=[written(r[encoding.y], encoding, canvas) if r[encoding.y] >= wide * widest else "" for r in parts],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            constraintext="none",
            textfont={"size": 12, "color": readable_on(colour)},
            customdata=[
                hover(r, f"{html.escape(titles[place])}: {name}", encoding, canvas)
                for r, place in zip(parts, places, strict=True)
            ],
            hovertemplate="%{customdata}<extra></extra>",
        )
    for place, (group, x) in enumerate(down):
        if len(groups) > 1 and x is None:
            figure.add_annotation(
                text=f"<b>{html.escape(encoding.label(encoding.facet, group))}</b>",
                x=0,
                y=place,
                xref="x",
                showarrow=False,
                xanchor="left",
                font={"size": 12, "color": canvas.muted},
            )
    figure.update_xaxes(range=[0, widest * 1.005], showgrid=False, showticklabels=False, zeroline=False)
    name_rows(figure, names, canvas, grid=False)
    figure.update_layout(barmode="stack", bargap=0.28, margin={"r": 12, "b": 12})
    legend_below(figure, keys, canvas, shift=16 - figure.layout.margin.l, drop=12)
    return figure


def _limit(canvas: Canvas) -> int:
    """How many characters of a row's name stand on a line."""
    return 22 if canvas.narrow else 30 if canvas.half else 44


def _row_height(names: Sequence[str], canvas: Canvas, least: int = 27) -> int:
    """Pixels a row: more where names take two lines, or where few rows stand beside another card."""
    lines = max((name.count("<br>") + 1 for name in names), default=1)
    spread = min(80, HALF_HEIGHT // max(len(names), 1)) if canvas.half and not canvas.narrow else 0
    return max(least + 11 * (lines - 1), spread)


def name_rows(figure: go.Figure, names: Sequence[str], canvas: Canvas, *, grid: bool) -> None:
    """Names at the left of their rows, the first row at the bottom, with the room that they need."""
    figure.update_yaxes(
        tickvals=list(range(len(names))),
        ticktext=names,
        ticklabelstandoff=5,
        showgrid=grid,
        gridcolor=canvas.hairline,
        range=[-0.6, len(names) - 0.4],
        zeroline=False,
        automargin=False,
    )
    longest = max((width_of(line) for name in names for line in name.split("<br>")), default=40)
    figure.update_layout(margin={"l": 18 + longest})


def _explain_colours(
    figure: go.Figure, rows: Sequence[Row], encoding: Encoding, canvas: Canvas, drop: int = 12
) -> None:
    """What the colours of a few series say, from the left edge on."""
    series = dict.fromkeys(r[encoding.series] for r in rows) if encoding.series else {}
    if 1 < len(series) <= MOST_COLOURS_TOLD:
        keys = [(html.escape(encoding.label(encoding.series, value)), encoding.colour(value)) for value in series]
        legend_below(figure, keys, canvas, shift=16 - figure.layout.margin.l, drop=drop)


def _wrapped(title: str, limit: int) -> str:
    """A title on one line, or on as many as ``MOST_LINES``; cut where they are not enough. Escaped."""
    if len(title) > limit and title.count("/") == 1 and " " not in title:
        title = title.split("/", 1)[-1]  # of a model id the namespace goes first; the hover box tells it
    lines = textwrap.wrap(title, limit) or [""]
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], shortened(" ".join(lines[MOST_LINES - 1 :]), limit)]
    return "<br>".join(html.escape(line) for line in lines)
