"""The small-model frontier: the fewest parameters with which an open model reached a score, by day of release.

For each score of a ladder of round numbers: models of the newest board that reach it, in order of release; a step is a
model smaller than all before. Where no day of release is told, that of the Hub repository's creation stands for it.
Halving time = ln 2 / slope, the slope of ln(parameters) on days over the steps by least squares, its band from
Student's t with two degrees of freedom less than steps.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import duckdb
import numpy as np
from scipy.special import stdtrit  # scipy.stats takes a second to import

from ouverture.pipeline.transforms import insert_cells

BAND = 0.9
STEPS_FOR_A_SLOPE = 3

Row = tuple[Any, ...]

_OPEN = """
    SELECT array_to_string(list_sort(list_distinct(string_split(
            string_agg(concat_ws('+', source, catalogue_source, hub_source), '+') OVER (PARTITION BY yardstick), '+'
        ))), '+') AS source,
        yardstick, as_of, {size} AS parameters_b, coalesce(released_on, created_on) AS day,
        CASE WHEN released_on IS NULL THEN 'estimated' END AS flags, model, score, step
    FROM mart_board_model
    JOIN (SELECT yardstick, step FROM mart_yardstick) USING (yardstick)
    WHERE side = 'open'
    ORDER BY yardstick, day, parameters_b, model
"""


def compute_small_frontier(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill ``mart_small_frontier``: one row a step, with the halving time of its frontier."""
    found: list[Row] = []
    for basis in ("total", "active"):
        rows = connection.execute(_OPEN.format(size=f"parameters_{basis}_b")).fetchall()
        for key, group in groupby(rows, key=lambda r: r[:3]):
            models = list(group)
            found += [(*key, basis, *row) for rung in _ladder(models) for row in _frontier(models, rung)]
    connection.execute("DELETE FROM mart_small_frontier")
    insert_cells(connection, "mart_small_frontier", found)


def _is_sized(row: Row) -> bool:
    """Its size and day are known, and the day is not after the board."""
    return bool(row[3]) and row[4] is not None and row[4] <= row[2]


def _ladder(models: Sequence[Row]) -> list[float]:
    """Round scores from just below the lowest to just below the highest, a step of the yardstick's scale apart."""
    scores, step = [row[7] for row in models if _is_sized(row)], models[0][8]
    if not scores:
        return []
    return [round(n * step, 1) for n in range(math.floor(min(scores) / step), math.floor(max(scores) / step) + 1)]


def _frontier(models: Sequence[Row], rung: float) -> Iterator[Row]:
    """Score reached and, of each step: day, its flags, model, its score, parameters; then steps, halving time, low,
    high, models with that score that are sized, and that are not."""
    reached = [row for row in models if row[7] >= rung]
    sized = [row for row in reached if _is_sized(row)]
    steps: list[Row] = []
    for row in sized:
        if not steps or row[3] < steps[-1][3]:
            steps.append(row)
    fit = halving_time([(row[4].toordinal(), row[3]) for row in steps])
    for row in steps:
        yield (rung, *row[4:8], row[3], len(steps), *fit, len(sized), len(reached) - len(sized))


def halving_time(steps: Sequence[tuple[float, float]]) -> tuple[float | None, float | None, float | None]:
    """Days in which the parameters of (day, parameters) halve, with the band of 90 %.

    None = fewer than three steps on different days; an upper end of None = the slope may be nought.
    """
    if len(steps) < STEPS_FOR_A_SLOPE or len({day for day, _ in steps}) < STEPS_FOR_A_SLOPE:
        return (None, None, None)
    days = [day - steps[0][0] for day, _ in steps]
    (slope, _), covariance = np.polyfit(days, [math.log(size) for _, size in steps], 1, cov=True)
    reach = float(stdtrit(len(steps) - 2, (1 + BAND) / 2) * math.sqrt(covariance[0][0]))
    slowest, fastest = -float(slope) - reach, -float(slope) + reach
    return (math.log(2) / -float(slope), math.log(2) / fastest, math.log(2) / slowest if slowest > 0 else None)
