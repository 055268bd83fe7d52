"""Score against memory: where a closed model stands, what a machine holds, and the open models on both scales."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from ouverture.dashboard.markup import number, safe
from ouverture.dashboard.session import t

Row = Mapping[str, Any]

COLOURS = {"free": "open", "conditions": "restricted", "unknown": "unknown", "refused": "closed"}
BELOW = 2.2  # steps of the board's scale under the closed model that are still drawn
UNDER, OVER = 0.24, 0.36  # steps left free under the lowest score and over the highest
WHOLE = 50  # from this step on scores are told without decimals
TICKS = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024)  # GB


def kind_of(step: float) -> str:
    """How scores of a board with this step are written."""
    return "integer" if step >= WHOLE else "decimal"


def picture(rows: Sequence[Row], memory: Any) -> str:
    """The picture as markup; nothing where fewer than two models have a size."""
    closed = next((row["closed_score"] for row in rows if row["closed_score"] is not None), None)
    step = rows[0]["step"] if rows else 1
    shown = [row for row in rows if row["memory_gb"] and (closed is None or row["open_score"] > closed - BELOW * step)]
    if len(shown) < 2:
        return ""
    kind = kind_of(step)
    scores = [row["open_score"] for row in shown] + ([closed] if closed is not None else [])
    sizes = [row["memory_gb"] for row in shown] + ([memory] if memory else [])
    low, high = min(scores) - UNDER * step, max(scores) + OVER * step
    first, last = math.log2(min(sizes)) - 0.25, math.log2(max(sizes)) + 0.25

    def x(size: float) -> str:
        return f"{100 * (math.log2(size) - first) / (last - first):.1f}%"

    def y(score: float) -> str:
        return f"{100 * (score - low) / (high - low):.1f}%"

    drawn = [
        f'<i class="h" style="bottom:{y(line * step)}"><small>{number(line * step, kind)}</small></i>'
        for line in range(math.ceil(low / step), math.ceil(high / step))
    ]
    drawn += [
        f'<small class="x{" alt" if place % 2 else ""}" style="left:{x(size)}">{size} {safe(t("find.gb"))}</small>'
        for place, size in enumerate(TICKS)
        if first < math.log2(size) < last
    ]
    if closed is not None:
        name = f"{safe(rows[0]['closed_model'])} {number(closed, kind)}"
        drawn.append(f'<i class="closed" style="bottom:{y(closed)}"><b>{name}</b></i>')
    if memory:
        corner = f"bottom:{y(closed) if closed is not None else 0};width:{x(memory)}"
        yours = safe(t("find.yours", memory=memory))
        drawn.append(f'<i class="corner" style="{corner}"></i><i class="v" style="left:{x(memory)}"><b>{yours}</b></i>')
    drawn += [_point(row, x(row["memory_gb"]), y(row["open_score"])) for row in reversed(shown)]
    said = t("find.picture_alt", models=len(shown))
    return (
        f"<h2>{safe(t('find.picture'))}</h2><p class='soft'>{safe(t('find.picture_under'))}</p>"
        f'<div class="plane" role="img" aria-label="{safe(said)}">{"".join(drawn)}</div>'
    )


def _point(row: Row, left: str, bottom: str) -> str:
    colour = f"var(--{COLOURS[row['verdict']]})" if row["place"] else "var(--unknown)"
    place = f"<b>{row['place']}</b>" if row["place"] and row["place"] <= 9 else ""  # beyond, numbers would overlap
    css = "point" if row["place"] else "point other"
    name = safe(row["open_model"])
    return f'<i class="{css}" title="{name}" style="left:{left};bottom:{bottom};--dot:{colour}">{place}</i>'
