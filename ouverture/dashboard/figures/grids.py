"""Two categories against each other: heatmaps of numbers and matrices of states."""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import date
from typing import Any

import plotly.graph_objects as go
from babel.dates import format_date

from ouverture.dashboard import theme
from ouverture.dashboard.figures.axes import frame, legend_below, title_across
from ouverture.dashboard.figures.canvas import Canvas, Encoding, Row
from ouverture.dashboard.figures.ticks import date_ticks
from ouverture.dashboard.figures.values import hover, shortened, width_of, written

MOST_DAYS = {"full": 36, "half": 16, "narrow": 10}  # columns that leave each cell wide enough to be read


def heatmap(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    """Rows are series, columns x, darkness y, which stands in cells wide enough; an empty cell is unknown.

    Where the days would be slivers the last of them are shown, and the axis says so.
    """
    across, down, cells = _grid(rows, encoding)
    most = MOST_DAYS["narrow" if canvas.narrow else "half" if canvas.half else "full"]
    cut = isinstance(across[0], date) and len(across) > most
    across = across[-most:] if cut else across
    names = [_name(encoding, value, canvas) for value in down]
    figure = frame(canvas, 26 * len(down) + 70)
    figure.add_heatmap(
        z=[[_number(cells.get((d, a)), encoding) for a in across] for d in down],
        x=[_key(a) for a in across],
        y=list(range(len(down))),
        customdata=[
            [hover(cells[d, a], n, encoding, canvas) if (d, a) in cells else "" for a in across]
            for d, n in zip(down, names, strict=True)
        ],
        hovertemplate="%{customdata}<extra></extra>",
        text=[[_text(cells.get((d, a)), encoding, canvas) for a in across] for d in down],
        texttemplate="%{text}",
        textfont={"size": 11},
        colorscale=[[0, canvas.hairline], [1, theme.ACCENT[canvas.dark]]],
        showscale=False,
        xgap=2,
        ygap=2,
        hoverongaps=False,
    )
    _dress(figure, across, names, encoding, canvas)
    if cut:
        title_across(figure, f"{encoding.label('heatmap', 'cut')} {len(across)}", canvas, drop=8)
    return figure


def matrix(rows: Sequence[Row], encoding: Encoding, canvas: Canvas) -> go.Figure:
    """Rows are series, columns x, a square in the colour of y's value with its sign inside; the sign of a row that
    has a ``link`` opens it."""
    across, down, cells = _grid(rows, encoding)
    names = [_name(encoding, value, canvas) for value in down]
    figure = frame(canvas, 28 * len(down) + 90)
    values = list(dict.fromkeys(r[encoding.y] for r in rows))
    signs: list[dict[str, Any]] = []
    for value in values:
        found = [(a, i, cells[d, a]) for i, d in enumerate(down) for a in across if (d, a) in cells]
        found = [cell for cell in found if cell[2][encoding.y] == value]
        figure.add_scatter(
            x=[_key(a) for a, _, _ in found],
            y=[i for _, i, _ in found],
            mode="markers",
            marker={
                "symbol": "square",
                "size": 15 if canvas.narrow else 20,
                "color": theme.STATE_COLOURS.get(str(value), theme.OTHER),
            },
            hoverinfo="skip",
        )
        signs += [{"x": _key(a), "y": i, **_sign(row, names[i], a, encoding)} for a, i, row in found]
    figure.update_layout(annotations=signs)  # at once: each add_annotation checks all those before it
    legend = [(encoding.label(encoding.y, v), theme.STATE_COLOURS.get(str(v), theme.OTHER)) for v in values]
    _dress(figure, across, names, encoding, canvas)
    legend_below(figure, [(html.escape(word), colour) for word, colour in legend], canvas, drop=12)
    return figure


def _sign(row: Row, name: str, column: Any, encoding: Encoding) -> dict[str, Any]:
    """What stands on a square: the sign of its state, with the hover box, a way to the evidence where there is one."""
    value, link = row[encoding.y], row.get("link")
    sign = theme.STATE_SIGNS.get(str(value), "?")
    parts = [f"<b>{name}</b>", f"{encoding.label(encoding.x, column)}: {encoding.label(encoding.y, value)}", link or ""]
    return {
        "text": f'<a href="{html.escape(link)}" target="_blank" style="color:#FFFFFF">{sign}</a>' if link else sign,
        "showarrow": False,
        "font": {"size": 12.5, "color": "#FFFFFF"},
        "hovertext": "<br>".join(html.escape(part, quote=False) if n else part for n, part in enumerate(parts) if part),
        "captureevents": False,
    }


def _grid(rows: Sequence[Row], encoding: Encoding) -> tuple[list[Any], list[Any], dict[tuple[Any, Any], Row]]:
    across = list(dict.fromkeys(r[encoding.x] for r in rows))
    across = sorted(across) if across and isinstance(across[0], date) else across
    down = list(reversed(dict.fromkeys(encoding.series_of(r) for r in rows)))
    return across, down, {(encoding.series_of(r), r[encoding.x]): r for r in rows}


def _dress(figure: go.Figure, across: list[Any], names: list[str], encoding: Encoding, canvas: Canvas) -> None:
    if isinstance(across[0], date):
        ticks = date_ticks(across[0], across[-1], canvas.ticks)
        places, words = [_key(t) for t in ticks], [format_date(t, "MMM y", locale=canvas.language) for t in ticks]
    else:
        places = [_key(a) for a in across]
        words = [html.escape(shortened(encoding.label(encoding.x, a), 18)) for a in across]
    figure.update_xaxes(tickvals=places, ticktext=words, showgrid=False, zeroline=False, side="top")
    if not isinstance(across[0], date):
        figure.update_xaxes(categoryorder="array", categoryarray=places)
    level = isinstance(across[0], date) or len(across) < 6
    # slanted names need more width than a phone's columns have
    figure.update_xaxes(tickangle=0 if level else -90 if canvas.narrow else -45, tickfont={"size": 11.5})
    figure.update_yaxes(
        tickvals=list(range(len(names))),
        ticktext=names,
        ticklabelstandoff=5,
        showgrid=False,
        zeroline=False,
        range=[-0.6, len(names) - 0.4],
    )
    longest = max(width_of(n) for n in names)
    tall = 28 if level else 100
    figure.update_layout(
        margin={"l": 18 + longest, "r": 12, "t": tall, "b": 12}, height=figure.layout.height + tall - 28 - 24
    )


def _name(encoding: Encoding, value: Any, canvas: Canvas) -> str:
    """A row's name; on a phone the part before the point, where it has two."""
    name = encoding.label(encoding.series, value)
    return html.escape(shortened(name.split(" · ")[0], 16) if canvas.narrow else shortened(name, 36))


def _number(row: Row | None, encoding: Encoding) -> float | None:
    return None if row is None or row[encoding.y] is None else float(row[encoding.y])


def _text(row: Row | None, encoding: Encoding, canvas: Canvas) -> str:
    return written(row[encoding.y], encoding, canvas) if row is not None and row[encoding.y] else ""


def _key(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
