"""A stand-in steered over its address, from wherever it is served; and one in a process of its own, for benchmarks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.request import Request as HttpRequest
from urllib.request import urlopen

from tests.standin.faults import Fault

REPOSITORY = Path(__file__).resolve().parents[2]


class RemoteHub:
    """Steers the stand-in that answers at ``url``."""

    def __init__(self, url: str) -> None:
        self.url = url

    def call(self, command: str, **arguments: Any) -> None:
        """Call a method of the hub, e.g. ``call("advance", days=1)``; see ``server.COMMANDS``."""
        request = HttpRequest(f"{self.url}/standin/{command}", json.dumps(arguments).encode(), method="POST")
        with urlopen(request, timeout=60) as response:
            response.read()

    def set_faults(self, *faults: Fault) -> None:
        """Put these faults in force, and no others."""
        self.call("set_faults", faults=[{k: v for k, v in asdict(fault).items() if k != "met"} for fault in faults])

    def requests(self) -> list[dict[str, Any]]:
        """Every request so far, as dictionaries with the fields of ``Request``."""
        with urlopen(f"{self.url}/standin/requests", timeout=60) as response:
            log: list[dict[str, Any]] = json.load(response)
        return log


class HubProcess(RemoteHub):
    """Starts ``python -m tests.standin`` and steers it; ends it at the end of the ``with`` block.

    Args:
        models, seed: population.
        page_size: most models on a page.
        latency_seconds: pause before every answer, to have time for a kill.
    """

    def __init__(self, models: int = 1000, seed: int = 1, page_size: int = 1000, latency_seconds: float = 0.0) -> None:
        options = {"models": models, "seed": seed, "page-size": page_size, "latency": latency_seconds}
        command = [sys.executable, "-m", "tests.standin", "--attached"]
        command += [part for name, value in options.items() for part in (f"--{name}", str(value))]
        self._process = subprocess.Popen(
            command, cwd=REPOSITORY, env=dict(os.environ), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        super().__init__(self._process.stdout.readline().strip())
        if not self.url:
            raise RuntimeError("The stand-in did not start; its message is above.")

    def stop(self) -> None:
        """End the process."""
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()
        self._process.terminate()
        self._process.wait(timeout=10)

    def __enter__(self) -> HubProcess:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
