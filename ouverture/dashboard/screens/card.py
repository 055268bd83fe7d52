"""One chart on its own, named by the address: ``/card?metric=<name>&<parameter>=<value>``.

The chart first, then what may be set, its table, the rows behind it and its neighbours. All of it is in the address:
the metric's parameters under their names, dates as ``from`` and ``to``, ``scale``, ``events``, and the open panel.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from ouverture.dashboard import controls, encoding, markup, session, tables, view
from ouverture.dashboard.card import card
from ouverture.dashboard.encoding import events_of
from ouverture.dashboard.session import escape_markdown, t
from ouverture.formatting import formatted
from ouverture.metrics.left_out import left_out_of
from ouverture.metrics.metric import Metric
from ouverture.metrics.result import Result

RELATED = 4
MOST_LISTS = 8  # of labs whose models have a link
OF_WHAT = {
    "lab_id": "lab",
    "tier": "tier",
    "side": "side",
}  # columns of a chart, and what the list of models calls them
UNDER = ("tasks", "threshold", "basis", "source")  # settings that the list of models shares with charts
MODELS, OF_THE_HUB = "models_behind", "left_out_readings"  # metrics: what a reading of the Hub counts, and leaves out
ROUTED = "routed_models"  # metric: what the router's list of a day counts


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
            tables.show(view.asked(st.query_params, result).rows_of(result))
        _behind(result)
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
            _view(view.asked(st.query_params, result), days, scales, events)


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


def _behind(result: Result) -> None:
    """Ways to the rows behind the chart: the models it counts, and the list of what it leaves out."""
    catalogue = session.reader().catalogue
    lists = left_out_of(result.metric)
    models = _models_of(result) if OF_THE_HUB in lists and result.metric.name != MODELS else []
    routed = "routed" in result.metric.tables and result.metric.name != ROUTED
    if not (lists or models or routed):
        return
    st.header(t("card.behind"), anchor="behind")
    ways = [markup.link(markup.to_chart(MODELS, **asked), markup.safe(label)) for label, asked in models]
    for name in [*([ROUTED] if routed else []), *lists]:
        taken = catalogue[name].parameters
        asked = {key: value for key, value in session.changed_parameters(result).items() if key in taken}
        ways.append(markup.chart_link(name, **asked))
    _ways(ways)


def _models_of(result: Result) -> list[tuple[str, dict[str, Any]]]:
    """The list of models of each lab, degree of openness or side that the rows name, with its label."""
    taken = session.reader().catalogue[MODELS].parameters
    column = next((name for name in OF_WHAT if name in result.table.column_names), None)
    if column is None:
        return []
    values = dict.fromkeys(result.table.column(column).to_pylist())
    known = session.registry().labs if column == "lab_id" else taken[OF_WHAT[column]].allowed or ()
    label = encoding.labels(session.registry(), session.language())
    # under the settings of this chart; where it knows no tasks, it counts all
    under = {"tasks": "all"} | {name: value for name, value in result.parameters.items() if name in UNDER}
    under = {k: v for k, v in under.items() if v != taken[k].default and v in (taken[k].allowed or ())}
    lists = []
    for value in values:
        asked = "unknown" if value is None else str(value)
        if asked in known:
            lists.append((t("card.models_of", of=label(column, value)), {**under, OF_WHAT[column]: asked}))
    return lists[:MOST_LISTS]


def _related(metric: Metric) -> None:
    """Other charts of the same topic, nearest in the catalogue first."""
    topic = [m for m in session.reader().catalogue.values() if m.topic == metric.topic and not m.required]
    at = topic.index(metric) if metric in topic else 0
    near = sorted((m for m in topic if m is not metric), key=lambda m: abs(topic.index(m) - at))[:RELATED]
    if near:
        st.header(t("card.related"), anchor="related")
        _ways([markup.chart_link(other.name) for other in near])


def _ways(links: Sequence[str]) -> None:
    """Links to other charts. A page link of Streamlit leads nowhere from one chart to the next: it is the same page."""
    markup.show("<ul class='ways'>" + "".join(f"<li>{link}</li>" for link in links) + "</ul>")
