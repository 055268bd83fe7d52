"""The picture that people pass on: a chart in its frame, 1200 x 675, with title, source, date, address and mark.

Pure text: the frame is SVG around the SVG that Plotly makes of the figure. Whoever has a browser draws both
(``ouverture/web/pictures.py``).
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any
from urllib.parse import urlencode

import plotly.graph_objects as go
from fontTools.ttLib import TTFont

from ouverture.dashboard import theme
from ouverture.dashboard.address import base_address
from ouverture.dashboard.drawing import figure_of
from ouverture.dashboard.figures import PAINTERS, Canvas
from ouverture.dashboard.texts import text
from ouverture.formatting import formatted
from ouverture.metrics.result import Result
from ouverture.places import PACKAGE
from ouverture.registry import shared_registry

WIDTH, HEIGHT = 1200, 675
EDGE = 48
FOOT = 622  # the rule above the foot
STATIC = PACKAGE / "dashboard" / "static"
FONTS = {"Inter": "inter-latin-wght-normal.woff2", "SourceSerif": "source-serif-4-latin-wght-normal.woff2"}
TITLE = (40, 36, 33, 30, 27)  # pixels, the first in which the title fits one line; the last takes two
HEAVIER = 1.03  # width of the weight 600 over that of the file's own
SIZE, LEAST = 900, 371  # pixels in which an ordinary chart is drawn: its letters come out a fifth larger
TALLEST = 600


@dataclass(frozen=True)
class Frame:
    """Words of a picture, and where its chart goes."""

    title: list[str]
    size: int
    subtitle: str
    source: str
    address: str
    language: str
    told: list[str]  # what stands in the chart's place where nothing is drawn
    top: int


def frame_of(result: Result, language: str) -> Frame:
    """The frame of a result's picture."""
    metric, inner = result.metric, WIDTH - 2 * EDGE
    title, name = result.title(language), metric.title.in_(language)
    size = next((size for size in TITLE if _wide(title, "SourceSerif", size) <= inner), TITLE[-1])
    lines = _wrapped(title, "SourceSerif", size, inner)[:2]
    unit = metric.unit.in_(language)
    subtitle = f"{name} · {unit}" if title != name else unit
    note = result.note(language) or metric.question.in_(language)
    source = "; ".join(credit.line.in_(language) for credit in result.credits)
    day = formatted(result.finding.as_of, "date", language) if result.finding and result.finding.as_of else ""
    if day not in source:
        source = f"{source}, {day}"
    where = base_address().partition("://")[2]
    asked = {"metric": metric.name} if where else {}
    return Frame(
        lines,
        size,
        _cut(subtitle, 21, inner),
        _cut(text(language, "card.source", sources=source), 17, inner - 270),
        f"{where}/card?{urlencode(asked)}" if asked else "",
        language,
        [] if is_drawn(result) else _wrapped(note, "Inter", 26, inner)[:8],
        (82 if len(lines) == 1 else 74) + 36 * (len(lines) - 1),
    )


def is_drawn(result: Result) -> bool:
    """Whether there is a chart to draw: rows, of a kind that has a painter."""
    return result.table.num_rows > 0 and result.metric.chart.kind in PAINTERS


def chart_of(result: Result, language: str, frame: Frame) -> go.Figure:
    """The figure for the frame: on paper, in the size in which its letters come out well."""
    figure = go.Figure(figure_of(result, shared_registry(), Canvas(language)))
    height = int(min(max(figure.layout.height or LEAST, LEAST), TALLEST))
    area_width, area_height = WIDTH - 2 * EDGE, FOOT - 14 - (frame.top + 62)
    return figure.update_layout(
        width=max(round(height * area_width / area_height), SIZE),
        height=height,
        paper_bgcolor=theme.PAPER,
        plot_bgcolor=theme.PAPER,
        autosize=False,
    )


def as_on_screen(result: Result, canvas: Canvas, width: int) -> go.Figure:
    """The figure as its card shows it, so wide."""
    figure = go.Figure(figure_of(result, shared_registry(), canvas))
    return figure.update_layout(width=width, height=figure.layout.height or canvas.height, autosize=False)


def composed(frame: Frame, chart: str | None, *, fonts: bool = False) -> str:
    """The picture as SVG around Plotly's; ``fonts`` puts the fonts in, so that it looks the same anywhere."""
    ink, muted, line = theme.INK[False], theme.MUTED[False], theme.HAIRLINE[False]
    title = [
        f'<text x="{EDGE}" y="{frame.top - 36 * (len(frame.title) - 1 - n)}" font-family="SourceSerif, Georgia, serif" '
        f'font-weight="600" font-size="{frame.size}" fill="{ink}">{escape(part)}</text>'
        for n, part in enumerate(frame.title)
    ]
    top = frame.top + 62
    body = [
        f'<text x="{EDGE}" y="{top + 60 + 40 * n}" font-size="26" fill="{ink}">{escape(part)}</text>'
        for n, part in enumerate(frame.told)
    ]
    if chart:
        body = [_placed(chart, EDGE, top, WIDTH - 2 * EDGE, FOOT - 14 - top)]
    right = WIDTH - EDGE
    mark = (STATIC / "icon.svg").read_text(encoding="utf-8")
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{WIDTH}" '
            f'height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="Inter, sans-serif" '
            f'lang="{frame.language}">',
            f"<title>{escape(' '.join(frame.title))}</title>",
            _faces() if fonts else "",
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{theme.PAPER}"/>',
            *title,
            f'<text x="{EDGE}" y="{frame.top + 36}" font-size="21" fill="{muted}">{escape(frame.subtitle)}</text>',
            *body,
            f'<path d="M{EDGE} {FOOT}H{right}" stroke="{line}" stroke-width="2"/>',
            f'<text x="{EDGE}" y="{FOOT + 28}" font-size="17" fill="{muted}">{escape(frame.source)}</text>',
            _placed(mark, right - 122, FOOT + 10, 24, 24),
            f'<text x="{right}" y="{FOOT + 28}" font-size="17" font-weight="600" fill="{ink}" text-anchor="end">'
            "Ouverture</text>",
            *(
                [
                    f'<text x="{right}" y="{FOOT + 46}" font-size="12" fill="{muted}" text-anchor="end">'
                    f"{escape(frame.address)}</text>"
                ]
                if frame.address
                else []
            ),
            "</svg>",
        ]
    )


def as_figure(svg: str) -> dict[str, Any]:
    """A figure that is nothing but this picture: what draws figures draws it as pixels."""
    source = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
    image = {"source": source, "xref": "paper", "yref": "paper", "x": 0, "y": 1, "sizex": 1, "sizey": 1}
    hidden = {"visible": False}
    margin = dict.fromkeys("ltrb", 0)
    return {
        "data": [],
        "layout": {"images": [image], "margin": margin, "xaxis": hidden, "yaxis": hidden},
    }


def _placed(svg: str, x: float, y: float, width: float, height: float) -> str:
    """An SVG inside another, at a place and in a size."""
    start = svg.index("<svg")
    head, rest = svg[start:].split(">", 1)
    size = re.search(r'viewBox="([^"]+)"', head)
    wide, high = (re.search(rf'\s{name}="([\d.]+)', head) for name in ("width", "height"))
    box = size[1] if size else f"0 0 {wide[1] if wide else width} {high[1] if high else height}"
    kept = re.sub(r'\s(x|y|width|height|viewBox|style)="[^"]*"', "", head)
    return f'{kept} x="{x}" y="{y}" width="{width}" height="{height}" viewBox="{box}" overflow="visible">{rest}'


@cache
def _faces() -> str:
    """The shipped fonts as rules of the picture itself."""
    rules = "".join(
        f"@font-face{{font-family:{name};font-weight:200 900;src:url(data:font/woff2;base64,"
        f"{b64encode((STATIC / file).read_bytes()).decode()})}}"
        for name, file in FONTS.items()
    )
    return f"<style>{rules}</style>"


@cache
def _advances(font: str) -> dict[int, float]:
    with TTFont(STATIC / FONTS[font], lazy=True) as file:
        widths, em = file["hmtx"].metrics, file["head"].unitsPerEm
        return {code: widths[name][0] / em for code, name in file.getBestCmap().items()}


def _wide(line: str, font: str, size: float) -> float:
    widths = _advances(font)
    heavier = HEAVIER if font == "SourceSerif" else 1.0
    return sum(widths.get(ord(sign), 0.55) for sign in line) * size * heavier


def width_of(line: str, size: float) -> float:
    """How wide a line is in Inter, in pixels."""
    return _wide(line, "Inter", size)


def _wrapped(line: str, font: str, size: float, inner: float) -> list[str]:
    lines: list[str] = []
    for word in line.split(" "):
        if lines and _wide(f"{lines[-1]} {word}", font, size) <= inner:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _cut(line: str, size: float, inner: float) -> str:
    if _wide(line, "Inter", size) <= inner:
        return line
    while _wide(f"{line}…", "Inter", size) > inner:
        line = line.rpartition(" ")[0] or line[:-1]
    return f"{line}…"
