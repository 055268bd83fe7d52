"""One writer at a time. The kernel frees the lock when its process dies, however it dies."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime

from filelock import FileLock, Timeout

from ouverture.outcome import Locked, RunFailed
from ouverture.places import Places


@dataclass(frozen=True)
class Holder:
    """The process that writes, and since when."""

    pid: int
    since: str


@contextmanager
def writer_lock(places: Places, now: datetime) -> Iterator[None]:
    """Hold the lock of ``places``. Raises ``Locked`` at once, naming the holder, if another process has it."""
    try:
        places.root.mkdir(parents=True, exist_ok=True)
        lock = FileLock(places.lock, timeout=0)
        lock.acquire()
    except Timeout:
        found = _written(places)
        who = f"process {found.pid}, since {found.since}" if found else "begun this instant"
        raise Locked(f"another run holds the lock ({who}): wait until it ends, then run again") from None
    except OSError as error:
        raise RunFailed(
            f"{places.root} cannot be written ({error.strerror}): "
            "set OUVERTURE_DATA to a folder that this user may write to"
        ) from error
    try:
        places.lock.write_text(json.dumps({"pid": os.getpid(), "since": f"{now:%Y-%m-%dT%H:%M:%SZ}"}))
        yield
    finally:
        with suppress(OSError):  # a disk that fails keeps a name too many, which its process belies
            places.lock.write_text("")
        lock.release()


def holder(places: Places) -> Holder | None:
    """The process that writes now, as far as this machine can tell; never takes the lock, and never waits."""
    found = _written(places)
    if found is None:
        return None
    try:
        os.kill(found.pid, 0)  # asks whether it lives, and sends nothing
    except PermissionError:
        return found  # it does, under another user
    except (OSError, OverflowError):
        return None
    return found


def _written(places: Places) -> Holder | None:
    try:
        fields = json.loads(places.lock.read_text())
        return Holder(int(fields["pid"]), str(fields["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
