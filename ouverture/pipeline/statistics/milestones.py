"""Time to N: days until a model reaches a number of downloads, by size class and by year of release.

Generative models followed from their start, without the exclusion list and quantised copies; those that are not there
yet are right-censored at their last reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb

from ouverture.pipeline.statistics.survival import median_duration
from ouverture.pipeline.transforms import insert_cells

Row = tuple[Any, ...]

FEWEST = 10  # models of a cohort
THRESHOLDS = (100_000, 1_000_000, 10_000_000)

_FOLLOWED = """
    SELECT c.source, m.size_class, year(c.released_on)::VARCHAR, n.age_days, c.age_days, c.counted_on, c.estimated
    FROM cumulative c
    JOIN model m USING (model_key)
    LEFT JOIN mart_milestone n ON n.source = c.source AND n.model_key = c.model_key AND n.threshold = ?
    WHERE c.from_start AND m.task_scope = 'generative' AND NOT m.on_exclusion_list
        AND m.base_relation IS DISTINCT FROM 'quantized'
    ORDER BY c.source, c.model_key
"""


def compute_time_to_n(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill ``mart_time_to_n``: Kaplan–Meier medians with bootstrap bands, one row a source, threshold and cohort."""
    connection.execute("DELETE FROM mart_time_to_n")
    for threshold in THRESHOLDS:
        followed = connection.execute(_FOLLOWED, [threshold]).fetchall()
        rows = [
            (source, threshold, by, cohort, *_time_to(models))
            for (source, by, cohort), models in sorted(_cohorts(followed).items())
            if len(models) >= FEWEST
        ]
        insert_cells(connection, "mart_time_to_n", rows)


def _cohorts(followed: list[Row]) -> dict[tuple[str, str, str], list[Row]]:
    found: dict[tuple[str, str, str], list[Row]] = {}
    for row in followed:
        for by, cohort in _cohorts_of(row):
            found.setdefault((row[0], by, cohort), []).append(row)
    return found


def _cohorts_of(row: Row) -> Iterator[tuple[str, str]]:
    yield "all", "all"
    yield "release_year", row[2]
    if row[1] is not None:
        yield "size_class", row[1]


def _time_to(models: list[Row]) -> Row:
    """(models, reached, median, low, high, last reading, whether any count is an estimate)."""
    found = median_duration([m[3] for m in models if m[3] is not None], [m[4] for m in models if m[3] is None])
    last, estimated = max(m[5] for m in models), any(m[6] for m in models)
    return (len(models), found.ended, found.median, found.low, found.high, last, estimated)
