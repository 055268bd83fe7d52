"""The HTTP contract on a tiny build, in process, behind the gate that stands before it when it is served."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow as pa
import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from ouverture.metrics.export import FORMATS, export
from ouverture.metrics.reader import Reader
from ouverture.pipeline.visits import Visit, note_visit
from ouverture.places import Places
from ouverture.web import api, telemetry
from ouverture.web.headers import SecurityHeaders
from ouverture.web.limits import Gate, Limits
from ouverture.web.paging import page, paging_of, with_paging
from tests.samples.warehouse import publish_sample, sample_catalogue

ROWS = "/api/v1/metrics/tier_downloads.csv"
ADDRESSES = ("/api/v1", "/api/v1/metrics", ROWS, "/api/v1/status", "/healthz", "/metrics", "/api/v2/nothing")
OFTEN = Limits(burst=10**6)


@pytest.fixture
def places(own_state: None) -> Places:
    return Places.from_environment()


@pytest.fixture
def client(places: Places, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """The routes on the sample metrics, before anything is published; ``publish_sample`` publishes."""
    reader = Reader(places, sample_catalogue(), row_limit=5)
    monkeypatch.setattr(api, "shared_reader", lambda: reader)
    monkeypatch.setattr(telemetry, "shared_reader", lambda: reader)
    monkeypatch.setattr(api.PICTURES, "picture", lambda *_: b"drawn")  # tests/unit/test_pictures.py has the browser
    yield TestClient(Starlette(routes=api.routes, middleware=[Middleware(SecurityHeaders), Middleware(Gate, OFTEN)]))
    reader.close()


def refused(response: Any, code: int) -> dict[str, Any]:
    """The JSON reason of a refusal, with everything a refusal must have checked."""
    assert response.status_code == code
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["access-control-allow-origin"] == "*"
    assert "Traceback" not in response.text
    reason = response.json()
    assert {"type", "title", "status", "detail", "error"} <= reason.keys()
    assert (reason["status"], reason["detail"]) == (code, reason["error"])
    assert len(response.content) < 3_000, "an answer grows with the nonsense that was asked"
    assert os.environ["OUVERTURE_DATA"] not in response.text
    return reason


# ---------------------------------------------------------------- what is answered


@pytest.mark.parametrize("kind", FORMATS)
def test_each_format_is_what_the_export_writes(client: TestClient, places: Places, kind: str) -> None:
    publish_sample(places)
    response = client.get(f"/api/v1/metrics/tier_downloads.{kind}", params={"since": "2025-09-01"})
    reader = Reader(places, sample_catalogue(), row_limit=5)
    assert response.status_code == 200
    assert response.content == export(reader.run("tier_downloads", {"since": "2025-09-01"}), kind)
    assert response.headers["content-type"] == FORMATS[kind]
    assert response.headers["x-ouverture-build"] == "20250907-0000abcd"
    named = f'attachment; filename="ouverture-tier_downloads-20250907-0000abcd.{kind}"'
    assert response.headers.get("content-disposition") == (None if kind == "json" else named)
    reader.close()


def test_rows_that_were_cut_are_said_in_a_header(client: TestClient, places: Places) -> None:
    publish_sample(places)  # 6 rows, of which this reader gives 5
    cut = client.get(ROWS)
    assert cut.headers["x-ouverture-truncated"] == "true"
    assert len(cut.text.splitlines()) == 1 + 5
    assert client.get(ROWS, params={"since": "2025-09-01"}).headers["x-ouverture-truncated"] == "false"


def test_the_language_of_the_readme_can_be_chosen(client: TestClient, places: Places) -> None:
    publish_sample(places)
    address = "/api/v1/metrics/tier_downloads.zip"
    english, french = client.get(address), client.get(address, params={"lang": "fr"})
    assert english.content == client.get(address, params={"lang": "en"}).content != french.content
    assert english.headers["etag"] != french.headers["etag"]
    assert refused(client.get(address, params={"lang": "de"}), 400)["allowed"] == ["en", "fr"]


def test_addresses_are_the_operator_s_or_relative_never_the_caller_s(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The documents are cached for others: what a Host header says must not be in them."""
    for address in ("/api/v1", "/api/v1/metrics"):
        assert "evil.example" not in client.get(address, headers={"Host": "evil.example"}).text
    assert client.get("/api/v1").json()["servers"] == [{"url": "/"}]
    monkeypatch.setenv("OUVERTURE_URL", "https://open.example/")
    assert client.get("/api/v1").json()["servers"] == [{"url": "https://open.example"}]
    assert client.get("/api/v1/metrics").json()[0]["urls"]["csv"].startswith("https://open.example/api/v1/metrics/")


def test_the_catalogue_names_every_metric_and_its_addresses_work(client: TestClient, places: Places) -> None:
    publish_sample(places)
    listed = {entry["name"]: entry for entry in client.get("/api/v1/metrics").json()}
    assert listed.keys() == sample_catalogue().keys()
    assert listed["tier_downloads"]["parameters"]["since"]["type"] == "date"
    assert all(client.get(url).status_code == 200 for url in listed["tier_downloads"]["urls"].values())


def test_the_index_is_an_openapi_document_of_these_routes(client: TestClient) -> None:
    document = client.get("/api/v1").json()
    assert document["openapi"].startswith("3.1")
    for path, item in document["paths"].items():
        assert item["get"]["summary"]
        declared = {p["name"] for p in item["get"]["parameters"] if p.get("in") == "path"}
        assert all(f"{{{name}}}" in path for name in declared)
    for metric in sample_catalogue().values():
        operation = document["paths"][f"/api/v1/metrics/{metric.name}.{{format}}"]["get"]
        named = {p.get("name") or p["$ref"].rpartition("/")[2] for p in operation["parameters"]}
        assert named == {"format", "lang", "build", *metric.parameters}
        row = document["components"]["schemas"][f"row_{metric.name}"]
        assert row["properties"].keys() == metric.columns.keys()
        assert all(told["description"] for told in row["properties"].values())


PAGED = "/api/v1/metrics/tier_downloads"


def test_pages_make_the_whole(client: TestClient, places: Places) -> None:
    publish_sample(places)
    whole = client.get(f"{PAGED}.json").json()
    assert client.get(PAGED).json()["rows"] == whole["rows"]
    rows, address = [], f"{PAGED}?limit=2&fields=tier,share"
    while address:
        answer = client.get(address)
        told = answer.json()
        rows += told["rows"]
        assert (told["total"], told["limit"], [column["name"] for column in told["columns"]]) == (
            5,
            2,
            ["tier", "share"],
        )
        address = told["next"]
        assert (answer.headers.get("link") or "") == (f'<{address}>; rel="next"' if address else "")
    assert rows == [{key: row[key] for key in ("tier", "share")} for row in whole["rows"]]
    tags = {client.get(PAGED, params=asked).headers["etag"] for asked in ({}, {"limit": 2}, {"fields": "tier"})}
    assert len(tags) == 3
    beyond = client.get(PAGED, params={"offset": 50}).json()
    assert (beyond["rows"], beyond["next"], beyond["total"]) == ([], None, 5)


def test_since_takes_rows_of_a_day_and_later_where_the_metric_has_no_since_of_its_own() -> None:
    metric = sample_catalogue()["tier_downloads"]
    assert "since" not in paging_of(metric), "its own goes before ours"
    free = metric.model_copy(update={"parameters": {}})
    table = pa.table({"snapshot_date": [date(2025, 8, 7), None, date(2025, 9, 7)], "tier": [1, 2, 3]})
    asked = with_paging(free).validate({"since": "2025-09-01", "fields": "tier"})
    assert page(free, table, asked)[0].to_pylist() == [{"tier": 3}]
    assert "since" not in paging_of(sample_catalogue()["model_names"]), "its rows have no day"


@pytest.mark.parametrize(
    ("query", "parameter", "words"),
    [
        ("limit=0", "limit", "is at least 1"),
        ("limit=10001", "limit", "is at most 10000"),
        ("offset=-1", "offset", "is at least 0"),
        ("fields=teir", "fields", "allows source, snapshot_date, tier"),
        ("limits=3", "limits", "did you mean 'limit'"),
    ],
)
def test_a_page_that_cannot_be_is_refused(
    client: TestClient, places: Places, query: str, parameter: str, words: str
) -> None:
    publish_sample(places)
    reason = refused(client.get(f"{PAGED}?{query}"), 400)
    assert (reason["parameter"], words in reason["error"]) == (parameter, True), reason["error"]


def test_status_has_the_contract_s_fields(client: TestClient, places: Places) -> None:
    path = publish_sample(places)
    answer = client.get("/api/v1/status")
    state = answer.json()
    fields = {"warehouse", "build_id", "built_at", "snapshot_date", "models", "observations", "sources", "healthy"}
    assert fields <= state.keys()
    assert (state["warehouse"], state["build_id"], state["healthy"]) == (path.name, "20250907-0000abcd", True)
    assert (state["state"], state["reasons"], state["problems"]) == ("demo", [], [])
    assert str(places.root) not in answer.text  # where things lie is the command line's to say
    assert {"name", "last_ok", "status"} <= state["sources"][0].keys()


def test_ready_is_503_until_a_build_can_be_read_and_alive_is_200_throughout(client: TestClient, places: Places) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    for address in ("/api/v1/status", ROWS):
        assert "ouverture demo" in refused(client.get(address), 503)["error"]
    told = client.get("/api/v1/status").json()
    assert (told["state"], told["healthy"], [reason["code"] for reason in told["reasons"]]) == (
        "empty",
        False,
        ["no_build"],
    )
    assert client.get("/api/v1/metrics").status_code == 200  # what could be asked is known without data
    publish_sample(places)
    assert client.get("/api/v1/status").status_code == 200
    places.pointer.write_text("{", encoding="utf-8")
    told = refused(client.get("/api/v1/status"), 503)
    assert "rebuild" in told["error"]
    assert told["reasons"][0]["code"] == "pointer"
    assert client.get("/healthz").status_code == 200


def test_not_ready_says_why_source_by_source(client: TestClient, places: Places) -> None:
    publish_sample(places)
    for day in (1, 9):  # asked on the first, and still failing on the ninth
        note_visit(places, Visit.failed("npm", "answered 503", datetime.now(UTC) - timedelta(days=10 - day)))
    told = client.get("/api/v1/status")  # not healthy, and ready all the same: every number is served
    assert (told.status_code, told.json()["healthy"], told.json()["ready"]) == (200, False, True)
    (reason,) = [reason for reason in told.json()["reasons"] if reason["alarm"]]
    assert (reason["code"], reason["source"], reason["essential"]) == ("source_late", "npm", False)
    assert reason["sentence"].startswith("npm has given nothing good for 216 hours, though asked (answered 503)")
    assert next(row for row in told.json()["sources"] if row["name"] == "npm")["late"] is True

    note_visit(places, Visit.failed("hub", "answered 503", datetime.now(UTC) - timedelta(days=2)))
    told = refused(client.get("/api/v1/status"), 503)
    (hub,) = [reason for reason in told["reasons"] if reason["essential"]]
    assert told["detail"] == f"Not ready: {hub['sentence']}."
    assert hub["code"] == "no_reading"


def test_the_server_s_own_figures_are_prometheus_text(client: TestClient, places: Places) -> None:
    publish_sample(places)
    client.get(ROWS)
    answer = client.get("/metrics")
    assert answer.headers["content-type"] == telemetry.CONTENT_TYPE
    families = {family.name: family for family in text_string_to_metric_families(answer.text)}
    assert families["ouverture_healthy"].samples[0].value == 1
    assert {s.labels["state"] for s in families["ouverture_state"].samples if s.value} == {"demo"}
    assert families["ouverture_observations"].samples[0].value == 6
    ages = {s.labels["source"]: s.value for s in families["ouverture_source_age_seconds"].samples}
    assert ages["osir-lmts"] > 365 * 86_400
    asked = [s for s in families["ouverture_http_requests"].samples if s.labels.get("route") == "metric"]
    assert any(s.value >= 1 for s in asked)


# ---------------------------------------------------------------- builds


def test_a_new_build_answers_at_the_next_request_and_a_pinned_one_stays(client: TestClient, places: Places) -> None:
    publish_sample(places)
    pinned = {"build": "20250907-0000abcd"}
    first = client.get(ROWS)
    publish_sample(places, "20250908-0000beef", factor=2)
    assert client.get(ROWS).headers["x-ouverture-build"] == "20250908-0000beef"
    again = client.get(ROWS, params=pinned)
    assert again.content == first.content != client.get(ROWS).content
    assert again.headers["etag"] == first.headers["etag"]
    assert (first.headers["cache-control"], again.headers["cache-control"]) == (
        "public, no-cache",
        "public, max-age=86400",
    )
    assert client.get("/api/v1/status", params=pinned).json()["build_id"] == "20250907-0000abcd"


def test_a_build_no_longer_kept_is_410_and_nonsense_400(client: TestClient, places: Places) -> None:
    publish_sample(places)
    for address in (ROWS, "/api/v1/status"):
        gone = refused(client.get(address, params={"build": "20200101-00000000"}), 410)["error"]
        assert "is not kept here; kept are 20250907-0000abcd" in gone
        for nonsense in ("../../etc/passwd", "", "x" * 7_000, "a/b", "zz"):
            refusal = refused(client.get(address, params={"build": nonsense}), 400)
            assert (refusal["parameter"], refusal["allowed"]) == ("build", ["20250907-0000abcd"])


# ---------------------------------------------------------------- caches


@pytest.mark.parametrize("held", ["{}", "W/{}", '"other", {}', 'W/"other" , W/{},"third"', "*"])
def test_what_the_client_holds_is_not_sent_again(client: TestClient, places: Places, held: str) -> None:
    publish_sample(places)
    for address in (ROWS, "/api/v1/metrics", "/api/v1"):
        tag = client.get(address).headers["etag"]
        again = client.get(address, headers={"If-None-Match": held.format(tag.removeprefix("W/"))})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)


def test_who_holds_the_rows_is_told_so_before_any_query(
    client: TestClient, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_sample(places)
    asked = [(address, pinned) for address in (ROWS, PAGED) for pinned in ({}, {"build": "20250907-0000abcd"})]
    first = [client.get(address, params=pinned) for address, pinned in asked]
    monkeypatch.setattr(Reader, "run", None)
    for (address, pinned), answer in zip(asked, first, strict=True):
        again = client.get(address, params=pinned, headers={"If-None-Match": answer.headers["etag"]})
        assert again.status_code == 304
        for name in ("etag", "cache-control", "x-ouverture-build"):
            assert again.headers[name] == answer.headers[name]
    assert client.get(f"{ROWS}?since=never", headers={"If-None-Match": answer.headers["etag"]}).status_code == 400


@pytest.mark.parametrize("held", ['"other"', "", "nonsense", '"'])
def test_what_the_client_does_not_hold_is_sent(client: TestClient, places: Places, held: str) -> None:
    publish_sample(places)
    assert client.get(ROWS, headers={"If-None-Match": held}).status_code == 200


def test_the_tag_tells_builds_formats_and_parameters_apart(client: TestClient, places: Places) -> None:
    publish_sample(places)
    addresses = [ROWS, ROWS.replace("csv", "json"), f"{ROWS}?since=2025-09-01"]
    tags = {client.get(address).headers["etag"] for address in addresses}
    publish_sample(places, "20250908-0000beef")
    assert len(tags | {client.get(ROWS).headers["etag"]}) == 4


# ---------------------------------------------------------------- methods


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_is_get_without_its_body(client: TestClient, places: Places, address: str) -> None:
    publish_sample(places)
    get, head = client.get(address), client.head(address)
    assert head.content == b""
    told = [{k: v for k, v in answer.headers.items() if k != "content-length"} for answer in (get, head)]
    assert (head.status_code, told[1]) == (get.status_code, told[0])
    if address != "/metrics":  # ages in it grow from one question to the next
        assert head.headers["content-length"] == get.headers["content-length"]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"])
def test_nothing_can_be_written(client: TestClient, places: Places, address: str, method: str) -> None:
    response = client.request(method, address)
    refused(response, 405)
    assert response.headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_browser_elsewhere_may_ask(client: TestClient, address: str) -> None:
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    response = client.options(address, headers=asked | {"Access-Control-Request-Headers": "if-none-match"})
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["access-control-allow-origin"] == "*"
    assert "GET" in response.headers["access-control-allow-methods"]
    assert response.headers["access-control-allow-headers"] == "If-None-Match, If-Range, Range"
    exposed = client.get(address, headers=asked).headers["access-control-expose-headers"]
    assert {"ETag", "X-Ouverture-Build", "X-Ouverture-Truncated"} <= set(exposed.split(", "))


# ---------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/api/v1/metrics/tier_downlods.csv", "did you mean 'tier_downloads'?"),
        ("/api/v1/metrics/zzz.csv", "`ouverture export --list` and /api/v1/metrics list the names"),
        ("/api/v1/metrics/tier_downloads.xlsx", "choose csv, json, parquet, zip, png, svg, as in tier_downloads.csv"),
        ("/api/v1/metrics/tier_downloads.cvs", "did you mean 'csv'?"),
        ("/api/v1/metrics/tier_downlods", "did you mean 'tier_downloads'?"),
        ("/api/v1/metrics/.csv", "There is no metric ''"),
        (f"/api/v1/metrics/{'x' * 7_000}.csv", "There is no metric"),
        ("/api/v1/metrics/%00.csv", "There is no metric"),
        ("/api/v1/metrics/..%2f..%2fetc.csv", "There is nothing at"),
        ("/api/v2", "There is nothing at this address"),
        ("/api/", "/api/v1 lists the addresses"),
    ],
)
def test_an_address_that_is_none_is_404_and_says_what_is_near(client: TestClient, address: str, words: str) -> None:
    assert words in refused(client.get(address), 404)["error"]


def test_the_nearest_metric_is_given_for_machines_too(client: TestClient) -> None:
    assert refused(client.get("/api/v1/metrics/tier_downlods.csv"), 404)["nearest"] == "tier_downloads"


@pytest.mark.parametrize(
    ("query", "parameter", "words"),
    [
        ("sinse=2025-01-01", "sinse", "did you mean 'since'?"),
        ("zzzzzz=1", "zzzzzz", "it takes"),
        ("=1", "", "has no parameter ''"),
        ("since=yesterday", "since", "must be a date as YYYY-MM-DD"),
        ("since=2025-02-30", "since", "must be a date that exists"),
        ("since=2025-01-01&since=2025-02-01", "since", "given 2 times"),
        ("build=a&build=b", "build", "given 2 times"),
        (f"since={'9' * 7_000}", "since", "must be a date"),
        (f"{'x' * 7_000}=1", "x" * 80 + "…", "has no parameter"),
        ("since=%00", "since", "must be a date"),
        ("since=%FF%FE", "since", "must be a date"),
        ("since=2025-01-01';DROP TABLE model;--", "since", "must be a date"),
    ],
)
def test_a_parameter_that_does_not_fit_is_400_and_says_why(
    client: TestClient, places: Places, query: str, parameter: str, words: str
) -> None:
    publish_sample(places)
    reason = refused(client.get(f"{ROWS}?{query}"), 400)
    assert reason["parameter"] == parameter
    assert words in reason["error"]
    assert reason["allowed"]


def test_status_takes_only_a_build(client: TestClient, places: Places) -> None:
    publish_sample(places)
    assert "did you mean 'build'?" in refused(client.get("/api/v1/status?buid=1"), 400)["error"]


def test_a_question_that_takes_too_long_is_503(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object, **__: object) -> None:
        raise api.QueryTimeout("tier_downloads", 10)

    monkeypatch.setattr(Reader, "run", slow)
    assert "longer than 10 s" in refused(client.get(ROWS), 503)["error"]


def test_a_fault_of_ours_is_500_without_its_details(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the secret detail")

    monkeypatch.setattr(Reader, "run", broken)
    assert "secret" not in json.dumps(refused(client.get(ROWS), 500))
    assert "the secret detail" in caplog.text


def test_the_engine_s_words_stay_inside(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise api.QueryFailed("tier_downloads failed: Binder Error: the engine's words")

    monkeypatch.setattr(Reader, "run", broken)
    assert "Binder" not in json.dumps(refused(client.get(ROWS), 500))
    assert "the engine's words" in caplog.text


# ---------------------------------------------------------------- as Streamlit serves it


def test_answers_are_compressed_by_the_server_s_middleware(client: TestClient, places: Places) -> None:
    from streamlit.web.server.starlette.starlette_app import create_streamlit_middleware

    publish_sample(places)
    stack: list[Middleware] = create_streamlit_middleware()
    served = TestClient(Starlette(routes=api.routes, middleware=stack))
    plain = served.get("/api/v1", headers={"Accept-Encoding": "identity"})
    packed = served.get("/api/v1", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content
    assert len(gzip.compress(plain.content)) < len(plain.content) / 2
    assert packed.headers["etag"] == plain.headers["etag"].strip()
