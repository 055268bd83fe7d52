"""``ouverture pack``: months of the Hub's listings that are over, from pages to columns; no page goes without proof.

A month is written beside, read back and compared with its pages byte for byte, and only then moved into place and put
on the ledger. From then on it counts: its captures say where their pages went, and the pages go. Killed at any moment
it leaves pages, columns or both, and the next run goes on.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from ouverture.outcome import RunFailed
from ouverture.pipeline.capture import MANIFEST, Capture, instant, read_capture
from ouverture.pipeline.columns import write_columns
from ouverture.pipeline.damage import damaged_pages
from ouverture.pipeline.durable import sync_file, sync_folder, write_atomic
from ouverture.pipeline.lock import writer_lock
from ouverture.pipeline.months import Month, months
from ouverture.pipeline.packed import FOLDER, PACKED, read_bodies
from ouverture.pipeline.progress import Progress
from ouverture.pipeline.room import in_bytes
from ouverture.pipeline.stored import StoredFile, digest_of
from ouverture.places import Places
from ouverture.registry.sources import LIVE

LEDGER = "ledger.jsonl"
PACKING = ".packing-"


@dataclass(frozen=True)
class Packing:
    """One month as it was packed: its captures, and the file that took the place of their pages."""

    month: Month
    file: StoredFile

    def __str__(self) -> str:
        each = self.file.size / self.month.records
        return (
            f"{self.month.name}, {len(self.month.captures)} captures, {in_bytes(self.month.size, 1)} of pages "
            f"became {in_bytes(self.file.size, 1)}, {each:.1f} bytes a model-day, in {self.file.path}"
        )


def pack(places: Places, older_than: timedelta, now: datetime, progress: Progress) -> list[Packing]:
    """Pack all months that are over. Raises ``RunFailed``, with all pages kept, where a file does not prove equal."""
    with writer_lock(places, now):
        _remove_left_overs(places)
        _take_over(places, progress)
        packed = []
        for month in [month for month in months(places, older_than, now) if month.over]:
            whole = []
            for capture in month.captures:
                if faults := damaged_pages(places, capture, held=False):
                    progress.step("left as it is", capture=capture.capture_id, because=faults[0].reason)
                else:
                    whole.append(capture)
            if whole:
                packed.append(_pack(places, Month(month.name, True, tuple(whole)), now, progress))
        return packed


def _pack(places: Places, month: Month, now: datetime, progress: Progress) -> Packing:
    progress.step("packing", month=month.name, captures=len(month.captures), records=month.records)
    folder = places.captures / f"{PACKING}{secrets.token_hex(4)}"
    folder.mkdir()
    try:
        columns = folder / "columns.parquet"
        write_columns(columns, month.captures, lambda done: progress.advance(f"{month.name} read", done, month.records))
        sync_file(columns)
        file = StoredFile(columns, columns.stat().st_size, digest_of(columns))
        _prove(file, month, progress)
        target = places.captures / FOLDER / f"{LIVE}-{month.name}-{file.sha256[:8]}.parquet"
        target.parent.mkdir(exist_ok=True)
        columns.replace(target)
        sync_folder(target.parent)
        sync_folder(places.captures)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    file = StoredFile(target, file.size, file.sha256)
    _note(places, file, month, now)
    _take_over(places, progress)
    progress.step(
        "packed",
        month=month.name,
        captures=len(month.captures),
        records=month.records,
        pages=month.size,
        file=file.size,
    )
    return Packing(month, file)


def _prove(file: StoredFile, month: Month, progress: Progress) -> None:
    """Every page comes back from the columns as it lies on disk, byte for byte: no transform can tell them apart."""
    if what := file.altered():
        raise RunFailed(f"{file.path} {what} while it was written: see to the disk; all pages are kept")
    left = {(capture.capture_id, place): page for capture in month.captures for place, page in enumerate(capture.pages)}
    wanted: dict[str, dict[int, int]] = {}
    for (capture_id, place), page in left.items():
        wanted.setdefault(capture_id, {})[place] = page.records
    done = 0
    for capture_id, place, body in read_bodies(file.path, wanted):
        page = left.pop((capture_id, place))
        if body != page.body():
            raise RunFailed(f"{page.path} did not come back from the columns as it is: nothing is packed; report it")
        done += page.records
        progress.advance(f"{month.name} compared", done, month.records)
    for page in left.values():
        raise RunFailed(f"{page.path} did not come back from the columns: nothing is packed; report it")


def _note(places: Places, file: StoredFile, month: Month, now: datetime) -> None:
    fields = {
        "packed_at": instant(now),
        "file": _below(places, file.path),
        "bytes": file.size,
        "sha256": file.sha256,
        "captures": [capture.capture_id for capture in month.captures],
    }
    with (places.captures / FOLDER / LEDGER).open("ab", buffering=0) as ledger:
        ledger.write(f"\n{json.dumps(fields)}\n".encode())  # a torn line before it is the only one lost
        os.fsync(ledger.fileno())
    sync_folder(places.captures / FOLDER)


def _take_over(places: Places, progress: Progress) -> None:
    """What the ledger says is packed: its captures say so too, then their pages go. What is done already costs a look.

    A file stands in the ledger only after it was proved; it is compared with its digest before any page goes.
    """
    for entry in _entries(places):
        for folder in [places.captures / name for name in entry["captures"]]:
            if not (folder / MANIFEST).exists() or not any(path.is_dir() for path in folder.iterdir()):
                continue
            file = StoredFile(places.captures / entry["file"], entry["bytes"], entry["sha256"])
            if what := file.altered():
                progress.step("pages kept", capture=folder.name, because=f"{entry['file']} {what}")
                continue
            fields = {key: entry[key] for key in ("file", "bytes", "sha256", "packed_at")}
            write_atomic(folder / PACKED, json.dumps(fields, indent=1).encode() + b"\n")
            sync_folder(folder)
            _remove_pages(read_capture(folder))


def _entries(places: Places) -> list[dict[str, Any]]:
    """The lines of the ledger; one torn by a crash is passed over, for nothing was removed after it."""
    path = places.captures / FOLDER / LEDGER
    entries = []
    for line in path.read_bytes().splitlines() if path.is_file() else ():
        with suppress(ValueError, KeyError, TypeError, RecursionError):
            fields = json.loads(line)
            entries.append({key: fields[key] for key in ("packed_at", "file", "bytes", "sha256", "captures")})
    return entries


def _remove_left_overs(places: Places) -> None:
    """What a killed run left: a file in the making, and one in place of which the ledger says nothing yet."""
    for left_over in places.captures.glob(f"{PACKING}*"):
        shutil.rmtree(left_over)
    said = {entry["file"] for entry in _entries(places)}
    for path in (places.captures / FOLDER).glob("*.parquet"):
        if _below(places, path) not in said and not _named(places, path):
            path.unlink()


def _named(places: Places, path: Path) -> bool:
    """Whether a capture says that its pages lie in a file, whatever became of the ledger."""
    notes = (note for root in (places.captures, places.forgotten) for note in root.glob(f"*/{PACKED}"))
    return any(path.name.encode() in note.read_bytes() for note in notes)


def _remove_pages(capture: Capture) -> None:
    for page in capture.pages:
        page.path.unlink(missing_ok=True)
    for folder in {page.path.parent for page in capture.pages}:
        with suppress(OSError):  # gone, or it holds what is not ours
            folder.rmdir()


def _below(places: Places, path: Path) -> str:
    return path.relative_to(places.captures).as_posix()
