"""The title's number on the chart: a dot on the line from which it was read."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from ouverture.dashboard.figures.canvas import Canvas, Encoding
from ouverture.dashboard.figures.panels import Panel

SIZE = 11  # pixels of the dot


def mark_values(figure: go.Figure, found: Sequence[Panel], encoding: Encoding, canvas: Canvas) -> None:
    """A dot on each point that the headline quotes, with its value where the line's end does not bear it already."""
    ends = [note.text for note in figure.layout.annotations if note.xref == "paper" and note.x == 1]
    for row, value in encoding.marked:
        panel = next(panel for panel in found if panel.holds(row))
        last = row[encoding.x] == max(other[encoding.x] for other in panel.rows)
        borne = last and any(f"<b>{value}</b>" in end for end in ends)
        figure.add_scatter(
            x=[row[encoding.x]],
            y=[row[encoding.y]],
            mode="markers" if borne else "markers+text",
            text=[f"<b>{value}</b>"],
            textposition="top left" if last else "top center",
            textfont={
                "size": 13,
                "color": canvas.ink,
                "shadow": ", ".join([f"0 0 3px {canvas.ground}"] * 4),
            },  # over lines
            marker={
                "color": encoding.colour(encoding.series_of(row)),
                "size": SIZE,
                "line": {"color": canvas.ground, "width": 2},
            },
            cliponaxis=False,
            hoverinfo="skip",
            meta="marked",
            **panel.axes,
        )
