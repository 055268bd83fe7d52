"""One writer at a time, and one that asks the sources. The kernel frees a lock when its process dies, however it dies.

Two locks, so that a build of hours (a year replayed under a changed registry, an archive) costs no night: who asks
holds the one of asking, who builds, packs or forgets that of writing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from ouverture.outcome import Locked, RunFailed
from ouverture.places import Places


@dataclass(frozen=True)
class Holder:
    """The process that holds a lock, and since when."""

    pid: int
    since: str


@contextmanager
def asking_lock(places: Places, now: datetime) -> Iterator[None]:
    """Hold the lock of those who ask the sources. Raises ``Locked`` at once, naming the holder, if another has it."""
    with _held(places, places.asking_lock, now, wait=0, told=None):
        yield


@contextmanager
def writer_lock(
    places: Places, now: datetime, wait: float = 0, told: Callable[[Holder | None], None] | None = None
) -> Iterator[None]:
    """Hold the writer's lock. If another process has it, tell which and wait at most ``wait`` seconds.

    Raises ``Locked``, naming the holder, when these are over.
    """
    with _held(places, places.lock, now, wait, told):
        yield


def holder(places: Places) -> Holder | None:
    """The process that writes now, else the one that asks, as far as this machine can tell. Takes no lock."""
    return _living(places.lock) or _living(places.asking_lock)


@contextmanager
def _held(
    places: Places, path: Path, now: datetime, wait: float, told: Callable[[Holder | None], None] | None
) -> Iterator[None]:
    try:
        places.root.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            if not wait:
                raise
            if told:
                told(_written(path))
            lock.acquire(timeout=wait, poll_interval=0.5)
    except Timeout:
        found = _written(path)
        who = f"process {found.pid}, since {found.since}" if found else "begun this instant"
        raise Locked(
            f"another run holds the lock ({who}){'' if wait else ': wait until it ends, then run again'}"
        ) from None
    except OSError as error:
        raise RunFailed(
            f"{places.root} cannot be written ({error.strerror}): "
            "set OUVERTURE_DATA to a folder that this user may write to"
        ) from error
    try:
        path.write_text(json.dumps({"pid": os.getpid(), "since": f"{now:%Y-%m-%dT%H:%M:%SZ}"}))
        yield
    finally:
        with suppress(OSError):  # a disk that fails keeps a name too many, which its process belies
            path.write_text("")
        lock.release()


def _living(path: Path) -> Holder | None:
    found = _written(path)
    if found is None or found.pid < 1:  # 0 and below are groups of processes, which always live
        return None
    try:
        os.kill(found.pid, 0)  # asks whether it lives, and sends nothing
    except PermissionError:
        return found  # it does, under another user
    except (OSError, OverflowError):
        return None
    return found


def _written(path: Path) -> Holder | None:
    try:
        fields = json.loads(path.read_text())
        return Holder(int(fields["pid"]), str(fields["since"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
