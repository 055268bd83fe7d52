"""Writes that survive a power cut: the new content or the old one, never half of it."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

_DISK = {
    getattr(errno, name)
    for name in ("ENOSPC", "EDQUOT", "EACCES", "EPERM", "EROFS", "EFBIG", "EIO", "EMFILE", "ENFILE")
    if hasattr(errno, name)
}
_DISK_WORDS = re.compile(
    r"could not (write|truncate|sync)|no space left|disk quota|file too large|permission denied|read-only file system"
    r"|too many open files|input/output error",
    re.IGNORECASE,
)


def sync_folder(folder: Path) -> None:
    """Make renames inside ``folder`` durable. Does nothing where folders cannot be opened (Windows)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_file(path: Path) -> None:
    """Make the content of ``path`` durable."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def write_synced(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` and make it durable."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def write_atomic(path: Path, content: bytes) -> None:
    """Replace ``path`` by ``content``: written beside it, synced, renamed. The caller syncs the folder if it must."""
    beside = path.with_name(f".{path.name}.tmp")
    write_synced(beside, content)
    beside.replace(path)


def blames_disk(error: BaseException) -> bool:
    """Whether the disk refused: no space, no permission, no more files. DuckDB's errors tell it in words."""
    if isinstance(error, OSError):
        return error.errno in _DISK
    return "duckdb" in type(error).__module__ and _DISK_WORDS.search(str(error)) is not None
