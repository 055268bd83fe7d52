"""Charts of a page that have no data yet: one line for all of them, with the command that brings them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st

from ouverture.dashboard import markup, session
from ouverture.dashboard.session import escape_markdown, t
from ouverture.metrics.result import Result

# while a page is drawn; not in the session, which a page that is broken off can no longer reach to clear it
_HELD: ContextVar[list[Result] | None] = ContextVar("held", default=None)


@contextmanager
def told_at_the_end() -> Iterator[None]:
    """Cards without data that are asked for in here are held back, and told in one line at the end."""
    waiting: list[Result] = []
    before = _HELD.set(waiting)
    try:
        yield
    finally:  # a page may be broken off: nothing is held back for a line that never comes
        _HELD.reset(before)
    if waiting:
        _tell(waiting)


def holds_back(result: Result) -> bool:
    """Whether the card of this result is told in the page's last line instead of drawn."""
    waiting = _HELD.get()
    if waiting is None:
        return False
    waiting.append(result)
    return True


def _tell(waiting: Sequence[Result]) -> None:
    """The line, which opens to the charts and why each is empty."""
    language = session.language()
    number = t("waiting.one") if len(waiting) == 1 else t("waiting.many", number=len(waiting))
    with st.expander(number, icon=":material/hourglass_empty:"):
        st.markdown(t("waiting.how"))
        lines = []
        for result in waiting:
            metric = result.metric
            why = (metric.empty or metric.limits).in_(language)
            address = markup.to("card", metric=metric.name)
            title = escape_markdown(metric.title.in_(language))
            lines.append(f"- [{title}]({address}): {escape_markdown(why if isinstance(why, str) else why[0])}")
        st.markdown("\n".join(lines))
