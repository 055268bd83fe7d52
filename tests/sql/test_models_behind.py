"""models_behind: the models of the newest reading that a share counts, and how much each weighs."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

# The newest reading lists 1,000 downloads: of generative models 500 open, 100 of machines, 200 restricted; an embedding model 200.
# One model without a counter; one that it lists no more.
TABLES = {
    "lab": """
        lab_id | name
        a      | A
    """,
    "snapshot_run": """
        run_id | run_seq | snapshot_date | source    | status | listing       | in_series | in_totals
        aug    | 1       | 2025-08-07    | osir-lmts | ok     | organisations | true      | true
        sep    | 2       | 2025-09-07    | osir-lmts | ok     | organisations | true      | true
    """,
    "mart_model": """
        model_key | model_id | lab_id | tier | task_scope | licence
        1         | a/text   | a      | 2    | generative | apache-2.0
        2         | b/bot    |        | 1    | generative | gemma
        3         | b/rest   |        | 1    | generative | llama3
        4         | a/embed  | a      | 4    | other      | mit
        5         | a/mute   | a      |      | generative |
        6         | a/old    | a      | 2    | generative | mit
    """,
    "latest_reading": """
        source    | model_key | run_seq | seen_on    | downloads_30d | listed
        osir-lmts | 1         | 2       | 2025-09-07 | 500           | true
        osir-lmts | 2         | 2       | 2025-09-07 | 100           | true
        osir-lmts | 3         | 2       | 2025-09-07 | 200           | true
        osir-lmts | 4         | 2       | 2025-09-07 | 200           | true
        osir-lmts | 5         | 2       | 2025-09-07 |               | true
        osir-lmts | 6         | 1       | 2025-08-07 | 900           | false
    """,
    "mart_left_out": """
        run_id | snapshot_date | model_key | model_id | task_scope | why        | downloads_30d
        sep    | 2025-09-07    | 2         | b/bot    | generative | automation | 100
    """,
}


def test_each_model_weighs_its_part_of_all_that_counts(golden: Golden) -> None:
    # 500, 200 and 100 of 800; adjusted, without the 100 of machines, 500 of 700.
    result = golden("models_behind", TABLES)
    assert rows(result, "model_id", "side", "share", "flags") == [
        ("a/text", "open", 0.625, None),
        ("b/rest", "restricted", 0.25, None),
        ("b/bot", "restricted", 0.125, "excluded"),
        ("a/mute", "unknown", None, None),
    ]
    assert set(rows(result, "total")) == {(4,)}
    restricted = golden("models_behind", TABLES, side="restricted")
    assert set(rows(restricted, "total_share")) == {(0.375,)}  # of all pages: the title's number
    assert restricted.headline() == "These models make 38% of listed downloads, September 2025"
    assert "Models: 2. Most downloaded: b/rest." in (restricted.note() or "")
    adjusted = golden("models_behind", TABLES, basis="adjusted")
    assert rows(adjusted, "model_id", "share")[:2] == [("a/text", 0.714286), ("b/rest", 0.285714)]


def test_what_is_shown_changes_no_share(golden: Golden) -> None:
    # of all tasks, 1,000 downloads
    for asked, expected in (
        ({"side": "restricted"}, [("b/rest", 0.2), ("b/bot", 0.1)]),
        ({"lab": "a"}, [("a/text", 0.5), ("a/embed", 0.2), ("a/mute", None)]),
        ({"tier": "4"}, [("a/embed", 0.2)]),
        ({"side": "open", "threshold": "data"}, [("a/embed", 0.2)]),
        ({"page": 2}, []),
    ):
        assert rows(golden("models_behind", TABLES, tasks="all", **asked), "model_id", "share") == expected
