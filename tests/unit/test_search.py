"""The search on tiny tables: what is called so, what is nearly so, where each thing is shown."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ouverture.dashboard.navigation import PAGES
from ouverture.dashboard.search import KINDS, LONGEST, Hit, search
from ouverture.metrics import names
from ouverture.metrics.catalogue import own_catalogue
from ouverture.metrics.names import Names, names_of
from ouverture.metrics.reader import Reader
from ouverture.metrics.warehouse import OpenBuild
from ouverture.places import Places
from ouverture.web import api
from tests.samples.tables import publish_tables

TABLES = {
    "mart_model": """
        model_key | model_id                             | family   | downloads_30d | latest_on  | latest_source
        1         | mistralai/Mixtral-8x7B-Instruct-v0.1 | Mixtral  | 289000        | 2025-09-07 | osir-lmts
        2         | deepseek-ai/DeepSeek-R1              | DeepSeek | 500000        | 2025-09-07 | osir-lmts
        3         | meta-llama/Llama-3.1-8B-Instruct     | Llama    | 9500000       | 2025-09-07 | osir-lmts
        4         | meta-llama/Llama-2-7b                | Llama    | 600           | 2025-09-07 | osir-lmts
        5         | someone/8b-instruct-of-llama         |          |               | 2025-09-07 | osir-lmts
    """,
    "mart_board_model": """
        source | yardstick  | as_of      | model             | lab_id | side   | score | canonical
        arena  | arena-text | 2025-08-06 | GPT-4o-2024-05-13 | openai | closed | 1300  | gpt-4o
        arena  | arena-text | 2025-08-06 | DeepSeek-R1       |        | open   | 1350  | deepseek-r1
    """,
    "lab": """
        lab_id | name
        openai | OpenAI
    """,
}


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    places = Places(tmp_path_factory.mktemp("search"))
    publish_tables(places, TABLES)
    reader = Reader(places, own_catalogue())
    yield reader
    reader.close()


def found(reader: Reader, asked: str, kind: str, language: str = "en") -> list[Hit]:
    return [hit for hit in search(reader, asked, language).hits if hit.kind == kind]


def test_a_name_is_found_and_the_most_downloaded_come_first(reader: Reader) -> None:
    answer = search(reader, "Llama 8B instruct", "en")
    assert answer.found
    models = [hit for hit in answer.hits if hit.kind == "model"]
    assert [hit.id for hit in models] == ["meta-llama/Llama-3.1-8B-Instruct", "someone/8b-instruct-of-llama"]
    assert models[0].detail == "9.5M downloads in 30 days, September 2025"
    assert models[0].address == "/models?model=meta-llama%2FLlama-3.1-8B-Instruct"
    assert models[1].detail == "September 2025", "no count, no number"


@pytest.mark.parametrize(
    ("asked", "kind", "first"),
    [
        ("mixtrall", "family", "Mixtral"),
        ("mixtrall", "model", "mistralai/Mixtral-8x7B-Instruct-v0.1"),
        ("deapseek", "lab", "deepseek"),
        ("deapseek", "model", "deepseek-ai/DeepSeek-R1"),
        ("lama 3", "family", "Llama"),
        ("lama 3", "model", "meta-llama/Llama-3.1-8B-Instruct"),
        ("alemagne", "country", "DE"),
    ],
)
def test_misspellings_are_forgiven(reader: Reader, asked: str, kind: str, first: str) -> None:
    assert [hit.id for hit in found(reader, asked, kind)][:1] == [first]


@pytest.mark.parametrize(
    ("asked", "labs"),
    [
        ("Mistral vs Qwen", ["mistral", "qwen"]),
        ("compare Mistral AI and Qwen", ["mistral", "qwen"]),
        ("llama contre deapseek", ["meta", "deepseek"]),
        ("mistral qwen", ["mistral", "qwen"]),
        ("mistral mixtral", []),
        ("deepseek r1 distill qwen", []),
        ("mistral", []),
    ],
)
def test_labs_named_together_are_set_side_by_side(reader: Reader, asked: str, labs: list[str]) -> None:
    hits = search(reader, asked, "en").hits
    assert [hit.parameters["labs"] for hit in hits if hit.kind == "comparison"] == ([labs] if labs else [])
    if labs:
        assert hits[0].address == f"/labs?labs={labs[0]}&labs={labs[1]}"


def test_what_is_only_near_is_said_to_be(reader: Reader) -> None:
    near = search(reader, "mixtrall", "en")
    assert not near.found
    assert not any(hit.exact for hit in near.hits)
    assert all(hit.exact for hit in search(reader, "mixtral", "en").hits if hit.id == "Mixtral")
    assert search(reader, "zzqxkv", "en").hits == []
    assert search(reader, "  ?! ", "en").hits == []


def test_a_closed_model_leads_to_what_replaces_it(reader: Reader) -> None:
    for asked in ("gpt 4o", "GPT4o", "gpt-4o-2024"):
        (closed,) = found(reader, asked, "closed_model")
        assert closed.label == "GPT-4o-2024-05-13"
        assert "GPT-4o-2024-05-13" in closed.parameters.values()
        assert closed.detail == "closed model of OpenAI: what replaces it"
    assert found(reader, "deepseek", "closed_model") == [], "an open model is not closed"


def test_charts_claims_and_countries_are_found_in_both_languages(reader: Reader) -> None:
    for asked, language in (("part ouverte", "en"), ("open share", "fr")):
        assert "open_share" in [hit.id for hit in found(reader, asked, "chart", language)]
    assert found(reader, "germany", "country", "fr")[0].label == "Allemagne"
    (claim,) = found(reader, "million models on the hub", "claim", "fr")
    assert claim.label == "Le Hub de Hugging Face compte plus d'un million de modèles"
    assert claim.address == "/claims?claim=hub-1m&lang=fr"


def test_every_hit_has_a_page(reader: Reader) -> None:
    pages = {page.key for page in PAGES}
    hits = [hit for asked in ("mistral", "open", "gpt", "france", "x") for hit in search(reader, asked, "en").hits]
    assert {hit.kind for hit in hits} <= set(KINDS)
    assert {hit.page for hit in hits} <= pages
    assert len({(hit.kind, hit.id) for hit in hits if hit.kind == "lab"}) > 1


def test_before_the_first_build_what_needs_none_is_found(tmp_path: Path) -> None:
    reader = Reader(Places(tmp_path), own_catalogue())
    assert [hit.id for hit in search(reader, "mistral", "en").hits if hit.kind == "lab"] == ["mistral"]


def test_a_build_that_is_opened_again_keeps_its_index(reader: Reader) -> None:
    before = names_of(reader.warehouse.build())
    reader.warehouse.close()  # as other builds asked for between two questions let it go
    assert names_of(reader.warehouse.build()) is before


def test_while_a_build_s_names_are_gathered_those_before_answer(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = reader.warehouse.build()
    before = names_of(build)
    newer = replace(build, info=replace(build.info, build_id="20990101-00000000"))
    seen = []

    def slow(made: OpenBuild) -> Names:
        with ThreadPoolExecutor(1) as another:  # who asks meanwhile does not wait
            seen.append(another.submit(names_of, made).result(timeout=30))
        return Names(made)

    monkeypatch.setattr(names, "Names", slow)
    assert names_of(newer) is not before
    assert seen == [before]
    monkeypatch.undo()
    names_of(build)  # as the tests that follow ask it


@pytest.mark.parametrize(
    ("asked", "model"),
    [
        ("metallama", "meta-llama/Llama-3.1-8B-Instruct"),
        ("instructv01", "mistralai/Mixtral-8x7B-Instruct-v0.1"),
        ("seekr1", "deepseek-ai/DeepSeek-R1"),
        ("ofllama", "someone/8b-instruct-of-llama"),
        ("ructof", "someone/8b-instruct-of-llama"),
        ("aillama", None),
    ],
)
def test_a_part_of_a_name_is_found_across_its_signs_and_figures_and_none_across_names(
    reader: Reader, asked: str, model: str | None
) -> None:
    assert [hit.id for hit in found(reader, asked, "model")][:1] == ([model] if model else [])


def test_names_taken_apart_a_few_at_a_time_are_found_all_the_same(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "SLICE", 1)
    few = names.Names(reader.warehouse.build())
    assert [model.model_id for model in few.models(["ofllama"], 1)] == ["someone/8b-instruct-of-llama"]
    assert few.models(["aillama"], 1) == []


def test_over_http(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "shared_reader", lambda: reader)
    monkeypatch.setenv("OUVERTURE_URL", "https://observatory.example")
    client = TestClient(Starlette(routes=api.routes))
    answer = client.get("/api/v1/search", params={"q": "deapseek", "lang": "fr"}).json()
    assert (answer["q"], answer["found"]) == ("deapseek", False)
    first = answer["hits"][0]
    assert (first["kind"], first["label"], first["exact"]) == ("lab", "DeepSeek", False)
    assert first["address"] == "https://observatory.example/labs?lab=deepseek&lang=fr"
    for refused in (
        {},
        {"q": ""},
        {"q": "?!"},
        {"q": "x" * (LONGEST + 1)},
        {"q": "x", "lang": "de"},
        {"q": "x", "k": "1"},
        {"q": "x", "build": "20250907-0000abcd"},
    ):
        assert client.get("/api/v1/search", params=refused).status_code == 400, refused
