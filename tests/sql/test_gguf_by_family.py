"""gguf_by_family: whose models are fetched in the format of local programs, and from whom."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

# Two families. Qwen: 1,000 of its own weights, a copy by its packager (600), one by a stranger (300, by name alone) and one
# of machines (400). Llama: 100 of its own weights, one copy by its library (50). A copy without a family, and "ggufs", which
# is no word for the format.
TABLES = {
    "lab": """
        lab_id  | name
        qwen    | Qwen
        unsloth | Unsloth
    """,
    "naming_word": """
        word | form | role
        gguf | gguf | quantized
        ggml | gguf | quantized
        awq  | awq  | quantized
    """,
    "snapshot_run": """
        run_id | run_seq | snapshot_date | source    | status | listing       | in_series | in_totals
        sep    | 2       | 2025-09-07    | osir-lmts | ok     | organisations | true      | true
    """,
    "mart_model": """
        model_key | model_id          | lab_id  | family | library_name | task_scope
        1         | Qwen/Q-8B         | qwen    | Qwen   | transformers | generative
        2         | unsloth/Q-8B-GGUF | unsloth | Qwen   | transformers | generative
        3         | you/q-8b.ggml     |         | Qwen   |              | generative
        4         | you/q-bot-gguf    |         | Qwen   | gguf         | generative
        5         | meta/L            |         | Llama  | transformers | generative
        6         | you/l-small       |         | Llama  | gguf         | generative
        7         | you/mine-gguf     |         |        |              | generative
        8         | you/ggufs         |         | Llama  | transformers | generative
        9         | you/embed-gguf    |         | Qwen   | gguf         | other
    """,
    "latest_reading": """
        source    | model_key | run_seq | seen_on    | downloads_30d | listed
        osir-lmts | 1         | 2       | 2025-09-07 | 1000          | true
        osir-lmts | 2         | 2       | 2025-09-07 | 600           | true
        osir-lmts | 3         | 2       | 2025-09-07 | 300           | true
        osir-lmts | 4         | 2       | 2025-09-07 | 400           | true
        osir-lmts | 5         | 2       | 2025-09-07 | 100           | true
        osir-lmts | 6         | 2       | 2025-09-07 | 50            | true
        osir-lmts | 7         | 2       | 2025-09-07 | 70            | true
        osir-lmts | 8         | 2       | 2025-09-07 | 50            | true
        osir-lmts | 9         | 2       | 2025-09-07 | 5000          | true
    """,
    "mart_left_out": """
        run_id | snapshot_date | model_key | model_id       | task_scope | why        | downloads_30d
        sep    | 2025-09-07    | 4         | you/q-bot-gguf | generative | automation | 400
    """,
}


def test_copies_and_their_part_of_the_family(golden: Golden) -> None:
    # Qwen: 600 + 300 + 400 of 2,300; the lab with most is unsloth, though strangers have more. Llama: 50 of 200.
    result = golden("gguf_by_family", TABLES)
    assert rows(
        result, "family", "models", "downloads_30d", "downloads_family", "share", "lab_id", "downloads_lab"
    ) == [
        ("Qwen", 3, 1300, 2300, 0.565217, "unsloth", 600),
        ("unknown", 1, 70, 70, 1.0, None, None),
        ("Llama", 1, 50, 200, 0.25, None, None),
    ]
    finding = result.finding
    assert finding is not None
    assert (finding.case, finding.values["family"], finding.values["downloads"]) == ("most", "Qwen", 1300)


def test_without_machine_traffic_and_with_every_task(golden: Golden) -> None:
    assert rows(golden("gguf_by_family", TABLES, basis="adjusted"), "family", "downloads_30d")[0] == ("Qwen", 900)
    assert rows(golden("gguf_by_family", TABLES, tasks="all"), "family", "downloads_30d")[0] == ("Qwen", 6300)


def test_copies_of_no_known_family_are_said_to_be_so(golden: Golden) -> None:
    only = {
        **TABLES,
        "mart_model": "\n".join(
            line for line in TABLES["mart_model"].splitlines() if "family" in line or "mine" in line
        ),
    }
    finding = golden("gguf_by_family", only).finding
    assert finding is not None and finding.case == "unknown_only"
