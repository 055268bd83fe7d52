"""Rules of the claims on transparency, pairs of models and derivatives, by hand."""

from __future__ import annotations

import duckdb
import pytest

from ouverture.pipeline.claims import judge_claims
from ouverture.pipeline.schema import schema_sql
from ouverture.pipeline.transforms import run_transforms
from tests.samples.tables import fill

CLAIMS = """
    claim_id              | claim | figure | speaks_from
    transparency-falls    | s     | 40     | 2024-05-01
    r1-o1                 | s     |        | 2025-01-20
    llama-most-advanced   | s     |        | 2025-01-01
    qwen-derivatives-2025 | s     | 100    | 2025-01-01
    gemma-variants-2025   | s     | 20     | 2025-01-01
    china-passes-us       | s     | 17.1   | 2024-08-01
    france-place          | s     |        | 2024-09-01
"""


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    made = duckdb.connect()
    made.execute(schema_sql())
    run_transforms(made, "40_mart_claim_test.sql")
    fill(made, "claim", CLAIMS)
    return made


def told(connection: duckdb.DuckDBPyConnection, rule: str) -> list[tuple[object, ...]]:
    judge_claims(connection, rule)
    return connection.execute(
        "SELECT claim_id, place, round(figure, 2), round(against, 2), holds FROM claim_test ORDER BY claim_id, place"
    ).fetchall()


def test_transparency_of_all_and_of_the_same_companies(connection: duckdb.DuckDBPyConnection) -> None:
    # 2024: 58 and 58; 2025: 50 of a company in both and 30 of a new one: mean 40, as said. The one in both: 58 -> 50.
    fill(
        connection,
        "transparency_score",
        """
        edition | published_on | developer | score | link
        2024    | 2024-05-01   | a      | 58    | l
        2024    | 2024-05-01   | b      | 58    | l
        2025    | 2025-12-12   | a      | 50    | l
        2025    | 2025-12-12   | c      | 30    | l
        """,
    )
    assert told(connection, "50_claim_transparency.sql") == [
        ("transparency-falls", 1, 40.0, 58.0, True),
        ("transparency-falls", 2, 50.0, 58.0, False),
    ]


def test_two_models_on_one_board_and_the_rank_of_the_best_llama(connection: duckdb.DuckDBPyConnection) -> None:
    # R1 5 points behind o1: level. Second board 20 behind: not. Llama: third on the first board; Nvidia's does not count.
    fill(
        connection,
        "benchmark_score",
        """
        yardstick | as_of      | model                   | score | is_open
        one       | 2025-02-27 | DeepSeek-R1             | 1360  | true
        one       | 2025-02-27 | o1-2024-12-17           | 1365  | false
        one       | 2025-02-27 | Llama-3.3-Nemotron-70B  | 1350  | true
        one       | 2025-02-27 | Llama-3.1-405B          | 1340  | true
        two       | 2025-08-06 | deepseek-r1             | 1360  | true
        two       | 2025-08-06 | o1-2024-12-17           | 1380  | false
        """,
    )
    assert told(connection, "50_claim_board_pair.sql") == [
        ("llama-most-advanced", 1, 4.0, 1.0, False),
        ("r1-o1", 1, -5.0, -10.0, True),
        ("r1-o1", 2, -20.0, -10.0, False),
    ]


def test_derivatives_listed_prove_a_claim_and_disprove_none(connection: duckdb.DuckDBPyConnection) -> None:
    # Qwen 60 + 30 = 90 of 100 said: nothing is disproved. Gemma 25 of 20 said: holds. An earlier reading counts no more.
    fill(
        connection,
        "derivative_count",
        """
        observed_on | model_id         | derivatives
        2025-08-07  | Qwen/a           | 500
        2025-09-07  | Qwen/a           | 60
        2025-09-07  | Qwen/b           | 30
        2025-09-07  | google/gemma-2b  | 25
        2025-09-07  | google/t5        | 99
        """,
    )
    assert told(connection, "50_claim_derivatives.sql") == [
        ("gemma-variants-2025", 1, 25.0, 20.0, True),
        ("qwen-derivatives-2025", 1, 90.0, 100.0, None),
    ]
    # The Hub's own counts of two bases, later: 110 of Qwen prove what the panel could not; of Gemma the panel knows more.
    fill(
        connection,
        "derivative_count",
        """
        source          | observed_on | model_id        | derivatives
        hub-derivatives | 2026-11-28  | Qwen/c          | 900
        hub-derivatives | 2026-11-29  | Qwen/c          | 110
        hub-derivatives | 2026-11-29  | google/gemma-4b | 21
        """,
    )
    connection.execute("DELETE FROM claim_test")
    assert told(connection, "50_claim_derivatives.sql") == [
        ("gemma-variants-2025", 1, 25.0, 20.0, True),
        ("qwen-derivatives-2025", 1, 110.0, 100.0, True),
    ]


def test_china_and_the_us_side_by_side(connection: duckdb.DuckDBPyConnection) -> None:
    # August: China 60 of 100, US 40: where it stood highest. September: 45 and 55. A chosen list decides nothing.
    # France: third of generative tasks behind both; with sentence similarity (all tasks) fourth, behind Germany: each scope named.
    fill(
        connection,
        "snapshot_run",
        "run_id | run_seq | snapshot_date\naug | 1 | 2025-08-07\nsep | 2 | 2025-09-07",
    )
    fill(
        connection,
        "mart_country",
        """
        run_id | snapshot_date | publisher_origin | task_scope | downloads_30d
        aug    | 2025-08-07    | CN               | generative | 60
        aug    | 2025-08-07    | US               | generative | 40
        sep    | 2025-09-07    | CN               | generative | 45
        sep    | 2025-09-07    | US               | generative | 50
        sep    | 2025-09-07    | FR               | generative | 4
        sep    | 2025-09-07    | DE               | generative | 1
        sep    | 2025-09-07    | DE               | other      | 9
        """,
    )
    assert told(connection, "50_claim_country.sql") == [
        ("china-passes-us", 1, 0.6, 0.4, None),
        ("china-passes-us", 2, 0.45, 0.5, None),
        ("france-place", 1, 3.0, None, None),
        ("france-place", 2, 4.0, None, None),
    ]
    worded = connection.execute("SELECT definition_en FROM claim_test WHERE claim_id = 'france-place' ORDER BY place")
    assert [("generative tasks" in text, "all tasks" in text) for (text,) in worded.fetchall()] == [
        (True, False),
        (False, True),
    ]
