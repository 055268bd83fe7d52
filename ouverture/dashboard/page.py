"""What a page file is made of: the frame with its title, columns, the scope bar and cards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import streamlit as st

from ouverture.dashboard import markup, scope, waiting
from ouverture.dashboard.card import card
from ouverture.dashboard.scope import scope_bar
from ouverture.dashboard.session import keep_in_address, t, t_or_none

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

__all__ = ["card", "columns", "more", "page", "scope_bar", "section", "view"]


@contextmanager
def page(key: str, *, bare: bool = False, title: str | None = None) -> Iterator[None]:
    """Title (the one given, else ``title.<key>``, else the page's name) and, under the page's own, its lead; ``bare``
    leaves them out (embedded charts).

    The settings that the page's charts share fold into one line beside the title, so that answers come first; charts
    without data are told in one line at the end.
    """
    scope.place(None)
    if bare:
        yield
        return
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", gap="small"):
        st.title(title or t_or_none(f"title.{key}") or t(f"page.{key}"), anchor=False, width="stretch")
        scope.place(st.container(width="content"))
    if title is None and (lead := t_or_none(f"lead.{key}")):
        st.markdown(lead)
    with waiting.told_at_the_end():
        yield


def view(*keys: str) -> str:
    """Choice between views of a long page (texts ``view.<key>``), kept in the address as ``view``, the first left out.

    Only what the page draws for the view returned is asked and drawn.
    """
    asked = st.query_params.get("view")
    st.session_state["view"] = asked if asked in keys else keys[0]  # the address is the state, the back button's too
    st.segmented_control(
        t("view.label"),
        keys,
        required=True,
        format_func=lambda key: t(f"view.{key}"),
        key="view",
        on_change=keep_in_address,
        args=("view", "view", keys[0]),
        label_visibility="collapsed",
    )
    chosen = str(st.session_state["view"])
    st.caption(t(f"view.{chosen}_lead"))
    return chosen


def section(key: str) -> None:
    """Heading of a part of a page (``heading.<key>``), with what it is about under it (``heading.<key>_lead``)."""
    st.header(t(f"heading.{key}"), anchor=key.replace("_", "-"))
    st.markdown(t(f"heading.{key}_lead"))


def more(*metrics: str) -> None:
    """Links to further charts of the page's subject, each on its own page: five cards are enough to read."""
    ways = " · ".join(map(markup.chart_link, metrics))
    markup.show(f"<p class='soft'>{markup.safe(t('charts.more'))} {ways}</p>")


def columns(*widths: int) -> list[DeltaGenerator]:
    """Columns of the given relative widths (default two equal ones); one below the other on a phone."""
    return st.columns(widths or (1, 1), gap="medium")
