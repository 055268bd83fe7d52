"""What the scope of tasks cannot place: a share that goes with every answer about generative models."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import duckdb

from ouverture.formatting import sentence
from ouverture.metrics.parameters import Value
from ouverture.metrics.words import words_in


@dataclass(frozen=True)
class UnknownTask:
    """Models of the newest reading whose task neither they nor their family or base tell."""

    source: str
    snapshot_date: date
    basis: str
    models: int
    downloads_30d: int
    share: float  # of all downloads of the reading

    def sentence(self, locale: str = "en") -> str:
        """What a reader must know beside the scope."""
        return sentence(words_in(locale)["unknown"], vars(self), locale)


def unknown_task(cursor: duckdb.DuckDBPyConnection, values: Mapping[str, Value]) -> UnknownTask | None:
    """Of a build, under a metric's settings; None where all tasks count, all are known, or there is no reading."""
    if values.get("tasks") != "generative":
        return None
    asked = {"source": values.get("source") or "auto", "basis": values.get("basis") or "raw"}
    row = cursor.execute(
        "SELECT u.source, u.snapshot_date, u.basis, u.models, u.downloads_30d, u.share "
        "FROM unknown_task u JOIN newest_run($source) r USING (run_id) "
        "WHERE u.basis = $basis AND u.models > 0 AND u.share IS NOT NULL",
        asked,
    ).fetchone()
    return UnknownTask(*row) if row else None
