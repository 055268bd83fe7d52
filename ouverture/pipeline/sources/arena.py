"""Arena (formerly LMArena): human-preference scores of every arena and category, with their history.

Seen in public readers of the dataset ``lmarena-ai/leaderboard-dataset`` (CC BY 4.0): one folder an arena (``text``,
``text_style_control``, ``vision`` …) with ``latest-00000-of-00001.parquet`` and ``full-…parquet`` (1.1 million rows
for text in 2026-09), columns ``model_name, organization, license, rating, rating_lower, rating_upper, variance,
vote_count, rank, category, leaderboard_publish_date``; the agent arena has ``score`` and ``observation_count``
instead. Columns are found by name; a file without model, score or date is refused.

Every visit reads ``latest``; the first and every thirtieth also ``full``, of which each month's last board is kept.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from ouverture.pipeline.capture import finished_captures
from ouverture.pipeline.sources.foreign import DRIFT, NoAnswer, parquet_batches, parquet_columns, read_json
from ouverture.pipeline.sources.web import WebSource

if TYPE_CHECKING:
    from ouverture.pipeline.sources import SourcePlan
    from ouverture.places import Places
    from ouverture.registry import Registry

DATASET = "lmarena-ai/leaderboard-dataset"
LISTING = "files"
HISTORY = "history"  # scope of the visits that read the full splits
HISTORY_EVERY = 30  # visits
COLUMNS = {
    "model": ("model_name", "model"),
    "score": ("rating", "score", "arena_score"),
    "as_of": ("leaderboard_publish_date", "publish_date"),
    "category": ("category",),
    "organization": ("organization",),
    "licence": ("license",),
    "votes": ("vote_count", "observation_count"),
}
NEEDED = ("model", "score", "as_of")
_FILE = re.compile(r"(?P<arena>[a-z0-9_]+)/(?P<split>latest|full)-(?P<part>\d+)-of-\d+\.parquet")


class Arena(WebSource):
    """The dataset's files: their list, then one request each."""

    timeout = 120.0

    def addresses(self, registry: Registry) -> Mapping[str, str]:
        """The list of files."""
        return {LISTING: f"/api/datasets/{DATASET}"}

    def plan(self, places: Places, registry: Registry, scope: str | None) -> SourcePlan:
        """The newest boards; the whole history too at the first visit and every thirtieth."""
        scopes = [capture.scope for capture in finished_captures(places) if capture.source == self.name]
        newest_only = HISTORY in scopes[-HISTORY_EVERY:]
        return replace(super().plan(places, registry, scope), scope="latest" if newest_only else HISTORY)

    def follow(self, plan: SourcePlan, body: bytes) -> Mapping[str, str]:
        """The files of the splits wanted, at the revision that was listed."""
        listing = read_json(body)
        names = [file["rfilename"] for file in listing["siblings"]]
        files = [match for name in names if (match := _FILE.fullmatch(name))]
        return {
            match[0]: f"/datasets/{DATASET}/resolve/{listing['sha']}/{match[0]}"
            for match in files
            if match["split"] == "latest" or plan.scope == HISTORY
        }

    def count(self, unit: str, body: bytes) -> int:
        """Rows of a file; none in the list of files."""
        if unit == LISTING:
            listing = read_json(body)
            try:
                files = [file["rfilename"] for file in listing["siblings"] if _FILE.fullmatch(file["rfilename"])]
            except (KeyError, TypeError) as error:
                raise NoAnswer(DRIFT) from error
            if not files or not isinstance(listing.get("sha"), str):
                raise NoAnswer(f"{DRIFT}: {DATASET} has no file like text/latest-00000-of-00001.parquet")
            return 0
        rows = _rows(unit, body).num_rows
        if not rows:
            raise NoAnswer(f"has no row in {unit}")
        return int(rows)

    def keep(self, unit: str, body: bytes) -> bytes:
        """A file's rows as lines of JSON: DuckDB does not read a compressed Parquet file."""
        if unit == LISTING:
            return body
        arena = unit.partition("/")[0]
        rows = (row for batch in _rows(unit, body).to_batches(max_chunksize=10_000) for row in batch.to_pylist())
        return b"".join(json.dumps({"arena": arena, **row}).encode() + b"\n" for row in rows)


def _decoded(column: Any) -> Any:
    return column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column


def _rows(unit: str, body: bytes) -> pa.Table:
    """The columns of ``COLUMNS`` that the file has, dates as text; of a full split each month's last board."""
    there = set(parquet_columns(io.BytesIO(body), unit))
    names = {ours: next((name for name in theirs if name in there), None) for ours, theirs in COLUMNS.items()}
    if lacking := [ours for ours in NEEDED if names[ours] is None]:
        known = ", ".join(sorted(there))
        raise NoAnswer(f"{DRIFT}: {unit} has no column for {' and '.join(lacking)} (it has {known})")
    try:
        batches = list(parquet_batches(body, unit, [name for name in names.values() if name]))
        if not batches:
            raise NoAnswer(f"has no row in {unit}")
        whole = pa.Table.from_batches(batches).unify_dictionaries()
        table = pa.table({ours: _decoded(whole[name]) for ours, name in names.items() if name})
        day = pc.utf8_slice_codeunits(pc.cast(table["as_of"], pa.string()), 0, 10)
        table = table.set_column(table.schema.get_field_index("as_of"), "as_of", day)
        table = table.set_column(
            table.schema.get_field_index("score"), "score", pc.cast(table["score"], pa.float64(), safe=False)
        )
    except (pa.ArrowException, ValueError, TypeError) as error:
        raise NoAnswer(f"{DRIFT}: {unit} has other types than known") from error
    if "category" not in table.column_names:
        table = table.append_column("category", pa.array(["overall"] * table.num_rows, pa.string()))
    if "/full-" not in unit or not table.num_rows:
        return table
    month = pc.utf8_slice_codeunits(day, 0, 7)
    table = table.append_column("month", month)
    last = table.group_by(["category", "month"]).aggregate([("as_of", "max")])
    joined = table.join(last, keys=["category", "month"])
    return joined.filter(pc.equal(joined["as_of"], joined["as_of_max"])).drop_columns(["month", "as_of_max"])
