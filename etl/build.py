"""The build: all finished captures, applied in order, become one warehouse file.

A build starts from the current one and adds the captures that came since; it starts empty if what made the current
one has changed (registry, panel, transforms, checks, versions). Both give the same tables.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

import etl
from etl.capture import Capture, finished_captures
from etl.checks import load_checks, run_build_checks
from etl.ledger import ACCEPTED
from etl.outcome import ChecksFailed, RunFailed
from etl.places import Places
from etl.progress import Progress, Silent
from etl.publish import Pointer, current, new_build, opened, publish
from etl.refusals import Refusal, of_data, refused
from etl.registry import Registry, registry_tables
from etl.runs import Run, apply_batch, apply_context, archive_runs, context_transform, hub_run, next_batch, panel_runs
from etl.schema import create_schema
from etl.sources import ARCHIVES
from etl.statistics import compute_statistics
from etl.transforms import run_transforms, set_variables, transaction
from etl.visits import visits

_CODE = Path(__file__).parent
_ROWS = "SELECT unnest(from_json(getvariable('rows'), getvariable('structure')), recursive := true)"
_PARTS = (
    "build.py",
    "refusals.py",
    "runs.py",
    "schema.py",
    "plain_text.py",
    "sources/foreign.py",
    "registry/*.py",
    "statistics/*.py",
    "transforms/*.py",
    "transforms/**/*.sql",
    "checks/*.py",
    "checks/*/*.sql",
)


@dataclass(frozen=True)
class BuildOutcome:
    """A build: ``published`` is False if the very same was published already. ``quarantined``: run id and reason."""

    build_id: str
    path: Path
    published: bool
    quarantined: list[tuple[str, str]]


def build(
    places: Places,
    registry: Registry,
    *,
    from_scratch: bool = False,
    progress: Progress | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> BuildOutcome:
    """Build from all finished captures, check and publish. The caller holds the writer lock.

    Raises ``ChecksFailed``, and publishes nothing, if a build check finds rows or the newest run of the Hub is
    quarantined; ``RunFailed`` if there is no capture, or one that this version cannot read.
    """
    progress = progress or Silent()
    captures = _in_order(finished_captures(places))
    fingerprint = fingerprint_of(registry, captures)
    inputs = _inputs(fingerprint, captures)
    pointer = None if from_scratch else current(places)
    if pointer and pointer.build_id.endswith(f"-{inputs[:8]}"):
        return BuildOutcome(pointer.build_id, pointer.path, False, _quarantined(pointer))
    base = pointer.path if pointer and _continues(pointer, fingerprint, captures) else None

    with new_build(places, base) as building:
        connection = building.connection
        with transaction(connection):
            if base is None:
                create_schema(connection)
            _load_registry(connection, registry, with_tables=base is None)
            run_transforms(connection, "03_raw_*.sql")
        first_seq = _apply(connection, captures, progress, now())
        with transaction(connection):
            run_transforms(connection, "4[0-9]_mart_*.sql")
            compute_statistics(connection)
            run_transforms(connection, "5[0-9]_claim_*.sql")
            _load_visits(connection, places)
            _load_rules(connection)
        progress.step("marts written", models=_one(connection, "SELECT count(*) FROM model"))

        newest = _one(connection, "SELECT max(snapshot_date) FROM snapshot_run")
        built_at = now().astimezone(UTC).replace(microsecond=0)
        build_id = f"{newest or built_at:%Y%m%d}-{inputs[:8]}"
        connection.execute("DELETE FROM build_info")
        connection.execute(
            "INSERT INTO build_info (build_id, built_at, fingerprint, software_version) VALUES (?, ?, ?, ?)",
            [build_id, built_at.replace(tzinfo=None), fingerprint, etl.__version__],
        )
        _check(connection, first_seq)
        summary = {
            "built_at": built_at,
            "snapshot_date": newest,
            "models": _one(connection, "SELECT count(*) FROM model"),
            "observations": _one(
                connection, "SELECT coalesce(sum(models), 0) FROM snapshot_run WHERE status <> 'quarantined'"
            ),
            "fingerprint": fingerprint,
        }
        quarantined = _quarantined_runs(connection)
    path = publish(places, building.path, build_id, summary)
    progress.step("published", build=build_id, models=summary["models"], observations=summary["observations"])
    return BuildOutcome(build_id, path, True, quarantined)


def _in_order(captures: Sequence[Capture]) -> list[Capture]:
    """The newest capture of the panel, then all others by time."""
    for capture in captures:
        if capture.source not in ("reference", "hub", *ARCHIVES) and not _is_context(capture):
            raise RunFailed(
                f"{capture.path} is of source {capture.source!r}, which this version cannot read: update it"
            )
    in_order = [c for c in captures if c.source == "reference"][-1:] + [c for c in captures if c.source != "reference"]
    if not in_order:
        raise RunFailed("there is nothing to build from: run `ouverture snapshot`, or `ouverture demo` offline")
    return in_order


def fingerprint_of(registry: Registry, captures: Sequence[Capture]) -> str:
    """sha256 over all that makes a build apart from the live captures: registry, newest panel, code, versions."""
    digest = hashlib.sha256(f"{etl.__version__} {duckdb.__version__} {registry.checksum}".encode())
    for capture in [capture for capture in captures if capture.source == "reference"][-1:]:
        digest.update(" ".join(page.sha256 for page in capture.pages).encode())
    for path in sorted(path for part in _PARTS for path in _CODE.glob(part)):
        digest.update(path.relative_to(_CODE).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def _inputs(fingerprint: str, captures: Sequence[Capture]) -> str:
    """sha256 over the fingerprint, the live captures and the quarantines lifted by hand."""
    live = [f"{c.capture_id} {c.sha256} {(c.path / ACCEPTED).exists()}" for c in captures if c.source != "reference"]
    return hashlib.sha256("\n".join([fingerprint, *live]).encode()).hexdigest()


def _continues(pointer: Pointer, fingerprint: str, captures: Sequence[Capture]) -> bool:
    """Whether the captures in the published build are the first of ``captures``, made and judged as today.

    An archive's days belong between the runs that are there, so its captures always begin anew.
    """
    if pointer.fingerprint != fingerprint:
        return False
    with opened(pointer) as connection:
        built = connection.execute(
            "SELECT capture_id, sha256 FROM capture "
            "UNION ALL SELECT capture_id, sha256 FROM capture_fault WHERE kind = 'refused' AND NOT held"
        ).fetchall()
        quarantined = connection.execute("SELECT capture_id FROM snapshot_run WHERE status = 'quarantined'").fetchall()
    known = captures[: len(built)]
    if any(capture.source in ARCHIVES for capture in captures[len(built) :]):
        return False
    return set(built) == {(c.capture_id, c.sha256) for c in known} and not any(
        (c.path / ACCEPTED).exists() for c in known if (c.capture_id,) in quarantined
    )


def _load_registry(connection: duckdb.DuckDBPyConnection, registry: Registry, *, with_tables: bool) -> None:
    """Fill the lookups of the transforms, and the registry's own tables where the build starts empty."""
    run_transforms(connection, "00_*.sql")
    for name, rows in registry_tables(registry).items():
        if with_tables or name.startswith("registry_"):
            target = connection.table(name)
            if unknown := {key for row in rows for key in row} - set(target.columns):
                raise ValueError(f"table {name} has no column {sorted(unknown)}")
            structure = dict(zip(target.columns, map(str, target.types), strict=True))
            set_variables(connection, rows=json.dumps(rows, default=str), structure=json.dumps([structure]))
            connection.sql(_ROWS).insert_into(name)


def _apply(
    connection: duckdb.DuckDBPyConnection, captures: Sequence[Capture], progress: Progress, now: datetime
) -> int:
    """Apply the captures that the build does not hold yet: the panel's runs, then all others by the day they describe.

    Returns the first run's number. Raises ``ChecksFailed`` if the newest run of the Hub is quarantined.
    """
    built = {capture_id for (capture_id,) in connection.execute("SELECT capture_id FROM capture").fetchall()}
    built |= refused(connection)
    first_seq = run_seq = _one(connection, "SELECT coalesce(max(run_seq), 0) + 1 FROM snapshot_run")
    newest = next((capture for capture in reversed(captures) if capture.source == "hub"), None)
    runs: list[Run] = []
    for capture in captures:
        if capture.capture_id in built:
            continue
        if _is_context(capture):
            _apply_context(connection, capture, progress, now)
            continue
        _insert_capture(connection, capture)
        runs += _runs(connection, capture)
    runs.sort(key=_place)
    while runs:
        with transaction(connection):
            applied = apply_batch(connection, next_batch(runs), run_seq)
        for run, status, reason in applied:
            progress.step("run", run=run.run_id, status=status, reason=reason)
            if status == "quarantined" and run.capture is newest:
                raise ChecksFailed(
                    f"run {run.run_id} is quarantined and nothing is published: {reason}; "
                    f"take another snapshot, or accept it with `ouverture rebuild --accept {run.run_id}`"
                )
        run_seq += len(applied)
        del runs[: len(applied)]
    return int(first_seq)


def _apply_context(connection: duckdb.DuckDBPyConnection, capture: Capture, progress: Progress, now: datetime) -> None:
    """One capture of a web source, whole or not at all: what its data raise refuses it, and the build goes on."""
    try:
        with transaction(connection):
            apply_context(connection, capture)
            _insert_capture(connection, capture)
    except Exception as error:
        if not of_data(error):
            raise
        refusal = Refusal.of_error(capture, error)
        refusal.note(connection, now)
        progress.step("left out", capture=capture.capture_id, because=refusal.reason)
    else:
        progress.step("context", capture=capture.capture_id)


def _place(run: Run) -> tuple[bool, date, bool, str]:
    """Order of the runs: the panel's as it gives them, then by day, archives before the live run of that day."""
    panel = run.capture.source == "reference"
    return not panel, run.snapshot_date, run.source == "hub", "" if panel else run.run_id


def _load_rules(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("DELETE FROM run_rule")
    connection.executemany(
        "INSERT INTO run_rule (rule, what_en, what_fr, verdict, query) VALUES (?, ?, ?, ?, ?)",
        [[check.name, check.what, check.what_fr, check.verdict, check.sql] for check in load_checks("run")],
    )


def _load_visits(connection: duckdb.DuckDBPyConnection, places: Places) -> None:
    connection.execute("DELETE FROM source_visit")
    for visit in visits(places):
        connection.execute(
            "INSERT INTO source_visit (source, visited_at, status, reason, capture_id) VALUES (?, ?, ?, ?, ?)",
            [visit.source, visit.visited_at, visit.status, visit.reason, visit.capture_id],
        )


def _is_context(capture: Capture) -> bool:
    """Whether the capture holds facts around the readings (packages, catalogues, boards) instead of readings."""
    return context_transform(capture.source) is not None


def _runs(connection: duckdb.DuckDBPyConnection, capture: Capture) -> list[Run]:
    if capture.source == "hub":
        return [hub_run(capture)]
    if capture.source in ARCHIVES:
        return archive_runs(capture)
    with transaction(connection):
        runs = panel_runs(connection, capture)
        run_transforms(connection, "02_core_*.sql")
    return runs


def _insert_capture(connection: duckdb.DuckDBPyConnection, capture: Capture) -> None:
    connection.execute(
        "INSERT INTO capture (capture_id, source, scope, started_at, finished_at, requests, files, bytes, sha256) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            capture.capture_id,
            capture.source,
            capture.scope,
            capture.started_at.astimezone(UTC).replace(tzinfo=None),
            capture.finished_at.astimezone(UTC).replace(tzinfo=None),
            capture.requests,
            capture.files,
            capture.size,
            capture.sha256,
        ],
    )


def _check(connection: duckdb.DuckDBPyConnection, since_seq: int) -> None:
    if offences := run_build_checks(connection, since_seq):
        more = f" (and {len(offences) - 1} more checks)" if len(offences) > 1 else ""
        raise ChecksFailed(f"nothing is published: {offences[0]}{more}")


_QUARANTINED = "SELECT run_id, reason FROM snapshot_run WHERE status = 'quarantined' ORDER BY run_seq"


def _quarantined(pointer: Pointer) -> list[tuple[str, str]]:
    with opened(pointer) as connection:
        return _quarantined_runs(connection)


def _quarantined_runs(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    return connection.execute(_QUARANTINED).fetchall()


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> Any:
    row = connection.execute(query).fetchone()
    return row[0] if row else None
