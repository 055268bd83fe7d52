"""model_relatives: the bases a model names, and the models that name it, each under its present name."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

TABLES = {
    # The base was called old/base; the chat model still names it so, and a base that no source lists.
    "mart_name": """
        name               | model_key
        lab/base           | 1
        lab/chat           | 2
        old/base           | 1
        packager/chat-GGUF | 3
    """,
    "lineage": """
        model_key | base_model_id | relation  | source
        2         | old/base      | finetune  | hub
        2         | never/listed  | unknown   | hub
        3         | lab/chat      | quantized | hub
    """,
    "mart_model": """
        model_key | model_id           | downloads_30d | tier
        1         | lab/base           | 10            | 2
        2         | lab/chat           | 20            | 2
        3         | packager/chat-GGUF | 99            |
    """,
}


def test_by_hand(golden: Golden) -> None:
    result = golden("model_relatives", TABLES, model="lab/chat")
    assert rows(result, "direction", "model_id", "relation", "downloads_30d", "tier") == [
        ("base", "lab/base", "finetune", 10, 2),
        ("base", "never/listed", "unknown", None, None),
        ("derivative", "packager/chat-GGUF", "quantized", 99, None),
    ]


def test_a_derivative_that_names_an_earlier_name_is_found(golden: Golden) -> None:
    for name in ("lab/base", "old/base"):
        assert rows(golden("model_relatives", TABLES, model=name), "direction", "model_id") == [
            ("derivative", "lab/chat")
        ]
