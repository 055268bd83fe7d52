"""The substitution finder: a closed model and a yardstick in the address, answered by the card of ``substitution``."""

from __future__ import annotations

import streamlit as st

from dashboard import session
from dashboard.card import card, fetch
from dashboard.session import t, t_or_none


def finder() -> None:
    """Two fields, kept in the address, and the card of what they ask for. A model or yardstick not known is ignored."""
    listed = fetch("substitution")
    if listed is None:
        return
    st.subheader(t("substitution.title"), anchor="substitutes")
    fields = st.container(horizontal=True, gap="small")
    yardsticks = session.reader().choices("substitution", "yardstick", build_id=session.pinned_build()) or []
    if yardstick := _asked("yardstick", yardsticks):
        listed = fetch("substitution", yardstick=yardstick) or listed
    models = listed.table.column("closed_model").to_pylist()
    model = _asked("closed_model", models)
    with fields:
        _choice("closed_model", models, model)
        _choice("yardstick", yardsticks, yardstick)
    card("substitution", yardstick=yardstick, closed_model=model)


def _asked(name: str, values: list[str]) -> str | None:
    asked = st.query_params.get(name)
    return asked if asked in values else None


def _choice(name: str, values: list[str], chosen: str | None) -> None:
    labels = {value: t_or_none(f"value.{name}_{value}") or value for value in values}
    st.selectbox(
        t(f"substitution.{name}"),
        values,
        index=values.index(chosen) if chosen else None,
        key=f"substitution-{name}",
        placeholder=t(f"substitution.any_{name}"),
        format_func=labels.__getitem__,
        on_change=_keep,
        args=(name,),
    )


def _keep(name: str) -> None:
    """What the field holds goes into the address."""
    value = st.session_state[f"substitution-{name}"]
    if value:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)
