"""Every benchmark, one after the other: `python -m benchmarks`. Exits with 1 if one misses its budget."""

from __future__ import annotations

import subprocess
import sys

BENCHMARKS = ("pages", "load", "search", "snapshot", "history")

if __name__ == "__main__":
    commands = ([sys.executable, "-m", f"benchmarks.{name}"] for name in BENCHMARKS)
    sys.exit(max(subprocess.run(command, check=False).returncode for command in commands))
