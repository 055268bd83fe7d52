"""What we state ourselves: labs, licences, tasks, evidence, exclusions, events, packages, claims, renames, promises.

The statements lie in ``data/registry/*.toml``. They are strict: an unknown key, an unknown lab or a wrong value is
refused, and all faults are reported together, each with file, line and the nearest known key.
"""

from __future__ import annotations

from ouverture.registry.contents import Registry
from ouverture.registry.faults import Fault, RegistryError
from ouverture.registry.load import load_registry, shared_registry
from ouverture.registry.records import (
    COMPONENTS,
    Alias,
    Claim,
    Colour,
    Correction,
    DataSource,
    Event,
    Evidence,
    Exclusion,
    FamilyEvidence,
    Lab,
    Licence,
    Organisation,
    Package,
    Packaging,
    Promise,
    Rename,
    Task,
    TransparencyScore,
)
from ouverture.registry.tables import registry_tables

__all__ = [
    "COMPONENTS",
    "Alias",
    "Claim",
    "Colour",
    "Correction",
    "DataSource",
    "Event",
    "Evidence",
    "Exclusion",
    "FamilyEvidence",
    "Fault",
    "Lab",
    "Licence",
    "Organisation",
    "Package",
    "Packaging",
    "Promise",
    "Registry",
    "RegistryError",
    "Rename",
    "Task",
    "TransparencyScore",
    "load_registry",
    "registry_tables",
    "shared_registry",
]
