"""One chart on its own, named by the address: ``/card?metric=<name>&<parameter>=<value>``."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ouverture.dashboard import controls, session
from ouverture.dashboard.card import card
from ouverture.dashboard.session import escape_markdown, t


def show() -> None:
    """The card of the metric that the address names, with the parameters it gives; words where there is none."""
    name = st.query_params.get("metric") or ""
    catalogue = session.reader().catalogue
    if name not in catalogue:
        st.info(t("state.not_found", name=escape_markdown(name)), icon=":material/link_off:")
        return
    metric = catalogue[name]
    offered = {} if st.context.is_embedded else controls.offered(metric)
    given: dict[str, Any] = {}
    for parameter, declared in metric.parameters.items():
        values = st.query_params.get_all(parameter)
        if values and parameter not in offered:
            given[parameter] = values if declared.type == "list" else values[-1]
    card(name, controls=offered, **given)
