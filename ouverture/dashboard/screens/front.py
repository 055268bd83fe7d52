"""What the parts of the front page share: how they ask a metric, and how a value reads in them."""

from __future__ import annotations

from contextlib import suppress
from html import escape
from typing import Any

from ouverture.dashboard import scope, session
from ouverture.dashboard.session import t
from ouverture.formatting import formatted
from ouverture.metrics.errors import MetricError
from ouverture.metrics.result import Result


def result_of(name: str) -> Result | None:
    """A metric under the scope of the address; None where it cannot be asked: the first card tells why."""
    metric = session.reader().catalogue[name]
    with suppress(MetricError):
        return session.reader().run(name, scope.asked_of(metric), build_id=session.pinned_build())
    return None


def sides(said: str) -> str:
    """Text with the words between ``<open>`` and ``<closed>`` in the colour of their side."""
    safe = escape(said)
    for side in ("open", "closed"):
        safe = safe.replace(f"&lt;{side}&gt;", f'<span class="{side}">').replace(f"&lt;/{side}&gt;", "</span>")
    return safe


def tier_name() -> str:
    return t(f"front.tier_{scope.chosen_value('threshold') or 'permissive'}")


def day_of(day: Any) -> str:
    return formatted(day, "date", session.language()) if day else ""


def percent(share: float, *, sign: bool = True) -> str:
    told = formatted(share, "percent", session.language())
    return told if sign else told.rstrip("%").rstrip()


def change_of(change: float) -> str:
    return formatted(change, "signed_points", session.language())
