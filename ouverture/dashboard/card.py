"""THE chart object: a finding with its confidence, a chart, one line of caveat, and one foot line that leads on.

Every chart of the dashboard is a card, so none can be shown without source, date and limits.
"""

from __future__ import annotations

import html
import logging
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from ouverture.dashboard import (
    archived,
    caveat,
    drawing,
    figures,
    joints,
    markup,
    method_text,
    scope,
    sensitivity,
    session,
    tables,
    view,
    waiting,
)
from ouverture.dashboard.behind import behind
from ouverture.dashboard.card_words import FOOT, HALF_FOOT, finding_of, head_of, source_of
from ouverture.dashboard.controls import Keys, asked_for, keys_of, show_controls
from ouverture.dashboard.encoding import encoding
from ouverture.dashboard.head import Head
from ouverture.dashboard.memo import memo
from ouverture.dashboard.session import escape_markdown, t, t_or_none
from ouverture.dashboard.share import share
from ouverture.formatting import formatted
from ouverture.metrics.catalogue import Metric
from ouverture.metrics.errors import BadParameter, BuildGone, MetricError, NoBuild, QueryTimeout, UnknownMetric
from ouverture.metrics.export import FORMATS, export
from ouverture.metrics.result import Result

LOG = logging.getLogger("ouverture.dashboard")
# in the order of the method page
FLAGS = ("imputed", "restated", "stale", "partial", "gap", "estimated", "break", "excluded")
UNKNOWN = (None, "unknown")  # series beside the others, never a line of their own
PANELS = {"table": ":material/table_rows:", "method": ":material/function:", "download": ":material/download:"}
PLOTLY = {"displaylogo": False, "modeBarButtons": [["toImage"]], "scrollZoom": False}


def card(
    name: str,
    *,
    half: bool = False,
    controls: Collection[str] | Keys = (),
    own_page: bool = False,
    head: Head | None = None,
    **parameters: Any,
) -> Result | None:
    """Draw the card of metric ``name``; parameters not given come from the scope in the address.

    ``controls`` are the metric's parameters that the reader may set on the card: their names, or a mapping of names to
    those they have in the address. ``half`` is for a card that stands beside another; ``own_page`` for one with a page
    to itself, which sets dates and scale in the address and has settings and table below. What the card finds is the
    page's title where it is handed the page's ``head``, else its own. One without data is told in the page's last line
    (``waiting``), unless a setting helps. Returns the result, or None where a state (no data, gone
    build, fault) was shown instead.
    """
    keys = keys_of(controls)
    result = _settled(name, keys, parameters)
    if result is None:
        return None
    helpful = [] if result.table.num_rows else _helpful(result, keys)
    if not (result.table.num_rows or helpful) and waiting.holds_back(result):
        return result
    with st.container(border=True, key=f"card-{name}", height="stretch" if half else "content", gap="xxsmall"):
        archived.banner(result)
        looked_at = view.view_in(st.query_params, result) if own_page else view.WHOLE
        _head(result, keys, looked_at, head, own_page)
        _body(result, half, helpful, looked_at, own_page)
    return result


def fetch(name: str, *, controls: Collection[str] | Keys = (), **parameters: Any) -> Result | None:
    """The result of a metric under the scope of the address and the controls' values there; a state in words and None
    where there is none."""
    return _settled(name, keys_of(controls), parameters)


def _settled(name: str, keys: Keys, parameters: Mapping[str, Any]) -> Result | None:
    """The result as the address asks for it; a value that the metric does not take is told, and its default taken."""
    asked: dict[str, Any] = {}
    try:
        metric = session.reader().catalogue[name]
        asked = asked_for(metric, keys)
        given = {**scope.asked_of(metric), **parameters, **asked}
        return session.reader().run(name, given, build_id=session.pinned_build())
    except MetricError as fault:
        show_state(fault, name, parameters)
        if isinstance(fault, BadParameter) and fault.parameter in asked:
            return _settled(name, {of: key for of, key in keys.items() if of != fault.parameter}, parameters)
    return None


def show_state(fault: MetricError, name: str, parameters: Mapping[str, Any]) -> None:
    """Why there is no answer, in words."""
    match fault:
        case NoBuild():
            st.header(t("state.no_build_title"), anchor=False)
            st.info(t("state.no_build"), icon=":material/inbox:")
        case BuildGone() | BadParameter(parameter="build"):
            st.info(
                t("state.build_gone", build=escape_markdown(str(session.pinned_build()))), icon=":material/history:"
            )
        case QueryTimeout():
            st.info(t("state.timeout"), icon=":material/timer:")
        case BadParameter():
            st.info(t("state.bad_parameter", reason=escape_markdown(str(fault))), icon=":material/link_off:")
        case UnknownMetric():
            st.info(t("state.not_found", name=escape_markdown(name)), icon=":material/link_off:")
        case _:
            LOG.error("metric %s %s: %s", name, parameters, fault)
            st.info(t("state.card_error"), icon=":material/error:")


def _head(result: Result, keys: Keys, looked_at: view.View, head: Head | None, own_page: bool) -> None:
    """What the rows show and how sure that is; then in what unit and under which settings, those of the reader folded
    beside it."""
    finding, headline = result.finding, finding_of(result)
    if head and headline:
        head.say(headline)
    title, word, line_under = head_of(result, keys, looked_at, completes=head is not None)
    sure = f":small[:gray[{word}]]" if word else None
    reason = (
        t_or_none(f"reason.{finding.confidence_reason}") if word and finding and finding.confidence_reason else None
    )
    heading = st.title if own_page else st.header  # a chart's own page is named after what it finds
    heading(" ".join(filter(None, (escape_markdown(title), sure))), anchor=result.metric.name, help=reason)
    facts = escape_markdown(line_under)
    if own_page or not keys:
        st.caption(facts)
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"sub-{result.metric.name}"):
        st.caption(facts, width="stretch")
        show_controls(result, keys, folded=True)


@st.fragment
def _body(result: Result, half: bool, helpful: Sequence[str], looked_at: view.View, own_page: bool) -> None:
    """The chart, what must not be missed of it, and the foot line with what it opens."""
    metric = result.metric
    if result.table.num_rows == 0:
        _empty(metric, helpful)
        return
    shown = looked_at.rows_of(result)
    drawn = metric.chart.kind in figures.PAINTERS
    caveat_line = _caveat(result, looked_at)
    if caveat_line and drawing.is_tall(result, session.registry(), session.canvas(half=half), looked_at):
        st.html(caveat_line)
        caveat_line = None
    if drawn:
        _chart(result, shown, half, looked_at)
    else:
        tables.show(result)
    if caveat_line:
        st.html(caveat_line)
    opened = _foot(result, half, [panel for panel in PANELS if panel != "table" or (drawn and not own_page)])
    match opened:
        case "table":
            tables.show(result)
            own = markup.to_chart(metric.name, **session.changed_parameters(result))
            ways = [markup.link(own, markup.safe(t("card.own_page"))), *behind(result)]
            markup.show(f"<p class='soft'>{' · '.join(ways)}</p>")
        case "method":
            method_text.show(metric, result)
        case "download":
            _downloads(result)


@memo
def _caveat(result: Result, looked_at: view.View) -> str | None:
    """The caveat in one line; "more" opens the whole note, what the marks of the rows that are shown mean, and how far
    the title holds. As markup; None where there is nothing to say."""
    language = session.language()
    line, note = caveat.caveat_of(result, language), result.note(language) or ""
    marks = " · ".join(f"{sign} {t(f'flag.{flag}')}".strip() for flag, sign in _flags(result, looked_at).items())
    rows = formatted(result.table.num_rows, "integer", language)
    parts = [
        note if note != line else None,
        joints.joint_sentence(result, language),
        result.unknown_task.sentence(language) if result.unknown_task else None,
        marks,
        t("card.truncated", rows=rows) if result.truncated else None,
    ]
    whole = [html.escape(part) for part in parts if part]
    if holds := sensitivity.verdict_html(result):
        whole.append(holds)
    return caveat.caveat_html(line, whole, t("card.more"), t("card.less")) if line or whole else None


def _foot(result: Result, half: bool, panels: Sequence[str]) -> str | None:
    """One line: source and date, and the ways to table, method, files and links. Returns the panel that is open."""
    name, opened = result.metric.name, _opened(result.metric)
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"foot-{name}"):
        st.caption(
            escape_markdown(source_of(result, HALF_FOOT if half or session.canvas().narrow else FOOT)), width="stretch"
        )
        for panel in panels:
            is_open = panel == opened
            st.button(
                f"**{t(f'card.{panel}')}**" if is_open else t(f"card.{panel}"),
                type="tertiary",
                icon=":material/expand_less:" if is_open else None,
                key=f"{panel}-{name}",
                on_click=_open,
                args=(name, None if is_open else panel),
            )
        shared = st.popover(t("card.share"), type="tertiary", key=f"share-{name}", on_change="rerun")
        if shared.open:  # what nobody looks at is not sent; what is cited is kept
            with shared:
                share(result, kept=result.build.archived or session.reader().keep(result))
    return opened if opened in panels else None


def _opened(metric: Metric) -> str | None:
    """The panel that the reader asked for: in the address of a chart's own page, else in the session."""
    if st.query_params.get("metric") == metric.name:
        return st.query_params.get("tab")
    opened: str | None = st.session_state.get(f"panel-{metric.name}")
    return opened


def _open(name: str, panel: str | None) -> None:
    """Callback: a panel is opened, or the open one closed."""
    if st.query_params.get("metric") != name:
        st.session_state[f"panel-{name}"] = panel
    elif panel:
        st.query_params["tab"] = panel
    else:
        st.query_params.pop("tab", None)


def _empty(metric: Metric, helpful: Sequence[str]) -> None:
    """Why there is nothing to show, and which of the settings that the reader has here has rows under another value."""
    why = (metric.empty or metric.limits).in_(session.language())
    st.info(escape_markdown(why if isinstance(why, str) else why[0]), icon=":material/inbox:")
    if helpful:
        st.caption(escape_markdown(t("state.empty_settings", settings=", ".join(helpful))))


def _helpful(result: Result, keys: Keys) -> list[str]:
    """The settings that the reader has here and that have rows under another value."""
    parameters = result.metric.parameters
    settings = [name for name in parameters if name in keys or name in scope.on_screen()]
    return [parameters[name].label.in_(session.language()) for name in settings if _has_other_rows(result, name)]


def _has_other_rows(result: Result, name: str) -> bool:
    """Whether another value of one parameter, all others as they are, has rows."""
    parameter, build = result.metric.parameters[name], session.pinned_build()
    for value in (parameter.default, *(parameter.allowed or ())):  # values of the warehouse are too many to try
        with suppress(MetricError):
            if (
                session.reader()
                .run(result.metric.name, result.parameters | {name: value}, build_id=build)
                .table.num_rows
            ):
                return True
    return False


def _chart(result: Result, shown: Result, half: bool, looked_at: view.View) -> None:
    """The figure of the rows that are ``shown`` of the result; words where they draw none."""
    language, canvas = session.language(), session.canvas(half=half)
    drawn = result.metric.chart.y_for(result.parameters)
    if drawn and shown.table.column(drawn).null_count == shown.table.num_rows:
        st.info(t("state.nothing_drawn"), icon=":material/hourglass_empty:")
        return
    if (said := _single_points(result, looked_at, canvas)) is not None:
        st.markdown(said)
        st.caption(t("state.one_point" if shown is result else "state.one_point_shown"))
        return
    figure = drawing.figure_of(result, session.registry(), canvas, looked_at)
    unit, rows = result.metric.unit.in_(language), shown.table.num_rows
    alt = t("card.alt", title=result.title(language), unit=unit, rows=rows)
    _plot(figure.serial, figure, result.metric, canvas.narrow, alt)


@st.cache_resource(max_entries=256, show_spinner=False)
def _plot(serial: int, _figure: drawing.Drawn, _metric: Metric, _narrow: bool, _alt: str) -> None:
    """The message that shows a figure, written out once for all who are sent it: all else goes with its number."""
    bar = {"displayModeBar": False if _narrow else "hover"}  # no finger hovers
    st.plotly_chart(_figure, theme=None, config=PLOTLY | bar, key=f"chart-{_metric.name}", alt=_alt)


@memo
def _single_points(result: Result, looked_at: view.View, canvas: figures.Canvas) -> str | None:
    """The newest figure of each line in words, where no known line has two points to draw; else None."""
    result = looked_at.rows_of(result)
    if result.metric.chart.kind not in figures.LINES:
        return None
    shape = encoding(result, session.registry(), canvas)
    lines: dict[Any, list[figures.Row]] = {}
    for row in result.table.to_pylist():
        if row[shape.y] is not None:
            lines.setdefault((shape.series_of(row), shape.facet_of(row)), []).append(row)
    if any(len(points) > 1 for (series, _), points in lines.items() if not shape.series or series not in UNKNOWN):
        return None
    several = len({facet for _, facet in lines}) > 1
    said = []
    for (series, facet), points in sorted(lines.items(), key=lambda line: line[0][0] in UNKNOWN):
        last = max(points, key=lambda row: row[shape.x])
        at, name = last[shape.x], shape.label(shape.series, series)
        place = formatted(at, "date" if isinstance(at, date) else "integer", canvas.language)
        facts = [
            f"{escape_markdown(name)} **{figures.written(last[shape.y], shape, canvas)}**".strip(),
            escape_markdown(f"{shape.x_title} {place}".strip()),
        ]
        if several and facet != series:
            facts.append(escape_markdown(shape.label(shape.facet, facet)))
        said.append(" · ".join(facts))
    return "  \n".join(said)


def _downloads(result: Result) -> None:
    st.caption(t("card.download_note"))
    stem = f"ouverture-{result.metric.name}-{result.build.build_id}"
    with st.container(horizontal=True):
        for kind in FORMATS:
            st.download_button(
                t(f"card.{kind}"),
                data=partial(export, result, kind, session.language()),
                file_name=f"{stem}.{kind}",
                mime=FORMATS[kind],
                icon=":material/download:",
                on_click="ignore",
                key=f"get-{result.metric.name}-{kind}",
            )
    st.caption(t("card.api_note"))
    st.code(session.api_address(result, "csv"), language=None, wrap_lines=True)


def _flags(result: Result, looked_at: view.View) -> dict[str, str]:
    """The point flags that occur in the rows and that the chart marks, in the order of the method page, with their
    signs; all that occur, without sign, under a table."""
    shown = looked_at.rows_of(result)
    if "flags" not in shown.table.column_names:
        return {}
    seen = {flag for cell in shown.table.column("flags").to_pylist() for flag in (cell or "").split()}
    kind = result.metric.chart.kind
    signs = figures.MARKS.get(kind, {}) if kind in figures.PAINTERS else dict.fromkeys(FLAGS, "")
    marked = {flag: signs[flag] for flag in FLAGS if flag in seen and flag in signs}
    return {} if marked and _single_points(result, looked_at, session.canvas()) is not None else marked
