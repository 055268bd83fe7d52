"""The Models page: a search answered by SQL page by page, and a profile for each model."""

from __future__ import annotations

from math import ceil
from typing import Any

import streamlit as st

from dashboard import session, tables, theme
from dashboard.card import card, fetch
from dashboard.session import escape_markdown, t
from metrics.findings import formatted

PAGE_SIZE = 50
SORTS = ("downloads", "likes", "created", "name")
FILTERS = ("lab", "tier", "task", "licence", "size_class", "gated")
FILTER_TEXTS = {"size_class": "models.size"}
SHOWN = ("model_id", "lab_id", "downloads_30d", "likes", "tier", "licence", "pipeline_tag", "parameters", "created_on")


def chosen() -> str | None:
    """Id of the model that the address names, if any."""
    return st.query_params.get("model") or None


def search() -> None:
    """Search box, filters, one page of rows; a selected row opens its profile."""
    st.text_input(
        t("models.search"),
        key="q",
        type="search",
        placeholder=t("models.search_placeholder"),
        bind="query-params",
        icon=":material/search:",
        label_visibility="collapsed",
    )
    with st.container(horizontal=True, gap="small"):
        for name in FILTERS:
            _filter(name)
        st.selectbox(
            t("models.sort"),
            SORTS,
            key="sort",
            format_func=lambda sort: t(f"models.sort_{sort}"),
            bind="query-params",
            width=170,
        )
    asked = {name: st.session_state.get(name) for name in (*FILTERS, "q", "sort") if st.session_state.get(name)}
    result = fetch("model_search", **asked, page=st.session_state.get("page", 1))
    if result is None:
        return
    if result.table.num_rows == 0:
        st.info(t("models.none"), icon=":material/filter_alt_off:")
        return
    total = result.table.column("total")[0].as_py()
    language = session.language()
    st.caption(f"{t('models.found', models=formatted(total, 'integer', language))} · {t('models.choose')}")
    selection: Any = tables.show(
        result,
        column_order=[c for c in SHOWN if c in result.table.column_names],
        key="found",
        on_select="rerun",
        selection_mode="single-row",
        height="content",
    )
    if rows := selection["selection"]["rows"]:
        _open(result.table.column("model_id")[rows[0]].as_py())
    if (pages := ceil(total / PAGE_SIZE)) > 1:
        st.pagination(pages, key="page", bind="query-params")


def _filter(name: str) -> None:
    values = session.reader().choices("model_search", name, build_id=session.pinned_build()) or []
    st.selectbox(
        t(FILTER_TEXTS.get(name, f"models.{name}")),
        values,
        index=None,
        key=name,
        placeholder=t("models.any"),
        format_func=lambda value: _name(name, value),
        bind="query-params",
        width=170,
    )


def _name(filter_name: str, value: str) -> str:
    if filter_name == "lab":
        labs = session.registry().labs
        return labs[value].name if value in labs else value
    if filter_name == "tier":
        return t(f"tier.{theme.TIER_KEYS.get(int(value) if value.isdigit() else None, 'unknown')}")
    return value


def _open(model_id: str) -> None:
    st.query_params["model"] = model_id
    st.rerun()


def profile() -> None:
    """Identity, licence and readings of the chosen model."""
    model_id = chosen() or ""
    if st.button(t("models.back"), icon=":material/arrow_back:", type="tertiary"):
        del st.query_params["model"]
        st.rerun()
    result = fetch("model_profile", model=model_id)
    if result is None:
        return
    if result.table.num_rows == 0:
        st.info(t("models.unknown_model", model=escape_markdown(model_id)), icon=":material/search_off:")
        return
    row = result.table.to_pylist()[0]
    st.header(escape_markdown(row["model_id"]), anchor=False)
    with st.container(horizontal=True):
        st.link_button(t("models.on_hub"), f"https://huggingface.co/{row['model_id']}", icon=":material/open_in_new:")
    readings, identity = st.columns([3, 2], gap="medium")
    with readings:
        card("model_history", model=model_id)
    with identity, st.container(border=True):
        st.subheader(t("models.identity"), anchor=False)
        _identity(result)


def _identity(result: Any) -> None:
    frame, _ = tables.frame_of(result)
    language = session.language()
    declared = result.metric.columns
    facts = [
        {"": declared[name].label.in_(language), " ": tables.plain(frame[name].iloc[0], language)}
        for name in frame.columns
    ]
    st.dataframe(facts, hide_index=True, height="content")
