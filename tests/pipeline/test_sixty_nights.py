"""Sixty nights, a different fault each night: of the Hub, of a source beside it, of the disk, of the clock.

In the end no night with a good answer of the Hub is missing, every published total is the Hub's own of that night, and
whatever was said was a sentence without a traceback. ``OUVERTURE_NIGHTS`` (default 6) of them are lived through, from
every part of the list; the full run is 60. With ``-s`` the table of the nights is printed.
"""

from __future__ import annotations

import errno
import gzip
import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

import ouverture.cli
from ouverture.pipeline.sources.npm import Npm
from ouverture.pipeline.sources.pypistats import PyPIStats
from ouverture.places import Places
from ouverture.pointer import current
from tests.standin import Fault, Hub
from tests.standin.answers import npm_days, openrouter
from tests.standin.files import Files, serving_files

FIRST = datetime(2026, 11, 24, 4, tzinfo=UTC)
LIVED = int(os.environ.get("OUVERTURE_NIGHTS", "6"))
COMMAND = ["snapshot", "--scope", "all", "--only", "hub", "pypistats", "npm", "openrouter"]
PYPI, NPM, ROUTER = "/api/packages/openai/overall", "/downloads/range/last-year/openai", "/api/v1/models"


@dataclass
class World:
    """An installation, its Hub, the sources beside it and the clock."""

    places: Places
    hub: Hub
    files: Files
    patch: pytest.MonkeyPatch
    night: datetime = FIRST
    clock: timedelta = timedelta()  # how wrong it goes
    good: dict[date, int] = field(default_factory=dict)  # what the Hub truly counted on each night that it answered

    def truth(self) -> int:
        """Downloads of all models as the Hub shows them now."""
        return sum(n for model in self.hub.models if isinstance(n := model.get("downloads"), int) and n >= 0)


@dataclass(frozen=True)
class Night:
    """What goes wrong, the exit codes that are right, and whether the Hub's answer of the night is a good one."""

    what: str
    fault: Callable[[World], object]
    codes: tuple[int, ...] = (0,)
    good: bool = True


def hub(what: str, *faults: Fault, codes: tuple[int, ...] = (0,), good: bool = True) -> Night:
    return Night(f"Hub: {what}", lambda world: setattr(world.hub, "faults", list(faults)), codes, good)


def drift(key: str, shape: Any, share: float = 1.0, **options: Any) -> Night:
    return hub(f"{key} {shape} in {share:.0%}", Fault("drift", key=key, shape=shape, share=share), **options)


def web(what: str, path: str, answer: Any) -> Night:
    def fault(world: World) -> None:
        world.files.answers[path] = answer  # type: ignore[index]  # the mapping is ours

    return Night(f"beside it: {what}", fault)


def disk(what: str, fault: Callable[[World], object], codes: tuple[int, ...] = (0,)) -> Night:
    return Night(f"disk: {what}", fault, codes)


def clock(what: str, wrong: timedelta, codes: tuple[int, ...] = (0,), good: bool = True) -> Night:
    return Night(f"clock: {what}", lambda world: setattr(world, "clock", wrong), codes, good)


def days(*rows: tuple[object, object]) -> dict[str, Any]:
    data = [{"category": "without_mirrors", "date": day, "downloads": n} for day, n in rows]
    return {"data": data, "package": "openai", "type": "overall_downloads"}


def npm(*rows: tuple[object, object]) -> dict[str, Any]:
    return npm_days("openai") | {"downloads": [{"day": day, "downloads": n} for day, n in rows]}


def routed(**fields: object) -> dict[str, Any]:
    answer = openrouter()
    answer["data"][0] |= fields
    return answer


def newest_build(world: World) -> Path:
    return max(world.places.warehouse.glob("*.duckdb"), key=lambda path: path.stat().st_mtime_ns)


def cut(path: Path) -> None:
    """Half of a file is gone."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def oldest_capture(world: World) -> Path:
    return min(path for path in world.places.captures.glob("hub-*") if (path / "manifest.json").exists())


def page_of(capture: Path) -> Path:
    return next(iter(sorted(capture.glob("**/*.zst"))))


def full_disk(world: World) -> None:
    """The first file that must be safe on disk finds no space."""
    true, left = os.fsync, [1]

    def fsync(descriptor: int) -> None:
        if left and left.pop():
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        true(descriptor)

    world.patch.setattr(os, "fsync", fsync)


def truncate_journal(world: World) -> None:
    journal = world.places.captures / "visits.jsonl"
    journal.write_bytes(journal.read_bytes()[:-20])


NIGHTS = [
    disk("nothing, the first night", lambda world: None),
    # the disk first: a build made anew reads every night before it
    disk("the build cut in half", lambda world: cut(newest_build(world))),
    disk("the build overwritten", lambda world: newest_build(world).write_bytes(b"\0" * 4096)),
    disk("the build gone", lambda world: newest_build(world).unlink()),
    disk("the pointer garbage", lambda world: world.places.pointer.write_text("{")),
    disk("the pointer gone", lambda world: world.places.pointer.unlink()),
    disk("a manifest cut in half", lambda world: cut(oldest_capture(world) / "manifest.json")),
    disk("a journal of pages torn", lambda world: cut(oldest_capture(world) / "pages.jsonl")),
    disk("a page cut in half", lambda world: cut(page_of(oldest_capture(world)))),
    disk("a page gone", lambda world: page_of(oldest_capture(world)).unlink()),
    disk("the log of visits torn", truncate_journal),
    disk("a capture without a plan", lambda world: (world.places.captures / "hub-20200101T000000Z").mkdir()),
    disk("a build half made", lambda world: (world.places.warehouse / ".building-00.duckdb").write_bytes(b"half")),
    disk("full", full_disk, codes=(1, 4)),
    # the Hub, which in the end answers
    hub("429 with headers, once", Fault("status", status=429, times=1)),
    hub("429 of the CDN, once", Fault("cdn_429", times=1)),
    hub("503 twice", Fault("status", status=503, times=2)),
    hub("500 once", Fault("status", status=500, times=1)),
    hub("broken off once", Fault("truncated", skip=1, times=1)),
    hub("reset once", Fault("reset", skip=1, times=1)),
    hub("pages that overlap", Fault("duplicates")),
    drift("downloads", "missing", 0.1),
    drift("downloads", "text"),
    drift("downloads", "huge", 0.05),
    drift("likes", "negative", 0.1),
    drift("createdAt", "text", 0.2),
    drift("safetensors", "list", 0.5),
    Night("Hub: hostile texts", lambda world: world.hub.add_hostile()),
    Night("Hub: a model renamed", lambda world: world.hub.rename(world.hub.models[3]["id"], "renamed/model")),
    # the Hub, which does not
    hub("429 that lasts", Fault("status", status=429), codes=(4,), good=False),
    hub("500 that lasts", Fault("status", status=500), codes=(4,), good=False),
    hub("401", Fault("status", status=401), codes=(4,), good=False),
    hub("HTML with 200", Fault("html", skip=1), codes=(4,), good=False),
    hub("an object", Fault("object"), codes=(4,), good=False),
    hub("JSON that breaks off", Fault("invalid_json"), codes=(4,), good=False),
    hub("no model", Fault("empty"), codes=(3,), good=False),
    hub("a tenth of its models", Fault("shrunken", keep=0.1), codes=(3,), good=False),
    drift("downloads", "null", codes=(3,), good=False),
    drift("downloads", "nested", codes=(3,), good=False),
    drift("tags", "text", codes=(3,), good=False),
    # the sources beside it
    web("a date in words", PYPI, days(("Nov 20", 5), ("2026-11-21", 7))),
    web("a month 13", PYPI, days(("2026-13-01", 5))),
    web("a count in words", PYPI, days(("2026-11-20", "many"))),
    web("a count of 2^70", PYPI, days(("2026-11-20", 2**70))),
    web("a count of 2^62", PYPI, days(("2026-11-20", 2**62))),
    web("HTML with 200", PYPI, "<html>busy</html>"),
    web("500", PYPI, (500, "no")),
    web("no days", PYPI, days()),
    web("a day called yesterday", NPM, npm(("yesterday", 5))),
    web("a day that is a list", NPM, npm((["2026-11-20"], 5))),
    web("a context of n/a", ROUTER, routed(context_length="n/a")),
    web("an architecture in words", ROUTER, routed(architecture="text")),
    web("a price in words", ROUTER, routed(pricing={"prompt": "free", "completion": "free"})),
    web("a name with a NUL and half a surrogate", ROUTER, routed(name="GPT \x00 \ud800 OSS")),
    web("brackets 200,000 deep", ROUTER, "[" * 200_000),
    web("a bomb of zeros", ROUTER, gzip.compress(b"0" * 10_000_000)),
    # the clock
    clock("three hours back", timedelta(hours=-3)),
    clock("an hour ahead", timedelta(hours=1)),
    clock("over midnight", timedelta(hours=19, minutes=59)),
    Night("nothing, the last night", lambda world: None),
]


@pytest.fixture
def world(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A Hub of 150 models in four pages, and three sources beside it."""
    hub.models, hub.page_size = hub.models[:150], 40
    hub.version += 1
    for source in (PyPIStats, Npm):
        monkeypatch.setattr(source, "pause", 0)
    with serving_files({}) as files:
        for name in ("PYPISTATS", "NPM", "OPENROUTER"):
            monkeypatch.setenv(f"OUVERTURE_{name}_URL", files.url)
        yield World(Places.from_environment(), hub, files, monkeypatch)


def live_through(world: World, night: Night, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """One night: a day passes, something goes wrong, the cron job runs; then the fault ends."""
    world.files.answers = {PYPI: days(("2026-11-20", 5)), NPM: npm(("2026-11-20", 5)), ROUTER: openrouter()}
    kept = world.places.root.with_name("kept")
    shutil.rmtree(kept, ignore_errors=True)
    if world.places.captures.exists():
        shutil.copytree(world.places.captures, kept)
    before = set(world.places.captures.glob("*"))
    with pytest.MonkeyPatch.context() as patch:
        world.patch = patch
        night.fault(world)
        at = world.night + world.clock
        patch.setattr(ouverture.cli, "_now", lambda: at)
        if night.good:
            world.good[at.date()] = world.truth()
        code = ouverture.cli.main(COMMAND)
        told = capsys.readouterr()
        if code in (1, 4) and night.good:  # the disk has space again: the same command in the morning
            patch.undo()
            patch.setattr(ouverture.cli, "_now", lambda: at + timedelta(hours=3))
            assert ouverture.cli.main(COMMAND) == 0, capsys.readouterr().err
    world.hub.faults, world.clock = [], timedelta()
    for damaged in before & set(kept.glob("*")) | {kept / path.name for path in before}:  # restored from a copy
        if damaged.is_dir():
            shutil.copytree(damaged, world.places.captures / damaged.name, dirs_exist_ok=True)
    return code, told.err


def test_sixty_nights(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    table = []
    nights = NIGHTS[:: len(NIGHTS) // LIVED]
    for night in nights:
        code, said = live_through(world, night, capsys)
        last = said.strip().splitlines()[-1] if said.strip() else ""
        table.append((world.night.date(), night.what, code, last[:110]))
        assert code in night.codes, (night.what, code, said)
        assert "Traceback" not in said, night.what
        if code:
            assert last.startswith("ouverture: "), night.what
            assert len(last) > 40, night.what
        world.hub.advance(1)
        world.night += timedelta(days=1)
    with capsys.disabled():
        for day, what, code, last in table:
            print(f"\n{day}  {code}  {what:<44} {last}", end="")  # noqa: T201  # the table of the nights
    assert len({night.what for night in NIGHTS}) == 60

    with duckdb.connect(current(world.places).path, read_only=True) as connection:
        found = dict(
            connection.execute(
                "SELECT snapshot_date, downloads_30d FROM snapshot_run WHERE source = 'hub' AND in_series"
            ).fetchall()
        )
        plain = "SELECT count(*) FROM package_downloads WHERE downloads > 1e12 OR observed_on > DATE '2027-06-01'"
        assert connection.execute(plain).fetchone() == (0,)
    assert sorted(found) == sorted(world.good)
    wrong = {day: (found[day], counted) for day, counted in world.good.items() if found[day] != counted}
    explained = {FIRST.date() + timedelta(days=n) for n, night in enumerate(nights) if "downloads" in night.what}
    assert set(wrong) <= explained, json.dumps({str(day): pair for day, pair in wrong.items()})
    assert all(0 < shown < counted for shown, counted in wrong.values())  # what was unreadable is missing, not made up
