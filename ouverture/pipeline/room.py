"""Room for a build: the memory that it may take, the disk that it may spill to, and whether both can be enough.

Memory comes from the machine, or from the container that it runs in, whichever gives less. What cannot be enough is
said before the build begins, not when it ends for want of it.
"""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from ouverture.outcome import RunFailed, UsageOrRegistry

VARIABLE = "OUVERTURE_MEMORY"
_MB, _GB = 10**6, 10**9
LEAST, MOST = 400 * _MB, 3 * _GB  # beyond the most, three million models gain nothing
# Measured on the whole Hub (docs/performance.md), and less than any build took, so that none is refused for nothing.
_MEMORY_A_READING, _DISK_A_READING, _DISK_A_CHANGE = 100, 100, 2
_SPILL_A_READING = 2_500  # what a build of one night has at hand at once, in memory or beside it
_UNITS = {"MB": _MB, "GB": _GB, "MIB": 2**20, "GIB": 2**30}
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([MG]I?B)", re.IGNORECASE)


@dataclass(frozen=True)
class Room:
    """Bytes of memory and of disk beside it that a build may take; ``because`` says where the first comes from."""

    memory: int
    because: str
    spill: int

    def too_small(self, error: Exception) -> RunFailed:
        """What is said of a build that did not fit."""
        return RunFailed(
            f"the build did not fit into {in_bytes(self.memory)} of memory ({self.because}) and "
            f"{in_bytes(self.spill)} of disk beside it ({str(error).splitlines()[0][:120]}): set {VARIABLE} to more, "
            "free disk, or take a smaller --scope; what was captured is kept"
        )


def memory_limit() -> tuple[int, str]:
    """Bytes that a build may take, and why so many. Raises ``UsageOrRegistry`` if the environment names no size."""
    if stated := os.environ.get("OUVERTURE_MEMORY"):
        size = _SIZE.fullmatch(stated.strip())
        taken = int(float(size[1]) * _UNITS[size[2].upper()]) if size else 0
        if taken < LEAST // 2:
            raise UsageOrRegistry(f"{VARIABLE} takes a size such as 4GB, of at least 200MB, not {stated!r}")
        return taken, VARIABLE
    half = machine_memory() // 2
    if half > MOST:
        return MOST, f"{VARIABLE} sets it"
    return (half, f"half of what there is, {VARIABLE} sets it") if half > LEAST else (LEAST, "the least")


def room_for(folder: Path, base: int, readings: int, largest: int) -> Room:
    """Room for a build in ``folder`` on a base of so many bytes that adds ``readings``, the ``largest`` run of so many.

    Raises ``RunFailed`` where memory or disk cannot be enough.
    """
    memory, because = memory_limit()
    if memory < (needed := largest * _MEMORY_A_READING):
        raise RunFailed(
            f"a run of {largest:,} readings takes at least {in_bytes(needed)} of memory, and the build may take "
            f"{in_bytes(memory)} ({because}): set {VARIABLE}={-(-needed // _GB)}GB or more, or take a smaller --scope; "
            "what was captured is kept"
        )
    free = shutil.disk_usage(folder).free
    file = base + largest * _DISK_A_READING + readings * _DISK_A_CHANGE
    if free < file:
        raise RunFailed(
            f"a build of {readings:,} new readings takes at least {in_bytes(file)} of disk, and {in_bytes(free)} are "
            f"free in {folder}: see to space there (`ouverture storage` says what takes it); what was captured is kept"
        )
    return Room(memory, because, free - file)


def short_of(room: Room, largest: int) -> str | None:
    """What is told of a build that may not fit, None if it should."""
    spilled = largest * _SPILL_A_READING - room.memory
    if spilled <= room.spill:
        return None
    return (
        f"about {in_bytes(spilled)} may have to lie on disk beside {in_bytes(room.memory)} of memory, and there is less"
    )


def machine_memory(root: Path = Path("/")) -> int:
    """Bytes that this process may have: the machine's, or its container's where that is less; 0 if nobody says."""
    try:
        found = [os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")]
    except (AttributeError, ValueError, OSError):  # Windows
        found = []
    return min([*found, *_container_limits(root)], default=0)


def _container_limits(root: Path) -> list[int]:
    """Limits of the control groups of this process and of those above them, of either version."""
    try:
        lines = (root / "proc/self/cgroup").read_text(encoding="ascii").splitlines()
    except (OSError, ValueError):
        return []
    limits = []
    for line in lines:
        _, controllers, group = line.split(":", 2)
        if controllers not in ("", "memory"):
            continue
        name = "memory.max" if controllers == "" else "memory.limit_in_bytes"
        top = root / "sys/fs/cgroup" / controllers
        for folder in (top, *[top / group.lstrip("/"), *(top / group.lstrip("/")).parents]):
            if not folder.is_relative_to(top):
                break
            try:
                limits.append(int((folder / name).read_text(encoding="ascii")))
            except (OSError, ValueError):  # not there, or `max`
                continue
    return [limit for limit in limits if limit > 0]


def in_bytes(size: int, digits: int = 0) -> str:
    """Bytes in a sentence; megabytes to so many digits."""
    return f"{size / _GB:.1f} GB" if size >= _GB else f"{size / _MB:.{digits}f} MB"
