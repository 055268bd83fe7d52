"""Published builds as readers see them: the pointer, the files that are kept, locked-down connections."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock, Timer

import duckdb

from ouverture.metrics.errors import BadParameter, BuildGone, NoBuild
from ouverture.outcome import RunFailed
from ouverture.places import Places
from ouverture.pointer import BrokenPointer, current

MEMORY_LIMIT = "1GB"
THREADS = 2
OPEN_BUILDS = 3
REMEDY = "run `make run` or `ouverture demo` to make one"

_BUILD_ID = re.compile(r"[0-9]{8}-[0-9a-f]{8}", re.ASCII)  # as ouverture/pipeline/build.py names them
# One configuration for every connection of the process: DuckDB refuses a second, different one on the same file.
_LOCKED_DOWN: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "temp_directory": "",
    "memory_limit": MEMORY_LIMIT,
    "threads": str(THREADS),
    "lock_configuration": "true",
}


@dataclass(frozen=True)
class BuildInfo:
    """One published build. ``pinned``: the reader asked for this build by its id; ``archived``: it is gone, and what is
    shown of it was kept."""

    build_id: str
    built_at: datetime
    path: Path
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


class Warehouse:
    """The builds under ``places``; a few stay open. Safe for threads."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self._open: OrderedDict[Path, OpenBuild] = OrderedDict()
        self._lock = Lock()

    def build(self, build_id: str | None = None) -> OpenBuild:
        """The build that is asked for, else the one the pointer names now. Raises NoBuild, BuildGone, BadParameter."""
        if build_id is None:
            seen = _STEADY.get()
            if seen is None:
                return self._current()
            if self not in seen:
                seen[self] = self._current()
            return seen[self]
        if not _BUILD_ID.fullmatch(build_id):
            kept = self._kept()
            raise BadParameter("build", build_id, kept, f"`build` is the id of a build; {_of_kept(kept)}.")
        path = self.places.warehouse / f"{build_id}.duckdb"
        if not path.is_file():
            with self._lock:
                self._open.pop(path, None)
            raise BuildGone(build_id, _of_kept(self._kept()))
        return self._opened(path)

    def holds(self, build_id: str) -> bool:
        """Whether the build of that id lies on disk; also where the id is none, which others refuse by name."""
        return not _BUILD_ID.fullmatch(build_id) or (self.places.warehouse / f"{build_id}.duckdb").is_file()

    def _kept(self) -> list[str]:
        """Ids of the builds on disk, newest first."""
        return sorted((path.stem for path in self.places.warehouse.glob("[!.]*.duckdb")), reverse=True)

    def close(self) -> None:
        """Let go of every connection. A later call opens them anew."""
        with self._lock:
            self._open.clear()

    def _current(self) -> OpenBuild:
        for _ in range(2):  # a build may be pruned between the look at the pointer and its opening: look again
            with suppress(NoBuild):
                return self._opened(self._current_path())
        return self._opened(self._current_path())

    def _current_path(self) -> Path:
        try:
            pointer = current(self.places)
        except BrokenPointer:
            message = "The pointer names no build that is there; run `ouverture rebuild`."
            raise NoBuild(message, "pointer") from None
        except RunFailed:
            message = "The data folder is no folder: set OUVERTURE_DATA to a folder that this user may write to."
            raise NoBuild(message, "no_folder") from None
        if pointer is None:
            raise NoBuild(f"There is no warehouse yet: {REMEDY}.", "no_build")
        return pointer.path

    def _opened(self, path: Path) -> OpenBuild:
        # Builds are let go, never closed: another thread may be about to read one, and the last to leave closes it.
        with self._lock:
            if path not in self._open:
                self._open[path] = _open(path)
            self._open.move_to_end(path)
            build = self._open[path]
            while len(self._open) > OPEN_BUILDS:
                self._open.popitem(last=False)
            return build


def _open(path: Path) -> OpenBuild:
    try:
        connection = duckdb.connect(path, read_only=True, config=_LOCKED_DOWN)
    except duckdb.Error:
        raise NoBuild(f"The build {path.name} cannot be opened; run `ouverture rebuild`.") from None
    try:
        row = connection.execute("SELECT build_id, built_at, fingerprint, software_version FROM build_info").fetchone()
        names = dict(connection.execute("SELECT lab_id, name FROM lab").fetchall())
    except duckdb.Error:
        row, names = None, {}
    if row is None:
        connection.close()
        raise NoBuild(f"The file {path.name} is no build of Ouverture; run `ouverture rebuild`.")
    build_id, built_at, fingerprint, software_version = row
    info = BuildInfo(build_id, built_at.replace(tzinfo=UTC), path, fingerprint, software_version)
    return OpenBuild(info, connection, names)
