"""Routed tokens: asked with a key only, from the last days known on, merged by day, judged where somebody knows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import duckdb
import pytest

from ouverture.pipeline.snapshot import open_sources
from ouverture.pipeline.sources.openrouter_usage import OpenRouterUsage
from ouverture.places import Places
from ouverture.registry import load_registry
from tests.samples.web_sources import answered, merged, web_source_engine
from tests.standin.answers import openrouter, usage

REGISTRY = load_registry()
NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)
PATH = "/api/v1/datasets/rankings-daily"


@pytest.fixture(autouse=True)
def with_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENROUTER_API_KEY", "a-key")
    monkeypatch.setattr("ouverture.pipeline.sources.openrouter_usage.today", lambda: date(2026, 11, 24))


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    with web_source_engine(tmp_path_factory.mktemp("engine"), REGISTRY) as connection:
        yield connection


def asked(places: Places) -> list[str]:
    return [url.partition("?")[2] for url in OpenRouterUsage().plan(places, REGISTRY, None).addresses.values()]


def test_without_its_key_it_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENROUTER_API_KEY")
    assert "openrouter-usage" not in {source.name for source in open_sources()}


def test_it_asks_for_the_days_since_the_last_known_and_the_week_before(monkeypatch: pytest.MonkeyPatch) -> None:
    places = Places.from_environment()
    # 2025-01-01 to 2026-11-23 are 692 days: 366 and 326. A year on from 1 January is 1 January, 365 days later.
    assert asked(places) == [
        "start_date=2025-01-01&end_date=2026-01-01",
        "start_date=2026-01-02&end_date=2026-11-23",
    ]
    answered("openrouter-usage", {PATH: usage("2026-11-19", "2026-11-20")}, REGISTRY, NOW, monkeypatch)
    assert asked(places) == ["start_date=2026-11-13&end_date=2026-11-23"]
    assert OpenRouterUsage().headers()["authorization"] == "Bearer a-key"


def test_a_day_that_is_not_over_or_lacks_a_count_is_left_out_whole(
    engine: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = usage("2026-11-21", "2026-11-22", "2026-11-24")  # the last is the day of the visit
    next(row for row in answer["data"] if row["date"] == "2026-11-22")["total_tokens"] = "many"
    answer["data"][0]["model_permaslug"] = "OPENAI/gpt-oss-9b"
    with merged(engine, answered("openrouter-usage", {PATH: answer}, REGISTRY, NOW, monkeypatch)):
        days = "SELECT observed_on::VARCHAR, sum(total_tokens) FROM router_tokens GROUP BY 1"
        assert engine.execute(days).fetchall() == [("2026-11-21", 6_950)]  # 1,000 + 900 + 50 + 5,000
        told = engine.execute("SELECT DISTINCT field, rows FROM discarded_row ORDER BY 1").fetchall()
        assert told == [("date", 4), ("total_tokens", 1)]
        labs = "SELECT lab_id FROM router_model WHERE model_slug ILIKE 'openai/gpt-oss-9b'"
        assert engine.execute(labs).fetchall() == [("openai",)]


def test_days_are_merged_and_a_later_visit_restates_them(
    engine: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    captures = [
        answered("openrouter", {"/api/v1/models": openrouter()}, REGISTRY, NOW, monkeypatch),
        answered("openrouter-usage", {PATH: usage("2026-11-20", "2026-11-21")}, REGISTRY, NOW, monkeypatch),
        answered("openrouter-usage", {PATH: usage("2026-11-21", tokens="950")}, REGISTRY, NOW, monkeypatch),
    ]
    with merged(engine, *captures):
        found = engine.execute(
            "SELECT observed_on::VARCHAR, total_tokens FROM router_tokens WHERE model_slug LIKE '%:free' ORDER BY ALL"
        ).fetchall()
        assert found == [("2026-11-20", 900), ("2026-11-21", 950)]
        assert engine.execute("SELECT count(*), sum(total_tokens) FROM router_tokens WHERE is_other").fetchall() == [
            (2, 10_000)
        ]
        # the catalogue names the repository of gpt-oss-120b, of whatever variant; of the others nobody says anything
        judged = engine.execute(
            "SELECT model_slug, lab_id, open_weights, evidence FROM router_model ORDER BY 1"
        ).fetchall()
        assert judged == [
            ("openai/gpt-5-2025-08-07", "openai", None, "unknown"),
            ("openai/gpt-oss-120b:free", "openai", True, "openai/gpt-oss-120b"),
            ("openrouter/polaris-alpha", None, None, "stealth"),
        ]
