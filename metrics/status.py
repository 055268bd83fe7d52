"""Health of a build as readers see it: counts, and the last run of each source."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

import duckdb

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

    warehouse: str
    build_id: str
    built_at: datetime
    snapshot_date: date | None
    models: int
    observations: int
    sources: tuple[SourceStatus, ...]
    quarantined_runs: int

    @property
    def healthy(self) -> bool:
        """True where there is a good reading and the Hub's last run, if any, is neither quarantined nor frozen.

        A day of an archive that is left out is history: it does not make the installation ill.
        """
        return self.snapshot_date is not None and all(s.status == "ok" for s in self.sources if s.name == "hub")

    def as_dict(self) -> dict[str, Any]:
        """The status as plain values for JSON: dates and instants in ISO 8601."""
        plain = asdict(self) | {"healthy": self.healthy}
        plain["built_at"] = self.built_at.strftime("%Y-%m-%dT%H:%M:%SZ")
        plain["snapshot_date"] = _iso(self.snapshot_date)
        plain["sources"] = [
            asdict(source) | {"last_ok": _iso(source.last_ok), "last_run": _iso(source.last_run)}
            for source in self.sources
        ]
        return plain


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def read_status(cursor: duckdb.DuckDBPyConnection, build: BuildInfo) -> Status:
    """The status of ``build`` from its ledger. Raises duckdb.Error."""
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
        warehouse=str(build.path),
        build_id=build.build_id,
        built_at=build.built_at,
        snapshot_date=snapshot_date,
        models=models,
        observations=observations,
        sources=tuple(SourceStatus(*row) for row in sources),
        quarantined_runs=quarantined,
    )
