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

_FILES: dict[str, tuple[str, str, type[BaseModel], bool]] = {  # table, field of Registry, record, whether a [[list]]
    "aliases.toml": ("alias", "aliases", Alias, False),
    "claims.toml": ("claim", "claims", Claim, False),
    "corrections.toml": ("correction", "corrections", Correction, False),
    "dataset_renames.toml": ("dataset_rename", "dataset_renames", Rename, False),
    "events.toml": ("event", "events", Event, False),
    "exclusions.toml": ("exclusion", "exclusions", Exclusion, True),
    "fmti.toml": ("score", "transparency", TransparencyScore, True),
    "labs.toml": ("lab", "labs", Lab, False),
    "licences.toml": ("licence", "licences", Licence, False),
    "openness.toml": ("evidence", "evidence", FamilyEvidence, False),
    "packagers.toml": ("packaging", "packagings", Packaging, False),
    "packages.toml": ("package", "packages", Package, True),
    "promises.toml": ("promise", "promises", Promise, False),
    "renames.toml": ("rename", "renames", Rename, False),
    "sources.toml": ("source", "sources", DataSource, False),
    "tasks.toml": ("task", "tasks", Task, False),
}


def load_registry(folder: Path = REGISTRY) -> Registry:
    """All statements of ``folder``. Raises RegistryError with every fault found."""
    faults: list[Fault] = []
    files = {name: _File.read(folder / name, table, faults) for name, (table, *_) in _FILES.items()}
    if faults:
        raise RegistryError(faults)  # what others say of the entries of an unread file would only bury its fault
    for path in sorted(folder.glob("*.toml")):
        if path.name not in _FILES:
            faults.append(Source(path, "").fault((), f"unknown file{did_you_mean(path.name, _FILES)}"))
    records: dict[str, Any] = {
        field: files[name].list_of(kind) if listed else files[name].records(kind)
        for name, (_, field, kind, listed) in _FILES.items()
    }
    checksum = hashlib.sha256(b"".join(files[name].content for name in sorted(files))).hexdigest()
    registry = Registry(**records, checksum=checksum)
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
    file = _File.read(path, _FILES[path.name][0], faults)
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
