"""The newest reading: the same for every card and claim, whatever came in first."""

from __future__ import annotations

import duckdb
import pytest

from ouverture.pipeline.claims import judge_claims
from ouverture.pipeline.schema import schema_sql
from ouverture.pipeline.transforms import run_transforms
from tests.samples.tables import fill
from tests.sql.conftest import Golden, rows

# Two archives read 7 September 2025, and each read a month before. hub-stats comes before model-pulse by name.
RUNS = [
    "a1 | hub-stats   | 2025-08-07 | | 1",
    "b1 | model-pulse | 2025-08-07 | | 2",
    "a2 | hub-stats   | 2025-09-07 | a1 | 3",
    "b2 | model-pulse | 2025-09-07 | b1 | 4",
]
READINGS = [
    "a1 | hub-stats   | 2025-08-07 | meta    | 1 | 300",
    "b1 | model-pulse | 2025-08-07 | qwen    | 2 | 900",
    "a2 | hub-stats   | 2025-09-07 | meta    | 1 | 400",
    "a2 | hub-stats   | 2025-09-07 | mistral | 2 | 100",
    "b2 | model-pulse | 2025-09-07 | qwen    | 2 | 950",
    "b2 | model-pulse | 2025-09-07 | mistral | 2 | 50",
]
COUNTRIES = [
    "a2 | hub-stats   | 2025-09-07 | US | US | US | none | generative | 400",
    "a2 | hub-stats   | 2025-09-07 | FR | FR | FR | none | generative | 100",
    "b2 | model-pulse | 2025-09-07 | CN | CN | CN | none | generative | 950",
    "b2 | model-pulse | 2025-09-07 | FR | FR | FR | none | generative | 50",
]
BY_SOURCE = ["downloads_by_tier", "licence_mix", "lab_table", "adoption_weighted_openness"]


def tables(*, reverse: bool) -> dict[str, str]:
    def in_order(lines: list[str]) -> str:
        return "\n".join(reversed(lines) if reverse else lines)

    return {
        "snapshot_run": "run_id | source | snapshot_date | previous_run_id | run_seq\n" + in_order(RUNS),
        "mart_adoption": "run_id | source | snapshot_date | lab_id | tier | downloads_30d\n" + in_order(READINGS),
        "mart_country": "run_id | source | snapshot_date | publisher_origin | base_origin | parent_origin | base"
        " | task_scope | downloads_30d\n" + in_order(COUNTRIES),
        "lab": "lab_id | name | country\nmeta | Meta | US\nmistral | Mistral | FR\nqwen | Qwen | CN",
        "mart_licence": "run_id | source | snapshot_date | licence | tier | downloads_30d\n"
        + in_order(["a2 | hub-stats | 2025-09-07 | llama3 | 1 | 400", "b2 | model-pulse | 2025-09-07 | mit | 2 | 950"]),
    }


@pytest.mark.parametrize("metric", BY_SOURCE)
def test_two_archives_on_one_day_answer_alike_in_either_order(golden: Golden, metric: str) -> None:
    one, other = (golden(metric, tables(reverse=reverse)) for reverse in (False, True))
    assert one.finding == other.finding
    assert one.headline() == other.headline()
    assert one.table.num_rows > 0
    assert one.table == other.table


def test_of_two_archives_on_one_day_the_first_by_name_speaks(golden: Golden) -> None:
    # hub-stats: meta 400 of 500 = 80 %, mistral 20 %. model-pulse (qwen 95 %) is not the newest, though as new.
    for reverse in (False, True):
        result = golden("lab_table", tables(reverse=reverse))
        assert rows(result, "source", "lab_id", "share") == [
            ("hub-stats", "meta", 0.8),
            ("hub-stats", "mistral", 0.2),
        ]
        assert result.finding is not None and result.finding.case == "leads_archive"


def test_own_snapshots_go_before_any_archive_of_their_day(golden: Golden) -> None:
    world = tables(reverse=False)
    world["snapshot_run"] += "\nz9 | hub | 2025-09-07 | | 5"
    world["mart_adoption"] += "\nz9 | hub | 2025-09-07 | qwen | 2 | 10"
    result = golden("lab_table", world)
    assert rows(result, "source", "lab_id", "share") == [("hub", "qwen", 1.0)]
    assert result.finding is not None and result.finding.case == "leads"


@pytest.mark.parametrize("reverse", [False, True])
def test_claims_speak_of_the_reading_that_cards_speak_of(reverse: bool) -> None:
    # France in hub-stats: 100 of 500, second after the US; in model-pulse 50 of 1,000, second after China.
    with duckdb.connect() as connection:
        connection.execute(schema_sql())
        for table, text in {**tables(reverse=reverse), "claim": "claim_id | claim\nhf-us-share | s"}.items():
            fill(connection, table, text)
        run_transforms(connection, "40_mart_claim_test.sql")
        judge_claims(connection, "50_claim_country.sql")
        told = connection.execute("SELECT source, figure FROM claim_test WHERE claim_id = 'hf-us-share'").fetchall()
    assert set(told) == {("hub-stats", 0.8)}  # of generative tasks and of all
