"""The view unknown_task: the share of a run's downloads that the scope of tasks cannot place."""

from __future__ import annotations

import json

import duckdb

from ouverture.metrics.bundle import metadata
from ouverture.metrics.catalogue import own_catalogue
from ouverture.metrics.export import export
from ouverture.pipeline.schema import schema_sql
from tests.samples.tables import fill
from tests.sql.conftest import Golden

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
        connection.execute(schema_sql())
        fill(connection, "mart_adoption", ADOPTION)
        query = "SELECT run_id, basis, models, downloads_30d, round(share, 4) FROM unknown_task ORDER BY run_id, basis"
        assert connection.execute(query).fetchall() == [
            ("a", "adjusted", 3, 150, 0.1579),
            ("a", "raw", 4, 200, 0.2),
            ("b", "adjusted", 0, 0, 0),
            ("b", "raw", 0, 0, 0),
        ]


def test_the_share_goes_with_every_answer_that_has_the_scope(golden: Golden) -> None:
    # the newest reading, a: 4 of its 10 models, 200 of its 1,000 downloads
    tables = {
        "snapshot_run": "run_id | snapshot_date\na | 2025-09-07",
        "mart_adoption": ADOPTION.rpartition("    b ")[0],
    }
    result = golden("downloads_by_tier", tables)
    said = "Not counted, as their task is unknown: 4 models with 20% of the downloads of the reading of"
    for answer in (json.loads(export(result, "json")), metadata(result)):
        assert (answer["unknown_task"]["models"], answer["unknown_task"]["share"]) == (4, 0.2)
        assert answer["unknown_task"]["en"].startswith(said)
        assert answer["rules"] == {"tasks": 2, "basis": 2}
    assert result.metric.edition in result.sql
    assert golden("downloads_by_tier", tables, tasks="all").unknown_task is None
    assert golden("releases_by_tier", tables).unknown_task == result.unknown_task


def test_every_metric_with_the_scope_names_the_version_of_its_rule() -> None:
    taking = [metric for metric in own_catalogue().values() if "tasks" in metric.parameters]
    assert taking
    assert all(metric.rules["tasks"].version == 2 and "tasks 2" in metric.edition for metric in taking)
