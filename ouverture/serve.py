"""Starts the dashboard and its API, and before that sees to a build to show."""

from __future__ import annotations

import os
import socket
import sys
from datetime import timedelta
from typing import TYPE_CHECKING, NoReturn

from ouverture.outcome import Failure, RunFailed, UsageOrRegistry
from ouverture.pipeline.ledger import read_ledger
from ouverture.places import SHIPPED, Places
from ouverture.pointer import BrokenPointer, Pointer, current
from ouverture.registry.sources import PANEL

if TYPE_CHECKING:
    from ouverture.pipeline.progress import Progress
    from ouverture.pipeline.sources import Clock
    from ouverture.registry import Registry

FRESH_FOR = timedelta(days=1)
PROBE_SECONDS = 8.0  # with the imports, the decision between live and offline falls within ten


def serve(places: Places, host: str, port: int, workers: int = 1) -> NoReturn:
    """Become the server of the dashboard. Raises ``UsageOrRegistry`` if it cannot listen there."""
    from ouverture.web.workers import MOST

    if not 1 <= workers <= MOST:
        raise UsageOrRegistry(f"--workers takes a number from 1 to {MOST}, not {workers}")
    if not 1 <= port <= 65535:
        raise UsageOrRegistry(f"--port takes a number from 1 to 65535, not {port}")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            other = port + 1 if port < 65535 else port - 1
            raise UsageOrRegistry(
                f"cannot listen on {host}, port {port} ({error.strerror}): "
                f"choose another, such as `ouverture serve --port {other}` or `make run PORT={other}`"
            ) from None
    seen = "localhost" if host in ("127.0.0.1", "0.0.0.0") else host
    sys.stdout.write(f"Ouverture is at http://{seen}:{port} (Ctrl-C stops it), {_shown(places)}\n")
    sys.stdout.flush()
    os.environ["OUVERTURE_DATA"] = str(places.root)  # absolute, for the folder changes
    os.chdir(SHIPPED)  # where Streamlit finds its configuration
    os.environ |= {  # what Streamlit tells browsers of itself
        "STREAMLIT_SERVER_ADDRESS": host,
        "STREAMLIT_SERVER_PORT": str(port),
        "STREAMLIT_BROWSER_SERVER_ADDRESS": seen,
    }
    os.execv(sys.executable, [sys.executable, "-m", "ouverture.web.server", host, str(port), str(workers)])


def _shown(places: Places) -> str:
    """What a visitor will see. Raises ``RunFailed`` where the data folder is a file."""
    if places.lake:
        return "on the shared warehouse"
    try:
        pointer = current(places)
    except BrokenPointer as error:
        return f"without numbers, for {error}"
    try:
        read_ledger(pointer)
    except RunFailed as error:
        return f"without numbers, for {error}"
    if pointer is None:
        return "without numbers yet: run `ouverture snapshot`, or `ouverture demo` offline, and they appear"
    return f"on build {pointer.build_id}, {pointer.models:,} models"


def prepare(places: Places, registry: Registry, now: Clock, progress: Progress) -> None:
    """See to a build to show: a live snapshot if the Hub answers, else what there is, else the reference panel.

    Does nothing if the build is younger than a day, or if a shared warehouse is shown. Raises a ``Failure`` only if
    there is nothing to show.
    """
    from ouverture.pipeline.interruption import Interrupted
    from ouverture.pipeline.snapshot import open_sources, snapshot
    from ouverture.pipeline.sources.hub import Hub

    if places.lake:
        progress.step("ready", on="the shared warehouse")
        return
    shown = _published(places)
    if shown is not None and timedelta(0) <= now() - shown.built_at < FRESH_FOR:  # a clock may have been wrong
        progress.step("ready", build=shown.build_id)
        return
    progress.step("asking the Hub", at_most_seconds=PROBE_SECONDS)
    if Hub().answers(PROBE_SECONDS):
        try:
            snapshot(places, registry, open_sources(), scope=None, now=now, progress=progress)
            return
        except Interrupted:
            raise
        except Failure as failure:
            progress.step("no live snapshot", because=failure)
    else:
        progress.step("no live snapshot", because="the Hub does not answer")
    if shown is None:
        snapshot(places, registry, open_sources([PANEL]), scope=None, now=now, progress=progress)
        progress.step("showing the reference panel", until="the Hub answers: `ouverture snapshot`")
    else:
        progress.step("showing the last build", build=shown.build_id, built_at=shown.built_at)


def _published(places: Places) -> Pointer | None:
    """The published build if it can be read; one that cannot is made anew by the next command that builds."""
    try:
        pointer = current(places)
        read_ledger(pointer)
    except RunFailed:
        return None
    return pointer
