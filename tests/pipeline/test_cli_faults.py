"""Every fault of the Hub through the real command line: its exit code, one sentence, and nothing bad published.

The Hub's first day is built; on the second something is wrong.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ouverture.pipeline.progress import Silent
from ouverture.pipeline.snapshot import snapshot
from ouverture.pipeline.sources.hub import Hub as HubSource
from ouverture.places import Places
from ouverture.pointer import current
from ouverture.registry import load_registry
from tests.samples.command import run_module
from tests.standin import Fault, RemoteHub, make_hub, serving

MODELS, PAGE_SIZE = 300, 100
START = datetime(2026, 11, 24, 4, tzinfo=UTC)


@dataclass(frozen=True)
class Day:
    """A second day: what happens to the stand-in, and how the command ends."""

    code: int
    words: str = ""
    faults: tuple[Fault, ...] = ()
    day: dict[str, float] = field(default_factory=dict)
    calls: tuple[tuple[str, dict[str, Any]], ...] = ()
    token: str = ""
    status: str = "ok"


def drift(key: str, shape: Any, share: float = 1.0) -> tuple[Fault, ...]:
    return (Fault("drift", key=key, shape=shape, share=share),)


DAYS = {
    # what passes, or is a part of an ordinary day
    "pages": Day(0),
    "429 with headers, 429 of the CDN, 503, each once": Day(
        0,
        faults=(
            Fault("status", status=429, times=1),
            Fault("cdn_429", skip=1, times=1),
            Fault("status", status=503, skip=2, times=1),
        ),
    ),
    "truncated, reset, no answer, then closed, each once": Day(
        0,
        faults=(
            Fault("truncated", skip=1, times=1),
            Fault("reset", skip=2, times=1),
            Fault("hang", seconds=0.5, skip=3, times=1),
        ),
    ),
    "duplicates across pages, keys missing in a few records, hostile texts": Day(
        0, faults=(Fault("duplicates"), *drift("downloads", "missing", 0.1)), calls=(("add_hostile", {}),)
    ),
    "numbers as text": Day(0, faults=drift("downloads", "text")),
    "a rename": Day(0, calls=(("rename", {"old_id": make_hub(MODELS).models[0]["id"], "new_id": "renamed/model"}),)),
    "frozen": Day(0, day={"frozen": 0.97}, status="stale_upstream"),
    "restated": Day(0, day={"restated": 0.3}),
    # what does not answer as it should
    "429 that lasts": Day(4, "answered 429 Too Many Requests", (Fault("status", status=429),)),
    "500 that lasts": Day(4, "answered 500", (Fault("status", status=500),)),
    "401 without a token": Day(4, "answered 401", (Fault("status", status=401),)),
    "401 with a token": Day(4, "refused HF_TOKEN (renew or unset it)", (Fault("status", status=401),), token="hf_old"),
    "400": Day(4, "does not accept the request any more", (Fault("status", status=400),)),
    "HTML with 200": Day(4, "answered HTML instead of JSON", (Fault("html", skip=1),)),
    "an object": Day(4, "answered a JSON dict instead of a list", (Fault("object"),)),
    "JSON that breaks off": Day(4, "answered JSON that cannot be read", (Fault("invalid_json", skip=2),)),
    "ids of another shape": Day(4, "records that have no id", drift("id", "nested")),
    # what answers, but cannot be true
    "empty": Day(3, "the source listed no model at all", (Fault("empty"),)),
    "shrunken": Day(3, "models listed", (Fault("shrunken", keep=0.4),)),
    "half the window": Day(3, "the median model has 0.5", day={"factor": 0.5}),
    "downloads missing": Day(3, "came without a download count", drift("downloads", "missing")),
    "downloads nested": Day(3, "came without a download count", drift("downloads", "nested")),
    "downloads negative": Day(3, "came without a download count", drift("downloads", "negative")),
    "downloads huge": Day(3, "came without a download count", drift("downloads", "huge")),
    "likes null": Day(3, "likes missing for 100 %", drift("likes", "null")),
    "tags as text": Day(3, "licence missing for", drift("tags", "text")),
}


@pytest.fixture(scope="module")
def first_day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    places = Places(tmp_path_factory.mktemp("first-day") / "data")
    with serving(make_hub(MODELS)) as server:
        source = HubSource(endpoint=server.url)
        snapshot(places, load_registry(), [source], scope="all", now=lambda: START, progress=Silent())
    return places.root


def newest_run(places: Places) -> tuple[date, str, int]:
    with duckdb.connect(current(places).path, read_only=True) as connection:
        query = "SELECT snapshot_date, status, models FROM snapshot_run ORDER BY run_seq DESC LIMIT 1"
        return connection.execute(query).fetchall()[0]


@pytest.mark.parametrize("name", DAYS)
def test_a_fault_ends_in_its_exit_code_and_one_sentence(
    name: str, first_day: Path, remote_hub: Callable[..., RemoteHub], monkeypatch: pytest.MonkeyPatch
) -> None:
    second = DAYS[name]
    places = Places.from_environment()
    shutil.copytree(first_day, places.root)
    before = places.pointer.read_bytes()
    hub = remote_hub(MODELS, page_size=PAGE_SIZE)
    hub.call("advance", days=1, **second.day)
    for command, arguments in second.calls:
        hub.call(command, **arguments)
    hub.set_faults(*second.faults)
    if second.token:
        monkeypatch.setenv("HF_TOKEN", second.token)
    at = (START + timedelta(days=1)).isoformat()
    finished = run_module("tests.pipeline.killed_run", at, "0", "snapshot", "--scope", "all", "--only", "hub")
    assert finished.returncode == second.code, finished.stderr
    assert "Traceback" not in finished.stdout + finished.stderr
    assert (places.pointer.read_bytes() == before) == (second.code != 0)
    if second.code:
        sentence = finished.stderr.splitlines()[-1]
        assert sentence.startswith("ouverture: ")
        assert second.words in sentence
    else:
        assert newest_run(places)[:2] == (date(2026, 11, 25), second.status)
        assert newest_run(places)[2] >= MODELS
