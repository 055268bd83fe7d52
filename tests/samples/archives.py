"""Archives of the Hub as the stand-in serves them: days of counters written as the real ones write them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tests.standin.repositories import Commit, Repository

HUB_STATS, MODEL_PULSE = "cfahlgren1/hub-stats", "modelpulse/model-pulse-data"


def row(model_id: str, downloads: int, **fields: Any) -> dict[str, Any]:
    """One model of a day of hub-stats; ``fields`` replace what is made up."""
    return {
        "_id": f"{abs(hash(model_id)):024x}"[:24],
        "id": model_id,
        "downloads": downloads,
        "downloadsAllTime": downloads * 10,
        "likes": 3,
        "trendingScore": 0.0,
        "createdAt": "2024-01-05T10:00:00.000Z",
        "pipeline_tag": "text-generation",
        "library_name": "transformers",
        "tags": ["transformers", "license:apache-2.0", "region:us"],
        "cardData": "heavy " * 50,  # what no reader should fetch
    } | fields


def parquet(rows: Sequence[Mapping[str, Any]], *, without: Iterable[str] = (), groups: int = 1000) -> bytes:
    """Rows as a Parquet file, some columns left out."""
    table = pa.Table.from_pylist([dict(r) for r in rows]).drop_columns(list(without))
    file = io.BytesIO()
    pq.write_table(table, file, row_group_size=groups)
    return file.getvalue()


def hub_stats(days: Mapping[str, bytes]) -> Repository:
    """``models.parquet`` of each day, one commit a day, after a commit of another file."""
    repository = Repository()
    for day, body in days.items():
        for file, hour in (("models", 9), ("datasets", 10)):
            title = f"Upload {file}.parquet with huggingface_hub"
            repository.commits.append(Commit(f"{day}T{hour:02}:00:00.000Z", title, {"models.parquet": body}))
    return repository


def model_pulse(readings: Iterable[tuple[str, str, int, int | None, int]]) -> Repository:
    """Readings (day, model, 30 days, all time, likes) in a file a month, and the days in ``meta.json``."""
    months: dict[str, list[dict[str, Any]]] = {}
    for day, model_id, dl30, dl_all, likes in sorted(readings, key=lambda r: (r[1], r[0])):
        fields = {"id": model_id, "day": date.fromisoformat(day), "dl30": dl30, "dl_all": dl_all, "likes": likes}
        months.setdefault(day[:7], []).append(fields)
    days = sorted({r["day"].isoformat() for rows in months.values() for r in rows})
    files: dict[str, Any] = {"meta.json": json.dumps({"days": days}).encode()}
    files |= {f"series/{month}.parquet": parquet(rows) for month, rows in months.items()}
    return Repository([Commit("2026-09-30T05:00:00.000Z", "Daily update", files)])
