"""How far a headline hangs on its definition: how many ways of counting agree, and the way to their list."""

from __future__ import annotations

import html
import logging

import streamlit as st

from ouverture.dashboard import navigation, session
from ouverture.dashboard.session import t
from ouverture.metrics.errors import BuildGone, MetricError
from ouverture.metrics.result import Finding, Result

LOG = logging.getLogger("ouverture.dashboard")


def curve_of(result: Result) -> Result | None:
    """The spec curve that the metric of ``result`` declares, under the same settings; None where there is none."""
    try:
        found = session.reader().curve(result.metric, result.parameters, session.pinned_build())
    except BuildGone:  # a kept card whose curve was not
        return None
    except MetricError as fault:
        LOG.error("spec curve of %s: %s", result.metric.name, fault)
        return None
    return found if found and found.finding else None


def verdict(result: Result) -> None:
    """The line under a headline that says how many ways of counting agree with it, one click from the list."""
    curve = curve_of(result)
    if curve is None or curve.finding is None:
        return
    st.page_link(
        navigation.page_named("card").path,
        label=_sentence(curve.finding),
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


def verdict_html(result: Result) -> str | None:
    """The same sentence as a link in HTML; None where the metric has no curve."""
    curve = curve_of(result)
    if curve is None or curve.finding is None:
        return None
    asked = {"metric": curve.metric.name} | session.changed_parameters(curve)
    listed = session.address(navigation.page_named("card"), asked, pinned=session.pinned_build())
    return f'<a href="{html.escape(listed)}" target="_self">{html.escape(_sentence(curve.finding))}</a>'


def _sentence(finding: Finding) -> str:
    holds, ways = finding.values["holds_in"], finding.values["definitions"]
    key = "robust" if holds == ways else "most" if 2 * holds >= ways else "fragile"
    return t(f"sensitivity.{key}", holds=holds, definitions=ways)
