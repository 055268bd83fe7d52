"""Parameters as archives tell them: by the same rule as the Hub's own listing, whatever the form of the column."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa
import pytest

from ouverture.pipeline.sources.archive_files import _parameters

B7 = 7_615_616_512
CASES: dict[str, tuple[Any, int | None]] = {
    "hard-coded total": ({"parameters": {"BF16": B7}, "total": 333_312}, B7),
    "total alone": ({"parameters": None, "total": 4_000}, 4_000),
    "two floats": ({"parameters": {"F8_E4M3": 680, "BF16": 3}, "total": 683}, 683),
    "few integers": ({"parameters": {"F32": 110_000, "I64": 512}, "total": 110_512}, 110_512),
    "nothing": (None, None),
} | {
    f"packed {dtype}": ({"parameters": {"BF16": 50, dtype: 950}, "total": 1_000}, None)
    for dtype in ("U32", "I32", "U8", "I8", "I64", "F4", "F6_E2M3", "F8_E8M0")
}


@pytest.mark.parametrize("as_text", [False, True])
def test_field_04_the_parts_count_and_packs_do_not(as_text: bool) -> None:
    cells = [json.dumps(told) if as_text and told else told for told, _ in CASES.values()]
    rows = pa.RecordBatch.from_pylist([{"weights": cell} for cell in cells])
    told = _parameters(rows, {"safetensors": "weights"})
    assert dict(zip(CASES, told.to_pylist(), strict=True)) == {name: counted for name, (_, counted) in CASES.items()}


def test_gguf_tells_where_safetensors_do_not() -> None:
    rows = pa.RecordBatch.from_pylist(
        [
            {"weights": {"parameters": {"U8": 9}, "total": 9}, "gguf": {"total": 8_000}},
            {"weights": None, "gguf": {"total": 7_000}},
        ]
    )
    assert _parameters(rows, {"safetensors": "weights", "gguf": "gguf"}).to_pylist() == [8_000, 7_000]


@pytest.mark.parametrize(
    "cell", ["{", "[]", "5", '{"total": -1}', '{"total": "many"}', '{"total": 1e400}', "[" * 100_000]
)
def test_text_that_tells_no_count_is_unknown(cell: str) -> None:
    rows = pa.RecordBatch.from_pylist([{"weights": cell}])
    assert _parameters(rows, {"safetensors": "weights"}).to_pylist() == [None]
