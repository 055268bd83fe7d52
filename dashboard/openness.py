"""The Openness page's own piece: "May I use it?", with what the answers leave and refuse."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import streamlit as st

from dashboard import session
from dashboard.card import card
from dashboard.session import t
from metrics.findings import formatted

QUESTIONS = ("country_eu", "commercial", "train_other_models", "monthly_users", "min_downloads")
BADGES: Mapping[str, tuple[str, Literal["blue", "orange", "violet", "gray"]]] = {
    "free": (":material/check:", "blue"),
    "conditions": (":material/rule:", "violet"),
    "unknown": (":material/question_mark:", "gray"),
    "refused": (":material/close:", "orange"),
}


def may_i_use_it() -> None:
    """The questions, how many models each answer leaves or refuses and why, and the models with their clauses."""
    st.header(t("openness.may_i"), anchor="may-i-use-it")
    st.caption(t("openness.not_advice"))
    badges = st.container(horizontal=True, gap="small")
    result = card("may_i_use_it", controls=QUESTIONS)
    if result is None:
        return
    reasons = {(row["verdict"], row["why"]): row["models_of_why"] for row in result.table.to_pylist()}
    with badges:
        for (verdict, why), models in reasons.items():
            icon, colour = BADGES[verdict]
            count = formatted(models, "integer", session.language())
            st.badge(t(f"openness.why_{why}", models=count), icon=icon, color=colour)
