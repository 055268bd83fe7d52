"""Some rows of a metric at a time: so many, from a place on, of some columns, since a day. Files are always whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import pyarrow as pa
import pyarrow.compute as pc

from ouverture.metrics.metric import PAGING, Metric
from ouverture.metrics.parameters import Parameter, Value
from ouverture.metrics.reader import DAYS
from ouverture.metrics.strict import Text

DEFAULT, MOST = 1_000, 10_000  # rows of an answer
OFFSET = 100_000  # rows that a metric has at most


def day_of(metric: Metric) -> str | None:
    """The column that says of which day a row is; None where rows have none."""
    return next((name for name in DAYS if name in metric.columns and metric.columns[name].type == "date"), None)


def paging_of(metric: Metric) -> dict[str, Parameter]:
    """What a page of its rows takes beside the metric's own parameters. One's own ``since`` goes before ours."""
    limit, offset, fields = PAGING
    taken = {
        limit: Parameter(type="integer", default=DEFAULT, min=1, max=MOST, label=Text(en="Rows", fr="Lignes")),
        offset: Parameter(
            type="integer", default=0, min=0, max=OFFSET, label=Text(en="Rows before", fr="Lignes avant")
        ),
        fields: Parameter(
            type="list",
            null=True,
            allowed=list(metric.columns),
            max_items=len(metric.columns),
            label=Text(en="Columns", fr="Colonnes"),
        ),
    }
    if day_of(metric) and "since" not in metric.parameters:
        label = Text(en="Rows of this day or later", fr="Lignes de ce jour ou d'après")
        taken["since"] = Parameter(type="date", null=True, label=label)
    return taken


def with_paging(metric: Metric) -> Metric:
    """The metric, taking what a page takes as well."""
    return metric.model_copy(update={"parameters": {**metric.parameters, **paging_of(metric)}})


def page(metric: Metric, table: pa.Table, asked: Mapping[str, Value]) -> tuple[pa.Table, int]:
    """The rows that ``asked`` (values of ``paging_of``) takes, and how many there are without limit and offset."""
    if asked.get("since") is not None:
        table = table.filter(pc.greater_equal(table.column(day_of(metric)), pa.scalar(asked["since"])))
    return table.slice(asked["offset"], asked["limit"]).select(asked["fields"] or table.column_names), table.num_rows


def next_page(address: str, given: Mapping[str, Any], asked: Mapping[str, Value], total: int) -> str | None:
    """The address of the rows after these; None behind the last."""
    offset = int(asked["offset"]) + int(asked["limit"])  # type: ignore[arg-type]
    if offset >= total:
        return None
    return (
        f"{address}?{urlencode({name: Parameter.text(value) for name, value in {**given, 'offset': offset}.items()})}"
    )
