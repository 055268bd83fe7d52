"""Which metrics tell what is left out of a number: by the tables that the number is read from."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from ouverture.metrics.metric import Metric

_FILE = Path(__file__).with_name("left_out.toml")


@cache
def tables_of() -> dict[str, frozenset[str]]:
    """The tables whose left-out rows each metric of ``left_out.toml`` counts."""
    return {name: frozenset(tables) for name, tables in tomllib.loads(_FILE.read_text(encoding="utf-8")).items()}


def left_out_of(metric: Metric) -> list[str]:
    """The metrics that say what ``metric`` leaves out; none of itself, nor of one that only counts what is left out."""
    if metric.name in tables_of():
        return []
    return [name for name, tables in tables_of().items() if tables & metric.tables]
