"""What a kept result says, held against what the same question is answered today."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from ouverture.metrics.result import Result

SAME = 1e-6  # a relative difference that no screen shows


@dataclass(frozen=True)
class Comparison:
    """``restated``: a value of the same row, or the sentence of the same day, is another today; ``newer``: a later day
    has come and what was said of the old ones stands; ``same``: nothing moved."""

    kind: Literal["same", "newer", "restated"]
    changed: int = 0
    of: int = 0


@dataclass(frozen=True)
class Change:
    """One figure that is another now: the row's key by column, the column, both values."""

    key: Mapping[str, Any]
    column: str
    before: Any
    after: Any

    @property
    def day(self) -> date | None:
        """The last day that the key names."""
        return max((value for value in self.key.values() if isinstance(value, date)), default=None)


def compare(then: Result, now: Result) -> Comparison:
    """The kept result beside today's, row by row on what both name alike."""
    changed, of = changes(then, now)
    days = [result.finding.as_of if result.finding else None for result in (then, now)]
    if changed:
        return Comparison("restated", len(changed), of)
    if then.headline() == now.headline():
        return Comparison("same", 0, of)
    return Comparison("newer" if days[0] != days[1] else "restated", 0, of)


def changes(then: Result, now: Result) -> tuple[list[Change], int]:
    """The figures of one row and one day that both results give, and that differ; of how many rows.

    Rows that name no day are of their result's own: where a later one has come, they are other figures.
    """
    days = [result.finding.as_of if result.finding else None for result in (then, now)]
    before, after = _values(then), _values(now)
    dated = any(isinstance(value, date) for key in after for value in key)
    common = [key for key in after if key in before and (dated or days[0] == days[1])]
    names = _keys(now)
    found = []
    for key in common:
        pairs = zip(before[key].items(), after[key].items(), strict=False)
        changed = [(name, a, b) for (other, a), (name, b) in pairs if other == name and not _alike(a, b)]
        if changed:
            found.append(Change(dict(zip(names, key, strict=True)), *changed[0]))
    return found, len(common)


def _keys(result: Result) -> list[str]:
    return [name for part in result.metric.grain.split(",") if (name := part.strip()) in result.table.column_names]


def _values(result: Result) -> dict[tuple[Any, ...], dict[str, Any]]:
    """What the chart's height or length shows, by the row's key; of a table its numbers all together."""
    metric, keys = result.metric, _keys(result)
    shown = metric.chart.y_for(result.parameters)
    names = [shown] if shown else [n for n, column in metric.columns.items() if column.type in ("integer", "number")]
    names = [name for name in names if name in result.table.column_names and name not in keys]
    if not keys or not names:
        return {}
    return {tuple(row[name] for name in keys): {name: row[name] for name in names} for row in result.table.to_pylist()}


def _alike(before: Any, after: Any) -> bool:
    if before == after:
        return True
    return before is not None and after is not None and math.isclose(before, after, rel_tol=SAME)
