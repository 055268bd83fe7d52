"""Files written whole or not at all: for exports, and for what is kept of a build."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """The path holds the old content or the new, never a part, also where two write it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    unfinished = Path(beside)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.chmod(0o644)  # others read it, as any file that is written
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
