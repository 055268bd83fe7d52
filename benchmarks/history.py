"""What a night costs on top of many: processor, memory, bytes written, and which statements grow with the history.

    python -m benchmarks.history --models 30000 --nights 10

Captures of a made-up Hub (``benchmarks.made_hub``) are built night after night, each build in a process of its own.
The floor of a night is bare DuckDB reading the same columns of the same pages and writing one table, right after it,
so that what else the machine does meets both. ``--statements`` lists those that cost more at the end than at first.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.made_hub import MadeHub
from ouverture.pipeline.capture import finished_captures
from ouverture.places import Places
from ouverture.pointer import current

# ratio: what it may be, or the benchmark fails; and what it should be one day
BUDGETS = {
    "first night / bare DuckDB, processor": (18.0, 3.0),
    "resident memory / 4 GB": (1.0, 1.0),
    "last nights / first after the first, each over its floor": (1.5, 1.1),
    "bytes written / new rows and changed marts": (7.0, 1.5),
}
SHOWN = 12  # statements
FLOOR = """
CREATE TABLE page AS
FROM read_json(?, format = 'array', compression = 'zstd', maximum_object_size = 33554432, columns = {
    _id: 'VARCHAR', id: 'VARCHAR', downloads: 'BIGINT', "downloadsAllTime": 'BIGINT', likes: 'BIGINT',
    "trendingScore": 'DOUBLE', "createdAt": 'TIMESTAMP', pipeline_tag: 'VARCHAR', library_name: 'VARCHAR',
    gated: 'VARCHAR', safetensors: 'JSON', gguf: 'JSON', tags: 'VARCHAR[]', "cardData": 'JSON'})
"""


class Timed:
    """A connection that notes what each statement costs; all else is the connection's own."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, costs: dict[str, float]) -> None:
        self._connection, self._costs = connection, costs

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def execute(self, query: str, parameters: Any = None) -> Any:
        """Run statements one by one."""
        result = None
        for statement in self._connection.extract_statements(query):
            began = time.process_time()
            result = self._connection.execute(statement, parameters)
            self._costs[" ".join(_code(statement.query).split())[:110]] += time.process_time() - began
        return result

    def commit(self) -> None:
        """Commits are where DuckDB writes."""
        began = time.process_time()
        self._connection.commit()
        self._costs["commit"] += time.process_time() - began


def _code(statement: str) -> str:
    return "\n".join(line for line in statement.splitlines() if not line.lstrip().startswith("--"))


def night(*, timed: bool) -> dict[str, Any]:
    """Build what there is. Returns what it cost."""
    import ouverture.pipeline.build as building
    from ouverture.pipeline.progress import Silent
    from ouverture.registry import load_registry

    places, registry = Places.from_environment(), load_registry()
    costs: dict[str, float] = defaultdict(float)
    if timed:
        new_build = building.new_build

        @contextmanager
        def timed_build(*told: Any, **how: Any) -> Iterator[Any]:
            with new_build(*told, **how) as made:
                yield replace(made, connection=Timed(made.connection, costs))

        building.new_build = timed_build
    cpu, began, written = time.process_time(), time.perf_counter(), _written()
    outcome = building.build(places, registry, progress=Silent(), now=lambda: datetime(2027, 1, 1, tzinfo=UTC))
    return {
        "cpu": time.process_time() - cpu,
        "seconds": time.perf_counter() - began,
        "written": _written() - written,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "size": outcome.path.stat().st_size,
        "statements": costs,
    }


def floor() -> dict[str, float]:
    """Bare DuckDB: the columns of tonight's pages into one table of a file of its own."""
    pages = [str(page.path) for page in finished_captures(Places.from_environment())[-1].pages]
    with tempfile.TemporaryDirectory() as folder:
        began = time.process_time()
        with duckdb.connect(f"{folder}/bare.duckdb", config={"threads": 2}) as connection:
            connection.execute(FLOOR, [pages])
        return {"cpu": time.process_time() - began}


def new_rows() -> dict[str, int]:
    """Bytes of a file that holds the rows of the newest run and the marts over all runs, which a night makes anew."""
    pointer = current(Places.from_environment())
    assert pointer
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(f"{folder}/new.duckdb") as connection:
        connection.execute(f"ATTACH '{pointer.path}' AS build (READ_ONLY)")
        (seq, run), *_ = connection.execute("SELECT run_seq, run_id FROM build.snapshot_run ORDER BY 1 DESC").fetchall()
        tables = connection.execute(
            "SELECT t.table_name, list(column_name) FROM duckdb_tables() t JOIN duckdb_columns() USING (table_oid)"
            " WHERE t.database_name = 'build' AND (t.table_name LIKE 'mart_%' OR t.table_name IN ('reading', 'flow'))"
            " GROUP BY ALL"
        ).fetchall()
        for table, columns in tables:
            of_run = "run_seq = $1" if "run_seq" in columns else "run_id = $2" if "run_id" in columns else "true"
            connection.execute(
                f"CREATE TABLE {table} AS FROM build.{table} WHERE {of_run} OR ($1 IS NULL AND $2 IS NULL)", [seq, run]
            )
        connection.execute("CHECKPOINT")
        used, block = connection.execute(
            "SELECT used_blocks, block_size FROM pragma_database_size() WHERE database_name = 'new'"
        ).fetchall()[0]
    return {"bytes": used * block}


def _written() -> int:
    lines = dict(line.split(": ") for line in Path("/proc/self/io").read_text().splitlines())
    return int(lines["write_bytes"])


MEASURED = {"night": lambda: night(timed=False), "timed": lambda: night(timed=True), "floor": floor, "rows": new_rows}


def measured(name: str) -> dict[str, Any]:
    """One measurement in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.history", "--measure", name]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    result: dict[str, Any] = json.loads(output.splitlines()[-1])
    return result


def main() -> int:
    """Print one line a night, then the ratios. Returns 1 if a budget is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.history", description="Cost of a night after many.")
    parser.add_argument("--models", type=int, default=30_000)
    parser.add_argument("--nights", type=int, default=10)
    parser.add_argument("--statements", action="store_true", help="time every statement, and list those that grow")
    parser.add_argument("--measure", choices=tuple(MEASURED), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(MEASURED[options.measure]()), flush=True)
        return 0
    nights, floors, captured = [], [], 0
    with tempfile.TemporaryDirectory() as folder:
        os.environ["OUVERTURE_DATA"] = folder
        hub = MadeHub(options.models)
        for number in range(options.nights):
            if number:
                hub.advance()
            captured += hub.capture(Places(Path(folder).resolve())).size
            nights.append(measured("timed" if options.statements else "night"))
            floors.append(measured("floor")["cpu"])
            cost = nights[-1]
            print(
                f"night {number + 1:3}: {cost['cpu']:6.2f} s of processor, {cost['cpu'] / floors[-1]:.2f} x bare "
                f"DuckDB, {cost['memory'] / 1e9:.2f} GB resident, {cost['written'] / 1e6:.0f} MB written for a file of "
                f"{cost['size'] / 1e6:.0f} MB",
                flush=True,
            )
        rows = measured("rows")["bytes"]
    few = max(1, min(5, (options.nights - 1) // 2))
    over = [cost["cpu"] / bare for cost, bare in zip(nights, floors, strict=True)]
    grown = statistics.median(over[-few:]) / statistics.median(over[1 : few + 1] or over)
    peak = max(cost["memory"] for cost in nights) / 4e9
    print(f"captures: {captured / options.nights / options.models:.0f} bytes a model-day")
    print(f"new rows and changed marts of the last night: {rows / 1e6:.1f} MB")
    missed = False
    for (name, (budget, goal)), ratio in zip(
        BUDGETS.items(), (over[0], peak, grown, nights[-1]["written"] / rows), strict=True
    ):
        missed |= ratio > budget
        print(f"{name}: {ratio:.2f} (budget {budget:g}, goal {goal:g}){'' if ratio <= budget else '  OVER'}")
    if options.statements:
        first, last = (
            [cost["statements"] for cost in part] for part in (nights[1 : few + 1] or nights[:1], nights[-few:])
        )
        tell_growth(first, last)
    return int(missed)


def tell_growth(early: list[dict[str, float]], late: list[dict[str, float]]) -> None:
    """Print the statements that cost most, and those that cost most more at the end than at first."""
    names = {name for costs in late for name in costs}
    then, now = (
        {name: statistics.median(costs.get(name, 0.0) for costs in part) for name in names} for part in (early, late)
    )
    for title, key in (("grow most", lambda name: now[name] - then[name]), ("cost most", now.__getitem__)):
        print(f"\nstatements that {title}: milliseconds of processor, first nights and last")
        for name in sorted(names, key=key, reverse=True)[:SHOWN]:
            print(f"{then[name] * 1e3:8.1f} {now[name] * 1e3:8.1f}  {name}")


if __name__ == "__main__":
    sys.exit(main())
