"""Turns a signal to stop into a failure like any other, so that locks, files and exit codes are in order."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from ouverture.outcome import RunFailed

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, name))
_received: list[signal.Signals] = []


class Interrupted(RunFailed):
    """A signal stopped the run."""

    def __init__(self, number: signal.Signals) -> None:
        super().__init__(
            f"stopped by {number.name}: the published build is unchanged and captured pages are kept, "
            "run the same command again to go on"
        )


@contextmanager
def interruptible() -> Iterator[None]:
    """Within the block SIGTERM, SIGINT and SIGHUP raise ``Interrupted`` in the main thread.

    One that was ignored before (``nohup``, a shell's background) stays so.
    """
    _received.clear()
    main = threading.current_thread() is threading.main_thread()  # only there may handlers be set
    heeded = [number for number in _SIGNALS if main and signal.getsignal(number) is not signal.SIG_IGN]

    def stop(number: int, _frame: FrameType | None) -> None:
        _received.append(signal.Signals(number))
        raise Interrupted(_received[0])

    before = {number: signal.signal(number, stop) for number in heeded}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def stopped() -> Interrupted | None:
    """The signal that arrived, even if a library turned its exception into one of its own."""
    return Interrupted(_received[0]) if _received else None
