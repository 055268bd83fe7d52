"""A file as it was stored: its size and digest, and how what lies there differs from it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True)
class StoredFile:
    """``size`` in bytes and ``sha256`` are those that it was written with."""

    path: Path
    size: int
    sha256: str

    def altered(self, since: int | None = None) -> str | None:
        """How the file differs from what was written, None if it does not.

        With ``since`` (nanoseconds) a file of the right size that was not written later is believed.
        """
        try:
            found = self.path.stat()
            if found.st_size != self.size:
                return "was cut short" if found.st_size < self.size else "was made longer"
            if since is not None and found.st_mtime_ns <= since:
                return None
            digest = _digest(self.path, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
        except OSError as error:
            return "is missing" if isinstance(error, FileNotFoundError) else "cannot be read"
        return None if digest == self.sha256 else "was changed"


def digest_of(path: Path) -> str:
    """The sha256 of a file, read through."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@lru_cache(4)
def _digest(path: Path, *_written: int) -> str:
    """Of many captures that lie in one file it is read once."""
    return digest_of(path)
