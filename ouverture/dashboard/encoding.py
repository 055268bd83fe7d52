"""How the values of a result read and which colour each series has: the bridge from a metric's file to its figure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ouverture.dashboard import theme
from ouverture.dashboard.figures import Canvas, Encoding, Row
from ouverture.dashboard.texts import texts
from ouverture.dashboard.yardsticks import measure_name, yardstick_name
from ouverture.formatting import formatted
from ouverture.metrics.result import Result
from ouverture.registry import Registry

YARDSTICKS = ("yardstick", "scale", "label")  # columns of yardsticks, and of measures on them
SELF_EVIDENT = ("share", "percent_change", "point_change", "rank")  # units written with each number
SOURCE_NAMES = ("source", "line", "catalogue", "provider")  # columns whose values may be names of sources
ORIGINS = ("origin", "region", "base_from", "published_in")  # columns of countries, and of words where there is none


def encoding(result: Result, registry: Registry, canvas: Canvas) -> Encoding:
    """The chart hint of the result's metric, resolved to columns, labels and colours."""
    hint = result.metric.chart
    y = hint.y_for(result.parameters)
    columns = result.metric.columns
    counted = hint.x and columns[hint.x].type in ("integer", "number")
    return Encoding(
        kind=hint.kind,
        x=hint.x or "",
        y=y or "",
        series=hint.series,
        facet=hint.facet,
        low=hint.low,
        high=hint.high,
        stack=hint.stack,
        log=hint.log,
        unit=result.metric.columns[y].unit or "" if y else "",
        label=labels(registry, canvas.language),
        colour=_colours(hint.series or hint.x, result, registry, canvas),
        dashed=lambda value: str(value) in theme.CLOSED_SIDES,
        x_title=columns[hint.x].label.in_(canvas.language) if counted and hint.x else "",
        y_title=_title(result, y, canvas.language) if y else "",
        pair=(columns[y].label.in_(canvas.language), columns[hint.low].label.in_(canvas.language))
        if y and hint.low
        else ("", ""),
        measured=columns[y].label.in_(canvas.language) if y and _one_source(result) else "",
    )


def _one_source(result: Result) -> bool:
    """Whether all rows are one line that is named by its source: then what is measured says more."""
    series = result.metric.chart.series
    return series in SOURCE_NAMES and len(set(result.table.column(series).to_pylist())) == 1


def _title(result: Result, y: str, language: str) -> str:
    """What the numbers of y count: the unit in words, else the column's label; nothing where each number bears it, or
    where the line under the card's title has said it (a measure that the reader chooses)."""
    column, known = result.metric.columns[y], texts(language)
    label = column.label.in_(language)
    title = known.get(f"axis.{column.unit}", label)
    if column.unit in SELF_EVIDENT or (result.metric.chart.y_of and title == label):
        return ""
    return f"{title} · {known['card.log_axis']}" if result.metric.chart.log else title


def labels(registry: Registry, language: str) -> Callable[[str | None, Any], str]:
    """How a value of a column reads: ``label(column, value)``."""
    known = texts(language)

    def label(column: str | None, value: Any) -> str:
        if column == "tier":
            key = f"tier.{theme.TIER_KEYS.get(value, 'unknown')}"
        elif value is None:
            key = "card.unaffiliated" if column in ("lab_id", "lab") else "card.no_value"
        elif column in ("lab_id", "lab", "from_node") and (value in registry.labs or column != "from_node"):
            if value in registry.labs:
                return registry.labs[value].short_name
            key = f"value.{column}_{value}"
        elif column in ORIGINS:
            return origin_name(value, language)
        elif column == "score_from":
            return f"≥ {value}"
        elif column in YARDSTICKS and f"value.{column}_{value}" not in known:
            return measure_name(str(value), language) or yardstick_name(str(value), language)
        else:
            return worded(column, str(value), language) if column else ""
        return known.get(key, str(value)) if column else ""

    return label


def worded(column: str, value: str, language: str) -> str:
    """A key of a column in the reader's words; any other text as it stands."""
    if column == "definition":
        return definition_name(value, language)
    known = texts(language)
    key = f"flag.{value}" if column == "flag" else f"value.{column}_{value}"
    if column in SOURCE_NAMES and key not in known:
        key = f"value.source_{value}"
    return known.get(key, value)


def events_of(result: Result, registry: Registry, language: str) -> list[Row]:
    """Events that explain a chart, by date: a lab's own where it shows one, faults of the counters that it reads."""
    held = {
        name: set(result.table.column(name).to_pylist())
        for name in ("lab_id", "source")
        if name in result.table.column_names
    }
    found = [
        event
        for event in registry.events.values()
        if (event.kind in ("release", "partnership") and held.get("lab_id") == {event.lab})
        or (event.kind == "counter_incident" and event.source in held.get("source", ()))
    ]
    return [
        {"event_on": event.on, "label": event.title_fr if language == "fr" else event.title_en}
        for event in sorted(found, key=lambda event: event.on)
    ]


def origin_name(value: str, language: str) -> str:
    """A country's name in ``language``, or the words for why there is none."""
    return texts(language).get(f"value.origin_{value}") or formatted(value, "country", language)


def definition_name(value: str, language: str) -> str:
    """A definition of a spec curve, its choices in words."""
    known = texts(language)
    return " · ".join(
        known.get(f"value.choice_{part}") or yardstick_name(part, language) for part in value.split(" · ")
    )


def _colours(column: str | None, result: Result, registry: Registry, canvas: Canvas) -> Callable[[Any], str]:
    if column == "tier":
        return lambda value: theme.TIER_COLOURS.get(value, theme.OTHER)
    if column in ("lab_id", "lab"):
        ids = {lab.name: lab_id for lab_id, lab in registry.labs.items()}
        return lambda value: theme.lab_colour(registry, ids.get(value, value), canvas.dark)
    if column in ORIGINS:
        return lambda value: theme.COUNTRY_COLOURS.get(value, theme.OTHER)
    if column not in result.table.column_names:
        return lambda _: theme.SEQUENCE[0]
    values = list(dict.fromkeys(result.table.column(column).to_pylist()))
    ramp = {value: theme.SEQUENCE[i % len(theme.SEQUENCE)] for i, value in enumerate(values)}
    if column == "score_from":  # a ladder
        ramp = dict(zip(values, theme.ordered(len(values), canvas.dark), strict=True))
    named = {**theme.SIDE_COLOURS, **theme.STATE_COLOURS, **theme.DIRECTION_COLOURS}

    return lambda value: named.get(str(value)) or ramp.get(value, theme.OTHER)
