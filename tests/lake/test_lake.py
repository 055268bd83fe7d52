"""A warehouse that machines share: the builds of a file, read from PostgreSQL and S3 by the same metrics."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from ouverture.metrics.errors import NoBuild
from ouverture.metrics.reader import Reader
from ouverture.places import Places
from ouverture.pointer import current
from tests.lake.answers import answers
from tests.lake.conftest import begin_in_lake, in_lake
from tests.pipeline.comparison import differences
from tests.samples.warehouse import next_build

PUBLISH = ("-m", "ouverture", "publish", "--to")
SECOND, THIRD = "20270101-00000001", "20270102-00000002"
CLOCKED = ("build_info", "capture", "snapshot_run", "source_visit")  # tables that say when or by which code


def next_night(places: Places, build_id: str) -> None:
    """A build after the current one: a history has grown by a row, and two small tables say something else."""
    next_build(
        places,
        build_id,
        "UPDATE correction SET what_en = (SELECT build_id FROM build_info)",
        "INSERT INTO source_visit SELECT * REPLACE ('hub' AS source) FROM source_visit LIMIT 1",
    )


def published(places: Places) -> str:
    pointer = current(places)
    assert pointer is not None
    return pointer.build_id


def test_every_metric_answers_the_same_and_a_pinned_build_stays(
    origin: Places, panel_reader: Reader, new_lake: Callable[[], dict[str, str]]
) -> None:
    told = new_lake()
    to, first = told["OUVERTURE_WAREHOUSE"], published(origin)
    assert re.search(rf"{first}, \d\d tables written anew, 0 grown", in_lake(told, *PUBLISH, to, data=origin.root))
    assert "as it was" in in_lake(told, *PUBLISH, to, data=origin.root)
    next_night(origin, SECOND)
    assert f"{SECOND}, 2 tables written anew, 1 grown" in in_lake(told, *PUBLISH, to, data=origin.root)
    from_file = answers(panel_reader)
    pinned = json.loads(in_lake(told, "-m", "tests.lake.answers", first))
    assert len(pinned) >= 94
    assert {name for name in pinned if pinned[name] != from_file[name]} == set()
    newest = json.loads(in_lake(told, "-m", "tests.lake.answers"))
    assert {answer[0][2] for answer in newest.values()} == {SECOND}
    assert {name for name in newest if newest[name][1] != pinned[name][1]} == {"corrections", "source_health"}


def test_surfaces(origin: Places, new_lake: Callable[[], dict[str, str]], tmp_path: Path) -> None:
    """Status, tables, the command line and what a reader may not do, on a shared warehouse without anything here."""
    told = new_lake()
    in_lake(told, *PUBLISH, told["OUVERTURE_WAREHOUSE"], data=origin.root)
    seen = json.loads(in_lake(told, "-c", SURFACES, data=tmp_path / "nothing"))
    assert seen["status"]["build_id"] == published(origin)
    assert seen["status"]["warehouse"] == "shared"
    assert seen["status"]["models"] > 1000
    with duckdb.connect(origin.warehouse / f"{published(origin)}.duckdb", read_only=True) as connection:
        tables = [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        held = {name: len(connection.table(name)) for name in tables}
    assert seen["tables"] == held
    assert seen["parquet"] == held["mart_model"]
    assert seen["gone"] == [f"kept are {published(origin)}"]
    assert set(seen["refused"]) == {"PermissionException", "InvalidInputException"}
    wrong = told | {"PGPORT": "9"}
    said = in_lake(wrong, "-m", "ouverture", "export", "open_share", fails=True)
    assert "cannot be used" in said
    assert told["PGPASSWORD"] not in said


SURFACES = """
import json, re
from datetime import UTC, datetime
import duckdb, pyarrow.parquet as pq
from ouverture.metrics.errors import BuildGone
from ouverture.metrics.tables import Tables
from ouverture.metrics.warehouse import Warehouse
from ouverture.places import Places
from ouverture.status import state_of

warehouse = Warehouse(Places.from_environment())
build = warehouse.build()
tables = Tables(warehouse)
seen = {"status": state_of(warehouse, datetime.now(UTC)), "refused": [], "gone": []}
seen["tables"] = {name: table.rows for name, table in tables.of(build).items()}
seen["parquet"] = pq.read_metadata(tables.parquet(build, "mart_model")).num_rows
try:
    warehouse.build("20200101-00000000")
except BuildGone as gone:
    seen["gone"] += re.findall(r"kept are [^;]*", str(gone))
for refused in ("FROM read_csv('/etc/passwd')", "FROM 's3://lake/other.parquet'", "DELETE FROM lake.model",
                "SET enable_external_access = true", "ATTACH 'dbname=postgres' AS other (TYPE postgres)"):
    try:
        build.connection.cursor().execute(refused)
    except duckdb.Error as error:
        seen["refused"].append(type(error).__name__)
    else:
        seen["refused"].append(refused)
print(json.dumps(seen, default=str))
"""


def test_nothing_is_seen_of_a_publication_that_is_killed_and_two_at_once_do_not_mix(
    origin: Places, new_lake: Callable[[], dict[str, str]], tmp_path: Path
) -> None:
    told = new_lake()
    to, first = told["OUVERTURE_WAREHOUSE"], published(origin)
    in_lake(told, *PUBLISH, to, data=origin.root)
    others = []
    for place, build_id in enumerate((SECOND, THIRD)):
        other = Places(tmp_path / str(place))
        shutil.copytree(origin.root, other.root)
        next_night(other, build_id)
        others.append(other)
    in_lake(told, "-c", KILLED, to, data=others[0].root, fails=True)
    assert json.loads(in_lake(told, "-c", HELD)) == {first: WHOLE}
    started = [begin_in_lake(told, *PUBLISH, to, data=other.root) for other in others]
    assert [one.wait() for one in started] == [0, 0]
    assert json.loads(in_lake(told, "-c", HELD)) == {first: WHOLE, SECOND: WHOLE, THIRD: WHOLE}


WHOLE = "whole"
KILLED = """
import os, sys, signal
from ouverture.places import Places
from ouverture.replica import lake
lake.lake.define = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
one = lake._one
def killed(connection, query):
    if '"source_visit"' in query:  # after other tables were written
        os.kill(os.getpid(), signal.SIGKILL)
    return one(connection, query)
lake._one = killed
lake.lay(Places.from_environment(), sys.argv[1])
"""
HELD = """
import json
from ouverture.metrics.warehouse import Warehouse
from ouverture.places import Places
warehouse, held = Warehouse(Places.from_environment()), {}
for build_id in warehouse._builds.kept():
    cursor = warehouse.build(build_id).connection.cursor()
    (own,), = cursor.execute("SELECT build_id FROM build_info").fetchall()
    said = {what for what, in cursor.execute("SELECT what_en FROM correction").fetchall()}
    visited, = cursor.execute("SELECT count(*) FROM source_visit").fetchall()[0]
    later = build_id.startswith("2027")
    whole = own == build_id and (said == {build_id}) is later and visited == 1 + later
    held[build_id] = "whole" if whole else f"{own} {said} {visited}"
print(json.dumps(held))
"""


def test_this_code_builds_the_same_on_the_older_engine(panel_installation: Path, tmp_path: Path) -> None:
    in_lake({}, "-m", "ouverture", "demo", data=tmp_path / "data")
    here, there = current(Places(panel_installation)), current(Places(tmp_path / "data"))
    assert here is not None
    assert there is not None
    assert differences(here.path, there.path, ignoring=CLOCKED) == {}


def test_without_the_extension_it_says_what_to_install(origin: Places) -> None:
    with pytest.raises(NoBuild, match=r"ouverture\[lake\]"):
        Reader(replace(origin, lake="ducklake:postgres:dbname=x")).build()
    with pytest.raises(NoBuild, match="address such as"):
        Reader(replace(origin, lake="postgres:dbname=x")).build()
