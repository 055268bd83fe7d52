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


def test_parts_through_others_are_marked_and_bases_rank_by_their_sum() -> None:
    tree = replace(ENCODING, kind="tree", x="model", y="downloads", series="base", unit="downloads")
    rows = [
        {"base": "x/small", "model": "x/one", "downloads": 5, "role": "maker"},
        {"base": "x/large", "model": "x/two", "downloads": 4, "role": "maker"},
        {"base": "x/large", "model": "y/three", "downloads": 3, "role": "author", "flags": "excluded"},
    ]
    figure = draw(rows, tree, Canvas(language="en"))
    own, others = figure.data
    assert figure.layout.yaxis.ticktext == ("small", "large")  # from the bottom: 4 + 3 = 7 on top of 5
    assert (list(own.x), list(own.y)) == ([5.0, 4.0], [0, 1])
    assert (list(others.x), list(others.y)) == ([3.0], [1])
    assert set(own.marker.color) != set(others.marker.color)
    assert (own.marker.pattern.shape, others.marker.pattern.shape) == (("", ""), ("/",))  # machine traffic is hatched


def test_groups_of_bars_stand_under_their_heading() -> None:
    rows = [
        {"stage": 0, "origin": "a", "side": "open", "share": 0.6},
        {"stage": 1, "origin": "a", "side": "open", "share": 0.4},  # another bar, though its name is the same
    ]
    figure = draw(rows, replace(ENCODING, facet="stage"), Canvas(language="en"))
    assert list(figure.data[0].y) == [2, 0]
    assert figure.layout.yaxis.ticktext == ("a", "", "a", "")
    assert [note.text for note in figure.layout.annotations][:2] == ["<b>1</b>", "<b>0</b>"]
