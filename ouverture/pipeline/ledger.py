"""What the published build says of its own runs, and what the captures say of runs it refused."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ouverture.outcome import UsageOrRegistry
from ouverture.pipeline.capture import Capture, finished_captures, instant
from ouverture.pipeline.durable import write_atomic
from ouverture.pipeline.faults import CaptureFault, noted_faults
from ouverture.pipeline.publish import opened
from ouverture.places import Places
from ouverture.pointer import Pointer
from ouverture.registry.sources import LIVE

if TYPE_CHECKING:
    import duckdb

ACCEPTED_FILE, REFUSED_FILE = "accepted.json", "refused.json"


@dataclass(frozen=True)
class LedgerRow:
    """One row of ``snapshot_run``. Instants are UTC."""

    run_id: str
    capture_id: str
    source: str
    snapshot_date: date
    finished_at: datetime | None
    status: str
    reason: str | None
    models: int | None


@dataclass(frozen=True)
class Discarded:
    """Rows of one source that did not fit, over all captures of a build, and one of them as it came."""

    source: str
    rows: int
    example: str | None


@dataclass(frozen=True)
class Ledger:
    """Captures and runs of a build; runs in the order of processing."""

    captures: frozenset[str]
    runs: tuple[LedgerRow, ...]
    faults: tuple[CaptureFault, ...] = ()
    discarded: tuple[Discarded, ...] = ()


def read_ledger(pointer: Pointer | None) -> Ledger:
    """The ledger of a published build; empty before the first. Raises ``RunFailed`` if the file cannot be read."""
    if pointer is None:
        return Ledger(frozenset(), ())
    with opened(pointer) as connection:
        return ledger_of(connection)


def ledger_of(connection: duckdb.DuckDBPyConnection) -> Ledger:
    """The ledger of the build that ``connection`` has open. Raises ``duckdb.Error``."""
    captures = connection.execute("SELECT capture_id FROM capture").fetchall()
    runs = connection.execute(
        "SELECT run_id, capture_id, source, snapshot_date, finished_at, status, reason, models "
        "FROM snapshot_run ORDER BY run_seq"
    ).fetchall()
    faults: list[CaptureFault] = []
    discarded: list[tuple[Any, ...]] = []
    if connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'capture_fault'").fetchall():
        faults = noted_faults(connection)  # a build of an older version has neither table
        discarded = connection.execute(
            "SELECT source, sum(rows)::BIGINT, max(example) FROM discarded_row GROUP BY source ORDER BY source"
        ).fetchall()
    return Ledger(
        frozenset(capture_id for (capture_id,) in captures),
        tuple(_run(row) for row in runs),
        tuple(faults),
        tuple(Discarded(*row) for row in discarded),
    )


def refuse(capture: Capture, reason: str, now: datetime) -> None:
    """Note beside a capture that checks refused it, so that the next snapshot asks anew instead of building it."""
    _note(capture.path / REFUSED_FILE, {"run_id": capture.capture_id, "reason": reason, "at": instant(now)})


def refusal_reason(capture: Capture) -> str | None:
    """Why checks refused the capture; None if they did not, or if it was accepted since."""
    if (capture.path / ACCEPTED_FILE).exists():
        return None
    try:
        return str(json.loads((capture.path / REFUSED_FILE).read_bytes())["reason"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def accept(places: Places, run_id: str, now: datetime) -> None:
    """Lift the quarantine of a run. Raises ``UsageOrRegistry`` for a run that no capture holds."""
    captures = {capture.capture_id: capture for capture in finished_captures(places) if capture.source == LIVE}
    if run_id not in captures:
        known = ", ".join([i for i, capture in captures.items() if refusal_reason(capture)][-3:])
        hint = f"quarantined runs are {known}" if known else "only a run of the Hub can be"
        raise UsageOrRegistry(f"there is no run {run_id!r} to accept: {hint}")
    _note(captures[run_id].path / ACCEPTED_FILE, {"run_id": run_id, "accepted_at": instant(now)})


def withdraw(places: Places, run_id: str) -> None:
    """Take back an acceptance that cannot hold, so that later builds do not try it again."""
    (places.captures / run_id / ACCEPTED_FILE).unlink(missing_ok=True)


def _run(row: tuple[Any, ...]) -> LedgerRow:
    run = LedgerRow(*row)
    return replace(run, finished_at=run.finished_at.replace(tzinfo=UTC)) if run.finished_at else run


def _note(path: Path, fields: dict[str, str]) -> None:
    write_atomic(path, json.dumps(fields, indent=1).encode() + b"\n")
