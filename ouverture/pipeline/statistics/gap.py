"""How far open models stand behind closed ones in time: the lag of each record, and Kaplan–Meier medians.

A record of a side is a model with a score above all its earlier ones. Two clocks, never mixed: ``release`` dates the
models of the newest board of a yardstick by their release (one fit of scores, so they compare), ``board`` dates the
best model of each side by the board that first shows it (many boards, one scale). A closed record that no open model
has matched by the last day is right-censored, as is one that the first board of a scale shows already: it is older.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

import duckdb

from ouverture.pipeline.statistics.survival import median_duration
from ouverture.pipeline.transforms import insert_cells

_ON_RELEASE = """
    SELECT array_to_string(list_sort(list_distinct(string_split(
            string_agg(concat_ws('+', source, catalogue_source), '+') OVER (PARTITION BY yardstick), '+'
        ))), '+') AS source,
        yardstick, 'release' AS clock, as_of, side, released_on AS day, model, score
    FROM mart_board_model
    WHERE side IS NOT NULL AND released_on <= as_of
    ORDER BY yardstick, day, score DESC, model
"""
_ON_BOARD = """
    SELECT source, scale, 'board' AS clock, max(as_of) OVER (PARTITION BY source, scale) AS last_on,
        side, as_of AS day, model, score
    FROM board_best
    ORDER BY source, scale, day, score DESC, model
"""
_UNDATED = """
    SELECT yardstick, count(*) FROM mart_board_model WHERE side IS NOT NULL AND released_on IS NULL GROUP BY yardstick
"""


@dataclass(frozen=True)
class Entry:
    """A model of one side with its score, on the day of its clock."""

    side: str
    day: date
    model: str
    score: float


@dataclass(frozen=True)
class Lag:
    """A record and the first of the other side with at least its score; ``days`` that open stands behind."""

    record: Entry
    other: Entry | None
    days: int | None
    state: str  # matched, waiting, at_least, ahead


def compute_gap(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill ``mart_gap_record`` (one row a record) and ``mart_gap_lag`` (medians by yardstick, clock and direction)."""
    undated = dict(connection.execute(_UNDATED).fetchall())
    records: list[tuple[Any, ...]] = []
    medians: list[tuple[Any, ...]] = []
    for query in (_ON_RELEASE, _ON_BOARD):
        for key, group in groupby(connection.execute(query).fetchall(), key=lambda r: r[:4]):
            source, yardstick, clock, as_of = key
            entries = [Entry(*row[4:]) for row in group]
            lags = list(lags_of(entries, as_of, began_before=clock == "board"))
            records += [(source, yardstick, clock, *_cells(lag), as_of) for lag in lags]
            missing = undated.get(yardstick, 0) if clock == "release" else 0
            for direction, side in (("forward", "closed"), ("backward", "open")):
                if row := _median([lag for lag in lags if lag.record.side == side]):
                    counted, matched, *found = row
                    medians.append((source, yardstick, clock, direction, as_of, counted, matched, missing, *found))
    connection.execute("DELETE FROM mart_gap_record")
    connection.execute("DELETE FROM mart_gap_lag")
    insert_cells(connection, "mart_gap_record", records)
    insert_cells(connection, "mart_gap_lag", medians)


def lags_of(entries: Sequence[Entry], as_of: date, *, began_before: bool) -> Iterator[Lag]:
    """The lag of every record. ``began_before``: what the first day shows may be older than that day."""
    if {entry.side for entry in entries} != {"open", "closed"}:
        return
    first = min(entry.day for entry in entries) if began_before else None
    for side, other_side in (("closed", "open"), ("open", "closed")):
        others = [entry for entry in entries if entry.side == other_side]
        for record in _records([entry for entry in entries if entry.side == side]):
            other = next((entry for entry in others if entry.score >= record.score), None)
            closed = record if side == "closed" else other
            if closed is None:
                yield Lag(record, None, None, "ahead")
            elif other is None:
                yield Lag(record, None, (as_of - record.day).days, "waiting")
            else:
                days = (other.day - record.day).days * (1 if side == "closed" else -1)
                yield Lag(record, other, days, "at_least" if closed.day == first else "matched")


def _records(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Entries above all earlier ones; the best of a day comes first.

    Scores of a board are estimated anew: a holder that gains points on a later board has not set another record.
    """
    best = float("-inf")
    holders: set[str] = set()
    for entry in entries:
        if entry.score > best:
            best = entry.score
            if entry.model not in holders:
                holders.add(entry.model)
                yield entry


def _cells(lag: Lag) -> tuple[Any, ...]:
    record, other = lag.record, lag.other
    named = (other.model, other.day) if other else (None, None)
    return (record.side, record.model, record.day, record.score, *named, lag.days, lag.state)


def _median(lags: Sequence[Lag]) -> tuple[Any, ...] | None:
    ended = [lag.days for lag in lags if lag.state == "matched" and lag.days is not None]
    censored = [lag.days for lag in lags if lag.state in ("waiting", "at_least") and lag.days is not None]
    if not ended and not censored:
        return None
    found = median_duration(ended, censored)
    return (len(lags), found.ended, found.median, found.low, found.high)
