"""The view unknown_task: the share of a run's downloads that the scope of tasks cannot place."""

from __future__ import annotations

import duckdb

from etl.schema import create_schema
from tests.samples.tables import fill

ADOPTION = """
    run_id | snapshot_date | task_scope | excluded | models | downloads_30d
    a      | 2025-09-07    | generative | false    | 4      | 500
    a      | 2025-09-07    | other      | false    | 2      | 300
    a      | 2025-09-07    | unknown    | false    | 3      | 150
    a      | 2025-09-07    | unknown    | true     | 1      | 50
    b      | 2025-10-07    | generative | false    | 4      | 400
"""


def test_by_hand() -> None:
    # a, raw: (150 + 50) / 1,000 = 0.2 on 4 models; adjusted: 150 / 950. b: all known.
    with duckdb.connect() as connection:
        create_schema(connection)
        fill(connection, "mart_adoption", ADOPTION)
        query = "SELECT run_id, basis, models, downloads_30d, round(share, 4) FROM unknown_task ORDER BY run_id, basis"
        assert connection.execute(query).fetchall() == [
            ("a", "adjusted", 3, 150, 0.1579),
            ("a", "raw", 4, 200, 0.2),
            ("b", "adjusted", 0, 0, 0),
            ("b", "raw", 0, 0, 0),
        ]
