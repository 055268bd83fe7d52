"""A build cut into parts named by content, on the bounds of DuckDB's own blocks: two nights share most of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from ouverture.outcome import RunFailed

HEADERS, BLOCK = 3 * 4096, 262_144  # bytes of DuckDB's headers, and of each block after them
_ZSTD = pa.Codec("zstd", compression_level=9)


@dataclass(frozen=True)
class Place:
    """Where a part lies: so many bytes, compressed, of a pack."""

    pack: str
    offset: int
    length: int


@dataclass
class Index:
    """One build as its parts in order, and where each of them lies."""

    size: int
    parts: list[str]
    places: dict[str, Place] = field(default_factory=dict)

    @property
    def packs(self) -> set[str]:
        return {place.pack for place in self.places.values()}

    def as_bytes(self) -> bytes:
        """Small: parts and packs are numbered in the order in which they come first."""
        packs = sorted(self.packs)
        number = {pack: n for n, pack in enumerate(packs)}
        lying = {part: [number[at.pack], at.offset, at.length] for part, at in self.places.items()}
        content = {"size": self.size, "parts": self.parts, "packs": packs, "places": lying}
        return packed(json.dumps(content, separators=(",", ":")).encode())

    @classmethod
    def of_bytes(cls, content: bytes) -> Index:
        """Raises RunFailed for what is no index."""
        try:
            stated: dict[str, Any] = json.loads(unpacked(content))
            packs = stated["packs"]
            places = {part: Place(packs[n], offset, length) for part, (n, offset, length) in stated["places"].items()}
            index = cls(int(stated["size"]), list(stated["parts"]), places)
        except (ValueError, KeyError, TypeError, IndexError, OSError, RecursionError) as error:
            raise RunFailed(f"an index of parts cannot be read ({error}): publish once more") from None
        if not places.keys() >= set(index.parts):
            raise RunFailed("an index of parts does not say where all of them lie: publish once more")
        return index


def parts_of(path: Path) -> Iterator[tuple[str, bytes]]:
    """Each part of a file with its digest, in order."""
    with path.open("rb") as file:
        while part := file.read(BLOCK if file.tell() else HEADERS):
            yield digest(part), part


def digest(content: bytes) -> str:
    """The name of content."""
    return hashlib.sha256(content).hexdigest()


def packed(content: bytes) -> bytes:
    """Compressed, with its own length before it, which zstd's reader wants to know."""
    return len(content).to_bytes(8, "big") + bytes(_ZSTD.compress(content, asbytes=True))


def unpacked(content: bytes) -> bytes:
    """What ``packed`` was given. Raises ValueError, OSError for anything else, and for what would be very large."""
    size = int.from_bytes(content[:8], "big")
    if size > 1 << 30:
        raise ValueError("larger than any part")
    return bytes(_ZSTD.decompress(content[8:], decompressed_size=size, asbytes=True))
