"""The pointer, ``current.json``: which build is published. The write side moves it, everyone reads it here."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from ouverture.outcome import RunFailed
from ouverture.places import Places


@dataclass(frozen=True)
class Pointer:
    """What ``current.json`` says of the published build. ``models`` and ``observations`` are row counts."""

    build_id: str
    path: Path
    built_at: datetime
    snapshot_date: date | None
    models: int
    observations: int
    fingerprint: str


class BrokenPointer(RunFailed):
    """``current.json`` is there but names no readable build."""


def current(places: Places) -> Pointer | None:
    """The published build, or None before the first one.

    Raises ``BrokenPointer`` if the pointer cannot be read or names a file that is not there, ``RunFailed`` if the data
    folder is a file.
    """
    try:
        fields = json.loads(places.pointer.read_bytes())
        name = str(fields["file"])
        pointer = Pointer(
            build_id=str(fields["build_id"]),
            path=places.warehouse / name,
            built_at=datetime.fromisoformat(fields["built_at"]).astimezone(UTC),
            snapshot_date=date.fromisoformat(fields["snapshot_date"]) if fields["snapshot_date"] else None,
            models=int(fields["models"]),
            observations=int(fields["observations"]),
            fingerprint=str(fields["fingerprint"]),
        )
    except FileNotFoundError:
        return None
    except NotADirectoryError:
        raise RunFailed(places.no_folder) from None
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise BrokenPointer(f"{places.pointer} cannot be read: run `ouverture rebuild` to write it anew") from error
    if name != f"{pointer.build_id}.duckdb" or not pointer.path.is_file():
        raise BrokenPointer(f"{places.pointer} names a build that is not there: run `ouverture rebuild`")
    return pointer
