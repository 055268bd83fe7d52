"""Whatever a source around the Hub answers: it is refused in words, or its odd values are left out and named.

The real modules read the answers and the real transforms merge them, in a database in memory of the real schema.
"""

from __future__ import annotations

import copy
import csv
import io
import json
import math
import random
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ouverture.outcome import SourceUnavailable
from ouverture.places import Places
from ouverture.registry import load_registry
from ouverture.registry.sources import ASKED, SOURCES
from tests.samples.captures import written
from tests.samples.web_sources import answered, merged, web_source_engine
from tests.standin.answers import (
    ARENA,
    ECI,
    ECI_FILE,
    EPOCH,
    EPOCH_FILE,
    NPM,
    OSAI,
    PYPISTATS,
    SAMPLES,
    arena,
    npm_days,
    openrouter,
    osai,
    pypistats_days,
)

DATASETS = [
    {"_id": f"{n:024x}", "id": f"lab/data-{n}", "downloads": 10 * n, "downloadsAllTime": 99 * n, "likes": n,
     "createdAt": "2024-01-05T10:00:00.000Z", "gated": False, "tags": ["license:mit", "region:us"]}
    for n in range(8)
]  # fmt: skip
NOW = datetime(2026, 11, 29, 4, tzinfo=UTC)
REGISTRY = load_registry()


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    with web_source_engine(tmp_path_factory.mktemp("engine"), REGISTRY) as connection:
        yield connection


def rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    return connection.execute(query).fetchall()


# ---------------------------------------------------------------- what an odd value costs is counted

UNCOUNTED = {  # what may be odd without a word, by the key it stands under
    "models-dev": {"input"},  # an item of the list that is no text is left out of it
    "fmti": {"content"},  # another file, without rows: the edition stays as the registry has it
    "hub-derivatives": {"id"},  # of a listed model: one without a name cannot be asked for
    "artificial-analysis": {"slug"},  # the id stands for it
}
JSON_SOURCES = [
    name
    for name in ASKED
    if name in SAMPLES
    and SOURCES[name].kind == "web"
    and all(isinstance(a, dict | list) for a in SAMPLES[name].values())
]


def leaves(answer: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Paths to the values of an answer, one for each of its forms: the items of a list are of one form."""
    if isinstance(answer, dict):
        for key, value in answer.items():
            yield from leaves(value, (*path, key))
    elif isinstance(answer, list):
        for index, value in list(enumerate(answer))[:1]:
            yield from leaves(value, (*path, index))
    else:
        yield path


def with_odd(answer: Any, path: tuple[str | int, ...]) -> Any:
    odd = copy.deepcopy(answer)
    place = odd
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = {"odd": [1]}
    return odd


@pytest.mark.parametrize("name", JSON_SOURCES)
def test_a_row_that_an_odd_value_costs_or_changes_is_counted(
    engine: duckdb.DuckDBPyConnection, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each value of a good answer in turn is made odd: no other row than before, or ``discarded_row`` tells it."""
    if key := SOURCES[name].key:
        monkeypatch.setenv(key, "k")

    def state(answers: dict[str, Any]) -> tuple[list[Any], int] | None:
        monkeypatch.setenv("OUVERTURE_DATA", str(tmp_path / str(len(list(tmp_path.iterdir())))))
        try:
            capture = answered(name, answers, REGISTRY, NOW, monkeypatch)
        except SourceUnavailable:
            return None
        with merged(engine, capture):
            brought = [
                sorted(map(str, rows(engine, f"FROM {table} WHERE source = '{name}'")))
                for table in SOURCES[name].brings
            ]
            return brought, rows(engine, "SELECT coalesce(sum(rows), 0) FROM discarded_row")[0][0]

    clean = state(SAMPLES[name])
    assert clean is not None
    uncounted = set()
    for address, answer in SAMPLES[name].items():
        for path in leaves(answer):
            odd = state({**SAMPLES[name], address: with_odd(answer, path)})
            if odd is not None and odd[0] != clean[0] and odd[1] <= clean[1]:
                uncounted.add(next(str(key) for key in reversed(path) if not isinstance(key, int)))
    assert uncounted == UNCOUNTED.get(name, set()), (
        f"an odd value of these changes rows of {name} without a word: its transform lacks INSERT INTO discarded …"
    )


# ---------------------------------------------------------------- one value that does not fit costs its row


@pytest.mark.parametrize("day", ["Nov 20", "2026-13-01", "2027-01-01", "infinity", None, 20261120, ["2026-11-20"]])
def test_a_day_that_is_none_costs_its_row_alone(
    engine: duckdb.DuckDBPyConnection, day: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = pypistats_days("openai", date(2026, 11, 20), 100, 200, 300)
    answer["data"][1]["date"] = day
    capture = answered("pypistats", {PYPISTATS.format("openai"): answer}, REGISTRY, NOW, monkeypatch)
    with merged(engine, capture):
        assert rows(engine, "SELECT observed_on::VARCHAR, downloads FROM package_downloads ORDER BY ALL") == [
            ("2026-11-20", 100), ("2026-11-22", 300),
        ]  # fmt: skip
        named = rows(engine, "SELECT unit, field, rows, reason FROM discarded_row")
        assert named == ([("openai", "date", 1, "no day up to the visit: row left out")] if day else [])


def test_npm_a_day_in_words_costs_its_row_alone(
    engine: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = npm_days("openai", 5, 6, 7)
    answer["downloads"][1]["day"] = "yesterday"
    capture = answered("npm", {NPM.format("openai"): answer}, REGISTRY, NOW, monkeypatch)
    with merged(engine, capture):
        assert rows(engine, "SELECT observed_on::VARCHAR, downloads FROM package_downloads ORDER BY ALL") == [
            ("2026-11-20", 5), ("2026-11-22", 7),
        ]  # fmt: skip
        assert rows(engine, "SELECT field, example FROM discarded_row") == [("day", '"yesterday"')]


def test_a_value_without_which_the_row_makes_sense_is_unknown(
    engine: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = openrouter()
    answer["data"][0] |= {"context_length": "n/a", "architecture": "text"}
    capture = answered("openrouter", {"/api/v1/models": answer}, REGISTRY, NOW, monkeypatch)
    with merged(engine, capture):
        assert rows(engine, "SELECT model_id, context_tokens, modalities FROM catalogue_model ORDER BY ALL") == [
            ("openai/gpt-5", 400000, "text -> text"),
            ("openai/gpt-oss-120b", None, None),
            ("openrouter/auto", None, "text -> text"),
        ]
        assert rows(engine, "SELECT field, rows FROM discarded_row ORDER BY ALL") == [
            ("architecture", 1), ("context_length", 1),
        ]  # fmt: skip


def test_counts_that_nothing_could_have_are_unknown_and_named(
    engine: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = pypistats_days("openai", date(2026, 11, 20), 100, *[2**62] * 5, 300)
    capture = answered("pypistats", {PYPISTATS.format("openai"): answer}, REGISTRY, NOW, monkeypatch)
    with merged(engine, capture):
        assert rows(engine, "SELECT count(*), count(downloads), sum(downloads) FROM package_downloads") == [(7, 2, 400)]
        assert rows(engine, "SELECT field, rows, example FROM discarded_row") == [("downloads", 5, str(2**62))]


# ---------------------------------------------------------------- field cases


def test_field_03_a_day_that_pypistats_counted_for_nobody_is_unknown(
    engine: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    # 60 days of 8,000,000 from 30 September; 5 and 6 November are 0 for both packages. The newest block of 30 days runs
    # from 30 October to 28 November and holds both: no figure. The one before is whole: 30 x 8,000,000.
    counts = [0 if n in (36, 37) else 8_000_000 for n in range(60)]
    answers = {PYPISTATS.format(p): pypistats_days(p, date(2026, 9, 30), *counts) for p in ("openai", "anthropic")}
    capture = answered("pypistats", answers, REGISTRY, NOW, monkeypatch)
    with merged(engine, capture):
        unknown = "SELECT DISTINCT observed_on::VARCHAR FROM package_downloads WHERE downloads IS NULL ORDER BY 1"
        assert rows(engine, unknown) == [("2026-11-05",), ("2026-11-06",)]
        assert rows(engine, "SELECT package, observed_on::VARCHAR, downloads FROM package_window ORDER BY ALL") == [
            ("anthropic", "2026-10-29", 240_000_000), ("anthropic", "2026-11-28", None),
            ("openai", "2026-10-29", 240_000_000), ("openai", "2026-11-28", None),
        ]  # fmt: skip


@pytest.mark.parametrize("source", ["pypistats", "npm"])
def test_field_03_a_day_not_yet_counted_ends_no_window(
    engine: duckdb.DuckDBPyConnection, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The last day is 0 for both, the one before is counted for openai alone: the window ends on the 30th day.
    first = date(2026, 10, 29)
    counts = {"openai": [10] * 31 + [0], "@anthropic-ai/sdk" if source == "npm" else "anthropic": [20] * 30 + [0, 0]}
    answers = {}
    for package, downloads in counts.items():
        days = [((first + timedelta(n)).isoformat(), count) for n, count in enumerate(downloads)]
        answers[NPM.format(package)] = {"package": package, "downloads": [{"day": d, "downloads": n} for d, n in days]}
        answers[PYPISTATS.format(package)] = pypistats_days(package, first, *downloads)
    with merged(engine, answered(source, answers, REGISTRY, NOW + timedelta(1), monkeypatch)):
        assert rows(engine, "SELECT observed_on::VARCHAR, sum(downloads) FROM package_window GROUP BY ALL") == [
            ("2026-11-27", 900)
        ]


def test_field_13_a_name_with_a_line_break_is_the_name(
    engine: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = {
        EPOCH_FILE: EPOCH + '"GPT-5.3 Codex\n",OpenAI,2026-02-05,,Language,,,https://openai.com,API access,\n',
        ECI_FILE: ECI + '"  gpt-5.3-codex\n",GPT-5.3 Codex,155.2,,,2026-02-05,OpenAI,,API access,Closed,\n',
    }
    corrected = {path: text.replace("Codex\n", "Codex").replace("  gpt-5.3-codex\n", "gpt-5.3-codex")
                 for path, text in broken.items()}  # fmt: skip
    captures = [
        answered("epoch", answers, REGISTRY, NOW + timedelta(days), monkeypatch)
        for days, answers in enumerate((broken, corrected))
    ]
    with merged(engine, *captures):
        assert rows(engine, "SELECT model FROM notable_model WHERE model ILIKE '%codex%'") == [("GPT-5.3 Codex",)]
        assert rows(engine, "SELECT model FROM benchmark_score WHERE model ILIKE '%codex%'") == [("gpt-5.3-codex",)]


# ---------------------------------------------------------------- anything at all

ODD: tuple[Any, ...] = (
    None, True, -1, 0, 1.5, 2**62, 2**63, 10**30, 1e308, math.nan, math.inf, "", " ", "n/a", "Nov 20", "2026-13-01",
    "9999-12-31", "infinity", "epoch", "0001-01-01 (BC)", "-0", "1e400", "NaN", "nul \x00 in", "two\nlines\t", "\ud800",
    "x" * 5000, "'; DROP TABLE model; --", [], {}, [[]], [None], [1, "a", {}], {"a": {"a": {"a": []}}}, {"": None},
    {"name": ["x"]}, [{"a": 1}] * 3,
)  # fmt: skip


def mutated(value: Any, chance: random.Random) -> Any:
    """``value`` with some of its parts replaced, dropped or repeated."""
    if chance.random() < 0.06:
        return copy.deepcopy(chance.choice(ODD))
    if isinstance(value, dict):
        return {key: mutated(inner, chance) for key, inner in value.items() if chance.random() > 0.03}
    if isinstance(value, list):
        return [mutated(inner, chance) for inner in value for _ in range(2 if chance.random() < 0.05 else 1)]
    return value


def as_json(answers: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    return {
        path: answer if isinstance(answer, tuple) else json.dumps(mutated(answer, chance)).encode()
        for path, answer in answers.items()
    }


def as_csv(answers: dict[str, str], chance: random.Random) -> dict[str, bytes]:
    made = {}
    for path, text in answers.items():
        lines = list(csv.reader(io.StringIO(text)))
        stream = io.StringIO()
        writer = csv.writer(stream)
        writer.writerow(lines[0])
        for line in lines[1:] * 3:
            cells = [str(chance.choice(ODD)) if chance.random() < 0.1 else cell for cell in line]
            writer.writerow(cells[: chance.randint(1, len(cells))] if chance.random() < 0.1 else cells)
        body = stream.getvalue().encode(errors="replace")
        made[path] = body[: chance.randint(1, len(body))] if chance.random() < 0.2 else body
    return made


def as_parquet(chance: random.Random) -> dict[str, Any]:
    columns: dict[str, Any] = {
        "model_name": ["a", "b", "c\n"], "organization": ["OpenAI", None, ""], "license": ["MIT", "Proprietary", "-"],
        "rating": [1.0, math.nan, 1e300], "vote_count": [1, 2**62, None], "category": ["overall", None, "x\x00"],
        "leaderboard_publish_date": ["2026-09-13", "Nov 20", None],
    }  # fmt: skip
    for name in list(columns):
        if chance.random() < 0.15:
            columns[name] = chance.choice(
                (
                    [[1], [], None],
                    [{"a": 1}, None, None],
                    [True, False, None],
                    [None] * 3,
                    [b"\xff", b"x", b""],
                    [1, 2, 3],
                )
            )
        if chance.random() < 0.05:
            del columns[name]
    stream = io.BytesIO()
    pq.write_table(pa.table(columns), stream)
    body = stream.getvalue()
    if chance.random() < 0.3:
        at = chance.randrange(len(body))
        body = body[:at] + bytes([chance.randrange(256)]) + body[at + 1 :]
    files = arena(latest=body, full=body)
    listing = "/api/datasets/lmarena-ai/leaderboard-dataset"
    return files if chance.random() < 0.7 else files | as_json({listing: files[listing]}, chance)


def as_archive(chance: random.Random) -> dict[str, bytes]:
    body = osai(
        data=str(chance.choice(ODD)).encode(errors="replace").decode(),
        extra={"odd.yaml": "a: [b, c"} if chance.random() < 0.2 else None,
    )
    if chance.random() < 0.4:
        at = chance.randrange(len(body))
        body = body[:at] + bytes([chance.randrange(256)]) + body[at + 1 :]
    return {OSAI: body}


def made_up(source: str, chance: random.Random) -> dict[str, Any]:
    """Answers of a source that resemble its real ones, with odd parts."""
    if chance.random() < 0.05:
        everywhere = json.dumps(chance.choice(ODD)).encode()
        return dict.fromkeys(made_up(source, random.Random(1)), everywhere)
    return MADE_UP[source](chance)


MADE_UP: dict[str, Callable[[random.Random], dict[str, Any]]] = {
    **{name: partial(as_json, sample) for name, sample in SAMPLES.items()},
    "epoch": partial(as_csv, SAMPLES["epoch"]),
    "osai-index": as_archive,
    "hub-datasets": partial(as_json, {"top:downloads": DATASETS, "top:likes": DATASETS[::-1]}),
    "arena": as_parquet,
}
WEB = [name for name in ASKED if SOURCES[name].kind == "web"]
TABLES = sorted({table for name in WEB for table in SOURCES[name].brings})


@pytest.mark.parametrize("source", WEB)
def test_no_answer_stops_a_build_or_leaves_what_is_none(
    engine: duckdb.DuckDBPyConnection, source: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if key := SOURCES[source].key:
        monkeypatch.setenv(key, "key")
    chance = random.Random(source)  # the same examples every time
    merges = 0
    for example in range(10):
        answers = made_up(source, chance)
        monkeypatch.setenv("OUVERTURE_DATA", str(tmp_path / str(example)))
        try:
            capture = taken(source, answers, monkeypatch)
        except SourceUnavailable as refusal:
            assert re.fullmatch(r"[\w-]+ [^\x00-\x1f]{8,400}", str(refusal)), str(refusal)
            continue
        with merged(engine, capture):
            merges += 1
            for table in TABLES:
                assert_possible(engine, table)
    assert merges >= 2  # else the examples are too odd to try the transforms


def taken(source: str, answers: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> Any:
    """The capture of a source that answers so. The Hub's client lets through lists of objects with an id."""
    if source != "hub-datasets":
        return answered(source, answers, REGISTRY, NOW, monkeypatch)
    bodies = {unit: [r for r in records if isinstance(r, dict) and isinstance(r.get("id"), str)]
              for unit, text in answers.items() if isinstance(records := json.loads(text), list)}  # fmt: skip
    return written(Places.from_environment(), source, NOW, bodies, "tops")


def assert_possible(engine: duckdb.DuckDBPyConnection, table: str) -> None:
    """No text with control characters, no number that is none, no day out of this age, no count below 0."""
    rules = {
        "VARCHAR": "regexp_matches({0}, '[\\x00-\\x1f\\x7f]') OR {0} = '' OR {0} <> trim({0})",
        "DOUBLE": "NOT isfinite({0})",
        "DATE": "{0} NOT BETWEEN DATE '1950-01-01' AND DATE '2100-01-01'",
        "BIGINT": "{0} NOT BETWEEN 0 AND 1e15",
    }
    columns = rows(engine, f"SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = '{table}'")
    wrong = " OR ".join(f"({rules[kind].format(name)})" for name, kind in columns if kind in rules)
    assert not rows(engine, f"FROM {table} WHERE {wrong}")


def test_many_rows_of_few_texts_are_read(engine: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch) -> None:
    table = pa.table(
        {
            "model_name": pa.DictionaryArray.from_arrays(pa.array([0] * 50_000, pa.int32()), pa.array(["a"])),
            "rating": pa.array([1000.0] * 50_000),
            "leaderboard_publish_date": pa.DictionaryArray.from_arrays(
                pa.array([0, *[1] * 49_999], pa.int32()), pa.array(["2026-09-13", "2026-08-13"])
            ),
        }
    )
    stream = io.BytesIO()
    pq.write_table(table, stream, compression="zstd")
    files = arena()
    listing = files["/api/datasets/lmarena-ai/leaderboard-dataset"] | {
        "siblings": [{"rfilename": "text/latest-00000-of-00001.parquet"}]
    }
    answers = {
        "/api/datasets/lmarena-ai/leaderboard-dataset": listing,
        f"{ARENA}/latest-00000-of-00001.parquet": stream.getvalue(),
    }
    with merged(engine, answered("arena", answers, REGISTRY, NOW, monkeypatch)):
        assert rows(engine, "SELECT as_of::VARCHAR, model, score FROM benchmark_score ORDER BY ALL") == [
            ("2026-08-13", "a", 1000.0), ("2026-09-13", "a", 1000.0),
        ]  # fmt: skip
