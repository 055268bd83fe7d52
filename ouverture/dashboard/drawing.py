"""A result drawn: the one way from a metric's rows to its figure, on a screen, in a picture and in a file alike."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import plotly.graph_objects as go

from ouverture.dashboard import figures
from ouverture.dashboard.encoding import encoding, events_of
from ouverture.dashboard.spoken import spoken_of
from ouverture.dashboard.view import WHOLE, View, scaled
from ouverture.metrics.result import Result
from ouverture.registry import Registry


def figure_of(result: Result, registry: Registry, canvas: figures.Canvas, view: View = WHOLE) -> go.Figure:
    """The figure of a result (with rows, of a kind that ``figures.PAINTERS`` draws) for a language, a ground and a
    width; ``view`` asks for a part of its dates or another scale.

    It knows no visitor. The figure is shared by all who ask for the same: copy it before changing it.
    """
    parameters = tuple((name, str(value)) for name, value in result.parameters.items())
    key = (result.build.build_id, result.metric.name, result.table.num_rows, view, *parameters)
    return _cached_figure(key, canvas, _Uncompared(result, registry, view))


class _Uncompared:
    """Carries a result past lru_cache, which keys by build, metric and parameters instead."""

    def __init__(self, result: Result, registry: Registry, view: View) -> None:
        self.result, self.registry, self.view = result, registry, view

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Uncompared)

    def __hash__(self) -> int:
        return 0


class Drawn(go.Figure):  # type: ignore[misc]
    """A figure that many are sent: what goes out of it is reckoned once, and is for reading alone."""

    def to_dict(self) -> dict[str, Any]:
        if "_sent" not in self.__dict__:
            self._sent: dict[str, Any] = super().to_dict()
        return self._sent


@lru_cache(maxsize=256)
def _cached_figure(key: tuple[object, ...], canvas: figures.Canvas, carried: _Uncompared) -> go.Figure:
    result, registry = carried.view.rows_of(carried.result), carried.registry
    events = events_of(result, registry, canvas.language) if carried.view.events else ()
    rows = result.table.to_pylist()
    shape = spoken_of(result, rows, encoding(result, registry, canvas), canvas)
    rows, shape = scaled(rows, shape, carried.view.scale)
    return Drawn(figures.draw(rows, shape, canvas, events))
