"""How far a headline hangs on its definition: how many ways of counting agree, and the way to their list."""

from __future__ import annotations

import logging

from ouverture.dashboard import markup, session
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


def verdict_html(result: Result) -> str | None:
    """How many ways of counting agree with a headline, as a link to their list; None where the metric has no curve."""
    curve = curve_of(result)
    if curve is None or curve.finding is None:
        return None
    listed = markup.to("card", metric=curve.metric.name, **session.changed_parameters(curve))
    return markup.link(listed, markup.safe(_sentence(curve.finding)))


def _sentence(finding: Finding) -> str:
    holds, ways = finding.values["holds_in"], finding.values["definitions"]
    key = "robust" if holds == ways else "most" if 2 * holds >= ways else "fragile"
    return t(f"sensitivity.{key}", holds=holds, definitions=ways)
