"""Ranked rows, intervals and heatmaps: what stands where, and what a narrow screen leaves out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ouverture.dashboard import theme
from ouverture.dashboard.figures import Canvas, Encoding, draw
from ouverture.dashboard.figures.values import readable_on

ENCODING = Encoding(
    kind="interval",
    x="band",
    y="median",
    series="side",
    facet=None,
    low="low",
    high="high",
    stack=False,
    log=False,
    unit="usd_per_mtok",
    label=lambda column, value: f"{value}" if column else "",
    colour=lambda value: theme.SIDE_COLOURS[value],
    dashed=lambda value: False,
    y_title="US dollars",
)
ROWS = [
    {"band": "1450–1475", "side": "open", "median": 1.5, "low": 0.5, "high": 2.0},
    {"band": "1450–1475", "side": "closed", "median": 4.0, "low": 1.0, "high": None},
    {"band": "1425–1450", "side": "closed", "median": None, "low": 3.0, "high": None},
    {"band": "1400–1425", "side": "closed", "median": None, "low": None, "high": None},
]


def test_an_interval_has_its_value_over_its_dot_its_side_in_its_name_and_an_axis_with_a_unit() -> None:
    figure = draw(ROWS, ENCODING, Canvas("en"))
    assert figure.layout.yaxis.ticktext == ("1425–1450 · closed", "1450–1475 · closed", "1450–1475 · open")
    notes = {note.text: note for note in figure.layout.annotations}
    assert (notes["<b>1.5</b>"].x, notes["<b>1.5</b>"].y, notes["<b>1.5</b>"].yanchor) == (1.5, 2, "bottom")
    assert notes["unfinished"].x == 3.0  # a band without a median says so
    assert "US dollars" in notes
    assert list(figure.layout.xaxis.ticktext)[:2] == ["0", "1"]  # whole numbers bear no decimals
    bands = [trace for trace in figure.data if trace.mode == "lines"]
    assert [trace.line.dash for trace in bands] == ["dot", "dot", "solid"]


def test_a_long_name_takes_two_lines_and_a_model_loses_its_namespace_first() -> None:
    rows = [
        {"band": "Permissive · Generative · Adjusted", "side": "open", "median": 1.0},
        {"band": "nvidia/Llama-3.1-Nemotron-70B-Instruct", "side": "open", "median": 1.0},
        {"band": "<b>", "side": "open", "median": 1.0},
    ]
    figure = draw(rows, replace(ENCODING, kind="bar", low=None, high=None), Canvas("en", narrow=True))
    assert figure.layout.yaxis.ticktext == (
        "&lt;b&gt;",
        "Llama-3.1-Nemotron-<br>70B-Instruct",
        "Permissive ·<br>Generative · Adjusted",
    )


def test_a_long_name_takes_three_lines() -> None:
    rows = [ROWS[0] | {"band": "Arena, 2024–25 data (Bradley-Terry), by board"}]
    figure = draw(rows, ENCODING, Canvas("en", narrow=True))
    assert figure.layout.yaxis.ticktext == ("Arena, 2024–25 data<br>(Bradley-Terry), by<br>board",)


def test_a_phone_shows_the_last_months_of_a_heatmap_and_says_so() -> None:
    rows = [{"month": date(2024 + n // 12, n % 12 + 1, 1), "lab": "A", "models": n} for n in range(20)]
    encoding = replace(ENCODING, kind="heatmap", x="month", y="models", series="lab", unit="models")
    wide = draw(rows, encoding, Canvas("en")).data[0]
    assert len(wide.x) == 20
    assert list(wide.text[0][:2]) == ["", "1"]  # nought is an empty cell's neighbour, not a number to read
    narrow = draw(rows, encoding, Canvas("en", narrow=True))
    assert next(iter(narrow.data[0].x)) == "2024-11-01"
    assert [note.text for note in narrow.layout.annotations] == ["cut 10"]


@pytest.mark.parametrize("colour", [*theme.SEQUENCE, *theme.TIER_COLOURS.values(), *theme.COUNTRY_COLOURS.values()])
def test_what_stands_on_a_colour_can_be_read(colour: str) -> None:
    assert contrast(colour, readable_on(colour)) >= 3.5


def test_the_colours_of_openness_mean_nothing_else() -> None:
    others = {*theme.SEQUENCE, *theme.COUNTRY_COLOURS.values()}
    assert not others & {*theme.TIER_COLOURS.values(), *theme.SIDE_COLOURS.values()}
    for colour in others:
        assert min(contrast(colour, theme.PAPER), contrast(colour, theme.NIGHT)) >= 3


def contrast(one: str, other: str) -> float:
    """Ratio of WCAG 2.1 between two hex colours."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_two_dots_of_a_row_each_have_their_value_outside_and_a_sign_under_the_chart() -> None:
    shape = replace(ENCODING, kind="dot", series=None, high=None, unit="share", colour=lambda _: theme.OTHER)
    rows = [{"band": "a", "median": 0.6, "low": 0.2}, {"band": "b", "median": 0.1, "low": 0.3}]
    figure = draw(rows, replace(shape, pair=("Of downloads", "Of likes")), Canvas("en", half=True))
    assert figure.layout.yaxis.ticktext == ("b", "a")
    dots = [(trace.marker.symbol, trace.x[0], trace.y[0]) for trace in figure.data if trace.mode == "markers"]
    assert dots == [("circle-open", 0.3, 0), ("circle", 0.1, 0), ("circle-open", 0.2, 1), ("circle", 0.6, 1)]
    values = [(note.text, note.xanchor) for note in figure.layout.annotations][:4]
    assert values == [("10%", "right"), ("30%", "left"), ("20%", "right"), ("60%", "left")]
    assert figure.layout.annotations[4].text == "● Of downloads    ○ Of likes"
