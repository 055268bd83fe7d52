"""What can go wrong between a question and its rows. Each message is one sentence that names the remedy."""

# ruff: noqa: N818 - these names are the documented interface and read as what happened
from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word closest to ``word``, or None when nothing is near."""
    found = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return found[0] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``, did you mean 'x'?`` for the nearest known word, else an empty string."""
    found = nearest(word, known)
    return f", did you mean {found!r}?" if found else ""


class MetricError(Exception):
    """Base of every error of the semantic layer that a reader may see."""


class UnknownMetric(MetricError):
    """No metric has this name."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name = name
        self.nearest = nearest(name, known)
        hint = did_you_mean(name, known) or "; the catalogue lists the names."
        super().__init__(f"There is no metric {name!r}{hint}")


class BadParameter(MetricError):
    """A parameter is unknown, missing or has a value outside what is allowed."""

    def __init__(self, parameter: str, value: object, allowed: Sequence[str] | str, message: str) -> None:
        self.parameter = parameter
        self.value = value
        self.allowed = allowed if isinstance(allowed, str) else list(allowed)
        super().__init__(message)


class NoBuild(MetricError):
    """There is no readable warehouse."""


class BuildGone(MetricError):
    """The pinned build is no longer kept."""

    def __init__(self, build_id: str) -> None:
        self.build_id = build_id
        super().__init__(f"Build {build_id} is no longer kept; leave out `build` to read the current one.")


class QueryTimeout(MetricError):
    """The query ran into the time limit."""

    def __init__(self, name: str, seconds: float) -> None:
        super().__init__(f"{name} took longer than {seconds:g} s; narrow it (fewer labs, shorter span) and try again.")


class QueryFailed(MetricError):
    """The query does not fit the build, or its rows do not fit the declaration."""
