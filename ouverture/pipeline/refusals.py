"""Refusals: whether data are to blame for what a transform raised, and what that says of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import duckdb

from ouverture.outcome import Failure
from ouverture.pipeline.capture import Capture
from ouverture.pipeline.durable import blames_disk
from ouverture.pipeline.faults import REFUSED, CaptureFault
from ouverture.pipeline.interruption import stopped

_LONGEST = 200  # characters of an example or a message
_BROKEN_WORDS = re.compile(
    r"corrupt|checksum|not a valid duckdb|serialization error|could not read|failed to load|deserialize", re.IGNORECASE
)
_VALUE = re.compile(r"\"([^\"]+)\"|'([^']+)'")


def fault_of(capture: Capture, error: Exception) -> CaptureFault:
    """What ``error``, raised by a transform, says of ``capture``: file and value at fault, if it names them."""
    words, file, value = explanation(capture, [page.path for page in capture.pages], error)
    reason = f"its data do not go into the tables ({words}): it is kept, left out, and tried again after an update"
    return CaptureFault(
        capture.capture_id, capture.source, REFUSED, reason, file=file, row_text=value, sha256=capture.sha256
    )


def explanation(capture: Capture, paths: Sequence[Path], error: Exception) -> tuple[str, str | None, str | None]:
    """An error in one line without places of this machine, and the file below the captures and the value it names."""
    lines = str(error).strip().splitlines()
    text = re.sub(r"^[\w ]+ Error: ", "", lines[0]) if lines else ""
    text = re.sub(
        rf"/[^\s\"']*/(?={re.escape(capture.path.name)}/)", "", text
    )  # a page may be read from a copy elsewhere
    files = (path.relative_to(capture.path.parent).as_posix() for path in paths)
    file = next((file for file in files if file in text), None)
    words = re.sub(r"(?<![\w.])/(?:[^\s\"'/]+/)+", "", text)
    values = [first or second for first, second in _VALUE.findall(words)]
    value = next((value for value in values if value != file), None)
    return words[:_LONGEST] or type(error).__name__, file, value[:_LONGEST] if value else None


def blames_data(error: Exception) -> bool:
    """Whether the data may be to blame, and not disk, memory, a signal or something foreseen."""
    return not (isinstance(error, Failure | MemoryError) or blames_memory(error) or blames_disk(error) or stopped())


def blames_memory(error: Exception) -> bool:
    """Whether the build had not room enough: the same data fit where there is more."""
    return isinstance(error, duckdb.OutOfMemoryException)


def blames_base(error: Exception) -> bool:
    """Whether the published build that was copied turns out to be broken inside."""
    return isinstance(error, duckdb.Error) and _BROKEN_WORDS.search(str(error)) is not None
