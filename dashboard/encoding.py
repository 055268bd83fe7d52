"""How the values of a result read and which colour each series has: the bridge from front matter to figure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dashboard import theme
from dashboard.figures import Canvas, Encoding
from dashboard.texts import text, texts
from etl.registry import Registry
from metrics.result import Result


def encoding(result: Result, registry: Registry, canvas: Canvas) -> Encoding:
    """The chart hint of the result's metric, resolved to columns, labels and colours."""
    hint = result.metric.chart
    series = hint.series
    return Encoding(
        kind=hint.kind,
        x=hint.x or "",
        y=hint.y or "",
        series=series,
        facet=hint.facet,
        stack=hint.stack,
        log=hint.log,
        unit=result.metric.columns[hint.y].unit or "" if hint.y else "",
        series_label=_labels(series or hint.x, registry, canvas.language),
        colour=_colours(series or hint.x, result, registry, canvas),
        dashed=lambda value: str(value) in theme.CLOSED_SIDES,
        facet_label=_labels(hint.facet, registry, canvas.language),
    )


def _labels(column: str | None, registry: Registry, language: str) -> Callable[[Any], str]:
    known = texts(language)

    def label(value: Any) -> str:
        if column == "tier":
            return text(language, f"tier.{theme.TIER_KEYS.get(value, 'unknown')}")
        if column in ("lab_id", "lab"):
            if value is None:
                return text(language, "card.unaffiliated")
            return (registry.labs[value].short or registry.labs[value].name) if value in registry.labs else str(value)
        if value is None:
            return text(language, "card.no_value")
        return known.get(f"value.{column}_{value}", str(value))

    return label


def _colours(column: str | None, result: Result, registry: Registry, canvas: Canvas) -> Callable[[Any], str]:
    if column == "tier":
        return lambda value: theme.TIER_COLOURS.get(value, theme.OTHER)
    if column in ("lab_id", "lab"):
        ids = {lab.name: lab_id for lab_id, lab in registry.labs.items()}
        return lambda value: theme.lab_colour(registry, ids.get(value, value), canvas.dark)
    if column not in result.table.column_names:
        return lambda _: theme.SEQUENCE[0]
    values = list(dict.fromkeys(result.table.column(column).to_pylist()))
    ramp = {value: theme.SEQUENCE[i % len(theme.SEQUENCE)] for i, value in enumerate(values)}
    return lambda value: theme.SIDE_COLOURS.get(str(value)) or ramp.get(value, theme.OTHER)
