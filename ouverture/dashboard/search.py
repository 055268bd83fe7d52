"""Search over everything that has an address: labs, families, models, countries, charts, claims, in both languages.

A closed model leads to its open replacements. What is misspelt finds what is spelt nearly so, and says that it did.
It knows no visitor: the box in the header and ``/api/v1/search`` give the same answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import groupby
from urllib.parse import urlencode

from ouverture.dashboard.navigation import page_named
from ouverture.dashboard.spelling import product
from ouverture.dashboard.texts import LANGUAGES, text
from ouverture.formatting import formatted, typographic
from ouverture.metrics.errors import NoBuild
from ouverture.metrics.names import NamedModel, Names, folded, names_of, spellings, words
from ouverture.metrics.reader import Reader
from ouverture.registry import Registry, shared_registry
from ouverture.registry.records import Claim

KINDS = ("comparison", "lab", "family", "closed_model", "model", "country", "chart", "claim")
LONGEST = 80  # characters of a question
EACH = 6  # hits of one kind
LETTERS = 4  # of a word that may be misspelt
FEW = 3  # with fewer exact hits than this, what comes near is shown as well
BETWEEN = frozenset(word for language in LANGUAGES for word in text(language, "search.between").split())


@dataclass(frozen=True)
class Hit:
    """One thing found: ``page`` (its key) and ``parameters`` are where it is shown."""

    kind: str
    id: str
    label: str
    detail: str
    page: str
    parameters: dict[str, str | list[str]]
    exact: bool = True

    @property
    def address(self) -> str:
        """Path and query below the server's root."""
        query = f"?{urlencode(self.parameters, doseq=True)}" if self.parameters else ""
        return f"/{page_named(self.page).url_path}{query}"


@dataclass(frozen=True)
class Answer:
    """What was found, best first. ``found`` is false where nothing is called so, and the hits are the nearest."""

    asked: str
    found: bool
    hits: list[Hit]


class _Entry:
    """Something with an address, under the names it goes by."""

    def __init__(self, hit: Hit, names: Iterable[str | None]) -> None:
        given = [name for name in (hit.label, *names) if name]
        self.hit = hit
        self.names = list(dict.fromkeys(map(folded, given)))
        self.words = list(dict.fromkeys(word for name in given for word in words(name)))
        self._names = f"\n{chr(10).join(self.names)}\n"  # one text each, that a question looks through at once
        self._words = f" {' '.join(self.words)}"

    def rank(self, asked: str, parts: Sequence[str]) -> float:
        """How well the question fits: 1 is the name itself, 0 not at all."""
        if f"\n{asked}" in self._names:
            return 1.0 if f"\n{asked}\n" in self._names else 0.9
        if all(f" {part}" in self._words for part in parts):
            return 0.8
        return 0.6 if len(asked) >= LETTERS and asked in self._names else 0.0


def search(reader: Reader, asked: str, language: str) -> Answer:
    """What fits ``asked`` best on the current build; before the first build what needs none."""
    asked = " ".join(asked.split())[:LONGEST]
    parts = words(asked)
    if not parts:
        return Answer(asked, False, [])
    try:
        names = names_of(reader.warehouse.build())
    except NoBuild:
        names = None
    index = _index(reader, names, language)
    hits = _some_of_each(_exact(index, parts))
    found = bool(hits)
    corrected = [part if part in BETWEEN else index.corrected(part) for part in parts]
    if len(hits) < FEW or corrected != parts:
        known = {(hit.kind, hit.id) for hit in hits}
        hits += [hit for hit in _nearest(index, parts, corrected) if (hit.kind, hit.id) not in known]
    if compared := _compared(index, corrected):
        hits.insert(0, replace(compared, exact=corrected == parts))
    return Answer(asked, found or (compared is not None and corrected == parts), hits)


def _compared(index: _Index, parts: Sequence[str]) -> Hit | None:
    """Labs side by side, where the question is their names, or those of their families, and nothing else."""
    groups = [list(group) for between, group in groupby(parts, BETWEEN.__contains__) if not between]
    if len(groups) == 1:
        groups = [[part] for part in groups[0]]
    labs = list(dict.fromkeys(index.lab_named("".join(group)) for group in groups))
    named = [lab_id for lab_id in labs if lab_id is not None]
    if len(named) < 2 or len(named) < len(labs):
        return None
    known = shared_registry().labs
    label, detail = " · ".join(known[lab_id].name for lab_id in named), text(index.language, "search.compared")
    return _hit(index.language, "comparison", ",".join(named), label=label, detail=detail, page="labs", labs=named)


def _exact(index: _Index, parts: Sequence[str], *, everywhere: bool = True) -> list[tuple[float, Hit]]:
    whole = "".join(parts)
    ranked = [(rank, entry.hit) for entry in index.entries if (rank := entry.rank(whole, parts))]
    if index.names is not None:
        models = index.names.models(parts, EACH, everywhere=everywhere)
        ranked += [(0.85, _model(model, index.language)) for model in models]
    return ranked


def _some_of_each(ranked: list[tuple[float, Hit]]) -> list[Hit]:
    """The best of each kind, the best of all first."""
    given, kept = Counter[str](), []
    for _, hit in sorted(ranked, key=_order):
        given[hit.kind] += 1
        if given[hit.kind] <= EACH:
            kept.append(hit)
    return kept


def _order(found: tuple[float, Hit]) -> tuple[float, int]:
    return -found[0], KINDS.index(found[1].kind)


def _nearest(index: _Index, parts: Sequence[str], corrected: Sequence[str]) -> list[Hit]:
    """What is spelt nearly so: what the question finds once its words are corrected, and names that come near."""
    near: dict[tuple[str, str], tuple[float, Hit]] = {}
    for rank, hit in _exact(index, corrected, everywhere=False) if corrected != parts else ():
        near[hit.kind, hit.id] = (rank, hit)
    if index.names is not None:
        for place, alike in index.names.near("".join(parts), index.called):
            hit = index.entries[place].hit
            near.setdefault((hit.kind, hit.id), (alike, hit))
    return [replace(hit, exact=False) for hit in _some_of_each(list(near.values()))]


def _model(model: NamedModel, language: str) -> Hit:
    name, detail = model.model_id, read(model.downloads, model.on, language)
    return _hit(language, "model", name, label=name, detail=detail, page="models", model=name)


def read(downloads: int | None, on: date, language: str) -> str:
    """The newest reading of a model or lab in words: downloads and month, the month alone where none were counted."""
    month = formatted(on, "month", language)
    if downloads is None:
        return month
    return text(language, "search.read", downloads=formatted(downloads, "compact", language), month=month)


def said_by(claim: Claim, language: str) -> str:
    """Who said it, as a reader of this language is told."""
    return claim.who_fr if language == "fr" and claim.who_fr else claim.who


def _hit(
    language: str, kind: str, id: str, *, label: str, detail: str, page: str, **parameters: str | list[str]
) -> Hit:
    spoken: dict[str, str | list[str]] = {"lang": language} if language != "en" else {}
    return Hit(kind, id, typographic(label, language), detail, page, parameters | spoken)


class _Index:
    """All that has an address in one language, the names of a build with it."""

    def __init__(self, reader: Reader, names: Names | None, language: str) -> None:
        registry = shared_registry()
        self.names, self.language = names, language
        self.entries: list[_Entry] = [
            *_labs(registry, language),
            *_countries(registry, language),
            *_charts(reader, language),
            *_claims(registry, language),
            *(_families(registry, names, language) if names else ()),
            *(_closed_models(names, language) if names else ()),
        ]
        self.called = spellings([(n, name) for n, entry in enumerate(self.entries) for name in entry.names])
        words = {word for entry in self.entries for word in entry.words}
        self.words = sorted(words.union(names.spelt if names else ()))
        self._known = frozenset(self.words)
        self._spelt = spellings([(n, word) for n, word in enumerate(self.words) if len(word) >= LETTERS])

    def corrected(self, word: str) -> str:
        """The word in use that comes nearest; the word itself where none does, it is short or has a figure in it."""
        if self.names is None or not word.isalpha() or len(word) < LETTERS or word in self._known:
            return word
        found = self.names.near(word, self._spelt, 1)
        return self.words[found[0][0]] if found else word

    def lab_named(self, asked: str) -> str | None:
        """The lab that is called so, or that has a family called so."""
        named = (entry.hit for entry in self.entries if entry.hit.kind in ("lab", "family") and asked in entry.names)
        return next((str(hit.parameters["lab"]) for hit in named), None)


_index = lru_cache(maxsize=len(LANGUAGES))(_Index)  # of the current build


def _labs(registry: Registry, language: str) -> Iterator[_Entry]:
    for lab_id, lab in registry.labs.items():
        country = formatted(lab.country, "country", language) if lab.country else None
        detail = " · ".join(filter(None, (text(language, f"labs.kind_{lab.kind}"), country)))
        hit = _hit(language, "lab", lab_id, label=lab.name, detail=detail, page="labs", lab=lab_id)
        yield _Entry(hit, (lab_id, lab.short, *lab.spellings, *(organisation.id for organisation in lab.organisations)))


def _countries(registry: Registry, language: str) -> Iterator[_Entry]:
    labs = Counter(lab.country for lab in registry.labs.values() if lab.country)
    for code, count in sorted(labs.items()):
        detail = text(language, "search.labs_one" if count == 1 else "search.labs", labs=count)
        hit = _hit(
            language, "country", code, label=formatted(code, "country", language), detail=detail, page="geography"
        )
        yield _Entry(hit, [formatted(code, "country", other) for other in LANGUAGES])


def _charts(reader: Reader, language: str) -> Iterator[_Entry]:
    for metric in reader.catalogue.values():
        if metric.required:  # of one model or lab: found with it
            continue
        title, question = metric.title.in_(language), metric.question.in_(language)
        hit = _hit(language, "chart", metric.name, label=title, detail=question, page="card", metric=metric.name)
        yield _Entry(hit, (metric.title.en, metric.title.fr, metric.question.en, metric.question.fr))


def _claims(registry: Registry, language: str) -> Iterator[_Entry]:
    for claim_id, claim in registry.claims.items():
        said = claim.said_on or (date.fromisoformat(f"{claim.said_in}-01") if claim.said_in else None)
        day = formatted(said, "month", language) if said else None
        told = claim.claim_fr if language == "fr" else claim.claim_en
        detail = ", ".join(filter(None, (said_by(claim, language), day)))
        hit = _hit(language, "claim", claim_id, label=told, detail=detail, page="claims", claim=claim_id)
        yield _Entry(hit, (claim.claim_en, claim.claim_fr))


def _families(registry: Registry, names: Names, language: str) -> Iterator[_Entry]:
    for lab_id, lab in registry.labs.items():
        for family in lab.families:
            if family in names.families:
                detail = text(language, "search.family_of", lab=lab.name)
                hit = _hit(language, "family", family, label=family, detail=detail, page="models", q=family, lab=lab_id)
                yield _Entry(hit, ())


def _closed_models(names: Names, language: str) -> Iterator[_Entry]:
    for row in names.closed:
        model = row["model"]
        detail = text(language, "search.closed_of", lab=row["lab"]) if row["lab"] else text(language, "search.closed")
        hit = _hit(language, "closed_model", row["canonical"], label=model, detail=detail, page="find", model=model)
        yield _Entry(hit, (row["canonical"], product(model), *row["spellings"]))
