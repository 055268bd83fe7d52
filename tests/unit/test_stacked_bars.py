"""Stacked bars: one bar a category, its parts in their order, small parts without a number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ouverture.dashboard.figures import MARKS, Canvas, Encoding, draw

ENCODING = Encoding(
    kind="bar",
    x="origin",
    y="share",
    series="side",
    facet=None,
    low=None,
    high=None,
    stack=True,
    log=False,
    unit="share",
    label=lambda column, value: str(value),
    colour=lambda value: "#3F7FBF",
    dashed=lambda value: False,
)


def test_parts_of_one_bar_follow_each_other_and_small_ones_carry_no_number() -> None:
    rows = [
        {"origin": "US", "side": "open", "share": 0.98},
        {"origin": "US", "side": "unknown", "share": 0.02},
        {"origin": "<b>CN</b>", "side": "open", "share": 1.0},
        {"origin": "<b>CN</b>", "side": "unknown", "share": None},
    ]
    figure = draw(rows, ENCODING, Canvas(language="en"))
    assert [(trace.name, list(trace.x), list(trace.y)) for trace in figure.data] == [
        ("open", [0.98, 1.0], [1, 0]),  # the first category on top
        ("unknown", [0.02], [1]),
    ]
    assert [list(trace.text) for trace in figure.data] == [["98%", "100%"], [""]]
    assert figure.layout.yaxis.ticktext == ("&lt;b&gt;CN&lt;/b&gt;", "US")
    assert figure.layout.barmode == "stack"


def test_a_flagged_part_is_hatched() -> None:
    rows = [
        {"origin": "US", "side": "open", "share": 0.6, "flags": "excluded"},
        {"origin": "CN", "side": "open", "share": 0.4, "flags": "gap"},  # which bars do not mark
    ]
    figure = draw(rows, ENCODING, Canvas(language="en"))
    assert list(figure.data[0].marker.pattern.shape) == ["/", ""]
    assert MARKS["bar"]["excluded"] == "▨"
    assert "gap" not in MARKS["bar"]


def test_a_break_under_an_area_is_a_hairline() -> None:
    area = replace(ENCODING, kind="area", x="day", y="share", series="side")
    days = [date(2026, 11, 1), date(2026, 11, 8)]
    rows = [{"day": day, "side": "open", "share": 0.5, "flags": "break" if day == days[1] else None} for day in days]
    figure = draw(rows, area, Canvas(language="en"))
    assert [shape.x0 for shape in figure.layout.shapes] == ["2026-11-08"]
