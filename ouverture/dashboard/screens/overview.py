"""The Overview's own pieces: the sentences that open it, each with its date, its confidence and its proof."""

from __future__ import annotations

import streamlit as st

from ouverture.dashboard import navigation, sensitivity, session
from ouverture.dashboard.card import fetch
from ouverture.dashboard.session import escape_markdown, t
from ouverture.formatting import formatted
from ouverture.metrics.result import Result

# Metric, and the page that holds its card: one line more is one answer more. The first answer is the headline chart.
ANSWERS = (
    ("package_installs", "open_vs_closed"),
    ("capability_gap", "open_vs_closed"),
    ("lab_table", "labs"),
    ("country_share", "geography"),
    ("moat_half_life", "concentration"),
)
# The view of a long page in which a card stands, where it is not the first.
VIEWS = {"capability_gap": {"view": "capability"}}


def answers() -> None:
    """What else the data says, one sentence a metric; a metric without a finding is left out."""
    st.subheader(t("overview.answers"), anchor=False)
    for name, page in ANSWERS:
        result = fetch(name)
        if result is not None and (headline := result.headline(session.language())):
            _answer(result, headline, page)


def changes() -> None:
    """Heading of the part that says what is new."""
    st.header(t("overview.changes"), anchor="changes")


def _answer(result: Result, headline: str, page: str) -> None:
    finding = result.finding
    assert finding is not None  # the headline comes from it
    facts = [t(f"card.confidence_{finding.confidence}")]
    if finding.as_of:
        facts.insert(0, t("card.as_of", date=formatted(finding.as_of, "date", session.language())))
    with st.container(border=False, gap=None):
        st.markdown(
            f"**{escape_markdown(headline)}**", help=escape_markdown(result.note(session.language()) or "") or None
        )
        st.caption(" · ".join(facts))
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small"):
            sensitivity.verdict(result)
            st.page_link(
                navigation.page_named("card").path,
                label=t("overview.explain"),
                query_params={**session.shared_query(), "metric": result.metric.name, "tab": "method"},
            )
            st.page_link(
                navigation.page_named(page).path,
                label=t("overview.proof"),
                icon=":material/arrow_forward:",
                icon_position="right",
                query_params=session.shared_query() | VIEWS.get(result.metric.name, {}),
            )
