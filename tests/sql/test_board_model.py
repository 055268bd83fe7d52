"""Names of a board meet the catalogue by explicit rules, or not at all."""

from __future__ import annotations

import duckdb

from ouverture.pipeline.schema import schema_sql
from ouverture.pipeline.transforms import run_transforms
from tests.samples.tables import fill


def test_names_meet_by_rule_and_never_by_likeness() -> None:
    connection = duckdb.connect()
    connection.execute(schema_sql())
    run_transforms(connection, "00_registry_lookup.sql")
    run_transforms(connection, "03_raw_licence_spelling.sql")
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
    run_transforms(connection, "41_mart_[io]*.sql")
    run_transforms(connection, "42_mart_board_model.sql")
    found = connection.execute(
        "SELECT model, name_rule, catalogue_model, price_blended_usd_per_mtok FROM mart_board_model ORDER BY score DESC"
    ).fetchall()
    # (3 x 3 + 15) / 4 = 6; (3 x 2 + 10) / 4 = 4; (3 x 2 + 12) / 4 = 4.5
    assert found == [
        ("claude-sonnet-4-5", "words", "Claude 4.5 Sonnet", 6.0),
        ("gpt-5.4-high", "effort", "GPT-5.4", 4.0),
        ("gemini-3-pro", "preview", "Gemini 3 Pro Preview", 4.5),
        ("kimi-k2-thinking", "normalised", "Kimi K2 Thinking", None),  # its own name, not "Kimi K2" with effort
        ("gpt-4-turbo-2024-04-09", None, None, None),  # a stamp months from the catalogue's day
        ("gpt-5.4-chat-latest", None, None, None),
        ("twin", None, None, None),  # two answers are none
    ]


def test_a_version_is_not_older_than_the_day_in_its_name() -> None:
    # The catalogue has o1 of 5 December 2024; o1-2024-12-17 came twelve days later. Where the catalogue's day is the later
    # one, it stands: a version may be announced before it is out. A board's own day is asked first.
    connection = duckdb.connect()
    connection.execute(schema_sql())
    run_transforms(connection, "00_registry_lookup.sql")
    run_transforms(connection, "03_raw_licence_spelling.sql")
    fill(
        connection,
        "benchmark_score",
        """
        yardstick | as_of      | model             | is_open | score | source | released_on
        text      | 2025-02-01 | o1-2024-12-17     | false   | 4     | s      |
        text      | 2025-02-01 | gpt-4o-20240806   | false   | 3     | s      |
        text      | 2025-02-01 | o3-mini           | false   | 2     | s      |
        text      | 2025-02-01 | o4-2024-12-17     | false   | 1     | s      | 2024-12-01
        """,
    )
    fill(
        connection,
        "api_model",
        """
        model   | lab    | released_on | source
        o1      | OpenAI | 2024-12-05  | c
        GPT-4o  | OpenAI | 2024-08-08  | c
        o3-mini | OpenAI | 2025-01-31  | c
        o4      | OpenAI | 2024-12-05  | c
        """,
    )
    run_transforms(connection, "41_mart_[io]*.sql")
    run_transforms(connection, "42_mart_board_model.sql")
    found = connection.execute(
        "SELECT model, released_on::VARCHAR FROM mart_board_model ORDER BY score DESC"
    ).fetchall()
    assert found == [
        ("o1-2024-12-17", "2024-12-17"),
        ("gpt-4o-20240806", "2024-08-08"),
        ("o3-mini", "2025-01-31"),
        ("o4-2024-12-17", "2024-12-01"),
    ]


LISTED = """
    source     | provider | model_id      | captured_on | name     | released_on | open_weights | price_in_usd_per_mtok | price_out_usd_per_mtok
    models-dev | openai   | gpt-9         | 2026-11-24  | GPT-9    | 2026-10-01  | false        | 1                     | 5
    models-dev | azure    | gpt-9         | 2026-11-24  | GPT-9    | 2026-10-02  | false        | 3                     | 15
    models-dev | other    | openai/gpt-9  | 2026-11-24  | gpt 9    | 2026-10-01  | false        | 2                     | 10
    models-dev | free     | openai/gpt-9  | 2026-11-24  | GPT-9    | 2026-10-01  | false        | 0                     | 0
    models-dev | zai      | glm-9         | 2026-11-24  | GLM-9    | 2026-09-01  | true         | 1                     | 1
    models-dev | host     | glm-9         | 2026-11-24  | GLM 9    | 2026-09-01  | false        | 0.5                   | 0.5
    openrouter | zai      | z-ai/glm-9    | 2026-11-24  | Z: GLM-9 |             |              | 9                     | 9
    models-dev | a        | x             | 2026-11-24  | Murky    | 2026-09-01  | true         |                       |
    models-dev | b        | y             | 2026-11-24  | murky    | 2026-09-01  | false        |                       |
"""


def test_a_model_of_several_hosts_has_the_price_of_the_median_one() -> None:
    connection = duckdb.connect()
    connection.execute(schema_sql())
    run_transforms(connection, "00_registry_lookup.sql")
    run_transforms(connection, "03_raw_licence_spelling.sql")
    connection.execute("INSERT INTO registry_lab_name VALUES ('OpenAI', 'openai'), ('Z.ai', 'zhipu')")
    fill(connection, "catalogue_model", LISTED)
    fill(
        connection,
        "api_model",
        """
        model | lab  | lab_id | released_on | open_weights | price_in_usd_per_mtok | price_out_usd_per_mtok | as_of      | source
        GLM-9 | Z.ai | zhipu  | 2026-08-31  | true         | 4                     | 4                      | 2026-09-10 | artificial-analysis
        """,
    )
    run_transforms(connection, "41_mart_[io]*.sql")
    columns = "canonical, lab_id, released_on::VARCHAR, open_weights, disputed, price_blended_usd_per_mtok, cheapest_usd_per_mtok, cheapest_host, hosts, price_source"
    # gpt-9: blended 2, 6 and 4, the median host asks 4; 0 is no price. Its lab is told by "openai/gpt-9".
    # glm-9: hosts disagree, the panel says open. Live prices before the panel's: models-dev has two hosts, openrouter one;
    # of 0.5 and 1 the lower is the median. The day is the panel's. murky: hosts disagree and nobody else says.
    assert connection.execute(f"SELECT {columns} FROM mart_offer ORDER BY canonical").fetchall() == [
        ("glm-9", "zhipu", "2026-08-31", True, True, 0.5, 0.5, "host", 2, "models-dev"),
        ("gpt-9", "openai", "2026-10-01", False, False, 4.0, 2.0, "openai", 3, "models-dev"),
        ("murky", None, "2026-09-01", None, True, None, None, None, 0, None),
    ]
    assert connection.execute("SELECT DISTINCT source FROM mart_offer WHERE canonical = 'glm-9'").fetchall() == [
        ("artificial-analysis+models-dev+openrouter",)
    ]


def test_the_live_board_is_asked_before_the_panel_s() -> None:
    connection = duckdb.connect()
    connection.execute(schema_sql())
    boards = {
        "arena/text/overall": 1400,
        "arena/text/coding": 1400,
        "arena-text": 1400,
        "epoch/capabilities": 150,
        "hub/x": 0.9,
    }
    for yardstick, best in boards.items():
        for n in range(20):
            connection.execute(
                "INSERT INTO mart_board_model (source, yardstick, as_of, model, side, score) VALUES ('s', ?, '2026-11-20', ?, ?, ?)",
                [yardstick, f"m{n}", "open" if n % 2 else "closed", best - n / 100],
            )
    run_transforms(connection, "43_mart_yardstick.sql")
    found = connection.execute(
        "SELECT yardstick, board, category, testing, step, preference FROM mart_yardstick ORDER BY preference"
    ).fetchall()
    assert found == [
        ("arena/text/overall", "arena/text", "overall", "votes", 50.0, 0),
        ("epoch/capabilities", "epoch/capabilities", None, "mixed", 10.0, 2),
        ("hub/x", "hub/x", None, "public", 0.1, 6),
        ("arena/text/coding", "arena/text", "coding", "votes", 50.0, 7),
        ("arena-text", "arena-text", None, "votes", 50.0, 8),
    ]


def test_size_and_day_of_the_hub_stand_in_where_no_catalogue_tells_them() -> None:
    connection = duckdb.connect()
    connection.execute(schema_sql())
    run_transforms(connection, "00_registry_lookup.sql")
    run_transforms(connection, "03_raw_licence_spelling.sql")
    connection.execute("INSERT INTO registry_lab_name VALUES ('Google', 'google')")
    fill(
        connection,
        "benchmark_score",
        """
        yardstick | as_of      | model   | organization | is_open | score | source
        text      | 2026-02-01 | gemma-a | Google       | true    | 9     | s
        text      | 2026-02-01 | gemma-b | GOOGLE       | true    | 8     | s
        text      | 2026-02-01 | gemma-c | Google       | true    | 7     | s
        text      | 2026-02-01 | gemma-d | Google       | false   | 6     | s
        """,
    )
    fill(
        connection,
        "model_identity",
        """
        kind  | source | name           | canonical | rule
        board | s      | gemma-a        | gemma-a   | same
        board | s      | gemma-b        | gemma-b   | same
        board | s      | gemma-c        | gemma-c   | same
        board | s      | gemma-d        | gemma-d   | same
        hub   | hub    | google/gemma-a | gemma-a   | same
        hub   | hub    | google/gemma-b | gemma-b   | same
        hub   | hub    | google/gemma-c | gemma-c   | same
        hub   | hub    | google/gemma-d | gemma-d   | same
        """,
    )
    fill(
        connection,
        "mart_offer",
        """
        canonical | model   | lab_id | released_on | parameters_total_b | source
        gemma-a   | Gemma A | google | 2025-12-01  | 4                  | c
        """,
    )
    fill(
        connection,
        "mart_model",
        """
        model_key | model_id       | lab_id | parameters | created_on | latest_source
        1         | google/gemma-a | google | 4100000000 | 2025-11-20 | hub
        2         | google/gemma-b | google | 2614000000 | 2025-11-21 | hub
        3         | google/gemma-c | google | 1000000000 | 2026-02-02 | hub
        4         | google/gemma-d | google | 9000000000 | 2025-11-22 | hub
        """,
    )
    run_transforms(connection, "42_mart_board_model.sql")
    # a: the catalogue's 4 billions and its day, beside the Hub's. b: the Hub's 2,614,000,000. c: its repository is younger
    # than the board. d is closed: nothing of the Hub is said of it.
    assert connection.execute(
        "SELECT model, released_on::VARCHAR, created_on::VARCHAR, parameters_total_b, hub_source FROM mart_board_model ORDER BY model"
    ).fetchall() == [
        ("gemma-a", "2025-12-01", "2025-11-20", 4.0, "hub"),
        ("gemma-b", None, "2025-11-21", 2.614, "hub"),
        ("gemma-c", None, None, 1.0, "hub"),
        ("gemma-d", None, None, None, None),
    ]
