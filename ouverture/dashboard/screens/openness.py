"""The Openness page's own piece: "May I use it?", with what the answers leave and refuse."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import streamlit as st

from ouverture.dashboard import session
from ouverture.dashboard.card import card, fetch
from ouverture.dashboard.head import Head
from ouverture.dashboard.session import escape_markdown, t
from ouverture.formatting import formatted

QUESTIONS = ("country_eu", "commercial", "train_other_models", "monthly_users", "min_downloads")
OPENS = {"family": "opened", **dict.fromkeys(QUESTIONS, "allowed")}  # the view that each setting of a card belongs to
BADGES: Mapping[str, tuple[str, Literal["blue", "orange", "violet", "gray"]]] = {
    "free": (":material/check:", "blue"),
    "conditions": (":material/rule:", "violet"),
    "unknown": (":material/question_mark:", "gray"),
    "refused": (":material/close:", "orange"),
}
COMMONS = ("data_together",)  # labs of the registry whose people make datasets together


def made_in_common() -> None:
    """Initiatives of the registry and their dates, datasets read or not; where none were, what would bring them."""
    registry, language = session.registry(), session.language()
    for lab_id in COMMONS:
        lab = registry.labs[lab_id]
        facts = [f"**[{escape_markdown(lab.name)}]({lab.evidence})**"]
        for event in (event for event in registry.events.values() if event.lab == lab_id):
            title = event.title_fr if language == "fr" else event.title_en
            day = escape_markdown(formatted(event.on, "date", language))
            facts.append(f"{day}, [{escape_markdown(title)}]({event.link})")
        st.markdown(t("openness.made_in_common", initiative=" · ".join(facts)))
    read = fetch("dataset_top")
    if read is not None and read.table.num_rows == 0:
        st.info(t("openness.no_datasets"), icon=":material/inbox:")


def may_i_use_it(head: Head) -> None:
    """How many models each answer leaves or refuses and why, the questions, and the models with their clauses."""
    badges = st.container(horizontal=True, gap="small")
    result = card("may_i_use_it", controls=QUESTIONS, head=head)
    if result is None:
        return
    reasons = {(row["verdict"], row["why"]): row["models_of_why"] for row in result.table.to_pylist()}
    with badges:
        for (verdict, why), models in reasons.items():
            icon, colour = BADGES[verdict]
            count = formatted(models, "integer", session.language())
            st.badge(t(f"openness.why_{why}", models=count), icon=icon, color=colour)
