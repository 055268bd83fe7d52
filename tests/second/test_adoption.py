"""Totals, shares, steps and lists of adoption."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest

from tests.second.conftest import Answers
from tests.second.panel import last_day, models, whole

SCOPES = [(tasks, basis) for tasks in ("generative", "all") for basis in ("raw", "adjusted")]


def steps(seen: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Sums over the models that two successive readings both count: one row a later day and group."""
    days = sorted(whole("all").day.unique())
    parts = []
    for before, day in pairwise(days):
        old = seen[(seen.day == before) & seen.downloads.notna()].set_index("identity").downloads
        new = seen[(seen.day == day) & seen.downloads.notna()]
        both = new[new.identity.isin(old.index)].assign(before=lambda f, old=old: f.identity.map(old))
        sums = both.groupby(by, dropna=False)[["downloads", "before"]].sum().reset_index()
        parts.append(sums.assign(day=day, day_before=before))
    return pd.concat(parts, ignore_index=True)


@pytest.mark.parametrize(("tasks", "basis"), SCOPES)
def test_downloads_total(product: Answers, tasks: str, basis: str) -> None:
    seen = whole(tasks, basis)
    mine = seen.groupby("day").agg(downloads=("downloads", "sum"), models=("identity", "count"))
    theirs = product("downloads_total", tasks=tasks, basis=basis, source="osir-lmts")
    raw = theirs[theirs.line == "raw"].set_index("snapshot_date")
    assert raw.downloads_30d.to_dict() == mine.downloads.astype(int).to_dict()
    assert raw.models.to_dict() == mine.models.to_dict()


@pytest.mark.parametrize(("tasks", "basis"), SCOPES)
def test_downloads_total_like_for_like(product: Answers, tasks: str, basis: str) -> None:
    seen = whole(tasks, basis)
    volume = float(seen[seen.day == last_day()].downloads.sum())
    mine = {last_day(): volume}
    for step in steps(seen, ["source"]).sort_values("day", ascending=False).itertuples():
        volume *= step.before / step.downloads
        mine[step.day_before] = volume
    theirs = product("downloads_total", tasks=tasks, basis=basis, source="osir-lmts")
    chained = theirs[theirs.line == "like_for_like"].set_index("snapshot_date").downloads_30d
    assert chained.to_dict() == pytest.approx(mine, abs=1)


def test_adjustment(product: Answers) -> None:
    raw, adjusted = (whole("generative", basis).groupby("day").downloads.sum() for basis in ("raw", "adjusted"))
    theirs = product("adjustment", source="osir-lmts").set_index("snapshot_date")
    assert theirs.ratio.to_dict() == pytest.approx((adjusted / raw).to_dict())
    assert theirs.adjusted_downloads_30d.to_dict() == adjusted.astype(int).to_dict()


@pytest.mark.parametrize(("tasks", "basis"), SCOPES)
@pytest.mark.parametrize(("threshold", "line"), [("any", 1), ("permissive", 2), ("code", 3), ("data", 4)])
def test_open_share(product: Answers, tasks: str, basis: str, threshold: str, line: int) -> None:
    seen = whole(tasks, basis)
    total = seen.groupby("day").downloads.sum()
    mine = seen[seen.tier >= line].groupby("day").downloads.sum() / total
    theirs = product("open_share", tasks=tasks, basis=basis, threshold=threshold, source="osir-lmts")
    theirs = theirs[theirs.side == "open"].set_index("snapshot_date").share
    assert theirs.to_dict() == pytest.approx(mine.to_dict())


@pytest.mark.parametrize(("tasks", "basis"), SCOPES)
def test_open_share_like_for_like(product: Answers, tasks: str, basis: str) -> None:
    def side(tier: pd.Series) -> pd.Series:
        return tier.map(lambda t: "unknown" if pd.isna(t) else "open" if t >= 2 else "restricted")

    seen = whole(tasks, basis).assign(side=lambda f: side(f.tier))
    volume = seen[seen.day == last_day()].groupby("side").downloads.sum().astype(float)
    mine = {(last_day(), name): part for name, part in (volume / volume.sum()).items()}
    walked = steps(seen, ["side"])
    for day in sorted(walked.day.unique(), reverse=True):
        step = walked[walked.day == day].set_index("side")
        volume = volume * step.before / step.downloads
        mine |= {(step.day_before.iloc[0], name): part for name, part in (volume / volume.sum()).items()}
    theirs = product("open_share", tasks=tasks, basis=basis, source="osir-lmts")
    theirs = theirs.dropna(subset="share_like_for_like").set_index(["snapshot_date", "side"]).share_like_for_like
    assert theirs.to_dict() == pytest.approx(mine)


def test_downloads_by_tier(product: Answers) -> None:
    seen = whole()
    mine = seen.assign(tier=seen.tier.fillna(-1)).groupby(["day", "tier"]).downloads.sum().astype(int)
    theirs = product("downloads_by_tier", source="osir-lmts")
    theirs = theirs.assign(tier=theirs.tier.fillna(-1)).set_index(["snapshot_date", "tier"]).downloads_30d
    assert theirs[theirs > 0].to_dict() == mine[mine > 0].to_dict()


def test_licence_mix(product: Answers) -> None:
    seen = whole()
    last = seen[seen.day == last_day()]
    mine = last.groupby("licence").downloads.sum().astype(int)
    theirs = product("licence_mix", source="osir-lmts").groupby("licence").downloads_30d.sum()
    for licence in ("apache-2.0", "mit", "gemma", "llama3.1"):
        assert theirs[licence] == mine[licence]


@pytest.mark.parametrize(("tasks", "basis"), SCOPES)
def test_downloads_by_library(product: Answers, tasks: str, basis: str) -> None:
    seen = whole(tasks, basis)
    named = seen.library.str.lower().fillna("unknown")
    at_the_end = seen[(seen.day == last_day()) & (named != "unknown")].groupby(named).downloads.sum()
    largest = at_the_end.sort_values(ascending=False).head(12).index
    seen = seen.assign(library=named.where(named.isin([*largest, "unknown"]), "others"))
    sums = seen.groupby(["library", "day"]).downloads.sum()
    theirs = product("downloads_by_library", tasks=tasks, basis=basis, source="osir-lmts")
    told = theirs[theirs.downloads_30d > 0].set_index(["library", "snapshot_date"])
    assert told.downloads_30d.to_dict() == sums[sums > 0].astype(int).to_dict()
    mine = sums / seen.groupby("day").downloads.sum()
    assert told.share.to_dict() == pytest.approx(mine[sums > 0].to_dict())
    walked = steps(seen, ["library"]).set_index(["library", "day"])
    same = theirs.dropna(subset="common_downloads_30d").set_index(["library", "snapshot_date"])
    assert same.common_downloads_30d.astype(int).to_dict() == walked.downloads.astype(int).to_dict()
    assert same.common_downloads_30d_before.astype(int).to_dict() == walked.before.astype(int).to_dict()


@pytest.mark.parametrize(("tasks", "basis"), SCOPES)
def test_downloads_by_size(product: Answers, tasks: str, basis: str) -> None:
    seen = whole(tasks, basis)
    sums = seen.groupby([seen.size_class.fillna("unknown"), "day"]).downloads.sum()
    theirs = product("downloads_by_size", tasks=tasks, basis=basis, source="osir-lmts")
    told = theirs[theirs.downloads_30d > 0].set_index(["size_class", "snapshot_date"])
    assert told.downloads_30d.to_dict() == sums[sums > 0].astype(int).to_dict()
    assert told.share.to_dict() == pytest.approx((sums / seen.groupby("day").downloads.sum())[sums > 0].to_dict())


def test_movers(product: Answers) -> None:
    seen = whole()
    days = sorted(seen.day.unique())[-2:]
    table = seen[seen.day.isin(days)].pivot(index="identity", columns="day", values="downloads").dropna()
    change = (table[days[1]] - table[days[0]]).sort_values()
    mine = {models().name[i]: int(v) for i, v in pd.concat([change.head(10), change.tail(10)]).items()}
    theirs = product("movers", source="osir-lmts").set_index("model_id").change
    assert {name: theirs[name] for name in mine if name in theirs} == mine


def test_entrants(product: Answers) -> None:
    seen = whole()
    days = sorted(seen.day.unique())
    theirs = product("entrants", source="osir-lmts").set_index("snapshot_date")
    for before, day in pairwise(days):
        old, new = (set(seen[seen.day == d].identity) for d in (before, day))
        assert (theirs.entered_models[day], theirs.left_models[day]) == (len(new - old), len(old - new)), day


def test_downloads_by_month(product: Answers) -> None:
    """From the newest reading backwards, the next at least 30 days earlier: windows that do not overlap."""
    sums = whole().groupby("day").downloads.sum()
    mine, edge = {}, None
    for day in sorted(sums.index, reverse=True):
        if edge is None or (pd.Timestamp(edge) - pd.Timestamp(day)).days >= 30:
            mine[day], edge = int(sums[day]), day
    theirs = product("downloads_by_month", source="osir-lmts").set_index("snapshot_date").downloads_30d
    assert theirs.to_dict() == mine


def test_releases_by_tier(product: Answers) -> None:
    listed = whole()
    one = listed.drop_duplicates("identity").set_index("identity").created
    month = one.dropna().str[:7]
    theirs = product("releases_by_tier")
    theirs = theirs.assign(month=theirs.month.str[:7]).groupby("month").models.sum()
    mine = month.value_counts()
    assert theirs[theirs > 0].to_dict() == {m: n for m, n in mine.items() if m in theirs.index}
    assert set(mine.index[mine.index >= theirs.index.min()]) <= set(theirs.index)
