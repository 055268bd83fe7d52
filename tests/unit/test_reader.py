"""The reader on real, tiny builds: rows, bounds, locks, pointers, pins, threads."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ouverture.metrics.catalogue import Catalogue, Metric
from ouverture.metrics.errors import BadParameter, BuildGone, NoBuild, QueryFailed, QueryTimeout, UnknownMetric
from ouverture.metrics.literals import literal, parameter_names, statements, with_values
from ouverture.metrics.reader import Reader
from ouverture.metrics.warehouse import OPEN_BUILDS
from ouverture.places import Places
from ouverture.status import status_of
from tests.samples.warehouse import point_at, publish_sample, sample_catalogue

CURRENT = "20250907-0000abcd"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path)


@pytest.fixture
def reader(places: Places) -> Iterator[Reader]:
    publish_sample(places, CURRENT)
    reader = Reader(places, sample_catalogue())
    yield reader
    reader.close()


def variant(metric: Metric, **changes: object) -> Catalogue:
    """A catalogue of one metric with some fields changed, unchecked."""
    return Catalogue({metric.name: metric.model_copy(update=changes)})


def test_rows_come_in_the_declared_types(reader: Reader) -> None:
    result = reader.run("tier_downloads")
    # 2025-08-07: 600 + 300 + 100 = 1000. 2025-09-07: 500 + 1500 = 2000, unknown tier not counted that day.
    assert result.table.to_pydict() == {
        "source": ["osir-lmts"] * 6,
        "snapshot_date": [date(2025, 8, 7)] * 3 + [date(2025, 9, 7)] * 3,
        "tier": [1, 2, None] * 2,
        "downloads_30d": [600, 300, 100, 500, 1500, None],
        "share": [0.6, 0.3, 0.1, 0.25, 0.75, None],
        "flags": [None] * 6,
    }
    assert result.table.schema.types == [
        pa.string(), pa.date32(), pa.int64(), pa.int64(), pa.float64(), pa.string(),
    ]  # fmt: skip
    assert result.parameters == {"labs": None, "since": None, "order": "date"}
    assert not result.truncated


def test_instants_are_utc_lists_are_lists_booleans_booleans(reader: Reader) -> None:
    row = reader.run("model_names", {"page": "1"}).table.to_pylist()[0]
    assert row["seen_at"] == datetime(2025, 8, 7, tzinfo=UTC)
    assert row["tags"] == ["=cmd|'/C calc'!A0", "b"]
    assert row["excluded"] is False


def test_parameters_are_bound(reader: Reader) -> None:
    result = reader.run("tier_downloads", {"labs": "google", "since": "2025-09-01"})
    assert result.table.column("downloads_30d").to_pylist() == [500]


def test_a_value_that_is_not_in_the_build_is_refused_with_the_nearest(reader: Reader) -> None:
    with pytest.raises(BadParameter, match="there is no 'mistrals', did you mean 'mistral'") as caught:
        reader.run("tier_downloads", {"labs": ["google", "mistrals"]})
    assert caught.value.allowed == ["google", "mistral"]
    assert reader.choices("tier_downloads", "labs") == ["google", "mistral"]
    assert reader.choices("tier_downloads", "order") == ["date", "size"]
    assert reader.choices("tier_downloads", "since") is None


def test_the_finding_is_a_sentence_in_both_languages(reader: Reader) -> None:
    result = reader.run("tier_downloads")
    assert result.finding is not None
    assert (result.finding.case, result.finding.confidence, result.finding.as_of) == (
        "leads", "medium", date(2025, 9, 7),
    )  # fmt: skip
    assert result.headline("en") == ("Mistral AI leads with 1.5K downloads, 75% of all, +400% since 7 August 2025")
    assert result.headline("fr") == (
        "Mistral AI mène\u00a0: 1,5\u00a0k de téléchargements, 75\u202f% du total, +400\u202f% depuis le 7 août 2025"
    )


def test_the_copied_query_gives_the_same_rows_and_binds_nothing(reader: Reader) -> None:
    for params in ({}, {"labs": ["google"], "order": "size"}, {"since": date(2025, 9, 1)}):
        result = reader.run("tier_downloads", params)
        assert "it''s $order; low" in result.sql  # a string is not a parameter
        with duckdb.connect(str(result.build.path), read_only=True, config=_shell()) as shell:
            rows = shell.execute(result.sql).fetchall()
        assert [tuple(row.values()) for row in result.table.to_pylist()] == rows


def _shell() -> dict[str, str]:
    """DuckDB refuses two configurations of one file in one process, so the test's shell takes the reader's."""
    from ouverture.metrics.warehouse import _LOCKED_DOWN

    return _LOCKED_DOWN  # type: ignore[return-value]


@given(
    st.one_of(
        st.none(), st.booleans(), st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False, allow_infinity=False),
        st.dates(), st.text("a'\"\\$;-é", max_size=20), st.lists(st.text("a'\"$,", max_size=5), max_size=4),
    )
)  # fmt: skip
def test_a_literal_has_the_value_that_would_be_bound(value: object) -> None:
    bound = duckdb.execute("SELECT $value", {"value": value}).fetchall()
    assert duckdb.execute(with_values("SELECT $value", {"value": value})).fetchall() == bound  # type: ignore[dict-item]


def test_names_in_strings_and_comments_are_no_parameters() -> None:
    sql = """SELECT '$a', "$b", $c, $d_1 -- $e\n/* $f */ FROM t WHERE x = $c"""
    assert parameter_names(sql) == ("c", "d_1")
    assert literal("O'Brien") == "'O''Brien'"


@pytest.mark.parametrize(
    "quoted", ["$$ $a; $$", "$tag$ $a; $tag$", r"e'it\'s $a;'", "'é $a;'", "/* /* $a */ $a; */ 'b'"]
)
def test_what_the_engine_reads_as_one_string_is_left_alone(quoted: str) -> None:
    """Words are cut by DuckDB itself: rules of our own misread dollar quotes, escapes and comments in comments."""
    sql = f"SELECT {quoted}, $é, x=-$b FROM (SELECT 1 AS x)"
    assert (parameter_names(sql), statements(sql)) == (("é", "b"), 0)
    written = with_values(sql, {"é": 1, "b": -1})
    assert written == f"SELECT {quoted}, 1, x=-(-1) FROM (SELECT 1 AS x)"
    assert duckdb.execute(written).fetchall() == duckdb.execute(sql, {"é": 1, "b": -1}).fetchall()


def test_a_new_build_is_seen_at_the_next_call_and_the_old_one_can_be_pinned(reader: Reader, places: Places) -> None:
    before = reader.run("tier_downloads")
    publish_sample(places, "20250908-00000002", factor=10)
    after = reader.run("tier_downloads")
    assert (before.build.build_id, after.build.build_id) == (CURRENT, "20250908-00000002")
    assert after.table.column("downloads_30d")[0].as_py() == 6000
    pinned = reader.run("tier_downloads", build_id=CURRENT)
    assert pinned.table == before.table
    assert (before.build.pinned, pinned.build.pinned) == (False, True)


def test_a_build_that_is_gone_says_so(reader: Reader, places: Places) -> None:
    old = publish_sample(places, "20250901-00000001", point=False)
    assert reader.build(old.stem).path == old
    old.unlink()
    with pytest.raises(BuildGone, match=f"is not kept here; kept are {CURRENT}"):
        reader.run("tier_downloads", build_id=old.stem)


@pytest.mark.parametrize("build_id", ["../current", "", "a/b", "a\x00", ".hidden"])
def test_a_build_id_is_not_a_path(reader: Reader, build_id: str) -> None:
    with pytest.raises(BadParameter, match="build"):
        reader.run("tier_downloads", build_id=build_id)


def test_few_builds_stay_open(reader: Reader, places: Places) -> None:
    ids = [publish_sample(places, f"20250901-0000000{n}", point=False).stem for n in range(OPEN_BUILDS + 2)]
    for build_id in ids * 2:
        assert reader.run("tier_downloads", build_id=build_id).build.build_id == build_id
    assert len(reader.warehouse._open) == OPEN_BUILDS


def test_without_a_build_the_remedy_is_named(places: Places) -> None:
    with pytest.raises(NoBuild, match="make run"):
        Reader(places, sample_catalogue()).run("tier_downloads")


@pytest.mark.parametrize("pointer", ["", "[]", '{"build_id": "x"}', '{"file": "../x"}', '{"file": "gone.duckdb"}'])
def test_a_broken_pointer_names_the_remedy(places: Places, pointer: str) -> None:
    places.warehouse.mkdir()
    places.pointer.write_text(pointer, encoding="utf-8")
    with pytest.raises(NoBuild, match="ouverture rebuild"):
        Reader(places, sample_catalogue()).build()


def test_a_file_that_is_no_build_is_refused(places: Places) -> None:
    places.warehouse.mkdir()
    for name, content in (("torn", b"DUCK"), ("foreign", None)):
        path = places.warehouse / f"{name}.duckdb"
        duckdb.connect(str(path)).close() if content is None else path.write_bytes(content)
        point_at(places, path)
        with pytest.raises(NoBuild, match="ouverture rebuild"):
            Reader(places, sample_catalogue()).build()


def test_an_unknown_metric_is_refused(reader: Reader) -> None:
    with pytest.raises(UnknownMetric):
        reader.run("downloads")


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('/etc/hostname')",
        "SELECT * FROM glob('/*')",
        "COPY model TO 'model.csv'",
        "ATTACH 'other.duckdb'",
        "INSERT INTO licence (licence, name) VALUES ('x', 'x')",
        "DROP TABLE model",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET memory_limit = '10GB'",
        "SELECT * FROM places",  # a variable of the calling Python frame
    ],
)
def test_a_query_reaches_nothing_but_the_build(reader: Reader, places: Places, statement: str) -> None:
    with reader.warehouse.build().cursor(5) as cursor, pytest.raises(duckdb.Error):
        cursor.execute(statement)


def test_a_slow_query_is_stopped(reader: Reader, places: Places) -> None:
    slow = "SELECT count(*) AS model_id FROM range(10_000_000) a, range(10_000_000) b WHERE (a.range * b.range) % 7 = 1"
    catalogue = variant(reader.catalogue["model_names"], sql=slow)
    with pytest.raises(QueryTimeout, match=r"longer than 0\.2 s; narrow it"):
        Reader(places, catalogue, time_limit=0.2).run("model_names", {"page": 1})


def test_more_rows_than_the_limit_are_cut_and_say_nothing_in_words(reader: Reader, places: Places) -> None:
    short = Reader(places, reader.catalogue, row_limit=5).run("tier_downloads")
    assert (short.table.num_rows, short.truncated, short.finding) == (5, True, None)
    exact = Reader(places, reader.catalogue, row_limit=6).run("tier_downloads")
    assert (exact.table.num_rows, exact.truncated) == (6, False)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"sql": "SELECT 1 AS other"}, "declares other columns than its query returns"),
        ({"sql": "SELECT * FROM table_of_another_version"}, "does not fit build"),
        ({"finding_sql": "SELECT 1 AS x FROM result"}, "lacks as_of, confidence, finding_case"),
        ({"finding_sql": "SELECT 'x' AS finding_case, NULL AS as_of, '' AS confidence"}, r"no text \[finding.x\]"),
        ({"finding_sql": "SELECT 'thin' AS finding_case, 1 AS as_of, 1 AS confidence FROM result"}, "more than one"),
    ],
)
def test_a_metric_at_odds_with_itself_is_refused(reader: Reader, places: Places, changes: dict, words: str) -> None:
    catalogue = variant(reader.catalogue["tier_downloads"], **changes)
    with pytest.raises(QueryFailed, match=words):
        Reader(places, catalogue).run("tier_downloads")


def test_a_column_of_another_type_is_refused(reader: Reader, places: Places) -> None:
    metric = reader.catalogue["tier_downloads"]
    catalogue = variant(metric, sql=metric.sql.replace("THEN 'it''s $order; low' END", "THEN ['x'] END"))
    with pytest.raises(QueryFailed, match=r"\[column.flags\] is declared text"):
        Reader(places, catalogue).run("tier_downloads")


def test_a_sentence_without_its_value_is_a_named_fault(reader: Reader) -> None:
    result = reader.run("tier_downloads")
    assert result.finding is not None
    lacking = replace(result, finding=replace(result.finding, values={}))
    with pytest.raises(QueryFailed, match=r"\[finding.leads\] quotes 'lab'"):
        lacking.headline("en")


def test_results_are_cached_by_build_and_parameters(reader: Reader) -> None:
    first = reader.run("tier_downloads", {"since": "2025-09-01"})
    assert reader.run("tier_downloads", {"since": date(2025, 9, 1)}).table is first.table
    assert reader.run("tier_downloads", {"since": "2025-09-02"}).table is not first.table


def test_credits_name_the_sources_of_the_rows(reader: Reader) -> None:
    assert [credit.source for credit in reader.run("tier_downloads").credits] == ["osir-lmts"]
    assert [credit.source for credit in reader.run("model_names", {"page": 1}).credits] == ["hub", "registry"]


def test_threads_share_a_reader_while_builds_change(reader: Reader, places: Places) -> None:
    """Each answer is whole: its rows are those of the build it names, whatever is published or closed meanwhile."""
    factors = {CURRENT: 1} | {f"20250908-{n:08}": n for n in range(2, 6)}
    ids = list(factors)
    for build_id, factor in factors.items():
        if build_id != CURRENT:
            publish_sample(places, build_id, factor=factor, point=False)
    stop = threading.Event()

    def publish() -> None:
        for build_id in itertools.cycle(ids):
            if stop.wait(0.01):
                return
            point_at(places, places.warehouse / f"{build_id}.duckdb")

    def read(number: int) -> bool:
        pin = ids[number % len(ids)] if number % 2 else None
        result = reader.run("tier_downloads", {"since": f"2025-08-{number % 7 + 1:02}"}, build_id=pin)
        named = result.build.build_id
        return named == (pin or named) and result.table.column("downloads_30d")[0].as_py() == 600 * factors[named]

    publisher = threading.Thread(target=publish)
    publisher.start()
    try:
        with ThreadPoolExecutor(8) as pool:
            assert all(pool.map(read, range(150)))
    finally:
        stop.set()
        publisher.join()


def test_status_says_what_the_build_holds(reader: Reader) -> None:
    status = status_of(reader.warehouse)
    plain = status.as_dict(datetime(2026, 11, 24, 5, tzinfo=UTC))
    assert plain["build_id"] == CURRENT
    assert plain["built_at"] == "2026-11-24T04:00:00Z"
    assert (plain["snapshot_date"], plain["models"], plain["observations"]) == ("2025-09-07", 1, 6)
    assert plain["age_hours"] == 1.0
    assert plain["warehouse"] == f"{CURRENT}.duckdb"  # its name; where it lies is the server's business
    sources = {source["name"]: (source["last_ok"], source["status"]) for source in plain["sources"]}
    assert sources["osir-lmts"] == ("2025-09-07T00:00:00Z", "ok")
    assert (plain["state"], plain["healthy"], plain["reasons"]) == ("demo", True, [])
