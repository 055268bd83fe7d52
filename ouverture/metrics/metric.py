"""One metric: what its file states, its queries and the rules that hold between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Literal

from pydantic import Field, model_validator

from ouverture.formatting import template_faults
from ouverture.metrics.credits import known_credits
from ouverture.metrics.errors import BadParameter, clipped
from ouverture.metrics.literals import named_in, parameter_names, statements
from ouverture.metrics.parameters import Parameter, Value
from ouverture.metrics.strict import LOCALES, Change, Line, StrictModel, Text, Texts
from ouverture.registry.faults import Contradictions, Finding, did_you_mean

PAGING = ("limit", "offset", "fields")  # of an answer in pages
RESERVED = ("build", "format", "lang", *PAGING)  # words of the HTTP and command-line interfaces
FINDING = frozenset({"finding_case", "as_of", "confidence"})  # what every finding's query gives
ROWS = "rows"  # in `sources`: the sources named in the rows

SPEC_CURVE = {  # columns, with their types, of a metric that tells whether a headline holds under other definitions
    "source": "text",
    "snapshot_date": "date",
    "definition": "text",
    "figure": "number",
    "verdict": "text",
    "holds": "boolean",
    "chosen": "boolean",
}
WHOLE = (
    *("models", "downloads", "likes", "installs", "organisations", "labs", "runs", "requests", "files", "bytes"),
    *("parameters", "tokens", "rank", "days"),
)  # units of things that are whole
WITHOUT_VALUE = ("timeline", "matrix", "table")  # kinds whose y is a row, not a value

NAME = re.compile(r"[a-z][a-z0-9_]*")


class Column(StrictModel):
    """One column of the rows. Shares are fractions of 1; instants (``timestamp``) are UTC.

    Without ``type`` it is text, or what its unit counts in: whole things are integers, all else numbers.
    """

    type: Literal["text", "integer", "number", "boolean", "date", "timestamp", "list"]
    label: Text
    meaning: Text
    unit: (
        Literal[
            "models",
            "downloads",
            "downloads_per_day",
            "likes",
            "installs",
            "organisations",
            "labs",
            "runs",
            "requests",
            "files",
            "bytes",
            "parameters",
            "tokens",
            "share",  # 0 to 1, shown in %
            "percent_change",  # a fraction: 0.12 is +12 %
            "point_change",  # a difference of two shares: 0.12 is +12 points
            "ratio",
            "index",  # 100 at the base
            "score",
            "points",
            "rank",
            "days",
            "months",
            "years",
            "usd_per_mtok",
        ]
        | None
    ) = None

    @model_validator(mode="before")
    @classmethod
    def _type_of_unit(cls, stated: Any) -> Any:
        if not isinstance(stated, dict) or "type" in stated:
            return stated
        unit = stated.get("unit")
        return {**stated, "type": "text" if unit is None else "integer" if unit in WHOLE else "number"}


class Chart(StrictModel):
    """How the card draws the rows. Lines of two facets are never joined.

    ``y_of`` names a parameter and, for each of its values, the column that y shows then. ``low`` and ``high`` bound
    an interval around y; of a dot, ``low`` is the second value of its row.
    """

    kind: Literal[
        "line",
        "step",
        "area",
        "column",
        "bump",
        "bar",
        "dot",
        "interval",
        "scatter",
        "timeline",
        "multiples",
        "heatmap",
        "matrix",
        "tree",
        "map",
        "table",
    ]
    x: Line | None = None
    y: Line | None = None
    y_of: dict[Line, dict[Line, Line]] | None = None
    series: Line | None = None
    facet: Line | None = None
    low: Line | None = None
    high: Line | None = None
    stack: bool = False
    log: bool = False

    def columns(self) -> list[tuple[str, str]]:
        """(key, column) of every column it names."""
        keys = [(key, getattr(self, key)) for key in ("x", "y", "series", "facet", "low", "high")]
        chosen = [("y_of", column) for columns in (self.y_of or {}).values() for column in columns.values()]
        return [(key, column) for key, column in keys if column is not None] + chosen

    def y_for(self, parameters: Mapping[str, Value]) -> str | None:
        """The column that y shows under these parameters."""
        for name, columns in (self.y_of or {}).items():
            return columns[str(parameters[name])]
        return self.y


class Metric(StrictModel):
    """One metric: what its file states, its query and the query that says what the rows show."""

    name: str
    topic: str
    file: str
    sql: str
    finding_sql: str | None

    title: Text
    question: Text
    unit: Text
    grain: Line
    spec_curve: Line | None = None  # metric of SPEC_CURVE's columns: this headline under each definition
    sources: Literal["rows"] | list[Line]
    formula: Text
    limits: Texts
    constants: dict[str, Any] = Field(default_factory=dict)
    parameters: dict[str, Parameter] = Field(default_factory=dict)
    columns: dict[str, Column]
    chart: Chart
    changelog: list[Change] = Field(min_length=1)
    finding: dict[str, Text] = Field(default_factory=dict)
    note: dict[str, Text] = Field(default_factory=dict)
    empty: Text | None = None  # why there may be no rows, where the first limit does not say it

    @model_validator(mode="after")
    def _is_consistent(self) -> Metric:
        faults = [*self._name_faults(), *self._query_faults(), *self._finding_faults()]
        for key, column in self.chart.columns():
            if column not in self.columns:
                faults.append((("chart", key), f"names no column: {column!r}{did_you_mean(column, self.columns)}"))
        if self.chart.kind != "table" and not (self.chart.x and (self.chart.y or self.chart.y_of)):
            faults.append((("chart",), "the chart's 'x' and 'y' are missing"))
        faults += self._chart_faults()
        credited = [self.sources] if isinstance(self.sources, str) else self.sources
        for source in credited:
            if source != ROWS and source not in known_credits():
                known = known_credits()
                faults.append(
                    (("sources",), f"the source {source!r} is not in sources.toml{did_you_mean(source, known)}")
                )
        if ROWS in credited and "source" not in self.columns:
            faults.append((("sources",), "sources = \"rows\" needs a column 'source'"))
        if [change.version for change in self.changelog] != sorted({change.version for change in self.changelog}):
            faults.append((("changelog",), "the versions of 'changelog' do not count up"))
        if faults:
            raise Contradictions(faults)
        return self

    def _name_faults(self) -> Iterator[Finding]:
        sections: dict[str, Iterable[str]] = {
            "column": self.columns,
            "parameter": self.parameters,
            "constants": self.constants,
        }
        for section, names in sections.items():
            for name in names:
                if not NAME.fullmatch(name):
                    yield (section, name), f"{name!r} is not a lower-case name"
        for name in self.parameters:
            if name in RESERVED:
                yield ("parameter", name), "the name is taken by the interface; choose another"
            if name in self.constants:
                yield ("parameter", name), "is a constant as well"

    def _query_faults(self) -> Iterator[Finding]:
        queries = {".sql": self.sql, ".finding.sql": self.finding_sql or ""}
        known = {*self.parameters, *self.constants}
        for suffix, query in queries.items():
            for name in sorted(set(parameter_names(query)) - known):
                yield (suffix, f"${name}"), f"${name} is neither a parameter nor a constant{did_you_mean(name, known)}"
            if statements(query):
                yield (suffix, ";"), "a query is one statement without semicolon"
        used = {name for query in queries.values() for name in parameter_names(query)}
        for name in sorted(set(self.parameters) - used - set(self.chart.y_of or {})):
            yield ("parameter", name), "is never used by the query"
        for name in sorted(set(self.rules) & used - set(parameter_names(self.sql))):
            yield ("parameter", name), "is used by the finding alone: the rows are the same whatever it is"

    def _chart_faults(self) -> Iterator[Finding]:
        for name, columns in (self.chart.y_of or {}).items():
            allowed = self.parameters[name].allowed if name in self.parameters else None
            if set(columns) != set(allowed or ()):
                yield ("chart", "y_of", name), f"needs a column for each allowed value of the parameter {name!r}"
        if self.chart.kind in WITHOUT_VALUE:
            return
        for key, column in self.chart.columns():
            kind = self.columns[column].type if column in self.columns else "number"
            if key in ("y", "y_of", "low", "high") and kind not in ("integer", "number"):
                yield ("chart", key), f"must be a number, and {column!r} is {kind}: x is the category, y its value"

    def _finding_faults(self) -> Iterator[Finding]:
        if (self.finding_sql is None) != (not self.finding):
            yield ("finding",), f"texts of 'finding' and a query {self.name}.finding.sql go together"
        for case in self.note:
            if case not in self.finding:
                yield ("note", case), f"has no [finding.{case}]{did_you_mean(case, self.finding)}"
        for section, texts in (("finding", self.finding), ("note", self.note)):
            for case, text in texts.items():
                for locale in LOCALES:
                    for fault in template_faults(text.in_(locale)):
                        yield (section, case, locale), f"{locale}: {fault}"

    @property
    def version(self) -> int:
        """The version of its rule: that of the last change."""
        return self.changelog[-1].version

    @cached_property
    def tables(self) -> frozenset[str]:
        """Tables, views and table macros that its queries name, but for their own WITH clauses and ``result``."""
        return frozenset().union(*(named_in(query) for query in (self.sql, self.finding_sql) if query)) - {"result"}

    @property
    def rules(self) -> dict[str, Parameter]:
        """Its parameters whose rule has versions of its own, shared with other metrics."""
        return {name: parameter for name, parameter in self.parameters.items() if parameter.changelog}

    @property
    def edition(self) -> str:
        """Its version with those of the rules that it shares, as in ``1 (tasks 2)``: what a citation names."""
        shared = ", ".join(f"{name} {rule.version}" for name, rule in self.rules.items())
        return f"{self.version} ({shared})" if shared else str(self.version)

    @property
    def is_spec_curve(self) -> bool:
        """Whether its rows are definitions: its parameters choose one of them, and all are shown."""
        return self.columns.keys() >= SPEC_CURVE.keys()

    @property
    def required(self) -> list[str]:
        """Parameters that the caller must give."""
        return [name for name, parameter in self.parameters.items() if parameter.required]

    def validate(self, given: Mapping[str, object] | None = None) -> dict[str, Value]:  # type: ignore[override]
        """Every parameter with its value: those given, parsed and checked, and the defaults of the others.

        Values may be text as in a URL. Raises BadParameter. Values of ``allowed_from`` are checked by the reader.
        """
        given = given or {}
        for name, value in given.items():
            if name not in self.parameters:
                hint = did_you_mean(name, self.parameters) or f"; it takes {', '.join(self.parameters) or 'none'}."
                message = f"{self.name} has no parameter {clipped(name)!r}{hint}"
                raise BadParameter(name, value, list(self.parameters), message)
        values: dict[str, Value] = {}
        for name, parameter in self.parameters.items():
            raw = given.get(name)
            if name not in given or (raw is None and not parameter.null):
                raw = parameter.default
            try:
                values[name] = parameter.parse(raw)
            except ValueError as fault:
                message = f"Parameter {name!r} of {self.name} {fault}."
                raise BadParameter(name, raw, parameter.accepts(), message) from None
        return values

    def changed_from_default(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """Of these validated values those that differ from the defaults: what a link must carry."""
        defaults = {
            name: None if parameter.default is None else parameter.parse(parameter.default)
            for name, parameter in self.parameters.items()
        }
        return {name: value for name, value in values.items() if value != defaults[name]}
