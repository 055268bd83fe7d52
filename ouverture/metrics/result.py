"""The rows of one metric, with all that is needed to show, cite and reproduce them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import count
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ouverture.formatting import placeholders, sentence
from ouverture.metrics.credits import Credit
from ouverture.metrics.errors import QueryFailed
from ouverture.metrics.literals import with_values
from ouverture.metrics.metric import Column, Metric
from ouverture.metrics.parameters import Value
from ouverture.metrics.unknown_task import UnknownTask
from ouverture.metrics.warehouse import BuildInfo
from ouverture.metrics.words import words_in

_UNKNOWN = pa.nulls(1, pa.float64())[0]  # a Python None would import pandas, which no command line needs
_TOKENS = count()
ARROW_TYPES: dict[str, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us", tz="UTC"),
    "list": pa.list_(pa.string()),
}


@dataclass(frozen=True)
class Finding:
    """The case that holds, the values its sentence quotes, and how far to trust it."""

    case: str
    values: Mapping[str, Any]
    as_of: date | None
    confidence: str  # high, medium, low
    confidence_reason: str | None = None  # key of the dashboard's texts
    names: Mapping[str, str] = field(default_factory=dict)  # lab_id -> display name


@dataclass(frozen=True)
class Result:
    """The rows of one metric with everything needed to show, cite and reproduce them."""

    metric: Metric
    table: pa.Table
    parameters: dict[str, Value]
    finding: Finding | None
    build: BuildInfo
    truncated: bool
    credits: list[Credit]
    unknown_task: UnknownTask | None = None  # what the scope of tasks cannot place
    token: int = field(default_factory=_TOKENS.__next__, init=False, repr=False, compare=False)  # no two have one

    @cached_property
    def sql(self) -> str:
        """The query with its values written in, ready for any DuckDB shell on the build's file."""
        metric = self.metric
        heading = f"-- Ouverture: {metric.name}, version {metric.edition}, build {self.build.build_id}"
        return f"{heading}\n{with_values(metric.sql, {**metric.constants, **self.parameters})};\n"

    def headline(self, locale: str = "en") -> str | None:
        """The finding as a sentence, or None where the metric has none. Raises QueryFailed for a value it lacks."""
        return self._sentence("finding", locale)

    @property
    def quoted(self) -> list[tuple[Any, str]]:
        """The values that the headline quotes, each with how it is written; none where there is no headline."""
        if self.finding is None or self.finding.case not in self.metric.finding:
            return []
        named = placeholders(self.metric.finding[self.finding.case].en)
        return [(self.finding.values[name], spec) for name, spec in named if name in self.finding.values]

    def title(self, locale: str = "en") -> str:
        """The headline, or the metric's title where it has none."""
        return self.headline(locale) or self.metric.title.in_(locale)

    def note(self, locale: str = "en") -> str | None:
        """What a reader must know beside the headline, or None where the case that holds has no note.

        A table that is cut says how much of it is shown. Raises QueryFailed for a value that the finding's query lacks.
        """
        sentences = [self._sentence("note", locale), self._shown(locale)]
        return " ".join(filter(None, sentences)) or None

    def _shown(self, locale: str) -> str | None:
        """How many of how many are shown, from the column ``shown_of``; None where all are."""
        total = pc.max(self.table.column("shown_of")).as_py() if "shown_of" in self.table.column_names else None
        chart = self.metric.chart
        each = self.table.column(chart.x) if chart.x and chart.kind != "tree" else self.table.column(0)
        shown = len(pc.unique(each)) if chart.x and chart.kind != "tree" else self.table.num_rows
        if total is None or total <= shown:
            return None
        return sentence(words_in(locale)["shown"], {"shown": shown, "total": total}, locale)

    def _sentence(self, section: str, locale: str) -> str | None:
        templates = self.metric.finding if section == "finding" else self.metric.note
        if self.finding is None or self.finding.case not in templates:
            return None
        template = templates[self.finding.case].in_(locale)
        try:
            return sentence(template, self.finding.values, locale, self.finding.names)
        except KeyError as missing:
            where = f"{self.metric.file}: [{section}.{self.finding.case}]"
            raise QueryFailed(f"{where} quotes {missing}, which its query does not give.") from None


def flags_in(table: pa.Table) -> list[str]:
    """Marks that occur in the column ``flags`` of the rows, such as break, stale or partial, each once."""
    if "flags" not in table.column_names:
        return []
    return sorted({flag for cell in table.column("flags").to_pylist() for flag in (cell or "").split()})


def declared_table(table: pa.Table, metric: Metric) -> pa.Table:
    """The rows in the declared types, not-a-number and infinity as NULL. Raises QueryFailed where they do not fit."""
    if table.column_names != list(metric.columns):
        names = ", ".join(table.column_names)
        raise QueryFailed(f"{metric.file} declares other columns than its query returns ({names}); correct 'columns'.")
    columns = [_declared(table.column(name), name, column, metric) for name, column in metric.columns.items()]
    schema = pa.schema([pa.field(name, ARROW_TYPES[column.type]) for name, column in metric.columns.items()])
    return pa.table(columns, schema=schema)


def _declared(values: pa.ChunkedArray, name: str, column: Column, metric: Metric) -> pa.ChunkedArray:
    try:
        values = values.cast(ARROW_TYPES[column.type])
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        message = f"{metric.file}: [column.{name}] is declared {column.type} but comes as {values.type}."
        raise QueryFailed(message) from None
    if column.type == "number":
        return pc.if_else(pc.is_finite(values), values, _UNKNOWN)
    return values
