"""The Data & health page: state of the sources, and every way to take the data away."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from ouverture.dashboard import markup, session
from ouverture.dashboard.session import t, t_or_none
from ouverture.formatting import formatted
from ouverture.metrics.credits import known_credits
from ouverture.metrics.errors import MetricError
from ouverture.status import SourceStatus, status_of

METRICS = 430  # pixels of the list of all metrics
EXAMPLE = """-- thirty-day downloads of each lab at the latest reading of whole organisations
SELECT lab_id, sum(downloads_30d) AS downloads_30d
FROM mart_adoption
WHERE run_id = (SELECT run_id FROM newest_run('auto'))
GROUP BY lab_id ORDER BY downloads_30d DESC;"""


def health() -> None:
    """How the installation is, and why."""
    language = session.language()
    try:
        status = status_of(session.reader().warehouse, session.pinned_build())
    except MetricError:
        return
    health = status.health
    st.markdown(f"**{t(f'data.state_{health.state}')}**")
    for reason in health.reasons:
        icon = ":material/warning:" if reason.alarm else ":material/info:"
        parts = reason.sentence(language).split("`")  # every other one is a command, which stands as it is typed
        said = "`".join(part if n % 2 else session.escape_markdown(part) for n, part in enumerate(parts))
        st.markdown(f"{icon} {said}")


def sources() -> None:
    """When each source was read last and how that ended; when the next reading is due."""
    try:
        status = status_of(session.reader().warehouse, session.pinned_build())
    except MetricError:
        return
    if status.sources:
        markup.show(f'<div class="sources">{"".join(map(_source, status.sources))}</div>')
    if status.health.next_due:
        due = datetime.fromisoformat(status.health.next_due).date()
        st.markdown(t("data.next_due", date=formatted(due, "date", session.language())))
    elif status.sources:
        st.markdown(t("data.not_live"))


def _source(source: SourceStatus) -> str:
    name = t_or_none(f"value.source_{source.name}") or source.name
    ended = f"{t(f'value.listing_{source.listing}')} · {t(f'value.status_{source.status}')}"
    read = markup.number(source.last_ok, "date")
    return f"<div><small>{markup.safe(name)}</small><b>{read}</b><small>{markup.safe(ended)}</small></div>"


def take_away() -> None:
    """Whole metrics, the warehouse itself, the API, the command line, and whose data this is."""
    language = session.language()
    base = session.server_address()
    rows = [
        {t("data.table"): metric.title.in_(language)}
        | {kind.upper(): f"{base}/api/v1/metrics/{metric.name}.{kind}" for kind in ("csv", "json", "parquet", "zip")}
        for metric in session.reader().catalogue.values()
        if not metric.required
    ]
    links = {k.upper(): st.column_config.LinkColumn(display_text=k) for k in ("csv", "json", "parquet", "zip")}
    st.dataframe(rows, hide_index=True, placeholder="–", column_config=links, height=METRICS)
    left, right = st.columns(2, gap="medium")
    with left:
        st.markdown(f"**{t('data.api')}**\n\n{t('data.api_list')}")
        st.code(f"curl '{base}/api/v1/metrics/lab_table.csv?tasks=all'", language=None, wrap_lines=True)
        st.caption(f"{base}/api/v1 · {base}/api/v1/metrics · {base}/api/v1/status")
        st.markdown(f"**{t('data.cli')}**")
        st.code("ouverture export --all --format zip --out exports/", language=None, wrap_lines=True)
    with right:
        st.markdown(f"**{t('data.database')}**\n\n{t('data.database_note')}")
        try:
            build = session.reader().build(session.pinned_build())
            name = f"{build.build_id}.duckdb" if build.path else "datapackage.json"  # a shared warehouse has no file
            st.markdown(f"[{name}]({base}/data/{name})")
        except MetricError:
            st.caption(t("state.no_build"))
        st.code(EXAMPLE, language=None, wrap_lines=True)
    st.header(t("data.sources"), anchor="sources")
    credits = {credit.source: credit.dated(None) for credit in known_credits().values()}
    st.dataframe(
        [{t("data.sources"): c.line.in_(language), "Licence": c.licence, "URL": c.link} for c in credits.values()],
        hide_index=True,
        placeholder="–",
        column_config={"URL": st.column_config.LinkColumn()},
        height="content",
    )
