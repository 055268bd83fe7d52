"""Several processes behind one port, and the folder that they share while they serve.

All take visitors from one listening socket, whoever is free first. A page keeps its connection, and its session lies in
the process that took that; whatever else a page asks for, any process answers. What they must know of each other lies
in a temporary folder: how much each client has asked (``ouverture.web.tally``), files that pages offer
(``ouverture.web.media``), charts drawn ahead, and figures for ``/metrics``. One process alone has no such folder.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import cache
from hashlib import sha256
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from socket import socket

import uvicorn
from uvicorn.config import STARTUP_FAILURE

LOG = logging.getLogger("ouverture.web")
ROOM = "OUVERTURE_WORKERS_ROOM"  # set for the processes by the one that starts them, and for nobody else to set
MOST = 32
LOOK_SECONDS = 0.5  # between two looks at whether a signal came
START_SECONDS = 60.0  # in which a process that fails has not served yet
END_SECONDS = 15.0  # for a process to end, longer than visitors are given


def serve(configuration: uvicorn.Config) -> None:
    """Start the processes, start anew whichever dies, and end them all at a signal.

    uvicorn has a supervisor too, which asks each process for a sign of life: one that is killed while it is asked is
    waited for as long as one that hangs.
    """
    ending: list[int] = []
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda number, _: ending.append(number))
    with tempfile.TemporaryDirectory(prefix="ouverture-", ignore_cleanup_errors=True) as folder:
        figures = Path(folder) / "metrics"
        figures.mkdir()
        os.environ |= {ROOM: folder, "PROMETHEUS_MULTIPROC_DIR": str(figures)}
        listening = configuration.bind_socket()
        processes = [_started(configuration, listening) for _ in range(configuration.workers)]
        failed = False
        while not ending and not failed:
            wait([process.sentinel for process, _ in processes], LOOK_SECONDS)
            for number, (process, since) in enumerate(processes):
                if ending or process.is_alive():
                    continue
                lived = time.monotonic() - since
                failed = process.exitcode in (1, STARTUP_FAILURE) and lived < START_SECONDS  # and would again
                if failed:
                    break
                LOG.warning("process %s ended (%s) and is started anew", process.pid, process.exitcode)
                time.sleep(max(0.0, 1 - lived))
                processes[number] = _started(configuration, listening)
        for process, _ in processes:
            process.terminate()
        for process, _ in processes:
            process.join(END_SECONDS)
            process.kill()
    if failed:
        sys.exit("error: a process that serves could not start")


def _started(configuration: uvicorn.Config, listening: socket) -> tuple[SpawnProcess, float]:
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(configuration, listening))
    process.start()
    return process, time.monotonic()


def _serve(configuration: uvicorn.Config, listening: socket) -> None:
    """One of the processes. It ends when the one that started it is gone, however that went."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def ends_with_parent() -> None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=ends_with_parent, name="parent", daemon=True).start()
    configuration.configure_logging()
    with suppress(KeyboardInterrupt):  # Ctrl-C is heard by all of them
        uvicorn.Server(configuration).run([listening])


def room() -> Path | None:
    """The folder that the processes of this server share; None where one serves alone."""
    return Path(folder) if (folder := os.environ.get(ROOM)) else None


@cache
def place() -> int:
    """Which of the processes this is, from 0: the lowest number that is free, and free again when this one ends."""
    folder = room()
    if folder is None:
        return 0
    import fcntl

    for number in range(2 * MOST):
        handle = os.open(folder / f"place-{number}", os.O_RDWR | os.O_CREAT)
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return number  # the open file holds it, and the kernel lets go of that even on kill -9
        os.close(handle)
    raise RuntimeError(f"more than {2 * MOST} processes share {folder}")


@asynccontextmanager
async def turn() -> AsyncIterator[None]:
    """What is done in here, one of the processes does at a time."""
    folder = room()
    if folder is None:
        yield
        return
    import fcntl

    with (folder / "turn").open("w") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError:
                await asyncio.sleep(1)
        yield


class Shelf:
    """Files from one of the processes for the others, each kept for some ``seconds`` after it was last put there."""

    def __init__(self, folder: Path, seconds: float) -> None:
        self._folder, self._seconds = folder, seconds
        folder.mkdir(exist_ok=True)

    def put(self, key: str, content: bytes) -> None:
        """Lay a file down, whole; files that are too old go."""
        with suppress(OSError):  # a full disk: it is known here alone, as it would be without a shelf
            for file in self._folder.iterdir():
                if file.stat().st_mtime < time.time() - self._seconds:
                    file.unlink(missing_ok=True)
        with suppress(OSError):
            part = self._folder / f"{_name(key)}.{os.getpid()}-{threading.get_ident()}"
            part.write_bytes(content)
            part.replace(self._folder / _name(key))

    def get(self, key: str) -> bytes | None:
        """What lies there under this key."""
        try:
            return (self._folder / _name(key)).read_bytes()
        except OSError:
            return None


def _name(key: str) -> str:
    return sha256(key.encode()).hexdigest()
