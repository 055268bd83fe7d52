"""mart_name: every name leads to one model, the one that has it now before those that had it."""

from __future__ import annotations

import duckdb

from ouverture.pipeline.schema import schema_sql
from tests import REPOSITORY
from tests.samples.tables import fill


def test_by_hand() -> None:
    with duckdb.connect() as connection:
        connection.execute(schema_sql())
        # "b" was model 1's name and is model 2's now; "c" was held by 1, then by 2; nobody else has had "a" or "d".
        fill(
            connection,
            "model",
            """
            model_key | model_id
            1         | a
            2         | b
            """,
        )
        fill(
            connection,
            "model_alias",
            """
            model_key | model_id | last_seen
            1         | a        | 2026-05-01
            1         | b        | 2026-04-01
            1         | c        | 2026-02-01
            2         | b        | 2026-05-01
            2         | c        | 2026-03-01
            2         | d        | 2026-01-01
            """,
        )
        connection.execute(
            (REPOSITORY / "ouverture" / "pipeline" / "transforms" / "40_mart_name.sql").read_text(encoding="utf-8")
        )
        assert connection.execute("FROM mart_name").fetchall() == [("a", 1), ("b", 2), ("c", 2), ("d", 2)]
