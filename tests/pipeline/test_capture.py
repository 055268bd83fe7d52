"""Captures: kept as they came, whole or resumable, whatever a crash leaves behind."""

from __future__ import annotations

import hashlib
import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from ouverture.outcome import RunFailed
from ouverture.pipeline.capture import (
    MANIFEST,
    PAGES,
    PLAN,
    Capture,
    finished_captures,
    read_capture,
    unfinished_capture,
    unfinished_captures,
)
from ouverture.pipeline.capture_writer import CaptureWriter, capture_files
from ouverture.pipeline.damage import altered_files, damaged_folders, damaged_pages
from ouverture.places import Places

NOW = datetime(2026, 11, 24, 3, 58, tzinfo=UTC)
UNITS = ("top:downloads", "org:google", "org:Qwen")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "data")


def write(writer: CaptureWriter, unit: str, number: int, body: bytes = b'[{"id": "a/b"}]', next_url: str | None = None):
    return writer.page(
        unit, number, body, records=1, url=f"http://hub/{unit}/{number}", next_url=next_url, fetched_at=NOW
    )


def finished(places: Places) -> Capture:
    writer = CaptureWriter.start(places, "hub", "default", UNITS, NOW)
    write(writer, "org:Qwen", 1)
    write(writer, "org:google", 1, next_url="http://hub/2")
    write(writer, "top:downloads", 1)
    write(writer, "org:google", 2)
    return writer.finish(4, NOW + timedelta(minutes=3))


def test_a_finished_capture_reads_back_as_it_came_in_the_order_of_the_plan(places: Places) -> None:
    body = '[{"id": "google/gemma", "tags": ["é", "\\u202e"]}]  \n'.encode()
    writer = CaptureWriter.start(places, "hub", "default", UNITS, NOW)
    write(writer, "org:Qwen", 1)
    write(writer, "top:downloads", 1, body)
    written = writer.finish(2, NOW + timedelta(minutes=3))

    (read,) = finished_captures(places)
    assert read == written
    assert (read.capture_id, read.source, read.scope, read.units) == ("hub-20261124T035800Z", "hub", "default", UNITS)
    assert (read.started_at, read.finished_at) == (NOW, NOW + timedelta(minutes=3))
    assert (read.requests, read.files, read.records) == (2, 2, 2)
    assert [(page.unit, page.number) for page in read.pages] == [("top:downloads", 1), ("org:Qwen", 1)]
    assert read.pages[0].body() == body
    assert read.size == sum(page.path.stat().st_size for page in read.pages)
    assert duckdb.sql(f"SELECT id FROM read_json('{read.pages[0].path}')").fetchall() == [("google/gemma",)]
    read.verify()
    assert unfinished_captures(places) == []


def test_pages_of_several_threads_come_out_in_the_order_of_the_plan(places: Places) -> None:
    pages = finished(places).pages
    assert [(page.unit, page.number) for page in pages] == [
        ("top:downloads", 1),
        ("org:google", 1),
        ("org:google", 2),
        ("org:Qwen", 1),
    ]


@pytest.mark.parametrize("victim", ["page", "journal"])
def test_verify_names_the_file_that_was_altered(places: Places, victim: str) -> None:
    capture = finished(places)
    path = capture.pages[1].path if victim == "page" else capture.path / PAGES
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(RunFailed, match=path.name):
        read_capture(capture.path).verify()


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"capture_id": 1}', "[" * 100_000])
def test_a_broken_manifest_is_named_with_a_remedy_and_stops_nobody(places: Places, content: str) -> None:
    capture = finished(places)
    (capture.path / MANIFEST).write_text(content)
    assert finished_captures(places) == []
    (fault,) = damaged_folders(places)
    assert (fault.capture_id, fault.source, fault.kind) == ("hub-20261124T035800Z", "hub", "damaged")
    assert fault.file == "hub-20261124T035800Z/manifest.json"
    assert "restore it from a copy, or `ouverture forget hub-20261124T035800Z`" in fault.reason
    with pytest.raises(RunFailed, match=r"manifest.json cannot be read: restore it from a copy"):
        read_capture(capture.path)


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"capture_id": "another", "source": "hub"}'])
def test_a_broken_plan_is_told_and_resumed_by_nobody(places: Places, content: str) -> None:
    writer = CaptureWriter.start(places, "hub", "labs", UNITS, NOW)
    writer.close()
    (writer.plan.path / PLAN).write_text(content)
    assert unfinished_captures(places) == []
    assert [fault.file for fault in damaged_folders(places)] == ["hub-20261124T035800Z/plan.json"]


def test_every_page_that_is_not_as_it_came_is_named(places: Places) -> None:
    capture = finished(places)
    first, second, third = [page.path for page in capture.pages[:3]]
    first.write_bytes(first.read_bytes()[:-1] + b"!")
    second.write_bytes(second.read_bytes()[:-1])
    third.unlink()
    told = [fault.reason for fault in damaged_pages(places, capture, held=False)]
    assert [reason.split(";")[0].split(" ", 1)[1] for reason in told] == ["was changed", "was cut short", "is missing"]
    assert [fault.held for fault in damaged_pages(places, capture, held=True)] == [True] * 3
    assert [fault.file for fault in altered_files(places)] == [
        path.relative_to(places.captures).as_posix() for path in (first, second, third)
    ]


def test_what_is_in_a_build_is_looked_at_and_read_only_if_it_was_written_later(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    capture, read = finished(places), []
    digest = hashlib.file_digest
    monkeypatch.setattr(hashlib, "file_digest", lambda file, name: read.append(file.name) or digest(file, name))
    assert damaged_pages(places, capture, held=True) == []
    assert read == []
    page = capture.pages[0].path
    content = page.read_bytes()
    page.write_bytes(content)
    later = (capture.path / MANIFEST).stat().st_mtime_ns + 1
    os.utime(page, ns=(later, later))
    assert damaged_pages(places, capture, held=True) == []
    assert read == [str(page)]


def test_two_captures_of_one_second_get_ids_of_their_own(places: Places) -> None:
    ids = [CaptureWriter.start(places, "hub", "labs", UNITS, NOW).plan.capture_id for _ in range(3)]
    assert ids == ["hub-20261124T035800Z", "hub-20261124T035801Z", "hub-20261124T035802Z"]


def test_resume_keeps_whole_pages_only(places: Places) -> None:
    """A torn line, an orphan page file, a page cut short and a page gone: all four are fetched again."""
    writer = CaptureWriter.start(places, "hub", "default", UNITS, NOW)
    write(writer, "top:downloads", 1, next_url="http://hub/top/2")
    write(writer, "org:google", 1, next_url="http://hub/google/2")
    cut = write(writer, "org:google", 2)
    gone = write(writer, "org:Qwen", 1, next_url="http://hub/Qwen/2")
    write(writer, "org:Qwen", 2)
    orphan = writer.plan.path / "top-downloads" / "000002.json.zst"
    orphan.write_bytes(b"half a page")
    writer.close()
    cut.path.write_bytes(cut.path.read_bytes()[:-1])
    gone.path.unlink()
    with (writer.plan.path / PAGES).open("ab") as journal:
        journal.write(b'{"unit":"top:downloads","number":2,"fi')

    plan = unfinished_capture(places, "hub", "default", NOW + timedelta(hours=1))
    assert plan == writer.plan
    resumed = CaptureWriter.resume(plan)
    assert [(page.unit, page.number) for page in resumed.pages()] == [("top:downloads", 1), ("org:google", 1)]
    assert resumed.pages("org:google")[-1].next_url == "http://hub/google/2"

    for unit, number in (("top:downloads", 2), ("org:google", 2), ("org:Qwen", 1), ("org:Qwen", 2)):
        write(resumed, unit, number, b'[{"id": "second/try"}]')
    capture = resumed.finish(6, NOW + timedelta(hours=1))
    capture.verify()
    assert [page.body() for page in capture.pages].count(b'[{"id": "second/try"}]') == 4
    assert unfinished_capture(places, "hub", "default", NOW + timedelta(hours=1)) is None


def test_only_a_recent_capture_of_the_same_scope_is_resumed(places: Places) -> None:
    CaptureWriter.start(places, "hub", "labs", UNITS, NOW).close()
    assert unfinished_capture(places, "hub", "labs", NOW + timedelta(hours=12)) is not None
    assert unfinished_capture(places, "hub", "labs", NOW + timedelta(hours=12, seconds=1)) is None
    assert unfinished_capture(places, "hub", "default", NOW) is None
    assert unfinished_capture(places, "reference", "labs", NOW) is None


def test_a_folder_without_a_plan_is_no_capture_and_is_cleared_away(places: Places) -> None:
    left_over = places.captures / ".starting-hub-20261124T035800Z"
    left_over.mkdir(parents=True)
    (left_over / "plan.json").write_text("{")
    assert unfinished_captures(places) == []
    CaptureWriter.start(places, "hub", "labs", UNITS, NOW)
    assert not left_over.exists()


def test_a_closed_capture_takes_no_more_pages(places: Places) -> None:
    writer = CaptureWriter.start(places, "hub", "default", UNITS, NOW)
    writer.close()
    with pytest.raises(RunFailed, match="run the command again"):
        write(writer, "org:google", 1)
    assert CaptureWriter.resume(writer.plan).pages() == []


@pytest.mark.parametrize("unit", ["org:../../etc", "org:a/b", "", "org:.hidden", "org:"])
def test_a_unit_that_is_no_file_name_is_refused(places: Places, unit: str) -> None:
    with pytest.raises(RunFailed, match="mend it in the registry"):
        CaptureWriter.start(places, "hub", "default", [unit], NOW)
    assert not places.captures.exists()


def test_the_same_files_are_captured_once(places: Places, tmp_path: Path) -> None:
    models, growth = tmp_path / "models.csv", tmp_path / "growth.csv"
    models.write_bytes(b"model_id\r\ngoogle/gemma\r\n")
    growth.write_bytes(b"observed_on,models\n2026-01-01,2000000\n")
    files = {"models.csv": models, "growth.csv": growth}

    first = capture_files(places, "reference", "panel", files, lambda: NOW)
    again = capture_files(places, "reference", "panel", files, lambda: NOW + timedelta(days=1))
    assert again == first
    assert [page.body() for page in first.pages] == [models.read_bytes(), growth.read_bytes()]
    assert [page.path.name for page in first.pages] == ["000001.csv.zst"] * 2
    assert (first.requests, first.records) == (0, 2)

    growth.write_bytes(b"observed_on,models\n2026-01-01,2000001\n")
    changed = capture_files(places, "reference", "panel", files, lambda: NOW + timedelta(days=1))
    assert changed.capture_id == "reference-20261125T035800Z"
    assert json.loads((changed.path / MANIFEST).read_text())["units"] == ["models.csv", "growth.csv"]
