"""Labs, countries, concentration."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.second.conftest import Answers
from tests.second.panel import last_day, toml, whole
from tests.second.test_adoption import SCOPES, steps


def latest(tasks: str = "generative", basis: str = "raw") -> pd.DataFrame:
    seen = whole(tasks, basis)
    return seen[seen.day == last_day()]


@pytest.mark.parametrize(("tasks", "basis"), SCOPES)
def test_lab_table(product: Answers, tasks: str, basis: str) -> None:
    seen = latest(tasks, basis)
    labs = seen.groupby("lab")
    theirs = product("lab_table", tasks=tasks, basis=basis, source="osir-lmts").set_index("lab_id")
    known = theirs[theirs.index != "unaffiliated"]
    assert known.downloads_30d.to_dict() == labs.downloads.sum().astype(int).to_dict()
    assert known.models.to_dict() == labs.identity.count().to_dict()
    assert known.share.to_dict() == pytest.approx((labs.downloads.sum() / seen.downloads.sum()).to_dict())
    open_part = (
        seen[seen.tier >= 2].groupby("lab").downloads.sum().reindex(known.index).fillna(0) / labs.downloads.sum()
    )
    assert known.open_share.dropna().to_dict() == pytest.approx(open_part[known.open_share.dropna().index].to_dict())
    leaders = seen[~seen.left_out].sort_values("downloads")  # machine traffic is never a leader
    largest = leaders.groupby("lab").tail(1).set_index("lab")
    assert known.largest_model_id.to_dict() == largest.name.to_dict()


@pytest.mark.parametrize(("tasks", "basis"), SCOPES)
def test_likes_and_downloads(product: Answers, tasks: str, basis: str) -> None:
    seen = latest(tasks, basis)
    sums = seen.groupby("lab")[["likes", "downloads"]].sum().sort_values("downloads", ascending=False)
    mine = sums.head(15)
    mine.loc["others"] = sums.iloc[15:].sum()
    mine /= seen[["likes", "downloads"]].sum()
    theirs = product("likes_and_downloads", tasks=tasks, basis=basis, source="osir-lmts").set_index("lab_id")
    theirs = theirs[theirs.index.isin(mine.index)]
    assert theirs.like_share.to_dict() == pytest.approx(mine.likes.to_dict())
    assert theirs.download_share.to_dict() == pytest.approx(mine.downloads.to_dict())
    assert theirs.ratio.to_dict() == pytest.approx((mine.likes / mine.downloads).to_dict())


@pytest.mark.parametrize(("tasks", "basis"), SCOPES)
def test_lab_adoption(product: Answers, tasks: str, basis: str) -> None:
    seen = whole(tasks, basis)
    sums = seen.groupby(["day", "lab"]).downloads.sum()
    share = sums / seen.groupby("day").downloads.sum()
    theirs = product(
        "lab_adoption", tasks=tasks, basis=basis, source="osir-lmts", labs=["google", "qwen", "meta", "mistral"]
    )
    theirs = theirs.set_index(["snapshot_date", "lab_id"])
    keys = [key for key in theirs.index if key in sums.index]
    assert theirs.downloads_30d[keys].to_dict() == sums[keys].astype(int).to_dict()
    assert theirs.share[keys].to_dict() == pytest.approx(share[keys].to_dict())


@pytest.mark.parametrize("basis", ["raw", "adjusted"])
def test_lab_index_like_for_like(product: Answers, basis: str) -> None:
    """Both sides of a step hold the same models on the same basis."""
    seen = whole("generative", basis)
    walked = steps(seen, ["lab"])
    theirs = product("lab_adoption", basis=basis, source="osir-lmts", measure="index", labs=["google", "qwen"])
    for lab in ("google", "qwen"):
        mine = walked[walked.lab == lab].sort_values("day")
        index = 100 * (mine.downloads / mine.before).cumprod()
        told = theirs[theirs.lab_id == lab].set_index("snapshot_date").index_like_for_like
        assert told[mine.day].tolist() == pytest.approx(index.tolist())


def test_lab_releases(product: Answers) -> None:
    seen = whole().drop_duplicates("identity").dropna(subset="created")
    mine = seen.groupby(["lab", seen.created.str[:7]]).identity.count()
    theirs = product("lab_releases", labs=["google", "qwen"]).dropna(subset="models")
    theirs = theirs.assign(month=theirs.month.str[:7]).set_index(["lab_id", "month"]).models
    theirs = theirs[theirs > 0]
    assert theirs.to_dict() == mine[mine.index.isin(theirs.index)].to_dict()
    assert len(theirs)


@pytest.mark.parametrize("by", ["size_class", "tier"])
def test_lab_portfolio(product: Answers, by: str) -> None:
    seen = latest("all")
    mine = seen[seen.lab == "google"]
    sums = mine.groupby(
        mine[by].map(lambda v: "unknown" if pd.isna(v) else str(int(v) if by == "tier" else v))
    ).downloads.sum()
    theirs = product("lab_portfolio", lab="google", by=by, source="osir-lmts").set_index("category").downloads_30d
    assert sorted(theirs.tolist()) == sorted(sums.astype(int).tolist())


def test_rank_bump(product: Answers) -> None:
    seen = latest()
    order = seen.groupby("lab").downloads.sum().sort_values(ascending=False).index.tolist()
    theirs = product("rank_bump", rank_by="raw")
    last = theirs[theirs.snapshot_date == last_day()].sort_values("rank").lab_id.tolist()
    assert last == [lab for lab in order if lab in last]


@pytest.mark.parametrize("unit", ["lab", "model"])
@pytest.mark.parametrize(("tasks", "basis"), SCOPES)
def test_concentration(product: Answers, unit: str, tasks: str, basis: str) -> None:
    seen = latest(tasks, basis)
    key = seen.identity if unit == "model" else seen.lab.fillna("org:" + seen.listed_as.str.split("/").str[0])
    sums = seen.groupby(key).downloads.sum()
    sums = sums[sums > 0].sort_values(ascending=False)
    share = sums / sums.sum()
    x, n = np.sort(sums.to_numpy()), len(sums)
    gini = 2 * np.sum(np.arange(1, n + 1) * x) / (n * x.sum()) - (n + 1) / n
    theirs = product("concentration", unit=unit, tasks=tasks, basis=basis, source="osir-lmts")
    told = theirs[theirs.snapshot_date == last_day()].iloc[0]
    assert told.hhi == pytest.approx(1e4 * (share**2).sum())
    assert told.effective_number == pytest.approx(1 / (share**2).sum())
    assert (told.cr1, told.cr4) == pytest.approx((share.iloc[0], share.iloc[:4].sum()))
    assert told.gini == pytest.approx(gini)
    assert told.units == n


def test_model_size(product: Answers) -> None:
    """Quantised repositories at their base's size; packed storage is no count (METHOD 7)."""
    seen = latest()
    known = seen[seen.parameters.notna()]
    theirs = product("model_size")
    told = theirs[(theirs.source == "osir-lmts") & (theirs.snapshot_date == last_day())].set_index("statistic")
    assert told.models.iloc[0] == len(known)
    assert told.known_share.iloc[0] == pytest.approx(known.downloads.sum() / seen.downloads.sum())
    assert told.parameters["mean"] == pytest.approx(known.parameters.mean())
    assert told.parameters["median"] == pytest.approx(known.parameters.median())
    walked = known.sort_values("parameters")
    half = walked.downloads.cumsum() >= walked.downloads.sum() / 2
    assert told.parameters["weighted_median"] == walked.parameters[half].iloc[0]


def test_turnover(product: Answers) -> None:
    seen = whole()
    days = sorted(seen.day.unique())
    theirs = product("turnover").query("source == 'osir-lmts'").set_index("snapshot_date")
    day = days[-1]
    span = {d: abs((pd.Timestamp(day) - pd.Timestamp(d)).days - 30) for d in days[:-1]}
    before = min(span, key=lambda d: span[d])
    top = {
        d: seen[seen.day == d].sort_values("downloads", ascending=False).identity.head(10).tolist()
        for d in (before, day)
    }
    common = len(set(top[day]) & set(top[before]))
    assert theirs.replaced[day] == pytest.approx((10 - common) / 10)
    assert theirs.jaccard_distance[day] == pytest.approx(1 - common / (20 - common))


def test_crossings(product: Answers) -> None:
    seen = whole()
    sums = seen.groupby(["day", "lab"]).downloads.sum().unstack()
    days = sorted(sums.index)
    before, day = days[-2:]
    tops = [set(sums.loc[d].nlargest(20).index) for d in (before, day)]
    both = sorted(tops[0] & tops[1])
    name = {lab: entry["name"] for lab, entry in toml("labs")["lab"].items()}
    mine = {
        (name[a], name[b])
        for a in both
        for b in both
        if sums.loc[before, a] < sums.loc[before, b] and sums.loc[day, a] > sums.loc[day, b]
    }
    theirs = product("crossings")
    told = theirs[theirs.crossed_on == day]
    assert set(zip(told.passed_by, told.passed, strict=True)) == mine


def _country(lab: object) -> str | None:
    return toml("labs")["lab"].get(lab, {}).get("country")


@pytest.mark.parametrize(("tasks", "basis"), SCOPES)
def test_country_share(product: Answers, tasks: str, basis: str) -> None:
    seen = latest(tasks, basis)
    sums = seen.groupby(seen.lab.map(_country).fillna("unaffiliated")).downloads.sum()
    theirs = product("country_share", tasks=tasks, basis=basis, source="osir-lmts")
    rule = theirs[theirs.rule == "publisher"] if "rule" in theirs else theirs
    told = rule.set_index("country")
    told.index = told.index.fillna("unaffiliated")
    for country in ("US", "CN", "FR"):
        assert told.share[country] == pytest.approx(sums[country] / sums.sum())


def test_country_history(product: Answers) -> None:
    seen = whole()
    sums = seen.groupby(["day", seen.lab.map(_country)]).downloads.sum() / seen.groupby("day").downloads.sum()
    theirs = product("country_history", source="osir-lmts").set_index(["snapshot_date", "origin"]).share
    for day in sorted(seen.day.unique()):
        for country in ("US", "CN"):
            assert theirs[(day, country)] == pytest.approx(sums[(day, country)])
