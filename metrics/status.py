"""A build as readers see it: counts, the last run of each source of readings, and the verdict of ``etl.health``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import duckdb

from etl.health import Health, iso
from metrics.warehouse import BuildInfo


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


def read_status(cursor: duckdb.DuckDBPyConnection, build: BuildInfo, health: Health) -> Status:
    """The status of ``build`` from its ledger, with the verdict on the installation. Raises duckdb.Error."""
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
    totals = cursor.execute(
        """
        SELECT max(snapshot_date) FILTER (status <> 'quarantined'),
            (SELECT count(*) FROM model),
            coalesce(sum(models) FILTER (status <> 'quarantined'), 0)::BIGINT,
            count(*) FILTER (status = 'quarantined')
        FROM snapshot_run
        """
    ).fetchone()
    assert totals is not None  # an aggregate without GROUP BY has one row
    snapshot_date, models, observations, quarantined = totals
    return Status(
        build_id=build.build_id,
        built_at=build.built_at,
        snapshot_date=snapshot_date,
        models=models,
        observations=observations,
        sources=tuple(SourceStatus(*row) for row in sources),
        quarantined_runs=quarantined,
        health=health,
    )
