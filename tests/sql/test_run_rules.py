"""run_rules: the checks that judge a run, as the build wrote them down."""

from __future__ import annotations

import duckdb

from ouverture.pipeline.checks import load_checks
from ouverture.pipeline.schema import schema_sql
from tests.sql.conftest import Golden, rows


def test_by_hand(golden: Golden) -> None:
    table = """
        rule     | what_en          | what_fr          | verdict        | query
        20_null  | no counts        | aucun compte     | quarantined    | SELECT 1
        10_empty | nothing          | rien             | quarantined    | SELECT 2
    """
    result = golden("run_rules", {"run_rule": table})
    assert rows(result, "rule", "what_fr", "verdict") == [
        ("10_empty", "rien", "quarantined"),
        ("20_null", "aucun compte", "quarantined"),
    ]


def test_every_rule_is_told_in_both_languages() -> None:
    with duckdb.connect() as connection:
        connection.execute(schema_sql())
    for check in load_checks("run"):
        assert check.what and check.what_fr, check.name
