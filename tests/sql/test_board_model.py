"""Names of a board meet the catalogue by explicit rules, or not at all."""

from __future__ import annotations

import duckdb

from etl.schema import create_schema
from etl.transforms import run_transforms
from tests.samples.tables import fill


def test_names_meet_by_rule_and_never_by_likeness() -> None:
    connection = duckdb.connect()
    create_schema(connection)
    run_transforms(connection, "00_registry_lookup.sql")
    fill(
        connection,
        "benchmark_score",
        """
        yardstick | as_of      | model                               | is_open | score | source
        text      | 2026-01-01 | old board                           | true    | 1     | s
        text      | 2026-02-01 | claude-sonnet-4-5                   | false   | 9     | s
        text      | 2026-02-01 | gpt-5.4-high                        | false   | 8     | s
        text      | 2026-02-01 | gemini-3-pro                        | false   | 7     | s
        text      | 2026-02-01 | kimi-k2-thinking                    | true    | 6     | s
        text      | 2026-02-01 | gpt-4-turbo-2024-04-09              | false   | 5     | s
        text      | 2026-02-01 | gpt-5.4-chat-latest                 | false   | 4     | s
        text      | 2026-02-01 | twin                                |         | 3     | s
        """,
    )
    fill(
        connection,
        "api_model",
        """
        model             | lab       | released_on | price_in_usd_per_mtok | price_out_usd_per_mtok | source
        Claude 4.5 Sonnet | Anthropic | 2025-09-29  | 3                     | 15                     | c
        GPT-5.4           | OpenAI    | 2026-03-05  | 2                     | 10                     | c
        GPT-4.5           | OpenAI    | 2025-02-27  |                       |                        | c
        Gemini 3 Pro Preview | Google | 2025-11-18  | 2                     | 12                     | c
        Kimi K2           | Moonshot  | 2025-07-11  |                       |                        | c
        Kimi K2 Thinking  | Moonshot  | 2025-11-06  |                       |                        | c
        GPT-4 Turbo       | OpenAI    | 2023-11-06  | 10                    | 30                     | c
        Twin              | A         | 2025-01-01  |                       |                        | c
        Twin              | B         | 2025-01-01  |                       |                        | c
        """,
    )
    run_transforms(connection, "42_mart_board_model.sql")
    found = connection.execute(
        "SELECT model, name_rule, catalogue_model, price_blended_usd_per_mtok FROM mart_board_model ORDER BY score DESC"
    ).fetchall()
    # (3 x 3 + 15) / 4 = 6; (3 x 2 + 10) / 4 = 4; (3 x 2 + 12) / 4 = 4.5
    assert found == [
        ("claude-sonnet-4-5", "exact", "Claude 4.5 Sonnet", 6.0),
        ("gpt-5.4-high", "effort", "GPT-5.4", 4.0),
        ("gemini-3-pro", "preview", "Gemini 3 Pro Preview", 4.5),
        ("kimi-k2-thinking", "exact", "Kimi K2 Thinking", None),  # its own name, not "Kimi K2" with effort
        ("gpt-4-turbo-2024-04-09", None, None, None),  # a stamp months from the catalogue's day
        ("gpt-5.4-chat-latest", None, None, None),
        ("twin", None, None, None),  # two answers are none
    ]
