"""Captures of past months in columns: every page comes back byte for byte, and none goes before that is proved.

``OUVERTURE_KILLS`` (default 2) processes are killed while they pack; the full run is 100.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from ouverture.cli import main
from ouverture.outcome import RunFailed, UsageOrRegistry
from ouverture.pipeline import packing
from ouverture.pipeline.capture import Altered, Capture, bodies, finished_captures
from ouverture.pipeline.capture_writer import CaptureWriter
from ouverture.pipeline.damage import altered_files, look
from ouverture.pipeline.forgetting import forget
from ouverture.pipeline.inputs import gather
from ouverture.pipeline.months import months
from ouverture.pipeline.packed import PACKED, records_of, without_counters
from ouverture.pipeline.packing import pack
from ouverture.pipeline.progress import Silent
from ouverture.pipeline.runs import read_records
from ouverture.pipeline.schema import create_schema
from ouverture.pipeline.storage import described, storage
from ouverture.pipeline.transforms import run_stage
from ouverture.places import Places
from ouverture.registry import load_registry
from tests import REPOSITORY
from tests.samples.captures import installs_capture, model

KILLS = int(os.environ.get("OUVERTURE_KILLS", "2"))
OCTOBER, NOVEMBER = datetime(2026, 10, 3, 4, tzinfo=UTC), datetime(2026, 11, 3, 4, tzinfo=UTC)
NOW = datetime(2026, 12, 1, 4, tzinfo=UTC)
NO_TIME = timedelta(0)
REGISTRY = load_registry()
ODD = {  # what no Hub has sent yet, page by page
    "empty": b"[]",
    "spaced": b'[{"_id": "a", "id": "a/b", "downloads": 5}]\n',
    "other keys first": b'[{"likes":3,"id":"a/b"},{"likes":4,"id":"c/d"}]',
    "no counters": b'[{"id":"a/b"},{"id":"c/d","downloads":null,"likes":"3","trendingScore":1.5}]',
    "a counter within": b'[{"id":"a/b","cardData":{"downloads":7},"downloads":8},{"id":"c/d","likes":1}]',
    "records within": b'[{"id":"c/d","x":[{"id":"e"},{"id":"f"}]}]',
    "odd numbers": b'[{"id":"a/b","downloads":007,"likes":-1},{"id":"c/d","likes":99999999999999999999}]',
    "quoted": rb'[{"id":"a/b","description":"\"downloads\":5, \"likes\":6}"},{"id":"\ud800/d","likes":5}]',
    "no text": b'[{"id":"a/\xff","likes":5}]',
    "twice": b'[{"id":"a/b","likes":5,"likes":6}]',
}


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "data")


def hub_pages(places: Places, at: datetime, units: dict[str, list[bytes]]) -> Capture:
    """A capture of the Hub with these pages."""
    writer = CaptureWriter.start(places, "hub", "all", tuple(units), at)
    for unit, pages in units.items():
        for number, body in enumerate(pages, start=1):
            count = body.count(b'"id"') - body.count(b'[{"id":"e"},{"id":"f"}]') * 2
            writer.page(unit, number, body, records=count, url=None, next_url=None, fetched_at=at)
    return writer.finish(1, at)


def night(places: Places, at: datetime) -> Capture:
    """Sixty models on four pages, of which the newest is a day old, and a ranking of ten; counters grow by the day."""
    day = at.toordinal() - OCTOBER.toordinal()
    records = [model(f"maker/model-{n}", (n * 37 + day) % 500, likes=n % 7 + day // 3) for n in range(60 + day)][::-1]
    pages = [
        json.dumps(records[start : start + 15], separators=(",", ":")).encode() for start in range(0, 60 + day, 15)
    ]
    top = json.dumps(sorted(records, key=lambda r: -r["downloads"])[:10], separators=(",", ":")).encode()
    return hub_pages(places, at, {"top:downloads": [top], "all": pages})


def contents(places: Places) -> dict[str, dict[tuple[str, int], bytes]]:
    """All pages of all captures of the Hub."""
    return {
        capture.capture_id: {(page.unit, page.number): body for page, body in bodies(capture.pages)}
        for capture in finished_captures(places)
        if capture.source == "hub"
    }


def raw_rows(captures: list[Capture]) -> duckdb.DuckDBPyConnection:
    """The records of captures as the transform of the build types them, in a table for each."""
    connection = duckdb.connect()
    create_schema(connection)
    for stage in ("lookups", "rules"):
        run_stage(connection, stage)
    for number, capture in enumerate(captures):
        read_records(connection, "readings", [(page, 1, place) for place, page in enumerate(capture.pages)])
        connection.execute(f"CREATE TABLE r{number} AS SELECT * EXCLUDE record_no FROM raw_hub_record")
    return connection


@pytest.mark.parametrize("body", ODD.values(), ids=ODD)
def test_a_page_of_any_form_is_taken_apart_without_loss_or_not_at_all(body: bytes) -> None:
    for record in records_of(body, body.count(b'"id"')) or ():
        said, counters = without_counters(record)
        assert said.count(b"null") - record.count(b"null") == sum(count >= 0 for count in counters)
    assert records_of(body, 99) is None


def test_months_that_are_over_go_into_columns_and_every_page_comes_back(
    places: Places, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for at in (*(OCTOBER + timedelta(days=day) for day in range(4)), NOVEMBER):
        night(places, at)
    hub_pages(places, OCTOBER + timedelta(days=9), {f"org:o{n}": [body] for n, body in enumerate(ODD.values())})
    installs_capture(places, OCTOBER, 1)
    pages, captures = contents(places), [c for c in finished_captures(places) if c.source == "hub"]

    assert [(month.name, month.over) for month in months(places, timedelta(days=30), NOW)] == [
        ("2026-10", True),
        ("2026-11", False),
    ]
    before = sorted(places.root.rglob("*"))
    monkeypatch.setenv("OUVERTURE_DATA", str(places.root))
    monkeypatch.setattr("ouverture.cli._now", lambda: NOW)
    assert main(["pack", "--dry-run"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line.split(" captures, ")[0] for line in said[:2]] == ["2026-10: 5", "2026-11: 1"]
    assert (said[1].endswith("not over for long enough"), said[2][:24]) == (True, "packing would free about")
    with pytest.raises(SystemExit):
        main(["pack", "--older-than", "a month"])
    assert "takes a number of days such as 30d, not 'a month'" in capsys.readouterr().err
    assert sorted(places.root.rglob("*")) == before

    (october,) = pack(places, timedelta(days=30), NOW, Silent())
    assert len(october.month.captures) == 5
    assert [c.packed is not None for c in finished_captures(places) if c.source == "hub"] == [True] * 5 + [False]
    assert not any(c.packed for c in finished_captures(places) if c.source != "hub")
    assert contents(places) == pages
    assert list(altered_files(places)) == []
    assert pack(places, timedelta(days=30), NOW, Silent()) == []

    packed = [capture for capture in finished_captures(places) if capture.source == "hub"]
    assert [capture.sha256 for capture in packed] == [capture.sha256 for capture in captures]
    texts, rows = duckdb.sql(f"SELECT count(DISTINCT record), count(record) FROM '{october.file.path}'").fetchall()[0]
    assert texts < rows / 3
    (likes,) = duckdb.sql(
        f"SELECT max(likes) FROM '{october.file.path}' WHERE capture = '{packed[3].capture_id}'"
    ).fetchall()
    assert likes == (7,)
    state = storage(places, NOW)
    assert [(group["month"], group["packed"]) for group in state["captures"] if group["source"] == "hub"] == [
        ("2026-10", 5),
        ("2026-11", 0),
    ]
    assert "5 packed" in described(state, places.root)


def test_a_transform_reads_the_same_rows_from_columns_as_from_pages(places: Places, tmp_path: Path) -> None:
    for day in range(3):
        night(places, OCTOBER + timedelta(days=day))
    no_json = ("odd numbers", "no text", "twice")
    odd = {f"org:o{n}": [body] for n, (name, body) in enumerate(ODD.items()) if name not in no_json}
    hub_pages(places, OCTOBER + timedelta(days=3), odd)
    before = Places(tmp_path / "before")
    shutil.copytree(places.root, before.root)
    pack(places, NO_TIME, NOW, Silent())
    pages, columns = finished_captures(before)[-2:], finished_captures(places)[-2:]
    with raw_rows([*pages, *columns]) as connection:
        assert connection.execute("SELECT (SELECT count(*) FROM r0), (SELECT count(*) FROM r1)").fetchall() == [
            (72, 10)
        ]
        for one, other in (("r0", "r2"), ("r1", "r3")):
            differ = f"(FROM {one} EXCEPT ALL FROM {other}) UNION ALL (FROM {other} EXCEPT ALL FROM {one})"
            assert connection.execute(differ).fetchall() == []


def test_a_page_that_does_not_come_back_keeps_all_pages(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    night(places, OCTOBER)
    before = sorted(places.captures.rglob("*"))
    monkeypatch.setattr("ouverture.pipeline.columns.without_counters", lambda record: (record[:-2] + b"0}", [-1] * 4))
    with pytest.raises(RunFailed, match="did not come back from the columns as it is: nothing is packed"):
        pack(places, NO_TIME, NOW, Silent())
    assert sorted(places.captures.rglob("*")) == before


def test_a_damaged_capture_stays_in_its_pages(places: Places) -> None:
    first, second = (night(places, OCTOBER + timedelta(days=day)) for day in range(2))
    first.pages[0].path.write_bytes(b"")
    (october,) = pack(places, NO_TIME, NOW, Silent())
    assert [capture.capture_id for capture in october.month.captures] == [second.capture_id]
    assert first.pages[1].path.exists()


def test_a_damaged_file_of_columns_is_told_of_each_of_its_captures_and_one_can_be_forgotten(places: Places) -> None:
    captures = [night(places, OCTOBER + timedelta(days=day)) for day in range(2)]
    names = [capture.capture_id for capture in captures]

    def gathered() -> tuple[list[str], list[tuple[str, str | None]]]:
        inputs = gather(places, REGISTRY, None, NOW)
        return [c.capture_id for c in inputs.captures], [(fault.capture_id, fault.file) for fault in inputs.faults]

    (october,) = pack(places, NO_TIME, NOW, Silent())
    path, file = october.file.path, f"packed/{october.file.path.name}"
    assert gathered() == (names, [])
    assert look(places, names[0]) == []
    whole = path.read_bytes()
    path.write_bytes(whole[:99] + bytes([whole[99] ^ 1]) + whole[100:])
    assert gathered() == ([], [(name, file) for name in names])
    (fault,) = look(places, names[0])
    assert fault.held
    assert f"{file} was changed; its rows stay in the build" in fault.reason
    assert f"restore it from a copy, or `ouverture forget {names[0]}`" in fault.reason
    assert [fault.capture_id for fault in altered_files(places)] == names
    with pytest.raises(Altered, match=r"parquet (cannot be read|lacks records)"):
        path.write_bytes(whole[: len(whole) // 2])
        contents(places)

    path.write_bytes(whole)
    with pytest.raises(UsageOrRegistry, match="there is no capture 'packed' to forget"):
        forget(places, "packed", NOW)
    forget(places, names[0], NOW)
    assert gathered() == (names[1:], [(names[0], None)])
    with (path.parent / packing.LEDGER).open("ab") as ledger:
        ledger.write(b'{"file": "pa\n[1]\n')  # torn
    pack(places, NO_TIME, NOW, Silent())
    shutil.move(places.forgotten / names[0], places.captures)
    assert gathered() == (names, [])
    (captures[0].path / PACKED).write_text("{")
    assert gathered() == (names[1:], [(names[0], f"{names[0]}/{PACKED}")])


def test_killed_at_any_moment_no_page_is_lost_and_the_next_run_goes_on(places: Places, tmp_path: Path) -> None:
    for at in (*(OCTOBER + timedelta(days=day) for day in range(3)), NOVEMBER):
        night(places, at)
    pages = contents(places)

    def packing_in(root: Path, step: str) -> subprocess.Popen[str]:
        command = [
            sys.executable,
            "-m",
            "tests.pipeline.killed_run",
            NOW.isoformat(),
            step,
            "pack",
            "--older-than",
            "0d",
        ]
        environment = {**os.environ, "OUVERTURE_DATA": str(root)}
        return subprocess.Popen(command, cwd=REPOSITORY, env=environment, stdout=subprocess.PIPE, text=True)

    undisturbed = Places(tmp_path / "undisturbed")
    shutil.copytree(places.root, undisturbed.root)
    began = time.monotonic()
    steps = int(packing_in(undisturbed.root, "count").communicate(timeout=300)[0].splitlines()[-1])
    takes = time.monotonic() - began
    draw, hit = random.Random(1), Counter[str]()
    for number in range(KILLS):
        disturbed = Places(tmp_path / "disturbed")
        shutil.copytree(places.root, disturbed.root)
        by_step = number % 4 != 3
        process = packing_in(disturbed.root, str(draw.randint(1, steps)) if by_step else "0")
        if not by_step:
            time.sleep(draw.uniform(0.5 * takes, takes))
            process.kill()
        process.communicate(timeout=300)
        assert process.returncode == -signal.SIGKILL or not by_step
        assert contents(disturbed) == pages
        assert list(altered_files(disturbed)) == []
        packed = sum(capture.packed is not None for capture in finished_captures(disturbed))
        hit[f"{packed} packed, {len(list(disturbed.captures.glob('hub-*/*/*')))} pages"] += 1
        pack(disturbed, NO_TIME, NOW, Silent())
        assert contents(disturbed) == pages
        left = [path.relative_to(disturbed.root) for path in disturbed.captures.rglob("*")]
        assert sorted(left) == sorted(path.relative_to(undisturbed.root) for path in undisturbed.captures.rglob("*"))
        shutil.rmtree(disturbed.root)
    sys.stdout.write(f"{KILLS} kills over {steps} steps: {dict(hit)}\n")  # shown by pytest -s
    assert packing.LEDGER in {path.name for path in undisturbed.captures.rglob("*")}
