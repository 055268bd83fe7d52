"""Fetches the listings of a capture side by side, page after page, inside the source's rate limit."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from ouverture.outcome import SourceUnavailable
from ouverture.pipeline.capture_writer import CaptureWriter
from ouverture.pipeline.progress import Progress
from ouverture.pipeline.sources import Clock
from ouverture.pipeline.sources.foreign import NoAnswer

THREAD = "fetch"  # name of the threads, by which tests wait for those in flight
LOW_BUDGET = 50  # requests left in the window, below which the rest is spread over it


@dataclass(frozen=True)
class Answer:
    """One page. ``remaining`` requests are allowed in the next ``reset_in`` seconds; None = the source does not say."""

    body: bytes
    records: int
    next_url: str | None
    remaining: int | None
    reset_in: int | None


class _Stopped(Exception):  # noqa: N818  # no error: another thread said stop
    pass


def fetch_units(
    writer: CaptureWriter,
    listing: Callable[[str], tuple[str, int | None]],
    ask: Callable[[str], Answer],
    now: Clock,
    *,
    progress: Progress,
    workers: int,
) -> None:
    """Fetch every unit of the writer's plan into it, each from its last captured page on.

    ``listing`` gives a unit's first address and how many records are wanted (None = all); ``ask`` gets one
    page or raises ``NoAnswer``. A unit that fails does not stop the others, except when as many fail in a
    row as there are workers: then the source is down. Raises ``SourceUnavailable`` naming what failed.
    """
    _Fetch(writer, listing, ask, now).run(progress, workers)


class _Fetch:
    def __init__(
        self,
        writer: CaptureWriter,
        listing: Callable[[str], tuple[str, int | None]],
        ask: Callable[[str], Answer],
        now: Clock,
    ) -> None:
        self._writer = writer
        self._listing = listing
        self._ask = ask
        self._now = now
        self._waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._failed: dict[str, str] = {}
        self._done = 0
        self._failed_in_a_row = 0
        self._crash: BaseException | None = None

    def run(self, progress: Progress, workers: int) -> None:
        units = self._writer.plan.units
        for unit in units:
            self._waiting.put(unit)
        # Daemons, because a request in flight may take minutes and must not hold up a process told to stop.
        threads = [
            threading.Thread(target=self._work, args=(workers,), name=THREAD, daemon=True) for _ in range(workers)
        ]
        for thread in threads:
            thread.start()
        try:
            while any(thread.is_alive() for thread in threads) and not self._stop.is_set():
                threads[0].join(0.1) if threads[0].is_alive() else time.sleep(0.02)
                progress.advance("listings", self._done, len(units))
        finally:
            self._stop.set()
        if self._crash is not None:
            raise self._crash
        if self._done < len(units):
            raise SourceUnavailable(self._what_failed())

    def _work(self, workers: int) -> None:
        while not self._stop.is_set():
            try:
                unit = self._waiting.get_nowait()
            except queue.Empty:
                return
            try:
                self._fetch(unit, workers)
                with self._lock:
                    self._done += 1
            except NoAnswer as error:
                with self._lock:
                    self._failed[unit] = str(error)
                    self._failed_in_a_row += 1
                    if error.hopeless or self._failed_in_a_row >= workers:
                        self._stop.set()
            except _Stopped:
                return
            except BaseException as error:  # told by the main thread, which raises it
                self._crash = error
                self._stop.set()

    def _fetch(self, unit: str, workers: int) -> None:
        url: str | None
        url, wanted = self._listing(unit)
        pages = self._writer.pages(unit)
        seen = {page.url for page in pages}
        records = sum(page.records for page in pages)
        if pages:
            url = pages[-1].next_url
        while url is not None and (wanted is None or records < wanted):
            if url in seen:
                raise NoAnswer("named a page twice")
            if self._stop.is_set():
                raise _Stopped
            answer = self._ask(url)
            page = self._writer.page(
                unit,
                len(seen) + 1,
                answer.body,
                records=answer.records,
                url=url,
                next_url=answer.next_url,
                fetched_at=self._now(),
            )
            with self._lock:
                self._failed_in_a_row = 0
            seen.add(url)
            records += page.records
            url = answer.next_url
            if answer.remaining is not None and answer.reset_in is not None and answer.remaining < LOW_BUDGET:
                self._stop.wait(answer.reset_in * workers / (answer.remaining + 1))

    def _what_failed(self) -> str:
        by_cause: dict[str, list[str]] = {}
        with self._lock:
            for unit, why in self._failed.items():
                by_cause.setdefault(why, []).append(_in_words(unit))
        causes = "; ".join(f"the Hub {why} for {_some(units)}" for why, units in by_cause.items())
        total, pages = len(self._writer.plan.units), len(self._writer.pages())
        if not pages:
            return f"{causes}; nothing is captured yet: run the same command again later"
        kept = f"{self._done} of {total} listings ({pages} pages) are kept"
        return f"{causes}; {kept}: run the same command again within 12 hours to resume"


def _in_words(unit: str) -> str:
    kind, _, name = unit.partition(":")
    return {"org": f"organisation {name}", "top": f"the top by {name}"}.get(kind, "the list of all models")


def _some(names: list[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
