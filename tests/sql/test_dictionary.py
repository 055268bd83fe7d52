"""dictionary: the tables and columns of the build itself."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows


def test_it_lists_the_columns_of_the_build(golden: Golden) -> None:
    listed = rows(golden("dictionary", {}), "table", "column", "type")
    assert ("snapshot_run", "run_id", "VARCHAR") in listed
    assert ("observation", "downloads_30d", "BIGINT") in listed  # views too
    assert listed.index(("lab", "lab_id", "VARCHAR")) < listed.index(("lab", "name", "VARCHAR"))  # in the table's order
