"""What is made from what: one bar a base, its derivatives as parts, those that come through others marked."""

from __future__ import annotations

import html
from collections.abc import Sequence

import plotly.graph_objects as go

from ouverture.dashboard import theme
from ouverture.dashboard.figures.axes import frame, legend_below
from ouverture.dashboard.figures.canvas import Canvas, Encoding, Row
from ouverture.dashboard.figures.ranked import name_rows
from ouverture.dashboard.figures.values import bar_marker, hover, readable_on, shortened, width_of, written

MOST_BASES = 16
ROW = 30  # pixels


def tree(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    """Bars of ``series`` (a base), the largest on top, each as long as its leaves ``x`` together, which are its parts.

    A part whose ``role`` is not the maker's comes through others and has a colour; a wide one carries its name. Bases
    beyond the first are counted in one line: the table has them.
    """
    totals: dict[object, float] = {}
    for row in rows:
        totals[encoding.series_of(row)] = totals.get(encoding.series_of(row), 0.0) + float(row[encoding.y] or 0)
    ranked = sorted(totals, key=lambda base: -totals[base])
    down = list(reversed(ranked[:MOST_BASES]))
    names = [html.escape(_short(encoding.label(encoding.series, base), canvas)) for base in down]
    figure = frame(canvas, ROW * len(down) + 40)
    widest = max((totals[base] for base in down), default=0.0) or 1.0
    longest = max((width_of(name) for name in names), default=40)
    pixel = widest / max((300 if canvas.narrow else 430 if canvas.half else 920) - longest - 90, 80)
    colours = {True: theme.OTHER, False: theme.SEQUENCE[1]}
    for own in (True, False):
        parts = [
            r for r in rows if encoding.series_of(r) in down and (r.get("role") == "maker") is own and r[encoding.y]
        ]
        labels = [shortened(str(r[encoding.x]).split("/", 1)[-1], 34) for r in parts]
        figure.add_bar(
            x=[float(r[encoding.y]) for r in parts],
            y=[down.index(encoding.series_of(r)) for r in parts],
            orientation="h",
            marker=bar_marker(parts, colours[own], canvas),
            text=[
                html.escape(label) if width_of(label, 11.5) + 8 < float(r[encoding.y]) / pixel else ""
                for r, label in zip(parts, labels, strict=True)
            ],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            constraintext="none",
            textfont={"size": 11.5, "color": readable_on(colours[own])},
            customdata=[hover(r, html.escape(str(r[encoding.x])), encoding, canvas) for r in parts],
            hovertemplate="%{customdata}<extra></extra>",
        )
    for place, base in enumerate(down):
        figure.add_annotation(
            text=written(totals[base], encoding, canvas),
            x=totals[base],
            y=place,
            showarrow=False,
            xanchor="left",
            xshift=6,
            font={"size": 12, "color": canvas.ink},
        )
    figure.update_xaxes(range=[0, widest + 70 * pixel], showgrid=False, showticklabels=False, zeroline=False)
    name_rows(figure, names, canvas, grid=False)
    figure.update_layout(barmode="stack", bargap=0.28, margin={"r": 12, "b": 12})
    keys = [(encoding.label("tree", word), colours[own]) for own, word in ((True, "own"), (False, "others"))]
    if more := len(ranked) - len(down):
        keys.append((encoding.label("tree", "more").format(count=more), canvas.ground))
    legend_below(figure, keys, canvas, shift=16 - figure.layout.margin.l, drop=12)
    return figure


def _short(name: str, canvas: Canvas) -> str:
    """A base's name without its namespace, as long as the room beside the bars allows."""
    return shortened(name.split("/", 1)[-1], 20 if canvas.narrow else 26 if canvas.half else 40)
