"""Golden tests: tiny tables in, rows out, computed by hand in the test's comment."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from ouverture.metrics.result import Result
from ouverture.places import Places
from tests.samples.tables import run_on

Golden = Callable[..., Result]


@pytest.fixture
def golden(own_state: None) -> Golden:
    """Runs one metric of the catalogue on a build of text tables: ``golden("name", {"table": text}, parameter=…)``."""

    def run(metric: str, tables: Mapping[str, str], **parameters: object) -> Result:
        return run_on(Places.from_environment(), metric, tables, **parameters)

    return run


def rows(result: Result, *columns: str) -> list[tuple[object, ...]]:
    """The rows, with these columns only, in order; numbers rounded to 6 decimals."""
    picked = result.table.select(list(columns)).to_pylist()
    return [tuple(round(v, 6) if isinstance(v, float) else v for v in row.values()) for row in picked]
