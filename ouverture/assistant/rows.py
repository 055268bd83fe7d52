"""The rows of a result and the scope that they hold for, as an assistant reads them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ouverture.metrics.export import export
from ouverture.metrics.parameters import Parameter
from ouverture.metrics.result import Result


def scope_of(result: Result, language: str) -> dict[str, str]:
    """The parameters that hold, named as a reader reads them."""
    named = result.metric.parameters
    return {
        declared.label.in_(language): "–" if value is None else Parameter.text(value)
        for name, value in result.parameters.items()
        for declared in [named[name]]
    }


def newest_first(result: Result) -> pa.Table:
    """The rows, those of a line of days from its end: what is cut off is the past."""
    x = result.metric.chart.x
    if x is None or not pa.types.is_date(result.table.schema.field(x).type):
        return result.table
    order = pc.sort_indices(result.table, [(x, "descending")])
    return result.table.take(order)


def rows_of(result: Result, table: pa.Table) -> list[dict[str, Any]]:
    """Rows as JSON holds them, by the same hand as every download's."""
    rows: list[dict[str, Any]] = json.loads(export(replace(result, table=table), "json"))["rows"]
    return rows
