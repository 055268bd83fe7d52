"""What a source is: something that can be asked, and whose answers are captured as they come."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from ouverture.registry.sources import SOURCES

if TYPE_CHECKING:
    from ouverture.pipeline.capture import Capture
    from ouverture.pipeline.progress import Progress
    from ouverture.places import Places
    from ouverture.registry import Registry

Clock = Callable[[], datetime]


def open_source(name: str) -> Any:
    """The source ``name`` by its module: ``hub-datasets`` is the class ``HubDatasets`` of ``hub_datasets.py``."""
    module = importlib.import_module(f"{__name__}.{name.replace('-', '_')}")
    (kind,) = (k for k in vars(module).values() if isinstance(k, type) and k.__name__.lower() == name.replace("-", ""))
    return kind()


def source_named(module: str) -> str:
    """The name of the source that a module asks."""
    return module.rpartition(".")[2].replace("_", "-")


def key_of(source: str) -> str | None:
    """The key of a source that needs one, from the environment; None if it needs none or has none."""
    variable = SOURCES[source].key
    return os.environ.get(variable) or None if variable else None


def sources_without_key() -> dict[str, str]:
    """Sources that need a key and have none, with the variable that would hold it: a snapshot passes them over."""
    return {name: source.key for name, source in SOURCES.items() if source.key and not key_of(name)}


@dataclass(frozen=True)
class SourcePlan:
    """What one visit to a source will ask for.

    ``requests`` is what it is expected to take, 0 for files; ``addresses`` the unit's, where the plan knows them.
    """

    source: str
    scope: str
    units: tuple[str, ...]
    requests: int
    addresses: Mapping[str, str] = field(default_factory=dict)


class Source(Protocol):
    """A source of captures. What else is known of it stands in ``data/registry/sources.toml``, under its name."""

    @property
    def name(self) -> str:
        """Name in capture ids and in the ledger."""

    def plan(self, places: Places, registry: Registry, scope: str | None) -> SourcePlan:
        """What a visit would ask for; asks nothing. Raises ``UsageOrRegistry`` for a scope it does not know."""

    def take(self, places: Places, plan: SourcePlan, now: Clock, progress: Progress) -> Capture:
        """Visit the source and return the finished capture.

        Resumes an unfinished capture of the same plan. Raises ``SourceUnavailable`` where the source does
        not answer as it should: what came before is kept.
        """
