"""History from public archives: days captured once, judged and applied in their order, whatever the archive does."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import duckdb
import pytest

from ouverture.cli import main
from ouverture.metrics.warehouse import Warehouse
from ouverture.outcome import ExitCode, SourceUnavailable, UsageOrRegistry
from ouverture.pipeline.backfill import BackfillOutcome, backfill, parse_days
from ouverture.pipeline.capture import finished_captures, unfinished_captures
from ouverture.pipeline.progress import Silent
from ouverture.pipeline.snapshot import open_sources, rebuild, snapshot
from ouverture.places import Places
from ouverture.pointer import current
from ouverture.registry import load_registry
from ouverture.status import state_of
from tests.samples.archives import HUB_STATS, MODEL_PULSE, hub_stats, model_pulse, parquet, row
from tests.standin import Fault, Hub

NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)
REGISTRY = load_registry()
DAYS = ("2025-03-03", "2025-03-10", "2025-03-17")


def week(number: int, **fields: Any) -> list[dict[str, Any]]:
    """Four models of registered organisations and one of nobody, ten per cent more downloaded a week."""
    grown = 100 + 10 * number
    models = ("Qwen/Qwen3-8B", "mistralai/Mistral-7B", "google/gemma-3-4b", "allenai/OLMo-2-7B", "nobody/unknown")
    return [row(model, grown * 10 ** (5 - place), **fields) for place, model in enumerate(models)]


@pytest.fixture
def archive(hub: Hub) -> Hub:
    """hub-stats with three weeks."""
    hub.repositories.by_id[HUB_STATS] = hub_stats({day: parquet(week(n)) for n, day in enumerate(DAYS)})
    return hub


@pytest.fixture
def fill(own_state: None) -> Callable[..., BackfillOutcome]:
    def fill(since: str = "2025-03-03", until: str = "2025-03-20", top: int = 5000) -> BackfillOutcome:
        start, end, every = parse_days(since, until, "7d", NOW.date())
        return backfill(
            Places.from_environment(),
            REGISTRY,
            since=start,
            until=end,
            every=every,
            top=top,
            now=lambda: NOW,
            progress=Silent(),
        )

    return fill


def own_capture(scope: str) -> None:
    """A night that no build has seen yet: the one that follows takes it up."""
    (source,), places = open_sources(["hub"]), Places.from_environment()
    source.take(places, source.plan(places, REGISTRY, scope), lambda: NOW, Silent())


def rows(query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(current(Places.from_environment()).path, read_only=True) as connection:
        return connection.execute(query).fetchall()


RUNS = "SELECT source, snapshot_date::VARCHAR, status, models FROM snapshot_run ORDER BY run_seq"
WEEKS = [("hub-stats", day, "ok", 5) for day in DAYS]


def test_each_week_becomes_a_run_of_its_own_day(archive: Hub, fill: Callable[..., BackfillOutcome]) -> None:
    fill()
    assert rows(RUNS) == WEEKS
    assert rows(
        "SELECT snapshot_date::VARCHAR, downloads_30d, downloads_all_time FROM observation "
        "WHERE model_id = 'Qwen/Qwen3-8B' ORDER BY 1"
    ) == [(day, n * 10**5, n * 10**6) for day, n in zip(DAYS, (100, 110, 120), strict=True)]
    assert rows("SELECT tier, licence, lab_id IS NOT NULL FROM model WHERE model_id = 'Qwen/Qwen3-8B'") == [
        (2, "apache-2.0", True)
    ]


def test_status_names_each_source_once(archive: Hub, fill: Callable[..., BackfillOutcome]) -> None:
    fill()
    sources = state_of(Warehouse(Places.from_environment()), NOW)["sources"]
    sources = [source for source in sources if source["name"] != "hub" and source["status"] != "needs a key"]
    assert [(s["name"], s["last_ok"], s["status"]) for s in sources] == [("hub-stats", "2025-03-17T00:00:00Z", "ok")]


def test_a_second_run_asks_for_nothing_and_changes_nothing(archive: Hub, fill: Callable[..., BackfillOutcome]) -> None:
    first = fill()
    archive.requests.clear()
    second = fill()
    assert (second.captures, second.build.published, second.build.build_id) == ((), False, first.build.build_id)
    assert not [request for request in archive.requests if "resolve" in request.path]


def test_only_the_needed_columns_are_fetched(archive: Hub, fill: Callable[..., BackfillOutcome]) -> None:
    heavy = [r | {"cardData": f"{n}" * 200_000} for n, r in enumerate(week(0))]
    archive.repositories.by_id[HUB_STATS] = hub_stats({DAYS[0]: parquet(heavy)})
    fill()
    page = next(p for p in finished_captures(Places.from_environment())[0].pages if p.unit == DAYS[0])
    assert page.size < 10_000
    assert page.body() == page.path.read_bytes()


def test_the_top_and_the_registry_are_kept_and_nothing_else(archive: Hub, fill: Callable[..., BackfillOutcome]) -> None:
    many = week(0) + [row(f"person/model-{n}", n) for n in range(2500)]
    archive.repositories.by_id[HUB_STATS] = hub_stats({DAYS[0]: parquet(many)})
    fill(top=2)
    assert rows("SELECT count(*) FROM model") == [(4,)]  # the two largest are of the registry
    fill(since="2025-03-01", top=2)
    assert rows(RUNS)[0][3] == 4


def test_a_day_between_and_rebuild_give_the_same_rows(archive: Hub, fill: Callable[..., BackfillOutcome]) -> None:
    own_capture("top:50")
    fill(since="2025-03-10")
    fill()
    everything = "SELECT * EXCLUDE (run_seq) FROM snapshot_run ORDER BY run_seq"
    flows = "SELECT model_key, until_on, downloads, flags FROM flow ORDER BY ALL"
    models = "SELECT model_id, first_seen, last_seen, gone_on FROM model ORDER BY ALL"
    before = [rows(query) for query in (everything, flows, models)]
    assert [run[1:] for run in rows(RUNS)][:3] == [run[1:] for run in WEEKS]
    rebuild(Places.from_environment(), REGISTRY, accepted=None, now=lambda: NOW, progress=Silent())
    assert [rows(query) for query in (everything, flows, models)] == before
    # a live snapshot on top continues the build and gives what a rebuild gives
    later = NOW + timedelta(days=1)
    archive.advance(days=1)
    snapshot(
        Places.from_environment(), REGISTRY, open_sources(["hub"]), scope="top:50", now=lambda: later, progress=Silent()
    )
    before = [rows(query) for query in (everything, flows, models)]
    rebuild(Places.from_environment(), REGISTRY, accepted=None, now=lambda: later, progress=Silent())
    assert [rows(query) for query in (everything, flows, models)] == before


def test_what_is_newer_than_the_archive_is_not_gone(archive: Hub, fill: Callable[..., BackfillOutcome]) -> None:
    archive.add_model("Qwen/newer", downloads=10**9)
    own_capture("top:50")
    fill()
    assert rows("SELECT count(*) FROM model WHERE model_id = 'Qwen/newer' AND gone_on IS NULL") == [(1,)]


def test_an_archive_that_went_away_leads_to_the_next(archive: Hub, fill: Callable[..., BackfillOutcome]) -> None:
    archive.repositories.private.add(HUB_STATS)
    archive.repositories.by_id[MODEL_PULSE] = model_pulse(
        (day, "Qwen/Qwen3-8B", 1000 + n, 0 if n == 0 else 5000 + n, 7) for n, day in enumerate(DAYS)
    )
    fill()
    assert rows("SELECT source, status FROM source_visit ORDER BY source") == [
        ("hub-stats", "failed"),
        ("model-pulse", "ok"),
    ]
    assert "not public any more" in rows("SELECT reason FROM source_visit WHERE status = 'failed'")[0][0]
    assert rows("SELECT snapshot_date::VARCHAR, downloads_30d, downloads_all_time FROM observation ORDER BY 1") == [
        (DAYS[0], 1000, None),  # 0 all-time downloads with downloads in the window: unknown
        (DAYS[1], 1001, 5001),
        (DAYS[2], 1002, 5002),
    ]


def test_no_archive_at_all_is_unavailable(hub: Hub, capsys: pytest.CaptureFixture[str]) -> None:
    hub.repositories.private |= {HUB_STATS, MODEL_PULSE}
    assert main(["backfill", "--since", "2025-03-03"]) == ExitCode.SOURCE_UNAVAILABLE
    assert "cfahlgren1/hub-stats" in capsys.readouterr().err


def test_days_that_are_not_understood_are_left_out_and_told(archive: Hub, fill: Callable[..., BackfillOutcome]) -> None:
    bodies = (
        (parquet(week(1), without=["downloads"]), "no column downloads"),
        (parquet(week(1), without=["id"]), "no column id"),
        (parquet(week(1))[:-3000], "cut off"),
        (b"<html>", "cut off"),
        (parquet(week(1, tags="license:mit")), "column tags of type"),
        (parquet([r | {"downloads": str(r["downloads"])} for r in week(1)]), "column downloads of type"),
        (parquet([row("person/x", 0)]), "no model in scope"),
    )
    bad = [(date(2025, 3, 10) + timedelta(days=7 * n)).isoformat() for n in range(len(bodies))]
    first, last = DAYS[0], "2025-04-28"
    days = {first: parquet(week(0)), last: parquet(week(1))}
    archive.repositories.by_id[HUB_STATS] = hub_stats(days | dict(zip(bad, (body for body, _ in bodies), strict=True)))
    fill(until=last)
    assert [run[1] for run in rows(RUNS)] == [first, last]
    (capture,) = finished_captures(Places.from_environment())
    assert list(capture.missing) == bad
    for day, (_, words) in zip(bad, bodies, strict=True):
        assert words in capture.missing[day]
    ((status, reason),) = rows("SELECT status, reason FROM source_visit")
    assert status == "partial"
    assert f"{bad[0]} {capture.missing[bad[0]]}" in reason


def test_a_day_left_out_is_asked_again_and_changes_nothing(archive: Hub, fill: Callable[..., BackfillOutcome]) -> None:
    archive.repositories.by_id[HUB_STATS] = hub_stats({DAYS[0]: parquet(week(0)), DAYS[1]: b"<html>"})
    archive.repositories.by_id[MODEL_PULSE] = model_pulse([(DAYS[1], "Qwen/Qwen3-8B", 1000, 5000, 7)])
    first, second = fill(), fill()
    assert (second.captures, second.build.build_id) == ((), first.build.build_id)
    archive.repositories.by_id[HUB_STATS] = hub_stats({day: parquet(week(n)) for n, day in enumerate(DAYS)})
    fill()
    assert rows(RUNS) == WEEKS


def test_a_connection_cut_in_the_middle_keeps_the_days_before(
    archive: Hub, fill: Callable[..., BackfillOutcome]
) -> None:
    archive.fault = Fault("truncated", path="/datasets/", skip=3)
    with pytest.raises(SourceUnavailable, match="cannot be reached"):
        fill()
    archive.fault = None
    fill()
    assert rows(RUNS) == WEEKS


def test_columns_that_may_be_missing_leave_their_values_unknown(
    archive: Hub, fill: Callable[..., BackfillOutcome]
) -> None:
    archive.repositories.by_id[HUB_STATS] = hub_stats(
        {DAYS[0]: parquet(week(0), without=["downloadsAllTime", "tags", "_id", "trendingScore"])}
    )
    fill()
    query = "SELECT downloads_all_time, licence, tier FROM observation JOIN model USING (model_id)"
    assert rows(f"{query} WHERE model_id = 'Qwen/Qwen3-8B'") == [(None, None, None)]


def test_nothing_is_understood_says_so(archive: Hub, fill: Callable[..., BackfillOutcome]) -> None:
    drifted = [{"author": "Qwen", "day": date(2025, 3, 3), "dl30": 5}]
    archive.repositories.by_id[HUB_STATS] = hub_stats(dict.fromkeys(DAYS, parquet(drifted)))
    with pytest.raises(SourceUnavailable, match="has no column id and no downloads, it has author"):
        fill()
    assert not finished_captures(Places.from_environment())


def test_a_busy_hub_stops_the_run_and_the_next_goes_on(archive: Hub, fill: Callable[..., BackfillOutcome]) -> None:
    archive.fault = Fault("status", status=429, path="/datasets/", skip=3)
    with pytest.raises(SourceUnavailable, match="429"):
        fill()
    (plan,) = unfinished_captures(Places.from_environment())
    kept = sorted(path.parent.name for path in plan.path.glob("*/*.parquet"))
    assert 0 < len(kept) < 3
    archive.fault = None
    archive.requests.clear()
    fill()
    assert rows(RUNS) == WEEKS
    assert len({r.path for r in archive.requests if "resolve" in r.path}) == 3 - len(kept)


def test_an_archive_that_goes_away_midway_leaves_what_was_read(
    archive: Hub, fill: Callable[..., BackfillOutcome]
) -> None:
    archive.fault = Fault("status", status=429, path="/datasets/", skip=3)
    with pytest.raises(SourceUnavailable):
        fill()
    archive.fault = None
    archive.repositories.private.add(HUB_STATS)
    fill()
    assert rows(RUNS) == WEEKS[:1]
    assert not unfinished_captures(Places.from_environment())


def test_weeks_without_a_commit_are_gaps(archive: Hub, fill: Callable[..., BackfillOutcome]) -> None:
    archive.repositories.by_id[HUB_STATS] = hub_stats(
        {"2025-03-05": parquet(week(0)), "2025-03-18": parquet(week(1)), "2025-03-19": parquet(week(2))}
    )
    fill()
    assert [run[1] for run in rows(RUNS)] == ["2025-03-05", "2025-03-18"]  # no reading from 10 to 16 March


def test_a_killed_run_goes_on_where_it_stopped(archive: Hub, fill: Callable[..., BackfillOutcome]) -> None:
    archive.fault = Fault("hang", path="/datasets/", skip=3, seconds=60)
    command = [sys.executable, "-m", "ouverture", "backfill", "--since", DAYS[0], "--until", "2025-03-20"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    captures = Places.from_environment().captures
    while not list(captures.glob("*/2025-03-03/*.parquet")):
        assert process.poll() is None
        time.sleep(0.05)
    process.kill()
    process.communicate()
    archive.fault = None
    assert fill().build.published
    assert rows(RUNS) == WEEKS
    assert len(finished_captures(Places.from_environment())) == 1


def test_where_both_read_the_same_day_their_counts_are_compared(
    archive: Hub, fill: Callable[..., BackfillOutcome]
) -> None:
    day = NOW.date().isoformat()
    model = max((m for m in archive.models if m.get("author") == "Qwen"), key=lambda m: m.get("downloads", 0))
    own_capture("labs")
    same = row(model["id"], model["downloads"] // 2, _id=model["_id"])  # an archive keeps the Hub's own ids
    theirs = [same, row("mistralai/of-the-archive", 10)]
    archive.repositories.by_id[HUB_STATS] = hub_stats({day: parquet(theirs)})
    fill(since=day, until=day)
    assert rows("SELECT other_source, source, common_models, downloads_30d FROM mart_source_overlap") == [
        ("hub-stats", "hub", 1, model["downloads"])
    ]
    assert rows("SELECT round(ratio, 2), verdict FROM source_join") == [(2.0, "break")]


@pytest.mark.parametrize(("factor", "verdict"), [(1.0, "joined"), (0.8, "break")])
def test_own_snapshots_go_on_from_the_archives_last_reading_before_them(
    archive: Hub, fill: Callable[..., BackfillOutcome], factor: float, verdict: str
) -> None:
    day, week_before = NOW.date(), NOW.date() - timedelta(days=7)
    counted = {m["id"]: m["downloads"] for m in archive.models if m.get("author") == "Qwen" and m.get("downloads")}
    own = {m["id"]: m["_id"] for m in archive.models}  # an archive keeps the Hub's own ids
    archive.repositories.by_id[HUB_STATS] = hub_stats(
        {
            week_before.isoformat(): parquet([row(i, n // 2, _id=own[i]) for i, n in counted.items()]),
            day.isoformat(): parquet([row(i, int(n * factor), _id=own[i]) for i, n in counted.items()]),
        }
    )
    own_capture("labs")
    fill(since=week_before.isoformat(), until=day.isoformat())
    assert rows("SELECT line, joined_on, other_source, other_run_id, verdict FROM line_joint") == [
        ("hub", day, "hub-stats", f"hub-stats-{week_before:%Y%m%d}", verdict)
    ]
    assert rows("SELECT sum(common_downloads_30d), sum(common_downloads_30d_before) FROM mart_joint") == [
        (sum(counted.values()), sum(n // 2 for n in counted.values()))
    ]
    assert rows("SELECT source, chain, joint FROM series_line WHERE asked = 'auto' ORDER BY snapshot_date") == [
        ("hub-stats", "hub" if verdict == "joined" else "hub-stats", None),
        ("hub", "hub", verdict),
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("2025-13-01", None, "7d"),
        ("2025-01-01", "x", "7d"),
        ("2025-01-02", "2025-01-01", "7d"),
        ("2025-01-01", None, "w"),
    ],
)
def test_wrong_dates_are_usage(arguments: tuple[str, str | None, str]) -> None:
    with pytest.raises(UsageOrRegistry):
        parse_days(*arguments, NOW.date())


def test_a_day_before_a_model_was_first_seen_does_not_say_that_it_is_gone(
    installed: Places, archive: Hub, fill: Callable[..., BackfillOutcome]
) -> None:
    """The panel saw it first on 2026-03-31; in February its organisation is listed whole, and of course without it."""
    archive.repositories.by_id[HUB_STATS] = hub_stats({"2026-02-04": parquet([*week(0), row("nvidia/other", 100)])})
    assert fill(since="2026-02-04", until="2026-02-04").build.published
    query = "SELECT first_seen::VARCHAR, gone_on FROM model WHERE model_id = 'nvidia/gpt-oss-puzzle-88B'"
    assert rows(query) == [("2026-03-31", None)]
    assert rows("SELECT count(*) FROM model WHERE gone_on < last_seen") == [(0,)]
    assert rows("SELECT count(*) FROM capture_fault") == [(0,)]
