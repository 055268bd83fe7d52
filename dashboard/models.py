"""The Models page: a search answered by SQL page by page, and a profile for each model."""

from __future__ import annotations

from math import ceil
from typing import Any
from urllib.parse import quote

import streamlit as st

from dashboard import navigation, session, tables
from dashboard.card import card, fetch
from dashboard.controls import written
from dashboard.session import escape_markdown, t
from metrics.findings import formatted
from metrics.result import Result

FILTERS = ("lab", "tier", "task", "licence", "size_class", "gated")
FOUND = ("model_id", "lab_id", "downloads_30d", "likes", "tier", "licence", "pipeline_tag", "parameters")
HIDDEN = ("model_id", "licence_link", "downloads_30d", "rank", "ranked_models", "source", "latest_on")


def chosen() -> str | None:
    """Id of the model that the address names, if any."""
    return st.query_params.get("model") or None


def search() -> None:
    """Search box, filters, one page of rows; a selected row opens its profile."""
    st.text_input(
        t("models.search"),
        value=st.query_params.get("q") or "",
        key="search-q",
        type="search",
        placeholder=t("models.search_placeholder"),
        icon=":material/search:",
        label_visibility="collapsed",
        on_change=_keep,
        args=("q",),
    )
    filters = st.container(horizontal=True, gap="small")
    names = ("q", *FILTERS, "sort", "page")
    result = fetch("model_search", **{name: value for name in names if (value := st.query_params.get(name))})
    if result is None:
        return
    with filters:
        for name in FILTERS:
            _choice(name, session.reader().choices("model_search", name, build_id=session.pinned_build()) or [])
        _choice("sort", ["downloads", "likes", "created", "name"], default="downloads")
    if result.table.num_rows == 0:
        st.info(t("models.none"), icon=":material/filter_alt_off:")
        return
    _rows(result)


def _rows(result: Result) -> None:
    total = result.table.column("total")[0].as_py()
    st.caption(f"{t('models.found', models=formatted(total, 'integer', session.language()))} · {t('models.choose')}")
    selection: Any = tables.show(
        result, column_order=FOUND, key="found", on_select="rerun", selection_mode="single-row", height="content"
    )
    if picked := selection["selection"]["rows"]:
        st.query_params["model"] = result.table.column("model_id")[picked[0]].as_py()
        st.rerun()
    pages = ceil(total / result.metric.constants["page_size"])
    if pages > 1:
        current = int(result.parameters["page"])  # type: ignore[arg-type]
        page = st.pagination(pages, default=min(current, pages), key="search-page")
        if page != current:
            st.query_params["page"] = str(page)
            st.rerun()
    with st.container(horizontal=True):
        st.link_button(t("models.csv"), session.api_address(result, "csv"), icon=":material/download:", type="tertiary")


def _choice(name: str, values: list[str], default: str | None = None) -> None:
    asked = st.query_params.get(name)
    shown = asked if asked in values else default
    labels = {value: written(name, value) for value in values}
    st.selectbox(
        t(f"models.{name}"),
        values,
        index=values.index(shown) if shown in values else None,
        key=f"search-{name}",
        placeholder=t("models.any"),
        format_func=labels.__getitem__,
        on_change=_keep,
        args=(name, default),
        width=150,
    )


def _keep(name: str, default: str | None = None) -> None:
    """What the widget holds goes into the address; the first page is shown again."""
    value = st.session_state[f"search-{name}"]
    st.query_params.pop("page", None)
    if value in (None, "", default):
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = value


def profile(model_id: str) -> None:
    """What is known of one model: identity, readings, changes, relatives."""
    if st.button(t("models.back"), icon=":material/arrow_back:", type="tertiary"):
        st.query_params.pop("model", None)
        st.rerun()
    result = fetch("model_profile", model=model_id)
    if result is None:
        return
    if result.table.num_rows == 0:
        st.info(t("models.unknown_model", model=escape_markdown(model_id)), icon=":material/search_off:")
        return
    row = result.table.to_pylist()[0]
    st.header(escape_markdown(row["model_id"]), anchor=False)
    _lines(row)
    readings, identity = st.columns([3, 2], gap="medium")
    with readings:
        card("model_history", model=row["model_id"], half=True)
    with identity, st.container(border=True):
        st.subheader(t("models.identity"), anchor=False)
        _identity(result)
    card("relative_adoption", model=row["model_id"], controls={"version": "ram"})
    changes, relatives = st.columns(2, gap="medium")
    with changes:
        card("model_changes", model=row["model_id"], half=True)
    with relatives:
        card("model_relatives", model=row["model_id"], half=True)


def _lines(row: dict[str, Any]) -> None:
    """State, rank, links."""
    language = session.language()
    if row["gone_on"]:
        st.info(t("models.gone", date=formatted(row["gone_on"], "date", language)), icon=":material/delete:")
    if row["rank"]:
        st.markdown(
            t(
                "models.rank",
                rank=formatted(row["rank"], "integer", language),
                models=formatted(row["ranked_models"], "integer", language),
                downloads=formatted(row["downloads_30d"], "integer", language),
                date=formatted(row["latest_on"], "date", language),
            )
        )
    with st.container(horizontal=True, gap="small"):
        st.link_button(
            t("models.on_hub"), f"https://huggingface.co/{quote(row['model_id'])}", icon=":material/open_in_new:"
        )
        if row["licence_link"]:
            st.link_button(t("models.licence_text"), row["licence_link"], icon=":material/gavel:")
        if row["lab_id"]:
            st.page_link(
                navigation.screen("labs").path,
                label=t("models.its_lab"),
                icon=":material/compare_arrows:",
                query_params=session.shared_query() | {"lab": row["lab_id"]},
            )


def _identity(result: Result) -> None:
    frame, _ = tables.frame_of(result)
    language = session.language()
    row = result.table.to_pylist()[0]
    facts = [
        {"": column.label.in_(language), " ": tables.plain(frame[name].iloc[0], language)}
        for name, column in result.metric.columns.items()
        if name not in HIDDEN and row[name] is not None
    ]
    st.dataframe(facts, hide_index=True, height="content")
