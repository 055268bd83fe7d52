"""The columns of a packed month as they are written: each text once, counters day by day, in the order of the listing.

Memory holds the counters of one capture, two numbers a text and one group of rows; all else waits in files beside.
"""

from __future__ import annotations

import mmap
from array import array
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from ouverture.pipeline.capture import Capture
from ouverture.pipeline.packed import COUNTERS, records_of, without_counters

LEVEL = 9  # of zstd: 19 makes a sixth less of it, in thirty times the time
TEXTS_A_GROUP, BYTES_A_GROUP = 32_768, 1 << 28  # with a month of days a million rows
_INTEGERS = {"page": pa.int32(), "place": pa.int32(), **dict.fromkeys(COUNTERS, pa.int64())}
_TEXT = pa.dictionary(pa.int32(), pa.string())
# ``body`` is that of a page which is no plain list of records: it has no others.
SCHEMA = pa.schema({"capture": _TEXT, **_INTEGERS, "record": _TEXT, "body": pa.binary()})
_CELLS = 1 + len(_INTEGERS)  # of a record, as it waits: the number of its text, then these; -1 for none


def write_columns(path: Path, captures: Sequence[Capture], tell: Callable[[int], None]) -> None:
    """Write the pages of ``captures`` to ``path``, with files beside it for as long as it takes."""
    names = _texts([capture.capture_id.encode() for capture in captures])
    waiting = [path.with_name(f"{number}.npy") for number in range(len(captures))]
    whole: list[tuple[int, int, bytes]] = []
    with path.with_name("texts").open("w+b") as file:
        texts, done = _Texts(file), 0
        for number, capture in enumerate(captures):
            cells = array("q")
            for page_number, page in enumerate(capture.pages):
                body = page.body()
                records = records_of(body, page.records)
                if records is None:
                    whole.append((number, page_number, body))
                for place, record in enumerate(records or ()):
                    said, counters = without_counters(record)
                    cells.extend((texts.number(said), page_number, place, *counters))
                done += page.records
                tell(done)
            np.save(waiting[number], np.frombuffer(cells, dtype=np.int64).reshape(-1, _CELLS))
        new_number = texts.put_in_order()
        for beside in waiting:
            rows = np.load(beside)
            rows[:, 0] = new_number[rows[:, 0]]
            np.save(beside, rows[np.argsort(rows[:, 0], kind="stable")])
        with _writer(path) as writer:
            for start, end in texts.groups():
                table = _table(names, _rows(waiting, start, end), start, _texts(texts.read(start, end)))
                writer.write_table(table, row_group_size=1 << 30)
            if whole:
                writer.write_table(_bodies(names, whole))


class _Texts:
    """Texts in a file, numbered as they come; then by what they begin with (a model's id), so that versions meet."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._numbers: dict[int, int] = {}  # by hash: two texts of one would not come back, and nothing be packed
        self._first: dict[int, int] = {}  # number of the first text that begins so
        self._ranks, self._ends = array("q"), array("q", [0])
        self._order: npt.NDArray[np.int64] = np.empty(0, dtype=np.int64)

    def number(self, text: bytes) -> int:
        """The number of a text, which is kept if it is new."""
        known = self._numbers.setdefault(hash(text), len(self._ranks))
        if known == len(self._ranks):
            self._ranks.append(self._first.setdefault(hash(text[: text.find(b",")]), known))
            self._ends.append(self._ends[-1] + len(text))
            self._file.write(text)
        return known

    def put_in_order(self) -> npt.NDArray[np.int64]:
        """Order the texts for good. Returns the new number of each."""
        self._file.flush()
        self._order = np.argsort(np.frombuffer(self._ranks, dtype=np.int64), kind="stable")
        new = np.empty_like(self._order)
        new[self._order] = np.arange(len(new))
        return new

    def groups(self) -> Iterator[tuple[int, int]]:
        """Ranges of new numbers that fit into memory."""
        sizes = np.diff(np.frombuffer(self._ends, dtype=np.int64))[self._order]
        ends, start = np.cumsum(sizes), 0
        while start < len(sizes):
            fits = int(np.searchsorted(ends, ends[start] + BYTES_A_GROUP))
            end = min(start + TEXTS_A_GROUP, max(fits, start + 1), len(sizes))
            yield start, end
            start = end

    def read(self, start: int, end: int) -> list[bytes]:
        """Texts by their new numbers."""
        with mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            return [content[self._ends[old] : self._ends[old + 1]] for old in self._order[start:end].tolist()]


def _rows(waiting: Sequence[Path], start: int, end: int) -> npt.NDArray[np.int64]:
    """The rows of texts from ``start`` to ``end``, by text and day, the number of the capture before the cells."""
    parts = []
    for number, beside in enumerate(waiting):
        rows = np.load(beside, mmap_mode="r")
        first, last = np.searchsorted(rows[:, 0], (start, end))
        parts.append(np.insert(rows[first:last], 0, number, axis=1))
    found = np.concatenate(parts)
    return found[np.argsort(found[:, 1], kind="stable")]


def _table(names: pa.Array, rows: npt.NDArray[np.int64], start: int, dictionary: pa.Array) -> pa.Table:
    columns = {
        "capture": pa.DictionaryArray.from_arrays(_integers(rows[:, 0], pa.int32()), names),
        "record": pa.DictionaryArray.from_arrays(_integers(rows[:, 1] - start, pa.int32()), dictionary),
        "body": pa.nulls(len(rows), pa.binary()),
    }
    for column, (name, kind) in enumerate(_INTEGERS.items(), start=2):
        columns[name] = _integers(rows[:, column], kind)
    return pa.table([columns[name] for name in SCHEMA.names], schema=SCHEMA)


def _bodies(names: pa.Array, whole: Sequence[tuple[int, int, bytes]]) -> pa.Table:
    numbers, pages = (np.array([line[cell] for line in whole]) for cell in (0, 1))
    columns: dict[str, pa.Array] = {name: pa.nulls(len(whole), SCHEMA.field(name).type) for name in SCHEMA.names}
    columns["capture"] = pa.DictionaryArray.from_arrays(_integers(numbers, pa.int32()), names)
    columns["page"] = _integers(pages, pa.int32())
    columns["body"] = _texts([body for _, _, body in whole], pa.binary())
    return pa.table([columns[name] for name in SCHEMA.names], schema=SCHEMA)


def _integers(values: npt.NDArray[np.int64], kind: pa.DataType) -> pa.Array:
    """As Arrow has them, NULL below zero; by buffers, for Arrow imports pandas to take them from numpy."""
    cells = values.astype(kind.to_pandas_dtype())
    there = np.packbits(values >= 0, bitorder="little")
    return pa.Array.from_buffers(kind, len(values), [pa.py_buffer(there), pa.py_buffer(cells)])


def _texts(values: Sequence[bytes], kind: pa.DataType | None = None) -> pa.Array:
    ends = np.cumsum([0, *map(len, values)], dtype=np.int32)
    buffers = [None, pa.py_buffer(ends), pa.py_buffer(b"".join(values))]
    return pa.Array.from_buffers(kind or pa.string(), len(values), buffers)


def _writer(path: Path) -> pq.ParquetWriter:
    return pq.ParquetWriter(
        path,
        SCHEMA,
        compression="zstd",
        compression_level=LEVEL,
        use_dictionary=["capture", "record"],
        dictionary_pagesize_limit=1 << 30,  # however many texts: each is to lie in the file once
        column_encoding=dict.fromkeys(_INTEGERS, "DELTA_BINARY_PACKED"),
        write_statistics=["capture"],
    )
