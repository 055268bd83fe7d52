"""country_leader_definitions: the first country depends on the rule."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

# 60 published in the US on a Chinese base, 50 published in China on its own. Publisher, parent and founders: US 60 of
# 110. Base: China all 110. Nothing else varies: each rule counts four times.
TABLES = {
    "snapshot_run": """
        run_id | run_seq | snapshot_date
        sep    | 2       | 2025-09-07
    """,
    "mart_country": """
        run_id | snapshot_date | publisher_origin | base_origin | parent_origin | base  | models | downloads_30d
        sep    | 2025-09-07    | US               | CN          | US            | named | 1      | 60
        sep    | 2025-09-07    | CN               | CN          | CN            | none  | 1      | 50
    """,
}


def test_by_hand(golden: Golden) -> None:
    result = golden("country_leader_definitions", TABLES)
    found = {row[0]: row[1:] for row in rows(result, "definition", "figure", "verdict", "holds", "chosen")}
    assert len(found) == 16
    assert found["publisher · generative · raw"] == (0.545455, "US", True, True)
    assert found["base · generative · raw"] == (1.0, "CN", False, False)
    assert result.headline() == "United States: first by downloads in 12 of 16 ways of counting"


def test_the_page_s_rule_is_what_others_are_held_against(golden: Golden) -> None:
    assert golden("country_leader_definitions", TABLES, rule="base").headline() == (
        "China: first by downloads in 4 of 16 ways of counting"
    )


def test_two_within_a_tenth_of_a_point_are_level_and_counted_for_nobody(golden: Golden) -> None:
    # By publisher, base and founders CN 50.04 %, US 49.96 %: level. By parent, with 996 of a Chinese group, CN 60 %: China.
    tables = {
        "snapshot_run": TABLES["snapshot_run"],
        "mart_country": """
            run_id | snapshot_date | publisher_origin | base_origin | parent_origin | base | models | downloads_30d
            sep    | 2025-09-07    | CN               | CN          | CN            | none | 1      | 5004
            sep    | 2025-09-07    | US               | US          | US            | none | 1      | 4000
            sep    | 2025-09-07    | US               | US          | CN            | none | 1      | 996
        """,
    }
    result = golden("country_leader_definitions", tables, rule="parent")
    assert sorted(set(rows(result, "verdict", "holds"))) == [("CN", True), ("level", False)]
    assert result.headline() == "China: first by downloads in 4 of 16 ways of counting"
    assert str(result.note()).endswith("Level, counted for nobody: 12.")
    level = golden("country_leader_definitions", tables).headline()
    assert level == "The first two countries are level in 12 of 16 ways of counting"
