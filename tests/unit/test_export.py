"""Exports: the same rows in every format, safe in a spreadsheet, with what they mean, the same bytes every time."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ouverture.metrics.bundle import citation
from ouverture.metrics.catalogue import Catalogue
from ouverture.metrics.credits import credits_of, known_credits
from ouverture.metrics.errors import BadParameter, UnknownMetric
from ouverture.metrics.export import FORMATS, csv_bytes, disarmed, export, export_metrics
from ouverture.metrics.reader import Reader
from ouverture.metrics.result import ARROW_TYPES, Result
from ouverture.metrics.terms import LICENCES, terms
from ouverture.places import Places
from tests.samples.warehouse import publish_sample, sample_catalogue


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    places = Places(tmp_path_factory.mktemp("data"))
    publish_sample(places)
    reader = Reader(places, sample_catalogue())
    yield reader
    reader.close()


@pytest.fixture(scope="module")
def result(reader: Reader) -> Result:
    return reader.run("tier_downloads")


def test_csv_is_rfc_4180_with_empty_cells_for_unknown(result: Result) -> None:
    lines = export(result, "csv").decode("utf-8").split("\r\n")
    assert lines[0] == "source,snapshot_date,tier,downloads_30d,share,flags"
    assert lines[1] == "osir-lmts,2025-08-07,1,600,0.6,"
    assert lines[6:] == ["osir-lmts,2025-09-07,,,,", ""]
    assert not any(line.startswith("#") for line in lines)


def test_csv_disarms_formulas_and_writes_lists_instants_booleans(reader: Reader) -> None:
    rows = list(csv.reader(io.StringIO(export(reader.run("model_names", {"page": 1}), "csv").decode())))
    assert rows[1] == ["'=cmd|'/C calc'!A0", "2025-08-07T00:00:00Z", "false", "'=cmd|'/C calc'!A0; b"]


CELLS = st.text("=+-@\t\r\n＝＋－＠'\",;a1 é\\|", max_size=12)


def names_result(result: Result, texts: list[str | None], lists: list[list[str] | None]) -> Result:
    """A result of the other sample metric that holds these cells."""
    metric = sample_catalogue()["model_names"]
    columns = {
        "model_id": texts,
        "seen_at": [datetime(2025, 1, 1, tzinfo=UTC)] * len(texts),
        "excluded": [None] * len(texts),
        "tags": lists,
    }
    schema = pa.schema([(name, ARROW_TYPES[column.type]) for name, column in metric.columns.items()])
    return replace(result, metric=metric, table=pa.table(columns, schema=schema), parameters={"page": 1}, finding=None)


@given(st.lists(st.tuples(st.none() | CELLS, st.none() | st.lists(CELLS, max_size=3)), max_size=5))
def test_no_cell_of_text_can_run_and_none_is_lost(result: Result, cells: list[tuple]) -> None:
    filled = names_result(result, [text for text, _ in cells], [items for _, items in cells])
    # Read as bytes are: newlines inside quotes stay as they are.
    rows = list(csv.reader(io.StringIO(csv_bytes(filled).decode(), newline="")))[1:]
    assert len(rows) == len(cells)
    for (text, items), row in zip(cells, rows, strict=True):
        assert not row[0].startswith(tuple("=+-@\t\r\n")) and not row[3].startswith(tuple("=+-@\t\r\n"))
        assert row[0] in (text or "", f"'{text}")
        assert row[3] in ("; ".join(items or []), "'" + "; ".join(items or []))


@given(CELLS)
def test_only_formulas_are_touched(text: str) -> None:
    changed = text[:1] in set("=+-@\t\r\n＝＋－＠") and text != ""
    assert disarmed(text) == ("'" + text if changed else text)


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.none() | st.text(max_size=6), st.none() | st.lists(st.text("\x00\x07\x1b\x7f=a", max_size=4))),
        min_size=1,
        max_size=4,
    )
)
def test_no_control_character_reaches_a_file_nor_hides_a_formula(result: Result, cells: list[tuple]) -> None:
    texts = [text and text.encode(errors="replace").decode() for text, _ in cells]
    made = names_result(
        result, [*texts, "\x00=1+1", "\x1b@sum"], [*(items for _, items in cells), ["\x00=x", "\x7f"], None]
    )
    text = export(made, "csv").decode()
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text)
    last = list(csv.reader(io.StringIO(text, newline="")))[-2:]
    assert [(row[0], row[3]) for row in last] == [("'=1+1", "'=x; "), ("'@sum", "")]
    told = json.loads(export(made, "json"))["rows"]
    kept = pq.read_table(io.BytesIO(export(made, "parquet"))).column("tags").to_pylist()
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "".join(str(row["model_id"]) for row in told))
    assert [items is None for items in kept] == [items is None for _, items in cells] + [False, True]
    assert kept[-2] == ["=x", ""]


def test_json_holds_rows_columns_and_provenance(result: Result) -> None:
    content = json.loads(export(result, "json"))
    assert {key: content[key] for key in ("metric", "version", "build_id", "truncated")} == {
        "metric": "tier_downloads", "version": 2, "build_id": "20250907-0000abcd", "truncated": False,
    }  # fmt: skip
    assert content["parameters"] == {"labs": None, "since": None, "order": "date"}
    assert content["columns"][4]["unit"] == "share" and content["columns"][4]["label"]["fr"] == "Part"
    assert content["rows"][0] == {
        "source": "osir-lmts", "snapshot_date": "2025-08-07", "tier": 1, "downloads_30d": 600, "share": 0.6,
        "flags": None,
    }  # fmt: skip


def test_parquet_holds_the_rows_and_their_meaning(result: Result) -> None:
    table = pq.read_table(io.BytesIO(export(result, "parquet")))
    assert table.to_pydict() == result.table.to_pydict()
    about = json.loads(table.schema.metadata[b"ouverture"])
    assert about["build"]["build_id"] == "20250907-0000abcd"
    assert table.schema.field("share").metadata[b"unit"] == b"share"


def test_duckdb_reads_the_csv_and_the_parquet_alike(result: Result, tmp_path: Path) -> None:
    for kind in ("csv", "parquet"):
        (tmp_path / f"rows.{kind}").write_bytes(export(result, kind))
    read = [
        duckdb.sql(f"SELECT * EXCLUDE flags FROM '{tmp_path}/rows.{kind}'").fetchall() for kind in ("csv", "parquet")
    ]
    assert read[0] == read[1] and len(read[0]) == 6


def test_the_zip_explains_itself(result: Result) -> None:
    with zipfile.ZipFile(io.BytesIO(export(result, "zip"))) as zipped:
        assert zipped.testzip() is None
        files = {name: zipped.read(name).decode() for name in zipped.namelist()}
    assert list(files) == [
        *("data.csv", "README.md", "datapackage.json", "metadata.json"),
        *("CITATION.cff", "citation.bib", "citation.csl.json", "LICENCE.txt"),
    ]
    assert files["citation.bib"].startswith("@misc{ouverture-tier_downloads-20250907-0000abcd,")
    assert json.loads(files["citation.csl.json"])[0]["type"] == "dataset"
    assert files["data.csv"].encode() == export(result, "csv")
    for words in (
        "# Downloads by tier",
        "Mistral AI leads with 1.5K",
        "Windows overlap: never add them.",
        "`since` = `∅`",
    ):
        assert words in files["README.md"]
    about = json.loads(files["metadata.json"])
    assert about["finding"]["en"] == result.headline("en") and about["finding"]["as_of"] == "2025-09-07"
    assert about["constants"] == {"window_days": 30, "minimum": 0.5}
    assert about["sql"] == result.sql
    assert [source["source"] for source in about["sources"]] == ["osir-lmts"]
    assert about["terms"]["sources"][0]["spdx"] == "MIT" and set(about["terms"]["combined"]) == {
        "attribution",
        "notice",
    }
    package = json.loads(files["datapackage.json"])
    assert package["licenses"] == [{"title": "MIT", "name": "MIT", "path": "https://spdx.org/licenses/MIT.html"}]
    ((described,),) = [package["resources"]]
    assert [field["name"] for field in described["schema"]["fields"]] == files["data.csv"].splitlines()[0].split(",")
    assert 'title: "Ouverture: Downloads by tier"' in files["CITATION.cff"]
    assert "https://github.com/brucecui0120/OSIR-LMTS" in files["LICENCE.txt"]


def test_the_zip_speaks_french(result: Result) -> None:
    with zipfile.ZipFile(io.BytesIO(export(result, "zip", "fr"))) as zipped:
        readme = zipped.read("README.md").decode()
    assert "# Téléchargements par degré" in readme and "## Limites" in readme and "## Limits" not in readme


def test_a_cut_result_says_so(result: Result) -> None:
    cut = replace(result, truncated=True, finding=None)
    with zipfile.ZipFile(io.BytesIO(export(cut, "zip"))) as zipped:
        assert "not the whole answer" in zipped.read("README.md").decode()
    assert json.loads(export(cut, "json"))["truncated"] is True


def test_a_citation_names_metric_build_and_sources(result: Result) -> None:
    assert citation(result) == (
        "Ouverture, “Downloads by tier”, metric tier_downloads version 2, as of 7 September 2025, "
        "build 20250907-0000abcd of 24 November 2026. Data: Hugging Face Hub, as recorded by OSIR-LMTS (MIT)."
    )
    titled = citation(result, title="Mistral", address="https://ouverture.example/labs?lab=mistral")
    assert titled.startswith("Ouverture, “Mistral”, metric tier_downloads")
    assert titled.endswith(" (MIT). https://ouverture.example/labs?lab=mistral")
    assert citation(result, "fr").startswith("Ouverture, «\u00a0Téléchargements par degré\u00a0», mesure")


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_result_gives_the_same_bytes(reader: Reader, kind: str) -> None:
    first = export(reader.run("tier_downloads"), kind)
    fresh = Reader(Places(reader.build().path.parents[1]), sample_catalogue())
    assert export(fresh.run("tier_downloads"), kind) == first


def test_the_terms_of_every_source_are_known() -> None:
    """A licence worded in another way would be told as unknown: name it in ouverture/metrics/terms.py."""
    assert {credit.licence for credit in known_credits().values()} == LICENCES.keys()


def test_what_licences_ask_adds_up() -> None:
    credits = credits_of(["osir-lmts", "nobody-described-this"])
    assert set(terms(credits)["combined"]) == {"attribution", "notice", "ask"}


def test_an_unknown_format_is_refused(result: Result) -> None:
    with pytest.raises(BadParameter, match="did you mean 'parquet'"):
        export(result, "parket")


Order = tuple[list[str], str, dict[str, str]]


@pytest.fixture
def ordered(tmp_path: Path) -> Callable[[Order], list[Path]]:
    """Writes an order (names, format, parameters) of the sample metrics to ``tmp_path/out``."""
    places = Places(tmp_path / "data")
    publish_sample(places)
    return lambda order: export_metrics(
        places, order[0], order[1], tmp_path / "out", order[2], catalogue=sample_catalogue()
    )


def test_metrics_are_written_as_files(ordered: Callable[[Order], list[Path]], tmp_path: Path) -> None:
    paths = ordered((["tier_downloads"], "csv", {"since": "2025-09-01"}))
    assert paths == [tmp_path / "out" / "tier_downloads.csv"]
    assert date(2025, 8, 7).isoformat() not in paths[0].read_text(encoding="utf-8")
    assert [path.name for path in paths[0].parent.iterdir()] == ["tier_downloads.csv"]  # nothing half-made beside it


def test_all_metrics_but_those_that_lack_a_parameter(
    ordered: Callable[[Order], list[Path]], caplog: pytest.LogCaptureFixture
) -> None:
    assert [path.name for path in ordered(([], "json", {}))] == ["tier_downloads.json"]
    assert "model_names is left out: it needs --param page=" in caplog.text
    assert [path.stem for path in ordered(([], "json", {"page": "1", "order": "size"}))] == list(sample_catalogue())


@pytest.mark.parametrize(
    ("order", "error", "words"),
    [
        ((["tier_download"], "csv", {}), UnknownMetric, "did you mean 'tier_downloads'"),
        ((["tier_downloads", "model_names"], "csv", {}), BadParameter, "'page' of model_names needs a value"),
        (([], "csv", {"sinc": "2025-01-01"}), BadParameter, "did you mean 'since'"),
        ((["tier_downloads"], "xlsx", {}), BadParameter, "no format 'xlsx'; choose csv, json, parquet, zip"),
    ],
)
def test_a_wrong_order_writes_nothing(
    ordered: Callable[[Order], list[Path]], tmp_path: Path, order: Order, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        ordered(order)
    assert not (tmp_path / "out").exists()


def test_the_catalogue_of_the_repository_is_the_default() -> None:
    assert isinstance(Reader(Places(Path("/nowhere"))).catalogue, Catalogue)
