"""The closed side: boards, lags, prices, catalogue, packages, routed tokens."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.second.conftest import Answers
from tests.second.panel import csv

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
    assert theirs.priced.to_dict() == mine["count"].to_dict()
    enough = mine[mine["count"] >= 3]
    assert theirs.median_usd.dropna().to_dict() == pytest.approx(enough["median"].to_dict())


def test_router_open_share(product: Answers) -> None:
    """Unknown, stealth and `other` counted once as closed and once as open; closed before its weights came."""
    tokens = csv("router_tokens").merge(csv("router_models"), on="model_slug", how="left", suffixes=("", "_model"))
    tokens["tokens"] = pd.to_numeric(tokens.total_tokens)
    is_open = (tokens.open_weights == "true") & ~(tokens.open_from.fillna("") > tokens.observed_on)
    is_closed = (tokens.open_weights == "false") | (tokens.open_from.fillna("") > tokens.observed_on)
    is_closed &= tokens.is_other != "true"
    total = tokens.groupby("observed_on").tokens.sum()
    low = tokens[is_open & (tokens.is_other != "true")].groupby("observed_on").tokens.sum() / total
    high = 1 - tokens[is_closed].groupby("observed_on").tokens.sum() / total
    theirs = product("router_open_share")
    day = next(c for c in theirs.columns if c.endswith("_on") or c.endswith("_date"))
    theirs = theirs.set_index(day)
    assert theirs.low.to_dict() == pytest.approx(low.to_dict())
    assert theirs.high.to_dict() == pytest.approx(high.to_dict())
