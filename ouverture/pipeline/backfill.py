"""History from a public archive: lock, capture the days wanted, build, checks, publish."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ouverture.outcome import RunFailed, SourceUnavailable, UsageOrRegistry
from ouverture.pipeline.build import BuildOutcome, build
from ouverture.pipeline.lock import writer_lock
from ouverture.pipeline.publish import opened
from ouverture.pipeline.room import memory_limit
from ouverture.pipeline.sources import Clock, open_source
from ouverture.pipeline.visits import Visit, note_visit
from ouverture.pointer import current
from ouverture.registry.sources import ARCHIVES

if TYPE_CHECKING:
    from ouverture.pipeline.capture import Capture
    from ouverture.pipeline.progress import Progress
    from ouverture.pipeline.sources.archive import Archive
    from ouverture.places import Places
    from ouverture.registry import Registry

_EVERY = re.compile(r"([1-9][0-9]{0,3})d")


@dataclass(frozen=True)
class BackfillOutcome:
    """What a backfill brought: its captures (none if every day was there), and the build."""

    captures: tuple[Capture, ...]
    build: BuildOutcome


def parse_days(since: str, until: str | None, every: str, today: date) -> tuple[date, date, timedelta]:
    """The command's dates. Raises ``UsageOrRegistry`` for what is not a date, a span of days or a way forward."""
    ends = []
    for name, text in (("--since", since), ("--until", until)):
        try:
            ends.append(date.fromisoformat(text) if text else today)
        except ValueError as error:
            raise UsageOrRegistry(f"{name} takes a date such as 2025-01-06, not {text!r}") from error
    if ends[0] > ends[1]:
        raise UsageOrRegistry(f"--since {ends[0]} lies after {ends[1]}")
    match = _EVERY.fullmatch(every)
    if not match:
        raise UsageOrRegistry(f"--every takes days such as 1d or 7d, not {every!r}")
    return ends[0], ends[1], timedelta(days=int(match[1]))


def backfill(
    places: Places,
    registry: Registry,
    *,
    since: date,
    until: date,
    every: timedelta,
    top: int,
    now: Clock,
    progress: Progress,
) -> BackfillOutcome:
    """Read one day in each ``every`` from the first archive that answers, build, check and publish.

    Days that a capture holds are not asked again. Raises the failures of ``outcome``; ``SourceUnavailable``
    names what each archive said, and what it brought is kept.
    """
    from ouverture.pipeline.sources.archive import ArchiveGone, Wanted
    from ouverture.pipeline.sources.archive_files import Scope

    memory_limit()
    with writer_lock(places, now()):
        organisations = frozenset(o.id for lab in registry.labs.values() for o in lab.organisations)
        try:
            known = _known_models(places)
        except RunFailed as error:
            progress.step("building anew", because=error)
            build(places, registry, from_scratch=True, progress=progress, now=now)
            known = _known_models(places)
        scope = Scope(organisations, known, top)
        captures: list[Capture] = []
        faults = []
        for name in ARCHIVES:
            archive: Archive = open_source(name)
            try:
                captures += archive.take(places, Wanted(since, until, every), scope, now, progress)
            except ArchiveGone as failure:
                note_visit(places, Visit.failed(name, str(failure), now()))
                progress.step("next archive", source=name, because=failure)
                captures += archive.close_unfinished(places, str(failure), now)
                faults.append(str(failure))
                continue
            except SourceUnavailable as failure:  # it will answer another time: other archives are other lines
                note_visit(places, Visit.failed(name, str(failure), now()))
                raise
            break
        for capture in captures:
            note_visit(places, Visit.of_capture(capture, now()))
        if len(faults) == len(ARCHIVES) and not captures:
            raise SourceUnavailable(f"no archive can be read: {'; '.join(faults)}")
        return BackfillOutcome(tuple(captures), build(places, registry, progress=progress, now=now))


def _known_models(places: Places) -> frozenset[str]:
    pointer = current(places)
    if pointer is None:
        return frozenset()
    with opened(pointer) as connection:
        return frozenset(model_id for (model_id,) in connection.execute("SELECT model_id FROM model").fetchall())
