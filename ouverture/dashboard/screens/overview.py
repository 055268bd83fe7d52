"""The front page: one answer that weighs the witnesses, then what follows from them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from html import escape
from itertools import groupby

from ouverture.dashboard import markup, session, witnesses
from ouverture.dashboard.card import fetch
from ouverture.dashboard.memo import memo
from ouverture.dashboard.screens.claims import verdict_colour, worded
from ouverture.dashboard.screens.front import day_of, result_of
from ouverture.dashboard.screens.strips import strip
from ouverture.dashboard.screens.ways import ways
from ouverture.dashboard.session import t
from ouverture.dashboard.witnesses import Witness
from ouverture.metrics.errors import MetricError
from ouverture.metrics.result import Result

# One claim and one chart each, the forms varied, none that a strip above tells; the first four with rows are shown, and
# under them the rankings, whose bars are own markup.
INSIGHTS = (
    "routed_countries",
    "training_data",
    "releases_by_tier",
    "concentration",
    "downloads_by_tier",
)
RANKINGS = ("country_share", "lab_table")
MOST = 4  # of them
NEWS = ("movers", "entrants", "crossings", "promises")
FACTS = 6


def answer() -> bool:
    """The answer, the witnesses and the ways of counting; False where nothing is published and a state was shown."""
    heard = [_witness(key) for key in witnesses.WITNESSES]
    if not any(each.result for each in heard):
        return fetch("claims") is not None  # tells in words why
    markup.show(said_by(heard), "ov")
    curve = next(each.curve for each in heard if each.key == "hub")
    if curve is not None and curve.finding is not None:
        ways(curve)
    return True


def said_by(heard: Sequence[Witness]) -> str:
    """The answer, and under it a strip a witness, as markup."""
    return _said_by(*(part for each in heard for part in (each.result, each.curve)))


@memo
def _said_by(*parts: Result | None) -> str:
    heard = [witnesses.witness(key, *parts[2 * n : 2 * n + 2]) for n, key in enumerate(witnesses.WITNESSES)]
    strips = "".join(strip(each) for each in heard)
    heads = "".join(
        f"<span>{escape(t(f'front.head_{key}'))}</span>" for key in ("who", "line", "figure", "when", "blind")
    )
    answer = witnesses.answer(heard, session.language())
    return (
        f"<h1><span>{escape(t('front.question'))}</span> {escape(answer)}</h1>"
        f'<div class="ov-heads" aria-hidden="true">{heads}</div>{strips}'
    )


def first_words() -> str | None:
    """The same before the page runs; None where the witnesses are not in memory."""
    heard = [_witness(key) for key in witnesses.WITNESSES]
    return said_by(heard) if all(each.result for each in heard) else None


def insights() -> list[list[str]]:
    """The metrics of the insight cards in pairs: the first of the list that have rows."""
    with_rows = [name for name in INSIGHTS if (found := result_of(name)) is not None and found.table.num_rows]
    return [with_rows[at : at + 2] for at in range(0, min(len(with_rows), MOST), 2)]


def rankings() -> list[Result]:
    """The rankings that have rows."""
    return [found for name in RANKINGS if (found := result_of(name)) is not None and found.table.num_rows]


def heading(key: str) -> None:
    """Heading of a part of the page (``front.<key>``)."""
    markup.show(f"<h2>{escape(t(f'front.{key}'))}</h2>", "ov")


def news() -> None:
    """What changed since the previous reading: the headlines, each with its date, and the page that says more."""
    items = []
    for name in NEWS:
        result = result_of(name)
        if result is not None and result.finding and (said := result.headline(session.language())):
            items.append(_fact(markup.to_chart(name), day_of(result.finding.as_of), "muted", said, ""))
    if items:
        markup.show(_list("news", "".join(items), "changes"), "ov")


def fact_checks() -> None:
    """The sentences of the debate whose evidence is newest, their verdict first."""
    if (result := result_of("claims")) and (items := _facts(result)):
        markup.show(_list("facts", items, "claims"), "ov")


@memo
def _facts(result: Result) -> str:
    rows = result.table.to_pylist()
    claims = [
        max(group, key=lambda row: str(row["measured_on"] or ""))
        for _, group in groupby(rows, key=lambda row: row["claim_id"])
    ]
    tested = [
        row for row in claims if row["kind"] == "debate" and row["measured_on"] and row["verdict"] != "cannot_be_tested"
    ]
    tested.sort(key=lambda row: (row["measured_on"], row["claim_id"]), reverse=True)
    return "".join(
        _fact(
            markup.to("claims", claim=row["claim_id"]),
            t(f"claims.verdict_{row['verdict']}"),
            verdict_colour(row["verdict"]),
            worded(row, "claim") or "",
            " · ".join(filter(None, (worded(row, "who"), t("front.measured", date=day_of(row["measured_on"]))))),
        )
        for row in tested[:FACTS]
    )


def _witness(key: str) -> Witness:
    result = result_of(witnesses.WITNESSES[key][0])
    curve = None
    if result is not None:
        with suppress(MetricError):
            curve = session.reader().curve(result.metric, result.parameters, session.pinned_build())
    return witnesses.witness(key, result, curve)


def _fact(href: str, first: str, colour: str, said: str, under: str) -> str:
    told = (
        f'<span style="color:var(--{colour})">{escape(first)}</span>'
        f"<span><b>{escape(said)}</b><small>{escape(under)}</small></span>"
    )
    return markup.link(href, told, "ov-fact")


def _list(key: str, items: str, more: str) -> str:
    """Items under their heading (``front.<key>``), and the page that has them all."""
    way = markup.link(markup.to(more), escape(t(f"front.{key}_more")), "ov-more")
    return f'<h2>{escape(t(f"front.{key}"))}</h2><div class="ov-facts">{items}</div>{way}'
