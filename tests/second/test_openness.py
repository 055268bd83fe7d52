"""Openness, lineage, trust, single models."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.second.conftest import Answers
from tests.second.panel import csv, derived, lab_of, last_day, models, packaged, present_name, readings, toml, whole
from tests.second.test_labs import latest


@pytest.mark.parametrize("basis", ["raw", "adjusted"])
def test_adoption_weighted_openness(product: Answers, basis: str) -> None:
    seen = whole("generative", basis).assign(tier=lambda f: f.tier.fillna(-1))
    share = seen.groupby(["day", "tier"]).downloads.sum() / seen.groupby("day").downloads.sum()
    theirs = product("adoption_weighted_openness", basis=basis, source="osir-lmts")
    theirs = theirs.assign(tier=theirs.tier.fillna(-1)).set_index(["snapshot_date", "tier"]).share.dropna()
    assert theirs[theirs > 0].to_dict() == pytest.approx(share[share > 0].to_dict())


def test_tier_by_lab(product: Answers) -> None:
    seen = latest()
    total = seen.groupby("lab").downloads.sum()
    mine = seen[seen.tier >= 2].groupby("lab").downloads.sum() / total
    theirs = product("tier_by_lab", source="osir-lmts").drop_duplicates("lab_id").set_index("lab_id").open_share
    assert len(theirs) >= 20
    assert theirs.to_dict() == pytest.approx(mine.reindex(theirs.index).fillna(0).to_dict())


def osai() -> pd.DataFrame:
    """Systems of the European index with the mean of their dimensions."""
    rows = csv("openness")
    dimensions = list(rows.columns[6:18])
    assert len(dimensions) == 12
    rows["score"] = rows[dimensions].replace({"open": 1.0, "partial": 0.5, "closed": 0.0}).astype(float).mean(axis=1)
    spelt = {s: lab for lab, e in toml("labs")["lab"].items() for s in (e["name"], *e.get("spellings", ()))}
    return rows.assign(lab=rows.organization.map(spelt))


def test_openness_scores(product: Answers) -> None:
    by_lab = osai().groupby("lab").score
    theirs = product("openness_scores").set_index("lab_id")
    told = theirs.dropna(subset="osai_best")
    assert told.osai_best.to_dict() == pytest.approx(by_lab.max().to_dict())
    assert told.osai_mean.to_dict() == pytest.approx(by_lab.mean().to_dict())
    for edition in ("2023", "2024", "2025"):
        points = {s["lab"]: s["score"] for s in toml("fmti")["score"] if s["edition"] == edition}
        assert theirs[f"fmti_{edition}"].dropna().astype(int).to_dict() == points


def test_training_data(product: Answers) -> None:
    told = product("training_data", source="osir-lmts").set_index(["counted", "state"])
    index = osai()
    assert {
        s: told.number[("index_base", s)] for s in ("open", "partial", "closed")
    } == index.data_base.value_counts().to_dict()
    assert {
        s: told.number[("index_end", s)] for s in ("open", "partial", "closed")
    } == index.data_end.value_counts().to_dict()
    seen = latest()
    evidence = {f: e["pretraining_data"]["value"] for f, e in toml("openness")["evidence"].items()}
    # a model that names a base stands with the base's family; one that names none for itself, unless its name says that
    # it was made from another
    state = seen.root_family.where(seen.root.notna(), seen.own_family).map(evidence)
    undeclared = seen.root.isna() & seen.listed_as.map(lambda n: packaged(n) or derived(n))
    state = state.mask(undeclared).fillna("unknown")
    mine = seen.groupby(state).downloads.sum()
    for name in ("open", "partial"):
        assert told.number[("downloads", name)] == pytest.approx(mine.get(name, 0), abs=1)


def test_derivative_counts(product: Answers) -> None:
    seen = latest("all")
    bases = seen.base.dropna().map(present_name)
    theirs = product("derivative_counts", source="osir-lmts").set_index("base_id").total
    mine = bases.value_counts()
    known = models().name
    assert theirs.max() == mine.max()
    for base, total in mine.head(5).items():
        assert theirs[known.get(base, base)] == total


def test_derivatives_on_hub(product: Answers) -> None:
    seen = readings()
    theirs = product("derivatives_on_hub")
    day = theirs.observed_on.max()
    assert day == seen.day[seen.derivatives.notna()].max()
    mine = seen[seen.day == day].set_index("listed_as").derivatives.dropna().nlargest(len(theirs))
    assert theirs.set_index("base_id").total.to_dict() == mine.to_dict()


def test_attribution_publisher_and_family(product: Answers) -> None:
    seen = latest()
    publisher = seen.groupby("lab").downloads.sum()
    root_lab = [
        (lab_of(models().name.get(root, root), last_day()) if isinstance(root, str) else lab)
        for root, lab in zip(seen.root, seen.lab, strict=True)
    ]
    undeclared = seen.root.isna() & seen.listed_as.map(lambda n: packaged(n) or derived(n))
    packager = seen.lab.map(lambda lab: toml("labs")["lab"].get(lab, {}).get("kind") == "packager")
    family = (
        seen[~(undeclared | (seen.root.isna() & packager))]
        .groupby(pd.Series(root_lab, index=seen.index))
        .downloads.sum()
    )
    theirs = product("attribution", source="osir-lmts").set_index("lab_id")
    total = seen.downloads.sum()
    assert theirs.publisher.sum() == pytest.approx(total)
    assert theirs.family.sum() == pytest.approx(total)
    assert theirs.packager.sum() == pytest.approx(total)
    for lab in ("google", "qwen", "meta"):
        assert theirs.publisher[lab] == pytest.approx(publisher[lab])
        assert theirs.family[lab] == pytest.approx(family[lab])


def test_left_out(product: Answers) -> None:
    seen = latest("all")
    mine = seen[seen.left_out].set_index("listed_as")
    theirs = product("left_out", source="osir-lmts").set_index("model_id")
    assert theirs.downloads_30d.to_dict() == mine.downloads.astype(int).to_dict()
    judged = theirs[theirs.why == "automation"].automation_index
    assert judged.to_dict() == pytest.approx(mine.automation[judged.index].to_dict(), abs=1e-3)


def test_coverage(product: Answers) -> None:
    told = csv("coverage")
    told = told[(told.source == "osir-lmts") & (told.observed_on == last_day())].set_index("author")
    share = pd.to_numeric(told.downloads_in_panel) / pd.to_numeric(told.downloads_in_source)
    theirs = product("coverage").query("source == 'osir-lmts'").set_index("organisation_id").share_held
    assert theirs.dropna().to_dict() == pytest.approx(share.dropna().to_dict())


def test_hub_growth(product: Answers) -> None:
    told = csv("growth")
    told["method"] = told.method.replace({"surviving by created_at": "surviving", "claim": "published"})
    theirs = product("hub_growth").set_index(["method", "observed_on"]).models
    assert theirs.to_dict() == {(r.method, r.observed_on): int(r.models_on_hub) for r in told.itertuples()}


def test_run_history(product: Answers) -> None:
    mine = readings().groupby(["source", "day"]).agg(models=("identity", "count"), downloads=("downloads", "sum"))
    theirs = product("run_history").set_index(["source", "snapshot_date"])
    assert theirs.models.to_dict() == mine.models.to_dict()
    summed = mine.downloads[mine.index.get_level_values("source") == "osir-lmts"]  # trending lists are never summed
    assert theirs.downloads_30d.dropna().to_dict() == summed.astype(int).to_dict()


def test_model_history(product: Answers) -> None:
    name = "Qwen/Qwen2.5-1.5B-Instruct"
    mine = readings().query("listed_as == @name and source == 'osir-lmts'").set_index("day").downloads
    theirs = product("model_history", model=name)
    theirs = theirs[theirs.source == "osir-lmts"].set_index("snapshot_date").downloads_30d
    assert theirs.to_dict() == mine.astype(int).to_dict()


def test_model_history_over_a_new_name(product: Answers) -> None:
    identity = readings().query("listed_as.str.startswith('THUDM/')").groupby("identity").downloads.sum().idxmax()
    mine = readings().query("identity == @identity and source == 'osir-lmts'").set_index("day").downloads
    theirs = product("model_history", model=models().name[identity])
    theirs = theirs[theirs.source == "osir-lmts"].set_index("snapshot_date").downloads_30d
    assert theirs.to_dict() == mine.astype(int).to_dict()
    assert len(mine) > 5


def test_model_profile(product: Answers) -> None:
    name = "Qwen/Qwen3-8B"
    told = product("model_profile", model=name).iloc[0]
    fact = models().loc[name]
    assert (told.tier, told.size_class, told.licence, told.created_on) == (
        fact.tier,
        fact.size_class,
        fact.licence,
        fact.created,
    )
    assert told.parameters == fact.parameters


def test_momentum_growth(product: Answers) -> None:
    """Growth of the models shown: the newest window over the last that does not overlap it."""
    theirs = product("momentum")
    seen = readings()
    for row in theirs.itertuples():
        of_model = seen[(seen.source == row.source) & (seen.name == row.model_id)].set_index("day").downloads
        assert row.downloads_30d == of_model[row.snapshot_date]
        assert row.downloads_before == of_model[row.before_date]
        days = (pd.Timestamp(row.snapshot_date) - pd.Timestamp(row.before_date)).days
        assert 28 <= days <= 45
        shrunk = (row.prior_downloads * row.prior_growth + row.downloads_30d) / (
            row.prior_downloads + row.downloads_before
        )
        assert row.momentum == pytest.approx(shrunk, rel=1e-6)
    assert len(theirs) and np.all(np.diff(theirs.momentum) <= 1e-12)
