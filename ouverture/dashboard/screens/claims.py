"""The Claims page: each sentence with its verdict, the figures behind it, and what is missing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

import streamlit as st

from ouverture.dashboard import markup, session
from ouverture.dashboard.card import fetch
from ouverture.dashboard.markup import link, safe, to
from ouverture.dashboard.session import escape_markdown, t, t_or_none
from ouverture.formatting import formatted, typographic
from ouverture.metrics.result import Result

Row = Mapping[str, Any]

# keys that pair two figures; the page shows the pair
CONTRADICTS = re.compile(r" \((?:contradicts|same definition as)[^)]*\)")
SIGNS: Mapping[str, str] = {"holds": "✓", "fails": "✕", "depends": "⇄", "cannot_be_tested": "?"}  # beside the word
COLOURS = {"holds": "good", "fails": "bad", "depends": "depends"}
ALL = "all"  # no verdict is asked for
HELD: Mapping[bool | None, str] = {
    True: "claims.here_holds",
    False: "claims.here_fails",
    None: "claims.here_undecided",
}


def ledger() -> None:
    """The tally as headline; the claims with a verdict, verdict first; the others with what they would take."""
    result = fetch("claims")
    if result is None:
        return
    claims = _by_claim(result)
    debate = [rows for rows in claims if rows[0]["kind"] == "debate"]
    found = Counter(rows[0]["verdict"] for rows in debate)
    st.title(_tally(found), anchor=False)
    markup.show(_squares(debate))
    asked = _asked(found) if debate else ALL
    shown = [rows for rows in debate if asked in (ALL, rows[0]["verdict"])]
    tested = [rows for rows in shown if rows[0]["verdict"] != "cannot_be_tested"]
    waiting = [rows for rows in shown if rows[0]["verdict"] == "cannot_be_tested"]
    opened = st.query_params.get("claim") or (tested[0][0]["claim_id"] if tested else "")
    lines = "".join(_waiting(rows, opened) for rows in waiting)
    if waiting:
        title = f"<h2 class='rest'>{safe(t('claims.waiting', claims=len(waiting)))}</h2>"
        folded = session.canvas().narrow and all(rows[0]["claim_id"] != opened for rows in waiting)
        lines = f"<details><summary>{title}</summary>{lines}</details>" if folded else title + lines
    markup.show(f'<div class="claims">{"".join(_tested(rows, opened) for rows in tested)}{lines}</div>')
    pairs = {rows[0]["claim_id"]: rows[0] for rows in claims if rows[0]["contradicts"]}
    if pairs:
        with st.expander(t("claims.contradictions")):
            _contradictions(pairs)
    table = link(to("card", metric="claims"), safe(t("claims.published")))
    markup.show(f'<p>{table}</p><p class="soft">{safe(t("claims.published_note"))}</p>')


def first_words(result: Result) -> str:
    """The page's title, before it runs, the squares and the first claim."""
    debate = [rows for rows in _by_claim(result) if rows[0]["kind"] == "debate"]
    tested = [rows for rows in debate if rows[0]["verdict"] != "cannot_be_tested"]
    chosen = session.given("claim") or session.given("verdict")  # then another comes first
    first = "" if chosen else "".join(_tested(rows, rows[0]["claim_id"]) for rows in tested[:1])
    title = _tally(Counter(rows[0]["verdict"] for rows in debate))
    return (
        f'<h1 class="title">{safe(title)}</h1><div class="om">{_squares(debate)}</div>'
        f'<div class="om"><div class="claims">{first}</div></div>'
    )


def _tally(found: Counter[str]) -> str:
    told = ", ".join(_counted(name, found[name]) for name in SIGNS if name != "cannot_be_tested")
    return t("claims.tally", claims=found.total(), tested=found.total() - found["cannot_be_tested"], tally=told)


def _by_claim(result: Result) -> list[list[Row]]:
    return [list(rows) for _, rows in groupby(result.table.to_pylist(), key=lambda row: row["claim_id"])]


def _asked(found: Counter[str]) -> str:
    """The verdict that the reader wants to see, kept in the address as ``verdict``, all of them left out."""
    options = [ALL, *(name for name in SIGNS if found[name])]
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


def _squares(debate: Sequence[Sequence[Row]]) -> str:
    """One square a claim, by verdict, each a link to its row."""
    groups = ""
    for name, sign in SIGNS.items():
        of_it = [rows[0] for rows in debate if rows[0]["verdict"] == name]
        if of_it:
            squares = "".join(_square(row) for row in of_it)
            word = f"{len(of_it)} {safe(t(f'claims.verdict_{name}'))} {sign}"
            groups += f'<div style="--verdict:var(--{verdict_colour(name)})"><b>{word}</b><span>{squares}</span></div>'
    return f'<div class="tally">{groups}</div>'


def _square(row: Row) -> str:
    name = safe(worded(row, "claim"))
    return f'<a href="#{safe(row["claim_id"])}" title="{name}" aria-label="{name}"></a>'


def _counted(verdict: str, number: int) -> str:
    form = "one" if number == 1 or (number == 0 and session.language() == "fr") else "many"
    return t(f"claims.count_{verdict}_{form}", number=number)


def verdict_colour(verdict: str) -> str:
    """The colour of the theme in which a verdict is written."""
    return COLOURS.get(verdict, "muted")


def _tested(rows: Sequence[Row], opened: str) -> str:
    """Verdict, sentence, who and when, and what the first way of counting found; opened: all of it."""
    first = rows[0]
    deciding = next((row for row in rows if row["holds"] is not None), first)
    found = _counted_ways(first) if first["verdict"] == "depends" else brief(worded(deciding, "definition") or "")
    return (
        f'<details id="{safe(first["claim_id"])}"{" open" if first["claim_id"] == opened else ""}><summary class="row">'
        f"{_verdict(first['verdict'])}<span>{_sentence(first)}</span><span class='found'>{safe(found)}</span></summary>"
        f"{_parts(rows)}</details>"
    )


def _waiting(rows: Sequence[Row], opened: str) -> str:
    """One line: sentence, who, and what it would take; opened: all of it."""
    row = rows[0]
    return (
        f'<details class="waiting" id="{safe(row["claim_id"])}"{" open" if row["claim_id"] == opened else ""}>'
        f'<summary class="row"><b>{safe(worded(row, "claim"))}</b><small>{safe(worded(row, "who"))}</small>'
        f"<span>{safe(brief(worded(row, 'missing') or ''))}</span></summary>{_parts(rows)}</details>"
    )


def _parts(rows: Sequence[Row]) -> str:
    """They said, we find, what would change our mind."""
    first = rows[0]
    found = [_definition(row) for row in rows if row["place"] is not None] or [safe(t("claims.nothing"))]
    if first["definitions"] > 1:
        found.insert(0, f"<b>{safe(_counted_ways(first))}</b>")
    parts = {
        "claims.they_said": _they_said(first),
        "claims.we_find": "".join(f"<p>{part}</p>" for part in (*found, *_proof(first))),
        "claims.change": safe(worded(first, "missing") or t("claims.other_side")),
    }
    inside = "".join(f"<div><b>{safe(t(key))}</b><br>{part}</div>" for key, part in parts.items())
    return f'<div class="parts">{inside}</div>'


def _counted_ways(row: Row) -> str:
    return t("claims.definitions", holds=row["holds_in"], definitions=row["definitions"])


def _verdict(name: str) -> str:
    word = safe(t(f"claims.verdict_{name}"))
    sign = f'<i aria-hidden="true">{SIGNS[name]}</i>'
    return f'<b class="verdict" style="--verdict:var(--{verdict_colour(name)})">{sign}{word}</b>'


def _sentence(row: Row) -> str:
    under = " · ".join(fact for fact in (worded(row, "who"), _said(row)) if fact)
    return f"<b class='claim'>{safe(worded(row, 'claim'))}</b><br><small>{safe(under)}</small>"


def _they_said(row: Row) -> str:
    facts = [safe(fact) for fact in (worded(row, "who"), _said(row), _speaks_of(row)) if fact]
    if row["link"]:
        facts.append(link(row["link"], safe(t("claims.source"))))
    return " · ".join(facts)


def _definition(row: Row) -> str:
    """What was found by this definition, and on which side of the claim it stands."""
    side = t(HELD[row["holds"]] if row["inside"] else "claims.here_beside")
    return f"<b>{safe(side)}</b> {safe(worded(row, 'definition') or '')}"


def brief(text: str) -> str:
    """The first sentence of a text, which stands for it."""
    return re.split(r"(?<=\.) (?=\D)", text, maxsplit=1)[0]


def _proof(row: Row) -> list[str]:
    """Links to the chart whose rows test the claim, and to its spec curve."""
    catalogue = session.reader().catalogue
    if row["metric"] not in catalogue:
        return []
    metric, links = catalogue[row["metric"]], []
    for shown, key in ((metric.name, "claims.proof"), (metric.spec_curve, "claims.curve")):
        if shown is not None:
            title = catalogue[shown].title.in_(session.language())
            links.append(link(to("card", metric=shown), safe(t(key, title=title))))
    return links


def _contradictions(claims: Mapping[str, Row]) -> None:
    st.markdown(t("claims.contradictions_note"))
    for pair in sorted({tuple(sorted((key, row["contradicts"]))) for key, row in claims.items()}):
        for column, key in zip(st.columns(2, gap="medium"), pair, strict=True):
            row = claims[key]
            with column, st.container(border=True, height="stretch"):
                st.markdown(f"**{_figure(row['claimed'], row['claimed_unit'])}**")
                st.markdown(escape_markdown(CONTRADICTS.sub("", row["claim"])))
                st.caption(escape_markdown(" · ".join(fact for fact in (worded(row, "who"), _said(row)) if fact)))


def worded(row: Row, column: str) -> str | None:
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


def _figure(value: float | None, unit: str | None) -> str:
    number = formatted(value, "integer", session.language())
    worded = t_or_none(f"claims.unit_{unit}")
    return worded.format(figure=number) if worded else number
