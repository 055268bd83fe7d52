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
    """Data checks refused the build or the newest run: nothing was published."""

    exit_code = ExitCode.CHECKS_FAILED


class BuildRefused(ChecksFailed):
    """Build checks found rows: something in the build is wrong, whatever the runs say."""


class SourceUnavailable(Failure):
    """A source did not answer as it should. What it brought so far is kept."""

    exit_code = ExitCode.SOURCE_UNAVAILABLE


class Locked(Failure):
    """Another run holds the lock."""

    exit_code = ExitCode.LOCKED
