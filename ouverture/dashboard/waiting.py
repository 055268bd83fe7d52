"""Charts of a page that have no data yet: one line for all of them, with the command that brings them."""

from __future__ import annotations

import streamlit as st

from ouverture.dashboard import navigation, session
from ouverture.dashboard.session import escape_markdown, t
from ouverture.metrics.result import Result

HELD = "waiting-charts"  # in the session while a page is drawn


def begin() -> None:
    """From here on until ``tell``, cards without data are held back."""
    st.session_state[HELD] = []


def held(result: Result) -> bool:
    """Whether the card of this result is told in the page's last line instead of drawn."""
    waiting: list[Result] | None = st.session_state.get(HELD)
    if waiting is None:
        return False
    waiting.append(result)
    return True


def tell() -> None:
    """The line, which opens to the charts and why each is empty."""
    waiting: list[Result] = st.session_state.pop(HELD, None) or []
    if not waiting:
        return
    language = session.language()
    number = t("waiting.one") if len(waiting) == 1 else t("waiting.many", number=len(waiting))
    with st.expander(number, icon=":material/hourglass_empty:"):
        st.markdown(t("waiting.how"))
        lines = []
        for result in waiting:
            metric = result.metric
            why = (metric.empty or metric.limits).in_(language)
            address = session.address(navigation.page_named("card"), {"metric": metric.name})
            title = escape_markdown(metric.title.in_(language))
            lines.append(f"- [{title}]({address}): {escape_markdown(why if isinstance(why, str) else why[0])}")
        st.markdown("\n".join(lines))
