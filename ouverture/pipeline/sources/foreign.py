"""The one reader of bytes that others sent: JSON, CSV, ZIP, YAML and Parquet, each within limits.

Nothing here trusts a length, a type or a promise. What is too large, too deep, too long, locked or broken is refused
with ``NoAnswer``, whose text is the rest of a sentence; nothing else leaves these functions, whatever the bytes are.
"""

from __future__ import annotations

import csv
import io
import json
import re
import stat
import time
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from typing import IO, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import yaml

from ouverture.pipeline.plain_text import one_line, plain

DRIFT = "answered in a form that is not known any more"
MIB = 1 << 20
LARGEST_TEXT = 48 * MIB  # of one JSON or CSV body; the largest seen has 6 MiB
MOST_VALUES = 3_000_000  # of one JSON body: each costs some 80 bytes of memory
DEEPEST = 32  # levels of JSON and YAML; the deepest seen has 7
MOST_ROWS = 2_000_000  # of one CSV or Parquet file; the longest seen has 1.1 million
MOST_COLUMNS = 1_000
LONGEST_CELL = 100_000  # characters of a CSV cell
MOST_MEMBERS = 10_000  # files of an archive; the largest seen has 400
LARGEST_MEMBER = 100_000  # bytes of one of its YAML files unpacked; the largest seen has 12,000
LARGEST_ARCHIVE = 64 * MIB  # of all that is read of an archive, unpacked
MOST_NODES = 20_000  # of one YAML file
MOST_PACKED = 100  # times a column of a Parquet file may be larger unpacked than packed, beyond what is small anyway
SMALL_CHUNK = 64 * MIB
LONGEST_TEXT = 4_096  # bytes of a text in a Parquet file
PATIENCE = 120.0  # seconds to read one file

STUMBLES = (pa.ArrowException, OSError, ValueError, TypeError, MemoryError)  # what Arrow raises over broken files
_NESTED = {dict, list}  # asked of each value of each page: several times faster than isinstance
_CONTROL = r"[\x00-\x1f\x7f]"
_TEXTS = (pa.types.is_string, pa.types.is_large_string, pa.types.is_binary, pa.types.is_large_binary)
# Where a body has any of these, it is written anew before the engine reads it; nearly all have none.
_RAW_CONTROL = bytes(n for n in (*range(0x20), 0x7F) if n not in b"\t\n\r")
_ESCAPED = re.compile(rb"\\u(?:00(?:[0189]|7[fF])|[dD][89a-fA-F])")
_RAW_C1 = re.compile(b"\xc2[\x80-\x9f]")


class NoAnswer(Exception):  # noqa: N818  # not an error of ours: the source has not answered
    """The source did not give a page: why, as the rest of a sentence. ``hopeless``: nor will it give others."""

    def __init__(self, why: str, hopeless: bool = False) -> None:
        super().__init__(one_line(why))
        self.hopeless = hopeless


def read_json(body: bytes) -> Any:
    """The body as JSON."""
    if len(body) > LARGEST_TEXT or body.count(b",") > MOST_VALUES:
        raise NoAnswer("answered more than can be its data")
    try:
        value = json.loads(body.decode("utf-8-sig", errors="surrogateescape"))
    except RecursionError as error:
        raise NoAnswer(f"answered JSON nested deeper than {DEEPEST} levels") from error
    except ValueError as error:
        raise NoAnswer(f"{DRIFT}: no JSON") from error
    level, depth = [value] if type(value) in _NESTED else [], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise NoAnswer(f"answered JSON nested deeper than {DEEPEST} levels")
        level = [c for v in level for c in (v.values() if type(v) is dict else v) if type(c) in _NESTED]
    return value


def read_csv(body: bytes, needed: Collection[str]) -> list[dict[str, str]]:
    """Rows of a CSV file by its header, which must have the columns ``needed``. Cells that a row lacks are empty."""
    if len(body) > LARGEST_TEXT:
        raise NoAnswer("answered more than can be its data")
    text = plain(body.decode("utf-8-sig", errors="replace"))
    csv.field_size_limit(LONGEST_CELL)
    try:
        lines = csv.reader(io.StringIO(text, newline=""))
        names = next(lines, [])
        if "\ufffd" in "".join(names):
            raise NoAnswer(f"{DRIFT}: no CSV")
        if lacking := [column for column in needed if column not in names]:
            raise NoAnswer(f"{DRIFT}: it has no column {', '.join(map(repr, lacking))}")
        empty = dict.fromkeys(names, "")
        rows = list(islice((empty | dict(zip(names, line, strict=False)) for line in lines if line), MOST_ROWS + 1))
    except csv.Error as error:
        raise NoAnswer(f"{DRIFT}: no CSV") from error
    if len(names) > MOST_COLUMNS or len(rows) > MOST_ROWS:
        raise NoAnswer(f"answered more than {MOST_ROWS:,} rows or {MOST_COLUMNS:,} columns")
    return rows


def read_zip(body: bytes, endings: tuple[str, ...]) -> list[tuple[zipfile.ZipInfo, bytes]]:
    """The small files of an archive whose names end so, each with its bytes; folders and links are passed over."""
    found: list[tuple[zipfile.ZipInfo, bytes]] = []
    size = 0
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS:
                raise NoAnswer(f"answered an archive of {len(members):,} files")
            for member in members:
                if not member.filename.lower().endswith(endings) or stat.S_ISLNK(member.external_attr >> 16):
                    continue
                if member.flag_bits & 0x1:
                    raise NoAnswer("answered an archive that is locked with a password")
                with archive.open(member) as file:
                    text = file.read(LARGEST_MEMBER + 1)  # what the archive says of its size may be wrong
                size += len(text)
                if size > LARGEST_ARCHIVE:
                    raise NoAnswer(f"answered an archive that unpacks to more than {LARGEST_ARCHIVE // MIB} MiB")
                if len(text) <= LARGEST_MEMBER:
                    found.append((member, text))
    except NotImplementedError as error:
        raise NoAnswer("answered an archive packed in a way that is not known") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, MemoryError) as error:
        raise NoAnswer(f"{DRIFT}: no archive that can be read") from error
    except Exception as error:  # the parts of a broken archive raise whatever they meet
        if isinstance(error, NoAnswer):
            raise
        raise NoAnswer(f"{DRIFT}: no archive that can be read") from error
    return found


def read_yaml(text: bytes) -> Any:
    """One YAML document, its scalars as text: no tags, no dates, no aliases (a few of them unpack to gigabytes)."""
    depth = nodes = 0
    try:
        for event in yaml.parse(plain(text.decode("utf-8-sig", errors="replace")), Loader=yaml.BaseLoader):
            nodes += 1
            if isinstance(event, yaml.AliasEvent):
                raise NoAnswer("answered YAML with aliases")
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > DEEPEST or nodes > MOST_NODES:
                raise NoAnswer(f"answered YAML of more than {DEEPEST} levels or {MOST_NODES:,} nodes")
        return yaml.load(plain(text.decode("utf-8-sig", errors="replace")), Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        raise NoAnswer(f"{DRIFT}: no YAML") from error


def open_parquet(file: IO[bytes], what: str, most_rows: int = MOST_ROWS, **options: Any) -> pq.ParquetFile:
    """A Parquet file whose own account of itself is within limits; none of its rows is read yet."""
    try:
        parquet = pq.ParquetFile(
            file, thrift_string_size_limit=64 * MIB, thrift_container_size_limit=1_000_000, **options
        )
        rows, columns = parquet.metadata.num_rows, parquet.metadata.num_columns
    except STUMBLES as error:
        _reraise_what_is_not_arrow_s(error)
        raise NoAnswer(f"{what} is cut off or no Parquet file") from error
    if rows > most_rows or columns > MOST_COLUMNS:
        raise NoAnswer(f"{what} says it has {rows:,} rows and {columns:,} columns")
    return parquet


def check_chunks(metadata: pq.FileMetaData, what: str, columns: Collection[str]) -> None:
    """Refuses a column that unpacks out of all measure: a dictionary of some kilobytes may hold gigabytes."""
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        for chunk in (group.column(n) for n in range(group.num_columns)):
            packed, size = max(chunk.total_compressed_size, 1), chunk.total_uncompressed_size
            asked = chunk.path_in_schema.partition(".")[0] in columns
            if asked and size > SMALL_CHUNK and size > MOST_PACKED * packed:
                raise NoAnswer(f"{what} has a column that unpacks from {packed:,} to {size:,} bytes")


def check_pages(body: bytes, metadata: pq.FileMetaData, what: str, columns: Collection[str]) -> None:
    """The same of what the pages say of themselves, by which memory is taken: the account at the end may lie."""
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        for chunk in (group.column(n) for n in range(group.num_columns)):
            if chunk.path_in_schema.partition(".")[0] not in columns or not chunk.num_values:
                continue
            begin = min(chunk.data_page_offset, chunk.dictionary_page_offset or chunk.data_page_offset)
            end = min(begin + chunk.total_compressed_size, len(body))
            size = 0
            while begin < end:
                try:
                    unpacked, packed, begin = _page_header(body, begin)
                except (IndexError, ValueError, RecursionError) as error:
                    raise NoAnswer(f"{what} is cut off or no Parquet file") from error
                size, begin = size + unpacked, begin + packed
            if size > SMALL_CHUNK and size > MOST_PACKED * max(chunk.total_compressed_size, 1):
                raise NoAnswer(f"{what} has a column that unpacks to {size:,} bytes, whatever it says")


def _page_header(body: bytes, at: int) -> tuple[int, int, int]:
    """Bytes of a page unpacked and packed, and where they begin: fields 2 and 3 of its header (Thrift, compact)."""
    sizes = {2: 0, 3: 0}
    field = 0
    while mark := body[at]:
        at, kind = at + 1, mark & 15
        if mark >> 4:
            field += mark >> 4
        else:
            number, at = _varint(body, at)
            field = (number >> 1) ^ -(number & 1)
        if field in sizes and kind == 5:
            number, at = _varint(body, at)
            if number & 1 or number >> 1 > 1 << 31:
                raise ValueError("no size")
            sizes[field] = number >> 1
        else:
            at = _after(body, at, kind)
    return sizes[2], sizes[3], at + 1


def _varint(body: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        number |= (body[at] & 127) << shift
        shift += 7
        at += 1
        if body[at - 1] < 128:
            return number, at
        if shift > 63:
            raise ValueError("no number")


def _after(body: bytes, at: int, kind: int) -> int:
    """Where a value of Thrift's compact form ends, that begins at ``at``. Raises ValueError, IndexError."""
    if kind in (1, 2):  # true and false, said by the kind alone
        return at
    if kind in (3, 7):
        return at + (1 if kind == 3 else 8)
    if kind in (4, 5, 6):
        return _varint(body, at)[1]
    if kind == 8:
        length, at = _varint(body, at)
        return at + length
    if kind == 12:
        while mark := body[at]:
            at = at + 1 if mark >> 4 else _varint(body, at + 1)[1]
            at = _after(body, at, mark & 15)
        return at + 1
    if kind in (9, 10):
        head, at = body[at], at + 1
        length, at = (head >> 4, at) if head < 0xF0 else _varint(body, at)
        for _ in range(length):
            at = at + 1 if head & 15 in (1, 2) else _after(body, at, head & 15)
            if at > len(body):
                raise ValueError("no list")
        return at
    raise ValueError("no header of a page")


def parquet_columns(file: IO[bytes], what: str) -> list[str]:
    """Names of the columns of a Parquet file."""
    return list(open_parquet(file, what).schema_arrow.names)


def parquet_batches(body: bytes, what: str, columns: Collection[str]) -> Iterator[pa.RecordBatch]:
    """The rows of a Parquet file, only ``columns``, texts in dictionaries so that one long text is not written out."""
    file = io.BytesIO(body)
    first = open_parquet(file, what)
    check_chunks(first.metadata, what, columns)
    check_pages(body, first.metadata, what, columns)
    kinds = {name: first.schema_arrow.field(name).type for name in columns}
    texts = [name for name, kind in kinds.items() if any(is_text(kind) for is_text in _TEXTS)]
    until = time.monotonic() + PATIENCE
    rows = 0
    try:
        parquet = open_parquet(file, what, read_dictionary=texts)
        for batch in parquet.iter_batches(50_000, columns=list(columns), use_threads=False):
            rows += batch.num_rows
            if rows > MOST_ROWS or time.monotonic() > until:
                raise NoAnswer(f"{DRIFT}: {what} has more rows than it says, or takes longer than {PATIENCE:g} seconds")
            for column in batch.columns:
                if pa.types.is_dictionary(column.type):
                    longest = pc.max(pc.binary_length(column.dictionary)).as_py() or 0
                    if longest > LONGEST_TEXT:
                        raise NoAnswer(f"{DRIFT}: {what} has a text of {longest:,} bytes")
            yield batch
    except STUMBLES as error:
        _reraise_what_is_not_arrow_s(error)
        raise NoAnswer(f"{DRIFT}: {what} cannot be read") from error


def _reraise_what_is_not_arrow_s(error: BaseException) -> None:
    """Arrow says of a broken file what the system says of a full disk: an ``OSError``, but one without a number."""
    if isinstance(error, OSError) and (type(error) is not OSError or error.errno is not None):
        raise error


def plain_column(column: Any) -> Any:
    """A column of text of an Arrow table without control characters."""
    wrong = pc.match_substring_regex(column, _CONTROL)
    return pc.replace_substring_regex(column, _CONTROL, "") if pc.any(wrong).as_py() else column


def engine_json(body: bytes, suffix: str) -> bytes | None:
    """A captured page as the engine should read it, or None where it can read it as it is.

    CSV becomes lines of JSON; in JSON, control characters, halves of characters and numbers that are none (NaN) go.
    This is the one place at which they do: a capture keeps what came.
    """
    if suffix == "csv":
        return _lines(read_csv(body, ()))
    if not suspect(body):
        return None
    try:
        return _dumped(read_json(body))
    except NoAnswer:
        return _lines([read_json(line) for line in body.splitlines() if line.strip()])


def suspect(body: bytes) -> bool:
    """Whether the engine may not read this JSON as it is: something in it looks like what ``engine_json`` takes out."""
    if len(body.translate(None, _RAW_CONTROL)) != len(body) or b"NaN" in body or b"Infinity" in body:
        return True
    if (b"\\u" in body and _ESCAPED.search(body)) or _RAW_C1.search(body):
        return True
    try:
        body.decode()
    except UnicodeDecodeError:
        return True
    return False


def _lines(values: Collection[Any]) -> bytes:
    return b"\n".join(_dumped(value) for value in values)


def _dumped(value: Any) -> bytes:
    return json.dumps(_plain_value(value), ensure_ascii=False, allow_nan=False).encode()


def _plain_value(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, Mapping):
        return {plain(key): _plain_value(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain_value(inner) for inner in value]
    if isinstance(value, float) and value - value != 0:
        return None  # NaN and the infinities are JSON to Python alone
    return value
