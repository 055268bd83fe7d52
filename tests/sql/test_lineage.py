"""The transforms behind lineage: names resolved, circles, merges, missing bases, and what a derivative inherits."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ouverture.pipeline.schema import schema_sql
from ouverture.pipeline.transforms import run_stage, run_transforms
from tests.samples.batch import empty_batch

LABS = {"meta": "company", "qwen": "company", "unsloth": "packager"}


def opened() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(schema_sql())
    empty_batch(connection)
    run_stage(connection, "lookups")
    connection.execute(
        "INSERT INTO naming_word VALUES ('gguf', 'gguf', 'quantized'), ('awq', 'awq', 'quantized'), "
        "('lora', 'adapter', 'derived')"
    )
    run_stage(connection, "rules")
    connection.execute(
        """
        CREATE TEMP TABLE organisation_lab (organisation_id VARCHAR, lab_id VARCHAR);
        INSERT INTO organisation_lab VALUES ('meta', 'meta'), ('qwen', 'qwen'), ('unsloth', 'unsloth');
        """
    )
    for lab, kind in LABS.items():
        connection.execute("INSERT INTO lab (lab_id, name, kind) VALUES (?, ?, ?)", [lab, lab, kind])
        connection.execute("INSERT INTO registry_family VALUES (?, ?, ?)", [lab, lab.title(), f"{lab}/*"])
    return connection


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with opened() as connection:
        yield connection


def add(
    connection: duckdb.DuckDBPyConnection, key: int, model: str, downloads: int, *bases: str, tier: int | None = 2
) -> None:
    """List a model; each base is ``relation:name``."""
    organisation = model.split("/", maxsplit=1)[0]
    lab = organisation if organisation in LABS else None
    family = lab.title() if lab in ("meta", "qwen") else None
    connection.execute(
        "INSERT INTO listing BY NAME SELECT $key AS version, $key AS model_key, $model AS model_id",
        {"key": key, "model": model},
    )
    connection.execute(
        "INSERT INTO attribute BY NAME SELECT $key AS version, $key AS model_key, $model AS model_id, "
        "$organisation AS organisation_id, $lab AS lab_id, $family AS family, $tier AS tier, 'own' AS tier_reason, "
        "$size AS size_class, $parameters AS parameters, 'generative' AS task_scope, 'stated' AS task_reason",
        {
            "key": key,
            "model": model,
            "organisation": organisation,
            "lab": lab,
            "family": family,
            "tier": tier,
            "size": "7-30B" if not bases else "<1B",
            "parameters": 8_000_000_000 if not bases else 500_000_000,
        },
    )
    connection.execute(
        "INSERT INTO listed BY NAME SELECT 1 AS run_seq, version, model_key, lab_id, tier, task_scope, "
        "$downloads AS downloads_30d FROM attribute WHERE version = $key",
        {"key": key, "downloads": downloads},
    )
    for base in bases:
        relation, _, name = base.partition(":")
        connection.execute("INSERT INTO lineage VALUES (?, ?, ?, 'hub')", [key, name, relation])


def apply(connection: duckdb.DuckDBPyConnection) -> None:
    for pattern in ("22_core_ancestry.sql", "22_core_attribute_base.sql", "30_mart_lineage.sql"):
        run_transforms(connection, pattern)


def credits(connection: duckdb.DuckDBPyConnection, key: int) -> list[tuple[object, ...]]:
    return connection.execute(
        "SELECT root_id, root_lab_id, part, depth, role FROM credit WHERE model_key = ? ORDER BY root_id", [key]
    ).fetchall()


def test_a_chain_ends_at_its_root_and_a_merge_is_split_equally(connection: duckdb.DuckDBPyConnection) -> None:
    add(connection, 1, "meta/llama", 100)
    add(connection, 2, "qwen/qwen", 100)
    add(connection, 3, "someone/tuned", 50, "finetune:meta/llama")
    add(connection, 4, "unsloth/tuned-GGUF", 40, "quantized:someone/tuned")
    add(connection, 5, "someone/blend", 30, "merge:someone/tuned", "merge:qwen/qwen", "merge:qwen/gone")
    apply(connection)
    assert credits(connection, 1) == [(None, "meta", 1, 0, "maker")]
    assert credits(connection, 4) == [("meta/llama", "meta", 1, 2, "packager")]
    # Three bases, a third each: one by way of tuned, one listed, one known by its name only.
    assert [(*c[:2], round(float(str(c[2])), 4), c[4]) for c in credits(connection, 5)] == [
        ("meta/llama", "meta", 0.3333, "author"),
        ("qwen/gone", "qwen", 0.3333, "author"),
        ("qwen/qwen", "qwen", 0.3333, "author"),
    ]
    # publisher: meta 100, qwen 100, unsloth 40, no lab 50 + 30. family: meta 100 + 50 + 40 + 10, qwen 100 + 20.
    # packager: as family, but the 40 that unsloth packaged are unsloth's.
    sums = "SELECT mode, lab_id, round(sum(downloads_30d))::INTEGER FROM mart_attribution GROUP BY ALL ORDER BY ALL"
    assert connection.execute(sums).fetchall() == [
        ("family", "meta", 200),
        ("family", "qwen", 120),
        ("packager", "meta", 160),
        ("packager", "qwen", 120),
        ("packager", "unsloth", 40),
        ("publisher", "meta", 100),
        ("publisher", "qwen", 100),
        ("publisher", "unsloth", 40),
        ("publisher", None, 80),
    ]


def test_models_in_a_circle_are_roots_and_so_is_one_that_names_itself(connection: duckdb.DuckDBPyConnection) -> None:
    add(connection, 1, "someone/a", 1, "finetune:someone/b")
    add(connection, 2, "someone/b", 1, "finetune:someone/a")
    add(connection, 3, "someone/c", 1, "finetune:someone/a")
    add(connection, 4, "someone/d", 1, "finetune:someone/d")
    apply(connection)
    assert [credits(connection, key)[0][0] for key in (1, 2, 3, 4)] == [None, None, "someone/a", None]


def test_a_renamed_base_is_found_under_either_name(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("INSERT INTO registry_rename VALUES ('llama', 'meta/llama', '2024-01-01')")
    add(connection, 1, "meta/llama", 100)
    add(connection, 2, "someone/tuned", 50, "finetune:llama", "unknown:meta/llama")  # twice the same: one edge
    apply(connection)
    assert credits(connection, 2) == [("meta/llama", "meta", 1, 1, "author")]


def test_a_name_that_says_derived_without_a_base_has_no_lab_in_family_mode(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    add(connection, 1, "someone/llama-GGUF", 10)
    add(connection, 2, "unsloth/llama", 20)
    add(connection, 3, "qwen/qwen-AWQ", 30)
    add(connection, 4, "someone/llama-lora", 40)
    apply(connection)
    query = "SELECT model_key, base, root_lab_id, relation, role FROM credit ORDER BY model_key"
    assert connection.execute(query).fetchall() == [
        (1, "missing", None, "quantized", "packager"),
        (2, "missing", None, "quantized", "packager"),
        (3, "missing", None, "quantized", "unknown"),  # of Qwen's own model, most likely, but the name does not say
        (4, "missing", None, "unknown", "author"),
    ]


def test_a_derivative_takes_the_stricter_tier_and_a_quantised_one_the_size(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    add(connection, 1, "meta/llama", 1, tier=1)
    add(connection, 2, "someone/tuned", 1, "finetune:meta/llama", tier=2)
    add(connection, 3, "someone/tuned-GGUF", 1, "quantized:someone/tuned", tier=None)
    add(connection, 4, "qwen/qwen", 1, tier=2)
    add(connection, 5, "someone/qwen-GGUF", 1, "quantized:qwen/qwen", tier=None)
    add(connection, 6, "someone/blend", 1, "merge:qwen/qwen", "merge:meta/llama", tier=2)
    add(connection, 7, "someone/strict", 1, "finetune:qwen/qwen", tier=1)
    apply(connection)
    query = "SELECT model_key, tier, tier_reason, size_class, family FROM attribute ORDER BY model_key"
    assert connection.execute(query).fetchall() == [
        (1, 1, "own", "7-30B", "Meta"),
        (2, 1, "base:meta/llama", "<1B", "Meta"),
        (3, 1, "base:meta/llama", "<1B", "Meta"),  # its direct base's class
        (4, 2, "own", "7-30B", "Qwen"),
        (5, None, "own", "7-30B", "Qwen"),  # an open base does not open a model whose own licence is unknown
        (6, 1, "base:meta/llama", "<1B", None),  # of two families: of neither
        (7, 1, "own", "<1B", "Qwen"),
    ]


NAMES = [f"{organisation}/{n}" for n in range(3) for organisation in ("meta", "qwen", "unsloth", "someone")]
EDGES = st.dictionaries(st.sampled_from(NAMES), st.lists(st.sampled_from([*NAMES, "gone/x", "meta/gone"]), max_size=4))


@given(edges=EDGES, downloads=st.lists(st.integers(0, 10**9), min_size=12, max_size=12))
@settings(max_examples=8)
def test_totals_are_equal_in_all_modes_and_no_derivative_is_above_its_base(
    edges: dict[str, list[str]], downloads: list[int]
) -> None:
    with opened() as connection:
        for key, name in enumerate(NAMES, start=1):
            bases = [f"finetune:{base}" for base in dict.fromkeys(edges.get(name, []))]
            add(connection, key, name, downloads[key - 1], *bases, tier=(None, 1, 2)[key % 3])
        apply(connection)
        modes = connection.execute(
            "SELECT mode, sum(models), sum(downloads_30d) FROM mart_attribution GROUP BY mode"
        ).fetchall()
        assert len(modes) == 3
        for _, models, total in modes:
            assert models == pytest.approx(len(NAMES))
            assert total == pytest.approx(sum(downloads))
        above = connection.execute(
            """
            SELECT count(*) FROM ancestor n
            JOIN attribute a USING (model_key) JOIN attribute b ON b.model_key = n.ancestor_key
            WHERE a.tier > b.tier OR (b.tier = 1 AND a.tier IS NULL)
            """
        ).fetchone()
        assert above == (0,)
