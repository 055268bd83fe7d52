"""The line above every page: live or reference, how fresh, pinned or not, and what was left out."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from ouverture.dashboard import session
from ouverture.dashboard.session import escape_markdown, t
from ouverture.formatting import formatted
from ouverture.metrics.errors import MetricError
from ouverture.registry.sources import LIVE
from ouverture.status import Status, status_of

TOLD = 2  # reasons in the line above the page; Data & health has them all


def banner() -> None:
    """Draw the freshness line for the build the visitor sees; nothing where there is no build (pages say so)."""
    pinned = session.pinned_build()
    try:
        status = status_of(session.reader().warehouse, pinned)
    except MetricError:
        return
    st.caption(escape_markdown(_sentence(status)))
    if pinned:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(f":material/push_pin: {t('freshness.pinned', build=escape_markdown(pinned))}")
            scope = {name: value for name, value in session.shared_query().items() if name != "build"}
            st.link_button(t("freshness.unpin"), f"?{urlencode(scope, doseq=True)}", type="tertiary")
    if alarms := status.health.alarms:
        told = " ; ".join(reason.sentence(session.language()) for reason in alarms[:TOLD])
        st.warning(t("freshness.degraded", reasons=escape_markdown(told)), icon=":material/schedule:")
    if status.quarantined_runs:
        st.caption(f":material/block: {t('freshness.quarantined', runs=status.quarantined_runs)}")


def _sentence(status: Status) -> str:
    language = session.language()
    live = next((source for source in status.sources if source.name == LIVE and source.last_ok), None)
    full = [source.last_ok for source in status.sources if source.last_ok and source.listing == "organisations"]
    parts = [
        t("freshness.live", date=formatted(live.last_ok, "date", language)) if live else t("freshness.reference"),
        t("freshness.reading", date=formatted(max(full), "date", language)) if full and not live else None,
        t("freshness.models", models=formatted(status.models, "integer", language)),
    ]
    return " · ".join(part for part in parts if part)
