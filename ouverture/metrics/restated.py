"""What a kept result says, held against what the same question is answered today."""

from __future__ import annotations

import math
from dataclasses import dataclass
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


def compare(then: Result, now: Result) -> Comparison:
    """The kept result beside today's, row by row on what both name alike."""
    before, after = _values(then), _values(now)
    common = before.keys() & after.keys()
    changed = sum(not _alike(before[key], after[key]) for key in common)
    days = [result.finding.as_of if result.finding else None for result in (then, now)]
    if changed:
        return Comparison("restated", changed, len(common))
    if then.headline() == now.headline():
        return Comparison("same", 0, len(common))
    return Comparison("newer" if days[0] != days[1] else "restated", 0, len(common))


def _values(result: Result) -> dict[tuple[Any, ...], Any]:
    """What the chart's height or length shows, by the row's key; of a table its numbers all together."""
    metric = result.metric
    keys = [name for name in (part.strip() for part in metric.grain.split(",")) if name in result.table.column_names]
    shown = metric.chart.y_for(result.parameters)
    names = [shown] if shown else [n for n, column in metric.columns.items() if column.type in ("integer", "number")]
    names = [name for name in names if name in result.table.column_names and name not in keys]
    if not keys or not names:
        return {}
    found: dict[tuple[Any, ...], Any] = {}
    for row in result.table.to_pylist():
        found[tuple(str(row[name]) for name in keys)] = tuple(row[name] for name in names)
    return found


def _alike(before: tuple[Any, ...], after: tuple[Any, ...]) -> bool:
    if len(before) != len(after):
        return True  # other columns: the sentences tell
    return all(
        a == b or (a is not None and b is not None and math.isclose(a, b, rel_tol=SAME))
        for a, b in zip(before, after, strict=True)
    )
