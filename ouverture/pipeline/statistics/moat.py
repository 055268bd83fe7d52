"""Moat half-life: how long the most downloaded model of a task and size class keeps its place.

A tenure begins at the reading that first shows a leader and ends at the first that shows another, if that one is still
ahead 28 days later: who is passed for less has kept the place. Tenures still running at the last reading, or passed too
lately to be sure, are right-censored, as are those that end because another organisation entered the list: it passed
nobody. Tenures running at the first reading began before it and count from there, so the half-life is a lower bound
while the history is short.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby, zip_longest
from typing import Any

import duckdb

from ouverture.pipeline.statistics.survival import median_duration
from ouverture.pipeline.transforms import insert_cells

Row = tuple[Any, ...]

CONFIRMED = timedelta(days=28)  # as for crossings

_LEADERS = """
    SELECT source, pipeline_tag, size_class, task_scope, {holder} AS holder, snapshot_date, entered
    FROM mart_leader
    WHERE {holder} IS NOT NULL
    ORDER BY source, pipeline_tag, size_class, snapshot_date
"""


def compute_moat(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill ``mart_tenure`` (one row a tenure) and ``mart_moat`` (half-life by source, tasks and kind of holder)."""
    connection.execute("DELETE FROM mart_tenure")
    connection.execute("DELETE FROM mart_moat")
    for kind, column in (("model", "model_id"), ("lab", "lab_id")):
        rows = connection.execute(_LEADERS.format(holder=column)).fetchall()
        tenures = [
            tenure for cell, group in groupby(rows, key=lambda r: r[:4]) for tenure in _tenures(cell, list(group))
        ]
        insert_cells(connection, "mart_tenure", [(source, kind, *cells) for source, *cells in tenures])
        judged = [(source, kind, tasks, *_half_life(found)) for (source, tasks), found in _by_scope(tenures)]
        insert_cells(connection, "mart_moat", judged)


def _tenures(cell: Row, readings: list[Row]) -> Iterator[Row]:
    """(source, task, size class, task scope, holder, first day, last day seen, days, ended) of one cell."""
    spells = [(holder, list(group)) for holder, group in groupby(_confirmed(readings), key=lambda r: r[4])]
    successors = [spell[0] for _, spell in spells[1:]]
    for (holder, spell), successor in zip_longest(spells, successors):
        first: date = spell[0][5]
        last: date = spell[-1][5]
        sure = successor is not None and readings[-1][5] - successor[5] >= CONFIRMED
        over = successor is not None and sure and not successor[6]
        until = successor[5] if successor is not None and over else last
        if until > first:  # a leader seen only once, and not passed, has no duration yet
            yield (*cell, holder, first, last, (until - first).days, over)


def _confirmed(readings: list[Row]) -> list[Row]:
    """The readings with each leader that was passed for less than 28 days leading on in between."""
    kept = list(readings)
    for at in range(1, len(kept)):
        holder = kept[at - 1][4]
        if kept[at][4] == holder:
            continue
        later = range(at + 1, len(kept))
        window = [n for n in later if kept[n - 1][5] - kept[at][5] < CONFIRMED]  # to the first reading 28 days later
        back = next((n for n in window if kept[n][4] == holder), at)
        for n in range(at, back):
            kept[n] = (*kept[n][:4], holder, *kept[n][5:])
    return kept


def _by_scope(tenures: list[Row]) -> Iterator[tuple[tuple[str, str], list[Row]]]:
    for source in sorted({t[0] for t in tenures}):
        own = [t for t in tenures if t[0] == source]
        yield (source, "all"), own
        if generative := [t for t in own if t[3] == "generative"]:
            yield (source, "generative"), generative


def _half_life(tenures: list[Row]) -> Row:
    found = median_duration([t[7] for t in tenures if t[8]], [t[7] for t in tenures if not t[8]])
    cells = len({t[1:3] for t in tenures})
    return (cells, len(tenures), found.ended, found.median, found.low, found.high)
