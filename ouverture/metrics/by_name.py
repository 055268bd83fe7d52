"""Metrics by name, whatever is known of each: an unknown name is answered with the nearest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from ouverture.metrics.errors import UnknownMetric

T = TypeVar("T")


class ByName(Mapping[str, T]):
    """A mapping that raises UnknownMetric. It keeps the order that it is given."""

    def __init__(self, metrics: Mapping[str, T]) -> None:
        self._metrics = dict(metrics)

    def __getitem__(self, name: str) -> T:
        try:
            return self._metrics[name]
        except KeyError:
            raise UnknownMetric(name, self._metrics) from None

    def __contains__(self, name: object) -> bool:
        return name in self._metrics

    def __iter__(self) -> Iterator[str]:
        return iter(self._metrics)

    def __len__(self) -> int:
        return len(self._metrics)
