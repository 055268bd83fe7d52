"""The registry as the rest of the code sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Registry:
    """All statements, checked.

    Mappings go by lab id, licence key, pipeline tag, family, event, claim, correction, old id of a model or dataset,
    format, promise, canonical model name, source.
    """

    labs: Mapping[str, Lab]
    licences: Mapping[str, Licence]
    tasks: Mapping[str, Task]
    evidence: Mapping[str, FamilyEvidence]
    exclusions: tuple[Exclusion, ...]
    events: Mapping[str, Event]
    packages: tuple[Package, ...]
    claims: Mapping[str, Claim]
    corrections: Mapping[str, Correction]
    renames: Mapping[str, Rename]
    dataset_renames: Mapping[str, Rename]
    packagings: Mapping[str, Packaging]
    transparency: tuple[TransparencyScore, ...]
    promises: Mapping[str, Promise]
    aliases: Mapping[str, Alias]
    sources: Mapping[str, DataSource]
    checksum: str
    """sha256 over the bytes of all files, in the order of their names."""

    @property
    def own_source(self) -> str:
        """The name under which these statements are a source."""
        return next(name for name, source in self.sources.items() if source.kind == "registry")
