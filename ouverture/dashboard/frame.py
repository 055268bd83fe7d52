"""The frame around every page: navigation, freshness, language, and the boundary no traceback crosses."""

from __future__ import annotations

import logging
from typing import Literal

import streamlit as st

from ouverture.dashboard import header, landing, markup, navigation, scope, session
from ouverture.dashboard.session import t
from ouverture.metrics.warehouse import steady
from ouverture.places import PACKAGE

LOG = logging.getLogger("ouverture.dashboard")
SIDEBAR = 248  # pixels: the longest question stands in one line, charts get the rest


def main() -> None:
    """One run of the dashboard script for one visitor."""
    scope.carry()
    with session.running(), steady():
        _run()


def _run() -> None:
    st.set_page_config(
        page_title="Ouverture",
        page_icon=str(PACKAGE / "dashboard" / "static" / "icon.svg"),
        layout="wide",
        initial_sidebar_state=SIDEBAR,
    )
    # on a phone the header must leave room for its menu
    size: Literal["small", "large"] = "small" if session.canvas().narrow else "large"
    st.logo(PACKAGE / "dashboard" / "static" / "wordmark.svg", size=size)
    embedded = st.context.is_embedded  # in someone else's page: the chart and its lines, no frame around it
    page = st.navigation(_pages(), position="hidden" if embedded else "sidebar", expanded=True)
    st.set_page_config(page_title=_title(page.url_path))
    paper = markup.on_paper(session.canvas().dark)
    if embedded:
        st.html(paper)
    else:
        _sidebar()
        st.html(paper + header.body(), unsafe_allow_javascript=True)
    try:
        page.run()
    except Exception:  # the boundary: whatever fails in a page is logged here and told in words
        LOG.exception("page %s failed", page.url_path)
        st.header(t("state.error_title"), anchor=False)
        st.info(t("state.error"), icon=":material/error:")


def _title(url_path: str) -> str:
    """What the browser's tab says: as the first HTML of the address did."""
    here = landing.page_at(url_path) or navigation.HOME
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    return landing.landing(here, query, session.language()).title


def _pages() -> dict[str, list[st.Page]]:
    sections: dict[str, list[st.Page]] = {}
    for page in navigation.PAGES:
        entry = st.Page(
            page.path,
            title=t(f"page.{page.key}"),
            icon=page.icon,
            url_path=page.url_path or None,
            default=page is navigation.HOME,
            visibility="visible" if page.section else "hidden",
        )
        sections.setdefault(t(f"section.{page.section or 'trust'}"), []).append(entry)
    return sections


def _sidebar() -> None:
    with st.sidebar:
        scope.language_choice()
        st.caption(t("app.about"))
