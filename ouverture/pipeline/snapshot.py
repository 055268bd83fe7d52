"""A snapshot from end to end: capture, build, checks, publish."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ouverture.outcome import ChecksFailed, Locked, RunFailed, RunQuarantined, SourceUnavailable, UsageOrRegistry
from ouverture.pipeline.build import BuildOutcome, build
from ouverture.pipeline.capture import RESUMABLE_FOR, Capture, finished_captures
from ouverture.pipeline.inputs import CLOCK_SLACK
from ouverture.pipeline.ledger import accept, read_ledger, refusal_reason, refuse, withdraw
from ouverture.pipeline.lock import Holder, asking_lock, writer_lock
from ouverture.pipeline.room import memory_limit, room_for
from ouverture.pipeline.sources import Clock, Source, SourcePlan, open_source, sources_without_key
from ouverture.pipeline.visits import Visit, note_visit, visits
from ouverture.pointer import current
from ouverture.registry.sources import ASKED, LIVE, SOURCES

if TYPE_CHECKING:
    from ouverture.pipeline.progress import Progress
    from ouverture.places import Places
    from ouverture.registry import Registry

NIGHT_PATIENCE = 6 * 3600  # seconds that a night waits for another's build, asleep: the next night comes in a day
_A_PAGE = 1_000  # models that the Hub lists at once


@dataclass(frozen=True)
class SnapshotOutcome:
    """What a snapshot brought: its captures, and the build made from them."""

    captures: tuple[Capture, ...]
    build: BuildOutcome


def open_sources(only: Sequence[str] = ()) -> list[Source]:
    """Sources by name; if none is named, all that need no key or have one, without those asked on request only.

    Raises ``UsageOrRegistry`` for an unknown name, or a named source without its key.
    """
    keyless = sources_without_key()
    for name in only:
        if name not in ASKED:
            near = difflib.get_close_matches(name, ASKED, 1)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(ASKED)}"
            raise UsageOrRegistry(f"unknown source {name!r}: {hint}")
        if name in keyless:
            raise UsageOrRegistry(f"{name} needs a key: set {keyless[name]}")
    wanted = only or [name for name in ASKED if name not in keyless and not SOURCES[name].on_request]
    return [open_source(name) for name in ASKED if name in wanted]


def snapshot(
    places: Places,
    registry: Registry,
    sources: Sequence[Source],
    *,
    scope: str | None,
    now: Clock,
    progress: Progress,
    patience: float = 0,
) -> SnapshotOutcome:
    """Take a snapshot of ``sources``, build, check and publish. Returns the captures and the build.

    An unfinished capture of the same plan is resumed; a finished one that no build has seen yet, because
    the process died in between, is built without asking again. Whatever state the folder of data is in, and whoever
    builds, the sources are asked first; then a build under way is waited for, ``patience`` seconds at most. Raises the
    failures of ``outcome``: whatever happens, the published build stays as it was until the next one is whole.
    """
    memory_limit()
    with asking_lock(places, now()):
        # refused before anything is asked
        plans = [(source, source.plan(places, registry, scope)) for source in sources]
        asked = _ask(places, plans, now, progress)
    try:
        with writer_lock(places, now(), patience, partial(_tell_turn, progress, patience)):
            return SnapshotOutcome(asked.captures, _build(places, registry, asked, now, progress))
    except Locked as error:
        raise Locked(f"{error}: what was asked is kept, and the next build takes it in") from None


class _Asked(NamedTuple):
    """Captures that answer a snapshot, and which of them are in no build yet."""

    captures: tuple[Capture, ...]
    fresh: set[str]


def _ask(places: Places, plans: Sequence[tuple[Source, SourcePlan]], now: Clock, progress: Progress) -> _Asked:
    built = _built(places, progress)
    _tell_room(places, sum(plan.requests for _, plan in plans if plan.source == LIVE) * _A_PAGE, progress)
    captures = []
    for source, plan in plans:
        capture = _taken_up(places, plan, built, now()) or _visit(places, source, plan, now, progress)
        captures += [capture] if capture else []
    if not captures:
        raise SourceUnavailable("no source answered: see `ouverture status` for what each of them said")
    return _Asked(tuple(captures), {capture.capture_id for capture in captures} - (built or frozenset()))


def _build(places: Places, registry: Registry, asked: _Asked, now: Clock, progress: Progress) -> BuildOutcome:
    """The build with what was asked; what makes it fail is refused, so that no later snapshot takes it up."""
    try:
        return build(places, registry, awaited=asked.fresh, progress=progress, now=now)
    except RunQuarantined as error:
        for capture in asked.captures:
            if capture.requests and capture.capture_id == error.capture_id:
                refuse(capture, str(error), now())
        if len(asked.fresh) == 1:
            raise
        build(places, registry, progress=progress, now=now)  # the sources beside it have lost nothing
        raise error.with_the_rest_published() from None
    except ChecksFailed as error:
        for capture in asked.captures:
            if capture.requests and capture.capture_id in asked.fresh:
                refuse(capture, str(error), now())
        raise


def _tell_turn(progress: Progress, patience: float, builder: Holder | None) -> None:
    progress.step(
        "waiting for the build under way",
        process=builder.pid if builder else None,
        since=builder.since if builder else None,
        at_most_hours=round(patience / 3600, 1),
    )


def _built(places: Places, progress: Progress) -> frozenset[str] | None:
    """Captures in the published build; None if it cannot be read, which must not keep anybody from asking."""
    try:
        return read_ledger(current(places)).captures
    except RunFailed as error:
        progress.step("asking first", because=error)
        return None


def _tell_room(places: Places, readings: int, progress: Progress) -> None:
    """What the build of so many will have no room for is told before half an hour of asking; asked is all the same."""
    try:
        room_for(places.root, 0, readings, readings)
    except RunFailed as error:
        progress.step("asking first", because=error)


def _visit(places: Places, source: Source, plan: SourcePlan, now: Clock, progress: Progress) -> Capture | None:
    """The capture of one source, with the visit noted; None if it failed and the others can do without it."""
    try:
        capture = source.take(places, plan, now, progress)
    except SourceUnavailable as failure:
        note_visit(places, Visit.failed(source.name, str(failure), now()))
        if SOURCES[source.name].essential:
            raise
        progress.step("left out", source=source.name, because=failure)
        return None
    note_visit(places, Visit.of_capture(capture, now()))
    return capture


def rebuild(
    places: Places, registry: Registry, *, accepted: str | None, now: Clock, progress: Progress
) -> BuildOutcome:
    """Derive the warehouse again from all captures, with the run ``accepted`` freed from quarantine.

    Raises ``ChecksFailed``, with the rest published, where the build fails with that run: nobody can accept it then.
    """
    memory_limit()
    with writer_lock(places, now()):
        if accepted is not None:
            accept(places, accepted, now())
        outcome = build(places, registry, from_scratch=True, progress=progress, now=now)
        if accepted is not None and (reason := dict(outcome.quarantined).get(accepted)):
            withdraw(places, accepted)
            raise ChecksFailed(
                f"run {accepted} cannot be accepted, for {reason}; all else is published without it: update Ouverture "
                f"and accept it then, or leave it out for good with `ouverture forget {accepted}`"
            )
        return outcome


def _taken_up(places: Places, plan: SourcePlan, built: frozenset[str] | None, now: datetime) -> Capture | None:
    """A capture that is whole but in no build yet, its visit noted if the process died before it could be."""
    capture = _unbuilt(places, plan, built, now) if built is not None else None
    if capture and capture.capture_id not in {visit.capture_id for visit in visits(places)}:
        note_visit(places, Visit.of_capture(capture, capture.finished_at))
    return capture


def _unbuilt(places: Places, plan: SourcePlan, built: frozenset[str], now: datetime) -> Capture | None:
    """The newest capture of this very plan, if it is recent and neither built nor refused."""
    captures = [capture for capture in finished_captures(places) if capture.source == plan.source]
    if not captures or not plan.requests:
        return None
    newest = captures[-1]
    if (newest.scope, newest.units) != (plan.scope, plan.units) or now - newest.finished_at > RESUMABLE_FOR:
        return None
    if newest.capture_id in built or refusal_reason(newest) or any(page.altered() for page in newest.pages):
        return None
    return newest if newest.started_at - now <= CLOCK_SLACK else None
