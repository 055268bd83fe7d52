"""What a page file is made of: the frame with its title and views, columns, the scope bar and cards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import streamlit as st

from ouverture.dashboard import markup, scope, session, waiting
from ouverture.dashboard.card import card
from ouverture.dashboard.head import Head
from ouverture.dashboard.scope import scope_bar
from ouverture.dashboard.session import keep_in_address, t, t_or_none

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

__all__ = ["card", "more", "page", "scope_bar", "section", "side_by_side"]


@contextmanager
def page(
    key: str,
    *,
    bare: bool = False,
    answers: bool = False,
    title: str | None = None,
    views: Sequence[str] = (),
    opens: Mapping[str, str] | None = None,
) -> Iterator[Head]:
    """Title (the one given, else ``title.<key>``, else the page's name) and, under the page's own, its lead; ``bare``
    leaves them out (embedded charts).

    The settings that the page's charts share fold into one line beside the title, so that answers come first; charts
    without data are told in one line at the end. On a page that ``answers`` the card that is handed the head completes
    the title with what it finds, and the settings stand under it. So does a page of ``views``: one at a time, its name
    in the address; ``opens`` says which view a setting in the address belongs to, for links of before there were views.
    """
    scope.place(None)
    name = title or t_or_none(f"title.{key}") or t(f"page.{key}")
    answers = answers or bool(views)
    lead = t_or_none(f"lead.{key}") if title is None else None
    head = Head(name, st.container() if answers else None)
    if bare:
        yield head
        return
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", gap="small", key="top"
    ):
        if views:
            head.view = _view(views, opens or {})
            lead = t(f"view.{head.view}_lead")
        if answers and session.canvas().narrow:  # a phone's first screen is for the answer and its chart
            lead = None
        if not answers:
            st.title(session.escape_markdown(name), anchor=False, width="stretch")
        elif lead and not views:
            st.markdown(lead, width="stretch")
            lead = None
        scope.place(st.container(width="content"))
    if lead:
        (st.caption if views else st.markdown)(lead)
    with waiting.told_at_the_end():
        try:
            yield head
        finally:
            head.say()  # the name at least, where the page breaks off before its first card


def _view(keys: Sequence[str], opens: Mapping[str, str]) -> str:
    """Choice between views of a long page (texts ``view.<key>``), kept in the address as ``view``.

    Only what the page draws for the view returned is asked and drawn.
    """
    if st.query_params.get("view") not in keys:
        st.query_params.pop("view", None)
        if meant := next((opens[name] for name in opens if name in st.query_params), None):
            st.query_params["view"] = meant
    st.session_state["view"] = st.query_params.get("view", keys[0])  # the address is the state, the back button's too
    st.segmented_control(
        t("view.label"),
        keys,
        required=True,
        format_func=lambda key: t(f"view.{key}"),
        key="view",
        on_change=keep_in_address,
        args=("view", "view", None if opens else keys[0]),  # a setting would open its view again
        label_visibility="collapsed",
    )
    return str(st.session_state["view"])


def section(key: str) -> None:
    """Heading of a part of a page (``heading.<key>``), with what it is about under it (``heading.<key>_lead``)."""
    with st.container(key=f"section-{key}"):  # larger than the titles of its cards
        st.header(t(f"heading.{key}"), anchor=key.replace("_", "-"))
    st.markdown(t(f"heading.{key}_lead"))


def more(*metrics: str) -> None:
    """Links to further charts of the page's subject, each on its own page: five cards are enough to read."""
    markup.chart_links(t("charts.more"), metrics)


def side_by_side() -> DeltaGenerator:
    """A row for half cards, one below the other on a phone; with fewer messages than columns take."""
    return st.container(horizontal=True, gap="medium")
