"""Figures of the page Open vs closed: lanes of releases, small multiples."""

from __future__ import annotations

from datetime import date

from dashboard.figures import Canvas, Encoding, draw


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
