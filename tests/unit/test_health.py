"""The verdict, on ledgers and journals written by hand: nothing is built, nothing is asked."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from ouverture.health import OF_THE_HUB, PROMISED, Health, Reason, _table, health
from ouverture.pipeline.faults import CaptureFault
from ouverture.pipeline.ledger import Discarded, Ledger, LedgerRow
from ouverture.pipeline.lock import holder, writer_lock
from ouverture.pipeline.visits import Visit, note_visit
from ouverture.places import Places
from ouverture.registry.sources import SOURCES
from tests.samples.captures import hub_capture

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
WEB = sorted(name for name in PROMISED - OF_THE_HUB if not SOURCES[name].key)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "data")


def run(day: str, source: str = "hub", status: str = "ok", hour: int | None = 4) -> LedgerRow:
    on = date.fromisoformat(day)
    at = None if hour is None else datetime(on.year, on.month, on.day, hour, tzinfo=UTC)
    return LedgerRow(f"{source}-{day}", f"{source}-capture", source, on, at, status, f"because {status}", 10)


PANEL = LedgerRow(
    "osir-lmts-2025-09-07", "reference-20261101T000000Z", "osir-lmts", date(2025, 9, 7), None, "ok", "", 9
)


def verdict(places: Places, *runs: LedgerRow, now: datetime = NOW) -> Health:
    return health(places, Ledger(frozenset(), (PANEL, *runs)), None, now)


def codes(found: Health) -> dict[str, bool]:
    return {reason.code: reason.alarm for reason in found.reasons}


def visited(places: Places, source: str, hours_ago: float, status: str = "ok") -> None:
    at = NOW - timedelta(hours=hours_ago)
    note_visit(
        places,
        Visit.failed(source, "answered 503", at)
        if status == "failed"
        else Visit(source, f"{at:%Y-%m-%dT%H:%M:%SZ}", status),
    )


def test_the_panel_alone_promised_nothing(places: Places) -> None:
    """It is months old and nothing is late: a demonstration, and every surface says so."""
    found = verdict(places)
    assert (found.state, found.healthy, found.reasons, found.next_due) == ("demo", True, (), None)


def test_field_11_data_two_weeks_old_is_not_healthy(places: Places) -> None:
    """A snapshot of 2026-11-15, read on 2026-11-29: the command line said so, the API said healthy."""
    found = verdict(places, run("2026-11-15"))
    assert (found.state, found.healthy, codes(found)) == ("degraded", False, {"late": True})
    assert found.reasons[0].sentence().startswith("the last good snapshot is 344 hours old")  # 04:00 to 12:00, 14 days
    assert found.reasons[0].as_dict()["since"] == "2026-11-15T04:00:00Z"


@pytest.mark.parametrize(("hours", "healthy"), [(8, True), (36, True), (37, False), (2_680, False)])
def test_age_against_the_promised_rhythm(places: Places, hours: int, healthy: bool) -> None:
    found = verdict(places, run("2026-11-29"), now=datetime(2026, 11, 29, 4, tzinfo=UTC) + timedelta(hours=hours))
    assert found.healthy is healthy
    assert found.next_due == "2026-11-30T04:00:00Z"


def test_a_day_on_which_the_hub_stood_still_alarms_nobody(places: Places) -> None:
    """Nothing can be done about it here, and it was read as it was: no alarm, and no night is missing."""
    frozen = [run(f"2026-11-{day}", status="stale_upstream") for day in (27, 28, 29)]
    found = verdict(places, run("2026-11-26"), *frozen)
    assert (found.state, codes(found)) == ("healthy", {"stale_upstream": False})


@pytest.mark.parametrize("source", ["hub", "hub-stats"])
def test_what_is_dated_in_the_future_is_not_healthy(places: Places, source: str) -> None:
    found = verdict(places, run("2026-11-29"), run("2027-01-03", source))
    assert (found.healthy, codes(found)["future"]) == (False, True)


def test_a_quarantined_night_alarms_until_a_good_one_follows(places: Places) -> None:
    bad = run("2026-11-28", status="quarantined")
    assert codes(verdict(places, run("2026-11-28", hour=3), bad)) == {"quarantined": True}
    after = verdict(places, run("2026-11-27"), bad, run("2026-11-29"))
    assert (after.healthy, codes(after)) == (True, {"quarantined_before": False})
    assert after.quarantined == ({"run_id": "hub-2026-11-28", "reason": "because quarantined"},)


def test_an_archive_s_bad_day_is_history(places: Places) -> None:
    assert verdict(places, run("2026-11-29"), run("2025-02-01", "hub-stats", "quarantined")).healthy


def test_when_no_source_beside_the_hub_answers_somebody_is_told(places: Places) -> None:
    for source in WEB:
        visited(places, source, 2, "failed")
    found = verdict(places, run("2026-11-29"))
    assert found.healthy is False
    assert [reason.sentence() for reason in found.alarms] == [
        f"none of the {len(WEB)} sources beside the Hub answered when last asked: see to the network and its proxy"
    ]
    visited(places, "npm", 1)
    found = verdict(places, run("2026-11-29"))
    assert (found.healthy, codes(found)) == (True, {"source_failed": False})


@pytest.mark.parametrize(("source", "limit"), [("npm", 72), ("arena", 168)])
def test_a_source_is_late_by_its_own_rhythm(places: Places, source: str, limit: int) -> None:
    visited(places, source, limit + 1)
    visited(places, source, 2, "failed")
    found = verdict(places, run("2026-11-29"))
    assert [(reason.code, reason.source) for reason in found.alarms] == [("source_late", source)]
    row = next(row for row in found.sources if row["name"] == source)
    assert (row["late"], row["status"], row["every_hours"]) == (True, "failed", 24)
    assert verdict(places, run("2026-11-29"), now=NOW - timedelta(hours=2)).healthy


def test_a_source_that_nobody_asks_any_more_is_no_alarm(places: Places) -> None:
    visited(places, "npm", 500)
    found = verdict(places, run("2026-11-29"))
    assert (found.healthy, codes(found)) == (True, {"source_not_asked": False})


def test_a_run_under_way_is_told_and_its_capture_is_not_missed_yet(places: Places) -> None:
    with writer_lock(places, NOW):
        found = verdict(places, run("2026-11-29"))
        assert codes(found) == {"run_under_way": False}
        assert found.reasons[0].since == "2026-11-29T12:00:00Z"
    assert codes(verdict(places, run("2026-11-29"))) == {}
    places.lock.write_text(json.dumps({"pid": 2**22 + 1, "since": "2026-11-29T12:00:00Z"}))  # killed: no such process
    assert holder(places) is None
    places.lock.write_text(json.dumps({"pid": 0, "since": "2026-11-29T12:00:00Z"}))  # a group, which always lives
    assert holder(places) is None
    places.lock.write_text(json.dumps({"pid": os.getpid(), "since": "2026-11-29T12:00:00Z"}))
    assert holder(places) is not None


@pytest.mark.parametrize(
    "name", ["hub-20261124T040000Z.bak", "hub-20261124T040000Z (copy)", "hub-2", "hub-29991399T000000Z"]
)
def test_a_copy_that_somebody_named_is_no_run(places: Places, name: str) -> None:
    (places.captures / name).mkdir(parents=True)
    (places.captures / name / "plan.json").write_text("{}")
    assert codes(verdict(places, run("2026-11-29"))) == {}


def test_a_capture_whose_manifest_is_damaged_is_named_with_its_remedy(places: Places) -> None:
    folder = places.captures / "hub-20261129T040000Z"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text("{")
    found = verdict(places, run("2026-11-29"))
    (damage,) = found.alarms
    assert (damage.code, damage.source) == ("damaged", "hub")
    assert "ouverture forget hub-20261129T040000Z" in damage.sentence()


@pytest.mark.parametrize(
    ("kind", "code"), [("refused", "refused"), ("damaged", "damaged"), ("future", "future"), ("forgotten", None)]
)
def test_a_capture_that_the_build_leaves_out_is_told(places: Places, kind: str, code: str | None) -> None:
    """Refused for its values, damaged on disk, of a wrong clock: each alarms; what was left out by hand is settled."""
    folder = places.captures / "npm-20261128T040000Z"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text("{")  # the build knows of it: it is told once
    fault = CaptureFault(
        folder.name, "npm", kind, "its data do not fit ('n/a')", file=f"{folder.name}/npm/1.json", noted_at=NOW
    )
    found = health(places, Ledger(frozenset(), (PANEL, run("2026-11-29")), (fault,)), None, NOW)
    assert [(reason.code, reason.source) for reason in found.alarms] == ([(code, "npm")] if code else [])
    assert found.state == ("degraded" if code else "healthy")


def test_rows_that_did_not_fit_are_counted_and_alarm_nobody(places: Places) -> None:
    ledger = Ledger(frozenset(), (PANEL, run("2026-11-29")), (), (Discarded("pypistats", 3, "Nov 20"),))
    found = health(places, ledger, None, NOW)
    assert [reason.sentence() for reason in found.reasons] == [
        "3 rows of pypistats did not fit and were left out, such as: Nov 20"
    ]
    assert found.healthy


@pytest.mark.parametrize("fault", ["no_build", "no_folder", "pointer", "build"])
def test_without_a_readable_build_it_is_empty_and_says_what_helps(places: Places, fault: str) -> None:
    found = health(places, None, fault, NOW)
    assert (found.state, found.healthy, [reason.code for reason in found.alarms]) == ("empty", False, [fault])


def test_every_reason_can_be_said_in_both_languages_without_a_path(places: Places) -> None:
    values = {"capture": "hub-x", "what": "that", "runs": 2, "hours": 40, "count": 9}
    for code in _table()["reason"]:
        reason = Reason(code, "npm", "2026-11-29T12:00:00Z", values)
        english, french = reason.sentence(), reason.sentence("fr")
        assert english != french
        assert "/" not in english + french
        assert "{" not in english + french


@pytest.mark.parametrize(
    ("harm", "what"),
    [
        (lambda page: page.unlink(), "all/000001.json.zst"),
        (lambda page: page.write_bytes(page.read_bytes()[:-1]), "all/000001.json.zst"),
        (lambda page: page.write_bytes(bytes(page.stat().st_size)), "all/000001.json.zst"),  # of the same size
        (lambda page: (page.parents[1] / "pages.jsonl").write_text("{}\n"), "pages.jsonl"),
        (lambda page: (page.parents[1] / "manifest.json").unlink(), "manifest.json"),
    ],
    ids=["page gone", "page cut", "page changed", "list of pages", "manifest gone"],
)
def test_damage_shows_before_the_next_build_does(places: Places, harm: Callable[[Path], object], what: str) -> None:
    capture = hub_capture(places, NOW - timedelta(days=1), {"a/b": 1})
    ledger = Ledger(frozenset({capture.capture_id}), (PANEL, run("2026-11-29")))
    assert (health(places, ledger, None, NOW).reasons, health(places, ledger, None, NOW).looked_at) == ((), 1)
    page = capture.pages[0].path
    harm(page)
    later = (page.parents[1] / "plan.json").stat().st_mtime_ns + 10**10
    for path in capture.path.rglob("*.*"):
        os.utime(path, ns=(later, later + (path == page)))  # on the fastest disk it was written within one instant
    found = health(places, ledger, None, NOW)
    (damage,) = found.alarms
    assert (damage.code, damage.values["what"], found.ready) == ("damaged", f"{capture.capture_id}/{what}", False)
    assert health(places, ledger, None, NOW + timedelta(days=8)).looked_at == 0  # of an older one the next build tells


def test_a_late_source_beside_the_hub_makes_nobody_wait(places: Places) -> None:
    """Not healthy, and every surface says so; ready all the same. Of the Hub and the build, both are false at once."""
    for hours in (200, 1):
        visited(places, "npm", hours, "failed")
    beside = verdict(places, run("2026-11-29"))
    assert (beside.state, beside.healthy, beside.ready) == ("degraded", False, True)
    late = verdict(places, run("2026-11-20"))
    assert (late.state, late.healthy, late.ready) == ("degraded", False, False)
