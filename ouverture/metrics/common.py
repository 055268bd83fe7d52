"""What metric files take by name from ``common.toml``: columns, parameters, limits and constants that several share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

from ouverture.metrics.metric import Column
from ouverture.metrics.parameters import Parameter
from ouverture.metrics.strict import StrictModel, Text
from ouverture.registry.faults import Finding, did_you_mean

COMMON = Path(__file__).with_name("common.toml")
LISTED = {"columns": "column", "parameters": "parameter"}  # list of names, and the tables of those that say something
FIRST = {"en": "First version.", "fr": "Première version."}  # of a changelog that begins with a bare date

_LISTS = (*LISTED, "limits", "changelog")
_TABLES = (*LISTED.values(), "constants", "finding", "note")

Definitions: TypeAlias = dict[str, dict[str, Any]]  # section, name

_WORDS = {"column": {"label", "meaning"}, "parameter": {"label"}}
_QUOTED = re.compile(r"[${](\w+)")


class Common(StrictModel):
    """The definitions that metric files refer to by name; what is found wrong here is wrong once, in its own file."""

    constants: dict[str, Any]
    limit: dict[str, Text]
    parameter: dict[str, Parameter]
    column: dict[str, Column]


def written_out(stated: Mapping[str, Any], words: str, common: Definitions, faults: list[Finding]) -> dict[str, Any]:
    """The keys of a metric file with what it takes by name in full; ``words``: its texts and queries."""
    keys = dict(stated)
    faults += [((key,), f"{key!r} is a list in brackets") for key in _LISTS if not isinstance(keys.get(key, []), list)]
    faults += [((key,), f"{key!r} is a table") for key in _TABLES if not isinstance(keys.get(key, {}), dict)]
    if faults:
        return keys
    for listed, section in LISTED.items():
        own, names = keys.pop(section, {}), keys.get(listed, [])
        faults += [
            ((listed,), f"{name!r} of {listed!r} is no name in quotes") for name in names if not isinstance(name, str)
        ]
        keys[listed] = dict(_definition(str(entry), own, section, common, faults) for entry in names)
        faults += [
            ((section, name), f"is not in the list {listed!r}{did_you_mean(name, keys[listed])}")
            for name in own
            if name not in keys[listed]
        ]
    limits = [_limit(entry, common["limit"], faults) for entry in keys.get("limits", [])]
    keys["limits"] = {locale: [limit[locale] for limit in limits] for locale in FIRST}
    keys["changelog"] = versions(keys.get("changelog", []))
    for section in ("finding", "note"):
        cases = [(case, text) for several, text in keys.get(section, {}).items() for case in several.split()]
        keys[section] = dict(cases)
        faults += [((section, case), "stands twice") for case in keys[section] if [c for c, _ in cases].count(case) > 1]
    used = set(_QUOTED.findall(words))
    taken = {name: value for name, value in common["constants"].items() if name in used}
    keys["constants"] = {**taken, **keys.get("constants", {})}
    return keys


def versions(changelog: list[Any]) -> list[dict[str, Any]]:
    """The entries with their versions, which count up from 1; a bare date is that of the first version."""
    found: list[dict[str, Any]] = []
    for entry in changelog:
        change = dict(entry) if isinstance(entry, dict) else {"on": entry}
        if not found and not change.keys() & FIRST.keys():
            change |= FIRST
        found.append({"version": found[-1]["version"] + 1 if found else 1, **change})
    return found


def _definition(
    entry: str, own: Mapping[str, Any], section: str, common: Definitions, faults: list[Finding]
) -> tuple[str, Any]:
    """Name and whole definition of one entry of a list, ``name`` or ``common name as name``.

    What states its words itself is the metric's own; else what it states goes before the common definition.
    """
    taken, _, name = entry.rpartition(" as ")
    stated = own.get(name, {})
    if not isinstance(stated, dict) or (not taken and stated.keys() >= _WORDS[section]):
        return name, stated
    if (taken or name) not in common[section]:
        which = f"{taken or name!r}{did_you_mean(taken or name, common[section])}"
        faults.append(((section, name), f"takes a definition of {COMMON.name}, which has no {which}"))
        return name, stated
    return name, {**common[section][taken or name], **stated}


def _limit(entry: Any, common: Mapping[str, Any], faults: list[Finding]) -> Mapping[str, Any]:
    if isinstance(entry, str) and entry in common:
        return dict(common[entry])
    if isinstance(entry, dict) and entry.keys() == FIRST.keys():
        return entry
    known = f"; {COMMON.name} has no {entry!r}{did_you_mean(entry, common)}" if isinstance(entry, str) else ""
    faults.append((("limits",), f"each of 'limits' is a name in quotes or a text in braces, with 'en' and 'fr'{known}"))
    return dict.fromkeys(FIRST, "")
