"""The Claims page: each sentence with its verdict, the figures behind it, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby
from typing import Any, Literal

import streamlit as st

from dashboard import navigation, session
from dashboard.card import fetch
from dashboard.session import escape_markdown, t, t_or_none
from metrics.findings import formatted
from metrics.result import Result

Row = Mapping[str, Any]

# keys that pair two figures; the page shows the pair
CONTRADICTS = re.compile(r" \((?:contradicts|same definition as)[^)]*\)")
BADGES: Mapping[str, tuple[str, Literal["blue", "orange", "violet", "gray"]]] = {  # sign and colour beside the word
    "holds": (":material/check:", "blue"),
    "fails": (":material/close:", "orange"),
    "depends": (":material/balance:", "violet"),
    "cannot_be_tested": (":material/question_mark:", "gray"),
}
WRITTEN = {
    "share": "percent",
    "parameters": "compact",
    "ratio": "decimal",
    "months": "decimal",
}  # all others as whole numbers


def ledger() -> None:
    """A headline, one panel a sentence of the debate, and published figures that contradict each other."""
    result = fetch("claims")
    if result is None:
        return
    if headline := result.headline(session.language()):
        st.subheader(escape_markdown(headline), anchor=False)
    claims = _by_claim(result)
    for rows in claims:
        if rows[0]["kind"] == "debate":
            _claim(rows)
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


def _claim(rows: list[Row]) -> None:
    first = rows[0]
    with st.container(border=True, key=f"claim-{first['claim_id']}"):
        _heading(first)
        for row in rows:
            if row["place"] is not None:
                _definition(row)
        if missing := _worded(first, "missing"):
            st.markdown(f"**{t('claims.missing')}.** {escape_markdown(missing)}")
        _proof(first)


def _heading(row: Row) -> None:
    verdict = row["verdict"]
    icon, colour = BADGES[verdict]
    sentence, badge = st.columns([3, 1], vertical_alignment="top")
    sentence.subheader(escape_markdown(_worded(row, "claim") or ""), anchor=row["claim_id"])
    badge.badge(t(f"claims.verdict_{verdict}"), icon=icon, color=colour)
    facts = [t("claims.said", who=row["who"]), row["said"]]
    if row["definitions"] > 1:
        facts.append(t("claims.definitions", holds=row["holds_in"], definitions=row["definitions"]))
    st.caption(escape_markdown(" · ".join(fact for fact in facts if fact)))


def _definition(row: Row) -> None:
    text = t(
        "claims.nearest" if row["holds"] is None else "claims.here",
        figure=_figure(row["figure"], row["figure_unit"]),
        definition=escape_markdown(_worded(row, "definition") or ""),
        date=formatted(row["measured_on"], "date", session.language()),
    )
    if row["against"] is not None and row["holds"] is not None:
        text += " · " + t("claims.against", figure=_figure(row["against"], row["figure_unit"]))
    st.markdown(text)


def _proof(row: Row) -> None:
    metric = session.reader().catalogue.get(row["metric"] or "")
    if metric is None or metric.name == "claims":
        return
    for shown, key in ((metric.name, "claims.proof"), (metric.spec_curve, "claims.curve")):
        if shown is not None:
            target = session.address(navigation.screen("card"), {"metric": shown})
            title = session.reader().catalogue[shown].title.in_(session.language())
            st.markdown(f"[{escape_markdown(t(key, title=title))}]({target})")


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
                st.caption(escape_markdown(f"{t('claims.said', who=row['who'])} · {row['said']}"))


def _worded(row: Row, column: str) -> str | None:
    """The text of a column in the reader's language; English where there is no French."""
    french: str | None = row[f"{column}_fr"] if session.language() == "fr" else None
    english: str | None = row[column]
    return french or english


def _figure(value: float | None, unit: str | None) -> str:
    number = formatted(value, WRITTEN.get(unit or "", "integer"), session.language())
    worded = t_or_none(f"claims.unit_{unit}")
    return worded.format(figure=number) if worded else number
