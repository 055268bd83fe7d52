"""Captures as they are read: what a source answered, kept as it came, page by page.

A capture is a folder. ``plan.json`` comes first, then page files, each followed by its line in ``pages.jsonl``, and
``manifest.json`` last: a capture without it is unfinished. The manifest holds the digest of ``pages.jsonl`` and that
holds the digest of every page, so nothing can change unseen and the manifest stays small however long the history.
``ouverture/pipeline/capture_writer.py`` writes them. Where ``packed.json`` lies beside the manifest the pages have gone
into columns (``ouverture/pipeline/packed.py``): ``bodies`` is the one place that knows from where they come.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa

from ouverture.outcome import RunFailed
from ouverture.pipeline.packed import PACKED, Packed, Unreadable, read_packed
from ouverture.pipeline.stored import StoredFile
from ouverture.places import Places

PLAN, PAGES, MANIFEST = "plan.json", "pages.jsonl", "manifest.json"
RESUMABLE_FOR = timedelta(hours=12)


class Altered(RunFailed):
    """A file of a capture is not what was captured: ``what`` says how."""

    def __init__(self, capture_id: str, path: Path, what: str) -> None:
        super().__init__(f"{path} {what}: restore it from a copy, or `ouverture forget {capture_id}`")
        self.path, self.what = path, what


@dataclass(frozen=True)
class Page:
    """One body of a capture. ``size`` (bytes) and ``sha256`` are those of the stored file: zstd, or Parquet as is.

    ``packed`` says where it went, if it did, and ``place`` which of the capture's pages it is there.
    """

    unit: str
    number: int
    path: Path
    records: int
    size: int
    sha256: str
    url: str | None
    next_url: str | None
    fetched_at: datetime
    packed: Packed | None = None
    place: int = 0

    def body(self) -> bytes:
        """The body exactly as it came."""
        if self.packed:
            return next(body for _, body in bodies([self]))
        if self.path.suffix != ".zst":
            return self.path.read_bytes()
        with pa.CompressedInputStream(pa.OSFile(str(self.path)), "zstd") as stream:
            body: bytes = stream.read()
        return body

    def altered(self, since: int | None = None) -> str | None:
        """How what holds it differs from what was written, None if it does not (``StoredFile``)."""
        file = self.packed.file if self.packed else StoredFile(self.path, self.size, self.sha256)
        return file.altered(since)

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

        Raises ``Altered`` if the list of pages is not what was written.
        """
        pages = (Page.from_line(self.path, line) for line in self.journal().splitlines())
        if self.packed is None:
            return tuple(pages)
        return tuple(replace(page, packed=self.packed, place=place) for place, page in enumerate(pages))

    @cached_property
    def packed(self) -> Packed | None:
        """Where its pages lie if they were packed. Raises ``Altered`` if that cannot be read."""
        try:
            return read_packed(self.path)
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            raise Altered(self.capture_id, self.path / PACKED, "cannot be read") from error

    def journal(self) -> bytes:
        """The list of pages as it was written. Raises ``Altered`` if it is another."""
        journal = self.path / PAGES
        try:
            text = journal.read_bytes()
        except OSError as error:
            what = "is missing" if isinstance(error, FileNotFoundError) else "cannot be read"
            raise Altered(self.capture_id, journal, what) from error
        if hashlib.sha256(text).hexdigest() != self.sha256:
            raise Altered(self.capture_id, journal, "was changed")
        return text

    def verify(self) -> None:
        """Compare every page with its digest. Raises ``Altered`` naming the first file that differs."""
        for page in self.pages:
            if what := page.altered():
                raise Altered(self.capture_id, page.path, what)


def bodies(pages: Sequence[Page]) -> Iterator[tuple[Page, bytes]]:
    """Each page with its body: as they come out of the columns where they were packed, else in the order of ``pages``.

    Raises ``Altered`` where a packed file does not give them.
    """
    packed: dict[Packed, dict[int, Page]] = {}
    for page in pages:
        if page.packed:
            packed.setdefault(page.packed, {})[page.place] = page
        else:
            yield page, page.body()
    for file, wanted in packed.items():
        try:
            for place, body in file.bodies({place: page.records for place, page in wanted.items()}):
                yield wanted[place], body
        except Unreadable as error:
            raise Altered(file.capture_id, file.file.path, str(error)) from error


def finished_captures(places: Places) -> list[Capture]:
    """Finished captures, oldest first. One of which manifest or list of pages was damaged is passed over.

    ``ouverture.pipeline.damage`` names those, and compares the pages.
    """
    captures = []
    for manifest in places.captures.glob(f"[!.]*/{MANIFEST}"):
        with suppress(Altered):
            capture = read_capture(manifest.parent)
            capture.journal()
            capture.packed  # noqa: B018  # read for what it raises
            captures.append(capture)
    return sorted(captures, key=lambda capture: (capture.started_at, capture.capture_id))


def unfinished_captures(places: Places) -> list[Plan]:
    """Plans of the captures without a manifest, oldest first. One that cannot be read is passed over."""
    folders = [path.parent for path in places.captures.glob(f"[!.]*/{PLAN}")]
    plans = []
    for folder in [folder for folder in folders if not (folder / MANIFEST).exists()]:
        with suppress(Altered):
            plans.append(read_plan(folder))
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
    """The finished capture in ``folder``. Raises ``Altered`` if its manifest cannot be read."""
    fields = _fields(folder / MANIFEST)
    try:
        return Capture(
            **vars(_plan(folder, MANIFEST, fields)),
            finished_at=datetime.fromisoformat(fields["finished_at"]),
            requests=fields["requests"],
            files=fields["files"],
            size=fields["bytes"],
            records=fields["records"],
            sha256=fields["sha256"],
            missing=fields.get("missing", {}),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Altered(folder.name, folder / MANIFEST, "cannot be read") from error


def read_plan(folder: Path) -> Plan:
    """The plan of the capture in ``folder``, finished or not. Raises ``Altered`` if it cannot be read."""
    return _plan(folder, PLAN, _fields(folder / PLAN))


def instant(moment: datetime) -> str:
    """ISO 8601 with ``Z``, as every file of a capture writes instants."""
    return moment.isoformat().replace("+00:00", "Z")


def _plan(folder: Path, file: str, fields: dict[str, Any]) -> Plan:
    try:
        plan = Plan(
            capture_id=fields["capture_id"],
            source=fields["source"],
            scope=fields["scope"],
            units=tuple(fields["units"]),
            started_at=datetime.fromisoformat(fields["started_at"]),
            path=folder,
        )
        if plan.capture_id != folder.name or plan.started_at.tzinfo is None:
            raise ValueError(plan.capture_id)
        return plan
    except (KeyError, TypeError, ValueError) as error:
        raise Altered(folder.name, folder / file, "cannot be read") from error


def _fields(path: Path) -> dict[str, Any]:
    try:
        fields = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise Altered(path.parent.name, path, "cannot be read") from error
    if not isinstance(fields, dict):
        raise Altered(path.parent.name, path, "cannot be read")
    return fields
