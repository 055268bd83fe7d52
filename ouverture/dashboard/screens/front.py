"""Own markup of the front page in the colours of the theme: the block, its links, and how a value reads in it."""

from __future__ import annotations

from contextlib import suppress
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from ouverture.dashboard import navigation, scope, session, theme
from ouverture.dashboard.session import t
from ouverture.formatting import formatted
from ouverture.metrics.errors import MetricError
from ouverture.metrics.result import Result

STYLE = Path(__file__).with_name("front.css").read_text(encoding="utf-8")


def block(body: str) -> None:
    st.html(f'<style>.ov{{{theme.variables()}}}{STYLE}</style><div class="ov">{body}</div>')


def asked(name: str) -> Result | None:
    """A metric under the scope of the address; None where it cannot be asked: the first card tells why."""
    metric = session.reader().catalogue[name]
    with suppress(MetricError):
        return session.reader().run(name, scope.asked_of(metric), build_id=session.pinned_build())
    return None


def link(page: navigation.Page, **parameters: Any) -> str:
    return escape(session.address(page, parameters, pinned=session.pinned_build()), quote=True)


def chart_link(name: str) -> str:
    """The chart page of a metric under the definition chosen."""
    metric = session.reader().catalogue[name]
    asked = {key: value for key, value in scope.asked_of(metric).items() if value != metric.parameters[key].default}
    return link(navigation.page_named("card"), metric=name, **asked)


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
