"""Method text of a metric, rendered from its file and the constants its query binds."""

from __future__ import annotations

from dataclasses import replace

import pyarrow.compute as pc
import streamlit as st

from ouverture.dashboard import session, tables
from ouverture.dashboard.session import t
from ouverture.formatting import formatted
from ouverture.metrics.catalogue import Metric
from ouverture.metrics.errors import BuildGone
from ouverture.metrics.left_out import left_out_of
from ouverture.metrics.result import Result

TOP = 5  # rows that explain a number


def show(metric: Metric, result: Result | None = None) -> None:
    """Question, formula, limits, columns, changelog; with a result also its settings and SQL."""
    language = session.language()
    _paragraph("card.question", metric.question.in_(language))
    _paragraph("card.formula", metric.formula.in_(language))
    st.markdown(f"**{t('card.limits')}**\n\n" + "\n".join(f"- {limit}" for limit in metric.limits.in_(language)))
    rows = "\n".join(
        f"| `{name}` | {column.label.in_(language)} | {column.unit or column.type} | {column.meaning.in_(language)} |"
        for name, column in metric.columns.items()
    )
    heads = (t(f"card.column_{head}") for head in ("name", "label", "unit", "meaning"))
    st.markdown(f"**{t('card.columns')}**\n\n| {' | '.join(heads)} |\n|---|---|---|---|\n{rows}")
    changes = [("", change) for change in metric.changelog]
    changes += [(f"{p.label.in_(language)}, ", change) for p in metric.rules.values() for change in p.changelog]
    lines = "\n".join(
        f"- {rule}{t('card.version', version=c.version)}, {formatted(c.on, 'date', language)}: {c.in_(language)}"
        for rule, c in changes
    )
    st.markdown(f"**{t('card.changelog')}**\n\n{lines}")
    if result is not None:
        _provenance(result)
        _contributors(result)
        _left_out(result)
        st.caption(t("card.sql"))
        with st.container(height=260, border=False):  # who scrolls it by keyboard has something in it to focus
            st.code(result.sql, language="sql", wrap_lines=True)


def _provenance(result: Result) -> None:
    """Whose data, in which build, under which version of the rule."""
    facts = (
        t("card.source", sources="; ".join(credit.line.in_(session.language()) for credit in result.credits)),
        t("card.build", build=result.build.build_id),
        t("card.version", version=result.metric.edition),
    )
    st.caption(session.escape_markdown(" · ".join(facts)))


def _contributors(result: Result) -> None:
    """The rows that weigh most in what the chart shows last: what makes this number."""
    chart, table = result.metric.chart, result.table
    y = chart.y_for(result.parameters)
    if y is None or result.metric.columns[y].type not in ("integer", "number") or table.num_rows == 0:
        return
    if chart.x and result.metric.columns[chart.x].type == "date":
        table = table.filter(pc.equal(table[chart.x], pc.max(table[chart.x])))
    largest = table.take(pc.select_k_unstable(table, TOP, [(y, "descending")]))
    st.markdown(f"**{t('card.contributors')}**")
    tables.show(replace(result, table=largest), height="content")


def _left_out(result: Result) -> None:
    """What is not in the number, and why: counts and largest names by reason, under the card's settings."""
    reader = session.reader()
    for name in left_out_of(result.metric):
        settings = {key: value for key, value in result.parameters.items() if key in reader.catalogue[name].parameters}
        try:
            left_out = reader.run(name, settings, build_id=session.pinned_build())
        except BuildGone:  # of a kept card only what it showed is kept
            continue
        if left_out.table.num_rows:
            st.markdown(f"**{t('card.left_out')}**")
            tables.show(left_out, height="content", key=f"left-out-{result.metric.name}-{name}")


def _paragraph(key: str, body: str) -> None:
    st.markdown(f"**{t(key)}**\n\n{body}")
