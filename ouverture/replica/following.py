"""``ouverture follow``: the build that is published elsewhere, fetched in the parts that are missing here."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
from cachetools import LRUCache

from ouverture.outcome import RunFailed
from ouverture.pipeline.lock import writer_lock
from ouverture.pipeline.publish import publish, remove_left_overs
from ouverture.places import Places
from ouverture.pointer import BrokenPointer, Pointer, current
from ouverture.replica.parts import Index, Place, digest, parts_of, unpacked
from ouverture.replica.target import Target

AT_ONCE = 8 * 2**20  # bytes of one request
HELD = 16  # answers that are held at once


@dataclass(frozen=True)
class Followed:
    """What was followed: the build, whether it is new here, and bytes fetched."""

    build_id: str
    new: bool
    fetched: int


def follow(places: Places, address: str, now: datetime) -> Followed:
    """Bring the published build here, verified part by part, and point readers at it. Nothing is seen of a half.

    Raises RunFailed where this folder takes snapshots of its own or the build is not as published, SourceUnavailable.
    """
    with writer_lock(places, now), _nothing_left(places):
        if places.captures.is_dir() and any(places.captures.iterdir()):
            raise RunFailed(
                f"{places.root} has captures of its own, which the next build is made from: "
                "set OUVERTURE_DATA to another folder to follow into"
            )
        target = Target(address)
        manifest = target.manifest()
        if manifest is None or not manifest["builds"]:
            raise RunFailed(f"nothing is published at {address}: run `ouverture publish --to` there first")
        build = manifest["builds"][0]
        here = _here(places)
        if here and here.build_id == build["build_id"] and here.fingerprint == build["fingerprint"]:
            return Followed(here.build_id, False, 0)
        index = Index.of_bytes(target.read(f"indexes/{build['index']}", build["index"]))
        try:
            path, fetched = _assembled(places, index, here, target)
            with duckdb.connect(path, read_only=True) as connection:
                connection.execute("SELECT build_id FROM build_info")
        except duckdb.Error as error:
            raise RunFailed(
                f"the build of {address} was made by {build['engine']}, which this DuckDB {duckdb.__version__} cannot "
                f"read: update Ouverture here ({str(error).splitlines()[0]})"
            ) from error
        day = build["snapshot_date"]
        summary = build | {
            "built_at": datetime.fromisoformat(build["built_at"]).astimezone(UTC),
            "snapshot_date": date.fromisoformat(day) if day else None,
        }
        publish(places, path, build["build_id"], summary)
        return Followed(build["build_id"], True, fetched)


@contextmanager
def _nothing_left(places: Places) -> Iterator[None]:
    """A half that could not be finished is removed; one of a killed run, by the next."""
    remove_left_overs(places)
    try:
        yield
    finally:
        remove_left_overs(places)


def _here(places: Places) -> Pointer | None:
    try:
        return current(places)
    except BrokenPointer:
        return None  # what is published there replaces it


def _assembled(places: Places, index: Index, here: Pointer | None, target: Target) -> tuple[Path, int]:
    places.warehouse.mkdir(parents=True, exist_ok=True)
    at = _lying(here.path) if here else {}
    path = places.warehouse / f".building-{secrets.token_hex(4)}.duckdb"
    stock = _Stock(target)
    missing = [part for part in dict.fromkeys(index.parts) if part not in at]
    stock.expect([index.places[part] for part in missing])
    with path.open("wb") as file:
        source = here.path.open("rb") if here else None
        try:
            for part in index.parts:
                if part in at and source:
                    start, length = at[part]
                    source.seek(start)
                    content = source.read(length)
                else:
                    content = stock.part(index.places[part])
                if digest(content) != part:
                    raise RunFailed("a part of the build is not as it was published: publish once more")
                file.write(content)
        finally:
            if source:
                source.close()
        file.flush()
        os.fsync(file.fileno())
    if path.stat().st_size != index.size:
        raise RunFailed("the build is not as long as it was published: publish once more")
    return path, stock.fetched


def _lying(path: Path) -> dict[str, tuple[int, int]]:
    """Where each part lies in a build that is here: its start and length."""
    start, found = 0, {}
    for part, content in parts_of(path):
        found[part] = (start, len(content))
        start += len(content)
    return found


class _Stock:
    """Parts that lie elsewhere, fetched many at a time where they lie side by side."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._runs: dict[Place, tuple[int, int]] = {}  # each place: the bytes of its pack that are asked for with it
        self._held: LRUCache[tuple[str, int], bytes] = LRUCache(HELD)  # parts of one build lie in turns in many packs
        self.fetched = 0

    def expect(self, places: list[Place]) -> None:
        """Say which parts will be asked for, in any order."""
        run: list[Place] = []
        for place in [*sorted(places, key=lambda place: (place.pack, place.offset)), None]:
            follows = run and place and place.pack == run[-1].pack and place.offset == run[-1].offset + run[-1].length
            if not follows or run[-1].offset + run[-1].length - run[0].offset >= AT_ONCE:
                for one in run:
                    self._runs[one] = (run[0].offset, run[-1].offset + run[-1].length)
                run = []
            if place:
                run.append(place)

    def part(self, place: Place) -> bytes:
        """One part, unpacked. Raises RunFailed where it is no part."""
        start, end = self._runs.get(place, (place.offset, place.offset + place.length))
        held = self._held.get((place.pack, start))
        if held is None:
            held = self._target.read(f"packs/{place.pack}", "", start, end)
            self.fetched += len(held)
            self._held[place.pack, start] = held
        packed = held[place.offset - start : place.offset - start + place.length]
        try:
            return unpacked(packed)
        except (ValueError, OSError) as error:
            raise RunFailed(f"a part of the build cannot be read ({error}): publish once more") from None
