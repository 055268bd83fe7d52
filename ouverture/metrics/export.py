"""A result as bytes (CSV, JSON, Parquet, ZIP), and metrics as files. The same result gives the same bytes."""

from __future__ import annotations

import csv
import io
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ouverture.metrics.bundle import bundle, metadata
from ouverture.metrics.catalogue import Catalogue
from ouverture.metrics.description import column_dicts
from ouverture.metrics.errors import BadParameter
from ouverture.metrics.metric import Metric
from ouverture.metrics.reader import Reader
from ouverture.metrics.result import Result
from ouverture.metrics.writing import write_whole
from ouverture.places import Places
from ouverture.registry.faults import did_you_mean

LOG = logging.getLogger("ouverture.export")

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "zip": "application/zip",
}  # format -> media type

# Excel, LibreOffice and Sheets take a cell that begins so for a formula; the last four are their full-width forms.
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


_CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"  # all but tab and line breaks, which a quoted cell may have


def export(result: Result, format: str, locale: str = "en") -> bytes:
    """The result in a format of FORMATS; ``locale`` is the language of the README in the ZIP. Raises BadParameter."""
    result = _clean(result)
    match format:
        case "csv":
            return csv_bytes(result)
        case "json":
            return json_bytes(result)
        case "parquet":
            return _parquet_bytes(result)
        case "zip":
            return bundle(result, csv_bytes(result), locale)
    raise _unknown_format(format)


def _clean(result: Result) -> Result:
    return replace(result, table=_without_control(result.table))


def _without_control(table: pa.Table) -> pa.Table:
    """The table without NUL and other control characters, which sources lose on their way in and no file may hold."""
    for number, field in enumerate(table.schema):
        column = table.column(number).combine_chunks()
        if pa.types.is_list(field.type) and pa.types.is_string(field.type.value_type):
            texts = pc.replace_substring_regex(column.values, _CONTROL, "")
            plain = pa.ListArray.from_arrays(column.offsets, texts, type=field.type, mask=column.is_null())
        elif pa.types.is_string(field.type):
            plain = pc.replace_substring_regex(column, _CONTROL, "")
        else:
            continue
        table = table.set_column(number, field, plain)
    return table


def _unknown_format(format: str) -> BadParameter:
    hint = did_you_mean(format, FORMATS) or f"; choose {', '.join(FORMATS)}."
    return BadParameter("format", format, list(FORMATS), f"There is no format {format!r}{hint}")


def csv_bytes(result: Result) -> bytes:
    """RFC 4180 in UTF-8: header, CRLF, dates in ISO 8601, NULL as an empty cell, formulas disarmed."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(result.table.column_names)
    cells = [
        [write(value) for value in result.table.column(name).to_pylist()]
        for name, column in result.metric.columns.items()
        for write in [_CSV_CELLS.get(column.type, _as_it_is)]
    ]
    writer.writerows(zip(*cells, strict=True))
    return target.getvalue().encode()


def disarmed(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would run as a formula."""
    return "'" + text if text.startswith(_FORMULA_STARTS) else text


def _as_it_is(value: Any) -> Any:
    return value


def _text_cell(value: str | None) -> str | None:
    return None if value is None else disarmed(value)


def _list_cell(value: list[str | None] | None) -> str | None:
    return None if value is None else disarmed("; ".join(item or "" for item in value))


def _boolean_cell(value: bool | None) -> str | None:
    return None if value is None else str(value).lower()


def _time_cell(value: date | None) -> str | None:
    return None if value is None else _iso(value)


_CSV_CELLS: dict[str, Callable[[Any], Any]] = {
    "text": _text_cell,
    "list": _list_cell,
    "boolean": _boolean_cell,
    "date": _time_cell,
    "timestamp": _time_cell,
}


def _iso(value: date) -> str:
    return value.strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(value, datetime) else value.isoformat()


def json_bytes(result: Result, rows: pa.Table | None = None, **more: object) -> bytes:
    """The rows as JSON, or those of ``rows``, with all that is known of them and what else is to be said."""
    table = result.table if rows is None else _without_control(rows)
    content = {
        **metadata(result),
        "build_id": result.build.build_id,
        "columns": [told for told in column_dicts(result.metric) if told["name"] in table.column_names],
        **more,
        "rows": table.to_pylist(),
    }
    return (json.dumps(content, ensure_ascii=False, allow_nan=False, default=_iso) + "\n").encode()


def described_table(result: Result) -> pa.Table:
    """The rows as Parquet holds them: with the meaning of each column, and all that is known of them beside."""
    return _described(_clean(result))


def _described(result: Result) -> pa.Table:
    fields = [
        field.with_metadata({"unit": column.unit or "", "meaning": column.meaning.en})
        for field, column in zip(result.table.schema, result.metric.columns.values(), strict=True)
    ]
    about = {"ouverture": json.dumps(metadata(result), ensure_ascii=False)}
    return result.table.cast(pa.schema(fields, metadata=about))


def _parquet_bytes(result: Result) -> bytes:
    target = io.BytesIO()
    pq.write_table(_described(result), target, compression="zstd")
    return target.getvalue()


def export_metrics(
    places: Places,
    names: Sequence[str],
    format: str,
    out: Path,
    params: Mapping[str, str],
    *,
    catalogue: Catalogue | None = None,
    drawn: Callable[[Result, str], bytes] | None = None,
) -> list[Path]:
    """Write ``<out>/<name>.<format>`` for each metric, all of them where ``names`` is empty; returns the paths.

    Each metric takes those of ``params`` that it declares. Of all metrics, those that need a parameter which is not
    given are left out, with a line in the log. ``drawn`` makes the bytes of formats that are no rows. Everything is
    checked before the first file is written. Raises UnknownMetric, BadParameter and what ``Reader.run`` raises.
    """
    if drawn is None and format not in FORMATS:
        raise _unknown_format(format)
    reader = Reader(places, catalogue)
    chosen = [reader.catalogue[name] for name in dict.fromkeys(names or reader.catalogue)]
    _check_known(chosen, params)
    orders = {}
    for metric in chosen:
        own = {name: value for name, value in params.items() if name in metric.parameters}
        if not names and (lacking := set(metric.required) - own.keys()):
            LOG.warning("%s is left out: it needs --param %s=…", metric.name, min(lacking))
        else:
            orders[metric.name] = metric.validate(own)
    written = []
    try:
        for name, values in orders.items():
            path = out / f"{name}.{format}"
            result = reader.run(name, values)
            if result.table.num_rows == 0:
                given = ", ".join(f"{key}={value}" for key, value in params.items() if key in values)
                LOG.warning("%s has no rows%s", name, f" under {given}" if given else "")
            write_whole(path, drawn(result, format) if drawn else export(result, format))
            written.append(path)
    finally:
        reader.close()
    return written


def _check_known(chosen: Sequence[Metric], params: Mapping[str, str]) -> None:
    known = {name for metric in chosen for name in metric.parameters}
    for name, value in params.items():
        if name not in known:
            hint = did_you_mean(name, known) or f"; known: {', '.join(sorted(known)) or 'none'}."
            message = f"No chosen metric has a parameter {name!r}{hint}"
            raise BadParameter(name, value, sorted(known), message)
