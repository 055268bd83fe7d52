"""The log of visits: every time a source was asked, and how it answered. One line each, kept beside the captures."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime

from ouverture.pipeline.capture import Capture, instant
from ouverture.places import Places

FILE = "visits.jsonl"


@dataclass(frozen=True)
class Visit:
    """One visit. ``status`` is ok, partial (some addresses gave nothing) or failed; ``reason`` says why not ok."""

    source: str
    visited_at: str
    status: str
    reason: str | None = None
    capture_id: str | None = None

    @classmethod
    def of_capture(cls, capture: Capture, at: datetime) -> Visit:
        """A visit that brought ``capture``, failed if nothing in it counts; the first three missing units are named."""
        missing = [f"{unit} {why}" for unit, why in capture.missing.items()]
        reason = "; ".join(missing[:3]) + (f" and {len(missing) - 3} more" if len(missing) > 3 else "")
        status = "failed" if set(capture.units) <= capture.missing.keys() else "partial" if missing else "ok"
        return cls(capture.source, _second(at), status, reason or None, capture.capture_id)

    @classmethod
    def failed(cls, source: str, why: str, at: datetime) -> Visit:
        """A visit that brought nothing."""
        return cls(source, _second(at), "failed", why)


def note_visit(places: Places, visit: Visit) -> None:
    """Append one visit; the caller holds the writer lock."""
    places.captures.mkdir(parents=True, exist_ok=True)
    line = json.dumps(asdict(visit))
    with (places.captures / FILE).open("ab+", buffering=0) as ledger:
        torn = ledger.tell() and (ledger.seek(-1, os.SEEK_END), ledger.read(1))[1] != b"\n"
        ledger.write((b"\n" if torn else b"") + line.encode() + b"\n")  # a torn line takes no other with it
        os.fsync(ledger.fileno())


def visits(places: Places) -> list[Visit]:
    """All visits, oldest first. A line torn by a crash, or of another form, is passed over."""
    return list(_read(places))


def _second(at: datetime) -> str:
    return instant(at.replace(microsecond=0))


def _read(places: Places) -> Iterator[Visit]:
    path = places.captures / FILE
    for line in path.read_bytes().splitlines() if path.is_file() else ():
        try:
            visit = Visit(**json.loads(line))
            aware = datetime.fromisoformat(visit.visited_at).tzinfo is not None
        except (ValueError, TypeError, RecursionError):
            continue
        texts = (visit.source, visit.status, visit.reason or "", visit.capture_id or "")
        if aware and all(isinstance(text, str) for text in texts):
            yield visit
