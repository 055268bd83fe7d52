"""Published builds as readers see them, in files or in a shared warehouse: which there are, locked-down connections."""

from __future__ import annotations

import logging
import re
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock, Timer
from time import monotonic
from typing import Protocol

import duckdb

from ouverture import lake
from ouverture.metrics.errors import BadParameter, BuildGone, NoBuild
from ouverture.outcome import Failure, RunFailed
from ouverture.places import Places
from ouverture.pointer import BrokenPointer, current

MEMORY_LIMIT = "1GB"
THREADS = 2
OPEN_BUILDS = 3
LOOK = 5.0  # seconds for which a shared warehouse is not asked again which builds it holds
REMEDY = "run `make run` or `ouverture demo` to make one"

_BUILD_ID = re.compile(r"[0-9]{8}-[0-9a-f]{8}", re.ASCII)  # as ouverture/pipeline/build.py names them
_BOUNDED: lake.Config = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "temp_directory": "",
    "memory_limit": MEMORY_LIMIT,
    "threads": str(THREADS),
}
# One configuration for every connection of the process: DuckDB refuses a second, different one on the same file.
_LOCKED_DOWN = {**_BOUNDED, "enable_external_access": "false", "lock_configuration": "true"}
LOG = logging.getLogger("ouverture.warehouse")


@dataclass(frozen=True)
class BuildInfo:
    """One published build. ``path``: its file, None in a shared warehouse; ``pinned``: the reader asked for this build
    by its id; ``archived``: it is gone, and what is shown of it was kept."""

    build_id: str
    built_at: datetime
    path: Path | None
    fingerprint: str
    software_version: str
    pinned: bool = False
    archived: bool = False


@dataclass(frozen=True, eq=False)
class OpenBuild:
    """A build with its connection and the display names of its labs."""

    info: BuildInfo
    connection: duckdb.DuckDBPyConnection
    lab_names: dict[str, str]

    @contextmanager
    def cursor(self, seconds: float) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of its own for one thread; after ``seconds`` its query raises InterruptException."""
        cursor = self.connection.cursor()
        timer = Timer(seconds, _interrupt, [cursor])
        timer.daemon = True
        timer.start()
        try:
            yield cursor
        finally:
            timer.cancel()
            cursor.close()


def _of_kept(kept: list[str]) -> str:
    return f"kept are {', '.join(kept)}" if kept else "there is no build yet"


def _interrupt(cursor: duckdb.DuckDBPyConnection) -> None:
    with suppress(duckdb.Error):  # the query ended, and its cursor with it, as the time ran out
        cursor.interrupt()


_STEADY: ContextVar[dict[Warehouse, OpenBuild] | None] = ContextVar("steady", default=None)


@contextmanager
def steady() -> Iterator[None]:
    """In here, a page's run, the current build stays what it was at the first look: no page tells of two builds."""
    token = _STEADY.set({})
    try:
        yield
    finally:
        _STEADY.reset(token)


class Builds(Protocol):
    """Where published builds lie: the files of this machine, or a warehouse that many share."""

    def newest(self) -> str:
        """The id of the current build. Raises NoBuild."""

    def kept(self) -> list[str]:
        """Ids of all builds, newest first."""

    def holds(self, build_id: str) -> bool:
        """Whether the build is there."""

    def open(self, build_id: str) -> tuple[duckdb.DuckDBPyConnection, Path | None]:
        """A locked-down connection that stays on this build, and its file if it has one. Raises NoBuild."""


class Files:
    """Builds as files below ``places``, the current one named by the pointer."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def newest(self) -> str:
        try:
            pointer = current(self._places)
        except BrokenPointer:
            message = "The pointer names no build that is there; run `ouverture rebuild`."
            raise NoBuild(message, "pointer") from None
        except RunFailed:
            message = "The data folder is no folder: set OUVERTURE_DATA to a folder that this user may write to."
            raise NoBuild(message, "no_folder") from None
        if pointer is None:
            raise NoBuild(f"There is no warehouse yet: {REMEDY}.", "no_build")
        return pointer.build_id

    def kept(self) -> list[str]:
        return sorted((path.stem for path in self._places.warehouse.glob("[!.]*.duckdb")), reverse=True)

    def holds(self, build_id: str) -> bool:
        return self._path(build_id).is_file()

    def open(self, build_id: str) -> tuple[duckdb.DuckDBPyConnection, Path | None]:
        path = self._path(build_id)
        try:
            return duckdb.connect(path, read_only=True, config=_LOCKED_DOWN), path
        except duckdb.Error:
            raise NoBuild(f"The build {path.name} cannot be opened; run `ouverture rebuild`.") from None

    def _path(self, build_id: str) -> Path:
        return self._places.warehouse / f"{build_id}.duckdb"


class Lake:
    """Builds as snapshots of the lake at ``address``: time travel, so that a build stays as it is while others come."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._seen: dict[str, int] = {}
        self._until = 0.0
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._lock = Lock()

    def newest(self) -> str:
        for build_id in self._builds():
            return build_id
        raise NoBuild("There is no build in the shared warehouse yet: `ouverture publish --to` it.", "no_build")

    def kept(self) -> list[str]:
        return list(self._builds())

    def holds(self, build_id: str) -> bool:
        return build_id in self._builds()

    def open(self, build_id: str) -> tuple[duckdb.DuckDBPyConnection, Path | None]:
        try:
            return lake.pinned(self._address, self._builds()[build_id], _BOUNDED), None
        except (Failure, KeyError) as error:
            LOG.warning("build %s of the shared warehouse cannot be opened: %s", build_id, error)
            raise NoBuild(f"The build {build_id} of the shared warehouse cannot be opened; try again.") from None

    def _builds(self) -> dict[str, int]:
        """Every build and its snapshot, newest first; what was seen last where the catalogue does not answer now."""
        with self._lock:
            if monotonic() >= self._until:
                self._until = monotonic() + LOOK
                try:
                    if self._connection is None:
                        self._connection = lake.attached(self._address, config=_BOUNDED)
                    self._seen = lake.builds(self._connection)
                except (Failure, duckdb.Error) as error:
                    self._connection = None
                    told = error if isinstance(error, Failure) else lake.unavailable(self._address, error)
                    if not self._seen:
                        self._until = 0.0
                        raise NoBuild(f"{told}.") from None
                    LOG.warning("%s; on what was seen last", told)
            return self._seen


class Warehouse:
    """The builds of ``places``; a few stay open. Safe for threads."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self._builds: Builds = Lake(places.lake) if places.lake else Files(places)
        self._open: OrderedDict[str, OpenBuild] = OrderedDict()
        self._lock = Lock()

    def build(self, build_id: str | None = None) -> OpenBuild:
        """The build that is asked for, else the current one. Raises NoBuild, BuildGone, BadParameter."""
        if build_id is None:
            seen = _STEADY.get()
            if seen is None:
                return self._current()
            if self not in seen:
                seen[self] = self._current()
            return seen[self]
        if not _BUILD_ID.fullmatch(build_id):
            kept = self._builds.kept()
            raise BadParameter("build", build_id, kept, f"`build` is the id of a build; {_of_kept(kept)}.")
        if not self._builds.holds(build_id):
            with self._lock:
                self._open.pop(build_id, None)
            raise BuildGone(build_id, _of_kept(self._builds.kept()))
        return self._opened(build_id)

    def newest(self) -> str:
        """The id of the current build. Raises NoBuild."""
        return self._builds.newest()

    def kept(self) -> list[str]:
        """Ids of all builds that are there."""
        return self._builds.kept()

    def holds(self, build_id: str) -> bool:
        """Whether the build of that id is there; also where the id is none, which others refuse by name."""
        return not _BUILD_ID.fullmatch(build_id) or self._builds.holds(build_id)

    def close(self) -> None:
        """Let go of every connection. A later call opens them anew."""
        with self._lock:
            self._open.clear()

    def _current(self) -> OpenBuild:
        for _ in range(2):  # a build may be pruned between the look at the pointer and its opening: look again
            with suppress(NoBuild):
                return self._opened(self._builds.newest())
        return self._opened(self._builds.newest())

    def _opened(self, build_id: str) -> OpenBuild:
        # Builds are let go, never closed: another thread may be about to read one, and the last to leave closes it.
        with self._lock:
            if build_id not in self._open:
                self._open[build_id] = _read(build_id, *self._builds.open(build_id))
            self._open.move_to_end(build_id)
            build = self._open[build_id]
            while len(self._open) > OPEN_BUILDS:
                self._open.popitem(last=False)
            return build


def _read(name: str, connection: duckdb.DuckDBPyConnection, path: Path | None) -> OpenBuild:
    try:
        row = connection.execute("SELECT build_id, built_at, fingerprint, software_version FROM build_info").fetchone()
        names = dict(connection.execute("SELECT lab_id, name FROM lab").fetchall())
    except duckdb.Error:
        row, names = None, {}
    if row is None:
        connection.close()
        raise NoBuild(f"The file {name}.duckdb is no build of Ouverture; run `ouverture rebuild`.")
    build_id, built_at, fingerprint, software_version = row
    info = BuildInfo(build_id, built_at.replace(tzinfo=UTC), path, fingerprint, software_version)
    return OpenBuild(info, connection, names)
