"""What a headline speaks of, found again among the drawn rows: whom it names, and the points whose values it quotes.

The chart shows these and greys the rest, and its title's number stands on the line from which it was read.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from ouverture.dashboard.figures import Canvas, Encoding, Row
from ouverture.formatting import formatted
from ouverture.metrics.result import Result

LABS = ("lab_id", "lab", "from_node")  # compared with each other: each in its own colour
POINTS = ("line", "step")  # kinds on which a value is a point of a line
ROWS = ("bar", "dot")  # kinds on which it is a row, its value behind it


def spoken_of(result: Result, rows: Sequence[Row], shape: Encoding, canvas: Canvas) -> Encoding:
    """The encoding with the points that the headline quotes marked, and all that it does not speak of in grey."""
    if shape.kind in POINTS:
        drawn = {shape.series_of(row) for row in rows}
        named = _named(result, drawn)
        of_them = [row for row in rows if not named or shape.series_of(row) in named]
        marked = [
            (row, formatted(value, spec, canvas.language))
            for value, spec in result.quoted
            if (row := _point(value, of_them, result, shape)) is not None
        ]
        spoken = named | {shape.series_of(row) for row, _ in marked}
        if shape.series in LABS or not spoken or spoken == drawn:
            return replace(shape, marked=marked)
        own = shape.colour
        return replace(shape, marked=marked, colour=lambda value: own(value) if value in spoken else canvas.pale)
    if shape.kind in ROWS and not shape.stack and shape.x not in LABS:
        named = _named(result, {row[shape.x] for row in rows})
        if named and len(named) < len(rows):
            return replace(shape, spoken=lambda row: row[shape.x] in named, grey=canvas.pale)
    return shape


def _named(result: Result, keys: set[Any]) -> set[Any]:
    """The keys that the headline names, one by one or in a list."""
    return {value for value in _flat(value for value, _ in result.quoted) if isinstance(value, str)} & keys


def _flat(values: Iterable[Any]) -> Iterator[Any]:
    for value in values:
        yield from value if isinstance(value, list | tuple) else (value,)


def _point(value: Any, rows: Sequence[Row], result: Result, shape: Encoding) -> Row | None:
    """The one point that has this value on a day, or at an age, of which the finding tells."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal) or result.finding is None:
        return None
    told = {result.finding.as_of, *_flat(result.finding.values.values())}
    found = [
        row
        for row in rows
        if row[shape.y] is not None and row[shape.x] in told and math.isclose(row[shape.y], value, rel_tol=1e-9)
    ]
    return found[0] if len(found) == 1 else None
