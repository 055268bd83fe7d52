"""Streamlit's scripts and its font of icons: as they come for who asks first, as small as can be for who comes later.

Their names hold their digest, so what was once made of one stays right; it is kept in the cache of the data folder.
"""

from __future__ import annotations

import gzip
import os
import sys
import threading
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from queue import SimpleQueue

import brotli

from ouverture.places import Places
from ouverture.web.icons import fewer_icons, key

QUICK, SMALLEST = 5, 11  # of Plotly 1.24 MB in a second, 1.06 MB in most of a minute
LEAST = 20_000  # bytes; of smaller scripts nothing is left to spare
_AHEAD: SimpleQueue[Path] = SimpleQueue()
_begun = threading.Event()


def squeezed(content: bytes, way: str, quality: int = QUICK) -> bytes:
    """The content compressed in one of the two ways."""
    return brotli.compress(content, quality=quality) if way == "br" else gzip.compress(content, 6, mtime=0)


@lru_cache(maxsize=256)  # all of Streamlit's scripts are about 6 MB compressed
def compressed(file: Path, way: str) -> bytes:
    """A script compressed: quickly at first, at its smallest once that was made."""
    if way == "br" and file.stat().st_size >= LEAST:
        with suppress(OSError):
            return _small(file).read_bytes()
        _AHEAD.put(file)
    return squeezed(file.read_bytes(), way)


@lru_cache(maxsize=1)
def icons(file: Path) -> bytes | None:
    """Streamlit's font of icons with those that are used; None until that was made."""
    with suppress(OSError):
        return _few(file).read_bytes()
    _AHEAD.put(file)
    return None


def start() -> None:
    """Make the scripts that were asked for as small as can be, beside all other work."""
    if not _begun.is_set():
        _begun.set()
        threading.Thread(target=_work, name="smaller scripts", daemon=True).start()


def make_small(file: Path) -> None:
    """Compress a script for good, or leave out of a font what nothing uses, into the cache."""
    is_font = file.suffix == ".woff2"
    target = _few(file) if is_font else _small(file)
    part = target.with_suffix(f".{os.getpid()}")
    with suppress(OSError):  # a full or foreign disk: it stays as quickly compressed as it is
        target.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(fewer_icons(file) if is_font else squeezed(file.read_bytes(), "br", SMALLEST))
        part.replace(target)


def _work() -> None:
    if sys.platform == "linux":  # where a thread has a priority of its own
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 19)
    while True:
        file = _AHEAD.get()
        make_small(file)
        if not _AHEAD.qsize():
            compressed.cache_clear()
            icons.cache_clear()  # those who come next get what is there now


def _few(file: Path) -> Path:
    return Places.from_environment().cache / "scripts" / f"{key()}-{file.name}"


def _small(file: Path) -> Path:
    return Places.from_environment().cache / "scripts" / f"{file.name}.br"
