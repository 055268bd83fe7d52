"""Is the observatory well? The one verdict: command line, API, page banner and digest all ask here.

It reads what lies beside the published build (journal of visits, captures that no build holds, files of the newest
captures, the lock) and is handed the build's own ledger by its caller, who has the build open. When a source is late
stands in ``data/registry/sources.toml``, the sentences in ``health.toml``.
No sentence holds a path: readers on the other side of a network see them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal

from ouverture.outcome import RunFailed
from ouverture.pipeline.capture import MANIFEST, PLAN, Capture, read_capture
from ouverture.pipeline.damage import LOOKED_AT, look
from ouverture.pipeline.faults import CaptureFault
from ouverture.pipeline.ledger import Ledger, LedgerRow, refusal_reason
from ouverture.pipeline.lock import holder
from ouverture.pipeline.sources import sources_without_key
from ouverture.pipeline.visits import Visit, visits
from ouverture.places import Places
from ouverture.registry.sources import ASKED, LIVE, OF_THE_HUB, PANEL, SOURCES

PROMISED = frozenset(n for n in ASKED if n != PANEL and not SOURCES[n].on_request)  # at every snapshot: one may be late
SILENT_AT_LEAST = 3  # sources beside the Hub that must have been asked before "none answered" says anything
AHEAD = timedelta(hours=1)  # clocks of two machines differ by less
State = Literal["empty", "demo", "healthy", "degraded"]


@dataclass(frozen=True)
class Reason:
    """Something to know. ``alarm``: not healthy while it lasts. ``since`` is ISO 8601.

    ``essential``: an alarm of the build or of the Hub's readings, without which nothing can be promised.
    """

    code: str
    source: str | None = None
    since: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def alarm(self) -> bool:
        return bool(_table()["reason"][self.code]["alarm"])

    @property
    def essential(self) -> bool:
        return self.alarm and self.source in (None, LIVE) and self.code != "sources_silent"

    def sentence(self, language: str = "en") -> str:
        """What is the matter and what helps, in one sentence without a path."""
        pattern: str = _table()["reason"][self.code][language]
        return pattern.format(**{"source": self.source, "since": self.since, **self.values})

    def as_dict(self) -> dict[str, Any]:
        """The row as machines read it."""
        row = {"code": self.code, "sentence": self.sentence(), "source": self.source, "since": self.since}
        return row | {"alarm": self.alarm, "essential": self.essential}


@dataclass(frozen=True)
class Health:
    """The verdict. ``sources`` has one row for each source of readings, and for each that was ever visited."""

    state: State
    reasons: tuple[Reason, ...]
    sources: tuple[dict[str, Any], ...]
    quarantined: tuple[dict[str, Any], ...]
    unfinished: tuple[str, ...]
    next_due: str | None
    looked_at: int  # captures of the last days whose files were looked at

    @property
    def ready(self) -> bool:
        """True unless the build or the Hub's readings are at fault: one late source beside them turns nobody away."""
        return not any(reason.essential for reason in self.reasons)

    @property
    def healthy(self) -> bool:
        """True where numbers are served and nothing promised is late; a demonstration promised nothing."""
        return self.state in ("healthy", "demo")

    @property
    def alarms(self) -> tuple[Reason, ...]:
        return tuple(reason for reason in self.reasons if reason.alarm)

    def as_dict(self) -> dict[str, Any]:
        """The verdict as plain values for JSON."""
        return {
            "healthy": self.healthy,
            "ready": self.ready,
            "state": self.state,
            "problems": [reason.sentence() for reason in self.alarms],
            "reasons": [reason.as_dict() for reason in self.reasons],
            "sources": list(self.sources),
            "quarantined": list(self.quarantined),
            "unfinished": list(self.unfinished),
            "next_due": self.next_due,
            "looked_at": self.looked_at,
        }


def health(places: Places, ledger: Ledger | None, fault: str | None, now: datetime) -> Health:
    """The verdict at ``now``. ``ledger`` is the current build's; without one ``fault`` says why, as a reason's code."""
    journal = visits(places) if places.captures.is_dir() else []
    faults = ledger.faults if ledger else ()
    known = (ledger.captures if ledger else frozenset()) | {found.capture_id for found in faults}
    waiting = _Waiting.read(places, known)
    lately = sorted(name for name in known if _is_recent(name, now) and (places.captures / name).is_dir())
    told = {found.capture_id for found in faults}
    marred = [mark for name in lately if name not in told for mark in look(places, name)]
    runs = ledger.runs if ledger else ()
    live = [run for run in runs if run.source == LIVE]
    refused = {c.capture_id: why for c in waiting.finished if c.source == LIVE and (why := refusal_reason(c))}
    asked = [visit for visit in journal if visit.source == LIVE]
    seen = [
        *([Reason(fault)] if fault else [] if runs else [Reason("nothing_read")]),
        *waiting.damaged,
        *_of_faults(faults),
        *_of_faults({mark.capture_id: mark for mark in reversed(marred)}.values()),  # one sentence a capture
        *(
            Reason("discarded", row.source, None, {"count": row.rows, "what": row.example or "–"})
            for row in (ledger.discarded if ledger else ())
        ),
        *_readings(live, asked, waiting, refused, now),
        *_from_the_future(runs, journal, now),
        *_around(journal, now),
        *_under_way(places),
    ]
    under_way = any(reason.code == "run_under_way" for reason in seen)
    seen = [reason for reason in seen if reason.code != "not_built" or not under_way]
    own = [run for run in runs if not run.capture_id.startswith(f"{PANEL}-")]
    good = _last_good(live)
    state: State = "healthy" if own else "demo" if runs else "empty"
    if state != "empty" and any(reason.alarm for reason in seen):
        state = "degraded"
    quarantined = {run.run_id: run.reason for run in runs if run.status == "quarantined"} | refused
    return Health(
        state=state,
        reasons=tuple(sorted(seen, key=lambda reason: not reason.alarm)),
        sources=(*_read(runs, waiting, refused, asked, now), *_visited(journal, runs, now)),
        quarantined=tuple({"run_id": run_id, "reason": why} for run_id, why in quarantined.items()),
        unfinished=tuple(_begun(waiting)),
        next_due=iso(good + timedelta(hours=SOURCES[LIVE].every_hours)) if good else None,
        looked_at=len(lately),
    )


@dataclass(frozen=True)
class _Waiting:
    """Captures that no build holds, oldest first: finished, begun, or damaged."""

    finished: tuple[Capture, ...]
    unfinished: tuple[str, ...]
    damaged: tuple[Reason, ...]

    @classmethod
    def read(cls, places: Places, built: frozenset[str]) -> _Waiting:
        """Looks only at folders that are in no build: the cost follows the day, not the history."""
        names = (path.name for path in places.captures.iterdir()) if places.captures.is_dir() else ()
        finished, unfinished, damaged = [], [], []
        for name in sorted(n for n in names if not n.startswith(".") and n not in built):
            folder = places.captures / name
            if (folder / MANIFEST).is_file():
                try:
                    finished.append(read_capture(folder))
                except RunFailed:
                    source = name.rpartition("-")[0]
                    damaged.append(Reason("damaged", source, None, {"capture": name, "what": MANIFEST}))
            elif (folder / PLAN).is_file():
                unfinished.append(name)
        finished.sort(key=lambda capture: (capture.started_at, capture.capture_id))
        return cls(tuple(finished), tuple(unfinished), tuple(damaged))


def _readings(
    live: list[LedgerRow], asked: list[Visit], waiting: _Waiting, refused: Mapping[str, str], now: datetime
) -> Iterator[Reason]:
    """Of the Hub's readings: quarantined, in no build, late, never whole, frozen upstream."""
    own = [capture for capture in waiting.finished if capture.source == LIVE]
    newest = own[-1] if own else None
    last = live[-1] if live else None
    before = [run.run_id for run in live if run.status == "quarantined"] + list(refused)
    if newest and newest.capture_id in refused and (not last or newest.finished_at > _moment(last)):
        yield Reason("quarantined", LIVE, iso(newest.finished_at), {"what": refused[newest.capture_id]})
        before.remove(newest.capture_id)
    elif newest and newest.capture_id not in refused:
        yield Reason("not_built", LIVE, iso(newest.finished_at), {"capture": newest.capture_id})
    elif last and last.status == "quarantined":
        yield Reason("quarantined", LIVE, iso(_moment(last)), {"what": last.reason})
        before.remove(last.run_id)
    elif last and last.status == "stale_upstream":
        yield Reason("stale_upstream", LIVE, iso(_moment(last)))
    if before:
        yield Reason("quarantined_before", LIVE, None, {"runs": len(before)})
    limit = _late(LIVE)
    good = _last_good(live)
    if good and now - good > limit:
        yield Reason("late", LIVE, iso(good), {"hours": (now - good) // timedelta(hours=1)})
    first = min(
        [v.visited_at for v in asked[:1]] + [at for n in _begun(waiting)[:1] if (at := _started(n))], default=None
    )
    if not good and first and now - datetime.fromisoformat(first) > limit:
        yield Reason("no_reading", LIVE, first)


def _of_faults(faults: Iterable[CaptureFault]) -> Iterator[Reason]:
    """Captures that the build leaves out, or holds although they were altered; what was left out by hand is settled."""
    for found in faults:
        values = {"capture": found.capture_id, "what": found.reason}
        if found.kind == "damaged":
            yield Reason("damaged", found.source, iso(found.noted_at), values | {"what": found.file or MANIFEST})
        elif found.kind == "future":
            yield Reason("future", found.source, _started(found.capture_id))
        elif found.kind == "refused":
            yield Reason("refused", found.source, iso(found.noted_at), values)


def _from_the_future(runs: tuple[LedgerRow, ...], journal: list[Visit], now: datetime) -> Iterator[Reason]:
    """A wrong clock: what is dated tomorrow would pass for the newest until that day comes."""
    ahead = [(_moment(run), run.source) for run in runs if _moment(run) > now + AHEAD]
    ahead += [(at, v.source) for v in journal if (at := datetime.fromisoformat(v.visited_at)) > now + AHEAD]
    if ahead:
        moment, source = max(ahead)
        yield Reason("future", source, iso(moment))


def _around(journal: list[Visit], now: datetime) -> Iterator[Reason]:
    """Of the sources beside the Hub: late although they are asked, silent all at once, failed once, not asked."""
    last: dict[str, Visit] = {}
    good: dict[str, str] = {}
    for visit in journal:
        if visit.source in PROMISED - {LIVE}:
            last[visit.source] = visit
            good.setdefault(visit.source, visit.visited_at)  # counted from the first question until one is answered
            if visit.status != "failed":
                good[visit.source] = visit.visited_at
    beside = [visit for source, visit in last.items() if source not in OF_THE_HUB]
    if len(beside) >= SILENT_AT_LEAST and all(visit.status == "failed" for visit in beside):
        yield Reason("sources_silent", None, max(v.visited_at for v in beside), {"count": len(beside)})
    for source, visit in last.items():
        hours = {"hours": (now - datetime.fromisoformat(good[source])) // timedelta(hours=1), "what": visit.reason}
        limit = _late(source)
        if now - datetime.fromisoformat(visit.visited_at) > limit:
            yield Reason("source_not_asked", source, visit.visited_at, hours)
        elif now - datetime.fromisoformat(good[source]) > limit:
            yield Reason("source_late", source, good[source], hours)
        elif visit.status == "failed":
            yield Reason("source_failed", source, visit.visited_at, hours)


def _under_way(places: Places) -> Iterator[Reason]:
    if found := holder(places):
        yield Reason("run_under_way", None, found.since)


def _read(
    runs: tuple[LedgerRow, ...], waiting: _Waiting, refused: Mapping[str, str], asked: list[Visit], now: datetime
) -> Iterator[dict[str, Any]]:
    """One row for each source of readings, the Hub first."""
    for name in dict.fromkeys((LIVE, *(run.source for run in runs))):
        own = [run for run in runs if run.source == name]
        row = _row(name, _last_good(own), own[-1].status if own else "never", own[-1].reason if own else None)
        if name == LIVE:
            newest = max(
                [*(c.capture_id for c in waiting.finished if c.source == LIVE), *(r.run_id for r in own)], default=""
            )
            if newest in refused:
                row |= {"status": "quarantined", "reason": refused[newest]}
            if (begun := _begun(waiting)) and begun[-1] > newest:
                row["status"] = "unfinished"
            if asked and asked[-1].status == "failed":
                row["reason"] = asked[-1].reason
            row["late"] = bool(row["last_ok"]) and now - datetime.fromisoformat(row["last_ok"]) > _late(LIVE)
        yield row


def _visited(journal: list[Visit], runs: tuple[LedgerRow, ...], now: datetime) -> Iterator[dict[str, Any]]:
    """The sources around the readings: their last visit that brought anything, and how the newest one ended."""
    read = {LIVE, PANEL, *(run.source for run in runs)}
    rows: dict[str, dict[str, Any]] = {}
    for visit in journal:
        if visit.source not in read:
            row = rows.setdefault(visit.source, _row(visit.source, None, "never", None))
            row |= {"status": visit.status, "reason": visit.reason}
            if visit.status != "failed":
                row["last_ok"] = visit.visited_at
    for row in rows.values():
        since = row["last_ok"] or next(v.visited_at for v in journal if v.source == row["name"])
        row["late"] = row["name"] in PROMISED and now - datetime.fromisoformat(since) > _late(row["name"])
    for name, variable in sources_without_key().items():
        rows.setdefault(name, _row(name, None, "never", None))
        rows[name] |= {"status": "needs a key", "reason": f"set {variable}", "late": False}
    yield from rows.values()


def _row(name: str, last_ok: datetime | None, status: str, reason: str | None) -> dict[str, Any]:
    every = SOURCES[name].every_hours if name in PROMISED else None
    return {
        "name": name,
        "last_ok": iso(last_ok),
        "status": status,
        "reason": reason,
        "late": False,
        "every_hours": every,
    }


def _begun(waiting: _Waiting) -> list[str]:
    """Begun by the Hub itself: hub-2026…, not hub-datasets-… nor a copy that somebody named."""
    return [name for name in waiting.unfinished if name.startswith(f"{LIVE}-2") and _started(name)]


def _is_recent(capture_id: str, now: datetime) -> bool:
    began = _started(capture_id)
    return began is not None and datetime.fromisoformat(began) >= now - LOOKED_AT


def _started(capture_id: str) -> str | None:
    """The instant that a capture's id ends with; None where it was named by hand."""
    try:
        return f"{datetime.strptime(capture_id.rpartition('-')[2], '%Y%m%dT%H%M%SZ'):%Y-%m-%dT%H:%M:%SZ}"  # noqa: DTZ007
    except ValueError:
        return None


def _last_good(runs: list[LedgerRow]) -> datetime | None:
    """The newest reading that counts. A day on which the Hub stood still is one: it was read as it was."""
    return max((_moment(run) for run in runs if run.status != "quarantined"), default=None)


def _moment(run: LedgerRow) -> datetime:
    day = run.snapshot_date
    return run.finished_at or datetime(day.year, day.month, day.day, tzinfo=UTC)


def iso(moment: datetime | date | None) -> str | None:
    """ISO 8601: an instant with ``Z``, or a day."""
    if isinstance(moment, datetime):
        return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
    return moment.isoformat() if moment else None


def _late(source: str) -> timedelta:
    return timedelta(hours=SOURCES[source].late_hours)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
