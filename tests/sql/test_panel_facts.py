"""Facts of the panel's models belong to the model: whatever name they stand under, and in whatever order they are read."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from ouverture.pipeline.schema import schema_sql
from ouverture.pipeline.transforms import run_stage, run_transforms, set_variables

FACTS: dict[str, Any] = {
    "created_on": date(2025, 4, 7),
    "pipeline_tag": "text-generation",
    "library_name": "transformers",
    "license": "mit",
    "gated": "false",
    "parameters": 9_000_000_000,
}
NAMES = ("THUDM/GLM-4-9B-0414", "zai-org/GLM-4-9B-0414")


@cache
def _opened() -> duckdb.DuckDBPyConnection:
    """A build in which THUDM has become zai-org: opened once, its panel is filled anew by each example."""
    connection = duckdb.connect()
    connection.execute(schema_sql())
    run_stage(connection, "lookups")
    connection.execute(
        """
        INSERT INTO lab (lab_id, name, kind) VALUES ('zhipu', 'Zhipu', 'company');
        INSERT INTO organisation (organisation_id, lab_id, renamed_to) VALUES ('THUDM', 'zhipu', 'zai-org');
        CREATE TEMP TABLE raw_panel_model (model_id VARCHAR, created_on DATE, license VARCHAR, gated VARCHAR,
            parameters BIGINT, pipeline_tag VARCHAR, library_name VARCHAR, base_model VARCHAR, base_relation VARCHAR,
            metadata_source VARCHAR);
        CREATE TEMP TABLE raw_panel_observation (observed_on DATE, model_id VARCHAR, downloads_30d BIGINT,
            likes INTEGER, source VARCHAR);
        CREATE TEMP TABLE batch_run (run_seq INTEGER, snapshot_date DATE);
        """
    )
    run_stage(connection, "rules")
    set_variables(connection, source="osir-lmts")
    return connection


def facts(told: list[dict[str, Any]], readings: list[tuple[int, str]]) -> set[tuple[Any, ...]]:
    """What the listing says of a model that was read as THUDM/… in run 1 and as zai-org/… in run 2: one row, or it differs."""
    connection = _opened()
    connection.execute("DELETE FROM raw_panel_model; DELETE FROM raw_panel_observation; DELETE FROM batch_run")
    for row in told:
        connection.execute(
            f"INSERT INTO raw_panel_model ({', '.join(row)}) VALUES ({', '.join('?' for _ in row)})", list(row.values())
        )
    for run, name in readings:
        day = date(2025, 6 + run, 7)
        connection.execute("INSERT INTO batch_run VALUES (?, ?)", [run, day])
        connection.execute("INSERT INTO raw_panel_observation VALUES (?, ?, 10, 1, 'osir-lmts')", [day, name])
    run_transforms(connection, "10_raw_panel.sql")
    return set(
        connection.execute(
            "SELECT created_on, pipeline_tag, library_name, licence_raw, gated, parameters, bases::VARCHAR FROM raw_listing"
        ).fetchall()
    )


def test_a_name_given_up_knows_what_stands_under_todays() -> None:
    told = [{"model_id": NAMES[1], **FACTS}, {"model_id": NAMES[0], "license": "mit"}]
    assert (
        facts(told, [(1, NAMES[0]), (2, NAMES[1])])
        == {(*FACTS.values(), "[]")}
        == {(date(2025, 4, 7), "text-generation", "transformers", "mit", "false", 9_000_000_000, "[]")}
    )


@given(under=st.lists(st.sampled_from(NAMES), min_size=len(FACTS), max_size=len(FACTS)), data=st.data())
@settings(max_examples=15, deadline=None)
def test_neither_names_nor_their_order_change_the_facts(under: list[str], data: st.DataObject) -> None:
    # each fact stands under one of the names; rows of both files come in any order
    told: list[dict[str, Any]] = [{"model_id": name} for name in NAMES]
    for name, (fact, value) in zip(under, FACTS.items(), strict=True):
        next(row for row in told if row["model_id"] == name)[fact] = value
    told = data.draw(st.permutations(told))
    readings = data.draw(st.permutations([(1, NAMES[0]), (2, NAMES[1])]))
    expected = {(FACTS["created_on"], "text-generation", "transformers", "mit", "false", 9_000_000_000, "[]")}
    assert facts(told, readings) == expected
