"""What a visit to each page costs on the reference build, in the page's own protocol, from a server of its own.

    python -m benchmarks.pages

A visitor opens each page in a new session and reads until its script has ended: seconds on the clock, processor time
of the server, messages and bytes. The floor, visit by visit beside each page's own, is a Streamlit page of five Plotly
charts with a title, a line and a frame each, served by Streamlit as it comes. Before that, once the pages of a build
were drawn ahead, each is visited for the first time. Exits with 1 if a page misses a budget.
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from websockets.sync.client import connect

WARM, OVER_FLOOR, BYTES, MESSAGES, FIRST = 0.100, 1.6, 100_000, 60, 0.300
PATIENCE = 60.0  # seconds for one message
AHEAD = 120.0  # seconds for the pages of a build to be drawn ahead
IN_A_ROW = 5  # visits to one before the other has its turn
FLOOR = """import plotly.graph_objects as go
import streamlit as st

st.title("Five charts")
for number in range(5):
    with st.container(border=True):
        st.header(f"Chart {number}")
        st.caption("What it shows")
        st.plotly_chart(go.Figure(go.Scatter(x=list(range(30)), y=[number * x for x in range(30)])), key=f"c{number}")
"""


@dataclass(frozen=True)
class Visit:
    """One new session on a page."""

    seconds: float
    messages: int
    bytes: int


def question(port: int, path: str) -> Any:
    """What a browser says to see a page."""
    from streamlit.proto.BackMsg_pb2 import BackMsg

    asked = BackMsg()
    asked.rerun_script.page_name = path
    asked.rerun_script.context_info.url = f"http://127.0.0.1:{port}/{path}"
    asked.rerun_script.context_info.color_scheme = "light"
    return asked


def visit(port: int, path: str) -> Visit:
    """Open a page as a browser does and leave when it has come whole. Raises AssertionError where it failed."""
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

    bodies: list[bytes] = []
    began = time.perf_counter()
    with connect(f"ws://127.0.0.1:{port}/_stcore/stream", max_size=None, compression=None) as socket:
        socket.send(question(port, path).SerializeToString())
        while True:
            body = socket.recv(PATIENCE)
            assert isinstance(body, bytes)
            bodies.append(body)
            if ForwardMsg.FromString(body).WhichOneof("type") == "script_finished":
                break
        seconds = time.perf_counter() - began
    assert len(bodies) > 5, f"/{path} shows nothing"
    return Visit(seconds, len(bodies), sum(map(len, bodies)))


def processor(pid: int) -> float:
    """Seconds of processor that a process has taken, all threads: the clock that ``clock_getcpuclockid`` names."""
    return time.clock_gettime((~pid << 3) | 2)


@contextmanager
def server(*command: str, port: int) -> Iterator[int]:
    """A server in a process of its own; yields its id."""
    process = subprocess.Popen([sys.executable, "-m", *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2):
                    break
            except OSError:
                time.sleep(0.2)
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def settled(*pids: int) -> None:
    """Wait until a server has nothing more to do: its pages were drawn ahead."""
    end, quiet = time.monotonic() + AHEAD, 0
    while quiet < 12 and time.monotonic() < end:  # longer than between two looks at the pointer
        before = sum(map(processor, pids))
        time.sleep(1)
        quiet = quiet + 1 if sum(map(processor, pids)) - before < 0.05 else 0


@dataclass(frozen=True)
class Side:
    """A server and one page of it."""

    port: int
    pid: int
    path: str


def measured(sides: Sequence[Side], rounds: int) -> list[tuple[Visit, float]]:
    """Of each side the median visit after one that warms it, and processor seconds a visit. In turns, so that what else
    the machine does weighs on all."""
    visits: list[list[Visit]] = [[] for _ in sides]
    costs = [0.0 for _ in sides]
    for side in sides:
        visit(side.port, side.path)
    for _ in range(rounds):
        for place, side in enumerate(sides):
            before = processor(side.pid)
            visits[place] += [visit(side.port, side.path) for _ in range(IN_A_ROW)]
            costs[place] += processor(side.pid) - before
    return [
        (Visit(statistics.median(v.seconds for v in made), made[-1].messages, made[-1].bytes), cost / len(made))
        for made, cost in zip(visits, costs, strict=True)
    ]


def main() -> int:
    """Print one line a page. Returns 1 if one misses a budget."""
    from ouverture.dashboard.navigation import PAGES

    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description="What a visit to each page costs.")
    parser.add_argument("--rounds", type=int, default=8, help=f"of {IN_A_ROW} visits to each page and to the floor")
    parser.add_argument("--port", type=int, default=8790, help="and the one after it")
    options = parser.parse_args()
    port, pages = options.port, [page for page in PAGES if page.section]
    over = False
    with tempfile.TemporaryDirectory() as folder:
        os.environ["OUVERTURE_DATA"] = folder
        subprocess.run([sys.executable, "-m", "ouverture", "demo"], check=True, capture_output=True)
        (Path(folder) / "floor.py").write_text(FLOOR)
        bare = ["streamlit", "run", str(Path(folder) / "floor.py"), "--server.port", str(port + 1)]
        bare += ["--server.headless", "true", "--server.fileWatcherType", "none", "--runner.postScriptGC", "false"]
        with (
            server(*bare, port=port + 1) as floor_pid,
            server("ouverture", "serve", "--port", str(port), port=port) as pid,
        ):
            settled(pid)
            firsts = {page.key: visit(port, page.url_path).seconds for page in pages}
            for page in pages:
                sides = Side(port + 1, floor_pid, ""), Side(port, pid, page.url_path)
                (floor, floor_cost), (found, cost) = measured(sides, options.rounds)
                missed = [
                    name
                    for name, misses in {
                        "clock": found.seconds > WARM,
                        "processor": cost > OVER_FLOOR * floor_cost,
                        "bytes": found.bytes > BYTES,
                        "messages": found.messages > MESSAGES,
                        "first": firsts[page.key] > FIRST,
                    }.items()
                    if misses
                ]
                over |= bool(missed)
                print(
                    f"{page.key:16} {1000 * found.seconds:4.0f} ms, {1000 * cost:5.1f} of processor "
                    f"({cost / floor_cost:.2f} x floor of {1000 * floor_cost:.1f}), "
                    f"{found.bytes / 1000:4.0f} kB in {found.messages:3}, "
                    f"first visitor {1000 * firsts[page.key]:4.0f} ms  {'OVER: ' + ', '.join(missed) if missed else ''}"
                )
    print(f"floor: {floor.bytes / 1000:.0f} kB in {floor.messages} messages")
    print(
        f"budgets: {1000 * WARM:.0f} ms, {OVER_FLOOR} x floor, {BYTES // 1000} kB, {MESSAGES} messages, "
        f"first visitor {1000 * FIRST:.0f} ms"
    )
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
