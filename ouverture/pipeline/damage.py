"""Damage: files of captures that are not what was captured, found before anything is read from them.

A capture that is to be read is read and hashed whole. One whose rows are in the build already is only looked at: a file
that is gone, has another size, or was written after its manifest (which alone is then hashed). The verdict on health
looks in this way at the captures of the last days, so that it costs the same however long the history is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

from ouverture.pipeline.capture import MANIFEST, PAGES, PLAN, Altered, Capture, read_capture, read_plan
from ouverture.pipeline.faults import DAMAGED, CaptureFault
from ouverture.pipeline.packed import PACKED
from ouverture.places import Places

LOOKED_AT = timedelta(days=7)  # how far back the verdict on health looks for damage; a build looks at all captures


def damaged_folders(places: Places, built: Collection[str] = ()) -> list[CaptureFault]:
    """Captures of which manifest, list of pages or plan cannot be read; if built, also one without a manifest."""
    faults = []
    for folder in sorted(path for path in places.captures.glob("[!.]*") if path.is_dir()):
        if (folder / MANIFEST).exists():
            try:
                capture = read_capture(folder)
                capture.journal()
                capture.packed  # noqa: B018  # read for what it raises
            except Altered as error:
                faults.append(_fault(places, folder.name, error.path, error.what, built))
        elif folder.name in built:
            faults.append(_fault(places, folder.name, folder / MANIFEST, "is missing", built))
        elif (folder / PLAN).exists():
            try:
                read_plan(folder)
            except Altered as error:
                faults.append(_fault(places, folder.name, error.path, error.what, built))
    return faults


def damaged_pages(places: Places, capture: Capture, *, held: bool, known: bool = False) -> list[CaptureFault]:
    """Every page of a capture that is not what was captured.

    ``held``: its rows are in the build. Such a capture, and one ``known`` otherwise, is looked at and not read.
    """
    built = [capture.capture_id] if held else []
    packed = capture.packed
    written = capture.path / (PACKED if packed else MANIFEST)
    since = written.stat().st_mtime_ns if held or known else None
    if packed:  # all its pages lie in one file
        what = packed.file.altered(since)
        return [_fault(places, capture.capture_id, packed.file.path, what, built)] if what else []
    return [
        _fault(places, capture.capture_id, page.path, what, built)
        for page in capture.pages
        if (what := page.altered(since))
    ]


def look(places: Places, capture_id: str) -> list[CaptureFault]:
    """The damage to a capture that the build holds, as far as it shows without reading what nobody wrote since."""
    folder = places.captures / capture_id
    try:
        written = tuple(
            (folder / name).stat().st_mtime_ns for name in (MANIFEST, PAGES, PACKED) if (folder / name).exists()
        )
        return damaged_pages(places, _as_written(folder, written), held=True)
    except Altered as error:
        return [_fault(places, capture_id, error.path, error.what, [capture_id])]


@lru_cache(256)
def _as_written(folder: Path, written: tuple[int, ...]) -> Capture:
    """A capture with its list of pages, read once by a server that is asked for its health again and again."""
    capture = read_capture(folder)
    capture.journal()
    return capture


def altered_files(places: Places) -> Iterator[CaptureFault]:
    """Every file of every capture that is not what was captured: all are read."""
    broken = damaged_folders(places)
    yield from broken
    for path in sorted(places.captures.glob(f"[!.]*/{MANIFEST}")):
        if path.parent.name not in {fault.capture_id for fault in broken}:
            yield from damaged_pages(places, read_capture(path.parent), held=False)


def _fault(places: Places, capture_id: str, path: Path, what: str, built: Collection[str]) -> CaptureFault:
    file = path.relative_to(places.captures).as_posix()
    held = capture_id in built
    kept = "; its rows stay in the build, for they were read when it was whole" if held else "; it is left out"
    reason = f"{file} {what}{kept}: restore it from a copy, or `ouverture forget {capture_id}`"
    return CaptureFault(capture_id, source_of(capture_id), DAMAGED, reason, held, file)


def source_of(capture_id: str) -> str:
    """The source that a capture's name begins with."""
    return capture_id.rpartition("-")[0] or capture_id
