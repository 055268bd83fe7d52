"""What is known of a model, read from records as the Hub lists them: cases of the field, ids made up where they were there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from tests.samples.reading import Warehouse, record, warehouse

B7 = 7_615_616_512
HELD_OUT = (
    "u32",
    "I4",
    "INT4",
    "UINT8",
    "int8",
    "U64",
    "NF4",
    "MXFP4",
    "Q4_K",
    "F4_E2M1",
    "BOOL",
    "qint8",
)  # nobody's rule
WEIGHTS: dict[str, tuple[dict[str, Any] | None, dict[str, Any] | None, tuple[Any, ...]]] = {
    # name: safetensors, gguf, (parameters, size class, reason)
    "hard-coded": ({"parameters": {"BF16": B7}, "total": 333_312}, None, (B7, "7-30B", "own count")),
    "no-parts": ({"total": 4_000_000_000}, None, (4_000_000_000, "1-7B", "own count")),
    "odd-parts": ({"parameters": {"BF16": "many"}, "total": 5}, None, (5, "<1B", "own count")),
    "fp8": ({"parameters": {"F8_E4M3": 680, "BF16": 3, "F32": 1}, "total": 684}, None, (684, "<1B", "own count")),
    "buffers": ({"parameters": {"F32": 110_000, "I64": 512}, "total": 110_512}, None, (110_512, "<1B", "own count")),
    "gguf": (None, {"total": 8_000_000_000}, (8_000_000_000, "7-30B", "own count")),
    "packed-gguf": (
        {"parameters": {"U8": 9, "BF16": 1}, "total": 10},
        {"total": 8_000_000_000},
        (8_000_000_000, "7-30B", "own count"),
    ),
    "silent": (None, None, (None, None, "not told")),
} | {
    f"packed-{dtype}": ({"parameters": {"BF16": 50, dtype: 950}, "total": 1000}, None, (None, None, "packed weights"))
    for dtype in (
        "U32",
        "I32",
        "U8",
        "I8",
        "U16",
        "I16",
        "I64",
        "F4",
        "FP4",
        "F6_E2M3",
        "F8_E8M0",
        "no such",
        *HELD_OUT,
    )
}
BASES = {  # what a card names, and the base that is meant
    "Meta-Llama/LLAMA-base": "meta-llama/Llama-base",
    "https://huggingface.co/meta-llama/Llama-base": "meta-llama/Llama-base",
    "hf.co/meta-llama/Llama-base/tree/main": "meta-llama/Llama-base",
    "https://huggingface.co/meta-llama/Llama-base?library=x": "meta-llama/Llama-base",
    "gpt2": "openai-community/gpt2",
    "GPT2": "openai-community/gpt2",
    "/dev/shm/llama": None,
    "./out": None,
    "../llama": None,
    "C:\\models\\llama": None,
    "/workspace/out/checkpoint-500": None,
    "a/b/c": None,
    "Llama 2 of Meta": None,
    "our-own-model": None,
    "https://example.org/meta-llama/Llama-base": None,
    "https://huggingface.co/datasets/meta-llama/Llama-base": None,
    "~/llama": None,
    "HTTPS://HUGGINGFACE.CO/Meta-Llama/LLAMA-base": "meta-llama/Llama-base",
    "https://huggingface.co/meta-llama/Llama-base/": "meta-llama/Llama-base",
    " meta-llama/Llama-base": "meta-llama/Llama-base",
    "meta-llama/Llama-base\n": "meta-llama/Llama-base",
    "openai-community/GPT2": "openai-community/gpt2",
    "s3://bucket/llama": None,
    "file:///models/llama": None,
    "none": None,
    "N/A": None,
    "meta-llama/Llama base": None,
    "\\\\server\\llama": None,
    "home/user/models/llama": None,
}


def records() -> list[dict[str, Any]]:
    return [
        record("meta-llama/Llama-base", "license:llama3.1", pipeline_tag="text-generation"),
        record("openai-community/gpt2", "license:mit", pipeline_tag="text-generation"),
        record(
            "x/big", "license:mit", safetensors={"parameters": {"BF16": 70_000_000_000}}, pipeline_tag="text-to-image"
        ),
        record("Ultralytics/YOLO11", "license:agpl-3.0"),
        record(
            "x/yolo-fp16",
            "license:agpl-3.0",
            "base_model:ultralytics/yolo11",
            "base_model:quantized:ultralytics/yolo11",
        ),
        record("x/yolo-ft", "license:mit", "base_model:Ultralytics/YOLO11", "base_model:finetune:Ultralytics/YOLO11"),
        record("x/gone-a", "base_model:finetune:gone/Base"),
        record("x/gone-b", "base_model:finetune:GONE/base"),
        record("x/manual", "license:apache-2.0", gated="Manual"),
        record("x/both", "license:mit", "base_model:merge:./out", "base_model:merge:x/big", "base_model:x/big"),
        record("x/4bit", "base_model:quantized:X/BIG", safetensors={"parameters": {"I32": 9_000, "F16": 1_000}}),
        record("x/tuned-4bit", "base_model:finetune:x/big", safetensors={"parameters": {"U8": 9_000, "F16": 1_000}}),
        record("x/whole", "base_model:quantized:gone/Base", safetensors={"parameters": {"F8_E4M3": 9_000}}),
        *(record(f"x/{name}", safetensors=safetensors, gguf=gguf) for name, (safetensors, gguf, _) in WEIGHTS.items()),
        *(
            record(f"x/based-{n}", "license:mit", f"base_model:{base}", f"base_model:finetune:{base}")
            for n, base in enumerate(BASES)
        ),
        *(
            record(f"x/licences-{n}", *(f"license:{key}" for key in order), card={"license": list(order)})
            for n, order in enumerate(permutations(("apache-2.0", "openrail++")))
        ),
        record("x/by-card", card={"license": ["mit", "cc-by-nc-4.0"]}),
        record("x/named", "license:other", card={"license": "other", "license_name": "AGPL-3.0-or-later"}),
        record("x/linked", card={"license": "other", "license_link": "https://opensource.org/licenses/MIT"}),
        record("x/named-beside", card={"license": ["mit", "other"], "license_name": "gpl-2.0-or-later"}),
        *(record(f"x/data-{n}", "dataset:imdb") for n in range(3)),
        *(record(f"x/data-new-{n}", "dataset:stanfordnlp/imdb", "dataset:StanfordNLP/IMDB") for n in range(2)),
        record("x/data-both", "dataset:IMDB", "dataset:stanfordnlp/imdb"),
        record("Mistralai/mistral-7B-v9", "license:apache-2.0"),
        record("x/nameless-a", _id="", pipeline_tag=["text-generation"]),
        record("x/nameless-b", _id="", pipeline_tag="Text-Generation"),
    ]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    with warehouse(tmp_path_factory.mktemp("reading")) as opened:
        opened.read(records(), date(2026, 11, 24))
        yield opened


@pytest.mark.parametrize("name", WEIGHTS)
def test_field_04_parameters_are_the_sum_of_the_parts_and_packs_are_no_count(read: Warehouse, name: str) -> None:
    assert read.model(f"x/{name}", "parameters, size_class, size_reason") == WEIGHTS[name][2]


def test_quantised_and_packed_weights_have_the_size_of_their_base(read: Warehouse) -> None:
    base = (70_000_000_000, "30-100B", "base:x/big")
    assert [read.model(f"x/{name}", "parameters, size_class, size_reason") for name in ("4bit", "tuned-4bit")] == [
        base
    ] * 2
    assert read.model("x/whole", "parameters, size_reason") == (
        9_000,
        "own count",
    )  # each element a weight, base not read
    assert read.model("x/4bit", "pipeline_tag, task_scope, task_reason") == (None, "generative", "base:x/big")


def test_field_06_several_licences_the_strictest_decides_and_order_does_not(read: Warehouse) -> None:
    told = "tier, licence, licence_raw"
    expected = (1, "openrail++", "apache-2.0, openrail++")
    assert [read.model(f"x/licences-{n}", told) for n in (0, 1)] == [expected] * 2
    assert read.model("x/by-card", told) == (1, "cc-by-nc-4.0", "cc-by-nc-4.0, mit")


def test_field_12_other_is_what_its_name_or_link_says(read: Warehouse) -> None:
    assert read.model("x/named", "tier, licence") == (2, "agpl-3.0")
    assert read.model("x/linked", "tier, licence") == (2, "mit")
    assert read.model("x/named-beside", "tier, licence") == (2, "gpl-2.0")


def test_field_08_one_base_in_any_letter_case(read: Warehouse) -> None:
    count = "SELECT base_id, sum(models)::INTEGER FROM mart_base WHERE base_id ILIKE ? GROUP BY ALL"
    assert read.rows(count, "ultralytics/yolo11") == [("Ultralytics/YOLO11", 2)]
    assert read.rows(count, "gone/base") == [("GONE/base", 3)]  # that no reading lists: one spelling of those written
    assert read.model("x/based-0", "tier, tier_reason") == (1, "base:meta-llama/Llama-base")
    # patterns and namespaces of the registry as well
    assert read.model("Mistralai/mistral-7B-v9", "lab_id, family") == ("mistral", "Mistral")


@pytest.mark.parametrize("named", BASES)
def test_a_base_is_a_repository_or_undeclared(read: Warehouse, named: str) -> None:
    place = list(BASES).index(named)
    found = read.rows("SELECT base, root_id, named_as FROM mart_derivative WHERE model_id = ?", f"x/based-{place}")
    meant = BASES[named]
    assert found == ([("named", meant, None)] if meant else [("missing", None, named)])


def test_no_identity_is_none_and_a_task_is_a_text_in_any_letter_case(read: Warehouse) -> None:
    assert read.model("x/nameless-a", "hub_id, pipeline_tag, task_scope") == (None, None, "unknown")
    assert read.model("x/nameless-b", "hub_id, task_scope") == (None, "generative")


def test_an_undeclared_base_takes_no_part_of_the_credit(read: Warehouse) -> None:
    assert read.rows("SELECT root_id, part FROM credit JOIN model USING (model_key) WHERE model_id = 'x/both'") == [
        ("x/big", 1)
    ]


def test_field_09_a_dataset_is_one_under_its_old_and_new_name(read: Warehouse) -> None:
    assert read.rows("SELECT dataset_id, sum(models)::INTEGER FROM mart_dataset_use GROUP BY ALL") == [
        ("stanfordnlp/imdb", 6)
    ]


def test_field_09_a_dataset_that_moved_while_watched_is_known_by_its_own_id(tmp_path: Path) -> None:
    with warehouse(tmp_path) as opened:
        opened.connection.execute("""
            INSERT INTO dataset BY NAME SELECT 1 AS dataset_key, 'new/Set' AS dataset_id, DATE '2026-11-01' AS first_seen,
                DATE '2026-11-20' AS last_seen;
            INSERT INTO dataset_alias VALUES (1, 'old/set'), (1, 'new/Set');
        """)
        opened.read([record("x/a", "dataset:old/SET"), record("x/b", "dataset:new/set")], date(2026, 11, 24))
        assert opened.rows("SELECT dataset_id, models FROM mart_dataset_use") == [("new/Set", 2)]


def test_access_by_hand_is_tier_1(read: Warehouse) -> None:
    assert read.model("x/manual", "tier, tier_reason") == (1, "gated:manual")


def test_a_task_is_completed_where_all_of_a_family_that_state_one_agree(tmp_path: Path) -> None:
    stated = [record(f"mistralai/Mistral-{n}", pipeline_tag="text-generation") for n in range(3)]
    mixed = [
        record(f"mistralai/Voxtral-{n}", pipeline_tag=task)
        for n, task in enumerate(("audio-text-to-text", "audio-text-to-text", "automatic-speech-recognition"))
    ]
    silent = [
        record("mistralai/Mistral-silent"),
        record("mistralai/Voxtral-silent"),
        record("mistralai/Devstral-silent"),
    ]
    with warehouse(tmp_path) as opened:
        opened.read([*stated, *mixed, *silent], date(2026, 11, 24))
        told = "task_scope, task_reason"
        assert opened.model("mistralai/Mistral-silent", told) == ("generative", "family:Mistral")
        assert opened.model("mistralai/Voxtral-silent", told) == ("unknown", "not stated")
        assert opened.model("mistralai/Devstral-silent", told) == ("unknown", "not stated")


def test_a_tier_that_becomes_known_is_no_change_and_one_whose_base_changes_is(tmp_path: Path) -> None:
    derived = record("x/derived", "license:mit", "base_model:finetune:y/base")
    base = record("y/base", "license:llama3.1")
    with warehouse(tmp_path) as opened:
        opened.read([derived], date(2026, 11, 24))
        opened.read([derived, base], date(2026, 11, 25))  # the base is read for the first time
        opened.read([derived, base | {"tags": ["license:mit"]}], date(2026, 11, 26))  # and opens
        opened.read([derived | {"gated": "manual"}, base | {"tags": ["license:mit"]}], date(2026, 11, 27))
        assert opened.rows("""
            SELECT changed_on, old_value, new_value, cause FROM model_change
            WHERE field = 'tier' AND model_id = 'x/derived' ORDER BY changed_on
        """) == [
            (date(2026, 11, 25), "2", "1", "known"),
            (date(2026, 11, 26), "1", "2", "changed"),
            (date(2026, 11, 27), "2", "1", "changed"),
        ]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_base_that_a_later_run_of_the_panel_lists_restricts_from_the_first_on(
    tmp_path: Path, order: tuple[int, int]
) -> None:
    """ByteDance/Hyper-SD: in one source, its base FLUX.1-dev in another, read later."""
    runs = (("osir-lmts", "2025-09-07"), ("starscreener", "2026-05-04"))
    with warehouse(tmp_path) as opened:
        opened.connection.execute("""
            CREATE TEMP TABLE raw_panel_model (model_id VARCHAR, author VARCHAR, created_on DATE, license VARCHAR, gated VARCHAR,
                parameters BIGINT, pipeline_tag VARCHAR, library_name VARCHAR, base_model VARCHAR, base_relation VARCHAR,
                metadata_source VARCHAR);
            INSERT INTO raw_panel_model BY NAME SELECT 'x/derived' AS model_id, 'Y/Base' AS base_model, 'quantized' AS base_relation;
            INSERT INTO raw_panel_model BY NAME
            SELECT 'y/base' AS model_id, 'openrail++' AS license, 8000000000 AS parameters, 'text-to-image' AS pipeline_tag;
            CREATE TEMP TABLE raw_panel_observation (observed_on DATE, model_id VARCHAR, downloads_30d BIGINT, likes INTEGER,
                derivatives INTEGER, source VARCHAR);
            INSERT INTO raw_panel_observation VALUES ('2025-09-07', 'x/derived', 100, 1, NULL, 'osir-lmts'),
                ('2026-05-04', 'y/base', 100, 1, NULL, 'starscreener');
        """)
        for place in order:
            source, day = runs[place]
            opened.read_panel(source, date.fromisoformat(day))
        assert opened.rows("SELECT DISTINCT tier, task_scope FROM mart_adoption") == [(1, "generative")]
        told = "tier, tier_reason, size_class, size_reason, task_reason"
        assert opened.model("x/derived", told) == (1, "base:y/base", "7-30B", "base:y/base", "base:y/base")


def test_the_order_of_runs_and_of_records_changes_no_tier(tmp_path: Path) -> None:
    """Each model's facts in the end are the same, in whatever order bases and derivatives are first read."""
    orders = []
    for o in "opqrst":
        a, b = f"{o}/a", f"{o}/b"
        chain = [
            record(a, "license:llama3.1"),
            record(b, "license:mit", f"base_model:finetune:{a.upper()}"),
            record(f"{o}/c", "license:apache-2.0", f"base_model:quantized:{b}"),
        ]
        orders.append(list(permutations(chain))[len(orders)])
    with warehouse(tmp_path) as opened:
        for count in (1, 2, 3):
            opened.read([model for order in orders for model in order[:count]], date(2026, 11, 23 + count))
        found = opened.rows("SELECT model_id, tier, tier_reason FROM model ORDER BY model_id")
    assert found == [
        row
        for o in "opqrst"
        for row in ((f"{o}/a", 1, "licence:llama3.1"), (f"{o}/b", 1, f"base:{o}/a"), (f"{o}/c", 1, f"base:{o}/a"))
    ]
