"""Is AI opening up? What each witness says, weighed by how many ways of counting agree, and the one answer of them all.

Pure functions of results: a witness without two readings that compare is silent, and where all are silent so is the
answer. The fact-check "Open models gain on closed ones" (``50_claim_*``) rests on the same rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ouverture.dashboard.texts import text
from ouverture.metrics.result import Finding, Result

MOST = 0.5  # above this part of the ways of counting a verdict is that of most of them
HUB_VERDICTS: Mapping[str, str] = {"rises": "yes", "falls": "no", "flats": "level"}


@dataclass(frozen=True)
class Says:
    """A verdict (``front.says_<verdict>``), and how many of how many ways of counting agree with it."""

    verdict: str
    agree: int = 1
    ways: int = 1

    @property
    def unanimous(self) -> bool:
        return self.agree == self.ways


@dataclass(frozen=True)
class Witness:
    """One witness: its metric's result, the spec curve beside it, and what both together say; None where nothing."""

    key: str
    result: Result | None
    curve: Result | None
    says: Says | None


def router(finding: Finding | None, _: Finding | None) -> Says | None:
    """Tokens of one router: up or down only where the bounds of the first and the last day do not overlap."""
    if finding is None or finding.case != "days":
        return None
    value = finding.values
    if value["low"] > value["high_before"]:
        return Says("yes")
    return Says("no" if value["high"] < value["low_before"] else "unclear")


def hub(_: Finding | None, curve: Finding | None) -> Says | None:
    """Downloads from the Hub: the verdict of most ways of counting, if there is one."""
    if curve is None:
        return None
    found = {verdict: int(curve.values[name]) for name, verdict in HUB_VERDICTS.items()}
    return weighed(found)


def installs(finding: Finding | None, curve: Finding | None) -> Says | None:
    """Installs of packages: the side that grew more, if most ways of counting have it so."""
    if finding is None or finding.case not in ("open", "closed"):
        return None
    if curve is None:
        return Says(finding.case)
    agree, ways = int(curve.values["holds_in"]), int(curve.values["definitions"])
    other = "closed" if curve.case == "open" else "open"
    return weighed({curve.case: agree, other: ways - agree})


def weighed(found: Mapping[str, int]) -> Says | None:
    """The verdict that more than half of all ways of counting share; where none is, it depends on how one counts."""
    ways = sum(found.values())
    if not ways:
        return None
    verdict, agree = max(found.items(), key=lambda each: each[1])
    return Says(verdict, agree, ways) if agree / ways > MOST else Says("depends", agree, ways)


# In the order of the answer: metric, and how it is heard.
WITNESSES: Mapping[str, tuple[str, Callable[[Finding | None, Finding | None], Says | None]]] = {
    "router": ("routed_open_share", router),
    "hub": ("open_share", hub),
    "installs": ("package_installs", installs),
}


def witness(key: str, result: Result | None, curve: Result | None) -> Witness:
    """The witness ``key`` (of ``WITNESSES``) as its rows and its spec curve have it."""
    hear = WITNESSES[key][1]
    return Witness(key, result, curve, hear(result.finding if result else None, curve.finding if curve else None))


def answer(witnesses: Sequence[Witness], language: str) -> str:
    """One sentence a witness that has a verdict; where none has, that it cannot be said yet."""
    said = [sentence(each, language) for each in witnesses if each.says]
    return " ".join(said) or text(language, "front.cannot_say")


def sentence(witness: Witness, language: str) -> str:
    """What a witness that has a verdict says, in a sentence of its own."""
    says = witness.says
    assert says is not None  # only those who speak are asked
    most = "" if says.verdict == "depends" or says.unanimous else "_most"
    return text(language, f"front.where_{witness.key}", verdict=text(language, f"front.says_{says.verdict}{most}"))
