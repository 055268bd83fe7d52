"""Figures of the page Open vs closed: lanes of releases, small multiples."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ouverture.dashboard.figures import Canvas, Encoding, draw
from ouverture.dashboard.figures.ticks import log_ticks
from ouverture.dashboard.theme import RAMP, ordered


def encoding(kind: str, x: str, y: str, series: str, facet: str | None = None) -> Encoding:
    return Encoding(
        kind=kind,
        x=x,
        y=y,
        series=series,
        facet=facet,
        low=None,
        high=None,
        stack=False,
        log=False,
        unit="index",
        label=lambda column, value: "{index} in {until}, {base} = 100" if column == "multiples" else str(value),
        colour=lambda _: "#3F7FBF",
        dashed=lambda value: value == "closed",
    )


def test_lanes_hold_open_above_and_closed_below() -> None:
    rows = [
        {"on": date(2025, 1, 1), "lab": "A", "side": "open", "model": "<b>o</b>"},
        {"on": date(2025, 2, 1), "lab": "A", "side": "closed", "model": "c"},
        {"on": date(2025, 2, 1), "lab": "B", "side": "closed", "model": "d"},
    ]
    figure = draw(rows, encoding("timeline", "on", "lab", "side"), Canvas("en"))
    opened, closed = figure.data
    assert (opened.marker.symbol, closed.marker.symbol) == ("circle", "diamond")
    assert list(opened.y) == [1.17]
    assert list(closed.y) == [0.83, -0.17]
    assert "<b>&lt;b&gt;o" in opened.customdata[0]  # names are text


def test_a_panel_for_each_series_and_no_line_over_a_gap() -> None:
    rows = [
        {
            "on": date(2025, 1, 1),
            "i": 100.0,
            "of": "hub",
            "scale": None,
            "flags": None,
            "blind_spot_en": "Sees <one> side.",
        },
        {
            "on": date(2025, 2, 1),
            "i": 120.0,
            "of": "hub",
            "scale": None,
            "flags": None,
            "blind_spot_en": "Sees <one> side.",
        },
        {
            "on": date(2026, 2, 1),
            "i": 90.0,
            "of": "hub",
            "scale": None,
            "flags": "gap",
            "blind_spot_en": "Sees <one> side.",
        },
        {"on": date(2025, 1, 1), "i": 100.0, "of": "pypi", "scale": None, "flags": None, "blind_spot_en": "Other."},
    ]
    figure = draw(rows, encoding("multiples", "on", "i", "of", "scale"), Canvas("en"))
    assert [list(trace.y) for trace in figure.data] == [[100.0, 120.0], [90.0], [100.0]]
    assert [trace.yaxis for trace in figure.data] == ["y", "y", "y2"]
    assert "Sees &lt;one&gt; side." in figure.layout.annotations[0].text
    assert "90 in February 2026, January 2025 = 100" in figure.layout.annotations[0].text
    assert figure.layout.yaxis.range == figure.layout.yaxis2.range
    assert figure.layout.xaxis.domain != figure.layout.xaxis2.domain
    phone = draw(rows, encoding("multiples", "on", "i", "of", "scale"), Canvas("en", narrow=True))
    assert phone.layout.xaxis.domain == phone.layout.xaxis2.domain


def test_a_step_goes_on_to_its_board_and_names_the_model_at_its_end() -> None:
    rows = [
        {"on": date(2025, 1, 1), "size": 70e9, "from": "1300", "model": "big", "as_of": date(2025, 8, 6)},
        {"on": date(2025, 3, 1), "size": 8e9, "from": "1300", "model": "<small>", "as_of": date(2025, 8, 6)},
    ]
    figure = draw(rows, replace(encoding("step", "on", "size", "from"), unit="parameters", log=True), Canvas("en"))
    line, carried, box = figure.data
    assert list(line.y) == [70e9, 8e9]
    assert "1300 &lt;small&gt;" in box.customdata[1]
    assert (list(carried.x), list(carried.y)) == ([date(2025, 3, 1), date(2025, 8, 6)], [8e9, 8e9])
    assert "1300 <b>8B</b> &lt;small&gt;" in [note.text for note in figure.layout.annotations]


def test_ticks_and_colours_of_a_ladder() -> None:
    assert log_ticks(2.0, 600.0) == [2, 5, 10, 20, 50, 100, 200, 500]
    assert log_ticks(1.0, 2000.0) == [1, 10, 100, 1000]
    # Four colours of the ramp are left: at seven steps every second one is one of them.
    assert ordered(7, dark=False)[::2] == list(RAMP[False][1:])
    assert ordered(1, dark=False) == [RAMP[False][1]]
