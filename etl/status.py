"""Is the observatory well? What is published, how old it is, what each source last brought, what is in the way."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from etl.capture import Capture, Plan, finished_captures, instant, unfinished_captures
from etl.ledger import Ledger, LedgerRow, read_ledger, refusal
from etl.outcome import RunFailed
from etl.places import Places
from etl.publish import Pointer, current
from etl.sources import ESSENTIAL, sources_without_key
from etl.visits import visits

EVERY = timedelta(hours=24)  # the rhythm of snapshots
OVERDUE = timedelta(hours=36)  # a nightly run that is half a day late needs somebody
LIVE = "hub"


def status(places: Places, now: datetime) -> dict[str, Any]:
    """State of the installation, ready for JSON: instants and dates are ISO 8601 text, ages are hours.

    ``healthy`` is true if ``problems`` is empty. Never raises for a broken installation: it says so.
    """
    problems: list[str] = []
    pointer, ledger = _published(places, problems)
    captures, begun = _captured(places, problems)
    unfinished = [plan.capture_id for plan in begun]
    refused = {c.capture_id: why for c in captures if c.capture_id not in ledger.captures and (why := refusal(c))}
    quarantined = [
        *({"run_id": run.run_id, "reason": run.reason} for run in ledger.runs if run.status == "quarantined"),
        *({"run_id": run_id, "reason": why} for run_id, why in refused.items()),
    ]
    last_live = _last_ok(ledger.runs, LIVE)
    if captures and (newest := captures[-1].capture_id) in refused:
        problems.append(f"the newest snapshot is quarantined: {refused[newest]}")
    elif captures and newest not in ledger.captures:
        problems.append(f"capture {newest} is in no build yet: run `ouverture snapshot` or `ouverture rebuild`")
    if last_live is not None and now - last_live > OVERDUE:
        hours = (now - last_live) // timedelta(hours=1)
        problems.append(f"the last good snapshot is {hours} hours old: run `ouverture snapshot` and see what stops it")
    elif last_live is not None and last_live - now > timedelta(hours=1):
        problems.append(
            f"the newest snapshot is dated {_iso(last_live)}, which is still to come: set the clock, "
            "then move that capture away and run `ouverture rebuild`"
        )
    asked = [visit for visit in visits(places) if visit.source == LIVE]
    since = min(
        [visit.visited_at for visit in asked[:1]] + [instant(plan.started_at) for plan in begun[:1]], default=None
    )
    if last_live is None and since and now - datetime.fromisoformat(since) > OVERDUE:
        problems.append(
            f"the Hub, asked since {since}, has given no whole snapshot yet: run `ouverture snapshot` again"
        )
    failed = asked[-1].reason if asked and asked[-1].status == "failed" else None
    read = _sources(ledger.runs, refused, unfinished, captures, failed)
    return {
        "healthy": not problems,
        "problems": problems,
        "warehouse": str(pointer.path) if pointer else None,
        "build_id": pointer.build_id if pointer else None,
        "built_at": _iso(pointer.built_at) if pointer else None,
        "age_hours": round((now - pointer.built_at) / timedelta(hours=1), 1) if pointer else None,
        "snapshot_date": _iso(pointer.snapshot_date) if pointer else None,
        "models": pointer.models if pointer else None,
        "observations": pointer.observations if pointer else None,
        "sources": read + [row for row in _visited(places) if row["name"] not in {row["name"] for row in read}],
        "quarantined": quarantined,
        "unfinished": unfinished,
        "next_due": _iso(last_live + EVERY) if last_live else None,
    }


def describe(state: dict[str, Any]) -> str:
    """The same for people, several lines."""
    lines = ["healthy" if state["healthy"] else "not healthy", *(f"  {problem}" for problem in state["problems"])]
    if state["build_id"]:
        lines += [
            f"build         {state['build_id']}, {state['age_hours']:g} hours old",
            f"warehouse     {state['warehouse']}",
            f"as of         {state['snapshot_date'] or 'no reading yet'}",
            f"holds         {state['models']:,} models, {state['observations']:,} observations",
        ]
    lines += [
        f"source        {s['name']}: {s['status']}, last good {s['last_ok'] or 'never'}"
        + (f" ({s['reason']})" if s.get("reason") else "")
        for s in state["sources"]
    ]
    lines += [f"quarantined   {run['run_id']}: {run['reason']}" for run in state["quarantined"]]
    lines += [f"unfinished    {capture_id}" for capture_id in state["unfinished"]]
    if state["next_due"]:
        lines.append(f"next due      {state['next_due']}")
    return "\n".join(lines)


def _published(places: Places, problems: list[str]) -> tuple[Pointer | None, Ledger]:
    empty = Ledger(frozenset(), ())
    try:
        pointer = current(places)
    except RunFailed as error:
        problems.append(str(error))
        return None, empty
    if pointer is None:
        problems.append("there is no build yet: run `make run`, or `ouverture demo` for the reference panel alone")
        return None, empty
    try:
        return pointer, read_ledger(pointer)
    except RunFailed as error:
        problems.append(str(error))
        return pointer, empty


def _captured(places: Places, problems: list[str]) -> tuple[list[Capture], list[Plan]]:
    try:
        finished = [capture for capture in finished_captures(places) if capture.source == LIVE]
        plans = [plan for plan in unfinished_captures(places) if plan.source == LIVE]
        return finished, plans
    except RunFailed as error:
        problems.append(str(error))
        return [], []


def _last_ok(runs: tuple[LedgerRow, ...], source: str) -> datetime | None:
    good = [run for run in runs if run.source == source and run.status == "ok"]
    return max((_moment(run) for run in good), default=None)


def _moment(run: LedgerRow) -> datetime:
    day = run.snapshot_date
    return run.finished_at or datetime(day.year, day.month, day.day, tzinfo=UTC)


def _sources(
    runs: tuple[LedgerRow, ...],
    refused: dict[str, str],
    unfinished: list[str],
    captures: list[Capture],
    failed: str | None,
) -> list[dict[str, Any]]:
    """The sources of readings; ``failed`` says why the last visit to the Hub brought nothing whole."""
    rows = []
    for name in dict.fromkeys((LIVE, *(run.source for run in runs))):
        own = [run for run in runs if run.source == name]
        state = own[-1].status if own else "never"
        if name == LIVE:
            newest = captures[-1].capture_id if captures else ""
            if newest in refused:
                state = "quarantined"
            if unfinished and unfinished[-1] > newest:
                state = "unfinished"
        row = {"name": name, "last_ok": _iso(_last_ok(runs, name)), "status": state}
        rows.append(row | ({"reason": failed} if name == LIVE and failed else {}))
    return rows


def _visited(places: Places) -> list[dict[str, Any]]:
    """The sources around the readings: their last visit that brought anything, and how the newest one ended."""
    rows: dict[str, dict[str, Any]] = {}
    for visit in visits(places):
        if visit.source in ESSENTIAL:
            continue
        row = rows.setdefault(visit.source, {"name": visit.source, "last_ok": None, "status": "never", "reason": None})
        row |= {"status": visit.status, "reason": visit.reason}
        if visit.status != "failed":
            row["last_ok"] = visit.visited_at
    for name, variable in sources_without_key().items():
        row = rows.setdefault(name, {"name": name, "last_ok": None})
        row |= {"status": "needs a key", "reason": f"set {variable}"}
    return list(rows.values())


def _iso(moment: datetime | date | None) -> str | None:
    if isinstance(moment, datetime):
        return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
    return moment.isoformat() if moment else None
