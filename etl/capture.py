"""Captures as they are read: what a source answered, kept as it came, page by page.

A capture is a folder. ``plan.json`` comes first, then page files, each followed by its line in ``pages.jsonl``, and
``manifest.json`` last: a capture without it is unfinished. The manifest holds the digest of ``pages.jsonl`` and that
holds the digest of every page, so nothing can change unseen and the manifest stays small however long the history.
``etl/capture_writer.py`` writes them.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa

from etl.outcome import RunFailed
from etl.places import Places

PLAN, PAGES, MANIFEST = "plan.json", "pages.jsonl", "manifest.json"
RESUMABLE_FOR = timedelta(hours=12)


@dataclass(frozen=True)
class Page:
    """One body of a capture. ``size`` (bytes) and ``sha256`` are those of the stored file: zstd, or Parquet as is."""

    unit: str
    number: int
    path: Path
    records: int
    size: int
    sha256: str
    url: str | None
    next_url: str | None
    fetched_at: datetime

    def body(self) -> bytes:
        """The body exactly as it came."""
        if self.path.suffix != ".zst":
            return self.path.read_bytes()
        with pa.CompressedInputStream(pa.OSFile(str(self.path)), "zstd") as stream:
            body: bytes = stream.read()
        return body

    def line(self, folder: Path) -> bytes:
        """Its line in ``pages.jsonl`` of the capture in ``folder``."""
        fields = {
            "unit": self.unit,
            "number": self.number,
            "file": self.path.relative_to(folder).as_posix(),
            "records": self.records,
            "bytes": self.size,
            "sha256": self.sha256,
            "url": self.url,
            "next_url": self.next_url,
            "fetched_at": instant(self.fetched_at),
        }
        return json.dumps(fields, separators=(",", ":")).encode() + b"\n"

    @classmethod
    def from_line(cls, folder: Path, line: bytes) -> Page:
        """Inverse of ``line``. Raises ``ValueError``, ``KeyError`` or ``TypeError`` for a torn line."""
        fields = json.loads(line)
        return cls(
            unit=fields["unit"],
            number=fields["number"],
            path=folder / fields["file"],
            records=fields["records"],
            size=fields["bytes"],
            sha256=fields["sha256"],
            url=fields["url"],
            next_url=fields["next_url"],
            fetched_at=datetime.fromisoformat(fields["fetched_at"]),
        )


@dataclass(frozen=True)
class Plan:
    """What a capture set out to bring: the head of every capture, finished or not."""

    capture_id: str
    source: str
    scope: str | None
    units: tuple[str, ...]
    started_at: datetime
    path: Path


@dataclass(frozen=True)
class Capture(Plan):
    """A finished capture, read only."""

    finished_at: datetime
    requests: int
    files: int
    size: int  # bytes of the stored pages
    records: int
    sha256: str  # digest of pages.jsonl, and with it of every page
    missing: dict[str, str]  # units of the plan that gave nothing, and why

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """All pages, ordered by the plan's units, then page number; read from disk at the first use.

        Raises ``RunFailed`` if the list of pages was altered.
        """
        journal = self.path / PAGES
        text = journal.read_bytes() if journal.is_file() else b""
        if hashlib.sha256(text).hexdigest() != self.sha256:
            raise _altered(journal)
        return tuple(Page.from_line(self.path, line) for line in text.splitlines())

    def verify(self) -> None:
        """Compare every page with its digest. Raises ``RunFailed`` naming the first file that differs."""
        for page in self.pages:
            if not page.path.is_file() or hashlib.sha256(page.path.read_bytes()).hexdigest() != page.sha256:
                raise _altered(page.path)


def finished_captures(places: Places) -> list[Capture]:
    """Finished captures, oldest first. Raises ``RunFailed`` for a manifest that cannot be read."""
    captures = [read_capture(manifest.parent) for manifest in places.captures.glob(f"[!.]*/{MANIFEST}")]
    return sorted(captures, key=lambda capture: (capture.started_at, capture.capture_id))


def unfinished_captures(places: Places) -> list[Plan]:
    """Plans of the captures without a manifest, oldest first."""
    folders = [path.parent for path in places.captures.glob(f"[!.]*/{PLAN}")]
    plans = [_plan(folder, _fields(folder / PLAN)) for folder in folders if not (folder / MANIFEST).exists()]
    return sorted(plans, key=lambda plan: (plan.started_at, plan.capture_id))


def unfinished_capture(
    places: Places, source: str, scope: str | None, now: datetime, within: timedelta = RESUMABLE_FOR
) -> Plan | None:
    """Newest unfinished capture of ``source`` and ``scope`` begun within the given time, or None."""
    for plan in reversed(unfinished_captures(places)):
        if (plan.source, plan.scope) == (source, scope) and now - plan.started_at <= within:
            return plan
    return None


def read_capture(folder: Path) -> Capture:
    """The finished capture in ``folder``. Raises ``RunFailed`` if its manifest cannot be read."""
    fields = _fields(folder / MANIFEST)
    try:
        return Capture(
            **vars(_plan(folder, fields)),
            finished_at=datetime.fromisoformat(fields["finished_at"]),
            requests=fields["requests"],
            files=fields["files"],
            size=fields["bytes"],
            records=fields["records"],
            sha256=fields["sha256"],
            missing=fields.get("missing", {}),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise _altered(folder / MANIFEST) from error


def instant(moment: datetime) -> str:
    """ISO 8601 with ``Z``, as every file of a capture writes instants."""
    return moment.isoformat().replace("+00:00", "Z")


def _plan(folder: Path, fields: dict[str, Any]) -> Plan:
    try:
        return Plan(
            capture_id=fields["capture_id"],
            source=fields["source"],
            scope=fields["scope"],
            units=tuple(fields["units"]),
            started_at=datetime.fromisoformat(fields["started_at"]),
            path=folder,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise _altered(folder) from error


def _fields(path: Path) -> dict[str, Any]:
    try:
        fields = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise _altered(path) from error
    if not isinstance(fields, dict):
        raise _altered(path)
    return fields


def _altered(path: Path) -> RunFailed:
    return RunFailed(f"{path} is not what was captured: restore it from a copy, or move its capture away and rebuild")
