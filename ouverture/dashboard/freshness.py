"""The pill above every page: how old the Hub's readings are, in plain words; what is not well, pinned or left out."""

from __future__ import annotations

from datetime import UTC, date, datetime
from html import escape
from urllib.parse import urlencode

import streamlit as st

from ouverture.dashboard import markup, session
from ouverture.dashboard.session import t
from ouverture.formatting import formatted
from ouverture.metrics.errors import MetricError
from ouverture.registry.sources import LIVE
from ouverture.status import Status, status_of

TOLD = 2  # reasons above the page; Data & health has them all
FRESH_DAYS = 2  # readings of a nightly schedule are not older
MONTH_DAYS = 30.44


def pill() -> str:
    """What the visitor must know of the build that is shown, as markup; nothing where there is none (pages say so)."""
    pinned = session.pinned_build()
    try:
        status = status_of(session.reader().warehouse, pinned)
    except MetricError:
        return ""
    parts = [_readings(status, datetime.now(UTC).date())]
    if pinned:
        asked = {name: st.query_params.get_all(name) for name in st.query_params if name != "build"}
        link = markup.link(f"?{urlencode(asked, doseq=True)}", escape(t("freshness.unpin")))
        parts.append(f'<span class="old">{escape(t("freshness.pinned", build=pinned))} {link}</span>')
    data = markup.link(markup.to("data"), escape(t("page.data")))
    if alarms := status.health.alarms:
        reasons = " ; ".join(reason.sentence(session.language()) for reason in alarms[:TOLD])
        parts.append(
            f'<span class="old" role="alert"><span>{_with_code(t("freshness.degraded", reasons=reasons))}</span> {data}'
            "</span>"
        )
    if status.quarantined_runs:
        left_out = t("freshness.quarantined", runs=status.quarantined_runs)
        parts.append(f'<span class="note">{escape(left_out)} {data}</span>')
    return "".join(parts)


def _readings(status: Status, today: date) -> str:
    """The age of the newest full reading of the Hub; where it is old, the way to a new one."""
    live = [source.last_ok for source in status.sources if source.last_ok and source.name == LIVE]
    full = [source.last_ok for source in status.sources if source.last_ok and source.listing == "organisations"]
    read = max(live or full, default=None)
    if read is None:
        said, old = t("freshness.none"), True
    else:
        days = max((today - read).days, 0)
        shown = formatted(read, "date" if days < 2 * MONTH_DAYS else "month", session.language())
        said, old = t("freshness.readings", date=shown, age=_age(days)), days > FRESH_DAYS
    if not old:
        return f'<span class="well">{escape(said)}</span>'
    take = f'<span class="take"> · <u>{escape(t("freshness.take"))}</u></span>'
    return markup.link(markup.to("data"), f"{escape(said)}{take}", "old")


def _age(days: int) -> str:
    if days < FRESH_DAYS:
        return t(f"freshness.days_{days}")
    if days < 2 * MONTH_DAYS:
        return t("freshness.days", days=days)
    return t("freshness.months", months=round(days / MONTH_DAYS))


def _with_code(told: str) -> str:
    """Words with their commands, between backticks, as code."""
    parts = escape(told).split("`")
    return "".join(f"<code>{part}</code>" if place % 2 else part for place, part in enumerate(parts))
