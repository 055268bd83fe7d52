"""Captures left out by hand: moved out of the way, on record, and never deleted."""

from __future__ import annotations

import difflib
import json
import os
from datetime import datetime

from ouverture.outcome import UsageOrRegistry
from ouverture.pipeline.capture import instant
from ouverture.pipeline.damage import source_of
from ouverture.pipeline.durable import sync_folder
from ouverture.pipeline.faults import FORGOTTEN, CaptureFault
from ouverture.pipeline.lock import writer_lock
from ouverture.pipeline.packed import FOLDER
from ouverture.places import Places

LEDGER = "ledger.jsonl"


def capture_named(places: Places, capture_id: str) -> str:
    """The name of a capture that is there. Raises ``UsageOrRegistry`` naming the nearest."""
    names = sorted(path.name for path in places.captures.glob("[!.]*") if path.is_dir() and path.name != FOLDER)
    if capture_id in names:
        return capture_id
    near = difflib.get_close_matches(capture_id, names, 1)
    hint = f"did you mean {near[0]}?" if near else f"captures lie in {places.captures}"
    raise UsageOrRegistry(f"there is no capture {capture_id!r} to forget: {hint}")


def forget(places: Places, capture_id: str, now: datetime) -> str:
    """Move a capture into ``forgotten/`` and write it down. Returns where it lies now, below the data folder."""
    with writer_lock(places, now):
        folder = places.captures / capture_named(places, capture_id)
        places.forgotten.mkdir(parents=True, exist_ok=True)
        target = places.forgotten / capture_id
        for number in range(2, 1000):
            if not target.exists():
                break
            target = places.forgotten / f"{capture_id}.{number}"
        line = json.dumps({"capture_id": capture_id, "forgotten_at": instant(now.replace(microsecond=0))})
        with (places.forgotten / LEDGER).open("ab", buffering=0) as ledger:
            ledger.write(f"\n{line}\n".encode())  # a torn line before it is the only one lost
            os.fsync(ledger.fileno())
        folder.rename(target)
        for parent in (places.forgotten, places.captures):
            sync_folder(parent)
        return target.relative_to(places.root).as_posix()


def forgotten(places: Places) -> list[CaptureFault]:
    """What was forgotten and not put back since. A line that cannot be read is passed over."""
    path = places.forgotten / LEDGER
    faults: dict[str, CaptureFault] = {}
    for line in path.read_bytes().splitlines() if path.is_file() else ():
        try:
            fields = json.loads(line)
            capture_id, at = str(fields["capture_id"]), str(fields["forgotten_at"])
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
        if not (places.captures / capture_id).exists():
            reason = f"left out by hand on {at[:10]}: move it from forgotten/ back to captures/ to count it again"
            faults[capture_id] = CaptureFault(capture_id, source_of(capture_id), FORGOTTEN, reason)
    return [faults[capture_id] for capture_id in sorted(faults)]
