"""What no single record can show: references, duplicates, and statements that contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import get_args

from ouverture.registry.contents import Registry
from ouverture.registry.faults import Fault, Source, did_you_mean
from ouverture.registry.positions import TomlPath
from ouverture.registry.records import DataSource, Lab, LabFact, Organisation

Finding = tuple[str, TomlPath, str]  # table of the file, path below it, what is wrong


def crosscheck(
    registry: Registry, sources: Mapping[str, Source], known_labs: frozenset[str], labs_complete: bool
) -> list[Fault]:
    """Faults between records. ``known_labs`` are all lab ids written, also those of labs that have faults of their own.

    Where a lab has such faults (not ``labs_complete``), its organisations and families are unknown and not asked for.
    """
    findings = [
        *_unknown_labs(registry, known_labs),
        *_lab_contradictions(registry),
        *_double_organisations(registry),
        *_double_words(registry),
        *_licence_contradictions(registry),
        *_rename_chains(registry),
        *_promise_contradictions(registry),
        *_claim_contradictions(registry),
        *_correction_contradictions(registry),
        *source_contradictions(registry.sources),
    ]
    if labs_complete:
        findings += [*_unknown_organisations(registry), *_unknown_families(registry)]
    return [sources[table].fault((table, *path), what) for table, path, what in findings]


def _unknown_labs(registry: Registry, known: frozenset[str]) -> Iterator[Finding]:
    references: list[tuple[str, str | int, str | None]] = [
        *(("evidence", family, evidence.lab) for family, evidence in registry.evidence.items()),
        *(("event", event_id, event.lab) for event_id, event in registry.events.items()),
        *(("package", index, package.lab) for index, package in enumerate(registry.packages)),
        *(("score", index, score.lab) for index, score in enumerate(registry.transparency)),
        *(("promise", promise_id, promise.lab) for promise_id, promise in registry.promises.items()),
    ]
    for table, key, lab_id in references:
        if lab_id is not None and lab_id not in known:
            yield table, (key, "lab"), f"unknown lab {lab_id!r}{did_you_mean(lab_id, known)}"


def _lab_contradictions(registry: Registry) -> Iterator[Finding]:
    for lab_id, lab in registry.labs.items():
        if lab.parent_country and not lab.parent:
            yield "lab", (lab_id, "parent_country"), "key 'parent' is missing beside 'parent_country'"
        if lab.founders_country and lab.founders_country == lab.country:
            yield "lab", (lab_id, "founders_country"), "the same as 'country': leave it out"
        yield from _unstated(lab_id, lab)
        if not lab.short and len(lab.name) > 14:
            yield "lab", (lab_id, "name"), "key 'short' is missing: the name has more than 14 characters"
        for index, organisation in enumerate(lab.organisations):
            start, end = _span(organisation)
            if end < start:
                what = f"'until' ({end}) lies before 'from' ({start})"
                yield "lab", (lab_id, "organisations", index, "until"), what


def _unstated(lab_id: str, lab: Lab) -> Iterator[Finding]:
    """Each fact has a page that states it, or is told to have none."""
    stated = {fact for source in lab.sources for fact in source.states}
    for fact in get_args(LabFact):
        known = getattr(lab, fact) is not None
        if known and fact not in stated and fact not in lab.unverified:
            yield "lab", (lab_id, fact), f"no source states {fact!r}: name one, or list it under 'unverified'"
        if fact in lab.unverified and (fact in stated or not known):
            yield "lab", (lab_id, "unverified"), f"{fact!r} is stated by a source, or not told at all: leave it out"
        if fact in stated and not known:
            yield "lab", (lab_id, "sources"), f"{fact!r} is stated, but not told of the lab"


def _double_organisations(registry: Registry) -> Iterator[Finding]:
    seen: dict[str, list[tuple[str, Organisation]]] = {}
    for lab_id, lab in registry.labs.items():
        for index, organisation in enumerate(lab.organisations):
            for other_id, other in seen.setdefault(organisation.id, []):
                if other_id == lab_id or _overlap(_span(organisation), _span(other)):
                    what = f"organisation {organisation.id!r} belongs to {other_id!r} at the same time"
                    yield "lab", (lab_id, "organisations", index), what
            seen[organisation.id].append((lab_id, organisation))


def _span(organisation: Organisation) -> tuple[date, date]:
    return organisation.from_on or date.min, organisation.until_on or date.max


def _overlap(a: tuple[date, date], b: tuple[date, date]) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def _double_words(registry: Registry) -> Iterator[Finding]:
    """Whatever must name one thing only."""
    words: list[tuple[str, str, TomlPath]] = [
        *(
            ("lab", spelling, (lab_id, "spellings", index) if index >= 0 else (lab_id, "name"))
            for lab_id, lab in registry.labs.items()
            for index, spelling in enumerate((lab.name, *lab.spellings), -1)
        ),
        *(("licence", key, (key,)) for key in registry.licences),
        *(
            ("licence", alias, (key, "aliases", index))
            for key, licence in registry.licences.items()
            for index, alias in enumerate(licence.aliases)
        ),
        *(("exclusion", x.pattern, (index, "pattern")) for index, x in enumerate(registry.exclusions)),
        *(("package", f"{x.registry}/{x.package}", (index, "package")) for index, x in enumerate(registry.packages)),
        *(("score", f"{x.edition} {x.lab}", (index, "lab")) for index, x in enumerate(registry.transparency)),
        *(
            ("packaging", word, (form, "words", index))
            for form, packaging in registry.packagings.items()
            for index, word in enumerate(packaging.words)
        ),
        *(
            ("alias", name.lower(), (canonical, "names", index))
            for canonical, alias in registry.aliases.items()
            for index, name in enumerate(alias.names)
        ),
        *(("alias", alias.hub, (canonical, "hub")) for canonical, alias in registry.aliases.items() if alias.hub),
    ]
    yield from _repeated(words)
    for lab_id, lab in registry.labs.items():
        patterns: list[tuple[str, str, TomlPath]] = [
            ("lab", pattern, (lab_id, "families", family, index))
            for family, globs in lab.families.items()
            for index, pattern in enumerate(globs)
        ]
        yield from _repeated(patterns)


def _repeated(words: Iterable[tuple[str, str, TomlPath]]) -> Iterator[Finding]:
    first: dict[tuple[str, str], TomlPath] = {}
    for table, word, path in words:
        owner = first.setdefault((table, word), path)
        if owner != path:
            yield table, path, f"{word!r} stands twice, first under {'.'.join(map(str, owner[:1]))!r}"


def _licence_contradictions(registry: Registry) -> Iterator[Finding]:
    for key, licence in registry.licences.items():
        if licence.tier == 2 and licence.commercial_use is False:
            yield "licence", (key, "tier"), "tier 2 contradicts commercial_use = false"
        if licence.tier == 1 and licence.osi_approved:
            yield "licence", (key, "tier"), "tier 1 contradicts osi_approved = true"
        if licence.tier == 1 and not (licence.limits_en and licence.limits_fr):
            yield "licence", (key, "tier"), "tier 1 needs 'limits_en' and 'limits_fr': who or what is limited"
        limits = {
            "max_monthly_users": licence.max_monthly_users is not None,
            "no_eu": licence.no_eu,
            "train_other_models": licence.train_other_models is False,
        }
        for limit in (name for name, holds in limits.items() if holds):
            if licence.tier == 2:
                yield "licence", (key, limit), f"tier 2 contradicts the limit {limit!r}"
            if licence.link is None:
                yield "licence", (key, limit), f"key 'link' is missing beside {limit!r}: where the clause stands"


def _claim_contradictions(registry: Registry) -> Iterator[Finding]:
    for key, claim in registry.claims.items():
        if bool(claim.said_on) == bool(claim.said_in):
            yield "claim", (key,), "give either 'said_on' (a day) or 'said_in' (a month): when was it said?"
        if claim.until_on and claim.until_on < claim.from_on:
            yield "claim", (key, "until"), f"'until' ({claim.until_on}) lies before 'from' ({claim.from_on})"


def _correction_contradictions(registry: Registry) -> Iterator[Finding]:
    for key, correction in registry.corrections.items():
        if correction.claim and correction.claim not in registry.claims:
            hint = did_you_mean(correction.claim, registry.claims)
            yield "correction", (key, "claim"), f"unknown claim {correction.claim!r}{hint}"
        needed = () if correction.claim else ("what_en", "what_fr", "unit")
        for name in needed:
            if not getattr(correction, name):
                yield "correction", (key,), f"key {name!r} is missing: a figure says what it is and in what unit"
        for end in ("before", "after"):
            if isinstance(getattr(correction, end), str) != bool(correction.claim):
                yield "correction", (key, end), "a claim turns between verdicts, all else between figures"


def _promise_contradictions(registry: Registry) -> Iterator[Finding]:
    for key, promise in registry.promises.items():
        if promise.delivered_on and promise.delivered_on < promise.announced_on:
            what = f"'delivered_on' ({promise.delivered_on}) lies before 'announced_on' ({promise.announced_on})"
            yield "promise", (key, "delivered_on"), what
        days = [postponement.on for postponement in promise.postponed]
        for index, on in enumerate(days):
            if on < (days[index - 1] if index else promise.announced_on):
                what = f"'on' ({on}) lies before {'the one above' if index else repr('announced_on')}"
                yield "promise", (key, "postponed", index, "on"), what
        if promise.postponed and not promise.due_on:
            yield "promise", (key, "postponed"), "key 'due_on' is missing beside 'postponed': put off from which day?"
        if promise.delivered_on and not promise.delivered_link:
            yield "promise", (key, "delivered_on"), "key 'delivered_link' is missing beside 'delivered_on'"


def source_contradictions(sources: Mapping[str, DataSource]) -> Iterator[Finding]:
    """One live source and one panel; nothing within what is never asked; all that a source must say to be asked."""
    names: list[tuple[str, str, TomlPath]] = [("source", name, (name,)) for name in sources]
    names += [("source", a, (n, "aliases", i)) for n, source in sources.items() for i, a in enumerate(source.aliases)]
    yield from _repeated(names)
    asked = [name for name, source in sources.items() if source.is_asked]
    for kind in ("readings", "panel"):
        of_kind = [name for name in asked if sources[name].kind == kind]
        for name in of_kind[1:]:
            yield "source", (name, "kind"), f"{of_kind[0]!r} is of kind {kind!r} already, and there is one"
        if not of_kind:
            yield "source", (), f"no source of kind {kind!r} that is asked"
    for name, source in sources.items():
        if source.within is not None and source.within not in asked:
            yield (
                "source",
                (name, "within"),
                f"no source {source.within!r} is asked{did_you_mean(source.within, asked)}",
            )
        if source.kind in ("readings", "archive", "web") and source.address is None:
            yield "source", (name,), "key 'address' is missing: where is it asked?"
        if (source.is_asked or source.kind == "archive") and not source.brings:
            yield "source", (name,), "key 'brings' is missing: into which tables do its rows go?"


def _rename_chains(registry: Registry) -> Iterator[Finding]:
    for table, renames in (("rename", registry.renames), ("dataset_rename", registry.dataset_renames)):
        for old, rename in renames.items():
            if rename.to == old:
                yield table, (old,), f"{old!r} is renamed to itself"
            elif rename.to in renames:
                yield table, (old,), f"{rename.to!r} is renamed again: name its last id"


def _unknown_organisations(registry: Registry) -> Iterator[Finding]:
    known = {organisation.id for lab in registry.labs.values() for organisation in lab.organisations}
    for lab_id, lab in registry.labs.items():
        own = {organisation.id for organisation in lab.organisations}
        for index, organisation in enumerate(lab.organisations):
            target = organisation.renamed_to
            if target is not None and target not in known:
                path = (lab_id, "organisations", index, "renamed_to")
                yield "lab", path, f"unknown organisation {target!r}{did_you_mean(target, known)}"
        for family, patterns in lab.families.items():
            for index, pattern in enumerate(patterns):
                namespace = pattern.split("/")[0]
                if namespace not in own:
                    what = f"pattern {pattern!r} lies outside the lab's organisations{did_you_mean(namespace, own)}"
                    yield "lab", (lab_id, "families", family, index), what


def _unknown_families(registry: Registry) -> Iterator[Finding]:
    for family, evidence in registry.evidence.items():
        if evidence.lab in registry.labs and family not in registry.labs[evidence.lab].families:
            known = registry.labs[evidence.lab].families
            yield "evidence", (family,), f"lab {evidence.lab!r} has no family {family!r}{did_you_mean(family, known)}"
