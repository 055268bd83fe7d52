"""One writer at a time. The kernel frees the lock when its process dies, however it dies."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from filelock import FileLock, Timeout

from etl.outcome import Locked, RunFailed
from etl.places import Places


@contextmanager
def writer_lock(places: Places, now: datetime) -> Iterator[None]:
    """Hold the lock of ``places``. Raises ``Locked`` at once, naming the holder, if another process has it."""
    try:
        places.root.mkdir(parents=True, exist_ok=True)
        lock = FileLock(places.lock, timeout=0)
        lock.acquire()
    except Timeout:
        raise Locked(f"another run holds the lock ({_holder(places)}): wait until it ends, then run again") from None
    except OSError as error:
        raise RunFailed(
            f"{places.root} cannot be written ({error.strerror}): "
            "set OUVERTURE_DATA to a folder that this user may write to"
        ) from error
    try:
        places.lock.write_text(json.dumps({"pid": os.getpid(), "since": f"{now:%Y-%m-%dT%H:%M:%SZ}"}))
        yield
    finally:
        lock.release()


def _holder(places: Places) -> str:
    try:
        fields = json.loads(places.lock.read_text())
        return f"process {fields['pid']}, since {fields['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "begun this instant"
