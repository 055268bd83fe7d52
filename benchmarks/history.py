"""What a night costs on top of a month of nights, and what a model-day takes on disk.

    python -m benchmarks.history --models 100000 --days 30

Every night is a whole snapshot in a process of its own, on the next day of the stand-in (97 % of the downloaded models
move, a few are born, a few die), with the clock a day further. The last nights must cost what the first ones did.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
from pathlib import Path

from benchmarks.snapshot import hub_of, measured

GROWTH_BUDGET = 1.5  # processor time of the last nights over that of the first


def size_of(folder: Path, pattern: str) -> int:
    """Bytes of the files that match."""
    return sum(path.stat().st_size for path in folder.rglob(pattern))


def main() -> int:
    """Print one line a night, then the ratios. Returns 1 if the nights grow with the history."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.history", description="Cost of a night after many.")
    parser.add_argument("--models", type=int, default=100_000)
    parser.add_argument("--days", type=int, default=30)
    options = parser.parse_args()
    nights, sizes, model_days = [], [], 0.0
    with hub_of(options.models) as hub:
        data = Path(os.environ["OUVERTURE_DATA"])
        for day in range(options.days + 1):
            if day:
                hub.call("advance", days=1)
            print(f"night {day:3}: ", end="", flush=True)
            nights.append(measured("snapshot", days=day))
            newest = max((data / "warehouse").glob("*.duckdb"), key=lambda path: path.stat().st_mtime_ns)
            sizes.append(newest.stat().st_size)
            captured = size_of(data / "captures", "*.zst") / (day + 1)
            print(
                f"           warehouse {sizes[-1] / 1e6:.1f} MB, captures {captured / 1e6:.1f} MB a night", flush=True
            )
            model_days += nights[-1]["models"] if day else 0
    few = min(5, options.days)
    early = statistics.median(night["cpu"] for night in nights[1 : few + 1])
    late = statistics.median(night["cpu"] for night in nights[-few:])
    print(f"bytes a model-day on disk, after the first: {(sizes[-1] - sizes[0]) / model_days:.2f}")
    print(f"last {few} nights / first {few} after the first, processor: {late / early:.2f} (budget {GROWTH_BUDGET:g})")
    return int(late / early > GROWTH_BUDGET)


if __name__ == "__main__":
    sys.exit(main())
