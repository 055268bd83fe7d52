"""model_relatives: the bases a model names, and the models that name it."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows


def test_by_hand(golden: Golden) -> None:
    result = golden(
        "model_relatives",
        {
            "model": """
                model_key | model_id
                1         | lab/base
                2         | lab/chat
                3         | packager/chat-GGUF
            """,
            "lineage": """
                model_key | base_model_id | relation  | source
                2         | lab/base      | finetune  | hub
                3         | lab/chat      | quantized | hub
            """,
            "mart_model": """
                model_id           | downloads_30d | tier
                lab/base           | 10            | 2
                packager/chat-GGUF | 99            |
            """,
        },
        model="lab/chat",
    )
    assert rows(result, "direction", "model_id", "relation", "downloads_30d", "tier") == [
        ("base", "lab/base", "finetune", 10, 2),
        ("derivative", "packager/chat-GGUF", "quantized", 99, None),
    ]
