"""The Labs page: ways into the profiles, and the profile of one lab: who it is, what people download, what it opens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from ouverture.dashboard import markup, navigation, scope, session, tables
from ouverture.dashboard.card import card, fetch
from ouverture.dashboard.controls import show_controls
from ouverture.dashboard.encoding import origin_name
from ouverture.dashboard.head import Head
from ouverture.dashboard.screens import head_to_head as side_by_side
from ouverture.dashboard.session import escape_markdown, t
from ouverture.dashboard.share import cite
from ouverture.formatting import formatted
from ouverture.metrics.result import Result
from ouverture.registry.records import Lab, Organisation

MODELS = (
    "model_id",
    "source",  # lists of different days stand in one table: each row says which
    "latest_on",
    "downloads_30d",
    "created_on",
    "tier",
    "licence",
    "pipeline_tag",
    "parameters",
)


NAMED = 4  # labs in the title
ALL_LABS = (
    "lab_table",
    "lab_reach",
    "rank_bump",
    "movers",
    "momentum",
    "pace",
    "first_year",
    "time_to_n",
    "cohort_curves",
)


def chosen_lab() -> str | None:
    """Id of the lab that the address names, if any."""
    return next(reversed(session.given("lab")), None) or None


def compared() -> list[str]:
    """The labs compared: those of the address that the registry knows."""
    chosen: Any = scope.chosen_value("labs") or scope.DEFAULT_LABS
    return [lab_id for lab_id in chosen if lab_id in session.registry().labs]


def title() -> str | None:
    """What the page is named after: the lab of the profile, or the labs compared where they are few."""
    labs = session.registry().labs
    if (chosen := chosen_lab()) is not None:
        return labs[chosen].name if chosen in labs else None
    names = [labs[lab_id].short_name for lab_id in compared()]
    if len(names) > NAMED:
        return None
    last = t("labs.and").join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
    return last or None


def head_to_head(head: Head) -> bool:
    """What is known of each lab in a table, each name a way into its profile, and their downloads, whose finding
    completes the title; on a phone, where the table is long, after them. Whether there was a build to ask."""
    if session.canvas().narrow:
        return card("lab_adoption", head=head) is not None and _table()
    return _table() and card("lab_adoption", head=head) is not None


def _table() -> bool:
    if told := side_by_side.table(compared()):
        markup.show(told)
    return told is not None


def by_age() -> None:
    """Curves by age where the models of two labs were read at the same ages; else why not, and what compares them."""
    result = fetch("lab_since_release")
    if result is None:
        return
    rows = result.table.to_pylist()
    if len({row["lab_id"] for row in rows}) > 1 and not side_by_side.share_ages(rows):
        side_by_side.not_drawn(rows)
    else:
        card("lab_since_release")


def further() -> None:
    """Charts of all labs, which do not follow the labs chosen, and a way to any profile."""
    markup.chart_links(t("labs.further"), ALL_LABS)
    labs = session.registry().labs
    st.selectbox(
        t("labs.choose"),
        sorted(labs, key=lambda lab_id: labs[lab_id].name.lower()),
        index=None,
        key="open-lab",
        placeholder=t("labs.choose"),
        format_func=lambda lab_id: labs[lab_id].name,
        label_visibility="collapsed",
        on_change=session.keep_in_address,
        args=("open-lab", "lab"),
        width=240,
    )


def profile(lab_id: str) -> None:
    """What is known of one lab, from the registry and from the readings."""
    if st.button(t("labs.back"), icon=":material/arrow_back:", type="tertiary"):
        st.query_params.pop("lab", None)
        st.query_params.pop("by", None)
        st.rerun()
    lab = session.registry().labs.get(lab_id)
    if lab is None:
        st.info(t("labs.unknown_lab", lab=escape_markdown(lab_id)), icon=":material/search_off:")
        return
    st.caption(escape_markdown(" · ".join(_identity(lab))))
    _rivals(lab_id)
    scope.scope_bar("tasks", "basis")
    table = fetch("lab_table")
    if table is None:
        return
    listed = _figures(table, lab_id)
    cite(table, "labs", lab=lab_id)
    readings, facts = st.columns([3, 2], gap="medium")
    with readings:
        _card_with_rows("lab_adoption", half=True, labs=[lab_id], measure="downloads")
        _card_with_rows("lab_portfolio", half=True, controls=["by"], lab=lab_id)
    with facts:
        with st.container(border=True):
            _facts(lab)
        _events(lab_id)
    with st.container(border=True):
        _models(lab_id)
    _card_with_rows("lab_releases", labs=[lab_id])
    _card_with_rows("lab_evidence", lab=lab_id)
    _promises(lab_id)
    names = (
        ("cohort_curves", "lab_reach") if listed else ()
    )  # without a reading of the whole lab they hold others alone
    ways = [
        *(markup.chart_link(name, labs=lab_id) for name in names),
        markup.chart_link("lab_transparency", lab=lab_id),
    ]
    markup.show(f"<p class='soft'>{markup.safe(t('labs.more'))} {' · '.join(ways)}</p>")


def _rivals(lab_id: str) -> None:
    """Ways to this lab beside one of those that are compared most."""
    labs = session.registry().labs
    ways = " · ".join(
        markup.link(markup.to("labs", labs=[lab_id, other]), markup.safe(labs[other].short_name))
        for other in scope.DEFAULT_LABS
        if other in labs and other != lab_id
    )
    markup.show(f"<p class='soft'>{markup.safe(t('labs.compare_with'))} {ways}</p>")


def _identity(lab: Lab) -> list[str]:
    facts = [t(f"labs.kind_{lab.kind}")]
    if lab.country:
        facts.append(t("labs.country", country=origin_name(lab.country, session.language())))
    if lab.parent:
        facts.append(t("labs.parent", parent=lab.parent))
    if lab.founded:
        facts.append(t("labs.founded", year=lab.founded))
    return facts


def _figures(table: Result, lab_id: str) -> bool:
    """The lab's row of the table as large figures, and what a reader must know of them. Whether there is one."""
    row = next((row for row in table.table.to_pylist() if row["lab_id"] == lab_id), None)
    if row is None:
        st.info(f"{t('labs.not_listed')} {_read_singly(lab_id)}".strip(), icon=":material/playlist_remove:")
        return False
    language = session.language()
    markup.show(_tiles(row, table.table.num_rows, lab_id))
    lines = [t(f"value.source_{row['source']}"), formatted(row["snapshot_date"], "date", language)]
    if row["unknown_share"] is not None:
        lines.append(t("labs.unknown_beside", share=formatted(row["unknown_share"], "percent", language)))
    if row["since"] is not None:
        lines.append(t("labs.since", date=formatted(row["since"], "date", language)))
    st.caption(escape_markdown(" · ".join(lines)))
    if "partial" in (row["flags"] or ""):
        why = "reason.missing_counts" if row["lacks_counts"] else "labs.incomplete"
        st.info(t(why), icon=":material/warning:")
    _entries(lab_id, row["source"])
    return True


def _tiles(row: Any, labs: int, lab_id: str) -> str:
    """Three numbers, each with what it counts and its day."""
    language, day = session.language(), formatted(row["snapshot_date"], "date", session.language())
    tiles = [
        (
            formatted(row["downloads_30d"], "compact", language),
            t("labs.tile_downloads"),
            f"{t('labs.rank_of', rank=row['rank'], labs=labs)} · {day}",
        )
    ]
    if row["open_share"] is not None:
        tiles.append((formatted(row["open_share"], "percent", language), t("labs.tile_open"), day))
    if best := side_by_side.best_of(lab_id):
        score, model, board = best
        tiles.append((score, t("labs.tile_score"), f"{model} · {board}"))
    drawn = (
        f"<div><b>{markup.safe(n)}</b>{markup.safe(what)}<br><small>{markup.safe(when)}</small></div>"
        for n, what, when in tiles
    )
    return f'<div class="tiles">{"".join(drawn)}</div>'


def _read_singly(lab_id: str) -> str:
    """How little the figures of a lab rest on that no whole reading lists: its models that were read one by one."""
    models = fetch("model_search", lab=lab_id)
    days = [row["latest_on"] for row in models.table.to_pylist() if row["latest_on"]] if models else []
    if models is None or not days:
        return ""
    language = session.language()
    total = formatted(models.table.column("total")[0].as_py(), "integer", language)
    return t("labs.read_singly", models=total, date=formatted(max(days), "date", language))


def _entries(lab_id: str, source: str) -> None:
    """When organisations of the lab entered the source's list after its first reading: no growth."""
    adoption = fetch("lab_adoption", labs=[lab_id])
    if adoption is None:
        return
    language = session.language()
    lines = [
        t(
            "labs.entered",
            organisations=", ".join(row["organisations_entered"]),
            date=formatted(row["snapshot_date"], "date", language),
        )
        for row in adoption.table.to_pylist()
        if row["source"] == source and row["organisations_entered"]
    ]
    if lines:
        st.caption(escape_markdown("\n".join(lines)))


def _facts(lab: Lab) -> None:
    st.header(t("labs.facts"), anchor=False)
    if lab.organisations:
        _list("organisations", ", ".join(_organisation(organisation) for organisation in lab.organisations))
    if lab.families:
        _list("families", escape_markdown(", ".join(lab.families)))
    if lab.closed_products:
        _list("closed_products", escape_markdown(", ".join(lab.closed_products)))
    _list("sources", " · ".join(f"[{escape_markdown(_site(source.link))}]({source.link})" for source in lab.sources))


def _list(key: str, text: str) -> None:
    st.markdown(f"**{t(f'labs.{key}')}**  \n{text}")


def _organisation(organisation: Organisation) -> str:
    language = session.language()
    notes = []
    if organisation.from_on:
        notes.append(t("labs.from", date=formatted(organisation.from_on, "date", language)))
    if organisation.until_on:
        notes.append(t("labs.until", date=formatted(organisation.until_on, "date", language)))
    if organisation.renamed_to:
        notes.append(t("labs.renamed", organisation=organisation.renamed_to))
    link = f"[{escape_markdown(organisation.id)}](https://huggingface.co/{organisation.id})"
    return f"{link} ({escape_markdown(', '.join(notes))})" if notes else link


def _site(link: str) -> str:
    return link.removeprefix("https://").removeprefix("www.").split("/")[0]


def _models(lab_id: str) -> None:
    st.header(t("labs.models"), anchor=False)
    st.caption(t("labs.models_note"))
    result = fetch("model_search", controls=["sort"], lab=lab_id)
    if result is None or result.table.num_rows == 0:
        return
    show_controls(result, {"sort": "sort"})
    picked = tables.picked(result, MODELS, "lab-models", 395)
    models = navigation.page_named("models").path
    if picked is not None:
        model_id = result.table.column("model_id")[picked].as_py()
        st.switch_page(models, query_params=session.shared_query() | {"model": model_id})
    st.page_link(
        models,
        label=t("labs.all_models"),
        icon=":material/search:",
        query_params=session.shared_query() | {"lab": lab_id},
    )


def _card_with_rows(name: str, *, half: bool = False, controls: Sequence[str] = (), **parameters: Any) -> None:
    """The card, where there is anything to show: that a lab has no row here is no fault of the selection."""
    result = fetch(name, **parameters)
    if result is not None and result.table.num_rows:
        card(name, half=half, controls=controls, **parameters)


def _events(lab_id: str) -> None:
    """The lab's dates of the registry, each with its source: charts mark only those that fall among the readings."""
    language = session.language()
    found = [event for event in session.registry().events.values() if event.lab == lab_id]
    if not found:
        return
    with st.container(border=True):
        st.header(t("labs.events"), anchor=False)
        st.markdown(
            "\n".join(
                f"- {escape_markdown(formatted(event.on, 'date', language))} · "
                f"[{escape_markdown(event.title_fr if language == 'fr' else event.title_en)}]({event.link})"
                for event in sorted(found, key=lambda event: event.on, reverse=True)
            )
        )


def _promises(lab_id: str) -> None:
    language = session.language()
    found = [promise for promise in session.registry().promises.values() if promise.lab == lab_id]
    if not found:
        return
    with st.container(border=True):
        st.header(t("labs.promises"), anchor=False)
        for promise in sorted(found, key=lambda promise: promise.announced_on):
            what = promise.what_fr if language == "fr" else promise.what_en
            said = t("labs.announced", date=formatted(promise.announced_on, "date", language))
            facts = [f"[{escape_markdown(said)}]({promise.link})"]
            if promise.due_on:
                facts.append(t("labs.due", date=formatted(promise.due_on, "date", language)))
            if promise.delivered_on:
                kept = t("labs.delivered", date=formatted(promise.delivered_on, "date", language))
                link = promise.delivered_link
                facts.append(f"[{escape_markdown(kept)}]({link})" if link else escape_markdown(kept))
            else:
                facts.append(t("labs.undelivered"))
            st.markdown(f"**{escape_markdown(what)}**  \n" + " · ".join(facts))
