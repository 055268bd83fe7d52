"""Data checks: SQL files that return the offending rows. None means pass; on failure the rows are the explanation.

``run/*.sql`` judge one run before its readings count anywhere; ``build/*.sql`` judge a build before it is published.
Each file begins with comment lines: ``-- what:`` (the fault in words), ``-- remedy:`` and, for a run, ``-- verdict:``
and ``-- fr:`` (the fault in French words, for the Method page).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

CHECKS = Path(__file__).parent
_HEADER = re.compile(r"-- (\w+): (.+)")


@dataclass(frozen=True)
class Check:
    """One check: its name (the file's stem), the header's texts and the query."""

    name: str
    what: str
    remedy: str
    verdict: str | None
    sql: str
    what_fr: str | None = None


@dataclass(frozen=True)
class Offence:
    """A check that found something: how many rows, and the first of them by column."""

    name: str
    what: str
    remedy: str
    rows: int
    example: dict[str, Any]

    def __str__(self) -> str:
        values = ", ".join(f"{column} {value}" for column, value in self.example.items())
        return f"{self.what} ({self.name}: {self.rows} rows, first {values}): {self.remedy}"


def judge_runs(connection: duckdb.DuckDBPyConnection) -> dict[int, tuple[str, str]]:
    """Runs of the batch at hand that are not ok: number of the run, status (stale_upstream or quarantined) and why.

    Reads the temporary tables ``counter``, ``previous`` and ``run_summary``. Any reason to quarantine outweighs others.
    """
    verdicts: dict[int, tuple[str, str]] = {}
    for check in load_checks("run"):
        for run_seq, reason in connection.execute(check.sql).fetchall():
            known = verdicts.get(run_seq)
            if known is None or (check.verdict == "quarantined" and known[0] != "quarantined"):
                verdicts[run_seq] = (str(check.verdict), str(reason))
    return verdicts


def run_build_checks(connection: duckdb.DuckDBPyConnection, since_seq: int = 0) -> list[Offence]:
    """What the build checks find in a warehouse; an empty list means that it is sound.

    Rows of the large tables are looked at from run ``since_seq`` on: a build that adds runs need not read all again.
    """
    connection.execute("SET VARIABLE since_seq = ?", [since_seq])
    offences = []
    for check in load_checks("build"):
        result = connection.execute(check.sql)
        columns = [column[0] for column in result.description or ()]
        if rows := result.fetchall():
            example = dict(zip(columns, rows[0], strict=True))
            offences.append(Offence(check.name, check.what, check.remedy, len(rows), example))
    return offences


@cache
def load_checks(kind: str) -> tuple[Check, ...]:
    """The checks of ``run`` or ``build`` in the order of their names."""
    return tuple(_check(path) for path in sorted((CHECKS / kind).glob("*.sql")))


def _check(path: Path) -> Check:
    sql = path.read_text(encoding="utf-8")
    header = {match[1]: match[2] for line in sql.splitlines() if (match := _HEADER.match(line))}
    verdict = header.get("verdict")
    if path.parent.name == "run" and verdict not in ("quarantined", "stale_upstream"):
        raise ValueError(f"{path}: a run check needs '-- verdict: quarantined' or '-- verdict: stale_upstream'")
    return Check(path.stem, header["what"], header["remedy"], verdict, sql, header.get("fr"))
