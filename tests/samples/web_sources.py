"""Answers of a source around the Hub, read by its module and merged by its transform, without a whole build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import duckdb
import pytest

from ouverture.pipeline.filling import fill_registry
from ouverture.pipeline.progress import Silent
from ouverture.pipeline.runs import apply_web_source
from ouverture.pipeline.snapshot import open_sources
from ouverture.pipeline.sources.foreign import NoAnswer
from ouverture.pipeline.sources.web import WebSource
from ouverture.pipeline.transforms import run_stage
from ouverture.places import Places
from ouverture.registry import Registry
from tests.samples.warehouse import empty_warehouse
from tests.standin.files import Files


def web_source_engine(folder: Any, registry: Registry) -> duckdb.DuckDBPyConnection:
    """A database in the real schema with the registry and all that transforms of sources find there."""
    connection = empty_warehouse(folder / "sources.duckdb")
    connection.execute("DELETE FROM source")
    fill_registry(connection, registry)
    run_stage(connection, "rules")
    return connection


def answered(
    source: str, answers: Mapping[str, Any], registry: Registry, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> Any:
    """The capture of ``source`` whose addresses answer so (404 for others). Raises ``SourceUnavailable``."""
    files = Files(answers)

    def ask(self: WebSource, url: str) -> bytes:
        status, body = files.answer(url.removeprefix(self.address("")))
        if status != 200:
            raise NoAnswer(f"answered {status}")
        return body

    monkeypatch.setattr(WebSource, "_ask", ask)
    monkeypatch.setattr("ouverture.pipeline.capture_writer.os.fsync", lambda _: None)
    (opened,) = open_sources([source])
    monkeypatch.setattr(type(opened), "pause", 0, raising=False)
    places = Places.from_environment()
    return opened.take(places, opened.plan(places, registry, None), lambda: now, Silent())


@contextmanager
def merged(connection: duckdb.DuckDBPyConnection, *captures: Any) -> Iterator[duckdb.DuckDBPyConnection]:
    """The database with the captures merged, as long as the block runs."""
    connection.begin()
    try:
        for capture in captures:
            apply_web_source(connection, capture)
        yield connection
    finally:
        connection.rollback()
