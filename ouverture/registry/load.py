"""Reads the TOML files, checks every record and every reference, and reports all faults together."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from ouverture.places import REGISTRY
from ouverture.registry.contents import Registry
from ouverture.registry.crosschecks import crosscheck, source_contradictions
from ouverture.registry.faults import Fault, RegistryError, Source, did_you_mean, read_toml, validation_faults
from ouverture.registry.records import (
    Alias,
    Claim,
    Correction,
    DataSource,
    Event,
    Exclusion,
    FamilyEvidence,
    Lab,
    Licence,
    Package,
    Packaging,
    Promise,
    Rename,
    Task,
    TransparencyScore,
)

R = TypeVar("R", bound=BaseModel)

_TABLES = {
    "aliases.toml": "alias",
    "claims.toml": "claim",
    "corrections.toml": "correction",
    "dataset_renames.toml": "dataset_rename",
    "events.toml": "event",
    "exclusions.toml": "exclusion",
    "fmti.toml": "score",
    "labs.toml": "lab",
    "licences.toml": "licence",
    "openness.toml": "evidence",
    "packagers.toml": "packaging",
    "packages.toml": "package",
    "promises.toml": "promise",
    "renames.toml": "rename",
    "sources.toml": "source",
    "tasks.toml": "task",
}


def load_registry(folder: Path = REGISTRY) -> Registry:
    """All statements of ``folder``. Raises RegistryError with every fault found."""
    faults: list[Fault] = []
    files = {name: _File.read(folder / name, table, faults) for name, table in _TABLES.items()}
    if faults:
        raise RegistryError(faults)  # what others say of the entries of an unread file would only bury its fault
    for path in sorted(folder.glob("*.toml")):
        if path.name not in _TABLES:
            faults.append(Source(path, "").fault((), f"unknown file{did_you_mean(path.name, _TABLES)}"))
    registry = Registry(
        labs=files["labs.toml"].records(Lab),
        licences=files["licences.toml"].records(Licence),
        tasks=files["tasks.toml"].records(Task),
        evidence=files["openness.toml"].records(FamilyEvidence),
        exclusions=files["exclusions.toml"].list_of(Exclusion),
        events=files["events.toml"].records(Event),
        packages=files["packages.toml"].list_of(Package),
        claims=files["claims.toml"].records(Claim),
        corrections=files["corrections.toml"].records(Correction),
        renames=files["renames.toml"].records(Rename),
        dataset_renames=files["dataset_renames.toml"].records(Rename),
        packagings=files["packagers.toml"].records(Packaging),
        transparency=files["fmti.toml"].list_of(TransparencyScore),
        promises=files["promises.toml"].records(Promise),
        aliases=files["aliases.toml"].records(Alias),
        sources=files["sources.toml"].records(DataSource),
        checksum=hashlib.sha256(b"".join(files[name].content for name in sorted(files))).hexdigest(),
    )
    known_labs = frozenset(files["labs.toml"].entries)
    sources = {file.table: file.source for file in files.values()}
    faults += crosscheck(registry, sources, known_labs, labs_complete=len(known_labs) == len(registry.labs))
    if faults:
        raise RegistryError(faults)
    return registry


@cache
def shared_registry() -> Registry:
    """The registry of this process, read once: dashboard and HTTP routes share it."""
    return load_registry()


def load_sources(path: Path = REGISTRY / "sources.toml") -> dict[str, DataSource]:
    """The sources alone, for those who ask or credit them without the rest. Raises RegistryError."""
    faults: list[Fault] = []
    file = _File.read(path, _TABLES[path.name], faults)
    sources = file.records(DataSource)
    if not faults:
        faults = [file.source.fault((table, *at), what) for table, at, what in source_contradictions(sources)]
    if faults:
        raise RegistryError(faults)
    return sources


@dataclass(frozen=True)
class _File:
    """One file: its text, its entries as TOML gives them, and the list that takes its faults."""

    source: Source
    table: str
    content: bytes
    entries: Any
    strangers: tuple[str, ...]
    faults: list[Fault]

    @classmethod
    def read(cls, path: Path, table: str, faults: list[Fault]) -> _File:
        source, content, document = read_toml(path, faults)
        document = document or {}
        strangers = tuple(key for key in document if key != table)
        return cls(source, table, content, _tuples(document.get(table, {})), strangers, faults)

    def records(self, model: type[R]) -> dict[str, R]:
        """Records of ``[table.<key>]`` by key; those with faults are left out."""
        self._refuse_strangers(f"[{self.table}.<key>]")
        if not isinstance(self.entries, dict):
            self.faults.append(self.source.fault((self.table,), f"write [{self.table}.<key>], not [[{self.table}]]"))
            return {}
        found = {key: self._record(model, (self.table, key), entry) for key, entry in self.entries.items()}
        return {key: record for key, record in found.items() if record is not None}

    def list_of(self, model: type[R]) -> tuple[R, ...]:
        """Records of ``[[table]]`` in order; those with faults are left out."""
        self._refuse_strangers(f"[[{self.table}]]")
        if isinstance(self.entries, dict) and self.entries:
            self.faults.append(self.source.fault((self.table,), f"write [[{self.table}]], not [{self.table}]"))
            return ()
        found = (self._record(model, (self.table, index), entry) for index, entry in enumerate(self.entries))
        return tuple(record for record in found if record is not None)

    def _refuse_strangers(self, expected: str) -> None:
        for key in self.strangers:
            what = f"unknown table {key!r}{did_you_mean(key, [self.table])}: expected {expected}"
            self.faults.append(self.source.fault((key,), what))

    def _record(self, model: type[R], at: tuple[str | int, ...], entry: object) -> R | None:
        try:
            return model.model_validate(entry)
        except ValidationError as error:
            self.faults.extend(validation_faults(self.source, at, model, error))
            return None


def _tuples(value: Any) -> Any:
    """Lists as tuples, for records that never change."""
    if isinstance(value, dict):
        return {key: _tuples(item) for key, item in value.items()}
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
