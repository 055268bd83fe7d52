"""Parts of a whole and ways between stages: treemap and Sankey."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from ouverture.dashboard.figures.axes import FONT, frame
from ouverture.dashboard.figures.canvas import Canvas, Encoding, Row
from ouverture.dashboard.figures.values import hover, readable_on, shortened, tint, written


def treemap(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    """Areas by y: leaves are x, inside series, inside facet where there is one, which then gives the colour."""
    figure = frame(canvas, canvas.height)
    levels = [column for column in (encoding.facet, encoding.series) if column]
    shown = [r for r in rows if (r[encoding.y] or 0) > 0]
    sectors: list[tuple[str, str, str, float, str, str]] = []  # id, parent, label, value, hover box, colour
    for depth, column in enumerate(levels):
        for place in dict.fromkeys(tuple(r[c] for c in levels[: depth + 1]) for r in shown):
            total = sum(float(r[encoding.y]) for r in shown if tuple(r[c] for c in levels[: depth + 1]) == place)
            label = html.escape(shortened(encoding.label(column, place[-1]), 40))
            box = f"<b>{label}</b><br>{written(total, encoding, canvas)}"
            parent = repr(place[:-1]) if depth else ""
            sectors.append((repr(place), parent, label, total, box, encoding.colour(place[0])))
    for number, row in enumerate(shown):
        place = tuple(row[c] for c in levels)
        label = html.escape(shortened(encoding.label(encoding.x, row[encoding.x]), 40))
        box, colour = hover(row, label, encoding, canvas), encoding.colour(place[0] if levels else row[encoding.x])
        sectors.append((f"leaf-{number}", repr(place) if levels else "", label, float(row[encoding.y]), box, colour))
    ids, parents, labels, values, boxes, colours = zip(*sectors, strict=True) if sectors else [()] * 6
    figure.add_treemap(
        ids=ids,
        parents=parents,
        labels=labels,
        values=values,
        text=[written(value, encoding, canvas) for value in values],
        customdata=boxes,
        branchvalues="total",
        marker={"colors": colours, "line": {"color": canvas.ground, "width": 1.5}},
        textinfo="label+text",
        textfont={"family": FONT, "size": 12.5, "color": [readable_on(colour) for colour in colours]},
        hovertemplate="%{customdata}<extra></extra>",
        tiling={"pad": 2},
        pathbar={"visible": False},
    )
    figure.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0}, uniformtext={"minsize": 9, "mode": "hide"})
    return figure


def sankey(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    """Ways from x to series, as wide as y. A row's ``stage`` (0, 1, …) tells apart nodes of one name."""
    figure = frame(canvas, canvas.height)
    shown = [r for r in rows if (r[encoding.y] or 0) > 0]
    nodes: dict[tuple[int, Any], int] = {}
    for row in shown:
        stage = int(row.get("stage") or 0)
        nodes.setdefault((stage, row[encoding.x]), len(nodes))
        nodes.setdefault((stage + 1, encoding.series_of(row)), len(nodes))
    names = [html.escape(shortened(_node_name(stage, value, encoding), 26)) for stage, value in nodes]
    colours = [encoding.colour(value) for _, value in nodes]
    links = [
        (nodes[int(r.get("stage") or 0), r[encoding.x]], nodes[int(r.get("stage") or 0) + 1, encoding.series_of(r)])
        for r in shown
    ]
    figure.add_sankey(
        node={
            "label": names,
            "color": colours,
            "pad": 14,
            "thickness": 12,
            "line": {"width": 0},
            "hovertemplate": "%{label}<extra></extra>",
        },
        link={
            "source": [a for a, _ in links],
            "target": [b for _, b in links],
            "value": [float(r[encoding.y]) for r in shown],
            "color": [tint(colours[a], 0.35) for a, _ in links],
            "customdata": [
                hover(r, f"{names[a]} → {names[b]}", encoding, canvas) for r, (a, b) in zip(shown, links, strict=True)
            ],
            "hovertemplate": "%{customdata}<extra></extra>",
        },
        textfont={"family": FONT, "size": 12, "color": canvas.ink, "shadow": "none"},
    )
    figure.update_layout(margin={"l": 4, "r": 4, "t": 8, "b": 8})
    return figure


def _node_name(stage: int, value: Any, encoding: Encoding) -> str:
    return encoding.label(encoding.x if stage == 0 else encoding.series, value)
