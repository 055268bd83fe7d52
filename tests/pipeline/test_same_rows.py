"""The same rows whichever way they come: command line, HTTP, Python three ways, assistant. The analyst's page, run."""

from __future__ import annotations

import ast
import asyncio
import csv
import io
import json
import re
import shutil
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from mcp import Client
from pandas.testing import assert_frame_equal
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

import ouverture as ov
from ouverture import client
from ouverture.assistant.answers import MOST_ROWS
from ouverture.assistant.server import server_of
from ouverture.cli import main
from ouverture.client.clients import Local, Server, of_published
from ouverture.metrics import export
from ouverture.metrics.reader import Reader
from ouverture.places import Places
from ouverture.pointer import current
from ouverture.replica.sending import send
from ouverture.web import api, files, metadata
from ouverture.web.problems import Problems
from tests import REPOSITORY

REQUIRED = {"model": "openai/gpt-oss-20b", "lab": "mistral", "family": "Mistral"}
ADDRESS = "https://open.example"
NOTEBOOKS = REPOSITORY / "docs" / "notebooks"


@pytest.fixture
def here(panel_reader: Reader, monkeypatch: pytest.MonkeyPatch) -> Local:
    """The client of the reference panel, which ``ov.metric`` and ``ov.connect()`` take for this machine's."""
    monkeypatch.setattr(panel_reader, "keep", lambda *_, **__: True)  # others read that folder too
    made = Local(panel_reader)
    monkeypatch.setattr(client, "local", lambda _: made)
    return made


@pytest.fixture
def http(panel_reader: Reader, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """The HTTP interface, in process; ``ov.connect(address)`` asks it."""
    for module in (api, files, metadata):
        monkeypatch.setattr(module, "shared_reader", lambda: panel_reader)
    made = TestClient(Starlette(routes=api.routes, middleware=[Middleware(Problems)]), base_url=ADDRESS)
    monkeypatch.setattr(client.clients.httpx2, "Client", lambda **_: made)
    return made


def plain(value: Any) -> Any:
    """A value as JSON holds it."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat() if isinstance(value, date) else value


def cell(value: Any) -> str:
    """A value as a spreadsheet gets it."""
    if isinstance(value, list):
        value = "; ".join(value)
    text = "" if value is None else str(value).lower() if isinstance(value, bool) else str(plain(value))
    return export.disarmed(text) if isinstance(value, str) else text


def told_to_an_assistant(reader: Reader) -> dict[str, Any]:
    """What the tool ``ask`` answers of every metric, with as many rows as it gives, by the protocol's own client."""

    async def asked() -> dict[str, Any]:
        told = {}
        async with Client(server_of(reader, ADDRESS)) as assistant:
            for name, metric in reader.catalogue.items():
                parameters = {key: REQUIRED[key] for key in metric.required}
                question = {"metric": name, "parameters": parameters, "rows": MOST_ROWS}
                told[name] = json.loads((await assistant.call_tool("ask", question)).content[0].text)
        return told

    return asyncio.run(asked())


def newest(rows: list[dict[str, Any]], column: str | None) -> list[dict[str, Any]]:
    """The rows that an assistant gets: of a line of days its end."""
    if not rows or column is None or not re.fullmatch(r"\d{4}-\d\d-\d\d", str(rows[0][column])):
        return rows[:MOST_ROWS]
    return sorted(rows, key=lambda row: str(row[column]), reverse=True)[:MOST_ROWS]


def test_all_metrics_give_the_same_rows_every_way(
    panel_reader: Reader, here: Local, http: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "Reader", lambda *_: panel_reader)
    monkeypatch.setattr(panel_reader, "close", lambda: None)
    needy = [metric.name for metric in panel_reader.catalogue.values() if metric.required]
    needs = [part for name, value in REQUIRED.items() for part in ("--param", f"{name}={value}")]
    for kind in ("csv", "parquet"):
        for chosen in (["--all"], [*needy, *needs]):
            assert main(["export", *chosen, "--format", kind, "--out", str(tmp_path)]) == 0
    there = ov.connect(ADDRESS)
    publisher = Places(tmp_path / "publisher")  # another file: one process opens a build in one way
    shutil.copytree(panel_reader.warehouse.places.warehouse, publisher.warehouse)
    send(publisher, str(tmp_path / "published"))
    data_set = of_published(str(tmp_path / "published"), Places(tmp_path / "reader"))
    assistant = told_to_an_assistant(panel_reader)
    seen = 0
    for name, metric in panel_reader.catalogue.items():
        asked = {key: REQUIRED[key] for key in metric.required}
        answer = here.metric(name, **asked)
        table = answer.to_arrow()
        remote = there.metric(name, **asked)
        assert remote.to_arrow().equals(table), name
        assert (remote.citation, remote.columns, repr(remote)) == (answer.citation, answer.columns, repr(answer))
        # computed anew: two threads add up fractions in their own order, which shows in the last digit
        assert_frame_equal(data_set.metric(name, **asked).to_arrow().to_pandas(), table.to_pandas(), rtol=1e-12)
        assert pq.read_table(tmp_path / f"{name}.parquet").equals(table), name
        told = http.get(f"/api/v1/metrics/{name}.json", params=asked).json()
        rows = [{key: plain(value) for key, value in row.items()} for row in answer]
        heard = assistant[name]
        assert heard["answered"] is bool(rows), name
        assert heard.get("rows", []) == newest(rows, metric.chart.x), name
        assert heard.get("rows_in_all", 0) == len(rows), name
        assert told == {**told, **json.loads(table.schema.metadata[b"ouverture"]), "rows": rows}, name
        written = (tmp_path / f"{name}.csv").read_bytes()
        assert written == http.get(f"/api/v1/metrics/{name}.csv", params=asked).content, name
        lines = list(csv.reader(io.StringIO(written.decode(), newline="")))
        assert lines == [list(answer.columns), *([cell(value) for value in row.values()] for row in answer)], name
        seen += len(answer) > 0
    assert seen > 80


def test_a_build_can_be_taken_away(
    panel_reader: Reader, http: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its file in ranges, as DuckDB's ATTACH and broken-off downloads ask for it, and every table as Parquet."""
    monkeypatch.setattr(files.tables_of(panel_reader), "_folder", tmp_path / "tables")
    info = panel_reader.build()
    address = f"/data/{info.build_id}.duckdb"
    head = http.head(address)
    size, tag = int(head.headers["content-length"]), head.headers["etag"]
    assert (head.headers["accept-ranges"], size, head.content) == ("bytes", info.path.stat().st_size, b"")
    assert not tag.startswith("W/")
    whole = b""
    for start in range(0, size, 8 * 2**20):
        asked = {"Range": f"bytes={start}-{start + 8 * 2**20 - 1}", "If-Range": tag}
        part = http.get(address, headers=asked)
        assert (part.status_code, part.headers["content-range"][:6]) == (206, "bytes ")
        whole += part.content
    assert whole == info.path.read_bytes()
    assert http.get(address, headers={"If-None-Match": tag}).status_code == 304
    package = http.get("/data/datapackage.json").json()
    listed = {told["title"]: told for told in package["resources"][1:]}
    assert package["resources"][0]["path"] == f"{ADDRESS}{address}"
    (tmp_path / "copy.duckdb").write_bytes(whole)
    with duckdb.connect(tmp_path / "copy.duckdb", read_only=True) as built:
        tables = {name for (name,) in built.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        assert listed.keys() == tables
        for name in sorted(tables)[::6]:
            table = pq.read_table(io.BytesIO(http.get(listed[name]["path"]).content))
            assert table.equals(built.table(name).to_arrow_table()), name
            assert table.column_names == [field["name"] for field in listed[name]["schema"]["fields"]]
    assert table.schema.metadata[b"build_id"].decode() == info.build_id
    again = http.get(listed["lab"]["path"], headers={"Range": "bytes=0-3"})
    assert (again.status_code, again.content) == (206, b"PAR1")
    (tmp_path / "tables" / "20200101-00000000").mkdir()
    (tmp_path / "tables" / info.build_id / "lab.parquet").unlink()
    http.get(listed["lab"]["path"])
    assert [path.name for path in (tmp_path / "tables").iterdir()] == [info.build_id], "files go with their build"


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/data/{build}.duckdb bytes=999999999999-", 416, "none of them in the range"),
        ("/data/{build}.duckdb bytes=5-1", 400, "start must be less than end"),
        ("/data/{build}.csv", 404, "nothing at this address"),
        ("/data/20200101-00000000.duckdb", 410, "is not kept here"),
        ("/data/current.duckdb", 400, "`build` is the id of a build"),
        ("/data/20200101-00000000/lab.parquet", 410, "is not kept here"),
        ("/data/{build}/labs.parquet", 404, "did you mean 'lab"),
        ("/data/{build}/..%2F..%2Fpasswd.parquet", 404, ""),
        ("/data/{build}.duckdb?table=lab", 400, "There is no parameter 'table' here"),
    ],
)
def test_what_is_no_file_of_a_build_is_refused(
    panel_reader: Reader, http: TestClient, address: str, status: int, words: str
) -> None:
    path, _, asked = address.format(build=panel_reader.build().build_id).partition(" ")
    answer = http.get(path, headers={"Range": asked} if asked else {})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert (answer.json()["status"], words in answer.json()["detail"]) == (status, True)
    assert ("content-range" in answer.headers) is (status == 416)
    assert http.head(path, headers={"Range": asked} if asked else {}).content == b""


def test_frames_keep_types_and_what_is_unknown(here: Local) -> None:
    answer = here.metric("open_share")
    frame, polar = answer.to_pandas(), answer.to_polars()
    assert str(frame.dtypes["downloads_30d"]) == "Int64"
    assert frame.dtypes["snapshot_date"].kind == "M"
    assert frame["downloads_30d"].isna().sum() == polar["downloads_30d"].null_count()
    assert polar.schema["snapshot_date"].is_temporal() and polar.shape == frame.shape
    assert pa.table(answer).equals(answer.to_arrow())
    assert frame.attrs["citation"] == answer.citation
    assert answer.build in answer.bibtex and answer.csl_json[0]["title"] == answer.title
    shown = answer._repr_html_()
    assert answer.finding in shown and answer.sources[0].credit in shown
    assert "<script" not in shown
    french = here.metric("open_share", lang="fr")
    assert french.finding != answer.finding and french.columns["share"].meaning != answer.columns["share"].meaning
    assert french.build == answer.build and french.build in french.citation


def test_polars_that_is_not_there_is_named(here: Local, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(ImportError, match="pip install polars"):
        here.metric("open_share").to_polars()


@pytest.mark.parametrize("address", [None, ADDRESS])
def test_what_is_misspelt_is_refused_the_same_way(here: Local, http: TestClient, address: str | None) -> None:
    asked = ov.connect(address)
    with pytest.raises(ov.UnknownMetric, match="did you mean 'open_share'"):
        asked.metric("open_shar")
    with pytest.raises(ov.BadParameter, match="did you mean 'tasks'") as wrong:
        asked.metric("open_share", task="all")
    assert "Allowed: tasks, threshold, source, basis." in wrong.value.__notes__
    with pytest.raises(ov.BadParameter, match="allows generative, all, not 'chat'") as wrong:
        asked.metric("open_share", tasks="chat")
    assert wrong.value.allowed == ["generative", "all"]
    with pytest.raises(ov.BadParameter, match="did you mean 'mistral'"):
        asked.metric("lab_adoption", labs=("mistrl",))
    with pytest.raises(ov.MetricError, match="not kept here"):
        asked.metric("open_share", build="20200101-00000000")
    with pytest.raises(ov.BadParameter, match="'lang' allows en, fr"):
        asked.metric("open_share", lang="de")


def test_what_is_no_server_of_ours_is_said(own_state: None) -> None:
    with pytest.raises(ValueError, match="begins with https://"):
        ov.connect("open.example")
    with pytest.raises(ov.MetricError, match="nothing is published at"):
        ov.connect("memory://nowhere/data")
    with pytest.raises(ov.MetricError, match="does not answer"):
        ov.connect("http://127.0.0.1:9").metrics()
    other = TestClient(Starlette())
    with pytest.raises(ov.MetricError, match="is no server of Ouverture"):
        Server("http://testserver", other).metrics()


def test_without_a_warehouse_the_remedy_is_named(own_state: None) -> None:
    with pytest.raises(ov.NoBuild, match="ouverture demo"):
        ov.metric("open_share")
    assert len(ov.metrics()) > 90


def test_to_import_it_costs_nothing_and_says_nothing() -> None:
    """It loads no library; and ``ov.metrics`` can be called whichever way the room of that name came in."""
    code = """
import sys
import ouverture as ov
heavy = {name.split(".")[0] for name in sys.modules} & {"duckdb", "pyarrow", "pandas", "pydantic", "httpx2", "numpy"}
assert not heavy, heavy
from ouverture.metrics.errors import MetricError
assert "price_gap" in ov.metrics("price") and ov.MetricError is MetricError and "metric" in dir(ov)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_analyst_s_page_runs(here: Local, http: TestClient, capsys: pytest.CaptureFixture[str]) -> None:
    """Block by block in one session, as a reader would."""
    page = (REPOSITORY / "docs" / "python.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert len(blocks) >= 7
    session: dict[str, Any] = {}
    for number, block in enumerate(blocks):
        exec(compile(block, f"docs/python.md, block {number + 1}", "exec"), session)
    said = capsys.readouterr().out
    assert session["share"].citation in said
    assert "allows generative, all, not 'chat'" in said
    assert json.loads(json.dumps(session["share"].parameters))["tasks"] == "generative"


def test_the_notebook_s_cells_run_in_order(here: Local, capsys: pytest.CaptureFixture[str]) -> None:
    cells = json.loads((NOTEBOOKS / "open_share.ipynb").read_text(encoding="utf-8"))["cells"]
    session: dict[str, Any] = {}
    shown = []
    for cell in cells:
        if cell["cell_type"] == "code":
            assert not cell["outputs"], "kept without results"
            tree = ast.parse("".join(cell["source"]))
            last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, "open_share.ipynb", "exec"), session)
            if isinstance(last, ast.Expr):
                shown.append(eval(compile(ast.Expression(last.value), "open_share.ipynb", "eval"), session))
    assert all(repr(value) for value in shown)
    share = session["share"]
    (figure,) = [value for value in shown if type(value).__name__ == "Figure"]
    assert figure.layout.title.text == share.finding
    assert share.citation in capsys.readouterr().out
    assert session["by_side"].newest.sum() == pytest.approx(1)


def test_duckdb_alone_answers_what_the_metrics_say(here: Local, panel_installation: Path, tmp_path: Path) -> None:
    build = tmp_path / "build.duckdb"
    shutil.copyfile(current(Places(panel_installation)).path, build)
    written = (NOTEBOOKS / "build.sql").read_text(encoding="utf-8")
    text, addresses = re.subn(r"ATTACH 'https://[^']+'", f"ATTACH '{build}'", written)
    assert addresses == 1
    with duckdb.connect() as connection:
        answers = [connection.execute(statement).fetchall() for statement in connection.extract_statements(text)]
    shares, leaders, claims = answers[2:]
    frame = here.metric("open_share", tasks="generative").to_pandas()
    opened = frame[frame["side"] == "open"]
    days = opened["snapshot_date"].dt.date
    assert {day: share for _, day, share in shares} == pytest.approx(dict(zip(days, opened["share"], strict=True)))
    four = here.metric("concentration", tasks="generative").to_pandas().iloc[-1]
    assert [row[1] for row in leaders] == [four.snapshot_date.date()] * 4
    assert sum(row[-1] for row in leaders) == pytest.approx(four.cr4)
    assert all(hold + fail <= ways for _, ways, hold, fail in claims)
    assert {claim for claim, _, hold, _ in claims if hold} <= set(here.metric("claims").to_pandas().claim)


def test_the_r_script_asks_for_what_is_there(here: Local, http: TestClient) -> None:
    script = (NOTEBOOKS / "open_share.R").read_text(encoding="utf-8")
    table, told = [http.get(address) for address in re.findall(r'server, "(/[^"]+)"', script)]
    columns = next(csv.reader(io.StringIO(table.text)))
    (selected,) = re.findall(r"select\(([^)]+)\)", script)
    assert {"side", *selected.split(", ")} <= set(columns)
    answer = told.json()
    assert set(re.findall(r"told\$(\w+)", script)) == {"build_id", "version", "terms"} <= set(answer)
    keys = set(re.findall(r"\bsource\$(\w+)", script))
    assert all(keys <= set(source) for source in answer["terms"]["sources"])


def test_the_developer_s_page_answers(here: Local, http: TestClient) -> None:
    page = (REPOSITORY / "docs" / "api.md").read_text(encoding="utf-8")
    addresses = re.findall(r"^GET (/\S+)$", page, re.MULTILINE)
    assert len(addresses) >= 11
    answers = {address: http.get(address) for address in addresses}
    assert {address: answer.status_code for address, answer in answers.items()} == dict.fromkeys(addresses, 200)
    since = answers["/api/v1/metrics/open_share?since=2025-08-01"].json()
    assert min(row["snapshot_date"] for row in since["rows"]) >= "2025-08-01"
    whole = here.metric("open_share")
    assert 0 < since["total"] < len(whole)
    assert (since["finding"]["en"], since["citation"]["en"]) == (whole.finding, whole.citation)
    (refusal,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    assert http.get("/api/v1/metrics/open_share.csv?task=all").json() == json.loads(refusal)
