"""Builds on disk: the only place that opens DuckDB for writing, and the only one that moves the pointer.

A build is made in a file of its own, renamed into place when it is whole, and named by ``current.json``.
No reader ever sees a file change, and a crash at any point leaves the published build as it was.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from ouverture.outcome import RunFailed, RunQuarantined
from ouverture.pipeline.durable import blames_disk, sync_file, sync_folder, write_atomic
from ouverture.pipeline.interruption import stopped
from ouverture.pipeline.room import Room, room_for
from ouverture.pipeline.schema import create_schema
from ouverture.pipeline.storage import published_builds, superseded
from ouverture.places import Places
from ouverture.pointer import Pointer

STORAGE_VERSION = "v1.5.0"  # so that the command lines and BI tools people have today open the file too
_BUILDING = ".building-"
_REPLAY = ".replaying"  # one name: the next replay goes on from it
_STOPS = (RunQuarantined, KeyboardInterrupt, SystemExit, duckdb.OutOfMemoryException)  # and signals: a replay stays
_BUILD_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")


@dataclass(frozen=True)
class Building:
    """A build in the making: its file and the one connection that writes it."""

    path: Path
    connection: duckdb.DuckDBPyConnection


@contextmanager
def new_build(
    places: Places, base: Path | None, room: Room | None = None, *, replay: bool = False
) -> Iterator[Building]:
    """Open a new database file in the warehouse, a copy of ``base`` or the schema without rows, for writing.

    It takes no more memory and disk than ``room`` says. When the block ends the file is checkpointed and closed, ready
    for ``publish``. When it raises, the file is removed; a disk that refuses it, or room too small, becomes
    ``RunFailed``. Files left over from killed runs are removed first: the caller holds the writer lock.

    Of a ``replay`` the file is what one that stopped has left, if there is any: a kill, a signal, want of memory and a
    run's quarantine leave it as its last transaction made it.
    """
    places.warehouse.mkdir(parents=True, exist_ok=True)
    room = room or room_for(places.warehouse, 0, 0, 0)
    remove_left_overs(places)
    stem = f"{_BUILDING}{secrets.token_hex(4)}"
    path = places.warehouse / f"{_REPLAY if replay else stem}.duckdb"
    config = {
        "storage_compatibility_version": STORAGE_VERSION,
        "memory_limit": f"{room.memory}B",
        "threads": 2,
        "temp_directory": str(places.warehouse / f"{stem}.spill"),
        "max_temp_directory_size": f"{room.spill}B",
        "preserve_insertion_order": False,
        "autoinstall_known_extensions": False,
    }
    try:
        connection = _left_behind(path, config) or _begun(path, base, config)
        try:
            connection.execute("SET enable_progress_bar = false")  # in the log of a long run; steps are told otherwise
            yield Building(path, connection)
            connection.execute("CHECKPOINT")
        finally:
            connection.close()
    except BaseException as error:
        stays = isinstance(error, _STOPS) or stopped() is not None
        remove_left_overs(places, replay=replay and not stays)
        if isinstance(error, duckdb.OutOfMemoryException):
            raise room.too_small(error) from error
        if not isinstance(error, duckdb.Error) or not blames_disk(error):
            raise
        raise RunFailed(
            f"the build could not be made ({str(error).splitlines()[0]}): see to space and permissions in {places.root}"
        ) from error


def replay_left(places: Places) -> bool:
    """Whether a replay that stopped left its file."""
    return (places.warehouse / f"{_REPLAY}.duckdb").exists()


def _begun(path: Path, base: Path | None, config: dict[str, Any]) -> duckdb.DuckDBPyConnection:
    if base is None:
        path.write_bytes(_empty())
    else:
        _copy(base, path)
    return duckdb.connect(path, config=config)


def _left_behind(path: Path, config: dict[str, Any]) -> duckdb.DuckDBPyConnection | None:
    """What a replay left at ``path``; one that cannot be opened is put away."""
    if path.exists():
        try:
            return duckdb.connect(path, config=config)
        except duckdb.Error:
            _remove(path.parent, _REPLAY)
    return None


def _copy(base: Path, path: Path) -> None:
    """A copy; where the file system can (XFS, Btrfs) it shares the blocks of ``base``, so that none is written."""
    with base.open("rb") as whole, path.open("wb") as copy:
        left = os.fstat(whole.fileno()).st_size
        with suppress(AttributeError, OSError):  # not Linux, or the file system cannot
            while left and (copied := os.copy_file_range(whole.fileno(), copy.fileno(), left)):
                left -= copied
        shutil.copyfileobj(whole, copy)  # what is left: both stand where the kernel stopped


@cache
def _empty() -> bytes:
    """A database with the schema, its comments and no rows: laid down once a process, for it takes most of a second."""
    with tempfile.TemporaryDirectory(prefix="ouverture-") as folder:
        path = Path(folder) / "empty.duckdb"
        with duckdb.connect(path, config={"storage_compatibility_version": STORAGE_VERSION}) as connection:
            create_schema(connection)
        return path.read_bytes()


def publish(places: Places, building: Path, build_id: str, summary: dict[str, Any]) -> Path:
    """Move a finished ``building`` into place as ``build_id`` and point ``current.json`` at it.

    ``summary`` has built_at (datetime), snapshot_date (date or None), models, observations and
    fingerprint. Returns the path of the published file. Prunes all but the newest builds, and what a replay left.
    """
    if not _BUILD_ID.fullmatch(build_id):
        raise ValueError(f"not a build id: {build_id!r}")
    path = places.warehouse / f"{build_id}.duckdb"
    sync_file(building)
    building.replace(path)
    os.utime(path)  # its age, in the order of publishing, decides what is pruned
    sync_folder(places.warehouse)
    built_at, snapshot_date = summary["built_at"], summary["snapshot_date"]
    fields = {
        "build_id": build_id,
        "file": path.name,
        "built_at": f"{built_at:%Y-%m-%dT%H:%M:%SZ}",
        "snapshot_date": snapshot_date.isoformat() if snapshot_date else None,
        "models": int(summary["models"]),
        "observations": int(summary["observations"]),
        "fingerprint": str(summary["fingerprint"]),
    }
    write_atomic(places.pointer, json.dumps(fields, indent=1).encode() + b"\n")
    sync_folder(places.warehouse)
    remove_left_overs(places, replay=True)
    _prune(places, path)
    return path


@contextmanager
def opened(pointer: Pointer) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published build, for reading. Raises ``RunFailed`` with the remedy if it cannot be read as it should."""
    try:
        with duckdb.connect(pointer.path, read_only=True) as connection:
            yield connection
    except (duckdb.BinderException, duckdb.CatalogException) as error:
        raise RunFailed(
            f"{pointer.path} was made by another version of Ouverture: run `ouverture rebuild` to make it anew"
        ) from error
    except duckdb.Error as error:
        raise RunFailed(f"{pointer.path} cannot be read: run `ouverture rebuild` to make it anew") from error


def remove_left_overs(places: Places, *, replay: bool = False) -> None:
    """Remove what killed runs left of builds in the making, of a ``replay`` too. The caller holds the writer lock."""
    _remove(places.warehouse, _BUILDING)
    if replay:
        _remove(places.warehouse, _REPLAY)


def _remove(folder: Path, begins: str) -> None:
    for path in folder.glob(f"{begins}*"):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _prune(places: Places, newest: Path) -> None:
    for path in superseded(published_builds(places), newest):
        with suppress(OSError):  # the new build is published: an old one that stays fails no night
            path.unlink()
