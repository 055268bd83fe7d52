"""Parquet files of public archives: columns by name, rows of the models in scope, a few megabytes at a time.

An archive's layout is not ours to decide and has changed before. Columns are found by name; one that is missing leaves
its values unknown, except the model's id and its downloads; one of a type not understood refuses the file.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import IO, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ouverture.pipeline.sources.foreign import STUMBLES, NoAnswer, check_chunks, open_parquet, plain_column

BATCH_ROWS = 50_000
MOST_ROWS = 200_000_000  # of one file: a month of days of every model there is
PATIENCE = 3_600.0  # seconds to read one file
AT_ONCE = 128 << 20  # bytes; a row group whose columns are larger is streamed, a smaller one read in few requests
STREAM_BUFFER = 4 << 20  # bytes asked for at a time of a column that is streamed
KEPT_TAGS = ("license:", "base_model:")  # the rest of the tags is most of a file, and nothing here reads it

# What a captured day holds, by the names of the Hub's API; `parameters` stands for safetensors and gguf.
SCHEMA = pa.schema(
    [
        ("_id", pa.string()),
        ("id", pa.string()),
        ("downloads", pa.int64()),
        ("downloadsAllTime", pa.int64()),
        ("likes", pa.int64()),
        ("trendingScore", pa.float64()),
        ("createdAt", pa.string()),
        ("pipeline_tag", pa.string()),
        ("library_name", pa.string()),
        ("gated", pa.string()),
        ("parameters", pa.int64()),
        ("tags", pa.list_(pa.string())),
    ]
)
NEEDED = ("id", "downloads")
ONE_A_WEIGHT = re.compile("F64|F32|F16|BF16|F8_E4M3.*|F8_E5M2.*")  # dtypes of which each element is a weight


class NotUnderstood(ValueError):  # noqa: N818  # said of a file, as the rest of a sentence
    """The file is not of a form that this version knows: how, as the rest of a sentence."""


@dataclass(frozen=True)
class Scope:
    """Which models of a file are kept: those of ``organisations``, those of ``models``, the ``top`` by downloads."""

    organisations: frozenset[str]
    models: frozenset[str]
    top: int


def read_days(
    file: IO[bytes], names: Mapping[str, str], days: Collection[date] | None, scope: Scope
) -> dict[date | None, pa.Table]:
    """The rows in scope of each of ``days``; of the whole file, under None, where a file holds one day.

    ``names`` maps the names of ``SCHEMA`` (and ``day``) to the file's. Raises ``NotUnderstood`` for a file without the
    needed columns, of another type than known or not readable as Parquet.
    """
    try:
        parquet = open_parquet(file, "it", MOST_ROWS, pre_buffer=True)
        check_chunks(parquet.metadata, "it", frozenset(names.values()))
    except NoAnswer as error:
        raise NotUnderstood(str(error).removeprefix("it ")) from error
    here = parquet.schema_arrow
    found = {ours: theirs for ours, theirs in names.items() if theirs in here.names}
    needed = NEEDED if days is None else (*NEEDED, "day")
    if missing := [names.get(column, column) for column in needed if column not in found]:
        known = ", ".join(here.names[:12])
        raise NotUnderstood(f"has no column {' and no '.join(missing)}, it has {known}")
    if days is not None and not pa.types.is_date(here.field(found["day"]).type):
        raise NotUnderstood(f"has a column {found['day']} of type {here.field(found['day']).type} where a date is due")
    values = _lower(scope.organisations), _lower(scope.models)
    kept: dict[date | None, list[tuple[pa.Table, Any]]] = {day: [] for day in (days if days is not None else (None,))}
    until = time.monotonic() + PATIENCE
    try:
        for batch in _batches(file, parquet.metadata, sorted(set(found.values())), found.get("tags", "")):
            if time.monotonic() > until:
                raise NotUnderstood(f"takes more than {PATIENCE / 60:g} minutes to read")
            for day, parts in kept.items():
                rows = batch if day is None else batch.filter(pc.equal(batch.column(found["day"]), pa.scalar(day)))
                if rows.num_rows:
                    parts.append(_in_scope(rows, found, values, scope.top))
    except NotUnderstood:
        raise
    except STUMBLES as error:
        if isinstance(error, OSError) and (type(error) is not OSError or error.errno is not None):
            raise  # not Arrow's: the network's, or the disk's
        raise NotUnderstood(f"cannot be read ({' '.join(str(error).split())[:120]})") from error
    return {day: _cut_to_top(parts, scope.top) for day, parts in kept.items() if parts}


def _batches(file: IO[bytes], metadata: pq.FileMetaData, columns: list[str], tags: str) -> Iterator[pa.RecordBatch]:
    """The file's rows, row group by row group, so that memory holds a batch and not the file.

    Of ``tags`` each text is decoded once, for its values are most of what there is to decode.
    """
    paths = [metadata.schema.column(i).path for i in range(metadata.num_columns)]
    leaves = [i for i, path in enumerate(paths) if path.partition(".")[0] in columns]
    encoded = [path for path in paths if path.partition(".")[0] == tags]
    parquet = pq.ParquetFile(file, metadata=metadata, read_dictionary=encoded, pre_buffer=True)
    streamed = None
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        size = sum(group.column(i).total_uncompressed_size for i in leaves)
        reader = parquet
        if size > AT_ONCE:
            streamed = streamed or pq.ParquetFile(
                file, metadata=metadata, read_dictionary=encoded, buffer_size=STREAM_BUFFER, pre_buffer=False
            )
            reader = streamed
        yield from reader.iter_batches(BATCH_ROWS, row_groups=[number], columns=columns, use_threads=False)


def _in_scope(
    batch: pa.RecordBatch, found: Mapping[str, str], values: tuple[pa.Array, pa.Array], top: int
) -> tuple[pa.Table, Any]:
    """Rows that are in scope or may be among the top, and which of them are in scope whatever their downloads."""
    ids, downloads = _text(batch, found["id"]), _count(batch, found["downloads"])
    names = pc.utf8_lower(pc.fill_null(ids, ""))
    organisation = pc.list_element(pc.split_pattern(names, "/", max_splits=1), 0)
    named = pc.or_(pc.is_in(organisation, value_set=values[0]), pc.is_in(names, value_set=values[1]))
    named = named.to_numpy(zero_copy_only=False)
    chosen = pa.array(named | _largest(downloads, top))
    rows = batch.filter(chosen)
    return _typed(rows, found), named[chosen.to_numpy(zero_copy_only=False)]


def _lower(names: Collection[str]) -> pa.Array:
    return pa.array(sorted({name.lower() for name in names}), pa.string())  # names compare so on the Hub


def _cut_to_top(parts: list[tuple[pa.Table, Any]], top: int) -> pa.Table:
    table, named = pa.concat_tables([table for table, _ in parts]), np.concatenate([named for _, named in parts])
    chosen = named | _largest(table.column("downloads"), top)
    return table if chosen.all() else table.filter(pa.array(chosen))


def _largest(downloads: Any, top: int) -> Any:
    """Mask of the ``top`` largest counts and all equal to the last of them; none that is zero."""
    counts = pc.fill_null(downloads, 0).to_numpy(zero_copy_only=False)
    least = np.partition(counts, -top)[-top] if 0 < top < len(counts) else (1 if top else np.iinfo(np.int64).max)
    return counts >= max(least, 1)


def _typed(rows: pa.RecordBatch, found: Mapping[str, str]) -> pa.Table:
    columns: list[Any] = []
    for field in SCHEMA:
        theirs = found.get(field.name)
        if field.name == "parameters":
            columns.append(_parameters(rows, found))
        elif theirs is None:
            columns.append(pa.nulls(rows.num_rows, field.type))
        elif field.name == "tags":
            columns.append(_tags(rows, theirs))
        elif field.type == pa.int64():
            columns.append(_count(rows, theirs))
        elif field.type == pa.float64():
            columns.append(_number(rows, theirs).cast(pa.float64(), safe=False))
        else:
            columns.append(_text(rows, theirs))
    return pa.Table.from_arrays(columns, schema=SCHEMA)


def _number(rows: pa.RecordBatch, name: str) -> Any:
    column = rows.column(name)
    if pa.types.is_null(column.type):
        return pa.nulls(len(column), pa.int64())
    if not (pa.types.is_integer(column.type) or pa.types.is_floating(column.type)):
        raise NotUnderstood(f"has a column {name} of type {column.type} where a number is due")
    return column


def _count(rows: pa.RecordBatch, name: str) -> Any:
    column = _number(rows, name)
    if pa.types.is_floating(column.type):  # as tools write integers with gaps: NaN is a gap
        column = pc.if_else(pc.fill_null(pc.is_finite(column), False), column, pa.scalar(None, column.type))
    return column.cast(pa.int64(), safe=False)


def _text(rows: pa.RecordBatch, name: str) -> Any:
    column = rows.column(name)
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.timestamp("us"), safe=False)  # UTC: the zone goes, the instant stays
    elif pa.types.is_nested(column.type) or pa.types.is_binary(column.type):
        raise NotUnderstood(f"has a column {name} of type {column.type} where text is due")
    return plain_column(column.cast(pa.string()))


def _tags(rows: pa.RecordBatch, name: str) -> Any:
    column = rows.column(name)
    if pa.types.is_null(column.type):
        return pa.nulls(len(column), pa.list_(pa.string()))
    if not (pa.types.is_list(column.type) or pa.types.is_large_list(column.type)):
        raise NotUnderstood(f"has a column {name} of type {column.type} where a list is due")
    tags, owner = column.flatten(), pc.list_parent_indices(column)
    if not pa.types.is_dictionary(tags.type):
        tags = tags.cast(pa.string()).dictionary_encode()
    texts = plain_column(tags.dictionary.cast(pa.string()))
    kept = pc.or_(*(pc.starts_with(texts, start) for start in KEPT_TAGS))
    wanted = pc.fill_null(kept.take(tags.indices), False)
    owners = owner.filter(wanted).to_numpy(zero_copy_only=False)
    offsets = np.searchsorted(owners, np.arange(len(column) + 1)).astype(np.int32)
    return pa.ListArray.from_arrays(offsets, texts.take(tags.indices.filter(wanted)), mask=column.is_null())


def _parameters(rows: pa.RecordBatch, found: Mapping[str, str]) -> Any:
    """Parameters as safetensors tells them, else as GGUF does; unknown where weights are packed, which under-counts."""
    counts = [_weights(rows, found[name]) for name in ("safetensors", "gguf") if name in found]
    return pc.coalesce(*counts, pa.nulls(rows.num_rows, pa.int64()))


def _weights(rows: pa.RecordBatch, name: str) -> Any:
    column = rows.column(name)
    if not (
        pa.types.is_struct(column.type) or pa.types.is_string(column.type) or pa.types.is_large_string(column.type)
    ):
        return pa.nulls(len(column), pa.int64())  # another form: size unknown, everything else holds
    return pa.array([_counted(_record(cell)) for cell in column.to_pylist()], pa.int64())


def _record(cell: Any) -> Any:
    """What stands in a cell: a record, or the text of one as JSON."""
    if not isinstance(cell, str):
        return cell
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return None


def _counted(record: Any) -> int | None:
    """The sum of the parts, by dtype, else the total; None where packed (the rule of 03_raw_weights.sql)."""
    if not isinstance(record, dict):
        return None
    parts, total = record.get("parameters"), record.get("total")
    counts = {name: n for name, n in parts.items() if n is not None} if isinstance(parts, dict) else {}
    if counts and all(_is_count(n) for n in counts.values()):
        total = sum(counts.values())
        if 100 * sum(n for name, n in counts.items() if not ONE_A_WEIGHT.fullmatch(name.upper())) > total:
            return None
    return total if isinstance(total, int) and _is_count(total) and 0 < total < 2**63 else None


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
