"""A world map drawn from an outline file of our own: Plotly's geographic layer would fetch borders from the network.

``world.json`` beside this file names the origin of the outlines and their licence.
"""

from __future__ import annotations

import html
import json
import math
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from ouverture.dashboard import theme
from ouverture.dashboard.figures.axes import frame, legend_below
from ouverture.dashboard.figures.canvas import Canvas, Encoding, Row
from ouverture.dashboard.figures.values import hover, width_of, written

Ring = NDArray[np.float64]  # projected points, one a row
OUTLINES = Path(__file__).with_name("world.json")
SHARES = (0.01, 0.05, 0.2, 0.5)
SOUTH = -56.0  # degrees: Antarctica has no labs and much paper


def world_map(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    """Countries (x, ISO 3166-1 alpha-2) shaded by y; rows whose x is no country are named below, hatched.

    A country without a row is grey: not listed, which is not zero. One too small for an outline is a dot.
    """
    outlines, places = _world()
    shown = [r for r in rows if r[encoding.x] in outlines or r[encoding.x] in places]
    unplaced = [r for r in rows if r not in shown and r[encoding.y]]
    west, bottom, east, top = _extent()
    breadth = 340 if canvas.narrow else 550 if canvas.half else 960  # of the card, in pixels
    figure = frame(canvas, round(breadth * (top - bottom) / (east - west)) + 24)
    coloured = {r[encoding.x] for r in shown}
    _fill(figure, [ring for code, rings in outlines.items() if code not in coloured for ring in rings], canvas)
    values = [float(r[encoding.y]) for r in shown if r[encoding.y] is not None]
    limits = SHARES if encoding.unit == "share" else tuple(np.quantile(values, (0.25, 0.5, 0.75))) if values else ()
    ramp = theme.RAMP[canvas.dark]
    for row in shown:
        code, value = row[encoding.x], float(row[encoding.y] or 0)
        colour = ramp[sum(value >= limit for limit in limits)]
        box = hover(row, html.escape(encoding.label(encoding.x, code)), encoding, canvas)
        if code in outlines:
            _fill(figure, outlines[code], canvas, colour, box)
        else:
            x, y = places[code]
            figure.add_scatter(
                x=[x], y=[y], mode="markers", marker={"color": colour, "size": 9}, text=box, hoverinfo="text"
            )
    figure.update_xaxes(visible=False, range=[west, east], constrain="domain")
    figure.update_yaxes(visible=False, range=[bottom, top], scaleanchor="x", constrain="domain")
    figure.update_layout(margin={"l": 0, "r": 0, "t": 4, "b": 16})
    if not canvas.narrow and not canvas.half:
        _name_largest(figure, shown, encoding, canvas, (east - west) / breadth)
    _legend(figure, unplaced, limits, encoding, canvas)
    return figure


def _fill(figure: go.Figure, rings: Sequence[Ring], canvas: Canvas, colour: str | None = None, box: str = "") -> None:
    gap = np.full((1, 2), np.nan)
    points = np.concatenate([part for ring in rings for part in (ring, ring[:1], gap)])
    figure.add_scatter(
        x=[None if math.isnan(x) else round(float(x), 4) for x in points[:, 0]],
        y=[None if math.isnan(y) else round(float(y), 4) for y in points[:, 1]],
        mode="lines",
        fill="toself",
        fillcolor=colour or theme.LAND[canvas.dark],
        line={"color": canvas.ground, "width": 0.6},
        hoveron="fills",
        text=box,
        hoverinfo="text" if box else "skip",
    )


def _name_largest(figure: go.Figure, shown: Sequence[Row], encoding: Encoding, canvas: Canvas, pixel: float) -> None:
    """Name and value of the largest countries on the map, as many as do not lie on another; ``pixel`` in map units."""
    outlines, places = _world()
    taken: list[tuple[float, float, float]] = []
    for row in sorted((r for r in shown if r[encoding.y]), key=lambda r: -float(r[encoding.y]))[:8]:
        code = row[encoding.x]
        mainland = max(outlines[code], key=_area) if code in outlines else np.array([places[code]])
        x, y = _centre(mainland) if code in outlines else places[code]
        if np.ptp(mainland[:, 1]) < 40 * pixel:  # below a country that its own name would hide
            y = float(mainland[:, 1].min()) - 11 * pixel
        label = f"{html.escape(encoding.label(encoding.x, code))} <b>{written(row[encoding.y], encoding, canvas)}</b>"
        half = (width_of(label, 12) / 2 + 4) * pixel
        if any(abs(x - a) < half + b and abs(y - c) < 18 * pixel for a, c, b in taken):
            continue
        taken.append((x, y, half))
        figure.add_annotation(
            text=label,
            x=x,
            y=y,
            showarrow=False,
            font={"size": 12, "color": canvas.ink},
            bgcolor=canvas.ground,
            opacity=0.88,
            borderpad=2,
        )


def _legend(
    figure: go.Figure, unplaced: Sequence[Row], limits: Sequence[float], encoding: Encoding, canvas: Canvas
) -> None:
    ramp = theme.RAMP[canvas.dark]
    ends = [written(limit, encoding, canvas) for limit in limits]
    names = [f"< {ends[0]}", *(f"{a} – {b}" for a, b in pairwise(ends)), f"≥ {ends[-1]}"] if ends else []
    labels = list(zip(names, ramp, strict=False))
    labels.append((encoding.label("map", "not_listed"), theme.LAND[canvas.dark]))
    for row in unplaced:
        name = html.escape(encoding.label(encoding.x, row[encoding.x]))
        labels.append((f"{name} <b>{written(row[encoding.y], encoding, canvas)}</b>", theme.OTHER))
    legend_below(figure, labels, canvas)
    figure.layout.annotations[-1].yshift = -6  # no axis labels to leave room for
    figure.update_layout(margin={"b": figure.layout.margin.b - 28})


@cache
def _world() -> tuple[dict[str, list[Ring]], dict[str, tuple[float, float]]]:
    """Projected outlines by country (lands without a code under ''), and places of countries too small for one."""
    stored = json.loads(OUTLINES.read_text(encoding="utf-8"))
    outlines: dict[str, list[Ring]] = {}
    for land in stored["outlines"]:
        rings = [_project(np.array(flat, dtype=float).reshape(-1, 2) / 10) for flat in land["rings"]]
        outlines.setdefault(land["country"] or "", []).extend(rings)
    places = {code: _project(np.array([place]) / 10)[0] for code, place in stored["places"].items()}
    return outlines, {code: (float(x), float(y)) for code, (x, y) in places.items()}


def _extent() -> tuple[float, float, float, float]:
    """West, south, east and north of the inhabited land, in map units."""
    points = np.concatenate([ring for rings in _world()[0].values() for ring in rings])
    points = points[points[:, 1] > _project(np.array([[0.0, SOUTH]]))[0, 1]]
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    return float(west), float(south), float(east), float(north)


def _project(degrees: Ring) -> Ring:
    """Equal Earth (Šavrič, Patterson, Jenny 2018): areas stay comparable. Longitude, latitude in, unit sphere out."""
    longitude, latitude = np.radians(degrees).T
    theta = np.arcsin(math.sqrt(3) / 2 * np.sin(latitude))
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    slope = a1 + 3 * a2 * theta**2 + 7 * a3 * theta**6 + 9 * a4 * theta**8
    x = 2 * math.sqrt(3) / 3 * longitude * np.cos(theta) / slope
    y = a1 * theta + a2 * theta**3 + a3 * theta**7 + a4 * theta**9
    return np.column_stack([x, y])


def _cross(ring: Ring) -> Ring:
    after = np.roll(ring, -1, axis=0)
    crossed: Ring = ring[:, 0] * after[:, 1] - after[:, 0] * ring[:, 1]
    return crossed


def _area(ring: Ring) -> float:
    return abs(float(_cross(ring).sum())) / 2


def _centre(ring: Ring) -> tuple[float, float]:
    weight = _cross(ring)
    middle = ((ring + np.roll(ring, -1, axis=0)) * weight[:, None]).sum(axis=0) / (3 * weight.sum())
    return float(middle[0]), float(middle[1])
