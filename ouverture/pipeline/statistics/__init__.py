"""Statistics that SQL cannot say well (survival, bootstrap, robust fits): from core tables and marts into marts.

Each is a function of the connection that writes the build: it reads rows, computes with numpy, and fills its own mart
anew. They run once a build, after ``transforms/4*_mart_*.sql``, in the order of ``STATISTICS``. Random
numbers come from a generator with a fixed seed: a rebuild gives the same rows.
"""

from __future__ import annotations

from collections.abc import Callable

import duckdb

from ouverture.pipeline.statistics.frontier import compute_small_frontier
from ouverture.pipeline.statistics.gap import compute_gap
from ouverture.pipeline.statistics.milestones import compute_time_to_n
from ouverture.pipeline.statistics.moat import compute_moat

STATISTICS: tuple[Callable[[duckdb.DuckDBPyConnection], None], ...] = (
    compute_moat,
    compute_gap,
    compute_small_frontier,
    compute_time_to_n,
)


def compute_statistics(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill every mart of ``STATISTICS``."""
    for compute in STATISTICS:
        compute(connection)
