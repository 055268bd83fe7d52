"""Faults of captures: what is left out of a build, or held in it although it was altered since, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

REFUSED, DAMAGED, FUTURE, FORGOTTEN = "refused", "damaged", "future", "forgotten"


@dataclass(frozen=True)
class CaptureFault:
    """One row of ``capture_fault``.

    ``kind`` is one of the above, ``file`` lies below the folder of captures, ``held``: its rows are in the build.
    ``noted_at`` is the build's to say.
    """

    capture_id: str
    source: str
    kind: str
    reason: str
    held: bool = False
    file: str | None = None
    row_text: str | None = None
    sha256: str | None = None
    noted_at: datetime | None = None


def note_faults(connection: duckdb.DuckDBPyConnection, faults: Iterable[CaptureFault], now: datetime) -> None:
    """Write faults into the build at hand."""
    for fault in faults:
        connection.execute(
            "INSERT INTO capture_fault (capture_id, source, kind, held, file, row_text, reason, sha256, noted_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                fault.capture_id,
                fault.source,
                fault.kind,
                fault.held,
                fault.file,
                fault.row_text,
                fault.reason,
                fault.sha256,
                now.astimezone(UTC).replace(tzinfo=None, microsecond=0),
            ],
        )


def noted_faults(connection: duckdb.DuckDBPyConnection) -> list[CaptureFault]:
    """The faults that a build tells, by capture."""
    rows = connection.execute(
        "SELECT capture_id, source, kind, reason, held, file, row_text, sha256, noted_at "
        "FROM capture_fault ORDER BY ALL"
    ).fetchall()
    return [replace(CaptureFault(*row), noted_at=at.replace(tzinfo=UTC)) for *row, at in rows]


def refused_captures(connection: duckdb.DuckDBPyConnection) -> dict[str, str | None]:
    """Captures that a build has refused, with their digests: they are not tried again on top of it."""
    return {f.capture_id: f.sha256 for f in noted_faults(connection) if f.kind == REFUSED}
