"""What a snapshot of 100,000 models costs, against the floor: huggingface_hub listing them and nothing else.

    python -m benchmarks.snapshot --models 100000

Each measurement runs in a process of its own, against a stand-in in another that has rendered its pages before; the
nightly snapshot runs on a day after the first. Budgets: capture at most 1.3 times the floor, a whole snapshot (capture,
build, checks, publish) at most 2.5 times, peak memory below 700 MB. Exits with 1 if one is not met.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.standin import HubProcess

DAY = timedelta(days=1)
CAPTURE_BUDGET, SNAPSHOT_BUDGET, MEMORY_BUDGET_MB = 1.3, 2.5, 700


def bare(days: int) -> int:
    """Iterate over ``list_models`` with the fields that a snapshot asks for. Returns the number of models."""
    from huggingface_hub import HfApi

    from ouverture.pipeline.sources.hub import EXPAND

    models = HfApi(token=False).list_models(sort="created_at", expand=list(EXPAND))  # type: ignore[arg-type]
    return sum(1 for _ in models)


def capture(days: int) -> int:
    """Fetch and capture the same listing. Returns the number of models."""
    from ouverture.pipeline.progress import Silent
    from ouverture.pipeline.sources.hub import Hub
    from ouverture.places import Places
    from ouverture.registry import load_registry

    source, places = Hub(), Places(Path(os.environ["OUVERTURE_DATA"]) / "alone" / str(os.getpid()))
    plan = source.plan(places, load_registry(), "all")
    return source.take(places, plan, lambda: datetime.now(UTC), Silent()).records


def snapshot(days: int) -> int:
    """A whole snapshot, ``days`` from now, on top of what is published. Returns the models of the build."""
    from ouverture.pipeline.progress import LogLines
    from ouverture.pipeline.snapshot import open_sources
    from ouverture.pipeline.snapshot import snapshot as take
    from ouverture.places import Places
    from ouverture.pointer import current
    from ouverture.registry import load_registry

    places, log = Places.from_environment(), LogLines(sys.stderr)
    sources = open_sources(["reference", "hub"])  # the others are small files on the servers of others
    take(places, load_registry(), sources, scope="all", now=lambda: datetime.now(UTC) + days * DAY, progress=log)
    pointer = current(places)
    return pointer.models if pointer else 0


MEASURED = {"bare": bare, "capture": capture, "snapshot": snapshot}


def measure(name: str, days: int) -> None:
    """Run one measurement in this process, its imports already made, and print it as JSON."""
    import duckdb  # noqa: F401
    import huggingface_hub  # noqa: F401
    import pyarrow  # noqa: F401

    began, cpu = time.perf_counter(), time.process_time()
    models = MEASURED[name](days)
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "cpu": cpu, "memory_mb": memory, "models": models}))


def measured(name: str, days: int = 0) -> dict[str, float]:
    """One measurement in a process of its own, whose clock runs ``days`` ahead."""
    command = [sys.executable, "-m", "benchmarks.snapshot", "--measure", name, "--days", str(days)]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    result: dict[str, float] = json.loads(output)
    print(
        f"{name:9} {result['seconds']:6.2f} s ({result['cpu']:.2f} s of processor), "
        f"{result['memory_mb']:4.0f} MB, {result['models']:,.0f} models",
        flush=True,
    )
    return result


@contextmanager
def hub_of(models: int) -> Iterator[HubProcess]:
    """A stand-in of so many models on ``HF_ENDPOINT``, and a folder of data of its own with the panel published."""
    from tests.standin import HubProcess

    with tempfile.TemporaryDirectory() as folder, HubProcess(models) as hub:
        os.environ |= {
            "HF_ENDPOINT": hub.url,
            "HF_HOME": f"{folder}/hf",
            "HF_HUB_DISABLE_TELEMETRY": "1",
            "OUVERTURE_DATA": f"{folder}/data",
        }
        subprocess.run([sys.executable, "-m", "ouverture", "demo"], check=True, capture_output=True)
        yield hub


def main() -> int:
    """Print seconds, peaks and ratios. Returns 1 if a budget is not met."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.snapshot", description="Cost of a snapshot.")
    parser.add_argument("--models", type=int, default=100_000)
    parser.add_argument("--measure", choices=tuple(MEASURED), help=argparse.SUPPRESS)
    parser.add_argument("--days", type=int, default=0, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(options.measure, options.days)
        return 0

    with hub_of(options.models) as hub:
        floor, alone = floor_and_capture()
        first = measured("snapshot")
        hub.call("advance", days=1)
        print("a day later")
        next_floor, _ = floor_and_capture()
        nightly = measured("snapshot", days=1)

    ratios = {
        "capture / floor": (alone["seconds"] / floor["seconds"], CAPTURE_BUDGET),
        "first snapshot / floor": (first["seconds"] / floor["seconds"], SNAPSHOT_BUDGET),
        "nightly snapshot / floor": (nightly["seconds"] / next_floor["seconds"], SNAPSHOT_BUDGET),
        "processor, capture / floor": (alone["cpu"] / floor["cpu"], None),
        "processor, nightly snapshot / floor": (nightly["cpu"] / next_floor["cpu"], None),
        "peak memory / 700 MB": (max(first["memory_mb"], nightly["memory_mb"]) / MEMORY_BUDGET_MB, 1.0),
    }
    over = False
    for name, (ratio, budget) in ratios.items():
        over |= budget is not None and ratio > budget
        verdict = "" if budget is None else f" (budget {budget:g}){'' if ratio <= budget else '  OVER'}"
        print(f"{name}: {ratio:.2f}{verdict}")
    return int(over)


def floor_and_capture() -> tuple[dict[str, float], dict[str, float]]:
    """The fastest bare listing and capture of three each, after one that renders the stand-in's pages.

    What else the machine does can only slow them.
    """
    print("rendering pages", flush=True)
    measured("bare"), measured("capture")
    rounds = [(measured("bare"), measured("capture")) for _ in range(3)]
    bare_ones, captures = zip(*rounds, strict=True)
    return min(bare_ones, key=seconds_of), min(captures, key=seconds_of)


def seconds_of(result: dict[str, float]) -> float:
    """Wall time of a measurement."""
    return result["seconds"]


if __name__ == "__main__":
    sys.exit(main())
