"""Reads the TOML files, checks every record and every reference, and reports all faults together."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from ouverture.places import REGISTRY
from ouverture.registry.contents import Registry
from ouverture.registry.crosschecks import crosscheck, source_contradictions
from ouverture.registry.faults import RegistryError, RegistryFault, Source, nearest, validation_faults
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
_AT_LINE = re.compile(r"(?P<what>.*) \(at (line (?P<line>\d+), column \d+|end of document)\)")


def load_registry(folder: Path = REGISTRY) -> Registry:
    """All statements of ``folder``. Raises RegistryError with every fault found."""
    faults: list[RegistryFault] = []
    files = {name: _File.read(folder / name, table, faults) for name, table in _TABLES.items()}
    if faults:
        raise RegistryError(faults)  # what others say of the entries of an unread file would only bury its fault
    for path in sorted(folder.glob("*.toml")):
        if path.name not in _TABLES:
            faults.append(Source(path, "").fault((), f"unknown file{nearest(path.name, _TABLES)}"))
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
    faults: list[RegistryFault] = []
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
    faults: list[RegistryFault]

    @classmethod
    def read(cls, path: Path, table: str, faults: list[RegistryFault]) -> _File:
        try:
            content = path.read_bytes()
            source = Source(path, content.decode("utf-8"))
            document = tomllib.loads(source.text)
        except FileNotFoundError:
            source, content, document = Source(path, ""), b"", {table: {}}
            faults.append(source.fault((), "the file is missing"))
        except UnicodeDecodeError as error:
            source, document = Source(path, ""), {}
            faults.append(source.fault((), f"the file is not UTF-8 (byte {error.start})"))
        except tomllib.TOMLDecodeError as error:
            document = {}
            faults.append(_syntax_fault(source, error))
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
            what = f"unknown table {key!r}{nearest(key, [self.table])}: expected {expected}"
            self.faults.append(self.source.fault((key,), what))

    def _record(self, model: type[R], at: tuple[str | int, ...], entry: object) -> R | None:
        try:
            return model.model_validate(entry)
        except ValidationError as error:
            self.faults.extend(validation_faults(self.source, at, model, error))
            return None


def _syntax_fault(source: Source, error: tomllib.TOMLDecodeError) -> RegistryFault:
    """tomllib's message with its line moved to where a line belongs."""
    found = _AT_LINE.fullmatch(str(error))
    line = int(found["line"] or len(source.text.splitlines())) if found else 1
    what = found["what"] if found else str(error)
    return RegistryFault(source.label, line, "", f"not TOML: {what[0].lower()}{what[1:]}")


def _tuples(value: Any) -> Any:
    """Lists as tuples, for records that never change."""
    if isinstance(value, dict):
        return {key: _tuples(item) for key, item in value.items()}
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
