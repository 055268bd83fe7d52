"""The substitution finder: a closed model in the address, answered by the rows of ``substitution``."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ouverture.dashboard import navigation, session, tables, theme
from ouverture.dashboard.card import card, fetch
from ouverture.dashboard.controls import keys_of, show_controls
from ouverture.dashboard.session import escape_markdown, t
from ouverture.formatting import formatted
from ouverture.metrics.result import Result

CONTROLS = ("memory_gb", "licence")
PLACES = ("is_first", "is_smallest", "is_cheapest")
FACTS = (
    "licence",
    "parameters_total_b",
    "memory_4_bit_gb",
    "memory_16_bit_gb",
    "price_ratio",
    "months_later",
    "downloads_30d",
)
WIDTH = 320  # pixels


def finder(yardstick: str | None) -> None:
    """Fields, kept in the address, the answer to them, and its card; a model not on the board is ignored."""
    listed = fetch("substitution", yardstick=yardstick)
    if listed is None:
        return
    st.header(t("substitution.title"), anchor="substitutes")
    models = list(dict.fromkeys(listed.table.column("closed_model").to_pylist()))
    asked = st.query_params.get("closed_model")
    st.session_state["substitution-closed_model"] = model = asked if asked in models else None
    fields = st.container(horizontal=True, gap="medium", vertical_alignment="bottom")
    with fields:
        st.selectbox(
            t("substitution.closed_model"),
            models,
            index=None,
            key="substitution-closed_model",
            placeholder=t("substitution.any_closed_model"),
            width=WIDTH,
            on_change=session.keep_in_address,
            args=("substitution-closed_model", "closed_model"),
        )
    result = fetch("substitution", controls=CONTROLS, yardstick=yardstick, closed_model=model)
    if result is None:
        return
    with fields:
        show_controls(result, keys_of(CONTROLS))
    if model:
        _answer(result)
    asked_for = result.parameters
    card(
        "substitution",
        yardstick=yardstick,
        closed_model=model,
        memory_gb=asked_for["memory_gb"],
        licence=asked_for["licence"],
    )


def _answer(result: Result) -> None:
    """The open models that are first, smallest or cheapest, side by side; none where none matches."""
    found = [row for row in result.table.to_pylist() if row["open_model"]]
    for column, row in zip(st.columns(len(found)) if found else [], found, strict=True):
        with column, st.container(border=True, height="stretch"):
            _candidate(row, result)


def _candidate(row: dict[str, Any], result: Result) -> None:
    language, columns = session.language(), result.metric.columns
    st.caption(" · ".join(columns[name].label.in_(language) for name in PLACES if row[name]))
    st.markdown(f"**{escape_markdown(row['open_model'])}**")
    lines = [f":gray[{columns[name].label.in_(language)}] {escape_markdown(_written(name, row))}" for name in FACTS]
    st.markdown("  \n".join(lines))
    if row["model_id"]:
        query = session.shared_query() | {"model": row["model_id"]}
        path = navigation.page_named("models").path
        st.page_link(path, label=t("substitution.profile"), icon=":material/arrow_forward:", query_params=query)


def _written(name: str, row: dict[str, Any]) -> str:
    value, language = row[name], session.language()
    if value is None:
        return t("card.no_value")
    if name == "licence" and row["tier"] is not None:
        return f"{value} · {t('tier.' + theme.TIER_KEYS[row['tier']])}"
    if name == "price_ratio":
        return formatted(value, "percent", language)
    return tables.plain(value, language)
