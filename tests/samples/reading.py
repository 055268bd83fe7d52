"""Readings of the Hub written by hand: records as its API gives them, entered run by run into a warehouse in memory."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import duckdb
import pyarrow as pa

from ouverture.pipeline.capture import Capture, Page
from ouverture.pipeline.filling import fill_registry
from ouverture.pipeline.runs import Run, apply_batch
from ouverture.pipeline.schema import schema_sql
from ouverture.pipeline.transforms import run_stage
from ouverture.registry import load_registry

Row = tuple[Any, ...]


def record(model_id: str, *tags: str, card: dict[str, Any] | None = None, **values: Any) -> dict[str, Any]:
    """A model as the Hub lists it; ``card`` is its cardData, ``values`` are further keys."""
    told = {"id": model_id, "downloads": 1000, "likes": 10, "gated": "false", "tags": list(tags)}
    return told | {"createdAt": "2025-06-01T10:00:00.000Z", "cardData": card or {}} | values


@dataclass
class Warehouse:
    """A warehouse in memory that takes one run of the Hub after another."""

    connection: duckdb.DuckDBPyConnection
    folder: Path
    runs: int = field(default=0)

    def read(self, records: Sequence[dict[str, Any]], day: date, organisations: tuple[str, ...] = ("x",)) -> None:
        """Enter a run of ``day`` that lists ``records``."""
        self.runs += 1
        path = self.folder / f"{self.runs}.json.zst"
        with pa.CompressedOutputStream(str(path), "zstd") as stream:
            stream.write(json.dumps(records).encode())
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
        page = Page("org:x", 1, path, len(records), path.stat().st_size, "", None, None, moment)
        run = Run("", self._capture(), "hub", "organisations", day, moment, moment, (page,), organisations)
        self._apply(replace(run, run_id=run.capture.capture_id))

    def read_panel(self, source: str, day: date) -> None:
        """Enter a run of the panel, of the rows in raw_panel_observation."""
        self.runs += 1
        self._apply(Run(f"{source}-{day}", self._capture(), source, "organisations", day, None, None))

    def _capture(self) -> Capture:
        return cast("Capture", SimpleNamespace(capture_id=f"hub-{self.runs}", scope="labs", path=self.folder))

    def _apply(self, run: Run) -> None:
        self.connection.begin()
        apply_batch(self.connection, [run], self.runs)
        self.connection.commit()

    def rows(self, query: str, *values: Any) -> list[Row]:
        return self.connection.execute(query, list(values)).fetchall()

    def model(self, model_id: str, columns: str) -> Row:
        (row,) = self.rows(f"SELECT {columns} FROM model WHERE model_id = ?", model_id)
        return row


@contextmanager
def warehouse(folder: Path) -> Iterator[Warehouse]:
    """An empty warehouse with the registry of the checkout."""
    with duckdb.connect() as connection:
        connection.execute(schema_sql())
        fill_registry(connection, load_registry())
        run_stage(connection, "rules")
        yield Warehouse(connection, folder)
