"""Answers a metric with rows: read-only, locked down, bounded in rows and time, cached by build."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from threading import Lock
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
from cachetools import LRUCache

from ouverture.metrics.archive import Archive
from ouverture.metrics.catalogue import Catalogue, own_catalogue
from ouverture.metrics.credits import Credit, credits_of
from ouverture.metrics.errors import (
    BadParameter,
    BuildGone,
    MetricError,
    NotHeld,
    QueryFailed,
    QueryTimeout,
    clipped,
)
from ouverture.metrics.literals import parameter_names
from ouverture.metrics.metric import FINDING, ROWS, Metric
from ouverture.metrics.parameters import Parameter, Value
from ouverture.metrics.result import Finding, Result, declared_table
from ouverture.metrics.unknown_task import unknown_task
from ouverture.metrics.warehouse import BuildInfo, OpenBuild, Warehouse
from ouverture.places import Places
from ouverture.registry.faults import did_you_mean

ROW_LIMIT = 100_000
TIME_LIMIT = 10.0  # seconds
CACHED_RESULTS = 256
CACHED_COLUMNS = 64  # columns whose values are remembered
CACHED_BYTES = 64 * 2**20
DAYS = ("observed_on", "snapshot_date", "as_of", "measured_on")  # columns that say of which day a row is
_ONLY_HELD: ContextVar[bool] = ContextVar("only_held", default=False)
CHOICES = 2_000  # values of a column offered as choices; beyond it only the membership is checked


class Reader:
    """Runs metrics on the published builds of ``places``. Safe for threads; follows the pointer at each call."""

    def __init__(
        self,
        places: Places,
        catalogue: Catalogue | None = None,
        *,
        row_limit: int = ROW_LIMIT,
        time_limit: float = TIME_LIMIT,
    ) -> None:
        self.catalogue = catalogue if catalogue is not None else own_catalogue()
        self.warehouse = Warehouse(places)
        self.archive = Archive(places)
        self._row_limit = row_limit
        self._time_limit = time_limit
        self._cache: LRUCache[tuple[str, ...], Result] = LRUCache(CACHED_BYTES, getsizeof=_room)
        self._lock = Lock()
        self._known_values: dict[tuple[str, str], list[str]] = {}
        self._built: dict[str, datetime] = {}  # of builds that the archive does not know

    def run(self, name: str, params: Mapping[str, object] | None = None, *, build_id: str | None = None) -> Result:
        """The rows of metric ``name`` with ``params`` (values, or text as in a URL) on a build.

        What is asked of a pinned build is kept while there is room, and answered from there once the build is gone,
        for any metric of today's catalogue. Raises UnknownMetric, BadParameter, NoBuild, BuildGone, QueryTimeout,
        QueryFailed.
        """
        result = self._found(name, params, build_id)
        if build_id is not None and not result.build.archived and not _ONLY_HELD.get():
            self.keep(result)
        return result

    def keep(self, result: Result, *, chosen: bool = False) -> bool:
        """Keep what this result shows, with its spec curve: it is cited, embedded, or chosen each night."""
        curve = None
        with suppress(MetricError):
            curve = self.curve(result.metric, result.parameters, result.build.build_id)
        if curve is not None:
            self.archive.keep(curve, chosen=chosen)
        return self.archive.keep(result, chosen=chosen)

    def _found(self, name: str, params: Mapping[str, object] | None, build_id: str | None) -> Result:
        try:
            return self._run(name, params, build_id)
        except (BuildGone, BadParameter):  # of a build that is gone, parameters or their values may be gone as well
            if build_id is None or self.warehouse.holds(build_id):
                raise
            if _ONLY_HELD.get():
                raise NotHeld(f"{name} is not in memory.") from None
            kept = self.archive.find(build_id, name, params or {})
            if kept is None:
                raise
            return kept

    def _run(self, name: str, params: Mapping[str, object] | None, build_id: str | None) -> Result:
        metric = self.catalogue[name]
        values = metric.validate(params)
        build = self.warehouse.build(build_id)
        pinned = build_id is not None
        asked = json.dumps({k: Parameter.text(v) for k, v in values.items()})
        key = (build.info.build_id, str(pinned), name, metric.edition, asked)
        with self._lock:
            result = self._cache.get(key)
        if result is None:
            if _ONLY_HELD.get():
                raise NotHeld(f"{name} is not in memory.")
            self._check_choices(build, metric, values, params or {})
            result = self._answer(build, metric, values)
            result = replace(result, build=replace(build.info, pinned=pinned))
            with self._lock, suppress(ValueError):  # larger than the whole room: answered, not kept
                self._cache[key] = result
        return result  # itself: what others made of it goes by its token

    def build(self, build_id: str | None = None) -> BuildInfo:
        """The current build, or the pinned one. Raises NoBuild, BuildGone."""
        return replace(self.warehouse.build(build_id).info, pinned=build_id is not None)

    def builds(self) -> list[tuple[datetime, str]]:
        """When each known build was made, and its id, newest first: those that are there, and those of which the
        headline metrics are kept."""
        found = self.archive.builds()
        for build_id in self.warehouse.kept():
            if build_id not in found and build_id not in self._built:
                with suppress(MetricError):
                    self._built[build_id] = self.warehouse.build(build_id).info.built_at
            if build_id in self._built:
                found[build_id] = self._built[build_id]
        return sorted(((at, build_id) for build_id, at in found.items()), reverse=True)

    def choices(self, name: str, parameter: str, *, build_id: str | None = None) -> list[str] | None:
        """Values a text or list parameter allows on a build, sorted; None where any text is allowed."""
        metric = self.catalogue[name]
        declared = metric.parameters[parameter]
        if declared.allowed is not None:
            return [Parameter.text(value) for value in declared.allowed]
        if declared.allowed_from is None:
            return None
        held = build_id if build_id is None or self.warehouse.holds(build_id) else None  # of one gone: those of today
        return self._column_values(self.warehouse.build(held), declared.allowed_from)

    def close(self) -> None:
        """Close the connections and forget the results."""
        self.warehouse.close()
        with self._lock:
            self._cache.clear()
        self._known_values.clear()

    def _answer(self, build: OpenBuild, metric: Metric, values: dict[str, Value]) -> Result:
        bound = {**metric.constants, **values}
        with self._cursor(build, metric.name) as cursor:
            fetched = fetch(cursor, metric.sql, bound, self._row_limit + 1)
            table = declared_table(fetched.slice(0, self._row_limit), metric)
            truncated = fetched.num_rows > self._row_limit
            finding = None
            if metric.finding_sql and not truncated:  # a sentence about a part of the rows would not be true
                cursor.register("result", table)
                rows = fetch(cursor, metric.finding_sql, bound, 2).to_pylist()
                finding = _finding(metric, rows, bound, build.lab_names)
            unplaced = unknown_task(cursor, values)
        if finding and metric.spec_curve and finding.confidence != "low" and not self._agreed(metric, values, build):
            finding = replace(finding, confidence="low", confidence_reason="few_definitions")
        credits = [
            credit.dated(_last_day(table, credit)) if credit.is_dated else credit
            for credit in credits_of(_sources(metric, table))
        ]
        return Result(metric, table, values, finding, build.info, truncated, credits, unplaced)

    def curve(self, metric: Metric, values: Mapping[str, Value], build_id: str | None) -> Result | None:
        """The spec curve that ``metric`` declares, under the same settings; None where there is none."""
        if metric.spec_curve is None:
            return None
        known = self.catalogue[metric.spec_curve].parameters
        settings = {name: value for name, value in values.items() if name in known}
        return self._found(metric.spec_curve, settings, build_id)

    def _agreed(self, metric: Metric, values: Mapping[str, Value], build: OpenBuild) -> bool:
        """Whether half of the definitions agree with the headline; so where none of them can be judged."""
        curve = self.curve(metric, values, build.info.build_id)
        told = curve.finding.values if curve and curve.finding else {"holds_in": 1, "definitions": 1}
        return bool(2 * told["holds_in"] >= told["definitions"])

    @contextmanager
    def _cursor(self, build: OpenBuild, what: str) -> Iterator[duckdb.DuckDBPyConnection]:
        try:
            with build.cursor(self._time_limit) as cursor:
                yield cursor
        except duckdb.InterruptException:
            raise QueryTimeout(what, self._time_limit) from None
        except duckdb.OutOfMemoryException:
            raise QueryFailed(f"{what} needs more memory than a reader has; narrow it and try again.") from None
        except (duckdb.BinderException, duckdb.CatalogException) as error:
            message = (
                f"{what} does not fit build {build.info.build_id}: its query is at fault, which `ouverture check` "
                "would say, or the build was made by another version of Ouverture, and `ouverture rebuild` renews it."
            )
            raise QueryFailed(message) from error
        except duckdb.Error as error:
            raise QueryFailed(f"{what} failed on build {build.info.build_id}: {first_line(error)}") from error

    def _check_choices(
        self, build: OpenBuild, metric: Metric, values: dict[str, Value], given: Mapping[str, object]
    ) -> None:
        """Raises BadParameter for a given value that its column of the build does not hold."""
        for name, parameter in metric.parameters.items():
            value = values[name]
            if parameter.allowed_from is None or value is None or name not in given or value == parameter.default:
                continue
            wanted = value if isinstance(value, list) else [value]
            table, column = parameter.allowed_from.split(".")
            with self._cursor(build, metric.name) as cursor:
                held = duckdb.ColumnExpression(column).isin(*map(duckdb.ConstantExpression, wanted))
                found = {row[0] for row in cursor.table(table).filter(held).select(column).distinct().fetchall()}
            for item in wanted:
                if item not in found:
                    known = self._column_values(build, parameter.allowed_from)
                    hint = did_you_mean(str(item), known) or f" in build {build.info.build_id}."
                    allowed = known if len(known) < CHOICES else parameter.accepts()
                    message = f"Parameter {name!r} of {metric.name}: there is no {clipped(str(item))!r}{hint}"
                    raise BadParameter(name, item, allowed, message)

    def _column_values(self, build: OpenBuild, column_of_table: str) -> list[str]:
        """Values of a column on a build, remembered: pages ask for them at each step, and a published build stays."""
        key = (build.info.build_id, column_of_table)
        values = self._known_values.get(key)
        if values is None:
            table, column = column_of_table.split(".")
            with self._cursor(build, column_of_table) as cursor:
                held = cursor.table(table).filter(duckdb.ColumnExpression(column).isnotnull()).select(column).distinct()
                values = [str(row[0]) for row in held.order(column).limit(CHOICES).fetchall()]
            if len(self._known_values) >= CACHED_COLUMNS:
                self._known_values.clear()
            self._known_values[key] = values
        return values


def first_line(error: duckdb.Error) -> str:
    """What the engine says is wrong, without the place in the query that it points at."""
    return str(error).splitlines()[0]


def fetch(cursor: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, Any], limit: int) -> pa.Table:
    """At most ``limit`` rows of a query, in the engine's types; of ``values`` it is bound those that it names."""
    bound = {name: values[name] for name in parameter_names(sql)}
    limited = "\n".join(("SELECT * FROM (", sql, f") LIMIT {limit}"))  # a relation of a relation is planned twice
    return (cursor.sql(limited, params=bound) if bound else cursor.sql(limited)).to_arrow_table()


def _finding(
    metric: Metric, rows: list[dict[str, Any]], bound: Mapping[str, Any], names: Mapping[str, str]
) -> Finding | None:
    if not rows:
        return None
    row = rows[0]
    missing = FINDING - row.keys()
    if missing or len(rows) > 1:
        fault = f"lacks {', '.join(sorted(missing))}" if missing else "returns more than one row"
        raise QueryFailed(f"{metric.file.removesuffix('toml')}finding.sql {fault}.")
    if row["finding_case"] not in metric.finding:
        raise QueryFailed(f"{metric.file}: there is no text [finding.{row['finding_case']}].")
    return Finding(
        case=row["finding_case"],
        values={**bound, **row},
        as_of=row["as_of"],
        confidence=row["confidence"],
        confidence_reason=row.get("confidence_reason"),
        names=names,
    )


def _sources(metric: Metric, table: pa.Table) -> list[str]:
    """Names to credit: those the metric states, and those of the rows where it says so."""
    stated = [metric.sources] if isinstance(metric.sources, str) else metric.sources
    names: list[str] = []
    for source in stated:
        if source == ROWS:
            names += sorted(name for name in pc.unique(table.column("source")).to_pylist() if name is not None)
        else:
            names.append(source)
    return names


def _last_day(table: pa.Table, credit: Credit) -> date | None:
    """The newest day of the rows of one source; None where no row is of it alone or with others."""
    day = next((name for name in DAYS if name in table.column_names), None)
    if day is None or "source" not in table.column_names:
        return None
    names = {credit.source, *credit.aliases}
    rows = zip(table.column("source").to_pylist(), table.column(day).to_pylist(), strict=True)
    return max((on for source, on in rows if on and names & set((source or "").split("+"))), default=None)


def _room(result: Result) -> int:
    """Bytes of the cache that a result takes: as many small ones fit as if each held a share of ``CACHED_RESULTS``."""
    size: int = result.table.nbytes
    return max(size, CACHED_BYTES // CACHED_RESULTS)


@contextmanager
def only_held() -> Iterator[None]:
    """What is asked in here is answered from memory, or with NotHeld: for whoever must not wait."""
    token = _ONLY_HELD.set(True)
    try:
        yield
    finally:
        _ONLY_HELD.reset(token)


@lru_cache(maxsize=1)
def shared_reader() -> Reader:
    """The one reader of this process, on the places of the environment: dashboard and HTTP routes share its cache."""
    return Reader(Places.from_environment())
