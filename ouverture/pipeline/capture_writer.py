"""Writes captures so that a process killed at any moment loses at most the page in flight."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Self

import pyarrow as pa

from ouverture.outcome import RunFailed
from ouverture.pipeline.capture import (
    MANIFEST,
    PAGES,
    PLAN,
    Capture,
    Page,
    Plan,
    finished_captures,
    instant,
    read_capture,
)
from ouverture.pipeline.durable import sync_folder, write_atomic, write_synced
from ouverture.pipeline.plain_text import redacted
from ouverture.places import Places

COMPRESSION_LEVEL = 1  # JSON shrinks about eightfold at level 1; higher levels cost more time than they save
PACKED = ("parquet",)  # compressed inside, and read in place by DuckDB: stored as they are
_STARTING = ".starting-"
_UNIT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(:[A-Za-z0-9_][A-Za-z0-9._-]*)?")


class CaptureWriter:
    """Writes one capture. Pages may come from several threads, those of one unit in order."""

    def __init__(self, plan: Plan, pages: Iterable[Page]) -> None:
        self.plan = plan
        self._lock = threading.Lock()
        self._pages: dict[str, list[Page]] = {unit: [] for unit in plan.units}
        for page in pages:
            self._pages[page.unit].append(page)
        self._write_journal()  # without a torn last line, to which the next one would be glued
        self._journal = (plan.path / PAGES).open("ab", buffering=0)

    @classmethod
    def start(cls, places: Places, source: str, scope: str | None, units: Sequence[str], now: datetime) -> Self:
        """Begin a capture. Its id takes the next free second if one was begun at ``now`` already."""
        if bad := [unit for unit in units if not _UNIT.fullmatch(unit)]:
            raise RunFailed(f"the capture cannot begin: {bad[0]!r} does not make a file name; mend it in the registry")
        places.captures.mkdir(parents=True, exist_ok=True)
        for left_over in places.captures.glob(f"{_STARTING}*"):
            shutil.rmtree(left_over)
        started_at = now.replace(microsecond=0)
        while (path := places.captures / f"{source}-{started_at:%Y%m%dT%H%M%SZ}").exists():
            started_at += timedelta(seconds=1)
        plan = Plan(path.name, source, scope, tuple(units), started_at, path)
        starting = places.captures / f"{_STARTING}{path.name}"
        starting.mkdir()
        write_atomic(starting / PLAN, _json(_plan_fields(plan)))
        sync_folder(starting)
        starting.rename(path)  # so that a capture folder without a plan never exists
        sync_folder(places.captures)
        return cls(plan, ())

    @classmethod
    def resume(cls, plan: Plan) -> Self:
        """Go on with an unfinished capture, from the pages whose line and file are both whole."""
        for left_over in plan.path.glob("*/.*.tmp"):
            left_over.unlink(missing_ok=True)
        return cls(plan, _whole_pages(plan))

    def pages(self, unit: str | None = None) -> list[Page]:
        """Pages written so far, of one unit or of all, in the plan's order."""
        with self._lock:
            return [page for name, pages in self._pages.items() if unit in (None, name) for page in pages]

    def page(
        self,
        unit: str,
        number: int,
        body: bytes,
        *,
        records: int,
        url: str | None,
        next_url: str | None,
        fetched_at: datetime,
        suffix: str = "json",
    ) -> Page:
        """Store one body. When this returns, the page survives a crash. Raises ``RunFailed`` once closed."""
        name = f"{number:06d}.{suffix}" if suffix in PACKED else f"{number:06d}.{suffix}.zst"
        path = self.plan.path / unit.replace(":", "-", 1) / name
        path.parent.mkdir(exist_ok=True)
        content = body
        if suffix not in PACKED:
            content = pa.Codec("zstd", compression_level=COMPRESSION_LEVEL).compress(body, asbytes=True)
        digest = hashlib.sha256(content).hexdigest()
        url, next_url = url and redacted(url), next_url and redacted(next_url)  # no user and password on disk
        page = Page(unit, number, path, records, len(content), digest, url, next_url, fetched_at)
        beside = path.with_name(f".{path.name}.{threading.get_ident()}.tmp")
        write_synced(beside, content)
        with self._lock:
            if self._journal.closed:  # a late thread must not touch pages that another process may hold by now
                beside.unlink(missing_ok=True)
                raise RunFailed("the capture was closed while a page was on its way: run the command again to resume")
            if number != len(self._pages[unit]) + 1:
                raise ValueError(f"page {number} of {unit} is out of order")
            beside.replace(path)
            self._journal.write(page.line(self.plan.path))
            os.fsync(self._journal.fileno())
            self._pages[unit].append(page)
        return page

    def close(self) -> None:
        """Take no more pages. What was written stays and can be resumed."""
        with self._lock:
            self._journal.close()

    def discard(self) -> None:
        """Remove a capture that brought nothing. Raises ``ValueError`` if it has pages: those are never thrown away."""
        self.close()
        if self.pages():
            raise ValueError(f"{self.plan.capture_id} has pages")
        shutil.rmtree(self.plan.path)

    def finish(self, requests: int, now: datetime, missing: Mapping[str, str] | None = None) -> Capture:
        """Write the manifest, last of all, and return the finished capture.

        ``missing`` has the units without a page, and why.
        """
        self.close()
        pages = self.pages()
        for folder in {page.path.parent for page in pages}:
            sync_folder(folder)
        manifest = {
            **_plan_fields(self.plan),
            "finished_at": instant(max(now, self.plan.started_at)),  # a clock may be set back meanwhile
            "requests": requests,
            "files": len(pages),
            "bytes": sum(page.size for page in pages),
            "records": sum(page.records for page in pages),
            "sha256": self._write_journal(),  # in the plan's order, whatever order the threads had
            **({"missing": dict(missing)} if missing else {}),
        }
        write_atomic(self.plan.path / MANIFEST, _json(manifest))
        sync_folder(self.plan.path)
        return read_capture(self.plan.path)

    def _write_journal(self) -> str:
        lines = b"".join(page.line(self.plan.path) for page in self.pages())
        write_atomic(self.plan.path / PAGES, lines)
        sync_folder(self.plan.path)
        return hashlib.sha256(lines).hexdigest()


def capture_files(
    places: Places, source: str, scope: str | None, files: Mapping[str, Path], now: Callable[[], datetime]
) -> Capture:
    """Capture of files as they are: one unit a file (``name`` to path), one page a unit.

    Returns the newest finished capture of the source if it holds the very same files, so that the same
    files are captured once. ``records`` counts the rows of a CSV file below its header.
    """
    bodies = {name: path.read_bytes() for name, path in files.items()}
    newest = next((c for c in reversed(finished_captures(places)) if c.source == source), None)
    same = newest is not None and newest.units == tuple(bodies)
    if newest and same and all(not p.altered() and p.body() == bodies[p.unit] for p in newest.pages):
        return newest
    writer = CaptureWriter.start(places, source, scope, list(bodies), now())
    for name, body in bodies.items():
        writer.page(
            name,
            1,
            body,
            records=max(0, body.count(b"\n") - 1),
            url=None,
            next_url=None,
            fetched_at=now(),
            suffix=files[name].suffix.lstrip("."),
        )
    return writer.finish(0, now())


def _whole_pages(plan: Plan) -> list[Page]:
    journal = plan.path / PAGES
    found: dict[str, list[Page]] = {unit: [] for unit in plan.units}
    for line in journal.read_bytes().splitlines() if journal.is_file() else ():
        try:
            page = Page.from_line(plan.path, line)
        except (ValueError, KeyError, TypeError, RecursionError):
            continue  # torn by a crash or damaged: its page is asked for again, and those of its unit behind it
        pages = found.get(page.unit)
        if pages is not None and page.number == len(pages) + 1 and not page.altered():
            pages.append(page)
    return [page for pages in found.values() for page in pages]


def _plan_fields(plan: Plan) -> dict[str, Any]:
    return {
        "capture_id": plan.capture_id,
        "source": plan.source,
        "scope": plan.scope,
        "units": list(plan.units),
        "started_at": instant(plan.started_at),
    }


def _json(fields: dict[str, Any]) -> bytes:
    return json.dumps(fields, indent=1).encode() + b"\n"
