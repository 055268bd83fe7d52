"""The witnesses of the front page, one strip each: small line, figure, days, and what it cannot see."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from itertools import pairwise
from typing import Any

from ouverture.dashboard import markup, session, strokes, witnesses
from ouverture.dashboard.screens.front import day_of, percent, sides, tier_name
from ouverture.dashboard.session import t
from ouverture.dashboard.strokes import Stroke
from ouverture.dashboard.witnesses import Witness
from ouverture.formatting import formatted
from ouverture.metrics.result import Result

Row = Mapping[str, Any]


def strip(witness: Witness) -> str:
    """A witness in one row: who, the small line, the figure, its days, and what it cannot see."""
    key, name = witness.key, witnesses.WITNESSES[witness.key][0]
    draw = {"router": _router, "hub": _hub, "installs": _installs}[key]
    line, figure, under, when = draw(witness) if witness.says and witness.result else ("", "", t("front.silent"), "")
    who = t(f"front.who_{key}", tier=tier_name())
    told = (
        f'<span class="first"><b class="name">{escape(t(f"front.name_{key}"))}</b>'
        f'<small class="who">{sides(who)}</small></span><span>{line}</span>'
        f'<span class="figure"><b class="num">{escape(figure)}</b><small>{sides(under)}</small></span>'
        f'<span class="soft when">{when}</span><span class="soft blind">{escape(t(f"front.blind_{key}"))}</span>'
    )
    return markup.link(markup.to_chart(name), told, "ov-strip")


def _router(witness: Witness) -> tuple[str, str, str, str]:
    result, value = _spoken(witness)
    rows = [row for row in result.table.to_pylist() if row["low"] is not None]
    low, high = ([(row["observed_on"].toordinal(), row[side]) for row in rows] for side in ("low", "high"))
    line = strokes.picture([Stroke(low, "open", upper=high)], t("front.line_router"))
    return (
        line,
        t("front.range", low=percent(value["low"], sign=False), high=percent(value["high"])),
        t("front.under_router", low=percent(value["low_before"], sign=False), high=percent(value["high_before"])),
        _days(value["as_of"], value["since"]),
    )


def _hub(witness: Witness) -> tuple[str, str, str, str]:
    result, _ = _spoken(witness)
    curve = witness.curve.finding if witness.curve else None
    rows = [row for row in result.table.to_pylist() if row["side"] == "open" and row["share_like_for_like"] is not None]
    newest = max(rows, key=lambda row: row["snapshot_date"])["line"] if rows else None
    rows = [row for row in rows if row["line"] == newest]
    strokes_ = [
        Stroke([_at(before), _at(after)], "open", dotted="break" in (after["flags"] or ""))
        for before, after in pairwise(rows)
    ]
    assert curve is not None  # only a witness with a curve speaks here
    value = curve.values
    leads = max(("rises", "flats", "falls"), key=lambda name: value[name])
    leads = "rises" if witness.says and witness.says.verdict == "depends" else leads
    return (
        strokes.picture(strokes_, t("front.line_hub")),
        t("front.of", part=value[leads], whole=value["definitions"]),
        t(f"front.under_hub_{leads}"),
        _days(curve.as_of, rows[0]["snapshot_date"] if rows else None),
    )


def _at(row: Row) -> tuple[float, float]:
    return row["snapshot_date"].toordinal(), row["share_like_for_like"]


def _installs(witness: Witness) -> tuple[str, str, str, str]:
    result, value = _spoken(witness)
    rows = [row for row in result.table.to_pylist() if row["counted_from"] and row["index"] is not None]
    stretch = [row for row in rows if value["since"] <= row["observed_on"] <= value["as_of"]]
    sides = {
        colour: [(row["observed_on"].toordinal(), row["index"]) for row in stretch if row["side"] == side]
        for side, colour in (("closed_api", "closed"), ("open_runtime", "open"))
    }
    grown = {side: "×" + formatted(round(value[side], 1), "decimal", session.language()) for side in ("closed", "open")}
    return (
        strokes.picture([Stroke(points, colour) for colour, points in sides.items()], t("front.line_installs")),
        t("front.versus", **grown),
        t("front.under_installs"),
        _days(value["as_of"], value["since"]),
    )


def _spoken(witness: Witness) -> tuple[Result, Mapping[str, Any]]:
    result = witness.result
    assert result is not None
    return result, result.finding.values if result.finding else {}


def _days(last: Any, first: Any) -> str:
    told = escape(day_of(last))
    return f"{told}<br>{escape(t('front.since', date=day_of(first)))}" if first and first != last else told
