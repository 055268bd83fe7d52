"""Parts of a whole and ways between stages: treemap and Sankey."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.figures.axes import FONT, frame
from dashboard.figures.canvas import Canvas, Encoding, Row
from dashboard.figures.values import hover, shortened, tint, written


def treemap(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    """Areas by y: leaves are x, grouped by series."""
    figure = frame(canvas, 420 if canvas.narrow else 460)
    shown = [r for r in rows if (r[encoding.y] or 0) > 0]
    groups = list(dict.fromkeys(encoding.series_of(r) for r in shown)) if encoding.series else []
    totals = {g: sum(float(r[encoding.y]) for r in shown if encoding.series_of(r) == g) for g in groups}
    group_names = {g: html.escape(encoding.label(encoding.series, g)) for g in groups}
    names = [html.escape(shortened(encoding.label(encoding.x, r[encoding.x]), 40)) for r in shown]
    figure.add_treemap(
        ids=[f"group-{n}" for n in range(len(groups))] + [f"leaf-{n}" for n in range(len(shown))],
        labels=[group_names[g] for g in groups] + names,
        parents=[""] * len(groups) + [f"group-{groups.index(encoding.series_of(r))}" if groups else "" for r in shown],
        values=[totals[g] for g in groups] + [float(r[encoding.y]) for r in shown],
        branchvalues="total",
        marker={
            "colors": [encoding.colour(g) for g in groups]
            + [encoding.colour(encoding.series_of(r) if groups else r[encoding.x]) for r in shown],
            "line": {"color": canvas.ground, "width": 1.5},
        },
        text=[written(totals[g], encoding, canvas) for g in groups]
        + [written(r[encoding.y], encoding, canvas) for r in shown],
        textinfo="label+text",
        textfont={"family": FONT, "size": 12.5, "color": "#FFFFFF"},
        customdata=[f"<b>{group_names[g]}</b><br>{written(totals[g], encoding, canvas)}" for g in groups]
        + [hover(r, n, encoding, canvas) for r, n in zip(shown, names, strict=True)],
        hovertemplate="%{customdata}<extra></extra>",
        tiling={"pad": 2},
        pathbar={"visible": False},
    )
    figure.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0})
    return figure


def sankey(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    """Ways from x to series, as wide as y. A row's ``stage`` (0, 1, …) tells apart nodes of one name."""
    figure = frame(canvas, 420 if canvas.narrow else 460)
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
