"""npm, catalogues, boards, notable models, openness index: each against recorded forms, good, drifted and broken."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import duckdb
import pytest

from ouverture.outcome import SourceUnavailable, UsageOrRegistry
from ouverture.pipeline.progress import Silent
from ouverture.pipeline.runs import apply_batch
from ouverture.pipeline.snapshot import open_sources, rebuild, snapshot
from ouverture.pipeline.sources.clickpy import ClickPy
from ouverture.pipeline.sources.npm import Npm
from ouverture.pipeline.sources.openrouter_usage import OpenRouterUsage
from ouverture.pipeline.sources.pypistats import PyPIStats
from ouverture.pipeline.visits import visits
from ouverture.places import Places
from ouverture.pointer import current
from ouverture.registry import Registry, load_registry
from ouverture.registry.sources import ASKED, SOURCES
from tests.pipeline.comparison import differences
from tests.pipeline.late import with_another_late_part
from tests.standin import Hub
from tests.standin.answers import (
    ANALYSIS,
    ARENA,
    ECI,
    ECI_FILE,
    EPOCH,
    EPOCH_FILE,
    FULL,
    LATEST,
    NPM,
    OSAI,
    SAMPLES,
    analysis_page,
    arena,
    arena_file,
    clickpy_days,
    derivatives,
    fmti,
    leaderboards,
    models_dev,
    npm_days,
    openrouter,
    osai,
)
from tests.standin.files import Files, serving_files

FIRST, SECOND = datetime(2026, 11, 24, 4, tzinfo=UTC), datetime(2026, 11, 25, 4, tzinfo=UTC)
REGISTRY = load_registry()
WEB = tuple(name for name in ASKED if SOURCES[name].kind == "web" and not SOURCES[name].variable)  # not the Hub itself
Take = Callable[..., Places]


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch, retry_waits: list[float]) -> None:
    monkeypatch.setattr(Npm, "pause", 0)
    monkeypatch.setattr(PyPIStats, "pause", 0)
    monkeypatch.setattr(ClickPy, "pause", 0)
    monkeypatch.setattr(OpenRouterUsage, "pause", 0)


@pytest.fixture
def take(monkeypatch: pytest.MonkeyPatch) -> Take:
    """A snapshot of ``sources`` whose addresses all lead to a server of prepared answers; returns the places."""

    def take(
        answers: dict[str, Any],
        *sources: str,
        at: datetime = FIRST,
        asked: list[Files] | None = None,
        registry: Registry = REGISTRY,
    ) -> Places:
        places = Places.from_environment()
        with serving_files(answers) as files:
            for name in WEB:
                monkeypatch.setenv(SOURCES[name].address_variable(name), files.url)
            snapshot(places, registry, open_sources(sources), scope="top:50", now=lambda: at, progress=Silent())
            if asked is not None:
                asked.append(files)
        return places

    return take


def rows(places: Places, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(current(places).path, read_only=True) as connection:
        return connection.execute(query).fetchall()


def status_of(places: Places) -> tuple[str, str, str | None]:
    visit = visits(places)[-1]
    return visit.source, visit.status, visit.reason


# ---------------------------------------------------------------- good answers


def test_npm_days_of_0_are_not_counted_days(take: Take) -> None:
    # 0 before the first install: not there yet; 0 among others: npm did not count that day, so it is unknown.
    scoped = {"/downloads/range/last-year/@anthropic-ai/sdk": npm_days("@anthropic-ai/sdk", 0, 5, 0, 7)}
    places = take({**scoped, "/downloads/range/last-year/openai": npm_days("openai", 9)}, "npm")
    assert rows(
        places,
        "SELECT package, side, lab_id, observed_on::VARCHAR, window_days, downloads, source "
        "FROM package_downloads WHERE registry = 'npm' ORDER BY ALL",
    ) == [
        ("@anthropic-ai/sdk", "closed_api", "anthropic", "2026-11-21", 1, 5, "npm"),
        ("@anthropic-ai/sdk", "closed_api", "anthropic", "2026-11-22", 1, None, "npm"),
        ("@anthropic-ai/sdk", "closed_api", "anthropic", "2026-11-23", 1, 7, "npm"),
        ("openai", "closed_api", "openai", "2026-11-20", 1, 9, "npm"),
    ]
    assert status_of(places)[:2] == ("npm", "partial")


def test_catalogues_keep_every_provider_and_change_only_history(take: Take) -> None:
    take({"/api.json": models_dev()}, "models-dev")
    take({"/api.json": models_dev()}, "models-dev", at=FIRST.replace(hour=9))
    places = take({"/api.json": models_dev(price=1.0, with_gone=False)}, "models-dev", at=SECOND)
    history = """
        SELECT
            provider, model_id, captured_on::VARCHAR, listed, open_weights, price_in_usd_per_mtok, released_on::VARCHAR
        FROM catalogue_model ORDER BY provider, model_id, captured_on
    """
    assert rows(places, history) == [
        ("azure", "gone", "2026-11-24", True, False, None, "2025-08-05"),
        ("azure", "gone", "2026-11-25", False, False, None, "2025-08-05"),
        ("azure", "gpt-oss", "2026-11-24", True, False, 0.2, "2025-08-05"),
        ("huggingface", "gpt-5", "2026-11-24", True, False, 1.25, None),  # a month is no day
        ("huggingface", "gpt-5", "2026-11-25", True, False, 1.0, None),
        ("huggingface", "openai/gpt-oss-120b", "2026-11-24", True, True, 0.1, "2025-08-05"),
    ]
    assert rows(places, "SELECT count(*), count(hub_model_id) FROM catalogue_current") == [(3, 1)]
    assert rows(places, "SELECT canonical, open_at, closed_at FROM catalogue_openness") == [
        ("gpt-oss-120b", ["huggingface"], ["azure"])
    ]


def test_openrouter_prices_are_per_million_and_a_router_has_none(take: Take) -> None:
    places = take({"/api/v1/models": openrouter()}, "openrouter")
    columns = "model_id, hub_model_id, price_in_usd_per_mtok, price_out_usd_per_mtok, context_tokens, modalities"
    assert rows(places, f"SELECT {columns} FROM catalogue_current ORDER BY model_id") == [
        ("openai/gpt-5", None, 1.25, 10.0, 400000, "text -> text"),
        ("openai/gpt-oss-120b", "openai/gpt-oss-120b", 0.072, 0.28, 131072, "text -> text"),
        ("openrouter/auto", None, None, None, None, "text -> text"),
    ]


def test_the_long_past_of_python_packages_is_asked_on_request_only(take: Take) -> None:
    assert "clickpy" not in [source.name for source in open_sources()]
    address = ClickPy().addresses(REGISTRY)["openai"]
    places = take({address: clickpy_days("openai", 7, 8, 1)}, "clickpy")
    take({address: clickpy_days("openai", 7, 9, 10, 1, quoted=False)}, "clickpy", at=SECOND)
    query = "SELECT registry, side, observed_on::VARCHAR, downloads FROM package_downloads WHERE source = 'clickpy'"
    assert rows(places, f"{query} ORDER BY ALL") == [  # the last day may still be filling; a later visit restates
        ("pypi", "closed_api", f"2019-01-0{day}", n) for day, n in ((1, 7), (2, 9), (3, 10))
    ]
    assert status_of(places)[:2] == ("clickpy", "partial")  # the other packages were not found


BOARD = """
    SELECT yardstick, as_of::VARCHAR, model, organization, licence, is_open, score, votes
    FROM benchmark_score WHERE source = 'arena' ORDER BY as_of, score DESC
"""


def test_arena_has_the_last_board_of_each_month_and_no_openness_where_none_is_said(take: Take) -> None:
    asked: list[Files] = []
    take(arena(), "arena", asked=asked)
    places = take(arena(), "arena", at=SECOND, asked=asked)
    overall = "arena/text/overall"
    assert rows(places, BOARD) == [
        (overall, "2026-08-30", "gpt-oss-120b", "OpenAI", "Apache 2.0", True, 1351.0, 100),
        (overall, "2026-09-13", "gpt-5-high", "OpenAI", "Proprietary", False, 1440.5, 100),
        (overall, "2026-09-13", "gpt-oss-120b", "OpenAI", "Apache 2.0", True, 1353.0, 100),
        (overall, "2026-09-13", "mystery", None, None, None, 1200.0, 100),
    ]
    assert [any("/full-" in path for path in files.asked) for files in asked] == [True, False]  # history once


def test_a_board_of_the_hub_is_stored_when_it_changes(take: Take) -> None:
    take(leaderboards(), "hub-leaderboards")
    take(leaderboards(), "hub-leaderboards", at=SECOND)
    places = take(leaderboards(score=63.0), "hub-leaderboards", at=SECOND.replace(day=26))
    query = (
        "SELECT as_of::VARCHAR, model, score FROM benchmark_score WHERE yardstick = 'hub/SWE-bench/SWE-bench_Verified'"
    )
    assert rows(places, f"{query} ORDER BY ALL") == [
        ("2026-11-24", "openai/gpt-oss-120b", 62.5),
        ("2026-11-24", "openai/gpt-oss-20b", 41.0),
        ("2026-11-26", "openai/gpt-oss-120b", 63.0),
        ("2026-11-26", "openai/gpt-oss-20b", 41.0),
    ]
    source, status, reason = status_of(places)
    assert (source, status) == ("hub-leaderboards", "partial")
    assert "gated/bench refused the request (answered 401)" in (reason or "")


def test_the_hub_counts_the_derivatives_of_bases(take: Take) -> None:
    # asked: what labs of the registry publish and is no copy. Of Gemma one relation has a name of its own: 7 + 3 = 10.
    asked: list[Files] = []
    take(derivatives(), "hub-derivatives", asked=asked)
    assert {path.partition("?")[0] for path in asked[0].asked} == set(derivatives())
    take(derivatives(counts="41"), "hub-derivatives", at=SECOND)  # one bare number
    odd = {"finetune": 900, "adapter": "many", "merge": 1}
    places = take(derivatives(counts=odd), "hub-derivatives", at=SECOND.replace(day=26))
    columns = "observed_on::VARCHAR, model_id, derivatives, finetune, adapter, merge, quantized"
    assert rows(places, f"SELECT {columns} FROM derivative_count WHERE source = 'hub-derivatives' ORDER BY ALL") == [
        ("2026-11-24", "Qwen/Qwen2.5-7B-Instruct", 1000, 900, 40, 10, 50),
        ("2026-11-24", "google/gemma-2-2b", 10, None, None, None, 7),
        ("2026-11-25", "Qwen/Qwen2.5-7B-Instruct", 41, None, None, None, None),
        ("2026-11-25", "google/gemma-2-2b", 10, None, None, None, 7),
        ("2026-11-26", "google/gemma-2-2b", 10, None, None, None, 7),
    ]
    lost = "SELECT DISTINCT field, example FROM discarded_row WHERE source = 'hub-derivatives'"
    assert rows(places, lost) == [("childrenModelCount", json.dumps(odd, separators=(",", ":")))]


def test_notable_models_are_read_by_column_name(take: Take) -> None:
    places = take({EPOCH_FILE: EPOCH, ECI_FILE: ECI}, "epoch")
    columns = "model, lab_id, published_on::VARCHAR, accessibility, parameters, training_compute_flop, domain"
    assert rows(places, f"SELECT {columns} FROM notable_model ORDER BY model") == [
        ("GPT-5", "openai", "2025-08-07", "API access", None, 5e25, "Language,Vision"),
        ("Llama 3.1-405B", "meta", "2024-07-23", "Open weights (restricted use)", 405_000_000_000, 3.8e25, "Language"),
    ]


def test_the_capabilities_index_is_a_yardstick_stored_when_it_changes(take: Take) -> None:
    take({EPOCH_FILE: EPOCH, ECI_FILE: ECI}, "epoch")
    take({EPOCH_FILE: EPOCH, ECI_FILE: ECI}, "epoch", at=SECOND)
    places = take(
        {ECI_FILE: ECI.replace("140.25", "141")}, "epoch", at=SECOND.replace(day=26)
    )  # the other file is away
    columns = "model, organization, is_open, score, released_on::VARCHAR"
    query = f"SELECT {columns} FROM benchmark_score WHERE yardstick = 'epoch/capabilities' AND as_of = '2026-11-26'"
    assert rows(places, f"{query} ORDER BY score DESC") == [
        ("GPT-5", "OpenAI", False, 150.0, "2025-08-07"),
        ("Gemini 2.5 Pro", "Google DeepMind", False, 145.5, "2025-06-17"),
        ("gpt-oss-120b", "OpenAI", True, 141.0, "2025-08-05"),
        ("Mystery", "Nobody", None, 90.5, None),
    ]
    boards = "SELECT DISTINCT as_of::VARCHAR FROM benchmark_score WHERE yardstick = 'epoch/capabilities' ORDER BY ALL"
    assert rows(places, boards) == [("2026-11-24",), ("2026-11-26",)]
    assert status_of(places)[1] == "partial"
    assert rows(places, "SELECT count(*) FROM notable_model") == [(2,)]  # what was known of the file that is away stays


def test_an_edition_of_the_transparency_index_replaces_the_registry_s(take: Take) -> None:
    places = take(fmti(), "reference", "fmti")
    columns = "edition, published_on::VARCHAR, developer, lab_id, score, source"
    query = f"SELECT {columns} FROM transparency_score WHERE edition >= '2024' ORDER BY ALL"
    assert rows(places, query) == [  # 34 and 100 of 100; 1 + 40 and 0 + 31
        ("2024", "2024-05-21", "Google", "google", 34, "fmti"),
        ("2024", "2024-05-21", "Nobody Known", None, 100, "fmti"),
        ("2025", "2025-12-12", "Google", "google", 41, "fmti"),
        ("2025", "2025-12-12", "Meta", "meta", 31, "fmti"),
    ]
    untouched = "SELECT count(*), any_value(source) FROM transparency_score WHERE edition = '2023'"
    assert rows(places, untouched) == [(10, "registry")]


def test_a_newer_assessment_replaces_the_panel_and_an_older_one_does_not(take: Take) -> None:
    query = """
        SELECT subject, component, value, link, checked_on::VARCHAR FROM openness_evidence
        WHERE source = 'osai-index' AND subject IN ('Brand New', '33x-Coder')
            AND component IN ('data_base', 'weights_end')
        ORDER BY ALL
    """
    places = take({OSAI: osai(day=(2026, 1, 1))}, "reference", "osai-index")
    before = rows(places, query)
    assert before[0] == ("33x-Coder", "data_base", "closed", "https://osai-index.eu", "2026-04-30")
    assert before[2] == ("Brand New", "data_base", "partial", "https://example.org/data", "2026-01-01")
    places = take({OSAI: osai()}, "reference", "osai-index", at=SECOND)
    assert rows(places, query) == [
        (subject, *cell, "2026-10-05")
        for subject in ("33x-Coder", "Brand New")
        for cell in (
            ("data_base", "partial", "https://example.org/data"),
            ("weights_end", "open", "https://osai-index.eu"),
        )
    ]
    assert rows(places, "SELECT count(DISTINCT component) FROM openness_evidence WHERE source = 'osai-index'") == [
        (12,)
    ]


def test_artificial_analysis_needs_its_key_and_reads_all_pages(take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "artificial-analysis" not in [source.name for source in open_sources()]
    with pytest.raises(UsageOrRegistry, match="ARTIFICIAL_ANALYSIS_API_KEY"):
        open_sources(["artificial-analysis"])
    monkeypatch.setenv("ARTIFICIAL_ANALYSIS_API_KEY", "secret")
    pages = {
        f"{ANALYSIS}?page=1": analysis_page(1, 2, ("GPT-5", 68.5)),
        f"{ANALYSIS}?page=2": analysis_page(2, 2, ("Old", None)),
    }
    places = take(pages, "artificial-analysis")
    query = "SELECT yardstick, model, score FROM benchmark_score WHERE source = 'artificial-analysis'"
    assert rows(places, query) == [("artificial-analysis/intelligence", "GPT-5", 68.5)]
    assert rows(places, "SELECT name, price_out_usd_per_mtok FROM catalogue_current ORDER BY ALL") == [
        ("GPT-5", 10.0),
        ("Old", 10.0),
    ]


# ---------------------------------------------------------------- drift, empties, refusals, partial answers

LISTING = "/api/datasets/lmarena-ai/leaderboard-dataset"
NEWEST = f"{ARENA}/{LATEST.partition('/')[2]}"
OLDEST = f"{ARENA}/{FULL.partition('/')[2]}"
FMTI = "/repos/stanford-crfm/fmti/git/trees/main"
FMTI_OLDER, FMTI_NEWER = (f"/repos/stanford-crfm/fmti/git/blobs/{sha}" for sha in ("may2024", "dec2025"))
OPENAI = NPM.format("openai")
ROW = ("m", "o", "l", 1.0, "overall", "2026-09-13")
GEMMA_GONE = {"/api/models/google/gemma-2-2b": (401, "Invalid username or password.")}


@pytest.mark.parametrize(
    ("source", "answers", "words"),
    [
        ("npm", {OPENAI: {"package": "openai", "days": []}}, "not known any more"),
        ("npm", {OPENAI: npm_days("openai")}, "has no days"),
        ("npm", {OPENAI: npm_days("other", 3)}, "another package"),
        ("npm", {OPENAI: {"error": "package openai not found"}}, "not known any more"),
        ("npm", {OPENAI: (429, "slow down")}, "429"),
        ("clickpy", {"/": clickpy_days("other", 3)}, "another package"),
        ("clickpy", {"/": {"data": []}}, "has no days"),
        ("clickpy", {"/": "Code: 60. DB::Exception"}, "no JSON"),
        ("clickpy", {"/": {"data": [{"day": "2019-01-01"}]}}, "not known any more"),
        ("clickpy", {"/": (429, "")}, "429"),
        ("models-dev", {"/api.json": {"openai": {"modelz": {}}}}, "not known any more"),
        ("models-dev", {"/api.json": [1]}, "not known any more"),
        ("models-dev", {"/api.json": {}}, "lists no model"),
        ("models-dev", {"/api.json": "{"}, "no JSON"),
        ("models-dev", {"/api.json": (429, "")}, "429"),
        ("openrouter", {"/api/v1/models": {"data": [{"id": "x", "price": 1}]}}, "not known any more"),
        ("openrouter", {"/api/v1/models": {"data": []}}, "lists no model"),
        ("openrouter", {"/api/v1/models": "<html>"}, "HTML"),
        ("openrouter", {"/api/v1/models": (503, "")}, "503"),
        ("arena", {LISTING: {"siblings": [{"rfilename": "README.md"}], "sha": "x"}}, "has no file like"),
        ("arena", {LISTING: {"files": []}}, "not known any more"),
        (
            "arena",
            {**arena(), NEWEST: arena_file(ROW, rating="points"), OLDEST: b"PAR1"},
            "no column for score (it has",
        ),
        ("arena", {**arena(), NEWEST: arena_file(), OLDEST: arena_file()}, "has no row"),
        ("arena", {**arena(), NEWEST: b"PAR1 not so", OLDEST: (429, "")}, "no Parquet file"),
        ("arena", {LISTING: (401, "no")}, "refused"),
        ("hub-derivatives", {"/api/models": {"error": 1}}, "not known any more"),
        ("hub-derivatives", {"/api/models": []}, "named nothing to read"),
        (
            "hub-derivatives",
            derivatives() | {path: {"id": "google/gemma-2-2b"} for path in list(derivatives())[1:]},
            "says no derivatives of Qwen/Qwen2.5-7B-Instruct",
        ),
        ("hub-derivatives", {**derivatives(counts={"finetune": "?"}), **GEMMA_GONE}, "for Qwen/Qwen2.5-7B-Instruct"),
        ("hub-derivatives", {"/api/models": (429, "")}, "429"),
        ("hub-leaderboards", {"/api/datasets": {"error": 1}}, "not known any more"),
        ("hub-leaderboards", {"/api/datasets": []}, "named nothing to read"),
        ("hub-leaderboards", {"/api/datasets": [{"id": "a/b"}], "/api/datasets/a/b/leaderboard": []}, "has no result"),
        ("hub-leaderboards", {"/api/datasets": (429, "")}, "429"),
        ("epoch", {EPOCH_FILE: EPOCH.replace("Parameters", "Size")}, "it has no column 'Parameters'"),
        ("epoch", {EPOCH_FILE: EPOCH.splitlines()[0]}, "lists no model"),
        ("epoch", {EPOCH_FILE: b"\xff\xfe\x00"}, "no CSV"),
        ("epoch", {EPOCH_FILE: (429, "")}, "429"),
        ("fmti", {FMTI: {"tree": [{"path": "README.md", "sha": "1"}]}}, "has no file like"),
        ("fmti", {FMTI: {"message": "Not Found"}}, "not known any more"),
        ("fmti", {FMTI: fmti()[FMTI]}, "404"),
        ("fmti", {**fmti(total="35,100"), FMTI_NEWER: (500, "")}, "states other totals than its rows for Google"),
        ("fmti", {**fmti({"Google": "0.5"}), FMTI_OLDER: "[]"}, "May2024 is no CSV"),
        (
            "fmti",
            {**fmti({"Google": "0.5"}), FMTI: {"tree": fmti()[FMTI]["tree"][2:]}},
            "Dec2025 has 100 indicators, or cells other than 0 and 1",
        ),
        ("fmti", {FMTI: (403, "rate limit exceeded")}, "refused"),
        ("osai-index", {OSAI: b"PK not so"}, "no archive"),
        ("osai-index", {OSAI: osai(extra={f"{n}.yaml": "model: x" for n in range(9)})}, "only 2 of 11 files"),
        ("osai-index", {OSAI: osai(data="green").replace(b"weights_end", b"weight_ends")}, "not known any more"),
        ("osai-index", {OSAI: (429, "")}, "429"),
        ("artificial-analysis", {ANALYSIS: {"data": [{"name": "x"}]}}, "not known any more"),
        ("artificial-analysis", {ANALYSIS: analysis_page(1, 1)}, "lists no model"),
        ("artificial-analysis", {ANALYSIS: (401, "bad key")}, "refused"),
        ("artificial-analysis", {ANALYSIS: (429, "")}, "429"),
    ],
)
def test_what_is_not_understood_is_refused_in_words(
    take: Take, monkeypatch: pytest.MonkeyPatch, source: str, answers: dict[str, Any], words: str
) -> None:
    monkeypatch.setenv("ARTIFICIAL_ANALYSIS_API_KEY", "secret")
    with pytest.raises(SourceUnavailable):
        take(answers, source)
    visited, status, reason = status_of(Places.from_environment())
    assert (visited, status) == (source, "failed")
    assert words in (reason or "")


def test_an_index_in_another_form_leaves_the_notable_models(take: Take) -> None:
    places = take({EPOCH_FILE: EPOCH, ECI_FILE: ECI.replace(",eci,", ",score,")}, "epoch")
    _, status, reason = status_of(places)
    assert (status, "no column 'eci'" in (reason or "")) == ("partial", True)
    assert rows(places, "SELECT count(*) FROM notable_model") == [(2,)]


def test_a_file_that_fails_leaves_the_others(take: Take) -> None:
    places = take({**arena(), OLDEST: (500, "broken")}, "arena")
    assert status_of(places)[1] == "partial"
    assert {row[1] for row in rows(places, BOARD)} == {"2026-09-13"}


# ---------------------------------------------------------------- together


def everything(price: float, score: float, data: str) -> dict[str, Any]:
    """A good answer of every source, of some one that changes by day."""
    varied = {
        "npm": {OPENAI: npm_days("openai", 9, int(10 * score))},
        "models-dev": {"/api.json": models_dev(price=price, with_gone=price > 1)},
        "hub-leaderboards": leaderboards(score),
        "epoch": {
            EPOCH_FILE: EPOCH.replace("5e+25", f"{price}e+25"),
            ECI_FILE: ECI.replace("140.25", str(140 + price)),
        },
        "fmti": fmti(total=f"{34},{100}"),
        "osai-index": {OSAI: osai(data)},
        "artificial-analysis": {ANALYSIS: analysis_page(1, 1, ("GPT-5", score))},
    }
    return {path: answer for answers in (SAMPLES | varied).values() for path, answer in answers.items()}


def test_a_rebuild_gives_what_the_days_gave(
    take: Take, hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key in filter(None, (source.key for source in SOURCES.values())):
        monkeypatch.setenv(key, "secret")
    monkeypatch.setattr("ouverture.pipeline.sources.openrouter_usage.today", FIRST.date)
    take(everything(1.25, 62.5, "partial"), at=FIRST)
    # what is late in the registry costs no replay: on the second day the first one's rows are those of another registry
    registry = with_another_late_part(REGISTRY, monkeypatch)
    monkeypatch.setattr("ouverture.pipeline.filling.apply_batch", batches := Mock(wraps=apply_batch))
    places = take(everything(1.0, 63.0, "open"), at=SECOND, registry=registry)
    assert [run.snapshot_date for call in batches.mock_calls for run in call.args[1]] == [SECOND.date()]
    for name in (name for name in WEB if not SOURCES[name].on_request):
        for table in SOURCES[name].brings:
            found = rows(places, f"SELECT count(*) FROM {table} WHERE source = '{name}'")
            assert found != [(0,)], f"the real build has no row of {name} in {table}, which its entry says it brings"
    assert rows(places, "SELECT count(*) FROM model_identity") != [(0,)]
    by_days = shutil.copy(current(places).path, tmp_path / "by-days.duckdb")
    rebuild(places, registry, accepted=None, now=lambda: SECOND, progress=Silent())
    assert differences(by_days, current(places).path, ignoring=["build_info"]) == {}


def test_score_price_licence_and_downloads_join(take: Take) -> None:
    # The board's name, the catalogue's name (by its Hub id) and the repository of the panel are one model.
    places = take({**arena(), "/api/v1/models": openrouter()}, "reference", "openrouter", "arena")
    joined = """
        SELECT DISTINCT b.model, b.score, c.price_in_usd_per_mtok, m.licence, m.tier, r.downloads_30d > 0
        FROM benchmark_score b
        JOIN model_identity bi ON bi.kind = 'board' AND bi.source = b.source AND bi.name = b.model
        JOIN model_identity ci ON ci.kind = 'catalogue' AND ci.canonical = bi.canonical
        JOIN catalogue_current c ON c.source = ci.source AND c.name = ci.name
        JOIN model_identity hi ON hi.kind = 'hub' AND hi.canonical = bi.canonical
        JOIN model m ON m.model_id = hi.name
        JOIN latest_reading r ON r.model_key = m.model_key AND r.source = 'osir-lmts'
        WHERE b.source = 'arena' AND b.as_of = '2026-09-13'
    """
    assert rows(places, joined) == [("gpt-oss-120b", 1353.0, 0.072, "apache-2.0", 2, True)]
    rules = "SELECT name, canonical, rule FROM model_identity WHERE source IN ('openrouter', 'arena') ORDER BY ALL"
    assert rows(places, rules) == [
        ("Auto Router", "auto-router", "normalised"),
        ("OpenAI: GPT-5", "gpt-5", "normalised"),
        ("OpenAI: gpt-oss-120b", "gpt-oss-120b", "hub id"),
        ("gpt-5-high", "gpt-5", "alias"),
        ("gpt-oss-120b", "gpt-oss-120b", "hub id"),
        ("mystery", "mystery", "normalised"),
    ]
