"""How much each client has asked, and what of it is under way: counted by one process, or by several together."""

from __future__ import annotations

import mmap
import os
from collections import Counter, OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from typing import Protocol

from ouverture.web.workers import MOST, place, room

CLIENTS = 10_000  # remembered by one process; the one not seen for longest is forgotten first
SLOTS = 16_384  # of all processes together; clients are told apart by a hash, and two may rarely fall into one slot
KINDS = ("answers", "pages", "visits")


class Tally(Protocol):
    """What the gate counts by."""

    def take(self, client: str, now: float, rate: float, burst: int) -> float:
        """Seconds until this client may ask again; 0 takes one of its tokens."""

    def under_way(self, kind: str, client: str) -> tuple[int, int]:
        """How many are under way, of this client and of all."""

    def add(self, kind: str, client: str, number: int) -> None:
        """So many more, or less, are under way."""


class Alone:
    """The counts of one process."""

    def __init__(self) -> None:
        self._tokens: OrderedDict[str, tuple[float, float]] = OrderedDict()  # client: tokens left, and when
        self._counts: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}

    def take(self, client: str, now: float, rate: float, burst: int) -> float:
        """As ``Tally`` says."""
        tokens, at = self._tokens.pop(client, (float(burst), now))
        left, wait = _taken(tokens + (now - at) * rate, rate, burst)
        self._tokens[client] = (left, now)
        if len(self._tokens) > CLIENTS:
            self._tokens.popitem(last=False)
        return wait

    def under_way(self, kind: str, client: str) -> tuple[int, int]:
        """As ``Tally`` says."""
        return self._counts[kind][client], self._counts[kind].total()

    def add(self, kind: str, client: str, number: int) -> None:
        """As ``Tally`` says."""
        counts = self._counts[kind]
        counts[client] += number
        if counts[client] <= 0:
            del counts[client]


class Together:
    """The counts of several processes, in memory that they share.

    Tokens stand in one table, written under a lock. What is under way stands in one row a process, its sum first, which
    that process alone writes: when it dies, whoever takes its place begins the row anew.
    """

    def __init__(self) -> None:
        folder = room()
        assert folder is not None
        size, tokens = 4 * (SLOTS + 1), 16 * SLOTS
        self._file = os.open(folder / "tally", os.O_RDWR | os.O_CREAT, 0o600)
        os.ftruncate(self._file, tokens + 2 * MOST * len(KINDS) * size)
        memory = memoryview(mmap.mmap(self._file, 0))
        self._tokens = memory[:tokens].cast("d")
        cells, row = memory[tokens:].cast("i"), SLOTS + 1
        self._rows = {
            kind: [cells[start : start + row] for start in range(first * row, len(cells), len(KINDS) * row)]
            for first, kind in enumerate(KINDS)
        }
        self._own = {kind: rows[place()] for kind, rows in self._rows.items()}
        for row_of_one_dead in self._own.values():
            row_of_one_dead[:] = memoryview(bytes(size)).cast("i")

    def take(self, client: str, now: float, rate: float, burst: int) -> float:
        """As ``Tally`` says; ``now`` is of a clock that all processes share, as monotonic ones are."""
        at = 2 * _slot(client)
        with self._locked():
            tokens, then = self._tokens[at], self._tokens[at + 1]
            held = tokens + (now - then) * rate if then else float(burst)
            self._tokens[at], wait = _taken(held, rate, burst)
            self._tokens[at + 1] = now
        return wait

    def under_way(self, kind: str, client: str) -> tuple[int, int]:
        """As ``Tally`` says."""
        slot = _slot(client)
        return sum(row[slot + 1] for row in self._rows[kind]), sum(row[0] for row in self._rows[kind])

    def add(self, kind: str, client: str, number: int) -> None:
        """As ``Tally`` says."""
        own = self._own[kind]
        own[_slot(client) + 1] += number
        own[0] += number

    @contextmanager
    def _locked(self) -> Iterator[None]:
        import fcntl

        fcntl.flock(self._file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(self._file, fcntl.LOCK_UN)


def tally() -> Tally:
    """What this process counts by."""
    return Together() if room() else Alone()


def _taken(tokens: float, rate: float, burst: int) -> tuple[float, float]:
    """Tokens left and seconds to wait, of a client that holds so many and asks for one."""
    tokens = min(burst, tokens)
    return (tokens - 1, 0.0) if tokens >= 1 else (tokens, (1 - tokens) / rate)


def _slot(client: str) -> int:
    return int.from_bytes(blake2b(client.encode(), digest_size=4).digest()) % SLOTS
