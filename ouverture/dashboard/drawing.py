"""A result drawn: the one way from a metric's rows to its figure, on a screen, in a picture and in a file alike."""

from __future__ import annotations

from itertools import count
from threading import Lock
from typing import Any

import plotly.graph_objects as go
from cachetools import LRUCache, cached

from ouverture.dashboard import figures
from ouverture.dashboard.encoding import encoding, events_of
from ouverture.dashboard.light import lightened
from ouverture.dashboard.spoken import spoken_of
from ouverture.dashboard.view import WHOLE, View, scaled
from ouverture.metrics.result import Result
from ouverture.registry import Registry

_SERIAL = count()
TALL = 400  # pixels that a phone's first screen has for a chart, with its title above and its caveat under it


class Drawn(go.Figure):  # type: ignore[misc]
    """A figure that many are sent: for reading alone. No two have the same serial number."""

    def __init__(self, *given: Any, **settings: Any) -> None:
        super().__init__(*given, **settings)
        self._serial = next(_SERIAL)

    def to_dict(self) -> dict[str, Any]:
        """What is sent of it."""
        return lightened(super().to_dict())

    @property
    def serial(self) -> int:
        return self._serial


def _key(result: Result, registry: Registry, canvas: figures.Canvas, view: View = WHOLE) -> tuple[object, ...]:
    return result.token, canvas, view


@cached(LRUCache(256), _key, Lock())
def figure_of(result: Result, registry: Registry, canvas: figures.Canvas, view: View = WHOLE) -> Drawn:
    """The figure of a result (with rows, of a kind that ``figures.PAINTERS`` draws) for a language, a ground and a
    width; ``view`` asks for a part of its dates or another scale.

    It knows no visitor. The figure is shared by all who ask for the same: copy it before changing it.
    """
    result = view.rows_of(result)
    events = events_of(result, registry, canvas.language) if view.events else ()
    rows = result.table.to_pylist()
    shape = spoken_of(result, rows, encoding(result, registry, canvas), canvas)
    rows, shape = scaled(rows, shape, view.scale)
    return Drawn(figures.draw(rows, shape, canvas, events))


def is_tall(result: Result, registry: Registry, canvas: figures.Canvas, view: View = WHOLE) -> bool:
    """Whether what is shown of a result with rows is too tall for a phone's first screen: then what stands under it
    elsewhere stands above it there."""
    if not canvas.narrow:
        return False
    kind = result.metric.chart.kind
    return kind not in figures.PAINTERS or figure_of(result, registry, canvas, view).layout.height > TALL
