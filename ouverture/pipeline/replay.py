"""A replay that stopped half way: what its file holds, and whether a build may go on from there."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

import duckdb

from ouverture.pipeline.faults import refused_captures
from ouverture.pipeline.inputs import Inputs, is_accepted, lasting_fingerprint_in


class OtherReplay(Exception):  # noqa: N818  # no failure: the file is put away and the replay begins
    """What a replay left behind is not the beginning of the one at hand."""


@dataclass(frozen=True)
class AppliedRun:
    """A run of the ledger."""

    run_id: str
    capture_id: str
    status: str
    reason: str | None


@dataclass(frozen=True)
class Applied:
    """Captures that have their row, captures that their data refused, and runs in their order."""

    captures: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    runs: Sequence[AppliedRun] = ()

    def captures_of(self, names: Sequence[str]) -> int:
        """How many of these captures, in the order in which they are applied, are. Raises ``OtherReplay``."""
        return _first(names, self.captures | self.refused)

    def runs_of(self, names: Sequence[str]) -> int:
        """How many of these runs, in the order in which they are applied, are. Raises ``OtherReplay``."""
        return _first(names, {run.run_id for run in self.runs})


def _first(names: Sequence[str], known: Set[str]) -> int:
    done = [name for name in names if name in known]
    if done != list(names[: len(done)]):
        raise OtherReplay
    return len(done)


NOTHING = Applied()


def applied_in(connection: duckdb.DuckDBPyConnection, inputs: Inputs) -> Applied:
    """What the file of a build without base holds. Raises ``OtherReplay`` if it is not the beginning of this one.

    It was made under the same lasting fingerprint, from captures that are as they were and judged as they were.
    """
    lasting = lasting_fingerprint_in(connection)
    if lasting is None:
        return NOTHING
    captures = dict(connection.execute("SELECT capture_id, sha256 FROM capture").fetchall())
    refused = {name: sha256 for name, sha256 in refused_captures(connection).items() if sha256}
    runs = connection.execute("SELECT run_id, capture_id, status, reason FROM snapshot_run ORDER BY run_seq").fetchall()
    applied = Applied(frozenset(captures), frozenset(refused), [AppliedRun(*run) for run in runs])
    at_hand = {capture.capture_id: capture for capture in inputs.captures}
    as_they_were = all(
        name in at_hand and at_hand[name].sha256 == sha256 for name, sha256 in (captures | refused).items()
    )
    quarantined = {run.capture_id for run in applied.runs if run.status == "quarantined"}
    if lasting != inputs.lasting or not as_they_were or any(is_accepted(at_hand[name]) for name in quarantined):
        raise OtherReplay
    return applied
