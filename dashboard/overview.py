"""The Overview's own pieces: the sentences that open it, each with its date, its confidence and its proof."""

from __future__ import annotations

import streamlit as st

from dashboard import navigation, session
from dashboard.card import fetch
from dashboard.session import escape_markdown, t
from metrics.findings import formatted

# Metric, and the page that holds its card.
ANSWERS = (
    ("open_share", "open_vs_closed"),
    ("downloads_by_tier", "open_vs_closed"),
    ("lab_adoption", "labs"),
)


def headline() -> str:
    """The page's title: the product in one line."""
    return t("app.tagline")


def answers() -> None:
    """What the data says, one sentence a metric; a metric without a finding is left out."""
    language = session.language()
    st.subheader(t("overview.answers"), anchor=False)
    for name, page in ANSWERS:
        result = fetch(name)
        headline = result.headline(language) if result else None
        if result is None or result.finding is None or headline is None:
            continue
        with st.container(border=False, gap=None):
            st.markdown(f"**{escape_markdown(headline)}.**")
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.caption(
                    f"{t('card.as_of', date=formatted(result.finding.as_of, 'date', language))} · "
                    f"{t(f'card.confidence_{result.finding.confidence}')}"
                )
                if page != "overview":
                    st.page_link(
                        navigation.screen(page).path,
                        label=t("overview.proof"),
                        icon=":material/arrow_forward:",
                        icon_position="right",
                        query_params=session.shared_query(),
                    )
