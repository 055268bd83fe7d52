"""Turns a signal to stop into a failure like any other, so that locks, files and exit codes are in order."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from etl.outcome import RunFailed


class Interrupted(RunFailed):
    """A signal stopped the run."""


@contextmanager
def interruptible() -> Iterator[None]:
    """Within the block SIGTERM and SIGINT raise ``Interrupted`` in the main thread."""

    def stop(number: int, _frame: FrameType | None) -> None:
        raise Interrupted(
            f"stopped by {signal.Signals(number).name}: the published build is unchanged and captured pages are kept, "
            "run the same command again to go on"
        )

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
