"""mart_library: models and downloads by library and by size, and the same models at the run before."""

from __future__ import annotations

import duckdb

from ouverture.pipeline.schema import schema_sql
from ouverture.pipeline.transforms import run_transforms
from tests.samples.batch import empty_batch

# key, library, downloads now and before, left out now, left out in either run
MODELS = [
    (1, "transformers", 100, 80, False, False),
    (2, "Transformers", 50, None, False, False),  # new
    (6, "gguf", 9, 8, False, False),  # the one whose size is known
    (3, "gguf", None, 30, False, False),  # its counter is missing now
    (4, "transformers", 40, 20, False, True),  # left out in the run before
    (5, None, 7, 7, False, False),
]


def test_by_hand() -> None:
    # transformers: 100 + 50 + 40 over three models; on the same models 100 and 80, and apart, as left out before, 40 and
    # 20. gguf: one model, no count, 30 before.
    with duckdb.connect() as connection:
        connection.execute(schema_sql())
        empty_batch(connection)
        for key, library, now, before, left_out, in_either in MODELS:
            connection.execute(
                "INSERT INTO listed BY NAME SELECT 1 AS run_seq, $key AS model_key, $key AS version, 'generative' AS task_scope,"
                " $now AS downloads_30d, $before AS downloads_30d_before, $out AS left_out, $either AS left_out_in_either",
                {"key": key, "now": now, "before": before, "out": left_out, "either": in_either},
            )
            connection.execute(
                "INSERT INTO attribute BY NAME SELECT $1 AS version, $2 AS library_name, $3 AS size_class",
                [key, library, "1-7B" if key == 6 else None],
            )
        run_transforms(connection, "30_mart_library.sql")
        found = connection.execute(
            """
            SELECT library, size_class, excluded, models, downloads_30d, uncounted_downloads_30d, common_downloads_30d, common_downloads_30d_before
            FROM mart_library ORDER BY ALL
            """
        ).fetchall()
    assert found == [
        ("gguf", "1-7B", False, 1, 9, 0, 9, 8),
        ("gguf", None, False, 1, None, 30, None, None),
        ("transformers", None, False, 3, 190, 0, 100, 80),
        ("transformers", None, True, 0, 0, 0, 40, 20),
        (None, None, False, 1, 7, 0, 7, 7),
    ]
