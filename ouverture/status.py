"""What is published and how the installation is, for every surface: command line, HTTP, banner and gauges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

import duckdb

from ouverture.health import Health, health, iso
from ouverture.metrics.errors import NoBuild
from ouverture.metrics.warehouse import OpenBuild, Warehouse
from ouverture.pipeline.damage import LOOKED_AT
from ouverture.pipeline.ledger import Ledger, ledger_of

CONTENTS_TIME_LIMIT = 10.0  # seconds
SAID = {
    "healthy": "healthy",
    "demo": "demo: the reference panel alone, nothing was promised and nothing is late",
    "degraded": "not healthy",
    "empty": "not healthy: there is nothing to show",
}


@dataclass(frozen=True)
class SourceStatus:
    """One source: the day of its last good reading, and how its last run ended (ok, stale_upstream, quarantined)."""

    name: str
    listing: str
    last_ok: date | None
    last_run: date
    status: str
    reason: str | None


@dataclass(frozen=True)
class Status:
    """One build. ``snapshot_date`` is the newest good reading; ``observations`` counts readings of all good runs."""

    build_id: str
    built_at: datetime
    snapshot_date: date | None
    models: int
    observations: int
    sources: tuple[SourceStatus, ...]
    quarantined_runs: int
    health: Health

    def as_dict(self, now: datetime) -> dict[str, Any]:
        """What ``ouverture status --json`` says, without the server's paths: others read it."""
        return {
            **self.health.as_dict(),
            "warehouse": f"{self.build_id}.duckdb",
            "build_id": self.build_id,
            "built_at": iso(self.built_at),
            "age_hours": round((now - self.built_at) / timedelta(hours=1), 1),
            "snapshot_date": iso(self.snapshot_date),
            "models": self.models,
            "observations": self.observations,
        }


def health_of(warehouse: Warehouse, now: datetime | None = None) -> Health:
    """How the installation is, whatever build a visitor has pinned. Never raises: it says what is the matter."""
    now = now or datetime.now(UTC)
    try:
        ledger = _ledger(warehouse.build())
    except NoBuild as fault:
        return health(warehouse.places, None, fault.code, now)
    except duckdb.Error:
        return health(warehouse.places, None, "build", now)
    return health(warehouse.places, ledger, None, now)


def status_of(warehouse: Warehouse, build_id: str | None = None, now: datetime | None = None) -> Status:
    """The current build, or the one asked for, and the verdict. Raises NoBuild, BuildGone, BadParameter."""
    build = warehouse.build(build_id)
    try:
        return Status(**_contents(build), health=health_of(warehouse, now))
    except duckdb.Error as error:
        message = f"The build {build.info.build_id} was made by another version of Ouverture; run `ouverture rebuild`."
        raise NoBuild(message) from error


def state_of(warehouse: Warehouse, now: datetime) -> dict[str, Any]:
    """The same ready for JSON, whatever state the installation is in; ``warehouse``: a build's path, or "shared"."""
    try:
        status = status_of(warehouse, now=now)
    except NoBuild:
        missing = ("warehouse", "build_id", "built_at", "age_hours", "snapshot_date", "models", "observations")
        return {**health_of(warehouse, now).as_dict(), **dict.fromkeys(missing)}
    where = "shared" if warehouse.places.lake else str(warehouse.places.warehouse / f"{status.build_id}.duckdb")
    return {**status.as_dict(now), "warehouse": where}


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


@lru_cache(maxsize=2)
def _ledger(build: OpenBuild) -> Ledger:  # a published build never changes
    with build.cursor(CONTENTS_TIME_LIMIT) as cursor:
        return ledger_of(cursor)


@lru_cache(maxsize=2)
def _contents(build: OpenBuild) -> dict[str, Any]:
    """The fields of ``Status`` that a build keeps as long as it is. Raises duckdb.Error."""
    with build.cursor(CONTENTS_TIME_LIMIT) as cursor:
        sources = cursor.execute(
            """
            SELECT source,
                arg_max(listing, run_seq),
                max(snapshot_date) FILTER (status <> 'quarantined'),
                max(snapshot_date),
                arg_max(status, run_seq),
                arg_max(reason, run_seq)
            FROM snapshot_run GROUP BY source ORDER BY source
            """
        ).fetchall()
        ((snapshot_date, models, observations, quarantined),) = cursor.execute(
            """
            SELECT max(snapshot_date) FILTER (status <> 'quarantined'),
                (SELECT count(*) FROM model),
                coalesce(sum(models) FILTER (status <> 'quarantined'), 0)::BIGINT,
                count(*) FILTER (status = 'quarantined')
            FROM snapshot_run
            """
        ).fetchall()
    return {
        "build_id": build.info.build_id,
        "built_at": build.info.built_at,
        "snapshot_date": snapshot_date,
        "models": models,
        "observations": observations,
        "sources": tuple(SourceStatus(*row) for row in sources),
        "quarantined_runs": quarantined,
    }
