"""A registry whose late part is another: what no row of a past run may depend on (``registry.tables.LATE``)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from ouverture.registry import Registry
from ouverture.registry.tables import LATE, Rows, registry_tables

_NAMES = ("kind", "metric", "unit", "canonical", "verdict_before", "verdict_after")  # what other tables and rules know
_DROPPED = ("event", "promise", "correction", "registry_alias")


def with_another_late_part(registry: Registry, patch: pytest.MonkeyPatch) -> Registry:
    """Until ``patch`` is undone builds get every late column of every row otherwise, and some rows not at all."""
    patch.setattr("ouverture.pipeline.filling.registry_tables", _altered)
    return replace(registry, checksum="another")


def _altered(registry: Registry) -> dict[str, Rows]:
    tables = registry_tables(registry)
    for name in LATE:
        rows = [
            {key: _other(value) if key in (LATE[name] or row) and _free(key) else value for key, value in row.items()}
            for row in tables[name]
        ]
        tables[name] = rows[:-1] if name in _DROPPED else rows
    return tables


def _free(column: str) -> bool:
    return not column.endswith("_id") and column not in _NAMES


def _other(value: Any) -> Any:
    match value:
        case bool():
            return not value
        case int() | float():
            return value + 1
        case date():
            return value + timedelta(days=1)
        case str():
            return f"{value} (altered)"
    return value
