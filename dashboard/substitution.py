"""The substitution finder: a closed model in the address, answered by the card of ``substitution``."""

from __future__ import annotations

import streamlit as st

from dashboard import session
from dashboard.card import card, fetch
from dashboard.session import t


def finder(yardstick: str | None) -> None:
    """A field, kept in the address, and the card of what it asks for; a model not on the board is ignored."""
    listed = fetch("substitution", yardstick=yardstick)
    if listed is None:
        return
    st.subheader(t("substitution.title"), anchor="substitutes")
    models = listed.table.column("closed_model").to_pylist()
    asked = st.query_params.get("closed_model")
    st.session_state["substitution-closed_model"] = model = asked if asked in models else None
    st.selectbox(
        t("substitution.closed_model"),
        models,
        index=None,
        key="substitution-closed_model",
        placeholder=t("substitution.any_closed_model"),
        on_change=session.keep_in_address,
        args=("substitution-closed_model", "closed_model"),
    )
    card("substitution", yardstick=yardstick, closed_model=model)
