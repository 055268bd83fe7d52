"""How a command ends: exit codes, and failures that say in one sentence what to do."""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """Exit codes of the command line: a scheduler tells "later" from "wake somebody" by them."""

    OK = 0
    RUN_FAILED = 1
    USAGE = 2
    CHECKS_FAILED = 3
    SOURCE_UNAVAILABLE = 4
    LOCKED = 5


class Failure(Exception):  # noqa: N818  # the name that the exit codes speak of
    """A failure foreseen. Its message is one sentence that names the cause and the remedy."""

    exit_code: ClassVar[ExitCode] = ExitCode.RUN_FAILED


class RunFailed(Failure):
    """The run stopped on this side: disk, signal, broken file."""


class UsageOrRegistry(Failure):
    """The command or the registry is not valid."""

    exit_code = ExitCode.USAGE


class ChecksFailed(Failure):
    """Data checks refused the build, or a run that was just taken: what was refused is in no number."""

    exit_code = ExitCode.CHECKS_FAILED


class RunQuarantined(ChecksFailed):
    """Run checks refused a run that was just taken, or its data do not go in (``unfit``): then nobody can accept it."""

    def __init__(
        self, run_id: str, capture_id: str, reason: str | None, *, unfit: bool, rest_published: bool = False
    ) -> None:
        fate = "in no number, while all else that came is published" if rest_published else "nothing is published"
        remedy = (
            f"leave it out for good with `ouverture forget {capture_id}`"
            if unfit
            else (f"accept it with `ouverture rebuild --accept {run_id}`")
        )
        super().__init__(f"run {run_id} is quarantined and {fate}: {reason}; take another snapshot, or {remedy}")
        self.run_id, self.capture_id, self.reason, self.unfit = run_id, capture_id, reason, unfit

    def with_the_rest_published(self) -> RunQuarantined:
        """The same, once what else came is published without the run."""
        return RunQuarantined(self.run_id, self.capture_id, self.reason, unfit=self.unfit, rest_published=True)


class BuildRefused(ChecksFailed):
    """Build checks found rows: something in the build is wrong, whatever the runs say."""


class SourceUnavailable(Failure):
    """A source did not answer as it should. What it brought so far is kept."""

    exit_code = ExitCode.SOURCE_UNAVAILABLE


class Locked(Failure):
    """Another run holds the lock."""

    exit_code = ExitCode.LOCKED
