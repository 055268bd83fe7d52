"""Small lines and bands beside a number, as own markup: they follow the theme and wait for no chart library.

Streamlit drops inline SVG from markup and keeps styles: each stroke is a mask, filled with a colour of the theme.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

Point = tuple[float, float]
STROKE = 2  # pixels


@dataclass(frozen=True)
class Stroke:
    """A line through points in a colour of ``theme.MARKUP``, the band up to ``upper``, or a dotted joint."""

    points: Sequence[Point]
    colour: str
    upper: Sequence[Point] = ()
    dotted: bool = False


def picture(strokes: Sequence[Stroke], label: str) -> str:
    """The strokes on one scale, which is that of their own smallest and largest values; nothing without two points."""
    points = [point for stroke in strokes for point in (*stroke.points, *stroke.upper)]
    if len({x for x, _ in points}) < 2:
        return ""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    across, up = max(xs) - min(xs), (max(ys) - min(ys)) or 1

    def placed(each: Iterable[Point]) -> str:
        return " ".join(f"{(x - min(xs)) / across * 100:.2f},{92 - (y - min(ys)) / up * 84:.2f}" for x, y in each)

    layers = "".join(_layer(stroke, placed) for stroke in strokes)
    return f'<div class="ov-line" role="img" aria-label="{escape(label, quote=True)}">{layers}</div>'


def _layer(stroke: Stroke, placed: Callable[[Iterable[Point]], str]) -> str:
    pen = (
        f"fill='none' stroke='#000' stroke-width='{STROKE}' stroke-linejoin='round' vector-effect='non-scaling-stroke'"
    )
    dash = " stroke-dasharray='2 4'" if stroke.dotted else ""
    lines = [f"<polyline points='{placed(side)}' {pen}{dash}/>" for side in (stroke.points, stroke.upper) if side]
    if stroke.upper:
        area = placed([*stroke.points, *reversed(stroke.upper)])
        lines.append(f"<polygon points='{area}' fill='#000' fill-opacity='.25'/>")
    box = "xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100' preserveAspectRatio='none'"
    svg = f"<svg {box}>{''.join(lines)}</svg>"
    return f'<i style="background:var(--{stroke.colour});--shape:url(&quot;data:image/svg+xml,{quote(svg)}&quot;)"></i>'
