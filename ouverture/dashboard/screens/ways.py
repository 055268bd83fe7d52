"""The ways of counting the open share as dots on one axis, each a link that counts that way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from ouverture.dashboard import markup, scope, session
from ouverture.dashboard.memo import memo
from ouverture.dashboard.screens.front import change_of
from ouverture.dashboard.session import t, t_or_none
from ouverture.formatting import formatted
from ouverture.metrics.result import Result

Row = Mapping[str, Any]

STEP, LABEL = 20, 18  # pixels: a level of dots, the words above them
APART, WIDTH = 24, 1040  # pixels: between two dots of a level, the axis of a desktop
TICKS = 8  # at most
DEFINITION = ("threshold", "tasks", "basis")  # what a dot sets, in the order in which a definition names them
VERDICTS = {"falls": "falls", "flat": "flats", "rises": "rises"}  # from left to right, and their counts in the finding


def ways(curve: Result) -> None:
    """Every way of counting as a dot on one axis: each a link that sets it, and the settings beside for who stays."""
    if curve.finding is None or not (said := _said(curve)):
        return
    with st.container(horizontal=not session.canvas().narrow, vertical_alignment="center", gap="small"):
        markup.show(said, "ov")
        with st.popover(t("front.count_otherwise"), type="tertiary", icon=":material/tune:", key="count-otherwise"):
            scope.choices(*DEFINITION)
    markup.show(_axis(curve), "ov")


def _rows(curve: Result) -> list[Row]:
    return [row for row in curve.table.to_pylist() if row["figure"] is not None and row["verdict"] in VERDICTS]


@memo
def _said(curve: Result) -> str:
    """How many ways there are, and which is set; nothing where there are none."""
    rows = _rows(curve)
    chosen = next((row for row in rows if row["chosen"]), None)
    now = f"{_way(chosen)} ({change_of(chosen['figure'])})" if chosen else "–"
    number = t_or_none(f"front.number_{len(rows)}") or formatted(len(rows), "integer", session.language())
    said = (
        f'<div class="ov-ways"><b>{escape(t("front.ways", number=number))}</b> <span class="soft lead">'
        f"{escape(t('front.ways_lead'))}</span> {escape(now)}</div>"
    )
    return said if rows else ""


@memo
def _axis(curve: Result) -> str:
    rows, flat = _rows(curve), 100 * curve.metric.constants["flat_change"]
    counts: Mapping[str, Any] = curve.finding.values if curve.finding else {}
    points = [row["figure"] * 100 for row in rows]
    least, most = min(*points, -flat) - 0.5, max(*points, flat) + 0.5

    def at(value: float) -> float:
        return float((value - least) / (most - least) * 100)

    levels: list[float] = []  # of each level, where its last dot stands
    placed: dict[str, tuple[float, int]] = {}
    for row in sorted(rows, key=lambda row: row["figure"]):
        here = at(row["figure"] * 100)
        level = next((n for n, last in enumerate(levels) if (here - last) / 100 * WIDTH >= APART), len(levels))
        levels[level : level + 1] = [here]
        placed[row["definition"]] = here, level
    step = next(step for step in (1, 2, 5, 10, 20, 50) if (most - least) / step <= TICKS)
    ticks = [n * step for n in range(-(100 // step), 100 // step + 1) if least <= n * step <= most]
    height = len(levels) * STEP + LABEL
    band = at(-flat), at(flat)
    groups = "".join(_group(verdict, rows, placed, counts, band) for verdict in VERDICTS)
    marks = "".join(f'<span class="tick" style="left:{at(n):.1f}%">{escape(_signed(n))}</span>' for n in ticks)
    drawn = f'<div class="band" style="left:{band[0]:.1f}%;width:{band[1] - band[0]:.1f}%"></div>'
    return f'<div class="ov-axis" style="height:{height}px">{drawn}{groups}{marks}</div>'


def _group(
    verdict: str,
    rows: Sequence[Row],
    placed: Mapping[str, tuple[float, int]],
    counts: Mapping[str, Any],
    band: tuple[float, float],
) -> str:
    mine = [row for row in rows if row["verdict"] == verdict]
    if not mine:
        return ""
    place = {
        "falls": f"right:{100 - band[0]:.1f}%;padding-right:10px;top:0",
        "flat": f"left:{band[1]:.1f}%;padding-left:10px;top:0",
        "rises": f"left:{max(band[1] + 20, min(placed[row['definition']][0] for row in mine)):.1f}%;top:0",
    }[verdict]
    told = t(f"front.say_{verdict}", number=counts[VERDICTS[verdict]])
    dots = "".join(_dot(row, *placed[row["definition"]]) for row in mine)
    colour = "muted" if verdict == "flat" else verdict
    return (
        f'<div class="group" style="--dot:var(--{verdict})">'
        f'<b style="color:var(--{colour});{place}">{escape(told)}</b>{dots}</div>'
    )


def _dot(row: Row, left: float, level: int) -> str:
    """A way of counting: the link sets it, its name and figure are read on hover, by the keyboard and by machines."""
    parts = dict(zip(DEFINITION, row["definition"].split(" · "), strict=True))
    name = escape(f"{_way(row)}: {change_of(row['figure'])}", quote=True)
    side = " end" if left > 80 else " start" if left < 20 else ""
    current = ' aria-current="true"' if row["chosen"] else ""
    return (
        f'<a class="ov-dot{side}" href="{markup.safe(markup.to("overview", **parts))}" target="_self"{current}'
        f' aria-label="{name}" data-name="{name}" style="left:{left:.2f}%;bottom:{level * STEP}px"></a>'
    )


def _way(row: Row) -> str:
    """A definition in the reader's words, its choices in the order of ``DEFINITION``."""
    parts = zip(("tier", "tasks", "basis"), row["definition"].split(" · "), strict=True)
    return ", ".join(t(f"front.{name}_{part}") for name, part in parts)


def _signed(points: int) -> str:
    return ("+" if points > 0 else "−" if points < 0 else "") + str(abs(points))
