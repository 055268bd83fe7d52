"""Values as a chart writes them: on axes, at line ends, in hover boxes. Names are escaped, since Plotly reads HTML."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ouverture.dashboard.figures.canvas import Canvas, Encoding, Row
from ouverture.formatting import formatted

FORMATS = {
    "share": "percent",
    "percent_change": "signed_percent",
    "point_change": "signed_points",
    "index": "integer",
    "ratio": "decimal",
    "rank": "integer",
    "days": "integer",
    "months": "decimal",
    "usd_per_mtok": "decimal",
    "score": "integer",
    "points": "integer",
}

# How each kind of chart marks the points of a flag, and the sign that says so under it.
PALE = 0.45  # of the colour of a bar that is partial or estimated
ON_LINES = {"imputed": "┈", "restated": "✕", "stale": "□", "partial": "◎", "gap": "⋯", "break": "○"}
ON_BARS = {"partial": "░", "estimated": "░", "break": "▯", "excluded": "▨"}
MARKS: Mapping[str, Mapping[str, str]] = {
    "line": ON_LINES,
    "step": ON_LINES,
    "bump": ON_LINES,
    "multiples": {"gap": ON_LINES["gap"]},
    "area": {"break": "┊"},
    "column": ON_BARS,
    "bar": ON_BARS,
    "tree": ON_BARS,
}


def written(value: Any, encoding: Encoding, canvas: Canvas) -> str:
    """A value of the y column, short."""
    spec = FORMATS.get(encoding.unit, "compact")
    if spec == "compact" and isinstance(value, float) and abs(value) < 1000 and value != round(value):
        spec = "decimal"
    return formatted(value, spec, canvas.language)


def ticks_written(ticks: Sequence[float], encoding: Encoding, canvas: Canvas) -> list[str]:
    """Values of an axis: without decimals where none of them has any."""
    if FORMATS.get(encoding.unit) == "decimal" and all(float(tick).is_integer() for tick in ticks):
        return [formatted(tick, "integer", canvas.language) for tick in ticks]
    return [written(tick, encoding, canvas) for tick in ticks]


def hover(row: Row, name: str, encoding: Encoding, canvas: Canvas) -> str:
    """The hover box of a point: name, x and exact y, its source, its flags in words."""
    x, y = row.get(encoding.x), row.get(encoding.y)
    exact = written(y, encoding, canvas) if encoding.unit in FORMATS else formatted_exact(y, canvas)
    head = formatted(x, "date", canvas.language) if isinstance(x, date) else ""
    parts = [f"<b>{name}</b>" if name else "", f"{head}  {exact}" if head else exact]
    if encoding.low and encoding.high and row.get(encoding.low) is not None:
        ends = [written(row[end], encoding, canvas) for end in (encoding.low, encoding.high)]
        parts.append(" – ".join(ends))
    if encoding.facet and (encoding.facet != encoding.series or "joint" in row):
        facet = "source" if "joint" in row else encoding.facet  # a joined line has points of two sources
        parts.append(html.escape(encoding.label(facet, row[facet])))
    parts += [f"<i>{html.escape(encoding.label('flag', flag))}</i>" for flag in flags(row)]
    return "<br>".join(part for part in parts if part)


def formatted_exact(value: Any, canvas: Canvas) -> str:
    """A number in full."""
    whole = value is None or float(value).is_integer() or abs(value) >= 1000
    return formatted(value, "integer" if whole else "decimal", canvas.language)


def flags(row: Row) -> list[str]:
    """Flags of a row."""
    return str(row.get("flags") or "").split()


def bar_marker(rows: Sequence[Row], colours: str | Sequence[str], canvas: Canvas) -> dict[str, Any]:
    """How bars look: hatched is what is left out as machine traffic, and nothing else; what is partial or estimated
    is pale, and a break has an outline."""
    each = [colours] * len(rows) if isinstance(colours, str) else list(colours)
    marked = [flags(row) for row in rows]
    return {
        "color": each,
        "opacity": [PALE if {"partial", "estimated"} & set(marks) else 1.0 for marks in marked],
        "line": {
            "color": [canvas.ink if "break" in marks else canvas.ground for marks in marked],
            "width": [1.2 if "break" in marks else 1.0 for marks in marked],
        },
        "pattern": {
            "shape": ["/" if "excluded" in marks else "" for marks in marked],
            "fillmode": "replace",  # over a list of colours Plotly's "overlay" warns of each bar
            "bgcolor": each,
            "fgcolor": canvas.ground,
            "fgopacity": 0.5,
            "size": 6,
            "solidity": 0.3,
        },
    }


def shortened(text: str, limit: int) -> str:
    """Text of at most ``limit`` characters."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def width_of(label: str, size: float = 12.5) -> int:
    """Approximate width of a label in pixels; markup counts for nothing."""
    return int(0.56 * size * len(html.unescape(label.replace("<b>", "").replace("</b>", ""))))


def tint(colour: str, alpha: float) -> str:
    """A hex colour with opacity."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha})"


def readable_on(colour: str) -> str:
    """White or near black, whichever reads better on a hex colour (by its relative luminance)."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return "#FFFFFF" if 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.22 else "#14161A"
