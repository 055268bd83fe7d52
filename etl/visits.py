"""The ledger of visits: every time a source was asked, and how it answered. One line each, kept beside the captures."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime

from etl.capture import instant
from etl.places import Places

FILE = "visits.jsonl"


@dataclass(frozen=True)
class Visit:
    """One visit. ``status`` is ok, partial (some addresses gave nothing) or failed; ``reason`` says why it is not ok."""

    source: str
    visited_at: str
    status: str
    reason: str | None
    capture_id: str | None


def note_visit(
    places: Places, source: str, at: datetime, status: str, reason: str | None = None, capture_id: str | None = None
) -> None:
    """Append one visit; the caller holds the writer lock."""
    places.captures.mkdir(parents=True, exist_ok=True)
    line = json.dumps(asdict(Visit(source, instant(at.replace(microsecond=0)), status, reason, capture_id)))
    with (places.captures / FILE).open("ab", buffering=0) as ledger:
        ledger.write(line.encode() + b"\n")
        os.fsync(ledger.fileno())


def visits(places: Places) -> list[Visit]:
    """All visits, oldest first. A line torn by a crash is passed over."""
    return list(_read(places))


def _read(places: Places) -> Iterator[Visit]:
    path = places.captures / FILE
    for line in path.read_bytes().splitlines() if path.exists() else ():
        try:
            yield Visit(**json.loads(line))
        except (ValueError, TypeError):
            continue
