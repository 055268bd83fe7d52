"""The Claims page: each sentence with its verdict, the figures behind it, and what is missing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Any, Literal

import streamlit as st

from ouverture.dashboard import navigation, session
from ouverture.dashboard.card import fetch
from ouverture.dashboard.session import escape_markdown, t, t_or_none
from ouverture.formatting import formatted, typographic
from ouverture.metrics.result import Result

Row = Mapping[str, Any]

# keys that pair two figures; the page shows the pair
CONTRADICTS = re.compile(r" \((?:contradicts|same definition as)[^)]*\)")
BADGES: Mapping[str, tuple[str, Literal["blue", "orange", "violet", "gray"]]] = {  # sign and colour beside the word
    "holds": (":material/check:", "blue"),
    "depends": (":material/balance:", "violet"),
    "fails": (":material/close:", "orange"),
    "cannot_be_tested": (":material/question_mark:", "gray"),
}
ALL = "all"  # no verdict is asked for
WRITTEN = {
    "share": "percent",
    "parameters": "compact",
    "ratio": "decimal",
    "months": "decimal",
}  # all others as whole numbers
SHOWN = 3  # definitions of a claim; more are folded
HELD: Mapping[bool | None, str] = {
    True: "claims.here_holds",
    False: "claims.here_fails",
    None: "claims.here_undecided",
}


def ledger() -> None:
    """A headline, one panel a sentence of the debate, and published figures that contradict each other."""
    result = fetch("claims")
    if result is None:
        return
    if headline := result.headline(session.language()):
        st.subheader(escape_markdown(headline), anchor=False)
    claims = _by_claim(result)
    debate = [rows for rows in claims if rows[0]["kind"] == "debate"]
    if debate:
        asked = _asked(Counter(rows[0]["verdict"] for rows in debate))
        for rows in debate:
            if asked in (ALL, rows[0]["verdict"]):
                _claim(rows, shown=SHOWN)
    _contradictions({rows[0]["claim_id"]: rows[0] for rows in claims if rows[0]["contradicts"]})
    st.subheader(t("claims.published"), anchor="published")
    st.markdown(t("claims.published_note"))


def verdict(claim_id: str) -> None:
    """One sentence of the debate with its verdict and every figure behind it, for another page."""
    result = fetch("claims")
    if result is not None:
        for rows in _by_claim(result):
            if rows[0]["claim_id"] == claim_id:
                _claim(rows)


def _by_claim(result: Result) -> list[list[Row]]:
    return [list(rows) for _, rows in groupby(result.table.to_pylist(), key=lambda row: row["claim_id"])]


def _asked(found: Counter[str]) -> str:
    """The verdict that the reader wants to see, kept in the address as ``verdict``, all of them left out."""
    options = [ALL, *(name for name in BADGES if found[name])]
    asked = st.query_params.get("verdict")
    st.session_state["verdict"] = asked if asked in options else ALL  # the address is the state, the back button's too
    st.segmented_control(
        t("claims.verdict"),
        options,
        required=True,
        wrap=True,
        format_func=lambda name: f"{t(f'claims.verdict_{name}')} ({found[name] if name != ALL else found.total()})",
        key="verdict",
        on_change=session.keep_in_address,
        args=("verdict", "verdict", ALL),
        label_visibility="collapsed",
    )
    return str(st.session_state["verdict"])


def _claim(rows: list[Row], shown: int | None = None) -> None:
    """The panel of a claim; where it has more definitions than ``shown``, they are folded."""
    first = rows[0]
    with st.container(border=True, gap="small", key=f"claim-{first['claim_id']}"):
        _heading(first, several=len(rows) > 1)
        definitions = [_definition(row) for row in rows if row["place"] is not None]
        if shown is not None and len(definitions) > shown:
            with st.expander(t("claims.figures", number=len(definitions))):
                st.markdown("\n".join(definitions))
        elif definitions:
            st.markdown("\n".join(definitions))
        if missing := _worded(first, "missing"):
            st.markdown(f":small[**{t('claims.missing')}.** {_with_code(missing)}]")


def _heading(row: Row, *, several: bool) -> None:
    icon, colour = BADGES[row["verdict"]]
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="top", gap="small"):
        st.subheader(escape_markdown(_worded(row, "claim") or ""), anchor=row["claim_id"], width="stretch")
        st.badge(t(f"claims.verdict_{row['verdict']}"), icon=icon, color=colour, width="content")
    facts = [escape_markdown(fact) for fact in (_worded(row, "who"), _said(row), _speaks_of(row)) if fact]
    if row["link"]:
        facts.append(f"[{escape_markdown(t('claims.source'))}]({row['link']})")
    if several and row["definitions"]:
        facts.append(escape_markdown(t("claims.definitions", holds=row["holds_in"], definitions=row["definitions"])))
    st.caption(" · ".join([*facts, *_proof(row)]))


def _definition(row: Row) -> str:
    """An item of a list: whether the claim holds by this definition, the figure, its day, and against what."""
    text = t(
        HELD[row["holds"]] if row["inside"] else "claims.here_beside",
        figure=_figure(row["figure"], row["figure_unit"]),
        definition=escape_markdown(_worded(row, "definition") or ""),
        date=formatted(row["measured_on"], "date", session.language()),
    )
    if row["against"] is not None:
        text += " · " + t("claims.against", figure=_figure(row["against"], row["figure_unit"]))
    return f"- {text}"


def _proof(row: Row) -> list[str]:
    """Links to the chart whose rows test the claim, and to its spec curve."""
    catalogue = session.reader().catalogue
    if row["metric"] not in catalogue:
        return []
    metric, links = catalogue[row["metric"]], []
    for shown, key in ((metric.name, "claims.proof"), (metric.spec_curve, "claims.curve")):
        if shown is not None:
            target = session.address(navigation.page_named("card"), {"metric": shown})
            title = catalogue[shown].title.in_(session.language())
            links.append(f"[{escape_markdown(t(key, title=title))}]({target})")
    return links


def _contradictions(claims: Mapping[str, Row]) -> None:
    if not claims:
        return
    st.subheader(t("claims.contradictions"), anchor="contradictions")
    st.markdown(t("claims.contradictions_note"))
    for pair in sorted({tuple(sorted((key, row["contradicts"]))) for key, row in claims.items()}):
        for column, key in zip(st.columns(2, gap="medium"), pair, strict=True):
            row = claims[key]
            with column, st.container(border=True, height="stretch"):
                st.markdown(f"**{_figure(row['claimed'], row['claimed_unit'])}**")
                st.markdown(escape_markdown(CONTRADICTS.sub("", row["claim"])))
                st.caption(escape_markdown(" · ".join(fact for fact in (_worded(row, "who"), _said(row)) if fact)))


def _worded(row: Row, column: str) -> str | None:
    """The text of a column in the reader's language; English where there is no French."""
    french: str | None = row[f"{column}_fr"] if session.language() == "fr" else None
    english: str | None = row[column]
    return typographic(french, "fr") if french else english


def _said(row: Row) -> str | None:
    """Day, month or year as published, in the reader's language."""
    said: str | None = row["said"]
    if said is None or len(said) == len("2026"):
        return said
    if len(said) == len("2026-01"):
        return formatted(date.fromisoformat(f"{said}-01"), "month", session.language())
    return formatted(date.fromisoformat(said), "date", session.language())


def _speaks_of(row: Row) -> str:
    """The days of which a sentence speaks: only evidence of these decides."""
    first, last = (
        formatted(row[name], "date", session.language()) if row[name] else None
        for name in ("speaks_from", "speaks_until")
    )
    if last is None:
        return t("claims.speaks_from", first=first)
    return t("claims.speaks_of_day" if first == last else "claims.speaks_of", first=first, last=last)


def _with_code(text: str) -> str:
    """Text of the registry with its commands, between backticks, as code."""
    return "`".join(part if place % 2 else escape_markdown(part) for place, part in enumerate(text.split("`")))


def _figure(value: float | None, unit: str | None) -> str:
    number = formatted(value, WRITTEN.get(unit or "", "integer"), session.language())
    worded = t_or_none(f"claims.unit_{unit}")
    return worded.format(figure=number) if worded else number
