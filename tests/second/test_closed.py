"""The closed side: boards, lags, prices, catalogue, packages, routed tokens."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.second.conftest import Answers
from tests.second.panel import csv, toml

MONTH = 365.25 / 12


def history() -> pd.DataFrame:
    """The panel's boards, one row a day, side and scale."""
    boards = csv("arena_history")
    boards["best_score"] = pd.to_numeric(boards.best_score)
    return boards


def test_capability_gap(product: Answers) -> None:
    wide = history().pivot_table(index="as_of", columns="side", values="best_score")
    theirs = product("capability_gap").set_index("as_of")
    assert len(theirs) == len(wide.dropna())
    assert theirs.points.to_dict() == pytest.approx((wide.closed - wide.open).dropna().to_dict())
    preferred = 1 / (1 + 10 ** ((wide.open - wide.closed) / 400))
    assert theirs.closed_preferred.to_dict() == pytest.approx(preferred.dropna().to_dict())


@pytest.mark.parametrize("scale", ["elo-online", "bradley-terry"])
def test_gap_months_by_boards(product: Answers, scale: str) -> None:
    """Kaplan and Meier by hand: a closed record's lag ends with the first board on which open is as high."""
    boards = history().query("scale == @scale")
    wide = boards.pivot_table(index="as_of", columns="side", values="best_score").sort_index()
    best = boards[boards.side == "closed"].sort_values("as_of").reset_index(drop=True)
    spells: list[tuple[int, bool]] = []
    last = pd.Timestamp(wide.index[-1])
    record, holders = -1.0, set()
    for row in best.itertuples():
        if row.best_score <= record or row.best_model in holders:
            record = max(record, row.best_score)
            continue
        record = row.best_score
        holders.add(row.best_model)
        first_board = row.as_of == wide.index[0]
        matched = wide[(wide.open >= row.best_score)]
        day = pd.Timestamp(matched.index[0]) if len(matched) else None
        begun = pd.Timestamp(row.as_of)
        if day is not None and not first_board:
            spells.append(((day - begun).days, True))
        else:
            spells.append((((day or last) - begun).days, False))
    theirs = product("gap_months", yardstick=None)
    told = theirs[(theirs.yardstick == scale) & (theirs.clock == "board") & (theirs.direction == "forward")]
    if told.empty:
        pytest.skip(f"{scale} is not among the main yardsticks")
    assert (told.records.iloc[0], told.matched.iloc[0]) == (len(spells), sum(ended for _, ended in spells))
    median = _median(spells)
    assert (told.months.iloc[0] if median is not None else None) == (
        pytest.approx(median / MONTH, rel=1e-3) if median is not None else None
    )


def _median(spells: list[tuple[int, bool]]) -> float | None:
    alive = 1.0
    for day in sorted({d for d, ended in spells if ended}):
        at_risk = sum(d >= day for d, _ in spells)
        alive *= 1 - sum(d == day and ended for d, ended in spells) / at_risk
        if alive <= 0.5:
            return day
    return None


def catalogue() -> pd.DataFrame:
    """Hosted models with quarter of release, side and blended price."""
    rows = csv("api_models")
    rows["blended"] = (3 * pd.to_numeric(rows.price_in_usd_per_mtok) + pd.to_numeric(rows.price_out_usd_per_mtok)) / 4
    rows["quarter"] = pd.to_datetime(rows.released_on).dt.to_period("Q").dt.start_time.dt.strftime("%Y-%m-%d")
    rows["side"] = rows.open_weights.map({"true": "open", "false": "closed"}).fillna("unknown")
    return rows[rows.released_on.notna() & rows.lab.notna()]


def test_catalogue_share(product: Answers) -> None:
    mine = catalogue().groupby(["quarter", "side"]).model.count()
    theirs = product("catalogue_share").groupby(["quarter", "side"]).models.sum()
    assert theirs.to_dict() == mine.to_dict()


def test_price_by_release(product: Answers) -> None:
    mine = catalogue().groupby(["quarter", "side"]).blended.agg(["count", "median", "min"])
    theirs = product("price_by_release").set_index(["quarter", "side"])
    theirs = theirs[theirs.models > 0]  # a side without a release in a quarter has a row as well
    assert theirs.priced.to_dict() == mine["count"].to_dict()
    enough = mine[mine["count"] >= 3]
    assert theirs.median_usd.dropna().to_dict() == pytest.approx(enough["median"].to_dict())


def routed() -> pd.DataFrame:
    """Tokens with lab and side: closed before its weights came; unknown and stealth models and `other` have no side."""
    rows = csv("router_tokens").merge(csv("router_models"), on="model_slug", how="left", suffixes=("", "_model"))
    rows["tokens"] = pd.to_numeric(rows.total_tokens)
    named = rows.is_other != "true"
    before = rows.open_from.fillna("") > rows.observed_on
    rows["side"] = None
    rows.loc[named & (rows.open_weights == "true") & ~before, "side"] = "open"
    rows.loc[named & ((rows.open_weights == "false") | before), "side"] = "closed"
    return rows.assign(named=named)


def test_routed_open_share(product: Answers) -> None:
    """All that has no side counted once as closed and once as open."""
    tokens = routed()
    total = tokens.groupby("observed_on").tokens.sum()
    sides = tokens.groupby(["observed_on", "side"]).tokens.sum().unstack()
    theirs = product("routed_open_share").set_index("observed_on")
    assert theirs.total_tokens.to_dict() == total.to_dict()
    assert theirs.low.to_dict() == pytest.approx((sides.open / total).to_dict())
    assert theirs.high.to_dict() == pytest.approx((1 - sides.closed / total).to_dict())


def test_routed_labs(product: Answers) -> None:
    tokens = routed()
    last = tokens[tokens.observed_on == tokens.observed_on.max()]
    mine = last[last.named].groupby("lab").tokens.sum()
    theirs = product("routed_labs").set_index("lab")
    shown = theirs[theirs.index.isin(mine.index)]
    assert len(shown) >= 8
    assert shown.total_tokens.to_dict() == mine[shown.index].to_dict()
    assert theirs.total_tokens.sum() == last.tokens.sum()
    assert theirs.share.sum() == pytest.approx(1)


def test_routed_models(product: Answers) -> None:
    tokens = routed()
    last = tokens[tokens.observed_on == tokens.observed_on.max()]
    theirs = product("routed_models")
    assert len(theirs) == len(last)
    assert (
        theirs.groupby("side").total_tokens.sum().to_dict()
        == last.groupby(last.side.fillna(last.named.map({True: "unknown", False: "below_the_list"})))
        .tokens.sum()
        .to_dict()
    )
    assert theirs.share.sum() == pytest.approx(1)


def test_routed_countries(product: Answers) -> None:
    tokens = routed()
    last = tokens[tokens.observed_on == tokens.observed_on.max()]
    theirs = product("routed_countries")
    newest = theirs[theirs.observed_on == theirs.observed_on.max()]
    assert newest.total_tokens.sum() == last.tokens.sum()
    spelt = {n: e.get("country") for e in toml("labs")["lab"].values() for n in (e["name"], *e.get("spellings", ()))}
    mine = last[last.named].groupby(last.lab.map(spelt)).tokens.sum()
    told = newest.set_index("origin").total_tokens
    for country in ("US", "CN"):
        assert told[country] == mine[country]
