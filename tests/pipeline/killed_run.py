"""The command line at a given instant, killed at a given step: ``python -m tests.pipeline.killed_run INSTANT STEP …``.

A step is a call that the disk must not lose: a sync, a rename, a removal. Before step number STEP the process kills
itself with SIGKILL, as no handler can; 0 never does. With ``count`` for STEP it prints the number of steps at its end.
"""

from __future__ import annotations

import itertools
import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

import ouverture.cli


def main() -> int:
    """Exit code of the command, if it lives to tell."""
    instant, step, *arguments = sys.argv[1:]
    now = datetime.fromisoformat(instant)
    ouverture.cli._now = lambda: now
    steps = itertools.count(1)
    taken = 0

    def stepping(call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **options: Any) -> Any:
            nonlocal taken
            taken = next(steps)
            if str(taken) == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*args, **options)

        return counted

    for name in ("fsync", "replace", "rename", "unlink"):
        setattr(os, name, stepping(getattr(os, name)))
    code = ouverture.cli.main(arguments)
    if step == "count":
        sys.stdout.write(f"{taken}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
