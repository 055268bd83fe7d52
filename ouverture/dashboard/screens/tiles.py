"""Use, capability and price: a number, a plain sentence, a picture and a date each, and the way to its chart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from itertools import groupby
from typing import Any

from ouverture.dashboard import markup, session, strokes
from ouverture.dashboard.memo import memo
from ouverture.dashboard.screens.front import day_of, percent, result_of, sides, tier_name
from ouverture.dashboard.session import t, t_or_none
from ouverture.dashboard.strokes import Stroke
from ouverture.formatting import formatted
from ouverture.metrics.result import Result

Facts = tuple[str, str, str, str]  # number, sentence, picture, date


def tiles() -> None:
    """Use, capability and price: a number, a plain sentence, a picture and a date each, and the way to its chart."""
    drawn = (("open_share", _use), ("capability_gap", _capability), ("price_gap", _price))
    markup.show(
        f'<div class="ov-tiles">{"".join(_tile(name, draw, result_of(name)) for name, draw in drawn)}</div>', "ov"
    )


@memo
def _tile(name: str, draw: Callable[[Result], Facts], result: Result | None) -> str:
    number, said, picture, when = (
        draw(result) if result is not None and result.finding else ("–", t("front.silent"), "", "")
    )
    told = (
        f'<header><b class="name">{escape(t(f"front.tile_{name}"))}</b>'
        '<span class="open" aria-hidden="true">→</span></header>'
        f'<div class="row"><b class="num">{escape(number)}</b><div>{picture}</div></div>'
        f"<p>{sides(said)}</p><small>{escape(when)}</small>"
    )
    return markup.link(markup.to_chart(name), told, "ov-tile")


def _use(result: Result) -> Facts:
    value = _finding(result)
    told = (value["line"], value["as_of"])
    day = [row for row in result.table.to_pylist() if (row["line"], row["snapshot_date"]) == told and row["share"]]
    parts = [
        (side, sum(row["share"] for row in day if row["side"] == side)) for side in ("open", "restricted", "unknown")
    ]
    bar = "".join(f'<i style="flex:{part:.4f};background:var(--{side})"></i>' for side, part in parts if part)
    said = t("front.use", tier=tier_name(), tasks=t(f"front.tasks_{result.parameters['tasks']}"))
    return percent(value["share"]), said, f'<div class="ov-bar">{bar}</div>', day_of(value["as_of"])


def _capability(result: Result) -> Facts:
    finding, value, language = result.finding, _finding(result), session.language()
    assert finding is not None
    side = finding.case.removesuffix("_one")
    points = formatted(abs(value["points"]), "decimal" if finding.case == "closed_one" else "integer", language)
    said = t(f"front.gap_{side}")
    if value["wins"] is not None and side != "level":
        won, lost = (value["wins"], value["losses"]) if side == "closed" else (value["losses"], value["wins"])
        said += t("front.duel", won=won, lost=lost)
    rows = result.table.to_pylist()
    pieces = [list(rows) for _, rows in groupby(rows, key=lambda row: (row["scale"], row["source"].split("/")[-1]))]
    pieces = [piece for piece in pieces if piece[0]["scale"] == value["scale"]]
    line = [Stroke([(row["as_of"].toordinal(), row["points"]) for row in piece], "closed") for piece in pieces]
    board = t_or_none(f"value.scale_{value['scale']}") or result.metric.title.in_(language)
    number = t("front.points", points=points) if side != "level" else "0"
    return number, said, strokes.picture(line, t("front.line_gap")), f"{board} · {day_of(value['as_of'])}"


def _price(result: Result) -> Facts:
    value, language = _finding(result), session.language()
    if value["ratio"] is None:
        return "–", result.headline(language) or t("front.silent"), "", day_of(value["as_of"])
    bands: dict[str, dict[str, float]] = {}
    for row in result.table.to_pylist():
        if row["median_usd"] and row["priced"] >= result.metric.constants["priced_min"]:
            bands.setdefault(row["band"], {})[row["side"]] = row["median_usd"]
    both = [prices for prices in bands.values() if len(prices) == 2]
    most = max((price for prices in both for price in prices.values()), default=1)
    bells = "".join(_bell({side: 3 + 94 * price / most for side, price in each.items()}) for each in both[:3])
    number = t("front.times", ratio=formatted(value["ratio"], "decimal", language))
    when = t("front.price_when", prices=day_of(value["as_of"]), board=day_of(value["board_on"]))
    return number, t("front.price"), f'<div class="ov-bells">{bells}</div>', when


def _bell(ends: Mapping[str, float]) -> str:
    """Two prices on one rule, in percent of its length."""
    rule = f'<u style="left:{min(ends.values()):.1f}%;width:{max(ends.values()) - min(ends.values()):.1f}%"></u>'
    dots = (f'<i style="left:{place:.1f}%;background:var(--{side})"></i>' for side, place in ends.items())
    return f"<div>{rule}{''.join(dots)}</div>"


def _finding(result: Result) -> Mapping[str, Any]:
    assert result.finding is not None  # who has none is silent
    return result.finding.values
