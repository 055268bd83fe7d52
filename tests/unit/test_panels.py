"""Charts over time whose sources lie years apart: a panel each, never one line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from ouverture.dashboard.figures import Canvas, Encoding, Row, draw
from ouverture.dashboard.figures.panels import panels
from ouverture.dashboard.figures.ticks import half_months

LINE = Encoding(
    kind="line",
    x="day",
    y="downloads",
    series="lab",
    facet="source",
    low=None,
    high=None,
    stack=False,
    log=False,
    unit="downloads",
    label=lambda _, value: str(value),
    colour=lambda _: "#3F7FBF",
    dashed=lambda _: False,
)


def readings(source: str, lab: str, first: date, step: int, values: list[float]) -> list[Row]:
    return [
        {"day": first + timedelta(days=step * n), "downloads": value, "lab": lab, "source": source, "flags": None}
        for n, value in enumerate(values)
    ]


PANEL = readings("panel", "a", date(2025, 1, 1), 30, [100, 110, 120]) + readings(
    "panel", "b", date(2025, 1, 1), 30, [50, 40, 30]
)
NIGHTS = readings("hub", "a", date(2026, 10, 1), 1, [10, 11, 12])


def test_sources_far_apart_have_a_panel_each() -> None:
    figure = draw(PANEL + NIGHTS, LINE, Canvas("en"))
    assert [(trace.name, trace.xaxis) for trace in figure.data if trace.name] == [("a", "x"), ("a", "x2"), ("b", "x")]
    first, second = figure.layout.xaxis.domain, figure.layout.xaxis2.domain
    assert first[0] == 0 and first[1] < second[0] and second[1] == 1
    named = [note.text for note in figure.layout.annotations]
    assert named[:2] == ["panel", "hub"]
    assert "b" in named[-1] and "30" not in named[-1]  # it ended before: a name, but no present value


def test_a_panel_of_another_size_has_its_own_scale_unless_it_shows_shares() -> None:
    figure = draw(PANEL + NIGHTS, LINE, Canvas("en"))
    assert figure.layout.yaxis.range[1] > 100 and figure.layout.yaxis2.range[1] < 20
    shares = draw(PANEL + NIGHTS, replace(LINE, unit="share"), Canvas("en"))
    assert shares.layout.yaxis2.matches == "y"


@pytest.mark.parametrize(
    "rows",
    [
        PANEL,  # one source
        PANEL + readings("hub", "a", date(2025, 4, 1), 1, [10, 11]),  # a month later
        PANEL + readings("panel", "a", date(2027, 1, 1), 1, [10]) + NIGHTS,  # one source on both sides of the gap
    ],
)
def test_else_there_is_one_axis(rows: list[Row]) -> None:
    assert len(panels(rows, LINE)) == 1
    assert {trace.xaxis for trace in draw(rows, LINE, Canvas("en")).data} <= {None, "x"}


@pytest.mark.parametrize("kind", ["area", "column", "bump", "step"])
def test_every_chart_over_time_is_cut_alike(kind: str) -> None:
    figure: Any = draw(PANEL + NIGHTS, replace(LINE, kind=kind), Canvas("fr", narrow=True))
    assert {trace.xaxis for trace in figure.data} == {"x", "x2"}


def test_short_spans_have_days_under_the_axis() -> None:
    assert half_months(date(2026, 10, 11), date(2026, 11, 23), 2) == [date(2026, 10, 15), date(2026, 11, 15)]
    assert half_months(date(2026, 10, 11), date(2026, 11, 23), 3)[1] == date(2026, 11, 1)


def test_events_among_the_readings_are_marked_and_named_as_text() -> None:
    events: list[Row] = [
        {"event_on": date(2024, 1, 1), "label": "before"},
        {"event_on": date(2025, 2, 1), "label": "<b>G</b> out"},
        {"event_on": date(2026, 3, 1), "label": "between"},
        {"event_on": date(2026, 10, 2), "label": "late"},
    ]
    figure = draw(PANEL + NIGHTS, LINE, Canvas("en"), events)
    assert [(shape.x0, shape.xref) for shape in figure.layout.shapes] == [("2025-02-01", "x"), ("2026-10-02", "x2")]
    assert "&lt;b&gt;G&lt;/b&gt; out" in [note.text for note in figure.layout.annotations]
    assert not draw(PANEL + NIGHTS, LINE, Canvas("en", narrow=True), events).layout.shapes
