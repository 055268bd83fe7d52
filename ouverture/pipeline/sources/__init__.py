"""What a source is: something that can be asked, and whose answers are captured as they come."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ouverture.pipeline.capture import Capture
    from ouverture.pipeline.progress import Progress
    from ouverture.places import Places
    from ouverture.registry import Registry

Clock = Callable[[], datetime]

# Every source by name, in the order in which a snapshot visits them. Imported only when it is opened.
SOURCES: Mapping[str, str] = {
    "reference": "ouverture.pipeline.sources.reference:Reference",
    "hub": "ouverture.pipeline.sources.hub:Hub",
    "hub-datasets": "ouverture.pipeline.sources.hub_datasets:HubDatasets",
    "pypistats": "ouverture.pipeline.sources.pypistats:PyPIStats",
    "clickpy": "ouverture.pipeline.sources.clickpy:ClickPy",
    "npm": "ouverture.pipeline.sources.npm:Npm",
    "models-dev": "ouverture.pipeline.sources.models_dev:ModelsDev",
    "openrouter": "ouverture.pipeline.sources.openrouter:OpenRouter",
    "openrouter-usage": "ouverture.pipeline.sources.openrouter_usage:OpenRouterUsage",
    "arena": "ouverture.pipeline.sources.arena:Arena",
    "hub-leaderboards": "ouverture.pipeline.sources.hub_leaderboards:HubLeaderboards",
    "epoch": "ouverture.pipeline.sources.epoch:Epoch",
    "osai-index": "ouverture.pipeline.sources.osai:Osai",
    "fmti": "ouverture.pipeline.sources.fmti:Fmti",
    "artificial-analysis": "ouverture.pipeline.sources.artificial_analysis:ArtificialAnalysis",
}
# Public archives of the Hub's counters, in the order in which a backfill asks them: the first that answers is read.
ARCHIVES: Mapping[str, str] = {
    "hub-stats": "ouverture.pipeline.sources.archive:HubStats",
    "model-pulse": "ouverture.pipeline.sources.archive:ModelPulse",
}
KEYS: Mapping[str, str] = {  # sources that answer only with a key
    "openrouter-usage": "OPENROUTER_API_KEY",
    "artificial-analysis": "ARTIFICIAL_ANALYSIS_API_KEY",
}
ON_REQUEST = frozenset({"clickpy"})  # asked only when named: once is enough for a long past
ESSENTIAL = frozenset({"reference", "hub"})  # one that fails ends the snapshot; the others are noted and left out


def key_of(source: str) -> str | None:
    """The key of a source that needs one, from the environment; None if it needs none or has none."""
    return os.environ.get(KEYS[source]) or None if source in KEYS else None


def sources_without_key() -> dict[str, str]:
    """Sources that need a key and have none, with the variable that would hold it: a snapshot passes them over."""
    return {source: variable for source, variable in KEYS.items() if not key_of(source)}


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
    """A source of captures. Whom it credits stands in ``ouverture/metrics/credits.toml``, under its name."""

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
