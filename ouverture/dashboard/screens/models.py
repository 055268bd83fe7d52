"""The Models page: a search answered by SQL page by page, and a profile for each model."""

from __future__ import annotations

from contextlib import suppress
from math import ceil
from typing import Any
from urllib.parse import quote

import streamlit as st

from ouverture.dashboard import navigation, session, tables
from ouverture.dashboard.card import card, fetch
from ouverture.dashboard.controls import written
from ouverture.dashboard.session import escape_markdown, t
from ouverture.dashboard.share import cite
from ouverture.formatting import formatted
from ouverture.metrics.errors import MetricError
from ouverture.metrics.result import Result

FILTERS = ("lab", "tier", "task", "licence", "size_class", "gated")
FOUND = (
    "model_id",
    "downloads_30d",
    "lab_id",
    "tier",
    "parameters",
    "latest_on",
    "licence",
    "pipeline_tag",
    "likes",
    "source",
    "unlisted_on",
    "gone_on",
)
FACTS = {  # columns of model_profile under each heading of the identity
    "who": ("lab_id", "organisation_id", "family", "aliases"),
    "what": ("pipeline_tag", "library_name", "parameters", "size_class", "base_model", "base_relation"),
    "licence": ("licence", "licence_raw", "licence_limits", "gated"),
    "openness": ("tier",),
    "since": ("created_on", "created_before_on", "first_seen", "last_seen"),
    "reach": (
        "likes",
        "downloads_all_time",
        "days_to_100k",
        "days_to_1m",
        "days_to_10m",
        "excluded",
        "exclusion_reason",
    ),
}
ALWAYS = ("licence", "tier")


def chosen_model() -> str | None:
    """Id of the model that the address names, if any."""
    return next(reversed(session.given("model")), None) or None


def title() -> str | None:
    """What the page is named after: the model of the profile, by its name of today."""
    chosen = chosen_model()
    if chosen is None:
        return None
    with suppress(MetricError):  # the profile tells why
        found = session.reader().run("model_profile", {"model": chosen}, build_id=session.pinned_build()).table
        return str(found.column("model_id")[0].as_py()) if found.num_rows else None
    return None


def search() -> None:
    """Search box, filters, one page of rows; a selected row opens its profile."""
    st.session_state["search-q"] = st.query_params.get("q") or ""  # the address is the state
    st.text_input(
        t("models.search"),
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
    st.caption(t("models.found", models=formatted(total, "integer", session.language())))
    picked = tables.picked(result, FOUND, "found", "content")
    st.caption(t("models.choose"))  # below: the table's own tools stand over it
    if picked is not None:
        st.query_params["model"] = result.table.column("model_id")[picked].as_py()
        st.rerun()
    pages = ceil(total / result.metric.constants["page_size"])
    if pages > 1:
        current = int(result.parameters["page"])  # type: ignore[arg-type]
        st.session_state["search-page"] = min(current, pages)
        st.pagination(pages, key="search-page", on_change=session.keep_in_address, args=("search-page", "page", 1))
    with st.container(horizontal=True):
        st.link_button(t("models.csv"), session.api_address(result, "csv"), icon=":material/download:", type="tertiary")


def _choice(name: str, values: list[str], default: str | None = None) -> None:
    asked = st.query_params.get(name)
    shown = asked if asked in values else default
    labels = {value: written(name, value) for value in values}
    st.session_state[f"search-{name}"] = shown if shown in values else None
    st.selectbox(
        t(f"models.{name}"),
        values,
        index=None if default is None else 0,
        key=f"search-{name}",
        placeholder=t("models.any"),
        format_func=labels.__getitem__,
        on_change=_keep,
        args=(name, default),
        width=134,
    )


def _keep(name: str, default: str | None = None) -> None:
    """What the widget holds goes into the address; the first page is shown again."""
    if session.restored():
        return
    st.query_params.pop("page", None)
    session.keep_in_address(f"search-{name}", name, default)


def profile(model_id: str) -> None:
    """What is known of one model: identity, readings, pace, evidence, changes, relatives, and how to cite it."""
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
    _standing(row)
    _links(row, result)
    readings, identity = st.columns([3, 2], gap="medium")
    with readings:
        card("model_history", model=row["model_id"], half=True)
        card("relative_adoption", model=row["model_id"], half=True, controls={"version": "ram"})
    with identity, st.container(border=True):
        _identity(result)
    if row["lab_id"]:
        evidence = fetch("lab_evidence", lab=row["lab_id"])
        if evidence is not None and row["family"] in evidence.table.column("family").to_pylist():
            card("lab_evidence", lab=row["lab_id"])
    changes, relatives = st.columns(2, gap="medium")
    with changes:
        card("model_changes", model=row["model_id"], half=True)
    with relatives:
        card("model_relatives", model=row["model_id"], half=True)


def _standing(row: dict[str, Any]) -> None:
    """Whether it is gone, and where it stood at its latest reading: in which list, among which models."""
    language = session.language()
    if row["gone_on"]:
        st.info(t("models.gone", date=formatted(row["gone_on"], "date", language)), icon=":material/delete:")
    elif row["unlisted_on"]:
        last, day = (formatted(row[column], "date", language) for column in ("latest_on", "unlisted_on"))
        st.info(t("models.unlisted", last=last, date=day), icon=":material/visibility_off:")
    if not row["rank"]:
        return
    sentences = [
        t(
            "models.counted",
            downloads=formatted(row["downloads_30d"], "integer", language),
            date=formatted(row["latest_on"], "date", language),
            source=t(f"value.source_{row['source']}"),
        ),
        t(
            f"models.rank_{row['task_scope']}",
            rank=formatted(row["rank"], "integer", language),
            models=formatted(row["ranked_models"], "integer", language),
        ),
    ]
    if row["listing"] == "ranking":
        sentences.append(t("models.rank_in_list"))
    st.markdown(" ".join(sentences))


def _links(row: dict[str, Any], result: Result) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.link_button(
            t("models.on_hub"), f"https://huggingface.co/{quote(row['model_id'])}", icon=":material/open_in_new:"
        )
        if row["licence_link"]:
            st.link_button(t("models.licence_text"), row["licence_link"], icon=":material/gavel:")
        if row["lab_id"]:
            _way("labs", "its_lab", ":material/compare_arrows:", lab=row["lab_id"])
        if row["base_model"] and _rows_of(row["base_model"]):  # a page link to this very page would look chosen
            st.button(
                t("models.its_base"),
                icon=":material/arrow_upward:",
                type="tertiary",
                key="to-base",
                on_click=_open,
                args=(row["base_model"],),
            )
        if row["family"] in (session.reader().choices("family_tree", "family", build_id=session.pinned_build()) or []):
            _way("lineage", "its_family", ":material/account_tree:", family=row["family"])
        cite(result, "models", model=row["model_id"])


def _way(page: str, key: str, icon: str, **named: str) -> None:
    query = session.shared_query() | named
    st.page_link(navigation.page_named(page).path, label=t(f"models.{key}"), icon=icon, query_params=query)


def _open(model_id: str) -> None:
    st.query_params["model"] = model_id


def _rows_of(model_id: str) -> int:
    found = fetch("model_profile", model=model_id)
    return found.table.num_rows if found is not None else 0


def _identity(result: Result) -> None:
    """What is known, under a few headings; what is not known is left out, but of licence and openness it is said."""
    frame, _ = tables.frame_of(result)
    language = session.language()
    row = result.table.to_pylist()[0]
    st.header(t("models.identity"), anchor=False)
    for heading, names in FACTS.items():
        lines = [
            f":gray[{escape_markdown(result.metric.columns[name].label.in_(language))}] "
            f"{escape_markdown(_written(name, frame[name].iloc[0], language))}"
            for name in names
            if name in ALWAYS
            or (row[name] not in (None, [], False) and (name, row[name]) != ("licence_raw", row["licence"]))
        ]
        if heading == "openness":
            lines.append(_reason(row))
        if lines:
            st.markdown(f"**{t(f'models.facts_{heading}')}**  \n" + "  \n".join(lines))


def _written(name: str, value: Any, language: str) -> str:
    if name == "parameters":
        return formatted(value, "compact", language)
    return ", ".join(value) if name == "aliases" else tables.plain(value, language)


def _reason(row: dict[str, Any]) -> str:
    """Why it has its tier, as a sentence that leads to the evidence."""
    kind, _, what = (row["tier_reason"] or "").partition(":")
    key = "licence_unjudged" if kind == "licence" and row["tier"] is None else kind.replace(" ", "_") or "unknown"
    said = t(f"models.why_{key}", what=escape_markdown(what))
    return f"{said} [{t('models.evidence')}]({quote(row['tier_link'], safe=':/?#=&%')})" if row["tier_link"] else said
