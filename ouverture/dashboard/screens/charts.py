"""Every chart as a small picture with its period, to search through; each leads to its own page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import streamlit as st

from ouverture.dashboard import figures, markup, session, strokes
from ouverture.dashboard.markup import link, safe, to
from ouverture.dashboard.session import t
from ouverture.formatting import formatted
from ouverture.metrics.catalogue import Metric
from ouverture.metrics.errors import MetricError
from ouverture.metrics.result import Result

Row = Mapping[str, Any]

ALL = "all"  # no topic is asked for
LINES = 5  # in one small picture, the largest
BARS = 7
ROW, ROWS = 4, 4  # tiles
RANKED = ("bar", "dot", "interval", "map")


def gallery() -> None:
    """Search and topic, kept in the address; small pictures, then the charts that have none as links."""
    catalogue = session.reader().catalogue
    topics = list(dict.fromkeys(metric.topic for metric in catalogue.values()))
    asked = st.query_params.get("q") or ""
    st.session_state["charts-q"] = asked  # the address is the state
    st.text_input(
        t("charts.search"),
        key="charts-q",
        type="search",
        placeholder=t("charts.placeholder"),
        icon=":material/search:",
        label_visibility="collapsed",
        width=360,
        on_change=session.keep_in_address,
        args=("charts-q", "q"),
    )
    chosen = st.query_params.get("topic")
    st.session_state["charts-topic"] = chosen if chosen in topics else ALL
    st.pills(
        t("charts.topic"),
        [ALL, *topics],
        key="charts-topic",
        format_func=lambda topic: t(f"method.topic_{topic}") if topic != ALL else t("charts.all"),
        label_visibility="collapsed",
        required=True,
        on_change=session.keep_in_address,
        args=("charts-topic", "topic", ALL),
    )
    found = [
        metric
        for metric in catalogue.values()
        if st.session_state["charts-topic"] in (ALL, metric.topic) and not metric.required and _fits(metric, asked)
    ]
    if not found:
        st.info(t("charts.none"), icon=":material/search_off:")
        return
    rest = show_tiles(found)
    if rest:
        links = "".join(f"<li>{link(_page(metric), _name(metric))}</li>" for metric in rest)
        markup.show(f"<h2 class='rest'>{safe(t('charts.others', charts=len(rest)))}</h2><ul class='names'>{links}</ul>")


def show_tiles(metrics: Sequence[Metric], *, scoped: bool = False) -> list[Metric]:
    """The small pictures of these metrics, each leading to its chart (``scoped``: under the definition
    that the reader chose); returns those that have none."""
    tiles: list[str] = []
    rest: list[Metric] = []
    for metric in metrics:
        if drawn := _picture(metric):
            address = markup.to_chart(metric.name) if scoped else _page(metric)
            tiles.append(link(address, f"<b>{_name(metric)}</b>{drawn}", "tile"))
        else:
            rest.append(metric)
        if len(tiles) == ROW * ROWS:  # whole rows at a time: the first visit of a build asks every metric
            markup.show(f'<div class="gallery">{"".join(tiles)}</div>')
            tiles = []
    if tiles:
        markup.show(f'<div class="gallery">{"".join(tiles)}</div>')
    return rest


def _fits(metric: Metric, asked: str) -> bool:
    text = " ".join((metric.name, metric.title.en, metric.title.fr, metric.question.en, metric.question.fr)).lower()
    return all(word in text for word in asked.lower().split())


def _page(metric: Metric) -> str:
    return to("card", metric=metric.name)


def _name(metric: Metric) -> str:
    return safe(metric.title.in_(session.language()))


def _picture(metric: Metric) -> str:
    """The small picture of a metric at its defaults, and its days; nothing where it draws none or has no rows."""
    if metric.chart.kind not in (*figures.LINES, *RANKED, "column", "multiples"):
        return ""
    try:
        build = session.reader().build(session.pinned_build())
        return _kept(build.build_id, metric.name, session.language(), session.pinned_build())
    except MetricError:
        return ""


@lru_cache(maxsize=1024)
def _kept(build_id: str, name: str, language: str, pinned: str | None) -> str:
    """Drawn once a build: a hundred queries a visit would be too many. ``build_id`` keeps the builds apart; asked by
    ``pinned``, as what is asked of a build by its id is archived."""
    result = session.reader().run(name, {}, build_id=pinned)
    chart = result.metric.chart
    x, y = chart.x, chart.y_for(result.parameters)
    rows = [row for row in result.table.to_pylist() if x and y and row[x] is not None and row[y] is not None]
    if not rows or x is None or y is None:
        return ""
    drawn = (
        (_ranked(rows, x, y) if not chart.stack else "")
        if chart.kind in RANKED
        else _lines(rows, x, y, chart.series, chart.facet, result.metric.title.in_(language))
    )
    return f"{drawn}<small>{safe(_period(result, rows, x, language))}</small>" if drawn else ""


def _lines(rows: Sequence[Row], x: str, y: str, series: str | None, facet: str | None, label: str) -> str:  # noqa: PLR0917
    lines: dict[Any, list[tuple[float, float]]] = {}
    for row in rows:
        at = row[x].toordinal() if isinstance(row[x], date) else row[x]
        if isinstance(at, int | float):
            key = (row[series] if series else None, row[facet] if facet else None)
            lines.setdefault(key, []).append((float(at), float(row[y])))
    shown = sorted((sorted(points) for points in lines.values() if len(points) > 1), key=lambda points: -points[-1][1])
    pens = [strokes.Stroke(points, "unknown" if place else "open") for place, points in enumerate(shown[:LINES])]
    return strokes.picture(pens[::-1], label)  # the highlight last, above the others


def _ranked(rows: Sequence[Row], x: str, y: str) -> str:
    """Bars from nought, a row each; nothing where several rows share a category, or some are below nought."""
    values = sorted((float(row[y]) for row in rows), reverse=True)
    if len({row[x] for row in rows}) < len(rows) or values[-1] < 0 or not values[0]:
        return ""
    largest = values[:BARS]
    bars = ""
    for place, value in enumerate(value for value in largest if value):
        width, colour = max(100 * value / largest[0], 1), "unknown" if place else "open"
        bars += f'<i style="width:{width:.0f}%;background:var(--{colour})"></i>'
    return f'<div class="mini" aria-hidden="true">{bars}</div>'


def _period(result: Result, rows: Sequence[Row], x: str, language: str) -> str:
    days = [row[x] for row in rows if isinstance(row[x], date)]
    if days:
        first, last = (formatted(day, "month", language) for day in (min(days), max(days)))
        return first if first == last else t("charts.period", first=first, last=last)
    as_of = result.finding.as_of if result.finding else None
    return formatted(as_of, "month", language) if as_of else ""
