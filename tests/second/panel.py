"""The reference panel read a second time: pandas over its CSV files and the registry's TOML, by the rules of METHOD.

Nothing here is shared with the product: no SQL, no transform, no registry class. Where both agree to the digit, two
people who read the same method would have printed the same number.
"""

from __future__ import annotations

import fnmatch
import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

DATA = Path(__file__).parents[2] / "data"
SIZES = ((1e9, "<1B"), (7e9, "1-7B"), (30e9, "7-30B"), (100e9, "30-100B"), (float("inf"), ">=100B"))
PINNED = "2022-03-02"  # the Hub dates everything older so
BASES_DEEP = 10


def csv(name: str) -> pd.DataFrame:
    """A file of the panel, every cell as text, empty = missing."""
    return pd.read_csv(DATA / "reference" / f"{name}.csv", dtype=str)


@cache
def toml(name: str) -> dict[str, Any]:
    """A file of the registry."""
    return tomllib.loads((DATA / "registry" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def _namespaces() -> dict[str, list[tuple[str, str, str, str | None]]]:
    """By namespace: from, until, lab, the namespace it became."""
    found: dict[str, list[tuple[str, str, str, str | None]]] = {}
    for lab_id, lab in toml("labs")["lab"].items():
        for o in lab.get("organisations", ()):
            entry = (str(o.get("from", "")), str(o.get("until", "9999")), lab_id, o.get("renamed_to"))
            found.setdefault(o["id"], []).append(entry)
    return found


def present_name(name: str) -> str:
    """The id under which the Hub knows the repository today."""
    name = toml("renames")["rename"].get(name, {}).get("to", name)
    owner, slash, rest = name.partition("/")
    return next((to for _, _, _, to in _namespaces().get(owner, ()) if to), owner) + slash + rest


def lab_of(name: str, day: str) -> str | None:
    """The lab to which the namespace of ``name`` belonged on that day."""
    owner, slash, _ = name.partition("/")
    fits = [(since, lab) for since, until, lab, _ in _namespaces().get(owner, ()) if slash and since <= day <= until]
    return max(fits)[1] if fits else None


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(fnmatch.translate(pattern.lower()))


def _matches(name: str, pattern: str) -> bool:
    return bool(_pattern(pattern).match(name.lower()))


@cache
def family_of(name: str, lab: str | None) -> str | None:
    """The family with the longest pattern that fits the name."""
    families = toml("labs")["lab"].get(lab, {}).get("families", {})
    fitting = [(-len(p), family) for family, patterns in families.items() for p in patterns if _matches(name, p)]
    return min(fitting)[1] if fitting else None


@cache
def licence_of(text: object) -> str | None:
    """The registry's key for what a card says; None where it says nothing."""
    if not isinstance(text, str) or text.lower() in ("none", "unknown"):
        return None
    known = toml("licences")["licence"]
    spellings = {alias.lower(): key for key, entry in known.items() for alias in entry.get("aliases", ())}
    return text.lower() if text.lower() in known else spellings.get(text.lower(), text.lower())


def announced_on(*names: str) -> str | None:
    """The first day on which the registry has a release that brought a model of one of these names."""
    events = toml("events")["event"].values()
    return min(
        (str(e["on"]) for e in events for p in e.get("models", ()) for n in names if _matches(n, p)), default=None
    )


def evidence_tier(family: str | None) -> int | None:
    """Tier 3 or 4 where a family's evidence carries it."""
    shown = toml("openness")["evidence"].get(family)
    if shown is None:
        return None
    value = {name: part["value"] for name, part in shown.items() if isinstance(part, dict) and "value" in part}
    code = ("weights", "licence", "architecture", "inference_code", "training_code")
    if any(value[name] != "open" for name in code) or "closed" in (value["paper"], value["model_card"]):
        return None
    data = [value["pretraining_data"], value["posttraining_data"]]
    return 4 if data == ["open", "open"] or (value["data_card"] == "open" and "closed" not in data) else 3


def _own_tier(licence: str | None, gated: object, family: str | None) -> int | None:
    if gated == "manual":
        return 1
    tier = toml("licences")["licence"].get(licence, {}).get("tier")
    if tier == 2:
        return evidence_tier(family) or 2
    if tier is None and licence == "other":
        told = toml("openness")["evidence"].get(family, {}).get("licence", {}).get("value")
        return 1 if told in ("partial", "closed") else None
    return tier


@cache
def _words(made: bool) -> re.Pattern[str]:
    """Words that stand alone in a name: of other weights (``made``), or of the same in another form."""
    forms = toml("packagers")["packaging"].values()
    words = [word for form in forms if (form["role"] == "derived") == made for word in form["words"]]
    return re.compile(rf"[-_./]({'|'.join(words)})([-_.]|$)")


def packaged(name: str) -> bool:
    """Whether a name says quantised or converted."""
    return bool(_words(False).search(name.lower()))


def derived(name: str) -> bool:
    """Whether a name says made from another model."""
    return bool(_words(True).search(name.lower()))


@cache
def models() -> pd.DataFrame:
    """Facts of each identity: name, created, task scope, licence, tier, parameters, size class, family, lab, bases."""
    seen = csv("observations").sort_values(["observed_on", "source"])
    identity = seen.model_id.map(present_name)
    newest = dict(zip(identity, seen.model_id, strict=True))
    last = dict(zip(identity, seen.observed_on, strict=True))
    end = seen.observed_on.max()
    told: dict[str, list[dict[str, Any]]] = {}
    for record in csv("models").to_dict("records"):
        known = {key: value for key, value in record.items() if isinstance(value, str)}
        told.setdefault(present_name(record["model_id"]), []).append(known)
    facts = {i: _facts(i, newest.get(i, i), rows, last.get(i, end)) for i, rows in told.items()}
    found = {identity: own | _inherited(facts, identity, end) for identity, own in facts.items()}
    members: dict[str, list[str]] = {}
    for fact in found.values():
        if fact["family"] and fact["tag"]:
            members.setdefault(fact["family"], []).append(fact["scope"])
    for fact in found.values():  # at least three members state a task, and all the same scope
        scopes = members.get(fact["family"], [])
        if fact["scope"] is None and len(scopes) >= 3 and len(set(scopes)) == 1:
            fact["scope"] = scopes[0]
    return pd.DataFrame(found.values()).set_index("identity", drop=False)


def _inherited(facts: dict[str, dict[str, Any]], identity: str, end: str) -> dict[str, Any]:
    """What a model has from its bases: the stricter tier, the root's family, size and task of what was repackaged."""
    own = facts[identity]
    above = _chain(facts, identity)
    listed = [facts[base] for base in above if base in facts]
    bound = min((base["own_tier"] for base in listed if base["own_tier"] is not None), default=None)
    tier = own["own_tier"]
    if bound is not None and (bound == 1 if tier is None else bound < tier):
        tier = bound
    of_root = None
    if above:
        known_root = facts.get(above[-1])
        of_root = known_root["own_family"] if known_root else family_of(above[-1], lab_of(above[-1], end))
    kind = toml("labs")["lab"].get(own["lab"], {}).get("kind")
    repackaged = own["packed"] or (own["base"] is None and kind == "packager")
    size, scope = own["parameters"], own["scope"]
    if repackaged:
        size = next((base["parameters"] for base in listed if base["parameters"]), size)
        scope = scope or next((base["scope"] for base in listed if base["scope"]), None)
    return {
        "tier": tier,
        "family": own["own_family"] or of_root,
        "scope": scope,
        "parameters": size,
        "size_class": None if size is None else _class(size),
        "root": above[-1] if above else None,
        "root_family": of_root,
    }


def _facts(identity: str, name: str, rows: list[dict[str, Any]], last_seen: str) -> dict[str, Any]:
    rows = sorted(rows, key=lambda row: row["model_id"] != name)

    def first(column: str) -> Any:
        return next((row[column] for row in rows if column in row), None)

    lab = lab_of(name, last_seen)
    family = family_of(name, lab)
    licence, created, tag, size = (
        licence_of(first("license")),
        first("created_on"),
        first("pipeline_tag"),
        first("parameters"),
    )
    base, relation = first("base_model"), first("base_relation")
    if base is None or present_name(base) == identity:
        base = relation = None
    return {
        "identity": identity,
        "name": name,
        "created": created if created and created > PINNED else None,
        "created_before": PINNED if created and created <= PINNED else None,
        "announced": announced_on(identity, *(row["model_id"] for row in rows)),
        "tag": tag,
        "library": first("library_name"),
        "scope": toml("tasks")["task"].get(tag, {}).get("task_scope", "other") if tag else None,
        "licence": licence,
        "gated": first("gated"),
        "lab": lab,
        "own_family": family,
        "own_tier": _own_tier(licence, first("gated"), family),
        "packed": relation == "quantized" or packaged(name),
        "parameters": float(size) if size and not (relation == "quantized" or packaged(name)) else None,
        "base": base,
        "relation": relation,
        "excluded": any(_matches(name, e["pattern"]) for e in toml("exclusions")["exclusion"]),
    }


def _class(parameters: float) -> str:
    return next(name for top, name in SIZES if parameters < top)


def _chain(facts: dict[str, dict[str, Any]], identity: str) -> list[str]:
    """Bases of a model, nearest first. The panel names one base a model at most."""
    found: list[str] = []
    at = identity
    while len(found) < BASES_DEEP and at in facts and facts[at]["base"]:
        at = present_name(facts[at]["base"])
        if at == identity or at in found:
            break
        found.append(at)
    return found


@cache
def readings() -> pd.DataFrame:
    """Every reading beside the facts: source, day, downloads, likes, index of automation, left_out."""
    seen = csv("observations").rename(
        columns={"observed_on": "day", "model_id": "listed_as", "downloads_30d": "downloads"}
    )
    seen["downloads"] = pd.to_numeric(seen.downloads)
    seen["likes"] = pd.to_numeric(seen.likes)
    seen["derivatives"] = pd.to_numeric(seen.derivatives)
    seen["identity"] = seen.listed_as.map(present_name)
    facts = models().drop(columns=["lab"])
    seen = seen.merge(facts.reset_index(drop=True), on="identity", how="left")
    owner = {pair: lab_of(*pair) for pair in set(zip(seen.listed_as, seen.day, strict=True))}
    seen["lab"] = [owner[pair] for pair in zip(seen.listed_as, seen.day, strict=True)]
    seen["scope"] = seen.scope.fillna("unknown")
    seen["tier"] = pd.to_numeric(seen.tier)
    seen["age"] = [
        _age(next((day for day in known if isinstance(day, str)), None), d)
        for *known, d in zip(seen.announced, seen.created, seen.created_before, seen.day, strict=True)
    ]
    seen["automation"] = np.nan
    for _, at in seen.groupby(["source", "day"]):
        seen.loc[at.index, "automation"] = _automation(at)
    seen["left_out"] = seen.excluded | (seen.automation > 5)
    return seen


def _age(created: object, day: str) -> str:
    if not isinstance(created, str):
        return "unknown"
    days = (date.fromisoformat(day) - date.fromisoformat(created)).days
    return "<90" if days < 90 else "<365" if days < 365 else ">=365"


def _automation(at: pd.DataFrame) -> pd.Series:
    """Downloads a like against the median of the same task, size and age, in median absolute deviations (METHOD 2)."""
    judged = at[(at.downloads >= 1000) & at.likes.notna()].copy()
    judged["x"] = np.log10((judged.downloads + 1) / (judged.likes + 1))
    judged["task"] = judged.tag.fillna("unknown")
    judged["size"] = judged.size_class.fillna("unknown")
    index = pd.Series(np.nan, index=at.index)
    settled = pd.Series(False, index=judged.index)
    for peers in (judged.groupby(["task", "size", "age"]), judged.groupby("task"), judged.groupby(lambda _: 0)):
        for _, cell in peers:
            if len(cell) < 20:
                continue
            middle = cell.x.median()
            spread = (cell.x - middle).abs().median()
            new = cell.index[~settled[cell.index]]
            settled[new] = True
            if spread > 0:
                index[new] = (cell.x[new] - middle) / spread
    return index


def whole(tasks: str = "generative", basis: str = "raw") -> pd.DataFrame:
    """Readings of whole organisations that count under a scope of tasks and a basis."""
    seen = readings()
    seen = seen[seen.source == "osir-lmts"]
    if tasks != "all":
        seen = seen[seen.scope == tasks]
    return seen[~seen.left_out] if basis == "adjusted" else seen


def last_day() -> str:
    """The newest reading of whole organisations."""
    day: str = whole("all").day.max()
    return day
