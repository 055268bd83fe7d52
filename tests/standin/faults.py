"""What may go wrong between a client and the Hub, as data: a fault can be sent to a stand-in in another process."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from zlib import crc32

from tests.standin.counters import Record

Kind = Literal[
    "status",  # answers `status`; 429 comes with RateLimit headers, all retryable ones with Retry-After
    "cdn_429",  # 429 from the CDN: HTML and no header that tells when to come back
    "html",  # 200 and an HTML page
    "empty",  # 200 and []
    "object",  # 200 and a JSON object where a list is due
    "invalid_json",  # 200 and JSON that breaks off, at its full Content-Length
    "truncated",  # half the body that Content-Length promises, then the connection closes
    "reset",  # connection reset before any answer
    "hang",  # no answer for `seconds`, then the connection closes
    "slow",  # a right answer after `seconds`
    "shrunken",  # listings hold only the share `keep` of their models, always the same ones
    "duplicates",  # each page after the first begins with the last `repeat` models of the page before
    "drift",  # the value of `key` has another shape in the share `share` of the records
]
Shape = Literal["null", "missing", "text", "nested", "list", "fraction", "negative", "huge"]
UNAVAILABLE_STATUSES = (429, 500, 502, 503, 504)


@dataclass
class Fault:
    """One fault and which requests it meets: by path, by author, and by their number among those that match.

    Args:
        kind: what goes wrong.
        path: beginning of the request's path.
        author: only listings of this organisation.
        skip: so many matching requests are answered well first.
        times: so many requests then fail; None = all.
        status: for ``status``.
        retry_after: seconds in Retry-After and RateLimit; None = no such headers.
        seconds: for ``hang`` and ``slow``.
        keep: for ``shrunken``, 0 to 1.
        repeat: for ``duplicates``, in models.
        key, shape, share: for ``drift``.
    """

    kind: Kind
    path: str = "/api/models"
    author: str | None = None
    skip: int = 0
    times: int | None = None
    status: int = 503
    retry_after: int | None = 0
    seconds: float = 30.0
    keep: float = 0.1
    repeat: int = 10
    key: str = "downloads"
    shape: Shape = "null"
    share: float = 1.0
    met: int = field(default=0, init=False)

    def strikes(self, path: str, author: str | None) -> bool:
        """Whether this request fails. Counts the request, if it matches."""
        if not path.startswith(self.path) or (self.author is not None and author != self.author):
            return False
        self.met += 1
        return self.met > self.skip and (self.times is None or self.met <= self.skip + self.times)

    def thinned(self, records: Sequence[Record]) -> Sequence[Record]:
        """``records`` as a listing with this fault holds them."""
        if self.kind != "shrunken":
            return records
        return [record for record in records if _chance(record) < self.keep]

    def drifted(self, record: Record) -> Record:
        """``record``, or a copy in which the value of ``key`` has another shape."""
        if self.kind != "drift" or self.key not in record or _chance(record) >= self.share:
            return record
        changed = dict(record)
        if self.shape == "missing":
            del changed[self.key]
        else:
            changed[self.key] = _reshaped(record[self.key], self.shape)
        return changed


def _reshaped(value: Any, shape: Shape) -> Any:
    number = value if isinstance(value, int) else 1
    shapes: dict[Shape, Any] = {
        "null": None,
        "text": value if isinstance(value, str) else json.dumps(value),
        "nested": {"value": value},
        "list": [value],
        "fraction": number + 0.5,
        "negative": -abs(number) - 1,
        "huge": 2**70,
    }
    return shapes[shape]


def _chance(record: Record) -> float:
    """0 to 1, always the same for a repository: who is struck does not depend on order or page."""
    return crc32(str(record["_id"]).encode()) / 2**32
