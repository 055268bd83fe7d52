"""The Claims page: each claim with its verdict, the figure behind it, and what is missing."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard import session, tables
from dashboard.card import fetch
from dashboard.session import escape_markdown, t
from metrics.findings import formatted

BADGES: dict[str, Any] = {"holds": "blue", "fails": "orange", "cannot_be_tested": "gray"}
ICONS = {"holds": ":material/check:", "fails": ":material/close:", "cannot_be_tested": ":material/question_mark:"}


def ledger() -> None:
    """One panel a tested claim."""
    result = fetch("claims")
    if result is None:
        return
    for row in result.table.to_pylist():
        if row["verdict"] is not None:
            _claim(row)


def _claim(row: dict[str, Any]) -> None:
    language = session.language()
    verdict = row["verdict"]
    with st.container(border=True):
        words, badge = st.columns([5, 1], vertical_alignment="top")
        words.subheader(
            escape_markdown(row["claim_fr"] if language == "fr" and row.get("claim_fr") else row["claim"]),
            anchor=row["claim_id"],
        )
        badge.badge(t(f"claims.verdict_{verdict}"), icon=ICONS[verdict], color=BADGES[verdict])
        if row["who"]:
            st.caption(escape_markdown(t("claims.said_by", who=row["who"])))
        said = row["data_says_fr"] if language == "fr" else row["data_says_en"]
        if said:
            st.markdown(escape_markdown(said))
        missing = row["missing_fr"] if language == "fr" else row["missing_en"]
        if missing:
            st.markdown(f"**{t('claims.missing')}.** {escape_markdown(missing)}")
        if row.get("as_of"):
            st.caption(t("card.as_of", date=formatted(row["as_of"], "text", language)))


def published() -> None:
    """Figures published by others, each with its own definition."""
    st.subheader(t("claims.published"), anchor=False)
    st.markdown(t("claims.published_note"))
    result = fetch("claims")
    if result is not None:
        tables.show(result)
