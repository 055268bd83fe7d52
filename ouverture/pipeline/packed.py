"""Packed captures: the pages of a month of the Hub's listings as rows of one Parquet file (decision 0020).

A row is one record of one page: what it says, with the counters that move every day as ``null``, and these beside it.
Days repeat what the records say, so a text lies in the file once. The body of a page comes back byte for byte.
``ouverture/pipeline/packing.py`` writes them.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import pyarrow as pa

from ouverture.pipeline.stored import StoredFile

PACKED, FOLDER = "packed.json", "packed"  # beside a capture's manifest, and below the folder of captures
COUNTERS = ("downloads", "downloadsAllTime", "likes", "trendingScore")
MARKS = {name: f'"{name}":'.encode() for name in COUNTERS}
_ROWS_AT_ONCE = 50_000  # of which the texts are written out
_STUMBLES = (pa.ArrowException, OSError, KeyError, IndexError)  # what Arrow raises, and what rows of another form do


class Unreadable(Exception):  # noqa: N818  # told by the capture, as damage
    """A packed file that does not give what it should."""


@dataclass(frozen=True)
class Packed:
    """Where the pages of a capture lie: the rows of ``capture_id`` in a Parquet file."""

    capture_id: str
    file: StoredFile

    def bodies(self, pages: Mapping[int, int]) -> Iterator[tuple[int, bytes]]:
        """Bodies of ``pages`` (place among the capture's pages to number of records). Raises ``Unreadable``."""
        return ((page, body) for _, page, body in read_bodies(self.file.path, {self.capture_id: pages}))


def read_bodies(path: Path, wanted: Mapping[str, Mapping[int, int]]) -> Iterator[tuple[str, int, bytes]]:
    """Capture, page and body of all pages ``wanted`` of a packed file, which is read once, in its order.

    Never more than a few pages of each capture are in memory: rows lie in the order of the listing. Raises
    ``Unreadable``.
    """
    import pyarrow.parquet as pq  # by whom needs it: every server reads captures, and few a packed one

    lacking = {(capture, page): count for capture, pages in wanted.items() for page, count in pages.items()}
    found: dict[tuple[str, int], list[bytes]] = {}  # records so far; none once the page is given
    try:
        with pq.ParquetFile(path, read_dictionary=["capture", "record"]) as parquet:
            for group in range(parquet.num_row_groups):
                for key, place, record, whole in _records(parquet.read_row_group(group), wanted):
                    if key not in lacking:
                        continue
                    if whole is not None:
                        found[key] = []
                        yield *key, whole
                        continue
                    records = found.setdefault(key, [b""] * lacking[key])
                    records[place] = record
                    lacking[key] -= 1
                    if not lacking[key]:
                        found[key] = []
                        yield *key, _joined(records)
    except _STUMBLES as error:
        raise Unreadable("cannot be read") from error
    for key, count in lacking.items():
        if key not in found and not count:
            yield *key, b"[]"
        elif found.get(key, [b""]):
            raise Unreadable("lacks records")


@lru_cache(64)
def whole_pages(path: Path) -> frozenset[tuple[str, int]]:
    """Capture and page of those pages of a packed file that are no plain list of records. Raises ``Unreadable``."""
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as parquet:
            last = parquet.read_row_group(parquet.num_row_groups - 1, columns=["capture", "page", "body"])
    except _STUMBLES as error:
        raise Unreadable("cannot be read") from error
    kept = last.filter(last["body"].is_valid()).select(["capture", "page"])
    return frozenset(zip(*(column.to_pylist() for column in kept.columns), strict=True))


def text_groups(path: Path) -> Iterator[tuple[pa.Table, pa.Table]]:
    """A packed file, one group of rows after the other: ``text_no`` and ``record`` of its texts, each once in the file.

    Beside them the rows that say them: ``capture_id``, ``page``, ``text_no`` and the counters, NULL where a counter is
    in the text. Raises ``Unreadable``.
    """
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path, read_dictionary=["record"]) as parquet:
            for group in range(parquet.num_row_groups):
                rows = parquet.read_row_group(group, columns=["capture", "page", *COUNTERS, "record"])
                said = rows["record"].combine_chunks()
                numbers = pa.array(range(len(said.dictionary)), pa.int32())
                texts = pa.table({"text_no": numbers, "record": said.dictionary})
                told = rows.drop_columns(["record"]).rename_columns(["capture_id", "page", *COUNTERS])
                yield texts, told.append_column("text_no", said.indices)
    except _STUMBLES as error:
        raise Unreadable("cannot be read") from error


def read_packed(folder: Path) -> Packed | None:
    """Where the pages of the capture in ``folder`` went, None if they are there. Raises what a broken file raises."""
    try:
        fields = json.loads((folder / PACKED).read_bytes())
    except FileNotFoundError:
        return None
    file = StoredFile(folder.parent / fields["file"], fields["bytes"], fields["sha256"])
    return Packed(folder.name, file)


def records_of(body: bytes, count: int) -> list[bytes] | None:
    """The records of a page, which joined again are the very body; None if it is of another form."""
    inside = body[1:-1]
    if not inside:
        return [] if body == b"[]" and count == 0 else None
    head = inside[: inside.find(b'"', 2) + 1]  # such as {"_id"
    first, *others = inside.split(b"}," + head)
    texts = [first, *(head + other for other in others)]
    records = [*(text + b"}" for text in texts[:-1]), texts[-1]]
    whole = len(records) == count and _joined(records) == body
    return records if whole and _is_utf8(body) else None


def without_counters(record: bytes) -> tuple[bytes, list[int]]:
    """A record with its counters as ``null``, and these; -1 where there is none, or one that stays in the text."""
    found = []
    for mark in MARKS.values():
        before, there, after = record.partition(mark)
        end = after.find(b",")
        digits = after[: end if end >= 0 else len(after)].rstrip(b"}")
        plain = digits.isdigit() and len(digits) < 19 and (digits == b"0" or digits[:1] != b"0")
        if there and plain and mark not in after:  # what comes twice is told apart by the text alone
            record = b"%s%snull%s" % (before, mark, after[len(digits) :])
            found.append(int(digits))
        else:
            found.append(-1)
    return record, found


def _records(rows: pa.Table, captures: Container[str]) -> Iterator[tuple[tuple[str, int], int, bytes, bytes | None]]:
    """Of the rows of some captures: capture and page, place in it, and text; or, of a page kept whole, its body."""
    said = rows["capture"].combine_chunks()
    names = said.dictionary.to_pylist()
    # by buffers: Arrow imports pandas to compare with one value
    numbers = np.frombuffer(said.indices.buffers()[1], dtype=np.int32)[: len(rows)]
    chosen = np.flatnonzero(np.isin(numbers, [number for number, name in enumerate(names) if name in captures]))
    for some in np.array_split(chosen, len(chosen) // _ROWS_AT_ONCE + 1):
        part = rows.take(pa.Array.from_buffers(pa.int64(), len(some), [None, pa.py_buffer(some)]))
        texts = part["record"].cast(pa.string()).cast(pa.binary()).to_pylist()
        for name, mark in MARKS.items():
            texts = [
                text if count is None else text.replace(mark + b"null", b"%s%d" % (mark, count), 1)
                for text, count in zip(texts, part[name].to_pylist(), strict=True)
            ]
        keys = zip((names[number] for number in numbers[some].tolist()), part["page"].to_pylist(), strict=True)
        yield from zip(keys, part["place"].to_pylist(), texts, part["body"].to_pylist(), strict=True)


def _joined(records: list[bytes]) -> bytes:
    return b"[%s]" % b",".join(records)


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True
