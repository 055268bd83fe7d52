"""What goes into a build: the captures that are whole, the faults of the others, and the build to go on from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import duckdb

import ouverture
from ouverture.pipeline.capture import Capture, finished_captures
from ouverture.pipeline.damage import damaged_folders, damaged_pages
from ouverture.pipeline.faults import FUTURE, REFUSED, CaptureFault, refused_captures
from ouverture.pipeline.forgetting import forgotten
from ouverture.pipeline.ledger import ACCEPTED_FILE
from ouverture.pipeline.publish import opened
from ouverture.places import Places
from ouverture.pointer import Pointer, current
from ouverture.registry import Registry
from ouverture.registry.sources import ARCHIVES, ASKED, PANEL, kind_of
from ouverture.registry.tables import lasting_rows

CLOCK_SLACK = timedelta(days=1)  # clocks differ, and one may be set back in a run: only what is dated later is left out
_CODE = Path(__file__).parents[1]
_LASTING_PARTS = (  # code that decides what a run or capture leaves in a build: a change replays all
    "pipeline/build.py",
    "pipeline/damage.py",
    "pipeline/faults.py",
    "pipeline/filling.py",
    "pipeline/forgetting.py",
    "pipeline/inputs.py",
    "pipeline/offenders.py",
    "pipeline/refusals.py",
    "pipeline/replay.py",
    "pipeline/runs.py",
    "pipeline/schema.py",
    "pipeline/plain_text.py",
    "pipeline/sources/foreign.py",
    "pipeline/transforms/*.py",
    "pipeline/transforms/[0-3]*.sql",
    "pipeline/transforms/source_*.sql",
    "pipeline/transforms/schema/*.sql",
    "pipeline/checks/*.py",
    "pipeline/checks/run/*.sql",
)
_PARTS = (  # the same, and what every build makes anew: a change makes another build, on the rows that are there
    *_LASTING_PARTS,
    "formatting.py",
    "vocabulary.*",
    "registry/*.py",
    "pipeline/claims.py",
    "pipeline/statistics/*.py",
    "pipeline/transforms/*.toml",
    "pipeline/transforms/[45]*.sql",
    "pipeline/checks/build/*.sql",
)


@dataclass(frozen=True)
class Base:
    """A published build that can be read: its captures and refused captures with their digests."""

    pointer: Pointer
    built: Mapping[str, str | None]
    refused: Mapping[str, str | None]
    quarantined: frozenset[str]  # captures with a quarantined run
    lasting: str | None  # lasting fingerprint, None of a build of before there was one


@dataclass(frozen=True)
class Inputs:
    """``captures`` in the order in which they are applied. ``base`` is None where the build starts empty."""

    captures: tuple[Capture, ...]
    faults: tuple[CaptureFault, ...]
    fingerprint: str
    lasting: str
    base: Base | None = None
    digest: str = field(default="")

    @property
    def fresh(self) -> tuple[Capture, ...]:
        """Captures that the base does not hold and has not refused."""
        known = {**self.base.built, **self.base.refused} if self.base else {}
        return tuple(capture for capture in self.captures if capture.capture_id not in known)

    @property
    def same_rules(self) -> bool:
        """Whether the base was made by this very registry and code, late parts included."""
        return self.base is not None and self.base.pointer.fingerprint == self.fingerprint

    def anew(self) -> Inputs:
        """The same without a base. For the moment when the base itself turns out not to be sound."""
        return replace(self, base=None, faults=tuple(fault for fault in self.faults if not fault.held))


def readable_base(places: Places) -> Base | None:
    """The published build, None before the first. Raises ``RunFailed`` if pointer or file cannot be read."""
    pointer = current(places)
    if pointer is None:
        return None
    with opened(pointer) as connection:
        built = connection.execute("SELECT capture_id, sha256 FROM capture").fetchall()
        quarantined = connection.execute("SELECT capture_id FROM snapshot_run WHERE status = 'quarantined'").fetchall()
        lasting = lasting_fingerprint_in(connection)
        return Base(pointer, dict(built), refused_captures(connection), frozenset(c for (c,) in quarantined), lasting)


def lasting_fingerprint_in(connection: duckdb.DuckDBPyConnection) -> str | None:
    """That of the build in a file, None of an empty one and of one of before there were any."""
    try:
        rows = connection.execute("SELECT lasting_fingerprint FROM build_info").fetchall()
    except duckdb.BinderException:
        return None
    return rows[0][0] if rows else None


def gather(places: Places, registry: Registry, base: Base | None, now: datetime) -> Inputs:
    """What there is to build from. Captures to be read are compared with their digests (``pipeline.damage``)."""
    inputs = _gathered(places, registry, base, now)
    if inputs.base and not _continues(inputs.base, inputs):
        inputs = _gathered(places, registry, None, now)
    live = [f"{c.capture_id} {c.sha256} {is_accepted(c)}" for c in inputs.captures if c.source != PANEL]
    faults = [f"{f.capture_id} {f.kind} {f.held} {f.file}" for f in inputs.faults]
    return replace(inputs, digest=hashlib.sha256("\n".join([inputs.fingerprint, *live, *faults]).encode()).hexdigest())


def fingerprint_of(registry: Registry, captures: Sequence[Capture]) -> str:
    """sha256 over all that makes a build apart from the live captures: registry, newest panel, code, versions."""
    return _digest(f"{ouverture.__version__} {duckdb.__version__} {registry.checksum}", captures, _PARTS)


def lasting_fingerprint_of(registry: Registry, captures: Sequence[Capture]) -> str:
    """sha256 over what the rows of past runs depend on: the rest is made anew on them, without a replay.

    No version is in it: another Ouverture or DuckDB replays nothing unless code or rows differ.
    """
    return _digest(json.dumps(lasting_rows(registry), default=str), captures, _LASTING_PARTS)


def _digest(told: str, captures: Sequence[Capture], parts: Sequence[str]) -> str:
    digest = hashlib.sha256(told.encode())
    for capture in [capture for capture in captures if capture.source == PANEL][-1:]:
        digest.update(" ".join(page.sha256 for page in capture.pages).encode())
    for path in sorted(path for part in parts for path in _CODE.glob(part)):
        digest.update(path.relative_to(_CODE).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def is_accepted(capture: Capture) -> bool:
    """Whether the quarantine of the capture's run was lifted by hand."""
    return (capture.path / ACCEPTED_FILE).exists()


def _gathered(places: Places, registry: Registry, base: Base | None, now: datetime) -> Inputs:
    built = base.built if base else {}
    faults = [*damaged_folders(places, built), *forgotten(places)]
    readable = []
    for capture in finished_captures(places):
        if why := _unusable(capture, now):
            faults.append(why)
        else:
            readable.append(capture)
    panels: list[Capture] = []
    live: list[Capture] = []
    for capture in reversed(readable):
        if capture.source == PANEL and panels:
            continue  # the newest whole one counts, the others are its past
        name = capture.capture_id
        found = damaged_pages(places, capture, held=name in built, known=base is not None and name in base.refused)
        faults += found
        if not found:
            (panels if capture.source == PANEL else live).append(capture)
    captures = (*panels, *reversed(live))
    ordered = sorted(faults, key=lambda fault: (fault.capture_id, fault.kind, fault.file or ""))
    fingerprints = fingerprint_of(registry, captures), lasting_fingerprint_of(registry, captures)
    return Inputs(captures, tuple(ordered), *fingerprints, base)


def _unusable(capture: Capture, now: datetime) -> CaptureFault | None:
    kind = kind_of(capture.source)
    if capture.source not in (*ASKED, *ARCHIVES):
        reason = f"it is of source {capture.source!r}, which this version cannot read: update Ouverture"
        return CaptureFault(capture.capture_id, capture.source, REFUSED, reason)
    if kind in ("readings", "web") and capture.started_at - now > CLOCK_SLACK:  # all others carry their own days
        reason = (
            f"it is dated {capture.started_at:%Y-%m-%d %H:%M} UTC, which is still to come: see to the clock; it is "
            f"kept and counts from then on, or leave it out for good with `ouverture forget {capture.capture_id}`"
        )
        return CaptureFault(capture.capture_id, capture.source, FUTURE, reason)
    return None


def _continues(base: Base, inputs: Inputs) -> bool:
    """Whether the captures in the published build are the first of those at hand, made and judged as today.

    An archive's days belong between the runs that are there, so its captures always begin anew.
    """
    if base.lasting != inputs.lasting:
        return False
    whole = {capture.capture_id: capture.sha256 for capture in inputs.captures}
    held = {fault.capture_id for fault in inputs.faults if fault.held}
    if any(whole.get(name) != sha256 and name not in held for name, sha256 in base.built.items()):
        return False
    if any(name in whole and whole[name] != sha256 for name, sha256 in base.refused.items()):
        return False
    fresh = {capture.capture_id for capture in inputs.fresh}
    if any(capture.source in ARCHIVES for capture in inputs.fresh):
        return False
    late = [capture.capture_id in fresh for capture in inputs.captures if capture.capture_id not in base.refused]
    if late != sorted(late):  # one that came late belongs between others
        return False
    return not any(is_accepted(c) for c in inputs.captures if c.capture_id in base.quarantined)


def first_faults(faults: Sequence[CaptureFault]) -> list[CaptureFault]:
    """One fault a capture, the first, in the order of their names: what a command says aloud."""
    first: dict[str, CaptureFault] = {}
    for fault in faults:
        first.setdefault(fault.capture_id, fault)
    return list(first.values())
