"""What stands at an address before any script runs: on the routes as they are served, on the sample build."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import brotli
import mlcroissant
import pytest
import rdflib
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Mount
from starlette.testclient import TestClient
from streamlit import file_util

from ouverture.dashboard import landing, session
from ouverture.dashboard.figures import Canvas
from ouverture.dashboard.navigation import PAGES
from ouverture.dashboard.texts import text
from ouverture.metrics.catalogue import own_catalogue
from ouverture.metrics.reader import Reader
from ouverture.places import Places
from ouverture.registry import load_registry
from ouverture.web import api, badges, first_paint, metadata, robots, scripts
from ouverture.web.first_html import FirstHtml
from tests.samples.warehouse import publish_sample

SCRIPTS = Path(file_util.get_static_dir())
BASE = "https://observatory.example"
STREAMLIT = Mount("/", PlainTextResponse("Streamlit"))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    places = Places(tmp_path_factory.mktemp("landing"))
    publish_sample(places)
    reader = Reader(places, own_catalogue())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OUVERTURE_URL", BASE)
        for module in (api, badges, landing, metadata, robots, session):
            patch.setattr(module, "shared_reader", lambda: reader)
        stack = [Middleware(FirstHtml, SCRIPTS, api.routes)]
        yield TestClient(Starlette(routes=[*api.routes, STREAMLIT], middleware=stack))
    reader.close()


def language_of(html: str) -> str:
    return re.findall(r'<html lang="(..)"', html)[0]


def facts(html: str) -> dict[str, str]:
    found = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', html)
    title = re.findall(r"<title>(.*?)</title>", html)[0]
    return {name: unescape(value) for name, value in (*found, ("title", title), ("lang", language_of(html)))}


@pytest.mark.parametrize("page", PAGES, ids=[page.key for page in PAGES])
def test_every_page_says_what_it_is_in_both_languages(client: TestClient, page: object) -> None:
    said = []
    for language in ("en", "fr"):
        answer = client.get(f"/{page.url_path}", params={"lang": language})
        assert answer.status_code == 200
        told = facts(answer.text)
        assert told["lang"] == language
        assert "Streamlit" not in told["title"]
        assert "Ouverture" in told["title"] or page.key == "overview"
        assert 20 < len(told["description"]) <= 210
        assert not set("*`[") & set(told["description"]), "a preview reads no Markdown"
        assert told["og:url"] == f"{BASE}/{page.url_path}?lang={language}"
        assert told["og:image"].startswith(f"{BASE}/api/v1/metrics/")
        assert f">{text(language, 'app.skip')}</a>" in answer.text
        said.append((told["title"], told["description"]))
    assert said[0][1] != said[1][1], "French is French"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_first_html_says_and_shows_what_the_page_will(
    client: TestClient, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"metric": "open_share", "tasks": "all", "lang": language}
    client.get("/card", params=asked)
    result = session.reader().run("open_share", {"tasks": "all"})
    monkeypatch.setattr(first_paint.PICTURES, "chart", lambda figure: f"<svg>{figure.layout.paper_bgcolor}</svg>")
    assert first_paint.PAINTS.chart(result, Canvas(language)) is None, "nobody waits for what is not drawn"
    first_paint.PAINTS.draw(result, Canvas(language))
    html = client.get("/card", params=asked).text
    said = unescape(html[html.index('<main id="paint"') : html.index("</main>")])
    for words in (result.headline(language), result.metric.unit.in_(language), text(language, "app.loading")):
        assert str(words) in said
    assert [said.count(f'data-ground="{ground}"') for ground in ("light", "dark")] == [1, 1]
    assert f"/api/v1/metrics/open_share.png?tasks=all{'&lang=fr' if language == 'fr' else ''}" in said
    assert text(language, "app.without_scripts") in said
    assert "<svg" not in client.get("/card", params=asked, headers={"user-agent": "Mobile"}).text, "its own for phones"
    assert "enable JavaScript" not in html
    assert html.count("<h1") == 1
    assert "SourceSans" not in html
    assert "PlotlyChart." in html
    assert "PlotlyChart." not in client.get("/find").text


def test_a_page_comes_in_any_case(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError

    monkeypatch.setattr(first_paint, "painted", broken)
    answer = client.get("/labs")
    assert (answer.status_code, answer.text.count('<main id="paint"')) == (200, 1)


def datasets(html: str) -> list[dict]:
    return [json.loads(told) for told in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_chart_s_page_is_a_data_set_for_search_engines(client: TestClient, language: str) -> None:
    metric = own_catalogue()["open_share"]
    html = client.get("/card", params={"metric": "open_share", "tasks": "all", "lang": language}).text
    (told,) = datasets(html)
    assert (told["@type"], told["name"], told["inLanguage"]) == ("Dataset", metric.title.in_(language), language)
    assert 50 <= len(told["description"]) <= 5000
    assert told["temporalCoverage"] == "2025-08-07/2025-09-07"
    assert told["license"] == ["https://spdx.org/licenses/MIT.html"]
    assert [measured["name"] for measured in told["variableMeasured"]] == list(metric.columns)
    for file in told["distribution"]:
        answer = client.get(file["contentUrl"].removeprefix(BASE))
        assert answer.headers["content-type"].startswith(file["encodingFormat"])
        assert "tasks=all" in file["contentUrl"]
    assert datasets(client.get("/card?metric=open_share&embed=true").text) == []
    assert datasets(client.get("/labs").text) == []


@pytest.mark.parametrize("address", ["/", "/data"])
def test_what_stands_for_everything_is_one_data_set(client: TestClient, address: str) -> None:
    (told,) = datasets(client.get(address).text)
    assert told["url"] == f"{BASE}/data"
    assert told["distribution"][0]["contentUrl"] == f"{BASE}/data/20250907-0000abcd.duckdb"
    assert len(told["isBasedOn"]) > 20


def test_no_text_of_a_source_ends_the_script(client: TestClient) -> None:
    html = client.get("/card", params={"metric": "open_share", "source": "</script><b>"}).text
    assert "</script><b>" not in html


def test_croissant_is_valid_and_dcat_lists_every_metric(client: TestClient) -> None:
    for query, many in (("", True), ("?metric=open_share", False)):
        answer = client.get(f"/data/croissant.json{query}")
        assert answer.headers["content-type"] == "application/ld+json"
        judged = mlcroissant.Dataset(jsonld=answer.json())
        assert (len(judged.metadata.record_sets) > 80) is many
        assert not judged.metadata.issues.errors
        assert not judged.metadata.issues.warnings
    catalogue = rdflib.Graph().parse(data=client.get("/data/dcat.jsonld").text, format="json-ld")
    named = rdflib.Namespace("http://www.w3.org/ns/dcat#")
    listed = list(catalogue.subjects(rdflib.RDF.type, named.Dataset))
    assert len(listed) == len([metric for metric in own_catalogue().values() if not metric.required])
    assert len(list(catalogue.objects(listed[0], named.distribution))) == 3


@pytest.mark.parametrize(
    ("address", "title", "picture"),
    [
        ("/labs?lab=mistral", "Mistral AI · Ouverture", "/api/v1/metrics/lab_adoption.png?labs=mistral"),
        (
            "/claims?claim=hub-1m",
            "There are over a million models on the Hugging Face Hub · Ouverture",
            "hub_growth.png",
        ),
        ("/card?metric=open_share&lang=fr", "· Ouverture", "/api/v1/metrics/open_share.png?lang=fr"),
        ("/card?metric=open_share&tasks=nonsense", "Open share of downloads · Ouverture", ""),
    ],
)
def test_an_address_is_named_after_what_it_shows(client: TestClient, address: str, title: str, picture: str) -> None:
    answer = client.get(address)
    told = facts(answer.text)
    assert answer.status_code == 200
    assert title in told["title"]
    assert picture in told.get("og:image", "")
    assert not picture or told["og:image"].startswith(BASE)


@pytest.mark.parametrize(
    "address",
    [
        "/nothing",
        "http://testserver//card?metric=open_share",  # the gate does not count it
        "/labs/nothing",
        "/labs/_stcore/health",
        "/labs?lab=nobody",
        "/claims?claim=none",
        "/card?metric=none",
        "/models?model=no/body",
        "/wp-login.php",
    ],
)
def test_what_is_not_there_is_a_404(client: TestClient, address: str) -> None:
    answer = client.get(address, headers={"accept-language": "fr-FR,fr"})
    assert answer.status_code == 404
    assert language_of(answer.text) == "fr"


def test_nothing_from_the_address_reaches_the_page_unescaped(client: TestClient) -> None:
    evil = '"><script>alert(1)</script>'
    for address in ("/", "/labs", "/models", "/claims", "/card"):
        for name in ("lab", "model", "claim", "metric", "lang", "build", "x"):
            html = client.get(address, params={name: evil}).text
            assert "alert(1)</script>" not in html
    assert client.get("/", headers={"host": 'a"><b'}).text.count("<b") == client.get("/").text.count("<b")


def test_streamlits_own_addresses_and_ours_pass(client: TestClient) -> None:
    moved = client.get("/static/media/SourceSansVF-Upright.ttf.x.woff2", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (308, "/app/static/inter-latin-wght-normal.woff2")
    for address in ("/_stcore/health", "/media/x", "/app/static/inter.woff2", "/favicon.png"):
        assert client.get(address).text == "Streamlit"
    assert client.get("/healthz").json() == {"status": "ok"}


def test_scripts_and_pages_are_compressed(client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = max((SCRIPTS / "static" / "js").glob("index*.js"), key=lambda path: path.stat().st_size)
    address = f"/static/js/{script.name}"
    for way, share in (("br", 0.32), ("gzip", 0.34)):
        with client.stream("GET", address, headers={"accept-encoding": way}) as answer:
            sent = b"".join(answer.iter_raw())
        assert answer.headers["content-encoding"] == way
        assert "immutable" in answer.headers["cache-control"]
        assert len(sent) < share * script.stat().st_size
        assert way == "br" or gzip.decompress(sent) == script.read_bytes()
    monkeypatch.setenv("OUVERTURE_DATA", str(tmp_path))
    asked = min((SCRIPTS / "static" / "js").glob("utils*.js"), key=lambda path: -path.stat().st_size)
    quick = scripts.compressed(asked, "br")
    scripts.make_small(asked)
    scripts.compressed.cache_clear()
    assert brotli.decompress(scripts.compressed(asked, "br")) == asked.read_bytes()
    assert len(scripts.compressed(asked, "br")) < len(quick)
    for refused in ("identity", "br;q=0", "br; q=0.00, gzip;q=0"):
        assert client.get(address, headers={"accept-encoding": refused}).text == "Streamlit", "left to Streamlit"
    assert client.get("/static/js/../../../../../etc/passwd.json").status_code in (200, 404)
    assert client.get("/", headers={"accept-encoding": "gzip"}).headers["content-encoding"] == "gzip"


def test_what_machines_read_is_what_it_says(client: TestClient) -> None:
    said = client.get("/robots.txt")
    assert said.headers["content-type"].startswith("text/plain")
    assert f"Sitemap: {BASE}/sitemap.xml" in said.text
    tree = ElementTree.fromstring(client.get("/sitemap.xml").text)
    places = [place.text for place in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert f"{BASE}/" in places
    assert f"{BASE}/card?metric=open_share" in places
    assert len(places) == len(set(places)) > len(load_registry().labs)
    told = client.get("/llms.txt").text
    assert told.startswith("# Ouverture")
    assert f"{BASE}/api/v1/metrics/open_share.json" in told


def test_without_a_stated_address_no_cache_may_keep_the_visitors_word(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OUVERTURE_URL")
    for address in ("/", "/robots.txt", "/sitemap.xml", "/llms.txt"):
        answer = client.get(address, headers={"host": "elsewhere.example"})
        assert "http://elsewhere.example/" in answer.text
        assert answer.headers["cache-control"] == "no-store"
        assert "etag" not in answer.headers


def test_a_badge_says_one_thing_and_escapes_it(client: TestClient) -> None:
    for address, said in (
        ("lab/mistral", "Mistral AI"),
        ("claim/hub-1m", "Fact-check"),
        ("lab/qwen", "no reading yet"),
    ):
        answer = client.get(f"/badge/{address}.svg")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("image/svg+xml")
        assert "max-age" in answer.headers["cache-control"]
        assert said in "".join(ElementTree.fromstring(answer.text).itertext())
        again = client.get(f"/badge/{address}.svg", headers={"if-none-match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert "Vérification" in client.get("/badge/claim/hub-1m.svg?lang=fr").text
    for gone in ("lab/nobody", "model/no/body", "claim/none", "planet/mars", 'lab/"><script>'):
        answer = client.get(f"/badge/{gone}.svg")
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"
    drawn = badges.drawn_badge("<b>", "a & b", "#000000", "en")
    assert "&lt;b&gt;" in drawn
    assert ElementTree.fromstring(drawn).get("aria-label") == "<b>: a & b"
