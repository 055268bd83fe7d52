"""A hundred visitors at once, in the page's own protocol, walking as people do, against a server of their own.

    python -m benchmarks.load --visitors 30 --minutes 1

Each opens a page (its first HTML, then its connection), thinks two to six seconds, and goes on: to another page, to
another value of a control, or to what a card opens. They come twice, first for a minute that is not timed. Printed are
how long an interaction takes until its last message, what went wrong, processor time, memory a session, and what the
second time leaves behind once all have left and their sessions have ended. Exits with 1 if a bar is missed. Linux only.
``--hammer`` lets as many clients ask the API meanwhile, each as fast as it is answered.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from benchmarks.pages import PATIENCE, processor, question, server, settled
from ouverture.dashboard.texts import text

P95, ROOM, LEFT_OVER = 1.0, 5e6, 0.10  # seconds; bytes a session; memory that may stay, as a share of what it was
THINKING = (2.0, 6.0)  # seconds
MOVES = {"page": 4, "control": 4, "panel": 2}  # what a visitor does next, by weight
ENTRIES = {"": 5, "labs": 2, "models": 2, "open-vs-closed": 2, "charts": 1, "geography": 1}
FORGOTTEN, ENDED = (
    20,
    30.0,
)  # seconds in which Streamlit keeps a session that was left (as a rule 120), and more than that
ASKED = ("open_share.json", "lab_table.csv", "downloads_total?limit=20", "open_share.zip", "country_share.parquet")


@dataclass
class Told:
    """What the visitors saw together."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)
    answers: Counter[int] = field(default_factory=Counter)  # of the API, by status

    def all(self) -> list[float]:
        """Every interaction, in seconds, sorted."""
        return sorted(second for seconds in self.seconds.values() for second in seconds)


class Visitor:
    """One browser tab: what it has seen of the page, and what it can press."""

    def __init__(self, port: int, told: Told, number: int) -> None:
        self._port, self._told, self._chance = port, told, random.Random(number)
        self._from = (f"127.0.{1 + number // 250}.{1 + number % 250}", 0)  # each is a client of its own
        self._pages: dict[str, str] = {}  # hash of each page of the sidebar: its address
        self._widgets: dict[str, tuple[str, Any, str]] = {}  # id: kind, element, fragment
        self._states: dict[str, Any] = {}
        self._page = self._query = self._doing = ""
        self._failures = [text("en", f"state.{state}") for state in ("error", "card_error")]

    async def walk(self, until: float) -> None:
        """Come, do one thing after another, leave. Whatever fails is counted, and the visitor comes again."""
        await asyncio.sleep(self._chance.uniform(0, THINKING[1]))
        while time.monotonic() < until:
            path = self._chance.choices(list(ENTRIES), list(ENTRIES.values()))[0]
            try:
                began, self._doing = time.perf_counter(), f"arriving at /{path}"
                await asyncio.to_thread(_get, self._from, self._port, f"/{path}")
                address = f"ws://127.0.0.1:{self._port}/_stcore/stream"
                how: dict[str, Any] = {"max_size": None, "compression": None, "local_addr": self._from}
                async with connect(address, open_timeout=PATIENCE, **how) as socket:
                    await self._asked(socket, question(self._port, path))
                    self._took("arrival", began)
                    while time.monotonic() < until:
                        await asyncio.sleep(self._chance.uniform(*THINKING))
                        await self._goes_on(socket)
            except (OSError, TimeoutError, AssertionError, WebSocketException) as error:
                self._told.errors[f"{type(error).__name__} {error} ({self._doing})"] += 1

    async def _goes_on(self, socket: ClientConnection) -> None:
        from streamlit.proto.WidgetStates_pb2 import WidgetState

        kinds = {"control": ("button_group", "selectbox"), "panel": ("button",)}
        move = self._chance.choices(list(MOVES), list(MOVES.values()))[0]
        offered = [id for id, (kind, _, _) in self._widgets.items() if kind in kinds.get(move, ())]
        began, asked = time.perf_counter(), question(self._port, self._pages.get(self._page, ""))
        pressed = None
        if not offered:
            move, self._page, self._query = "page", self._chance.choice(list(self._pages)), ""
            asked = question(self._port, self._pages[self._page])
            self._doing = f"to /{self._pages[self._page]}"
        else:
            id = self._chance.choice(offered)
            kind, element, fragment = self._widgets[id]
            if kind == "button":
                pressed = WidgetState(id=id, trigger_value=True)
            elif kind == "selectbox":
                self._states[id] = WidgetState(id=id, string_value=self._chance.choice(list(element.options)))
            else:
                self._states[id] = WidgetState(id=id)
                content = self._chance.choice(list(element.options)).content
                self._states[id].string_array_value.data.append(content)
            asked.rerun_script.fragment_id = fragment
            self._doing = f"{kind} {element.label!r} on /{self._pages.get(self._page)}"
        self._states = {id: state for id, state in self._states.items() if id in self._widgets}  # as browsers forget
        asked.rerun_script.page_script_hash, asked.rerun_script.query_string = self._page, self._query
        asked.rerun_script.widget_states.widgets.extend([*self._states.values(), *filter(None, [pressed])])
        await self._asked(socket, asked)
        self._took(move, began)

    async def _asked(self, socket: ClientConnection, asked: Any) -> None:
        """Send, and read until the script has ended. Raises AssertionError where it did not end well."""
        from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

        await socket.send(asked.SerializeToString())
        while True:
            body = await asyncio.wait_for(socket.recv(), PATIENCE)
            said = ForwardMsg.FromString(bytes(body) if isinstance(body, bytes) else b"")
            match said.WhichOneof("type"):
                case "script_finished" if said.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    assert said.script_finished != ForwardMsg.FINISHED_WITH_COMPILE_ERROR, "compile error"
                    return
                case "new_session":
                    self._page = said.new_session.page_script_hash
                    again = said.metadata.run.fragment_ids  # of all else what was there stays, or goes
                    self._widgets = {id: w for id, w in self._widgets.items() if again and w[2] not in again}
                case "navigation":
                    pages = [page for page in said.navigation.app_pages if not page.is_hidden]
                    self._pages = {page.page_script_hash: page.url_pathname for page in pages}
                case "page_info_changed":
                    self._query = said.page_info_changed.query_string
                case "delta" if said.delta.WhichOneof("type") == "new_element":
                    self._seen(said.delta)

    def _seen(self, delta: Any) -> None:
        kind = delta.new_element.WhichOneof("type")
        element = getattr(delta.new_element, kind)
        assert kind != "exception", f"{element.type} {element.message}"
        assert kind != "alert" or element.body not in self._failures, element.body
        if kind in ("button_group", "selectbox", "button") and not element.disabled:
            self._widgets[element.id] = (kind, element, delta.fragment_id)

    def _took(self, move: str, began: float) -> None:
        self._told.seconds.setdefault(move, []).append(time.perf_counter() - began)


def _get(source: tuple[str, int], port: int, path: str) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE, source_address=source)
    with closing(connection):
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        assert answer.status == 200, answer.status
        answer.read()


async def hammer(port: int, told: Told, until: float, number: int) -> None:
    """A client of the API, of an address of its own, that asks again whenever it was answered."""
    import httpx2

    transport = httpx2.AsyncHTTPTransport(local_address=f"127.1.0.{number + 1}")
    async with httpx2.AsyncClient(transport=transport, timeout=PATIENCE) as client:
        while time.monotonic() < until:
            for asked in ASKED:
                try:
                    answer = await client.get(f"http://127.0.0.1:{port}/api/v1/metrics/{asked}")
                except httpx2.HTTPError as error:
                    told.errors[f"API {type(error).__name__}"] += 1
                    continue
                told.answers[answer.status_code] += 1
                if again := answer.headers.get("retry-after"):
                    await asyncio.sleep(float(again))


async def visits(port: int, options: argparse.Namespace, pids: Sequence[int]) -> tuple[Told, int]:
    """All visitors until the time is over; returns also the memory while all are there."""
    told, until = Told(), time.monotonic() + 60 * options.minutes
    walks = [Visitor(port, told, number).walk(until) for number in range(options.visitors)]
    hammers = [hammer(port, told, until, number) for number in range(options.hammer)]
    under_way = asyncio.gather(*walks, *hammers)
    await asyncio.sleep(max(0.0, until - time.monotonic() - 2))
    held = memory(pids)
    await under_way
    return told, held


def started(pid: int, number: int) -> list[int]:
    """The server's processes, once so many serve. Raises AssertionError where they do not come up."""
    end = time.monotonic() + PATIENCE
    # several have one that watches over them, and one of Python's own
    while len(found := workers(pid)) < number + 2 * (number > 1):
        assert time.monotonic() < end, "the server did not start"
        time.sleep(0.2)
    return found


def workers(pid: int) -> list[int]:
    """The server's processes that run Python; what draws pictures is not among them."""
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            with suppress(OSError):
                found += [int(child) for child in task.read_text().split()]
    return [one for one in found if _program(one) == Path(sys.executable).resolve()]


def _program(pid: int) -> Path | None:
    try:
        return Path(f"/proc/{pid}/exe").readlink()
    except OSError:  # it has ended
        return None


def memory(pids: Sequence[int]) -> int:
    """Bytes that these processes hold, what they share counted once."""
    kilobytes = 0
    for pid in pids:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        kilobytes += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return 1024 * kilobytes


def report(told: Told, options: argparse.Namespace, held: tuple[int, int, int, int], cost: float, ours: float) -> bool:
    """Print the table; whether every bar is met."""
    empty, full, before, after = held
    every = told.all()
    for move, seconds in sorted(told.seconds.items()):
        ranked = sorted(seconds)
        print(
            f"{move:8} {len(ranked):6} times, p50 {1000 * _at(ranked, 0.5):6.0f} ms, "
            f"p95 {1000 * _at(ranked, 0.95):6.0f}, worst {1000 * ranked[-1]:6.0f}"
        )
    a_session = (full - empty) / options.visitors
    stays = (after - before) / before
    missed = [
        name
        for name, misses in {
            "p95": not every or _at(every, 0.95) > P95,
            "errors": bool(told.errors),
            "memory a session": a_session > ROOM,
            "memory after": stays > LEFT_OVER,
        }.items()
        if misses
    ]
    if every:
        print(
            f"all      {len(every):6} times, p50 {1000 * _at(every, 0.5):6.0f} ms, "
            f"p95 {1000 * _at(every, 0.95):6.0f}, worst {1000 * every[-1]:6.0f}"
        )
    print(f"errors: {sum(told.errors.values())} {dict(told.errors) or ''}")
    if told.answers:
        print(f"API: {dict(told.answers)}, {sum(told.answers.values()) / options.minutes / 60:.0f} a second")
    print(
        f"memory: {empty / 1e6:.0f} MB, {full / 1e6:.0f} with {options.visitors} visitors ({a_session / 1e6:.1f} each, "
        f"what is held for all included), {before / 1e6:.0f} once they left, {after / 1e6:.0f} once as many more left"
    )
    print(
        f"processor: {cost / 60 / options.minutes:.2f} cores the server, {ours / 60 / options.minutes:.2f} the visitors"
    )
    print(f"bars: p95 {P95:.0f} s, no error, {ROOM / 1e6:.0f} MB a session, back to {100 + 100 * LEFT_OVER:.0f} %")
    if missed:
        print(f"MISSED: {', '.join(missed)}")
    return not missed


def _at(ranked: Sequence[float], share: float) -> float:
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def main() -> int:
    """Serve the reference build, let the visitors come and go, and tell. Returns 1 if a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description="Many visitors at once.")
    parser.add_argument("--visitors", type=int, default=100)
    parser.add_argument("--minutes", type=float, default=3.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--hammer", type=int, default=0, metavar="CLIENTS", help="clients of the API meanwhile")
    parser.add_argument("--port", type=int, default=8795)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["OUVERTURE_DATA"] = folder
        os.environ["OUVERTURE_VISITORS"] = str(max(500, 2 * options.visitors))
        os.environ["STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL"] = str(FORGOTTEN)
        subprocess.run([sys.executable, "-m", "ouverture", "demo"], check=True, capture_output=True)
        several = ["--workers", str(options.workers)] if options.workers > 1 else []
        with server("ouverture", "serve", "--port", str(options.port), *several, port=options.port) as pid:
            pids = started(pid, options.workers)
            settled(*pids)
            empty = memory(pids)
            before_them = argparse.Namespace(**{**vars(options), "hammer": 0, "minutes": min(1.0, options.minutes)})
            _, full = asyncio.run(visits(options.port, before_them, pids))  # what is then held for all is no visitor's
            time.sleep(ENDED)
            left, spent, own = memory(pids), sum(map(processor, pids)), time.process_time()
            told, _ = asyncio.run(visits(options.port, options, pids))
            cost, ours = sum(map(processor, pids)) - spent, time.process_time() - own
            time.sleep(ENDED)
            held = (empty, full, left, memory(pids))
            met = report(told, options, held, cost, ours)
    return int(not met)


if __name__ == "__main__":
    sys.exit(main())
