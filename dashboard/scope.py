"""The scope bar: what the reader chose, kept in the address, shared by all pages that ask for it."""

from __future__ import annotations

import streamlit as st

from dashboard import session
from dashboard.session import t

CONTROLS = {
    "tasks": (("generative", "all"), "generative"),
    "threshold": (("any", "permissive", "code", "data"), "permissive"),
    "measure": (("downloads", "share", "index"), "downloads"),
    "basis": (("raw", "adjusted"), "raw"),
}
DEFAULT_LABS = ["google", "meta", "qwen", "openai", "mistral", "deepseek"]


def scope_bar(*controls: str) -> None:
    """Draw the named controls (tasks, threshold, labs, measure) in one row; their values go into the address."""
    if "labs" in controls:
        _labs()
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        for control in controls:
            if control != "labs":
                _choice(control)


def chosen(name: str) -> object | None:
    """Value of a shared control, from the widget or the address; None where nothing was chosen."""
    if name in st.session_state:
        return st.session_state[name] or None
    if name == "labs":
        return st.query_params.get_all("labs") or None
    return st.query_params.get(name)


def _choice(control: str) -> None:
    options, default = CONTROLS[control]
    help_key = f"scope.{control}_help"
    st.segmented_control(
        t(f"scope.{control}"),
        options,
        default=default,
        required=True,
        format_func=lambda option: t(f"scope.{control}_{option}"),
        key=control,
        help=t(help_key) if control != "measure" else None,
        bind="query-params",
    )


def _labs() -> None:
    registry = session.registry()
    st.multiselect(
        t("scope.labs"),
        sorted(registry.labs, key=lambda lab_id: registry.labs[lab_id].name.lower()),
        default=[lab_id for lab_id in DEFAULT_LABS if lab_id in registry.labs],
        format_func=lambda lab_id: registry.labs[lab_id].name,
        max_selections=6,
        key="labs",
        help=t("scope.labs_help"),
        bind="query-params",
    )
