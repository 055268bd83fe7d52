"""What a backfill of 100 weeks of 50,000 models costs, against reading the same columns and nothing else.

    python -m benchmarks.backfill --weeks 100 --models 50000

The archive lies on disk and is served by a stand-in in a process of its own; every measurement runs in another. The
floor is bare DuckDB reading the columns of every revision from the same stand-in through huggingface_hub's file
system, which is how DuckDB reads the Hub from Python. Two harder floors are printed beside it: pyarrow reading them
the same way, and DuckDB reading them from disk, without any network. Budgets: the whole backfill, whose build applies
every day to the warehouse, at most 3 times the floor; peak memory below 1 GB. Exits with 1 if a budget is not met.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

WHOLE_BUDGET, MEMORY_BUDGET_MB = 3.0, 1024
FIRST = date(2025, 3, 3)
COLUMNS = (
    "_id", "id", "downloads", "downloadsAllTime", "likes", "trendingScore", "createdAt", "pipeline_tag",
    "library_name", "safetensors", "tags",
)  # fmt: skip
KILL_AFTER = 0.3  # of the days, in the run that is killed


def write_archive(folder: Path, weeks: int, models: int) -> None:
    """One Parquet file a week: the list API's columns, with a card that no reader needs."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from tests.standin import make_hub

    hub, rng = make_hub(models, today=FIRST), random.Random(7)
    words = ["".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=8)) for _ in range(5000)]
    cards = [" ".join(rng.choices(words, k=40)) for _ in range(5000)]
    plain = ("_id", "id", "downloads", "downloadsAllTime", "likes", "trendingScore", "createdAt", "pipeline_tag")
    for week in range(weeks):
        rows: list[dict[str, Any]] = []
        for number, model in enumerate(hub.models):
            row = {name: model.get(name) for name in (*plain, "library_name", "tags")}
            row["safetensors"] = json.dumps(model["safetensors"]) if "safetensors" in model else None
            row["downloads"] = (row["downloads"] or 0) + 1  # every one of them counts: all are kept
            row["cardData"] = cards[number % len(cards)]
            rows.append(row)
        path = folder / f"{FIRST + timedelta(weeks=week)}.parquet"
        pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=10_000, compression="snappy")
        hub.advance(days=7)


def serve(folder: Path) -> None:
    """Serve the archive in ``folder`` until the process is ended; the first line printed is the address."""
    from tests.samples.archives import HUB_STATS
    from tests.standin import make_hub, serving
    from tests.standin.repositories import Commit, Repository

    hub = make_hub(10)
    commits = [
        Commit(f"{path.stem}T09:00:00.000Z", "Upload models.parquet with huggingface_hub", {"models.parquet": path})
        for path in sorted(folder.glob("*.parquet"))
    ]
    hub.repositories.by_id[HUB_STATS] = Repository(commits)
    with serving(hub) as server:
        print(server.url, flush=True)
        sys.stdin.read()


def bare_arrow() -> int:
    """Pyarrow reads the columns of every revision through huggingface_hub. Returns the number of rows."""
    import pyarrow.parquet as pq

    from ouverture.pipeline.sources.hub_stats import HubStats

    archive, rows = HubStats(), 0
    for path in archive.held().values():
        with archive.files.open(path, "rb", cache_type="none") as file:
            rows += pq.read_table(file, columns=list(COLUMNS)).num_rows
    return rows


def bare_duckdb() -> int:
    """DuckDB reads the columns of every revision through huggingface_hub into a table. Returns the number of rows."""
    import duckdb

    from ouverture.pipeline.sources.hub_stats import HubStats

    archive, rows = HubStats(), 0
    files = type("Files", (type(archive.files),), {"modified": lambda _, __: datetime(2026, 1, 1, tzinfo=UTC)})
    with duckdb.connect() as connection:
        connection.register_filesystem(files(endpoint=archive.files.endpoint, skip_instance_cache=True))
        for path in archive.held().values():
            connection.read_parquet(f"hf://{path}").select(*COLUMNS).to_table("day")
            rows += connection.table("day").count("*").fetchall()[0][0]
            connection.execute("DROP TABLE day")
    return rows


def bare_disk() -> int:
    """DuckDB reads the same columns of the same files from disk into a table. Returns the number of rows."""
    import duckdb

    rows = 0
    with duckdb.connect() as connection:
        for path in sorted(Path(os.environ["ARCHIVE"]).glob("*.parquet")):
            connection.read_parquet(str(path)).select(*COLUMNS).to_table("day")
            rows += connection.table("day").count("*").fetchall()[0][0]
            connection.execute("DROP TABLE day")
    return rows


def capture() -> int:
    """The capture alone. Returns the rows captured."""
    from ouverture.pipeline.progress import Silent
    from ouverture.pipeline.sources.archive import Wanted
    from ouverture.pipeline.sources.archive_files import Scope
    from ouverture.pipeline.sources.hub_stats import HubStats
    from ouverture.places import Places
    from ouverture.registry import load_registry

    places = Places(Path(os.environ["OUVERTURE_DATA"]) / "alone")
    organisations = frozenset(o.id for lab in load_registry().labs.values() for o in lab.organisations)
    wanted = Wanted(FIRST, date(2030, 1, 1), timedelta(days=7))
    scope = Scope(organisations, frozenset(), int(os.environ["TOP"]))
    captures = HubStats().take(places, wanted, scope, lambda: datetime.now(UTC), Silent())
    return sum(taken.records for taken in captures)


def whole() -> int:
    """The command from end to end. Returns the observations of the build."""
    from ouverture.cli import main as command
    from ouverture.places import Places
    from ouverture.pointer import current

    arguments = ["backfill", "--since", FIRST.isoformat(), "--until", "2030-01-01", "--top", os.environ["TOP"]]
    if command(arguments):
        raise SystemExit("the backfill failed")
    pointer = current(Places.from_environment())
    return pointer.observations if pointer else 0


MEASURED = {
    "duckdb": bare_duckdb,
    "arrow": bare_arrow,
    "disk": bare_disk,
    "capture": capture,
    "whole": whole,
    "again": whole,
}


def measure(name: str) -> None:
    """Run one measurement in this process, its imports already made, and print it as JSON."""
    import duckdb  # noqa: F401

    import ouverture.pipeline.build
    import ouverture.pipeline.sources.archive  # noqa: F401

    began, cpu = time.perf_counter(), time.process_time()
    rows = MEASURED[name]()
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "cpu": cpu, "memory_mb": memory, "rows": rows}), flush=True)
    os._exit(0)  # pyarrow's reading threads may outlive the interpreter, and abort the process as it ends


def measured(name: str) -> dict[str, float]:
    """One measurement in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.backfill", "--measure", name]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    result: dict[str, float] = json.loads(output.splitlines()[-1])
    print(
        f"{name:8} {result['seconds']:7.2f} s ({result['cpu']:.2f} s of processor), "
        f"{result['memory_mb']:4.0f} MB, {result['rows']:,.0f} rows",
        flush=True,
    )
    return result


def killed(weeks: int) -> int:
    """Start the command, kill it after some days, and return how many it had captured."""
    command = [sys.executable, "-m", "benchmarks.backfill", "--measure", "whole"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    captures = Path(os.environ["OUVERTURE_DATA"]) / "captures"
    while len(list(captures.glob("*/*/*.parquet"))) < weeks * KILL_AFTER:
        if process.poll() is not None:
            raise SystemExit("the run to be killed ended by itself")
        time.sleep(0.05)
    process.kill()
    process.wait()
    return len(list(captures.glob("*/*/*.parquet")))


def main() -> int:
    """Print seconds, peaks and ratios. Returns 1 if a budget is not met."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.backfill", description="Cost of a backfill.")
    parser.add_argument("--weeks", type=int, default=100)
    parser.add_argument("--models", type=int, default=50_000)
    parser.add_argument("--measure", choices=tuple(MEASURED), help=argparse.SUPPRESS)
    parser.add_argument("--archive", type=Path, help="reuse the files in this folder, made there if it is empty")
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(options.measure)
        return 0
    if options.write:
        write_archive(options.write, options.weeks, options.models)
        return 0
    if options.serve:
        serve(options.serve)
        return 0

    with tempfile.TemporaryDirectory() as folder:
        archive = options.archive or Path(folder) / "archive"
        archive.mkdir(exist_ok=True)
        if not list(archive.iterdir()):  # in a process of its own: peak memory is inherited by those started later
            sizes = ["--weeks", str(options.weeks), "--models", str(options.models)]
            subprocess.run([sys.executable, "-m", "benchmarks.backfill", "--write", str(archive), *sizes], check=True)
        size = sum(path.stat().st_size for path in archive.iterdir()) / 1e6
        print(f"archive: {options.weeks} revisions from {options.models:,} models on, {size:,.0f} MB", flush=True)
        command = [sys.executable, "-m", "benchmarks.backfill", "--serve", str(archive)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            os.environ |= {
                "HF_ENDPOINT": server.stdout.readline().strip(),
                "HF_HOME": f"{folder}/hf",
                "HF_HUB_DISABLE_TELEMETRY": "1",
                "OUVERTURE_DATA": f"{folder}/data",
                "ARCHIVE": str(archive),
                "TOP": str(10 * options.models),
            }
            floor, arrow, disk = measured("duckdb"), measured("arrow"), measured("disk")
            alone = measured("capture")
            print(f"killed after {killed(options.weeks)} days")
            first = measured("whole")
            second = measured("again")
            server.terminate()
        kept = sum(path.stat().st_size for path in Path(folder).glob("data/captures/*/*/*")) / 1e6
        built = sum(path.stat().st_size for path in Path(folder).glob("data/warehouse/*.duckdb")) / 1e6
        print(f"captures {kept:,.0f} MB, warehouse {built:,.0f} MB")

    whole = {
        unit: alone[unit] * KILL_AFTER + first[unit] for unit in ("seconds", "cpu")
    }  # days read before the kill count
    ratios = {
        "whole / DuckDB through huggingface_hub": (whole["seconds"] / floor["seconds"], WHOLE_BUDGET),
        "peak memory / 1 GB": (max(first["memory_mb"], alone["memory_mb"]) / MEMORY_BUDGET_MB, 1.0),
    }
    for name, (ratio, budget) in ratios.items():
        print(f"{name}: {ratio:.2f} (budget {budget:g}){'' if ratio <= budget else '  OVER'}")
    for name, bare in {"DuckDB through huggingface_hub": floor, "pyarrow": arrow, "DuckDB from disk": disk}.items():
        print(
            f"over {name}, no budget: capture {alone['seconds'] / bare['seconds']:.2f}, whole "
            f"{whole['seconds'] / bare['seconds']:.2f}; in processor time {alone['cpu'] / bare['cpu']:.2f}, "
            f"{whole['cpu'] / bare['cpu']:.2f}"
        )
    print(f"second run: {second['seconds']:.2f} s")
    return int(any(ratio > budget for ratio, budget in ratios.values()))


if __name__ == "__main__":
    sys.exit(main())
