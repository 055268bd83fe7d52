"""What is made of a result's rows for a visitor is made once, and kept for all who stand where that visitor stands."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import ParamSpec, TypeVar

from cachetools import LRUCache, cached

from ouverture.dashboard import session
from ouverture.metrics.result import Result

MOST = 1_024  # of one function: texts of some kB at most
P = ParamSpec("P")
T = TypeVar("T")


def memo(make: Callable[P, T]) -> Callable[P, T]:
    """A function of results and of settings that can be hashed, whose answer depends on nothing else but where the
    visitor stands (``session.standing``): language, address of the server, build, shared scope."""
    return cached(LRUCache(MOST), _key, Lock())(make)


def _key(*given: object, **settings: object) -> tuple[object, ...]:
    named = (part for name in sorted(settings) for part in (name, settings[name]))
    return session.standing(), *(part.token if isinstance(part, Result) else part for part in (*given, *named))
