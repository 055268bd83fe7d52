"""What can go wrong between a question and its rows. Each message is one sentence that names the remedy."""

# ruff: noqa: N818 - these names are the documented interface and read as what happened
from __future__ import annotations

from collections.abc import Iterable, Sequence

from ouverture.registry.faults import WORD_LENGTH, did_you_mean, nearest


def clipped(word: str) -> str:
    """A word from outside, short enough to be said back: an answer never grows with the nonsense that was asked."""
    return word if len(word) <= WORD_LENGTH else f"{word[:WORD_LENGTH]}…"


class MetricError(Exception):
    """Base of every error of the semantic layer that a reader may see."""


class UnknownMetric(MetricError):
    """No metric has this name. ``nearest`` is the one that comes nearest, None where none does."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name = name
        self.nearest = next(iter(nearest(name, known)), None)
        hint = did_you_mean(name, known) or "; `ouverture export --list` and /api/v1/metrics list the names."
        super().__init__(f"There is no metric {clipped(name)!r}{hint}")


class BadParameter(MetricError):
    """A parameter is unknown, missing or has a value outside what is allowed."""

    def __init__(self, parameter: str, value: object, allowed: Sequence[str] | str, message: str) -> None:
        self.parameter = clipped(parameter)
        self.value = value
        self.allowed = allowed if isinstance(allowed, str) else list(allowed)
        super().__init__(message)


class NoBuild(MetricError):
    """There is no readable warehouse. ``code`` says why, as a reason of ``ouverture/health.toml``."""

    def __init__(self, message: str, code: str = "build") -> None:
        self.code = code
        super().__init__(message)


class BuildGone(MetricError):
    """The pinned build is not kept: no longer, or it never was here."""

    def __init__(self, build_id: str, kept: str) -> None:
        self.build_id = build_id
        super().__init__(f"Build {build_id} is not kept here; {kept}; leave out `build` to read the current one.")


class NotHeld(MetricError):
    """The rows are not in memory, and only what is there was asked for."""


class QueryTimeout(MetricError):
    """The query ran into the time limit."""

    def __init__(self, name: str, seconds: float) -> None:
        super().__init__(f"{name} took longer than {seconds:g} s; narrow it (fewer labs, shorter span) and try again.")


class QueryFailed(MetricError):
    """The query does not fit the build, or its rows do not fit the declaration."""
