"""Refusals: captures whose data do not go into a build. They are told and left out, so that the rest is published."""

from __future__ import annotations

import errno
import re
from dataclasses import dataclass
from datetime import UTC, datetime

import duckdb

from etl.capture import Capture
from etl.outcome import Failure

_LONGEST = 200  # characters of an example or a message
_DISK = {
    getattr(errno, name)
    for name in ("ENOSPC", "EDQUOT", "EACCES", "EPERM", "EROFS", "EFBIG", "EIO", "EMFILE", "ENFILE", "ENOMEM")
    if hasattr(errno, name)
}
_DISK_WORDS = re.compile(  # DuckDB gives words, not numbers
    r"could not (write|truncate|sync)|no space left|disk quota|file too large|permission denied|read-only file system"
    r"|too many open files|input/output error",
    re.IGNORECASE,
)
_VALUE = re.compile(r"\"([^\"]+)\"|'([^']+)'")


@dataclass(frozen=True)
class Refusal:
    """One capture left out, and why. ``file`` lies below the folder of captures."""

    capture_id: str
    source: str
    reason: str
    sha256: str
    file: str | None = None
    row_text: str | None = None

    @classmethod
    def of_error(cls, capture: Capture, error: Exception) -> Refusal:
        """What ``error``, raised by a transform, says of ``capture``: file and value at fault, if it names them."""
        text = re.sub(r"^\w+ Error: ", "", str(error).strip().splitlines()[0] if str(error).strip() else "")
        pages = [page.path for page in capture.pages if str(page.path) in text]
        file = pages[0].relative_to(capture.path.parent).as_posix() if pages else None
        told = text.replace(f"{capture.path.parent}/", "")
        values = [first or second for first, second in _VALUE.findall(told)]
        value = next((value for value in values if value and value != file), None)
        return cls(
            capture.capture_id,
            capture.source,
            f"its data do not go into the tables ({told[:_LONGEST] or type(error).__name__}): it is kept, left out, "
            "and tried again when the code or the registry changes",
            capture.sha256,
            file,
            value[:_LONGEST] if value else None,
        )

    def note(self, connection: duckdb.DuckDBPyConnection, now: datetime) -> None:
        """Write it into the build."""
        connection.execute(
            "INSERT INTO capture_fault (capture_id, source, kind, held, file, row_text, reason, sha256, noted_at) "
            "VALUES (?, ?, 'refused', FALSE, ?, ?, ?, ?, ?)",
            [
                self.capture_id,
                self.source,
                self.file,
                self.row_text,
                self.reason,
                self.sha256,
                now.astimezone(UTC).replace(tzinfo=None, microsecond=0),
            ],
        )


def of_data(error: Exception) -> bool:
    """Whether the data are to blame for what a transform raised, and not the disk, a signal or something foreseen."""
    if isinstance(error, Failure):
        return False
    return not of_disk(error)


def of_disk(error: BaseException) -> bool:
    """Whether the disk refused: no space, no permission, no more files."""
    if isinstance(error, OSError):
        return error.errno in _DISK
    return isinstance(error, duckdb.Error) and _DISK_WORDS.search(str(error)) is not None


def refused(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """Captures that the build at hand has refused."""
    rows = connection.execute("SELECT capture_id FROM capture_fault WHERE kind = 'refused' AND NOT held").fetchall()
    return {capture_id for (capture_id,) in rows}
