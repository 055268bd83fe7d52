"""The build: all finished captures, applied in order, become one warehouse file.

A build starts from the current one and adds the captures that came since; it starts empty if what made the current
one has changed (registry, panel, transforms, checks, versions). Both give the same tables. What one source's data break
costs that source alone: the capture or run that makes a build fail is found, left out and told.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from ouverture.outcome import BuildRefused, RunFailed
from ouverture.pipeline.checks import run_build_checks
from ouverture.pipeline.faults import FORGOTTEN, CaptureFault, noted_faults
from ouverture.pipeline.filling import Choice, Filling, parts, scalar, sign
from ouverture.pipeline.inputs import Inputs, first_faults, gather, readable_base
from ouverture.pipeline.offenders import offenders
from ouverture.pipeline.progress import Progress, Silent
from ouverture.pipeline.publish import new_build, opened, publish, replay_left
from ouverture.pipeline.refusals import blames_base, blames_data
from ouverture.pipeline.replay import OtherReplay
from ouverture.pipeline.room import Room, in_bytes, room_for, short_of
from ouverture.places import Places
from ouverture.registry import Registry
from ouverture.registry.sources import LIVE, kind_of


@dataclass(frozen=True)
class BuildOutcome:
    """A build: ``published`` is False if the very same was published already. ``quarantined``: run id and reason."""

    build_id: str
    path: Path
    published: bool
    quarantined: list[tuple[str, str]]
    faults: list[CaptureFault]


@dataclass(frozen=True)
class _Made:
    """A build that is whole and checked, not yet published."""

    building: Path
    build_id: str
    summary: dict[str, Any]
    quarantined: list[tuple[str, str]]
    faults: list[CaptureFault]


def build(
    places: Places,
    registry: Registry,
    *,
    from_scratch: bool = False,
    awaited: Collection[str] = (),
    progress: Progress | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> BuildOutcome:
    """Build from all finished captures, check and publish. The caller holds the writer lock.

    Raises ``ChecksFailed``, and publishes nothing, if the run of a capture ``awaited`` is quarantined or build checks
    find rows that no capture's absence mends; ``RunFailed`` if there is no capture.
    """
    progress = progress or Silent()
    base = None
    if not from_scratch:
        try:
            base = readable_base(places)
        except RunFailed as error:
            progress.step("building anew", because=error)
    inputs = gather(places, registry, base, now())
    for fault in first_faults([fault for fault in inputs.faults if fault.kind != FORGOTTEN]):
        progress.step(
            "held, though damaged" if fault.held else "left out", capture=fault.capture_id, because=fault.reason
        )
    if not inputs.captures and inputs.base is None:
        raise RunFailed(
            "there is nothing to build from: run `ouverture snapshot`, or `ouverture demo` offline"
            + "".join(f"; {fault.reason}" for fault in first_faults(inputs.faults)[:3])
        )
    if base and base.pointer.build_id.endswith(f"-{inputs.digest[:8]}"):
        try:
            with opened(base.pointer) as connection:
                quarantined, faults = _quarantined(connection), noted_faults(connection)
            return BuildOutcome(base.pointer.build_id, base.pointer.path, False, quarantined, faults)
        except RunFailed as error:
            progress.step("building anew", because=error)
            inputs = inputs.anew()
    places.warehouse.mkdir(parents=True, exist_ok=True)
    room = room_for(places.warehouse, *_needs(inputs))
    progress.step(
        "building",
        memory=f"at most {in_bytes(room.memory)} ({room.because})",
        spill=f"at most {in_bytes(room.spill)}",
        short=short_of(room, _needs(inputs)[2]),
    )
    work = _Work(places, registry, inputs, room, progress, now)
    made = work.made(awaited)
    path = publish(places, made.building, made.build_id, made.summary)
    progress.step(
        "published", build=made.build_id, models=made.summary["models"], observations=made.summary["observations"]
    )
    return BuildOutcome(made.build_id, path, True, made.quarantined, made.faults)


@dataclass
class _Work:
    """The ways to a build that can be published."""

    places: Places
    registry: Registry
    inputs: Inputs
    room: Room
    progress: Progress
    now: Callable[[], datetime]

    def made(self, awaited: Collection[str]) -> _Made:
        """A build of all captures, or, where their data make it fail, of all but the offenders."""
        try:
            return self._make(Choice(awaited=awaited))
        except Exception as error:
            if self.inputs.base and blames_base(error):
                return self._made_anew(error, awaited)
            if not isinstance(error, BuildRefused) and not blames_data(error):
                raise
            if (alone := self._fault([])) is not None:  # it fails without anything new
                if self.inputs.base is None:
                    raise error from alone  # not for want of good data: the panel, the registry or the code
                return self._made_anew(error, awaited)
            self.progress.step("looking for what makes the build fail", because=error)
            found = offenders(parts(self.inputs), self._fault)
            if not found:
                raise
            reasons = {
                part: f"the build fails with it ({_line(why)}): it is kept and left out" for part, why in found.items()
            }
            return self._make(Choice(condemned=reasons, awaited=awaited))

    def _made_anew(self, error: Exception, awaited: Collection[str]) -> _Made:
        """The published build is no sound base: the same from nothing."""
        self.progress.step("building anew", because=_line(error))
        self.inputs = gather(self.places, self.registry, None, self.now())
        return self.made(awaited)

    def _fault(self, only: Sequence[str]) -> Exception | None:
        """What a build of these parts alone raises, None if it is sound."""
        try:
            self._make(Choice(only=frozenset(only)), quiet=True)
        except Exception as error:
            if not isinstance(error, BuildRefused) and not blames_data(error) and not blames_base(error):
                raise
            return error
        return None

    def _make(self, choice: Choice, *, quiet: bool = False) -> _Made:
        went_on = replay_left(self.places)
        try:
            return self._made_of(choice, quiet=quiet)
        except Exception as error:
            if not went_on or self.inputs.base or not (isinstance(error, OtherReplay) or blames_base(error)):
                raise
            return self._made_of(choice, quiet=quiet)  # what a replay had left is of no use, and is gone

    def _made_of(self, choice: Choice, *, quiet: bool) -> _Made:
        inputs = self.inputs
        base = inputs.base.pointer.path if inputs.base else None
        progress = Silent() if quiet else self.progress
        replay = base is None and choice.only is None and not choice.condemned
        with new_build(self.places, base, self.room, replay=replay) as building:
            connection = building.connection
            first_seq = Filling(connection, inputs, choice, progress, self.now()).fill(self.places, self.registry)
            newest = scalar(connection, "SELECT max(snapshot_date) FROM snapshot_run WHERE status <> 'quarantined'")
            built_at = self.now().astimezone(UTC).replace(microsecond=0)
            build_id = f"{newest or built_at:%Y%m%d}-{inputs.digest[:8]}"
            sign(connection, inputs, build_id, built_at)
            if offences := run_build_checks(connection, first_seq):
                more = f" (and {len(offences) - 1} more checks)" if len(offences) > 1 else ""
                raise BuildRefused(f"nothing is published: {offences[0]}{more}")
            summary = {
                "built_at": built_at,
                "snapshot_date": newest,
                "models": scalar(connection, "SELECT count(*) FROM model"),
                "observations": scalar(
                    connection, "SELECT coalesce(sum(models), 0) FROM snapshot_run WHERE status <> 'quarantined'"
                ),
                "fingerprint": inputs.fingerprint,
            }
            return _Made(building.path, build_id, summary, _quarantined(connection), noted_faults(connection))


def _needs(inputs: Inputs) -> tuple[int, int, int]:
    """Bytes of the base, readings that are new to it, and those of the largest run: of an archive each is a day."""
    base = inputs.base.pointer.path.stat().st_size if inputs.base else 0
    fresh = [capture for capture in inputs.fresh if kind_of(capture.source) != "web"]
    largest = max((capture.records for capture in fresh if capture.source == LIVE), default=0)
    return base, sum(capture.records for capture in fresh), largest


def _line(error: Exception) -> str:
    return " ".join(str(error).removeprefix("nothing is published: ").split())[:300] or type(error).__name__


def _quarantined(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    query = "SELECT run_id, reason FROM snapshot_run WHERE status = 'quarantined' ORDER BY run_seq"
    return connection.execute(query).fetchall()
