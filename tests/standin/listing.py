"""Listings of models and datasets: parameters, fields, order, pages and cursors, as the Hub has them."""

from __future__ import annotations

import base64
import json
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from tests.standin.counters import Record
from tests.standin.faults import Fault

Query = dict[str, list[str]]
SortKey = tuple[Any, str]

SORTS = ("downloads", "likes", "trendingScore", "createdAt", "lastModified")
DEFAULT_SORT = "trendingScore"
# fmt: off
EXPANDS = (
    "author", "cardData", "config", "createdAt", "disabled", "downloads", "downloadsAllTime", "evalResults", "gated",
    "gguf", "inference", "inferenceProviderMapping", "lastModified", "library_name", "likes", "mask_token",
    "model-index", "pipeline_tag", "private", "resourceGroup", "safetensors", "sha", "siblings", "spaces", "tags",
    "transformersInfo", "trendingScore", "widgetData",
)
EXPANDS_OF_ONE = (*EXPANDS, "baseModels", "childrenModelCount", "usedStorage")  # lists refuse these three
DATASET_EXPANDS = (
    "author", "cardData", "citation", "createdAt", "description", "disabled", "downloads", "downloadsAllTime", "gated",
    "lastModified", "likes", "paperswithcode_id", "private", "resourceGroup", "sha", "siblings", "tags",
    "trendingScore",
)
IDENTITY = ("_id", "id")
MODEL_FIELDS = (
    "_id", "id", "likes", "trendingScore", "private", "downloads", "tags", "pipeline_tag", "library_name", "createdAt",
    "modelId",
)
FULL_FIELDS = (*MODEL_FIELDS, "author", "gated", "lastModified", "sha", "siblings")
DATASET_FIELDS = (
    "_id", "id", "author", "disabled", "gated", "lastModified", "likes", "trendingScore", "private", "sha",
    "description", "downloads", "tags", "createdAt",
)
# fmt: on


class BadOptionError(Exception):
    """A parameter that the Hub answers with 400; the message is the Hub's."""


@dataclass(frozen=True)
class Ordering:
    """Records of one listing with their sort keys, both ascending; pages are read from the end."""

    keys: list[SortKey]
    records: list[Record]


def wanted_fields(query: Query, expands: Sequence[str], default: Sequence[str]) -> tuple[str, ...]:
    """Keys that a record is answered with. Any ``expand`` replaces the default set.

    Raises:
        BadOptionError: for a value that is unknown or refused.
    """
    asked = query.get("expand", []) + query.get("expand[]", [])
    if not asked:
        return (*default, *(key for key in ("cardData", "config") if _is_true(query, key)))
    for number, value in enumerate(asked):
        if value not in expands:
            options = "|".join(f'"{option}"' for option in expands)
            raise BadOptionError(f"Invalid option: expected one of {options} at expand[{number}]")
    return (*IDENTITY, *asked)


def fields_of_models(query: Query) -> tuple[str, ...]:
    """``wanted_fields`` of a list of models."""
    return wanted_fields(query, EXPANDS, FULL_FIELDS if _is_true(query, "full") else MODEL_FIELDS)


def ordered(records: Iterable[Record], query: Query) -> Ordering:
    """Records that the query's filters keep, in its order.

    Raises:
        BadOptionError: for an unknown ``sort``.
    """
    sort = (query.get("sort") or [DEFAULT_SORT])[0]
    if sort not in SORTS:
        options = "|".join(f'"{option}"' for option in SORTS)
        raise BadOptionError(f"Invalid option: expected one of {options} at sort")
    kept = list(_filtered(records, query))
    keys = [_sort_key(record, sort) for record in kept]
    rising = sorted(range(len(kept)), key=keys.__getitem__)
    return Ordering([keys[index] for index in rising], [kept[index] for index in rising])


def page_of(ordering: Ordering, query: Query, page_size: int, fault: Fault | None) -> tuple[list[Record], str | None]:
    """One page of a listing.

    Returns:
        Its records, and the query string of the next page or None after the last.
    """
    limit = min(int((query.get("limit") or [str(page_size)])[0]), page_size)
    end = len(ordering.records)
    if cursor := query.get("cursor"):
        end = bisect_left(ordering.keys, _decoded(cursor[0]))
    start = max(0, end - limit)
    repeated = fault.repeat if fault and fault.kind == "duplicates" and cursor else 0
    page = ordering.records[start : end + repeated][::-1]
    if start == 0:
        return page, None
    return page, urlencode({**query, "cursor": [_encoded(ordering.keys[start])]}, doseq=True)


def body_of(records: Iterable[Record], fields: Sequence[str], fault: Fault | None) -> bytes:
    """JSON array of the records with these keys; a key that a record lacks is missing, not null."""
    if fault:
        records = map(fault.drifted, records)
    return _json([{key: record[key] for key in fields if key in record} for record in records])


def body_of_one(record: Record, query: Query, fault: Fault | None) -> bytes:
    """JSON object of one model: the asked keys, or all of them but ``downloadsAllTime``.

    Raises:
        BadOptionError: for an unknown ``expand``.
    """
    everything = [key for key in record if key != "downloadsAllTime"]
    fields = wanted_fields(query, EXPANDS_OF_ONE, everything)
    if fault:
        record = fault.drifted(record)
    return _json({key: record[key] for key in fields if key in record})


def _json(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def _filtered(records: Iterable[Record], query: Query) -> Iterable[Record]:
    if author := query.get("author"):
        records = [record for record in records if record.get("author") == author[0]]
    if search := query.get("search"):
        records = [record for record in records if search[0].lower() in record["id"].lower()]
    if task := query.get("pipeline_tag"):
        records = [record for record in records if record.get("pipeline_tag") == task[0]]
    if "gated" in query:
        records = [record for record in records if bool(record.get("gated")) == _is_true(query, "gated")]
    if tags := set(query.get("filter", [])):
        records = [record for record in records if tags <= _labels(record)]
    return records


def _labels(record: Record) -> set[str]:
    return {*record.get("tags", ()), record.get("pipeline_tag", ""), record.get("library_name", "")}


def _sort_key(record: Record, sort: str) -> SortKey:
    """Ascending key; a value that is missing or of the wrong type sorts last on the page, as the least."""
    value = record.get(sort)
    if sort in ("createdAt", "lastModified"):
        return (value if isinstance(value, str) else "", record["_id"])
    return (value if isinstance(value, int | float) else -1, record["_id"])


def _encoded(key: SortKey) -> str:
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode()


def _decoded(cursor: str) -> SortKey:
    value, identity = json.loads(base64.urlsafe_b64decode(cursor))
    return value, identity


def _is_true(query: Query, key: str) -> bool:
    return (query.get(key) or [""])[0].lower() in ("true", "1")
