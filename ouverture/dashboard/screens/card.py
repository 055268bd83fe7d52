"""One chart on its own, named by the address: ``/card?metric=<name>&<parameter>=<value>``.

The chart first, then what may be set, its table, the rows behind it and its neighbours. All of it is in the address:
the metric's parameters under their names, dates as ``from`` and ``to``, ``scale``, ``events``, and the open panel.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from ouverture.dashboard import controls, markup, session, tables, view
from ouverture.dashboard.behind import behind
from ouverture.dashboard.card import card
from ouverture.dashboard.encoding import events_of
from ouverture.dashboard.screens.charts import show_tiles
from ouverture.dashboard.session import escape_markdown, t
from ouverture.formatting import formatted
from ouverture.metrics.metric import Metric
from ouverture.metrics.result import Result

RELATED = 4


def show() -> None:
    """The card of the metric that the address names, with the parameters it gives; words where there is none."""
    name = st.query_params.get("metric") or ""
    catalogue = session.reader().catalogue
    if name not in catalogue:
        st.info(t("state.not_found", name=escape_markdown(name)), icon=":material/link_off:")
        return
    metric = catalogue[name]
    embedded = st.context.is_embedded
    offered = {} if embedded else controls.offered(metric)
    given = controls.asked_for(metric, {parameter: parameter for parameter in metric.parameters.keys() - offered})
    result = card(name, controls=offered, own_page=True, **given)
    if result is None or embedded:
        return
    _settings(result, offered)
    if result.table.num_rows:
        if metric.chart.kind != "table":
            st.header(t("card.table"), anchor="table")
            tables.show(view.view_in(st.query_params, result).rows_of(result))
        if ways := behind(result, view.view_in(st.query_params, result)):
            st.header(t("card.behind"), anchor="behind")
            _ways(ways)
    _related(metric)


def _settings(result: Result, offered: controls.Keys) -> None:
    """What the reader may set, under the chart: the metric's own parameters, then the view."""
    days, scales = view.days_of(result), view.scales_of(result)
    events = bool(events_of(result, session.registry(), session.language())) if days else False
    if not (offered or len(days) > 2 or len(scales) > 1 or events):
        return
    with st.container(border=True, key="settings", gap="small"):
        if offered:
            controls.show_controls(result, offered)
        with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
            _view(view.view_in(st.query_params, result), days, scales, events)


def _view(asked: view.View, days: list[date], scales: list[str], events: bool) -> None:
    language = session.language()
    if len(scales) > 1:
        st.session_state["view-scale"] = asked.scale
        st.segmented_control(
            t("view.scale"),
            scales,
            required=True,
            format_func={scale: t(f"view.scale_{scale}") for scale in scales}.__getitem__,
            key="view-scale",
            on_change=session.keep_in_address,
            args=("view-scale", "scale", "absolute"),
        )
    if len(days) > 2:
        first = next((day for day in days if asked.since is None or day >= asked.since), days[0])
        last = next((day for day in reversed(days) if asked.until is None or day <= asked.until), days[-1])
        widget = f"view-dates-{first}-{last}"  # a slider has two ends by its own value alone, so the address names it
        st.select_slider(
            t("view.dates"),
            days,
            value=(first, last),
            format_func=lambda day: formatted(day, "date", language),
            key=widget,
            on_change=_keep_dates,
            args=(widget, days[0], days[-1]),
        )
    if events:
        st.session_state["view-events"] = asked.events
        st.toggle(
            t("view.events"),
            key="view-events",
            on_change=session.keep_in_address,
            args=("view-events", "events", True),
        )


def _keep_dates(widget: str, first: date, last: date) -> None:
    if session.restored():
        return
    for key, day, end in zip(("from", "to"), st.session_state[widget], (first, last), strict=True):
        if day == end:
            st.query_params.pop(key, None)
        else:
            st.query_params[key] = day.isoformat()


def _related(metric: Metric) -> None:
    """Other charts of the same topic, nearest in the catalogue first."""
    topic = [m for m in session.reader().catalogue.values() if m.topic == metric.topic and not m.required]
    at = topic.index(metric) if metric in topic else 0
    near = sorted((m for m in topic if m is not metric), key=lambda m: abs(topic.index(m) - at))[:RELATED]
    if near:
        st.header(t("card.related"), anchor="related")
        if rest := show_tiles(near, scoped=True):
            _ways([markup.chart_link(other.name) for other in rest])


def _ways(links: Sequence[str]) -> None:
    """Links to other charts. A page link of Streamlit leads nowhere from one chart to the next: it is the same page."""
    markup.show("<ul class='ways'>" + "".join(f"<li>{link}</li>" for link in links) + "</ul>")
