"""Filling a build: the captures that are new to it, applied in order, then the marts over all runs."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import duckdb

import ouverture
from ouverture.outcome import RunQuarantined
from ouverture.pipeline.capture import Capture
from ouverture.pipeline.checks import load_checks
from ouverture.pipeline.claims import judge_claims
from ouverture.pipeline.faults import REFUSED, CaptureFault, note_faults
from ouverture.pipeline.inputs import Inputs
from ouverture.pipeline.progress import Progress
from ouverture.pipeline.refusals import blames_data, blames_memory, explanation, fault_of
from ouverture.pipeline.replay import NOTHING, AppliedRun, applied_in
from ouverture.pipeline.runs import (
    Run,
    apply_batch,
    apply_web_source,
    archive_runs,
    hub_run,
    next_batch,
    panel_runs,
)
from ouverture.pipeline.statistics import compute_statistics
from ouverture.pipeline.transforms import run_stage, set_variables, transaction, warehouse_time
from ouverture.pipeline.visits import visits
from ouverture.places import Places
from ouverture.registry import Registry, registry_tables
from ouverture.registry.sources import ARCHIVES, LIVE, PANEL, kind_of
from ouverture.registry.tables import LATE, Rows

UNFINISHED = "unfinished"  # build id in the file of a replay
_ROWS = "SELECT unnest(from_json(getvariable('rows'), getvariable('structure')), max_depth := 2)"


@dataclass(frozen=True)
class Choice:
    """Which parts go in. A part is a run of readings, or a capture of facts around them, by its id.

    ``only``: these alone are tried, None for all. ``condemned``: parts known to make the build fail, and why: such a
    run is quarantined, such a capture refused. ``awaited``: captures just taken; a quarantined run of theirs ends it.
    """

    only: Collection[str] | None = None
    condemned: Mapping[str, str] = field(default_factory=dict)
    awaited: Collection[str] = ()

    def takes(self, part: str) -> bool:
        """Whether a part is tried at all."""
        return self.only is None or part in self.only


def parts(inputs: Inputs) -> list[str]:
    """The parts that are new to the build, without the panel's, which are the checkout's own."""
    found = []
    for capture in inputs.fresh:
        if capture.source in ARCHIVES:
            found += [f"{capture.source}-{p.unit.replace('-', '')}" for p in capture.pages if p.unit != "scope"]
        elif capture.source != PANEL:
            found.append(capture.capture_id)
    return found


class Filling:
    """One build being filled: its connection, and what it is made from."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, inputs: Inputs, choice: Choice, progress: Progress, now: datetime
    ) -> None:
        self._connection, self._inputs, self._choice = connection, inputs, choice
        self._progress, self._now = progress, now
        self._applied = NOTHING
        self._unfit: set[str] = set()  # runs that are quarantined unread: no acceptance can make them go in

    def fill(self, places: Places, registry: Registry) -> int:
        """Apply all. Returns the number of the first run that is new or not yet held to today's checks."""
        connection = self._connection
        if self._inputs.base is None:
            self._applied = applied_in(connection, self._inputs)
        with transaction(connection):
            if self._inputs.base is None and self._applied is NOTHING:
                fill_registry(connection, registry)
                sign(connection, self._inputs, UNFINISHED, self._now)
            elif self._inputs.same_rules:
                fill_registry(connection, registry, tables=())
            else:
                clear_late(connection, registry)
                fill_registry(connection, registry, tables=LATE)
            run_stage(connection, "rules")
            there = [capture.capture_id for capture in self._inputs.captures]
            connection.execute(  # only a refusal by this very code outlasts the build that found it
                "DELETE FROM capture_fault WHERE sha256 IS NULL OR NOT list_contains(?::VARCHAR[], capture_id)", [there]
            )
            note_faults(connection, self._inputs.faults, self._now)
        first_seq = self._apply()
        with transaction(connection):
            run_stage(connection, "marts")
            compute_statistics(connection)
            judge_claims(connection)
            _load_visits(connection, places)
            _load_rules(connection)
        self._progress.step("marts written", models=scalar(connection, "SELECT count(*) FROM model"))
        return first_seq

    def _apply(self) -> int:
        """Apply the captures that are new: the panel's runs, then all others by the day they describe."""
        run_seq = int(scalar(self._connection, "SELECT coalesce(max(run_seq), 0) + 1 FROM snapshot_run"))
        first_seq = run_seq if self._inputs.same_rules else 1
        web = [capture.capture_id for capture in self._inputs.fresh if kind_of(capture.source) == "web"]
        there = web[: self._applied.captures_of(web)]
        runs: list[Run] = []
        for capture in self._inputs.fresh:  # the panel first: a newer word of a web source takes the place of its own
            if kind_of(capture.source) != "web":
                runs += self._runs_of(capture)
            elif capture.capture_id not in there:
                self._apply_web_source(capture)
        runs.sort(key=_place)
        if gone_on := self._applied.runs_of([run.run_id for run in runs]):
            self._progress.step("going on with the replay that stopped", runs=gone_on, of=len(runs))
            self._raise_for_awaited(self._applied.runs)
            del runs[:gone_on]
        while runs:
            condemned = self._choice.condemned.get(runs[0].run_id)
            if condemned:
                applied = self._quarantine(runs[0], run_seq, condemned)
            else:
                free = next((n for n, run in enumerate(runs) if run.run_id in self._choice.condemned), len(runs))
                applied = self._apply_batch(next_batch(runs[:free]), run_seq)
            for run, status, reason in applied:
                self._progress.step("run", run=run.run_id, status=status, reason=reason)
            self._raise_for_awaited(
                AppliedRun(run.run_id, run.capture.capture_id, status, reason) for run, status, reason in applied
            )
            run_seq += len(applied)
            del runs[: len(applied)]
        return first_seq

    def _raise_for_awaited(self, runs: Iterable[AppliedRun]) -> None:
        """Raises ``RunQuarantined`` for one of the captures that were just taken."""
        for run in runs:
            if run.status == "quarantined" and run.capture_id in self._choice.awaited:
                unfit = run.run_id in self._unfit or run.capture_id in self._applied.refused
                raise RunQuarantined(run.run_id, run.capture_id, run.reason, unfit=unfit)

    def _apply_web_source(self, capture: Capture) -> None:
        """One capture of a web source, whole or not at all: what its data raise refuses it, and the build goes on."""
        if not self._choice.takes(capture.capture_id):
            return
        if why := self._choice.condemned.get(capture.capture_id):
            self._refuse(CaptureFault(capture.capture_id, capture.source, REFUSED, why, sha256=capture.sha256))
            return
        try:
            with transaction(self._connection):
                apply_web_source(self._connection, capture)
                _insert_capture(self._connection, capture)
        except Exception as error:
            if not blames_data(error):
                raise
            self._refuse(fault_of(capture, error))
        else:
            self._progress.step("web source", capture=capture.capture_id)

    def _runs_of(self, capture: Capture) -> list[Run]:
        """The runs of a capture that are tried, with its row written."""
        there = capture.capture_id in self._applied.captures
        if capture.source == LIVE:
            runs = [hub_run(capture)]
        elif capture.source in ARCHIVES:
            if capture.capture_id in self._applied.refused and not there:
                return []
            try:
                runs = archive_runs(capture)
            except Exception as error:
                if not blames_data(error):
                    raise
                self._refuse(fault_of(capture, error))
                return []
        else:
            with transaction(self._connection):
                runs = panel_runs(self._connection, capture)
                if not there:
                    run_stage(self._connection, "panel_facts")
                    _insert_capture(self._connection, capture)
            return runs
        runs = [run for run in runs if self._choice.takes(run.run_id)]
        if runs and not there:
            _insert_capture(self._connection, capture)
        return runs

    def _apply_batch(self, runs: Sequence[Run], first_seq: int) -> list[tuple[Run, str, str | None]]:
        """A batch; where it fails its runs one by one, and one that fails alone is quarantined."""
        try:
            with transaction(self._connection):
                return apply_batch(self._connection, runs, first_seq)
        except Exception as error:
            halved = len(runs) > 1 and blames_memory(error)
            if not (blames_data(error) or halved) or runs[0].capture.source == PANEL:
                raise
            if len(runs) > 1:
                return self._apply_batch(runs[: len(runs) // 2], first_seq)
            words, file, value = explanation(runs[0].capture, [page.path for page in runs[0].pages], error)
            reason = f"its data do not go into the tables ({words})"
            capture = runs[0].capture
            fault = CaptureFault(
                capture.capture_id, capture.source, REFUSED, reason, file=file, row_text=value, sha256=capture.sha256
            )
            note_faults(self._connection, [fault], self._now)
            return self._quarantine(runs[0], first_seq, reason)

    def _quarantine(self, run: Run, run_seq: int, reason: str) -> list[tuple[Run, str, str | None]]:
        """A run that is kept in the ledger and in no number, unread."""
        self._unfit.add(run.run_id)
        self._connection.execute(
            "INSERT INTO snapshot_run (run_id, run_seq, capture_id, source, scope, listing, snapshot_date, started_at, "
            "finished_at, status, reason, in_series) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'quarantined', ?, FALSE)",
            [
                run.run_id,
                run_seq,
                run.capture.capture_id,
                run.source,
                run.capture.scope,
                run.listing,
                run.snapshot_date,
                warehouse_time(run.started_at),
                warehouse_time(run.finished_at),
                reason,
            ],
        )
        return [(run, "quarantined", reason)]

    def _refuse(self, fault: CaptureFault) -> None:
        note_faults(self._connection, [fault], self._now)
        self._progress.step("left out", capture=fault.capture_id, because=fault.reason)


def scalar(connection: duckdb.DuckDBPyConnection, query: str) -> Any:
    """The single value of a query."""
    row = connection.execute(query).fetchone()
    return row[0] if row else None


def _place(run: Run) -> tuple[bool, Any, bool, str]:
    """Order of the runs: the panel's as it gives them, then by day, archives before the live run of that day."""
    panel = run.capture.source == PANEL
    return not panel, run.snapshot_date, run.source == LIVE, "" if panel else run.run_id


def sign(connection: duckdb.DuckDBPyConnection, inputs: Inputs, build_id: str, at: datetime) -> None:
    """Write what the build is and what made it."""
    built_at = at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    connection.execute("DELETE FROM build_info")
    connection.execute(
        "INSERT INTO build_info (build_id, built_at, fingerprint, lasting_fingerprint, software_version) "
        "VALUES (?, ?, ?, ?, ?)",
        [build_id, built_at, inputs.fingerprint, inputs.lasting, ouverture.__version__],
    )


def fill_registry(
    connection: duckdb.DuckDBPyConnection, registry: Registry, *, tables: Collection[str] | None = None
) -> None:
    """Fill the lookups of the transforms, and the registry's own tables, of which those named or all."""
    run_stage(connection, "lookups")
    for name, rows in registry_tables(registry).items():
        if tables is None or name in tables or name.startswith("registry_"):
            insert_rows(connection, name, rows)


def clear_late(connection: duckdb.DuckDBPyConnection, registry: Registry) -> None:
    """Take the registry's rows out of the tables that hold something late; what sources brought stays in them."""
    connection.execute("DELETE FROM claim WHERE kind = 'debate'")
    connection.execute("DELETE FROM openness_evidence WHERE source = ?", [registry.own_source])
    whole = [name for name in LATE if not name.startswith("registry_") and name not in ("claim", "openness_evidence")]
    for (statement,) in connection.execute("SELECT format('DELETE FROM {}', unnest(?))", [whole]).fetchall():
        connection.execute(statement)


def insert_rows(connection: duckdb.DuckDBPyConnection, table: str, rows: Rows) -> None:
    """Insert rows that may leave columns out. Raises ``ValueError`` for a column that the table does not have."""
    target = connection.table(table)
    if unknown := {key for row in rows for key in row} - set(target.columns):
        raise ValueError(f"table {table} has no column {sorted(unknown)}")
    structure = dict(zip(target.columns, map(str, target.types), strict=True))
    set_variables(connection, rows=json.dumps(rows, default=str), structure=json.dumps([structure]))
    connection.sql(_ROWS).insert_into(table)


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
            [
                visit.source,
                warehouse_time(datetime.fromisoformat(visit.visited_at)),
                visit.status,
                visit.reason,
                visit.capture_id,
            ],
        )


def _insert_capture(connection: duckdb.DuckDBPyConnection, capture: Capture) -> None:
    connection.execute(
        "INSERT INTO capture (capture_id, source, scope, started_at, finished_at, requests, files, bytes, sha256) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            capture.capture_id,
            capture.source,
            capture.scope,
            warehouse_time(capture.started_at),
            warehouse_time(capture.finished_at),
            capture.requests,
            capture.files,
            capture.size,
            capture.sha256,
        ],
    )
