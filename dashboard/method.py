"""Method text of a metric, rendered from the front matter and the constants its query binds."""

from __future__ import annotations

import streamlit as st

from dashboard import session
from dashboard.session import t
from metrics.catalogue import Metric
from metrics.findings import formatted
from metrics.result import Result


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
    st.markdown(f"**{t('card.columns')}**\n\n| | | | |\n|---|---|---|---|\n{rows}")
    changes = "\n".join(
        f"- {t('card.version', version=c.version)}, {formatted(c.on, 'date', language)}: {c.in_(language)}"
        for c in metric.changelog
    )
    st.markdown(f"**{t('card.changelog')}**\n\n{changes}")
    if result is not None:
        st.caption(t("card.sql"))
        st.code(result.sql, language="sql", wrap_lines=True, height=260)


def _paragraph(key: str, body: str) -> None:
    st.markdown(f"**{t(key)}**\n\n{body}")
