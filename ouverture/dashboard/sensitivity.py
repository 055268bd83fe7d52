"""How far a headline hangs on its definition: "holds in k of n definitions", and the way to the curve."""

from __future__ import annotations

import logging

import streamlit as st

from ouverture.dashboard import navigation, session
from ouverture.dashboard.session import t
from ouverture.metrics.errors import MetricError
from ouverture.metrics.result import Result

LOG = logging.getLogger("ouverture.dashboard")


def curve_of(result: Result) -> Result | None:
    """The spec curve that the metric of ``result`` declares, under the same settings; None where there is none."""
    try:
        found = session.reader().curve(result.metric, result.parameters, session.pinned_build())
    except MetricError as fault:
        LOG.error("spec curve of %s: %s", result.metric.name, fault)
        return None
    return found if found and found.finding else None


def verdict(result: Result) -> None:
    """The line under a headline that says in how many definitions it holds, one click from the curve."""
    curve = curve_of(result)
    if curve is None or curve.finding is None:
        return
    values = curve.finding.values
    st.page_link(
        navigation.page_named("card").path,
        label=t("sensitivity.holds", holds=values["holds_in"], definitions=values["definitions"]),
        icon=":material/balance:",
        query_params={
            **{key: value for key, value in session.shared_query().items() if key in ("lang", "build")},
            **{
                key: str(value) if not isinstance(value, list) else value
                for key, value in session.changed_parameters(curve).items()
            },
            "metric": curve.metric.name,
        },
    )
