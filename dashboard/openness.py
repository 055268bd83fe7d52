"""The Openness page's own pieces: which family stands for a lab, and the form of "May I use it?".

What the reader answers stands in the address under the names of the metric's parameters, defaults left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Literal

import streamlit as st

from dashboard import session
from dashboard.card import card, fetch
from dashboard.session import t
from metrics.findings import formatted

SWITCHES = ("country_eu", "commercial", "train_other_models")
NUMBERS = {"monthly_users": 1_000_000, "min_downloads": 1_000}  # with their steps
BADGES: Mapping[str, tuple[str, Literal["blue", "orange", "violet", "gray"]]] = {
    "free": (":material/check:", "blue"),
    "conditions": (":material/rule:", "violet"),
    "unknown": (":material/question_mark:", "gray"),
    "refused": (":material/close:", "orange"),
}


def matrix() -> None:
    """The matrix of labs and components, and the choice of the family that stands for a lab."""
    st.segmented_control(
        t("openness.family"),
        session.reader().choices("openness_matrix", "family") or [],
        default=_asked("openness_matrix", "family"),
        required=True,
        format_func=lambda option: t(f"openness.family_{option}"),
        key="openness-family",
        on_change=_keep,
        args=("openness_matrix", "family"),
    )
    card("openness_matrix", family=_asked("openness_matrix", "family"))


def may_i_use_it() -> None:
    """The questions, how many models each answer leaves or refuses and why, and the models with their clauses."""
    st.header(t("openness.may_i"), anchor="may-i-use-it")
    st.caption(t("openness.not_advice"))
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        for name in SWITCHES:
            st.toggle(value=bool(_asked("may_i_use_it", name)), **_widget(name))
    with st.container(horizontal=True, gap="medium"):
        for name, step in NUMBERS.items():
            asked = int(_asked("may_i_use_it", name))
            st.number_input(value=asked, min_value=0, step=step, format="%d", width=320, **_widget(name))
    answers = {name: _asked("may_i_use_it", name) for name in (*SWITCHES, *NUMBERS)}
    result = fetch("may_i_use_it", **answers)
    if result is None:
        return
    reasons = {(row["verdict"], row["why"]): row["models_of_why"] for row in result.table.to_pylist()}
    with st.container(horizontal=True, gap="small"):
        for (verdict, why), models in reasons.items():
            icon, colour = BADGES[verdict]
            count = formatted(models, "integer", session.language())
            st.badge(t(f"openness.why_{why}", models=count), icon=icon, color=colour)
    card("may_i_use_it", **answers)


def _widget(name: str) -> dict[str, Any]:
    label = session.reader().catalogue["may_i_use_it"].parameters[name].label.in_(session.language())
    return {"label": label, "key": f"openness-{name}", "on_change": _keep, "args": ("may_i_use_it", name)}


def _asked(metric: str, name: str) -> Any:
    """What the address says, a bad value ignored; else the default."""
    declared = session.reader().catalogue[metric].parameters[name]
    if raw := st.query_params.get(name):
        with suppress(ValueError):
            return declared.parse(raw)
    return declared.default


def _keep(metric: str, name: str) -> None:
    """What the widget holds goes into the address, unless it is the default."""
    declared = session.reader().catalogue[metric].parameters[name]
    value = st.session_state[f"openness-{name}"]
    if value in (None, declared.default):
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = declared.text(value)
