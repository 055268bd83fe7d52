"""A catalogue's id that is a lab's repository on the Hub is that repository, whatever the entry's name and provider."""

from __future__ import annotations

import duckdb
import pytest

from ouverture.pipeline.filling import fill_registry
from ouverture.pipeline.transforms import run_stage, run_transforms
from ouverture.registry import load_registry
from tests.samples.tables import fill
from tests.samples.warehouse import with_schema

# The entries of field case 14 and one of other spelling: a prefix, a variant, other letter case.
ENTRIES = """
    source     | provider    | model_id                           | captured_on | name                        | open_weights | price_in_usd_per_mtok | price_out_usd_per_mtok
    models-dev | nano-gpt    | mistralai/Devstral-Small-2505      | 2026-11-24  | Mistral Devstral Small 2505 | false        | 0.06                  | 0.06
    models-dev | io-net      | deepseek-ai/DeepSeek-R1-0528       | 2026-11-24  | DeepSeek R1                 | true         | 2                     | 8.75
    models-dev | novita-ai   | openai/gpt-oss-120b                | 2026-11-24  | OpenAI GPT OSS 120B         | true         | 0.05                  | 0.25
    models-dev | groq        | openai/gpt-oss-120b                | 2026-11-24  | GPT OSS 120B                | true         | 0.15                  | 0.6
    models-dev | openai-like | x                                  | 2026-11-24  | DeepSeek R1                 | true         | 0.55                  | 2.19
    models-dev | router      | router/DEEPSEEK-AI/deepseek-r1:free| 2026-11-24  | R1 for nothing              | true         | 0                     | 0
    models-dev | synthetic   | hf:deepseek-ai/DeepSeek-R1         | 2026-11-24  | R1 by another name          | false        | 0                     | 0
    models-dev | versioned   | deepseek-ai/DeepSeek-R1:v1.5_fast  | 2026-11-24  | R1 of a version             | true         | 0                     | 0
"""


@pytest.fixture(scope="module")
def offers() -> duckdb.DuckDBPyConnection:
    connection = with_schema()
    run_transforms(connection, "00_registry_lookup.sql")
    connection.execute("INSERT INTO registry_lab_name VALUES ('OpenAI', 'openai'), ('DeepSeek', 'deepseek')")
    fill(connection, "catalogue_model", ENTRIES)
    connection.execute(
        """
        INSERT INTO lab (lab_id, name, kind) SELECT l, l, 'company' FROM (VALUES ('mistral'), ('deepseek'), ('openai')) v (l);
        INSERT INTO model BY NAME
        SELECT row_number() OVER () AS model_key, id AS model_id, lab AS lab_id, 'generative' AS task_scope,
            DATE '2025-06-01' AS first_seen, DATE '2026-11-24' AS last_seen, FALSE AS on_exclusion_list, 'hub' AS attribute_source
        FROM (VALUES ('mistralai/Devstral-Small-2505', 'mistral'), ('deepseek-ai/DeepSeek-R1-0528', 'deepseek'),
            ('deepseek-ai/DeepSeek-R1', 'deepseek'), ('openai/gpt-oss-120b', 'openai')) v (id, lab);
        INSERT INTO model_alias BY NAME
        SELECT model_key, model_id, DATE '2025-06-01' AS first_seen, DATE '2026-11-24' AS last_seen FROM model;
        """
    )
    run_transforms(connection, "41_mart_[io]*.sql")
    return connection


def test_field_14_a_catalogue_id_that_is_a_repository_is_the_model(offers: duckdb.DuckDBPyConnection) -> None:
    # gpt-oss-120b: 2 hosts, (3 x 0.05 + 0.25) / 4 = 0.10 and (3 x 0.15 + 0.6) / 4 = 0.2625. Devstral: the repository is
    # proof. R1: the made-up host alone, (3 x 0.55 + 2.19) / 4 = 0.96; io-net is R1-0528, (3 x 2 + 8.75) / 4 = 3.6875.
    assert offers.execute(
        "SELECT canonical, hosts, round(cheapest_usd_per_mtok, 4), cheapest_host, open_weights FROM mart_offer ORDER BY ALL"
    ).fetchall() == [
        ("deepseek-r1", 1, 0.96, "openai-like", True),
        ("deepseek-r1-0528", 1, 3.6875, "io-net", True),
        ("devstral-small-2505", 1, 0.06, "nano-gpt", True),
        ("gpt-oss-120b", 2, 0.1, "novita-ai", True),
    ]


def test_field_14_an_id_and_a_name_that_disagree_are_told(offers: duckdb.DuckDBPyConnection) -> None:
    assert offers.execute(
        "SELECT provider, repository, canonical, named FROM catalogue_repository WHERE named <> canonical"
    ).fetchall() == [("io-net", "deepseek-ai/DeepSeek-R1-0528", "deepseek-r1-0528", "deepseek-r1")]


def test_an_id_behind_a_prefix_before_a_variant_or_in_other_case_is_the_repository(
    offers: duckdb.DuckDBPyConnection,
) -> None:
    assert (
        offers.execute(
            "SELECT repository FROM catalogue_repository WHERE provider IN ('router', 'synthetic', 'versioned')"
        ).fetchall()
        == [("deepseek-ai/DeepSeek-R1",)] * 3
    )


def test_a_board_s_licence_is_not_the_word_of_who_hosts_the_model() -> None:
    connection = with_schema()
    connection.execute("DELETE FROM source")
    fill_registry(connection, load_registry())
    run_stage(connection, "rules")
    fill(
        connection,
        "benchmark_score",
        """
        yardstick          | as_of      | model     | organization | licence     | is_open | score | source
        arena/text/overall | 2026-11-01 | qwen9-max | Alibaba      | Apache 2.0  | true    | 9     | arena
        arena/text/overall | 2026-11-01 | qwen9-8b  | Alibaba      | Apache 2.0  | true    | 8     | arena
        arena/text/overall | 2026-11-01 | old-one   | Alibaba      | MIT         | true    | 7     | arena
        arena/text/overall | 2026-11-01 | gpt-9     | OpenAI       | Proprietary | false   | 6     | arena
        arena/text/overall | 2026-11-01 | api-one   | OpenAI       | API only    | true    | 5     | arena
        arena/text/overall | 2026-11-01 | our-own   | OpenAI       | Our own     | true    | 4     | arena
        """,
    )
    fill(
        connection,
        "api_model",
        """
        model     | lab     | open_weights | as_of      | source
        Qwen9 Max | Alibaba | false        | 2026-11-01 | c
        Qwen9 8B  | Alibaba | true         | 2026-11-01 | c
        """,
    )
    run_transforms(connection, "41_mart_[io]*.sql")
    run_transforms(connection, "42_mart_board_access.sql")
    # hosted only under the licence of its family: closed; nobody says anything else of old-one than its licence. What is no
    # licence says nothing.
    assert connection.execute("SELECT model, is_open FROM benchmark_score ORDER BY score DESC").fetchall() == [
        ("qwen9-max", False), ("qwen9-8b", True), ("old-one", True), ("gpt-9", False), ("api-one", False), ("our-own", None),
    ]  # fmt: skip
