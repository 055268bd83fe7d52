"""The state of the installation as the command line tells it: what is published, and the verdict of ``etl.health``."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from etl.damage import LOOKED_AT
from etl.health import health, iso
from etl.ledger import Ledger, read_ledger
from etl.outcome import RunFailed
from etl.places import Places
from etl.publish import BrokenPointer, Pointer, current

SAID = {
    "healthy": "healthy",
    "demo": "demo: the reference panel alone, nothing was promised and nothing is late",
    "degraded": "not healthy",
    "empty": "not healthy: there is nothing to show",
}


def status(places: Places, now: datetime) -> dict[str, Any]:
    """State of the installation, ready for JSON: instants and dates are ISO 8601 text, ages are hours.

    ``healthy`` is true if ``problems`` is empty. Never raises for a broken installation: it says so.
    """
    pointer, ledger, fault = _published(places)
    return {
        **health(places, ledger, fault, now).as_dict(),
        "warehouse": str(pointer.path) if pointer else None,
        "build_id": pointer.build_id if pointer else None,
        "built_at": iso(pointer.built_at) if pointer else None,
        "age_hours": round((now - pointer.built_at) / timedelta(hours=1), 1) if pointer else None,
        "snapshot_date": iso(pointer.snapshot_date) if pointer else None,
        "models": pointer.models if pointer else None,
        "observations": pointer.observations if pointer else None,
    }


def describe(state: dict[str, Any]) -> str:
    """The same for people, several lines."""
    lines = [SAID[state["state"]], *(f"  {problem}" for problem in state["problems"])]
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
    lines += [f"note          {reason['sentence']}" for reason in state["reasons"] if not reason["alarm"]]
    lines += [f"quarantined   {run['run_id']}: {run['reason']}" for run in state["quarantined"]]
    lines += [f"unfinished    {capture_id}" for capture_id in state["unfinished"]]
    if state["next_due"]:
        lines.append(f"next due      {state['next_due']}")
    lines.append(
        f"captures      {state['looked_at']} of the last {LOOKED_AT.days} days looked at for files that are gone, of "
        "another size or written later; `ouverture check --captures` reads them all"
    )
    return "\n".join(lines)


def _published(places: Places) -> tuple[Pointer | None, Ledger | None, str | None]:
    """The pointer and its build's ledger as far as they can be read, and the code of what is wrong."""
    try:
        pointer = current(places)
    except BrokenPointer:
        return None, None, "pointer"
    except RunFailed:
        return None, None, "no_folder"
    if pointer is None:
        return None, None, "no_build"
    try:
        return pointer, read_ledger(pointer), None
    except RunFailed:
        return pointer, None, "build"
