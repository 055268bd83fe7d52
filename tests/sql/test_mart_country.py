"""mart_country: origins under four rules from credit, with nothing dropped."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ouverture.pipeline.schema import schema_sql
from ouverture.pipeline.transforms import run_transforms
from tests.samples.batch import empty_batch

LABS = "('meta', 'US', NULL, NULL), ('red', 'GB', 'Blue', 'US'), ('rwkv', NULL, NULL, NULL), ('sold', 'FR', 'Unknown', NULL)"


def opened() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(schema_sql())
    empty_batch(connection)
    connection.execute(
        f"""
        INSERT INTO lab (lab_id, country, parent, parent_country, name, kind)
        SELECT *, col0, 'company' FROM (VALUES {LABS})
        """
    )
    return connection


def add(
    connection: duckdb.DuckDBPyConnection,
    key: int,
    lab: str | None,
    now: int | None,
    *roots: str | None,
    base: str = "none",
    before: int | None = None,
) -> None:
    connection.execute(
        "INSERT INTO listed BY NAME SELECT 1 AS run_seq, $key AS model_key, $key AS version, $lab AS lab_id, 2 AS tier, "
        "'generative' AS task_scope, $now AS downloads_30d, $before AS downloads_30d_before",
        {"key": key, "lab": lab, "now": now, "before": before},
    )
    for root in roots or (lab,):
        connection.execute("INSERT INTO credit VALUES (?, ?, ?, ?)", [key, base, root, 1 / (len(roots) or 1)])


def test_hugging_face_is_american_by_head_office_and_french_by_founders() -> None:
    with opened() as connection:
        connection.execute("UPDATE lab SET founders_country = 'FR' WHERE lab_id = 'meta'")
        add(connection, 1, "meta", 100)
        add(connection, 2, "red", 40)
        run_transforms(connection, "30_mart_country.sql")
        found = connection.execute(
            "SELECT rule, country, downloads_30d FROM mart_country_rule WHERE rule IN ('publisher', 'founders') ORDER BY ALL"
        ).fetchall()
    assert found == [("founders", "FR", 100), ("founders", "GB", 40), ("publisher", "GB", 40), ("publisher", "US", 100)]


def test_why_an_origin_is_no_country_and_parts_of_a_merge() -> None:
    with opened() as connection:
        add(connection, 1, "meta", 100)
        add(connection, 2, "red", 40)
        add(connection, 3, "rwkv", 30)
        add(connection, 4, "sold", 20)
        add(
            connection, 5, None, 60, "meta", None, base="named", before=40
        )  # of two roots: half American, half of no lab
        add(connection, 6, "meta", 10, None, base="missing")
        run_transforms(connection, "30_mart_country.sql")
        found = connection.execute(
            """
            SELECT publisher_origin, base_origin, parent_origin, models, downloads_30d, common_downloads_30d_before
            FROM mart_country ORDER BY ALL
            """
        ).fetchall()
    assert found == [
        ("FR", "FR", "spread", 1, 20, None),  # whose owner's head office is not known
        ("GB", "GB", "US", 1, 40, None),
        ("US", "US", "US", 1, 100, None),
        ("US", "base_missing", "US", 1, 10, None),
        ("spread", "spread", "spread", 1, 30, None),
        ("unaffiliated", "US", "unaffiliated", 0.5, 30, 20),
        ("unaffiliated", "unaffiliated", "unaffiliated", 0.5, 30, 20),
    ]


WHO = st.sampled_from(["meta", "red", "rwkv", "sold", None])
MODEL = st.tuples(WHO, st.integers(0, 10**9), st.lists(WHO, max_size=3), st.sampled_from(["none", "named", "missing"]))


@given(models=st.lists(MODEL, min_size=1, max_size=12))
@settings(max_examples=8, deadline=None)
def test_the_four_rules_add_up_to_the_listing(
    models: list[tuple[str | None, int, list[str | None], str]],
) -> None:
    with opened() as connection:
        for key, (lab, downloads, roots, base) in enumerate(models):
            add(connection, key, lab, downloads, *roots, base=base)
        run_transforms(connection, "30_mart_country.sql")
        rules = connection.execute(
            "SELECT rule, sum(models), sum(downloads_30d) FROM mart_country_rule GROUP BY rule"
        ).fetchall()
    assert {rule for rule, _, _ in rules} == {"publisher", "base", "parent", "founders"}
    for _, counted, total in rules:
        assert counted == pytest.approx(len(models))
        assert total == pytest.approx(sum(downloads for _, downloads, _, _ in models))
