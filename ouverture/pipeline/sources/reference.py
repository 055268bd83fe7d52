"""The embedded reference panel as a source: files of the checkout, captured like any other answer.

The same files are captured once; a changed file makes a new capture, and only the newest of them counts.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ouverture.outcome import RunFailed
from ouverture.pipeline.capture_writer import capture_files
from ouverture.pipeline.sources import Clock, SourcePlan, source_named
from ouverture.places import REFERENCE

if TYPE_CHECKING:
    from ouverture.pipeline.capture import Capture
    from ouverture.pipeline.progress import Progress
    from ouverture.places import Places
    from ouverture.registry import Registry

SCOPE = "panel"
FILES = (
    "api_models.csv",
    "arena_history.csv",
    "arena_scores.csv",
    "claims.csv",
    "coverage.csv",
    "growth.csv",
    "models.csv",
    "observations.csv",
    "openness.csv",
    "packages.csv",
    "router_models.csv",
    "router_tokens.csv",
)


class Reference:
    """The reference panel in ``folder``."""

    name = source_named(__name__)

    def __init__(self, folder: Path = REFERENCE) -> None:
        self._folder = folder

    def plan(self, places: Places, registry: Registry, scope: str | None) -> SourcePlan:
        """One unit a file, no request. The scope of a snapshot does not concern the panel."""
        return SourcePlan(self.name, SCOPE, FILES, 0)

    def take(self, places: Places, plan: SourcePlan, now: Clock, progress: Progress) -> Capture:
        """The capture of the files as they are now. Raises ``RunFailed`` if one is not there."""
        files = {name: self._folder / name for name in plan.units}
        for name, path in files.items():
            if not path.is_file():
                raise RunFailed(f"the reference panel lacks {path}: restore {name} from the repository")
        capture = capture_files(places, self.name, plan.scope, files, now)
        progress.step("reference panel", capture=capture.capture_id, files=capture.files)
        return capture
